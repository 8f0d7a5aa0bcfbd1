"""What fewer bits change, on small checkpoints that are trained on the spot.

    python -m benchmarks.engine_faithful [--texts 200]

First tokens that stay the same (greedily), whole texts that do (four beams), and ROUGE-1 and -L
against what was to be written, for each number format beside fp32. The checkpoints are 32 wide and
learn to tell a text's first sentence; they say whether a format works at all, not what a
summarizer of full size loses.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from summarizer.condense.engine import Job
from summarizer.condense.places import Place
from summarizer.condense.runtime import machine
from summarizer.condense.runtime.torch_engine import open_torch
from summarizer.condense.settings import GenerationSettings
from tests.condense.trained import SENTENCES, texts, trained

SHAPES = ("bart", "t5")


def written(engine: Any, jobs: Sequence[Job], beams: int) -> list[Any]:
    settings = GenerationSettings(
        beams=beams, max_new_tokens=24, min_new_tokens=1, no_repeat_ngram=3, grounded=False
    )
    found = engine.write(jobs, settings.over(engine.defaults))
    return [found[job.id] for job in jobs]


def rouge(found: Sequence[Any], wanted: Sequence[str]) -> tuple[float, float]:
    from rouge_score.rouge_scorer import RougeScorer

    scorer = RougeScorer(["rouge1", "rougeL"])
    scores = [scorer.score(want, one.text) for want, one in zip(wanted, found, strict=True)]
    return (
        100 * sum(s["rouge1"].fmeasure for s in scores) / len(scores),
        100 * sum(s["rougeL"].fmeasure for s in scores) / len(scores),
    )


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--texts", type=int, default=200)
    count = args.parse_args().texts
    sources = texts(count)
    wanted = [next(s for s in SENTENCES if text.startswith(s)) for text in sources]
    formats: list[machine.Precision] = ["bf16", *(["int8"] if machine.eight_bit() else [])]  # type: ignore[list-item]
    print(
        "| checkpoint | format | same first token | same text | ROUGE-1 (fp32) | ROUGE-L (fp32) |"
    )
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as root:
        for shape in SHAPES:
            place = Place(trained(shape, Path(root) / shape), shape)
            exact = open_torch(place, "fp32")
            sizes = exact.count(sources)
            jobs = [
                Job(f"{n:03}", "", text, size)
                for n, (text, size) in enumerate(zip(sources, sizes, strict=True))
            ]
            greedy, beams = written(exact, jobs, 1), written(exact, jobs, 4)
            before = rouge(beams, wanted)
            # BART's first token is forced
            first = 2 if shape == "bart" else 1
            for kind in formats:
                rough = open_torch(place, kind)
                one, four = written(rough, jobs, 1), written(rough, jobs, 4)
                same = [
                    a.tokens[:first] == b.tokens[:first] for a, b in zip(greedy, one, strict=True)
                ]
                whole = [a.tokens == b.tokens for a, b in zip(beams, four, strict=True)]
                after = rouge(four, wanted)
                print(
                    f"| {shape} | {kind} | {sum(same)} of {count} | {sum(whole)} of {count} |"
                    f" {after[0]:.2f} ({before[0]:.2f}) | {after[1]:.2f} ({before[1]:.2f}) |"
                )


if __name__ == "__main__":
    main()
