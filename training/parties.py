"""Fit the head for parts and the weights by which names get their parts in a deal and amounts are
taken for its terms (stage 6).

    python -m training.parties --to summarizer/models/weights    the head, then the weights
    python -m training.parties --folds 5       how well is told apart what the fit didn't see

The head is `parts.npz` beside the checkpoint, the weights `party_weights.toml`,
`amount_weights.toml`
(the same with `_heard` where the network read the words) and `status_weights.toml` in
`summarizer/facts/data`.

A logistic regression for each part with a quadratic penalty, by Newton's steps, which takes
seconds. Names that may be told and need not be ("…_ok") are left out.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from summarizer.facts.amounts import candidates, scored
from summarizer.facts.casting import ROLES, party_features, settle
from summarizer.facts.cues import Features, chance
from summarizer.facts.deals import find_matter
from summarizer.facts.knowledge import table
from summarizer.facts.scene import stage
from summarizer.facts.status import CODES, status_features
from summarizer.models.parts import FILE, save_head
from summarizer.records import Money, Per
from training.labelled import Told, figure_of, gather, part_of
from training.parts import Settings, fit_head, look, out_of_fold, stretches

DATA = Path(__file__).resolve().parents[1] / "summarizer/facts/data"
HEAD = "# Fitted by training/parties.py: what each feature adds to the score that a {of}.\n"
HEAD += "# Not written by hand.\n"
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


def samples(told: Told) -> list[Sample]:
    scene = stage(told.article, told.reading)
    rows = party_features(scene, find_matter(scene))
    return [
        Sample(told.number, own, {role: part_of(role, scene, actor, told.label) for role in ROLES})
        for actor, own in rows.items()
    ]


def amount_samples(told: Told) -> list[Sample]:
    """The amounts of an article, with the parties as the present weights give them."""
    scene = stage(told.article, told.reading)
    matter = settle(scene, find_matter(scene))
    out = []
    for given in candidates(scene, matter):
        value = given.site.quantity.value
        if not scored(matter, given) or (isinstance(value, Money) and value.per is Per.YEAR):
            continue
        kind = "price" if isinstance(value, Money) else "stake"
        other = "stake" if kind == "price" else "price"
        part = figure_of(kind, value, told.label)
        out.append(Sample(told.number, given.features, {kind: part, other: None}))
    return out


def status_samples(told: Told) -> list[Sample]:
    """The one sample of an article with a deal: what is true of how far it is."""
    scene = stage(told.article, told.reading)
    matter = settle(scene, find_matter(scene))
    if told.label is None or told.label.angle == "none" or not matter.own:
        return []
    wanted = told.label.slots["status"]
    right = {code for ways in wanted.needed for code in ways}
    fine = {code for ways in wanted.fine for code in ways}
    parts = {c: 1 if c in right else None if c in fine or not right else 0 for c in CODES}
    return [Sample(told.number, status_features(scene, matter), parts)]


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
        yield f"{role:12}{f1:7.3f}{found:6}{wrong:6}{missed:6}"


def write(name: str, of: str, weights: Mapping[str, Mapping[str, float]]) -> None:
    text = HEAD.format(of=of)
    for role, row in weights.items():
        text += f"\n[{json.dumps(role)}]\n" + "".join(
            f"{json.dumps(n)} = {w}\n" for n, w in row.items()
        )
    (DATA / f"{name}.toml").write_text(text, encoding="utf-8")


def unheard(row: Sample) -> Sample:
    """A sample as it is where no network reads."""
    features = {name: v for name, v in row.features.items() if not name.startswith("heard")}
    return Sample(row.article, features, row.parts)


FILES = (
    ("party_weights", "name plays the part", samples, True),
    ("amount_weights", "figure is the deal's", amount_samples, True),
    ("status_weights", "deal is as far as that", status_samples, False),
)
"""What is fitted, one after the other, as the amounts need the parties; and whether there are two
tables of it, with and without a network."""


def main() -> None:
    options = argparse.ArgumentParser(description="Fit the weights of deals' parties and terms.")
    options.add_argument("--folds", type=int, help="only say how well unseen ones are told")
    options.add_argument("--to", type=Path, help="the checkpoint's folder, for the head")
    chosen = options.parse_args()
    told = gather()
    seen = look(told)
    rows = [s for t, of in zip(told, seen, strict=True) for s in stretches(t, of)]
    if chosen.to:
        save_head(chosen.to / FILE, fit_head(rows, Settings()))
    told = out_of_fold(told, seen, rows, Settings())
    for name, of, sampled, twice in FILES:
        found = [s for t in told for s in sampled(t)]
        tables = {name: [unheard(s) for s in found]}
        if twice:
            tables[f"{name}_heard"] = [s for s in found if "heard" in s.features]
        for file, some in tables.items():
            if chosen.folds:
                print(file, *folded(some, chosen.folds), sep="\n")
            else:
                write(file, of, fit(some))
        table.cache_clear()


if __name__ == "__main__":
    main()
