"""Every way to run a checkpoint on this CPU, in one run that takes turns.

    python -m benchmarks.engine                        # all shapes, 16 articles and 1
    python -m benchmarks.engine --shape distilbart-12-6 --rounds 3 --articles 16
    python -m benchmarks.engine --quick                # one round, few articles, few tokens

Random weights in the shape of well-known checkpoints, made once under --keep; 80 forced tokens (79
and one more), four beams, no repeated 3-grams, articles of 300 to 1000 tokens. Each contender waits
in a process of its own for its turn, and has written for one article before it is timed. Slow ones
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
import statistics
import tempfile
import time
from collections.abc import Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.engine_contenders import Contender, Process, contenders
from benchmarks.engine_floor import floor, measured
from benchmarks.engine_models import SHAPES, articles, make
from summarizer.condense.places import Place
from summarizer.condense.runtime import machine


@dataclass(slots=True)
class Times:
    """Seconds an article, a round each."""

    timed_on: int
    seconds: list[float] = field(default_factory=list)

    def shown(self) -> str:
        middle = statistics.median(self.seconds)
        return f"{middle:.2f} s ({min(self.seconds):.2f} to {max(self.seconds):.2f})"


def race(
    shape: str, count: int, rounds: int, processes: Mapping[Contender, Process]
) -> dict[Contender, Times]:
    """Every contender once a round, in turns."""
    times = {one: Times(min(one.most, count)) for one in processes}
    for number in range(rounds):
        for one, process in processes.items():
            took = process.seconds(count)
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
    clock = "process_time" if opts.processor else "perf_counter"
    speed = measured(getattr(time, clock))
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


def _shape(shape: str, keep: Path, opts: argparse.Namespace, speed: Any, clock: str) -> None:
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
    with ExitStack() as stack:
        processes: dict[Contender, Process] = {}
        for one in chosen:
            process = Process(one, place, opts.tokens, keep, clock)
            processes[one] = stack.enter_context(closing(process))
            process.seconds(1)  # one is loaded and warm before the next one begins
        for count in (opts.articles, 1):
            times = race(shape, count, opts.rounds, processes)
            sizes = [job.tokens for job in articles(count)]
            floors = {"fp32": floor(shape, sizes, opts.tokens, speed)}
            if speed.eight:
                floors["int8"] = floor(shape, sizes, opts.tokens, speed, eight=True)
            table(shape, count, times, floors)


if __name__ == "__main__":
    main()
