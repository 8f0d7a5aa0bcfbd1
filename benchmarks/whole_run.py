"""Whole runs of `brief generate`: how long a cold one takes, and what memory many articles take.

    python -m benchmarks.whole_run [--news ../shared/data/business_news.dev.jsonl.xz]

Every run is a process of its own; peak memory is the operating system's figure for it.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "microsoft-nuance" / "articles"
BRIEF = (sys.executable, "-c", "from summarizer.cli import main; main()")
SIZES = (100, 400, 1500)


def run(*arguments: str) -> tuple[float, float]:
    """Seconds of wall time and MiB of peak memory of one command."""
    began = time.perf_counter()
    out = os.open(os.devnull, os.O_WRONLY)
    actions = [(os.POSIX_SPAWN_DUP2, out, 1), (os.POSIX_SPAWN_DUP2, out, 2)]
    child = os.posix_spawn(
        sys.executable, [*BRIEF, *arguments], dict(os.environ), file_actions=actions
    )
    _, status, usage = os.wait4(child, 0)
    os.close(out)
    if os.waitstatus_to_exitcode(status) not in (0, 3):
        raise SystemExit(f"brief {' '.join(arguments)}: exit {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - began, usage.ru_maxrss / 1024


def articles(news: Path) -> Iterator[str]:
    with lzma.open(news, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield f"{record['headline']}\n\n{record['lead']}\n\n{record['body']}\n"


def cold(runs: int, model: str, folder: Path) -> None:
    """`--help`, and a memo of the example's five short articles."""
    for name, arguments in (
        ("brief --help", ("--help",)),
        ("five articles", ("generate", str(EXAMPLE), "-m", model, "-o", str(folder))),
    ):
        took = [run(*arguments) for _ in range(runs)]
        seconds = sorted(wall for wall, _ in took)
        peak = max(memory for _, memory in took)
        print(
            f"{name}: median {statistics.median(seconds):.2f} s "
            f"({seconds[0]:.2f} to {seconds[-1]:.2f}, {runs} runs), peak {peak:.0f} MiB"
        )


def growth(news: Path, model: str, folder: Path) -> None:
    """Peak memory and seconds for more and more articles."""
    for size in SIZES:
        place = folder / f"articles-{size}"
        place.mkdir()
        for number, text in enumerate(islice(articles(news), size)):
            (place / f"{number:05}.txt").write_text(text, encoding="utf-8")
        wall, memory = run("generate", str(place), "-m", model, "-o", str(folder / "out"))
        print(f"{size} articles: {wall:.1f} s, {1000 * wall / size:.1f} ms each, {memory:.0f} MiB")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--model", default="default")
    options.add_argument(
        "--news", type=Path, default=ROOT.parent / "shared/data/business_news.dev.jsonl.xz"
    )
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        cold(chosen.runs, chosen.model, Path(folder))
        if chosen.news.is_file():
            growth(chosen.news, chosen.model, Path(folder))


if __name__ == "__main__":
    main()
