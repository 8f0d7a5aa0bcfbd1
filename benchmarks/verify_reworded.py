"""The check's weights for statements in words of their own, fitted to true and wrong ones.

    python -m benchmarks.verify_reworded

True: headlines of the training news and highlights of the training articles, each beside its whole
article, and what readers called true in the half of `verify_judged` that is worked with. Wrong:
their breaks, headlines and highlights of like articles and of any, and what readers called wrong.
Fitted twice: with the distance of meaning that the embedded network gives, and without it.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from benchmarks import verify_judged
from benchmarks.model_data import cased_sentences, records, spaced_sentences
from benchmarks.verify_breakers import Case, broken
from benchmarks.verify_statements import pool_of
from summarizer.records import Embed, FloatArray
from summarizer.verify.findings import Kind
from summarizer.verify.reworded import MEANING, PAIRS, SHAPES, distance
from summarizer.verify.score import score, weights
from summarizer.verify.statement import LACKING, judge, sentences, shares_of

HEADLINES, HIGHLIGHTS = 200, 80
FIRST, AMONG = 2000, 1200
"""The training news that headlines are taken from, and like articles sought in."""
FIRST_CNN, AMONG_CNN = 3000, 400
PARTS = {"headline": 0.3, "highlight": 0.1, "reworded": 0.3, "people": 0.1, "models": 0.2}
"""What the groups weigh; of each, true and wrong ones half."""
FLOORS = {
    "number": 2.5, "unit": 2.0, "date": 1.5, "name": 1.0, "title": 1.0, "negation": 3.0,
    "direction": 3.0, "measure": 0.7, "qualifier": 0.5, "role": 0.5, "certainty": 0.7,
    "holder": 0.4,
}  # fmt: skip
"""A memo must not pass these on, however it is worded."""
NAMES = [*(kind.value for kind in Kind), *LACKING, *(s for s in SHAPES if s != PAIRS)]
SMOOTH = 3e-4

Rows = npt.NDArray[np.float64]


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w{3,}", text.lower()))


def _likest(words: Sequence[set[str]], i: int, seen: Mapping[str, int]) -> int:
    """The text that shares most rare words with another."""
    shared = [
        sum(1 / seen[w] for w in words[i] & other) if k != i else -1.0
        for k, other in enumerate(words)
    ]
    return shared.index(max(shared))


def _headlines() -> Iterator[tuple[Case, list[Case]]]:
    rows = list(islice(records("business_news", part="train"), FIRST, FIRST + AMONG))
    words = [_words(f"{r['headline']} {r['lead']}") for r in rows]
    seen = Counter(w for own in words for w in own)
    for i in range(0, len(rows), len(rows) // HEADLINES):
        row = rows[i]
        body = cased_sentences(" ".join(f"{row['lead']} {row['body']}".split()))[:-1]
        if len(body) < 4:
            continue
        true = Case("headline", row["headline"], tuple(body), context=" ".join(body))
        like = rows[_likest(words, i, seen)]["headline"]
        others = [("foreign", rows[(i + AMONG // 2) % len(rows)]["headline"])]
        if len(_words(like) & _words(row["headline"])) < 0.6 * len(_words(like)):
            others.append(("like", like))
        yield true, [Case("headline", t, true.evidence, k, true.context) for k, t in others]


def _highlights() -> Iterator[tuple[Case, list[Case]]]:
    rows = list(islice(records("cnn_dailymail", part="train"), FIRST_CNN, FIRST_CNN + AMONG_CNN))
    words = [_words(r["document"][:900]) for r in rows]
    seen = Counter(w for own in words for w in own)
    rng = random.Random(3)
    for i in range(0, len(rows), len(rows) // HIGHLIGHTS):
        body = spaced_sentences(rows[i]["document"])
        text = rng.choice(rows[i]["highlights"])
        true = Case("highlight", text, tuple(body), context=" ".join(body))
        like = rng.choice(rows[_likest(words, i, seen)]["highlights"])
        yield true, [Case("highlight", like, true.evidence, "like", true.context)]


def cases() -> list[Case]:
    drawn = [*_headlines(), *_highlights()]
    pool, rng = pool_of([true for true, _ in drawn]), random.Random(13)
    out = [c for true, others in drawn for c in (true, *broken(true, pool, rng), *others)]
    for case in verify_judged.cases("work"):
        people = case.group in ("own", "like")
        group = case.group if case.group == "reworded" else "people" if people else "models"
        kind = "true" if case.true else "wrong"
        out.append(Case(group, case.text, case.evidence, kind, case.context))
    return out


def _row(case: Case, embed: Embed | None) -> list[float]:
    cited = [s for e in case.evidence for s in sentences(e)]
    piece = sentences(case.text)[0]
    by = weights()
    options = list(judge(piece, cited, case.context))
    found = max((a.found for a in options), key=lambda f: score(f, by))
    both = {**found, **shares_of(piece, cited, case.context)}
    far = [distance(piece, cited, embed)] if embed else []
    return [both.get(name, 0.0) for name in NAMES] + far


def _shares(cases_: Sequence[Case]) -> Rows:
    counts = Counter((c.group, c.kind) for c in cases_)
    kinds = Counter(group for group, kind in counts if kind != "true")
    return np.array(
        [
            PARTS[c.group] * 0.5 / counts[c.group, c.kind] / (1 if c.true else kinds[c.group])
            for c in cases_
        ]
    )


def fitted(rows: Rows, true: npt.NDArray[np.bool_], share: Rows, names: Sequence[str]) -> Rows:
    """Bias and weights, none negative, of a logistic regression."""
    sign = np.where(true, 1.0, -1.0)
    scale = rows.std(0) + 1e-6

    def loss(w: Rows) -> tuple[float, Rows]:
        margin = sign * (w[0] - rows @ w[1:])
        value = float(np.sum(share * np.logaddexp(0, -margin)))
        value += SMOOTH * float(np.sum((w[1:] * scale) ** 2))
        slope = -share * sign / (1 + np.exp(margin))
        return value, np.array([slope.sum(), *(-(rows.T @ slope) + 2 * SMOOTH * scale**2 * w[1:])])

    bounds = [(None, None), *((FLOORS.get(name, 0.0), 12.0) for name in names)]
    start = np.array([1.0, *(FLOORS.get(name, 0.0) for name in names)])
    return np.asarray(minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B").x)


def remembering(embed: Embed) -> Embed:
    """The same, with each list of texts read once: many statements share an article."""
    known: dict[tuple[str, ...], FloatArray] = {}

    def vectors(texts: Sequence[str]) -> FloatArray:
        asked = tuple(texts)
        if asked not in known:
            known[asked] = embed(texts)
        return known[asked]

    return vectors


def main() -> None:
    from summarizer.reading import load

    found = cases()
    embed = remembering(load("default").embed)
    print(f"# {len(found)} statements", file=sys.stderr)
    rows = np.array([_row(case, embed) for case in found])
    true, share = np.array([c.true for c in found]), _shares(found)
    for title, names in (("reworded", NAMES), ("compared", [*NAMES, MEANING])):
        w = fitted(rows[:, : len(names)], true, share, names)
        print(f"[{title}]\nbias = {w[0]:.3f}")
        for name, value in zip(names, w[1:], strict=True):
            if value > 0.005:
                print(f'"{name}" = {value:.3f}' if " " in name else f"{name} = {value:.3f}")


if __name__ == "__main__":
    main()
