"""What arithmetic and memory alone would take, on the machine as it is now."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

BEAMS = 4


@dataclass(frozen=True, slots=True)
class Speed:
    """Operations and bytes a second."""

    flops: float
    bytes: float


@dataclass(frozen=True, slots=True)
class Sizes:
    """Weights of an encoder layer, of a decoder layer without and for its keys and values of the
    source, and of the head; layers; width."""

    encoder: int
    decoder: int
    source: int
    head: int
    encoders: int
    decoders: int
    width: int


def _bart(encoders: int) -> Sizes:
    d = 1024
    return Sizes(12 * d * d, 14 * d * d, 2 * d * d, d * 50264, encoders, 6, d)


SIZES = {
    "distilbart-12-6": _bart(12),
    "distilbart-6-6": _bart(6),
    "t5-small": Sizes(
        4 * 512 * 512 + 2 * 512 * 2048, 6 * 512 * 512 + 2 * 512 * 2048, 2 * 512 * 512, 512 * 32128,
        6, 6, 512,
    ),
}  # fmt: skip


def measured() -> Speed:
    """The best of a few large products and sums over memory, with all threads."""
    import torch

    a, b = torch.randn(1024, 2048), torch.randn(2048, 2048)
    flops = 2 * 1024 * 2048 * 2048 / _best(lambda: a @ b)
    block = torch.zeros(32 << 20)
    return Speed(flops, block.nbytes / _best(lambda: block.sum()))


def _best(run: Callable[[], object]) -> float:
    found = []
    for _ in range(6):
        began = time.perf_counter()
        run()
        found.append(time.perf_counter() - began)
    return min(found)


def floor(shape: str, lengths: Sequence[int], tokens: int, speed: Speed) -> float:
    """Seconds an article in fp32, all articles in one batch: for reading and for each step the
    larger of what arithmetic and what memory takes."""
    s, count = SIZES[shape], len(lengths)
    total, squares = sum(lengths), sum(n * n for n in lengths)
    reading: float = 2 * total * (s.encoders * s.encoder + s.decoders * s.source)
    reading += 4 * squares * s.width * s.encoders
    weights = s.decoders * s.decoder + s.head
    own = 4 * BEAMS * count * (tokens / 2) * s.width * s.decoders
    across = 4 * BEAMS * total * s.width * s.decoders
    step = 2 * BEAMS * count * weights + own + across
    moved: float = 4 * (weights + 2 * total * s.width * s.decoders)
    moved += 4 * 2 * BEAMS * count * (tokens / 2) * s.width * s.decoders
    seconds = max(reading / speed.flops, 4 * s.encoders * s.encoder / speed.bytes)
    return (seconds + tokens * max(step / speed.flops, moved / speed.bytes)) / count
