"""The ways to run a checkpoint that `engine.py` compares, each in a process of its own.

In one process they would not be alone: the OpenMP runtimes of torch and ctranslate2 share it, and
once both are loaded torch computes on one core.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from benchmarks.engine_models import articles
from summarizer.condense.engine import Job
from summarizer.condense.places import Place
from summarizer.condense.runtime import machine
from summarizer.condense.settings import GenerationSettings

Run = Callable[[Sequence[Job]], None]


@dataclass(frozen=True, slots=True)
class Contender:
    """`most` bounds the articles it is timed on; `seconds` guesses one of distilbart-12-6, for
    planning."""

    name: str
    open: Callable[[Place, int, Path], Run]
    most: int
    seconds: float


def settings(tokens: int, batch_tokens: int | None = None) -> GenerationSettings:
    return GenerationSettings(
        beams=4, max_new_tokens=tokens, min_new_tokens=tokens, length_penalty=1.0,
        no_repeat_ngram=3, early_stopping=True, grounded=False, batch_tokens=batch_tokens,
    )  # fmt: skip


def _transformers(batch: int) -> Callable[[Place, int, Path], Run]:
    """`generate` itself, in padded batches."""

    def opened(place: Place, tokens: int, _: Path) -> Run:
        import torch

        from summarizer.condense.checkpoint import load_checkpoint

        held = load_checkpoint(place)

        def run(jobs: Sequence[Job]) -> None:
            ordered = sorted(jobs, key=lambda job: -job.tokens)
            with torch.inference_mode():
                for start in range(0, len(ordered), batch):
                    rows = [job.source for job in ordered[start : start + batch]]
                    inputs = held.tokenizer(rows, padding=True, return_tensors="pt")
                    held.model.generate(
                        inputs["input_ids"], attention_mask=inputs["attention_mask"], num_beams=4,
                        do_sample=False, min_new_tokens=tokens - 1, max_new_tokens=tokens,
                        max_length=None, no_repeat_ngram_size=3, early_stopping=True,
                    )  # fmt: skip

        return run

    return opened


def _ours(precision: machine.Precision) -> Callable[[Place, int, Path], Run]:
    def opened(place: Place, tokens: int, _: Path) -> Run:
        from summarizer.condense.runtime.torch_engine import open_torch

        engine = open_torch(place, precision)
        return lambda jobs: _written(engine, jobs, tokens)

    return opened


def _ctranslate(
    precision: machine.Precision, side_by_side: int
) -> Callable[[Place, int, Path], Run]:
    def opened(place: Place, tokens: int, keep: Path) -> Run:
        from summarizer.condense.runtime.ctranslate import open_ctranslate

        engine = open_ctranslate(place, precision, cache=keep / "converted", workers=side_by_side)
        return lambda jobs: _written(engine, jobs, tokens)

    return opened


def _written(engine: Any, jobs: Sequence[Job], tokens: int) -> None:
    found = engine.write(jobs, settings(tokens).over(engine.defaults))
    short = [one for one in found.values() if len(one.tokens) < tokens - 1]
    if short:
        raise SystemExit(f"only {len(short[0].tokens)} tokens were written")


def contenders() -> Iterator[Contender]:
    yield Contender("transformers fp32, one at a time", _transformers(1), 3, 10.0)
    yield Contender("transformers fp32, batches of 4", _transformers(4), 4, 7.0)
    yield Contender("ours, fp32", _ours("fp32"), 16, 4.5)
    if machine.precision() == "bf16":
        yield Contender("ours, bf16", _ours("bf16"), 16, 1.2)
    if machine.eight_bit():
        yield Contender("ours, int8", _ours("int8"), 16, 2.0)
    yield Contender("ctranslate2 fp32", _ctranslate("fp32", 1), 4, 5.0)
    for side in sorted({1, machine.cores()}):
        name = f"ctranslate2 int8, {side} × {machine.cores() // side} threads"
        yield Contender(name, _ctranslate("int8", side), 16, 2.5)


def part(jobs: Sequence[Job], most: int) -> list[Job]:
    """So many of the jobs, evenly from the shortest to the longest."""
    ordered = sorted(jobs, key=lambda job: job.tokens)
    if len(ordered) <= most:
        return ordered
    return [ordered[int((n + 0.5) * len(ordered) / most)] for n in range(most)]


class Process:
    """A contender that is loaded in a process of its own and waits there for articles."""

    def __init__(self, one: Contender, place: Place, tokens: int, keep: Path, clock: str) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, there = context.Pipe()
        arguments = (there, one.name, place, tokens, keep, clock)
        self._process = context.Process(target=_serve, args=arguments, daemon=True)
        self._process.start()
        there.close()

    def seconds(self, count: int) -> float:
        """What its part of so many articles took, an article. Raises EOFError if it died."""
        self._pipe.send(count)
        return float(self._pipe.recv())

    def close(self) -> None:
        self._pipe.close()
        self._process.join()


def _serve(pipe: Connection, name: str, place: Place, tokens: int, keep: Path, clock: str) -> None:
    one = next(one for one in contenders() if one.name == name)
    now: Callable[[], float] = getattr(time, clock)
    run = one.open(place, tokens, keep)
    while True:
        try:
            jobs = part(articles(pipe.recv()), one.most)
        except EOFError:
            return
        began = now()
        run(jobs)
        pipe.send((now() - began) / len(jobs))
