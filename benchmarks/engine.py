"""Every way to run a checkpoint on this CPU, in one run that takes turns.

    python -m benchmarks.engine                        # all shapes, 16 articles and 1
    python -m benchmarks.engine --shape distilbart-12-6 --rounds 3 --articles 16
    python -m benchmarks.engine --quick                # one round, few articles, few tokens

Random weights in the shape of well-known checkpoints, made once under --keep; 80 forced tokens (79
and one more), four beams, no repeated 3-grams, articles of 300 to 1000 tokens. Slow contenders
are timed on a part of the articles that is as long on average, and say so: the time of an article
is what is compared. Before it begins it says how long it will take. Medians of the rounds, with
their range. On a machine that others use too, `--processor` counts what the processor was at work
for in the place of wall time; it wants one core (`taskset -c 0`, OMP_NUM_THREADS=1), as threads
that wait for each other count as work. The floor is what arithmetic or memory alone would take with
weights that are read once a step for all articles of a batch, at the speed this machine showed in
large products and in reading memory just before: in fp32, and with 8-bit products where the
processor has them.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.engine_floor import floor, measured
from benchmarks.engine_models import SHAPES, articles, make
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


@dataclass(slots=True)
class Times:
    """Seconds an article, a round each."""

    timed_on: int
    seconds: list[float] = field(default_factory=list)

    def shown(self) -> str:
        middle = statistics.median(self.seconds)
        return f"{middle:.2f} s ({min(self.seconds):.2f} to {max(self.seconds):.2f})"


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


def race(
    shape: str,
    jobs: Sequence[Job],
    rounds: int,
    runs: Mapping[Contender, Run],
    clock: Callable[[], float],
) -> dict[Contender, Times]:
    """Every contender once a round, in turns, after a short warm-up."""
    sets = {one: part(jobs, one.most) for one in runs}
    times = {one: Times(len(sets[one])) for one in runs}
    for number in range(rounds):
        for one, run in runs.items():
            gc.collect()
            began = clock()
            run(sets[one])
            took = (clock() - began) / len(sets[one])
            times[one].seconds.append(took)
            print(f"  {shape}, round {number + 1}, {one.name}: {took:.2f} s", flush=True)
    return times


def table(
    shape: str, count: int, times: Mapping[Contender, Times], floors: Mapping[str, float]
) -> None:
    """`floors` by number format; a contender is beside the one of its format, or else of fp32."""
    base = statistics.median(next(iter(times.values())).seconds)
    print(f"\n| {shape}, {count} article{'s' * (count > 1)} | an article | × baseline | × floor |")
    print("|---|---|---|---|")
    for one, found in times.items():
        middle = statistics.median(found.seconds)
        least = next((value for kind, value in floors.items() if kind in one.name), floors["fp32"])
        note = "" if found.timed_on == count else f" (timed on {found.timed_on})"
        print(
            f"| {one.name}{note} | {found.shown()} | {base / middle:.2f} | {middle / least:.1f} |"
        )
    for kind, least in floors.items():
        print(f"| floor in {kind} | {least:.2f} s | {base / least:.2f} | 1.0 |")
    print(flush=True)


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    args.add_argument("--shape", action="append", choices=[*SHAPES, "embedded"])
    args.add_argument("--articles", type=int, default=16)
    args.add_argument("--rounds", type=int, default=3)
    args.add_argument("--tokens", type=int, default=80)
    args.add_argument(
        "--only", action="append", help="contenders whose name holds one of these, and the baseline"
    )
    args.add_argument("--processor", action="store_true", help="count processor time")
    args.add_argument("--keep", type=Path, help="folder for the checkpoints that are made")
    args.add_argument("--quick", action="store_true")
    opts = args.parse_args()
    if opts.quick:
        opts.articles, opts.rounds, opts.tokens = min(opts.articles, 4), 1, min(opts.tokens, 20)
        opts.shape = opts.shape or ["t5-small", "embedded"]
    clock = time.process_time if opts.processor else time.perf_counter
    speed = measured(clock)
    print(machine.describe() + (", processor time" if opts.processor else ""))
    print(
        f"a large product: {speed.flops / 1e9:.0f} GFLOP/s in fp32,"
        f" {speed.eight / 1e9:.0f} GOP/s in 8 bits;"
        f" reading memory: {speed.bytes / 1e9:.1f} GB/s"
    )
    with tempfile.TemporaryDirectory() as made:
        keep = opts.keep or Path(made)
        for shape in opts.shape or [*SHAPES, "embedded"]:
            if shape == "embedded":
                from benchmarks.engine_embedded import embedded

                embedded(opts.rounds, opts.articles)
            else:
                _shape(shape, keep, opts, speed, clock)


_WEIGHT = {"distilbart-12-6": 1.0, "distilbart-6-6": 0.65, "t5-small": 0.2}


def _shape(
    shape: str, keep: Path, opts: argparse.Namespace, speed: Any, clock: Callable[[], float]
) -> None:
    """One shape's tables."""
    keep.mkdir(parents=True, exist_ok=True)
    place = Place(make(shape, keep), shape)
    chosen = [
        one
        for n, one in enumerate(contenders())
        if n == 0 or not opts.only or any(part in one.name for part in opts.only)
    ]
    share = _WEIGHT[shape] * (0.5 + 0.5 * opts.tokens / 80)
    guess = sum((min(o.most, opts.articles) + 1) * o.seconds * opts.rounds for o in chosen) * share
    print(f"\n{shape}: {len(chosen)} contenders, about {(guess + 120 * share) / 60:.1f} minutes")
    runs = {one: one.open(place, opts.tokens, keep) for one in chosen}
    for count in (opts.articles, 1):
        jobs = articles(count)
        times = race(shape, jobs, opts.rounds, runs, clock)
        sizes = [job.tokens for job in jobs]
        floors = {"fp32": floor(shape, sizes, opts.tokens, speed)}
        if speed.eight:
            floors["int8"] = floor(shape, sizes, opts.tokens, speed, eight=True)
        table(shape, count, times, floors)


if __name__ == "__main__":
    main()
