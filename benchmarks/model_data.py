"""Dev sets, sentence splitting and ROUGE for the measurements of the embedded model."""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data"
SHIPPED = ROOT / "summarizer" / "models" / "weights"
"""The checkpoint inside the package, which the measurements take where none is named."""
OPENING = re.compile(
    r"^(?:by \. [\w .'-]{3,60}? \. )?(?:(?:last )?(?:published|updated) : .{0,80}? \. )*"
    r"(?:[\w ,.'-]{2,40} )?"
    r"\( (?:cnn|cnn student news|reuters|ap|the hollywood reporter|wired|mashable) \)"
    r"(?: --| -)? |^by \. [\w .'-]{3,60}? \. "
)
CASED_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]*[A-Z0-9$])")
NO_END = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Inc|Corp|Co|Ltd|vs|St|Jr|Sr|No|Gov|Sen|U\.S|U\.K))\.$"
)


def records(name: str, most: int | None = None, part: str = "dev") -> Iterator[dict[str, Any]]:
    """The first `most` records of a set."""
    path = DATA / f"{name}.{part}.jsonl.xz"
    if not path.is_file():
        raise SystemExit(f"{path} is missing: the measurements need the dev sets")
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if most is not None and number >= most:
                return
            yield json.loads(line)


def spaced_sentences(document: str) -> list[str]:
    """Sentences of text tokenised with blanks, byline and dateline stripped."""
    out: list[str] = []
    words: list[str] = []
    for word in OPENING.sub("", document).split():
        words.append(word)
        if word in {".", "!", "?"}:
            if len(words) > 2 or not out:
                out.append(" ".join(words))
            else:
                out[-1] += " " + " ".join(words)
            words = []
    return [*out, " ".join(words)] if len(words) > 3 else out


def cased_sentences(text: str) -> list[str]:
    """Sentences of ordinary text."""
    out: list[str] = []
    for part in CASED_END.split(text):
        if out and NO_END.search(out[-1]):
            out[-1] += " " + part
        elif part.strip():
            out.append(part.strip())
    return out


def laid_out(sentences: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """One text of the sentences, and the characters of each."""
    spans, at = [], 0
    for sentence in sentences:
        spans.append((at, at + len(sentence)))
        at += len(sentence) + 1
    return " ".join(sentences), spans


class Rouge:
    """Mean ROUGE-1, -2 and -L (summary level) F over texts given as lists of sentences, stemmed."""

    def __init__(self) -> None:
        from rouge_score.rouge_scorer import RougeScorer

        self.scorer = RougeScorer(["rouge1", "rouge2", "rougeLsum"], use_stemmer=True)

    def mean(
        self, pairs: Iterable[tuple[Sequence[str], Sequence[str]]]
    ) -> tuple[float, float, float]:
        """(written, reference) pairs to percentages."""
        totals, count = [0.0, 0.0, 0.0], 0
        for written, reference in pairs:
            found = self.scorer.score("\n".join(reference), "\n".join(written))
            for i, name in enumerate(("rouge1", "rouge2", "rougeLsum")):
                totals[i] += found[name].fmeasure
            count += 1
        return tuple(100 * t / max(count, 1) for t in totals)  # type: ignore[return-value]
