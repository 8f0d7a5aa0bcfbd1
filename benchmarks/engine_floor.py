"""What arithmetic and memory alone would take, on the machine as it is now."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from summarizer.condense.runtime import machine

BEAMS = 4


@dataclass(frozen=True, slots=True)
class Speed:
    """Operations and bytes a second; `eight` are operations on 8-bit numbers, 0 where the processor
    has none that are fast."""

    flops: float
    bytes: float
    eight: float = 0.0


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


def measured(clock: Callable[[], float] = time.perf_counter) -> Speed:
    """The best of a few large products and sums over memory, with all threads."""
    import torch

    a, b = torch.randn(1024, 2048), torch.randn(2048, 2048)
    work = 2 * 1024 * 2048 * 2048
    flops = work / _best(lambda: a @ b, clock)
    block = torch.zeros(32 << 20)
    speed = block.nbytes / _best(lambda: block.sum(), clock)
    eight = work / _best(_eight_bit(b), clock) if machine.eight_bit() else 0.0
    return Speed(flops, speed, eight)


def _eight_bit(weight: Any) -> Callable[[], object]:
    """The product alone, of numbers that are rounded already."""
    import torch

    ops: Any = torch.ops.onednn
    packed = ops.qlinear_prepack(weight.clamp(-100, 100).to(torch.int8), None)
    x = torch.zeros(1024, weight.shape[1], dtype=torch.uint8)
    ones, zeros = torch.ones(len(weight)), torch.zeros(len(weight), dtype=torch.long)
    return lambda: ops.qlinear_pointwise(
        x, 1.0, 128, packed, ones, zeros, None, 1.0, 0, torch.float32, "none", [], ""
    )


def _best(run: Callable[[], object], clock: Callable[[], float]) -> float:
    found = []
    for _ in range(6):
        began = clock()
        run()
        found.append(clock() - began)
    return min(found)


def floor(
    shape: str, lengths: Sequence[int], tokens: int, speed: Speed, *, eight: bool = False
) -> float:
    """Seconds an article, all articles in one batch: for reading and for each step the larger of
    what arithmetic and what memory takes. In fp32; `eight`: the products with weights in 8 bits,
    attention in fp32."""
    s, count = SIZES[shape], len(lengths)
    fast, size = (speed.eight, 1) if eight else (speed.flops, 4)
    total, squares = sum(lengths), sum(n * n for n in lengths)
    reading = 2 * total * (s.encoders * s.encoder + s.decoders * s.source) / fast
    reading += 4 * squares * s.width * s.encoders / speed.flops
    weights = s.decoders * s.decoder + s.head
    own = 4 * BEAMS * count * (tokens / 2) * s.width * s.decoders
    across = 4 * BEAMS * total * s.width * s.decoders
    step = 2 * BEAMS * count * weights / fast + (own + across) / speed.flops
    moved: float = size * weights + 4 * 2 * total * s.width * s.decoders
    moved += 4 * 2 * BEAMS * count * (tokens / 2) * s.width * s.decoders
    seconds = max(reading, size * s.encoders * s.encoder / speed.bytes)
    return (seconds + tokens * max(step, moved / speed.bytes)) / count
