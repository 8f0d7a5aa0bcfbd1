"""Fit the weights by which names get their parts in a deal and amounts are taken for its terms.

    python -m training.parties            fit on the labelled articles and write the weights
    python -m training.parties --folds 5  how well is told apart what the fit didn't see

They are `party_weights.toml` and `amount_weights.toml` in `summarizer/facts/data`.

Learnt from are the articles of `benchmarks/deals_train.toml` and the half to work on of
`deals.toml`, and some of the news that tell no deal in headline and lead, whose names play no part.
A logistic regression for each part with a quadratic penalty, by Newton's steps, which takes
seconds. Names that may be told and need not be ("…_ok") are left out.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.deals import NEWS, articles, records, value_of
from benchmarks.deals_labels import Label, load, matches
from summarizer.clean import clean
from summarizer.errors import EmptyArticleError
from summarizer.facts.amounts import candidates, scored
from summarizer.facts.casting import ROLES, party_features, settle
from summarizer.facts.cues import Features, chance
from summarizer.facts.deals import find_matter
from summarizer.facts.knowledge import table
from summarizer.facts.scene import Scene, stage
from summarizer.facts.status import CODES, status_features
from summarizer.ingest import ingest
from summarizer.reading import load as load_reader
from summarizer.records import Article, Fact, FactKind, Failure, Money, Per, Percent, Reading, Span

DATA = Path(__file__).resolve().parents[1] / "summarizer/facts/data"
HEAD = "# Fitted by training/parties.py: what each feature adds to the score that a {of}.\n"
HEAD += "# Not written by hand.\n"
DEALISH = re.compile(
    r"(?i)takeover|acqui|merge|buyout|stake|\bbid\b|\bdeal|\bbuy|\bsell|\bsale of|unit"
)
OTHERS = 260
"""How many articles without a deal are learnt from."""
SEEN = 4
"""In how many articles a feature has to occur to get a weight."""
PENALTY = 2.5
Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """One name of one article: its features, and for each part 1, 0 or None for "may be"."""

    article: int
    features: Features
    parts: Mapping[str, int | None]


# ---------------------------------------------------------------- samples


Told = tuple[Label | None, Article, Reading]


def told(split: str) -> list[Told]:
    """The labelled articles of a split with their readings, and after each its top alone: its
    headline and lead, then its lead, so that short news is learnt from too."""
    pairs = list(records(NEWS[split], load(split)))
    tops = [_top(record) for _, record in pairs]
    rows = [row for (_, record), top in zip(pairs, tops, strict=True) for row in (record, top)]
    whole = list(zip(*_read(rows), strict=True))
    leads = list(zip(*_read_plain([_running(top) for top in tops]), strict=True))
    out: list[Told] = []
    for at, (label, _) in enumerate(pairs):
        out += [(label, a, r) for a, r in (whole[2 * at], whole[2 * at + 1], leads[at])]
    return out


def _top(record: Mapping[str, str]) -> Mapping[str, str]:
    """An article's headline and lead alone; all of it where those alone are no article."""
    top = {**record, "body": ""}
    with tempfile.TemporaryDirectory() as folder:
        try:
            articles([top], Path(folder))
        except EmptyArticleError:
            return record
    return top


def _running(record: Mapping[str, str]) -> str:
    return f"{record['lead']}\n\n{record['body']}".strip()


def _read(rows: Sequence[Mapping[str, str]]) -> tuple[list[Article], list[Reading]]:
    with tempfile.TemporaryDirectory() as folder:
        cleaned = articles(rows, Path(folder))
    return cleaned, list(load_reader("default").read(cleaned))


def _read_plain(texts: Sequence[str]) -> tuple[list[Article], list[Reading]]:
    """Texts without a title."""
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            (Path(folder) / f"{number:04}.txt").write_text(text + "\n", encoding="utf-8")
        found = [d for d in ingest([folder]) if not isinstance(d, Failure)]
    cleaned = [clean(document) for document in found]
    return cleaned, list(load_reader("default").read(cleaned))


def without_deals(count: int) -> list[tuple[Article, Reading]]:
    """Articles of the news whose headline and lead have no word of a deal."""
    rng = random.Random(7)
    with lzma.open(NEWS["train"], "rt", encoding="utf-8") as lines:
        rows = [r for r in map(json.loads, lines) if not r["deal"] and not _dealish(r)]
    return list(zip(*_read(rng.sample(rows, count)), strict=True))


def _dealish(record: Mapping[str, str]) -> bool:
    return DEALISH.search(f"{record['headline']} {record['lead']}") is not None


def samples(number: int, label: Label | None, article: Article, reading: Reading) -> list[Sample]:
    scene = stage(article, reading)
    rows = party_features(scene, find_matter(scene))
    return [
        Sample(number, features, {role: _part(role, scene, actor, label) for role in ROLES})
        for actor, features in rows.items()
    ]


def _part(role: str, scene: Scene, actor: int, label: Label | None) -> int | None:
    """Whether an actor plays the part by the label; None where it may and need not."""
    if label is None:
        return 0
    others = label.names()
    names = (scene.name(actor), *scene.cast.actors[actor].forms)
    wanted = label.slots[role]
    if any(matches(role, name, ways, others) for name in names for ways in wanted.needed):
        return 1
    fine = [*wanted.fine]
    if label.merger and role != "seller":
        other = label.slots["target" if role == "buyer" else "buyer"]
        fine += [*other.needed, *other.fine]
    return None if any(matches(role, n, ways, others) for n in names for ways in fine) else 0


AMOUNTS = {"price": "amount", "stake": "stake"}
"""The slot of the labels that an amount of each kind has to be in."""


def amount_samples(
    number: int, label: Label | None, article: Article, reading: Reading
) -> list[Sample]:
    """The amounts of an article, with the parties as the present weights give them."""
    scene = stage(article, reading)
    matter = settle(scene, find_matter(scene))
    out = []
    for given in candidates(scene, matter):
        value = given.site.quantity.value
        if not scored(matter, given) or (isinstance(value, Money) and value.per is Per.YEAR):
            continue
        kind = "price" if isinstance(value, Money) else "stake"
        other = "stake" if kind == "price" else "price"
        part = _figure(AMOUNTS[kind], value, label)
        out.append(Sample(number, given.features, {kind: part, other: None}))
    return out


def _figure(slot: str, value: object, label: Label | None) -> int | None:
    if label is None or not isinstance(value, Money | Percent):
        return 0
    nowhere = Span("", 0, 0)
    figure = value_of(Fact(FactKind.PRICE, value, nowhere, nowhere))
    if figure is None:
        return 0
    wanted, others = label.slots[slot], label.names()
    if any(matches(slot, figure, ways, others) for ways in wanted.needed):
        return 1
    return None if any(matches(slot, figure, ways, others) for ways in wanted.fine) else 0


def status_samples(
    number: int, label: Label | None, article: Article, reading: Reading
) -> list[Sample]:
    """The one sample of an article with a deal: what is true of how far it is."""
    scene = stage(article, reading)
    matter = settle(scene, find_matter(scene))
    if label is None or not matter.own:
        return []
    wanted = label.slots["status"]
    right = {code for ways in wanted.needed for code in ways}
    fine = {code for ways in wanted.fine for code in ways}
    parts = {c: 1 if c in right else None if c in fine or not right else 0 for c in CODES}
    return [Sample(number, status_features(scene, matter), parts)]


# ---------------------------------------------------------------- fitting


def fit(rows: Sequence[Sample]) -> dict[str, dict[str, float]]:
    """The weights of every part."""
    seen = Counter(name for _, name in {(r.article, name) for r in rows for name in r.features})
    names = sorted(name for name, count in seen.items() if count >= SEEN)
    return {role: _fit(rows, names, role) for role in rows[0].parts}


def _fit(rows: Sequence[Sample], names: Sequence[str], role: str) -> dict[str, float]:
    known = [r for r in rows if r.parts[role] is not None]
    x = np.array([[r.features.get(n, 0.0) for n in names] + [1.0] for r in known])
    y = np.array([float(r.parts[role] or 0) for r in known])
    weights = _newton(x, y)
    table = {n: round(float(w), 3) for n, w in zip(names, weights, strict=False) if abs(w) >= 0.01}
    return {"bias": round(float(weights[-1]), 3), **table}


def _newton(x: Matrix, y: Matrix, steps: int = 25) -> Matrix:
    """Logistic regression with a quadratic penalty on all weights but the last (the bias)."""
    penalty = np.full(x.shape[1], PENALTY)
    penalty[-1] = 0.01
    weights = np.zeros(x.shape[1])
    for _ in range(steps):
        chance = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (chance - y) + penalty * weights
        curve = (x.T * (chance * (1 - chance))) @ x + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights = weights - step
        if np.abs(step).max() < 1e-5:
            break
    return weights


# ---------------------------------------------------------------- running


def gather() -> list[Told]:
    """All articles that are learnt from, and their tops: three in a row are one article."""
    labelled = [*told("train"), *told("work")]
    others = without_deals(OTHERS)
    return [*labelled, *((None, article, reading) for article, reading in others)]


def folded(rows: Sequence[Sample], folds: int) -> Iterator[str]:
    """For each part, F1 at one half over articles the fit didn't see."""
    counts = {role: [0, 0, 0] for role in rows[0].parts}
    for fold in range(folds):
        weights = fit([r for r in rows if r.article % folds != fold])
        for row in (r for r in rows if r.article % folds == fold):
            for role in row.parts:
                if (part := row.parts[role]) is not None:
                    given = chance(row.features, weights[role]) >= 0.5
                    counts[role][0] += bool(part and given)
                    counts[role][1] += bool(given and not part)
                    counts[role][2] += bool(part and not given)
    for role, (found, wrong, missed) in counts.items():
        f1 = 2 * found / max(1, 2 * found + wrong + missed)
        yield f"{role:8}{f1:7.3f}{found:6}{wrong:6}{missed:6}"


def write(name: str, of: str, weights: Mapping[str, Mapping[str, float]]) -> None:
    text = HEAD.format(of=of)
    for role, row in weights.items():
        text += f"\n[{json.dumps(role)}]\n" + "".join(
            f"{json.dumps(n)} = {w}\n" for n, w in row.items()
        )
    (DATA / f"{name}.toml").write_text(text, encoding="utf-8")


FILES = (
    ("party_weights", "name plays the part", samples),
    ("amount_weights", "figure is the deal's", amount_samples),
    ("status_weights", "deal is as far as that", status_samples),
)
"""What is fitted, one after the other: the amounts need the parties."""


def main() -> None:
    options = argparse.ArgumentParser(description="Fit the weights of deals' parties and terms.")
    options.add_argument("--folds", type=int, help="only say how well unseen ones are told")
    chosen = options.parse_args()
    told_all = gather()
    for name, of, sampled in FILES:
        rows = [s for i, (label, a, r) in enumerate(told_all) for s in sampled(i // 3, label, a, r)]
        if chosen.folds:
            print("\n".join(folded(rows, chosen.folds)))
        else:
            write(name, of, fit(rows))
            table.cache_clear()


if __name__ == "__main__":
    main()
