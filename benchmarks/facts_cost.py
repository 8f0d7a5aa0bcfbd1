"""What facts, merging and checking add to condensing with the embedded model: at most a third is
wanted.

    python -m benchmarks.facts_cost [--articles 200] [--news FILE]

Deal articles of the business news through the library, after a first run of a few others has loaded
the weights and compiled the patterns. Told are the processor seconds of each stage, in all and an
article, and what the stages of facts are to condensing alone and to reading and condensing (the
embedded model's condenser writes from what reading has encoded).
"""

from __future__ import annotations

import argparse
import json
import lzma
import tempfile
import time
from collections import defaultdict
from itertools import islice
from pathlib import Path

from summarizer import Settings, generate

NEWS = Path(__file__).resolve().parents[2] / "shared/data/business_news.train.jsonl.xz"
FIRST = 12
MODEL = ("reading", "condensing")
FACTS = "extracting facts, merging and checking"
WANTED = 1 / 3


def lay_out(news: Path, count: int, folder: Path) -> tuple[Path, Path]:
    """A folder of the first few deal articles, and one of those that follow."""
    places = (folder / "first", folder / "timed")
    for place in places:
        place.mkdir()
    with lzma.open(news, "rt", encoding="utf-8") as lines:
        deals = (record for record in map(json.loads, lines) if record["deal"])
        for number, record in enumerate(islice(deals, FIRST + count)):
            text = f"{record['headline']}\n\n{record['lead']}\n\n{record['body']}\n"
            name = f"{number:05}.txt"
            (places[number >= FIRST] / name).write_text(text, encoding="utf-8")
    return places


def stages(folder: Path) -> dict[str, float]:
    """Processor seconds of each stage of a memo of a folder's articles."""
    began: dict[str, float] = {}
    took: dict[str, float] = defaultdict(float)

    def note(stage: str, done: int, total: int) -> None:
        now = time.process_time()
        if stage in began:
            took[stage] += now - began[stage]
        began[stage] = now
        for other in [name for name in began if name != stage]:
            del began[other]

    generate([str(folder)], Settings(model="embedded"), progress=note)
    return dict(took)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    options.add_argument("--articles", type=int, default=200)
    options.add_argument("--news", type=Path, default=NEWS)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        first, timed = lay_out(chosen.news, chosen.articles, Path(folder))
        stages(first)
        took = stages(timed)
    for stage, seconds in took.items():
        print(f"{stage:24}{seconds:8.2f} s{1000 * seconds / chosen.articles:8.1f} ms an article")
    facts = took[FACTS]
    for names in (MODEL[1:], MODEL):
        model = sum(took.get(stage, 0.0) for stage in names)
        share = facts / model if model else float("inf")
        verdict = "kept" if share <= WANTED else "missed"
        print(f"facts, merging and checking to {' and '.join(names)}: {share:.2f} ({verdict})")


if __name__ == "__main__":
    main()
