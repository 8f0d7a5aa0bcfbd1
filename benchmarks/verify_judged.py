"""The check against readers' verdicts on sentences that models and people wrote of unseen articles.

    python -m benchmarks.verify_judged                   # both halves, beside counting words
    python -m benchmarks.verify_judged --half work -v    # what goes wrong in the half worked on
    python -m benchmarks.verify_judged --write FOLDER    # draw the sentences anew, to be judged

`verify_judged.jsonl` holds for each sentence what `verify_draw` says of it, and a verdict made by
reading the whole article: "true", or what is wrong. The evidence is the whole article. Half of the
articles, by their keys, were worked with; the verdicts on the others were made before the check
was changed, and its scores on them were only counted.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.verify_breakers import Case
from benchmarks.verify_breaks import auc, copied
from benchmarks.verify_draw import Drawn, draw, rows_of, sentence, sentences_of, show
from summarizer.records import Embed

KEPT = Path(__file__).with_suffix(".jsonl")
WRONG = ("amount", "name", "roles", "merged", "deed", "unsure", "speaker", "unstated", "broken")
"""What a verdict may be beside "true": another amount or date; another name; who did what to whom;
two of the article's statements joined into one it doesn't make; another deed or its opposite; a
plan or a doubt told as done; another speaker or none; what the article doesn't say; no sentence
that says anything."""


@dataclass(frozen=True, slots=True)
class Judged:
    drawn: Drawn
    verdict: str

    @property
    def half(self) -> str:
        return "work" if int(self.drawn.key[-1], 16) % 2 else "held"


def kept() -> list[Judged]:
    out = []
    for line in KEPT.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        verdict = row.pop("verdict")
        pieces = tuple(tuple(p) if isinstance(p, list) else p for p in row["pieces"])
        drawn = Drawn(row["set"], row["key"], row["kind"], tuple(row["source"]), pieces)
        out.append(Judged(drawn, verdict))
    return out


def cases(half: str | None = None) -> list[Case]:
    """The judged sentences beside their whole articles; the group is who wrote them."""
    found = [j for j in kept() if half in (None, j.half)]
    rows = {name: rows_of(name) for name in {j.drawn.set for j in found}}
    out = []
    for judged in found:
        mine = rows[judged.drawn.set]
        body = tuple(sentences_of(judged.drawn.set, mine[judged.drawn.key]))
        text = sentence(judged.drawn, mine)
        out.append(Case(judged.drawn.kind, text, body, judged.verdict, " ".join(body)))
    return out


def overlap(text: str, evidence: Sequence[str], size: int = 2) -> float:
    """A second baseline: the share of a statement's pairs of words that stand in the evidence."""

    def grams(words: list[str]) -> list[tuple[str, ...]]:
        return list(zip(*(words[i:] for i in range(size)), strict=False))

    has = set(grams(re.findall(r"\w+", " ".join(evidence).lower())))
    own = grams(re.findall(r"\w+", text.lower()))
    return sum(g in has for g in own) / max(1, len(own))


@dataclass(frozen=True, slots=True)
class Scored:
    case: Case
    score: float
    support: str
    words: float
    pairs: float


def scored(found: Sequence[Case], embed: Embed | None) -> list[Scored]:
    from summarizer.verify import check

    out = []
    for case in found:
        v = check(case.text, case.evidence, context=case.context, embed=embed)
        words, pairs = copied(case.text, case.evidence), overlap(case.text, case.evidence)
        out.append(Scored(case, v.score, v.support.value, words, pairs))
    return out


def balanced(rows: Sequence[Scored]) -> float:
    """The mean of the shares of true and wrong ones told right, *unsupported* being wrong."""
    right = {True: [0, 0], False: [0, 0]}
    for r in rows:
        right[r.case.true][0] += (r.support != "unsupported") is r.case.true
        right[r.case.true][1] += 1
    return sum(n / max(1, of) for n, of in right.values()) / 2


def at_best(values: Sequence[float], true: Sequence[bool]) -> float:
    """The best balanced accuracy any threshold on these values could have."""
    ones = max(1, sum(true))
    zeros = max(1, len(true) - sum(true))
    return max(
        sum(v >= t for v, y in zip(values, true, strict=True) if y) / ones / 2
        + sum(v < t for v, y in zip(values, true, strict=True) if not y) / zeros / 2
        for t in sorted(set(values))
    )


def lines(rows: Sequence[Scored]) -> Iterator[str]:
    yield (
        "sentences          true  wrong    AUC  bal.acc.   copied words: AUC, best bal.acc."
        "   copied pairs: AUC, best bal.acc."
    )
    written = ("headline", "compress", "condense", "mixed")
    for name, group in (
        ("all", rows),
        ("written by models", [r for r in rows if r.case.group in written]),
        ("by people", [r for r in rows if r.case.group not in written]),
        ("under 90 % copied", [r for r in rows if r.words < 0.9]),
    ):
        yield _line(name, group)


def _line(name: str, rows: Sequence[Scored]) -> str:
    truth = [r.case.true for r in rows]
    parts = [f"{name:18}{sum(truth):5} {len(truth) - sum(truth):6}"]
    for field in ("score", "words", "pairs"):
        values = [getattr(r, field) for r in rows]
        area = auc(
            [v for v, y in zip(values, truth, strict=True) if y],
            [v for v, y in zip(values, truth, strict=True) if not y],
        )
        at = balanced(rows) if field == "score" else at_best(values, truth)
        parts.append(f"{area:7.3f} {at:9.3f}" + ("     " if field == "score" else "            "))
    return "  ".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("work", "held"))
    parser.add_argument("--write", type=Path)
    parser.add_argument("--words", action="store_true", help="compare no meanings, only words")
    parser.add_argument("-v", "--verbose", action="store_true")
    options = parser.parse_args()
    if options.write:
        show(draw(), options.write)
        return
    embed = None
    if not options.words:
        from summarizer.reading import load

        embed = load("default").embed
    for half in (options.half,) if options.half else ("work", "held"):
        rows = scored(cases(half), embed)
        print(f"\n{half}")
        print("\n".join(lines(rows)))
        if options.verbose and half == "work":
            for r in rows:
                if (r.support != "unsupported") is not r.case.true:
                    print(f"{r.case.kind:9} {r.score:.3f} {r.case.group:9} {r.case.text}")


if __name__ == "__main__":
    main()
