"""Does the cost grow linearly with the articles, and does memory stay where it is?

    python -m benchmarks.linear_cost                                # 100, 1,000 and 10,000 articles
    python -m benchmarks.linear_cost --articles 100 --articles 400  # shorter
    python -m benchmarks.linear_cost --memo --articles 100 --articles 400

Business news, every size in a process of its own: cleaned, read, condensed and searched for facts
16 articles at a time, as a batch has it done, whose store keeps what comes of it; with `--memo` one
memo of all instead. Peak memory is the operating system's figure; beside it stands what the process
held at a tenth, at half and at the end of the articles, or when each stage of the memo ended.
Sizes that `--results` already has are not run again, so a run that was stopped can be gone on with.
"""

from __future__ import annotations

import argparse
import json
import lzma
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
NEWS = ROOT.parent / "shared/data"
SPLITS = ("dev", "train")
MIB = 1 << 20
WITHIN = 1.1
TOGETHER = 16


def records(news: Path) -> Iterator[dict[str, Any]]:
    """The dev articles, then those of train."""
    for split in SPLITS:
        path = news / f"business_news.{split}.jsonl.xz"
        if path.is_file():
            with lzma.open(path, "rt", encoding="utf-8") as lines:
                yield from map(json.loads, lines)


def lay_out(news: Path, count: int, folder: Path) -> int:
    """A file an article; how many there are."""
    number = 0
    for number, record in enumerate(islice(records(news), count), 1):
        text = f"{record['headline']}\n\n{record['lead']}\n\n{record['body']}\n"
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
    return number


def held() -> float:
    """MiB this process holds now; 0 where the system doesn't say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0.0
    return pages * resource.getpagesize() / MIB


def studied(folder: Path, model: str) -> dict[str, float]:
    """All files of a folder, some at a time; MiB held on the way."""
    from summarizer import pipeline
    from summarizer.clean import clean
    from summarizer.ingest import ingest
    from summarizer.models.memory import give_back
    from summarizer.records import RawDocument

    models = pipeline.load_models(model)
    files = sorted(map(str, folder.iterdir()))
    marks = {"a tenth": len(files) // 10, "half": len(files) // 2, "all": len(files)}
    found: dict[str, float] = {}
    for start in range(0, len(files), TOGETHER):
        some = files[start : start + TOGETHER]
        articles = [clean(one) for one in ingest(some) if isinstance(one, RawDocument)]
        pipeline.study(articles, models)
        give_back()
        for name, mark in marks.items():
            if start < mark <= start + len(some):
                found[name] = round(held(), 1)
    return found


def told(folder: Path, model: str) -> dict[str, float]:
    """A memo of all files of a folder; MiB held at the end of each stage."""
    from summarizer import Settings, generate

    stages: dict[str, float] = {}

    def note(stage: str, done: int, total: int) -> None:
        if done == total or not total:
            stages[stage] = round(held(), 1)

    generate([str(folder)], Settings(model=model), progress=note)
    return stages


def one(folder: Path, model: str, *, memo: bool) -> dict[str, Any]:
    """What a folder costs, in this process."""
    began, used = time.perf_counter(), time.process_time()
    stages = (told if memo else studied)(folder, model)
    return {
        "wall": time.perf_counter() - began,
        "processor": time.process_time() - used,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "stages": stages,
    }


def run(news: Path, count: int, model: str, *, memo: bool) -> dict[str, Any]:
    """One size in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        found = lay_out(news, count, Path(folder))
        command = [
            sys.executable,
            "-m",
            "benchmarks.linear_cost",
            "--one",
            folder,
            "--model",
            model,
            *(["--memo"] if memo else []),
        ]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        made: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return {"articles": found, **made}


def table(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    yield "| articles | wall | an article | processor time an article | peak memory |"
    yield "|---|---|---|---|---|"
    for row in rows:
        each = 1000 / row["articles"]
        yield (
            f"| {row['articles']:,} | {row['wall']:.0f} s | {row['wall'] * each:.0f} ms |"
            f" {row['processor'] * each:.0f} ms | {row['peak']:.0f} MiB |"
        )
    first, last = rows[0], rows[-1]
    growth = last["peak"] / first["peak"]
    cost = last["processor"] / last["articles"] / (first["processor"] / first["articles"])
    yield ""
    yield (
        f"From {first['articles']:,} to {last['articles']:,}: memory × {growth:.2f},"
        f" an article × {cost:.2f} (at most × {WITHIN} is wanted)."
    )
    kinds = list(dict.fromkeys(chain.from_iterable(row["stages"] for row in rows)))
    yield ""
    sizes = " | ".join(f"{row['articles']:,}" for row in rows)
    yield f"| MiB held after | {sizes} |"
    yield "|---" * (len(rows) + 1) + "|"
    for kind in kinds:
        yield f"| {kind} | {' | '.join(str(row['stages'].get(kind, '')) for row in rows)} |"


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    args.add_argument("--articles", type=int, action="append")
    args.add_argument("--model", default="embedded")
    args.add_argument("--news", type=Path, default=NEWS)
    args.add_argument("--results", type=Path, help="JSON lines; sizes in it are not run again")
    args.add_argument("--memo", action="store_true", help="one memo of all articles")
    args.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    opts = args.parse_args()
    if opts.one:
        print(json.dumps(one(opts.one, opts.model, memo=opts.memo)))
        return
    rows: dict[int, dict[str, Any]] = {}
    if opts.results and opts.results.is_file():
        lines = opts.results.read_text(encoding="utf-8").splitlines()
        rows = {row["articles"]: row for row in map(json.loads, lines)}
    for count in opts.articles or (100, 1000, 10_000):
        if count not in rows:
            rows[count] = run(opts.news, count, opts.model, memo=opts.memo)
            print(f"{count} articles: {rows[count]['wall']:.0f} s", file=sys.stderr, flush=True)
            if opts.results:
                with opts.results.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(rows[count]) + "\n")
    print("\n".join(table([rows[count] for count in sorted(rows)])))


if __name__ == "__main__":
    main()
