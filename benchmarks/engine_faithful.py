"""What fewer bits change, on small checkpoints that are trained on the spot.

    python -m benchmarks.engine_faithful [--texts 200]

First tokens that stay the same (greedily), whole texts that do (four beams), and ROUGE-1 and -L
against what was to be written, for each number format beside fp32. "taught" are 128 wide and know
their task: to tell one sentence of a text. "tiny" are those of the tests, 32 wide and hardly
trained: most of their choices hang on a hair, and one that falls the other way moves ROUGE by half
a point. Neither says what a summarizer of full size loses.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.engine_taught import LESSONS, first, taught
from summarizer.condense.engine import Job
from summarizer.condense.places import Place
from summarizer.condense.runtime import machine
from summarizer.condense.runtime.torch_engine import open_torch
from summarizer.condense.settings import GenerationSettings
from tests.condense.trained import texts, trained

Make = Callable[[str, Path], Path]
CHECKPOINTS: Mapping[str, tuple[Make, str, Callable[[str], str]]] = {
    **{f"taught {shape}": (taught, shape, LESSONS[shape].answer) for shape in ("bart", "t5")},
    **{f"tiny {shape}": (trained, shape, first) for shape in ("bart", "t5")},
}
"""How each is made, its shape, and what it was to write."""


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
    formats: list[machine.Precision] = ["bf16", *(["int8"] if machine.eight_bit() else [])]  # type: ignore[list-item]
    print(
        "| checkpoint | format | same first token | same text | ROUGE-1 (fp32) | ROUGE-L (fp32) |"
    )
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as root:
        for name, (make, shape, answer) in CHECKPOINTS.items():
            place = Place(make(shape, Path(root) / name), name)
            wanted = [answer(text) for text in sources]
            exact = open_torch(place, "fp32")
            sizes = exact.count(sources)
            jobs = [
                Job(f"{n:03}", "", text, size)
                for n, (text, size) in enumerate(zip(sources, sizes, strict=True))
            ]
            greedy, beams = written(exact, jobs, 1), written(exact, jobs, 4)
            before = rouge(beams, wanted)
            # BART's first token is forced
            begin = 2 if shape == "bart" else 1
            for kind in formats:
                rough = open_torch(place, kind)
                one, four = written(rough, jobs, 1), written(rough, jobs, 4)
                same = [
                    a.tokens[:begin] == b.tokens[:begin] for a, b in zip(greedy, one, strict=True)
                ]
                whole = [a.tokens == b.tokens for a, b in zip(beams, four, strict=True)]
                after = rouge(four, wanted)
                print(
                    f"| {name} | {kind} | {sum(same)} of {count} | {sum(whole)} of {count} |"
                    f" {after[0]:.2f} ({before[0]:.2f}) | {after[1]:.2f} ({before[1]:.2f}) |"
                )


if __name__ == "__main__":
    main()
