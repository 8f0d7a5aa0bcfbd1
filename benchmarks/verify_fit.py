"""Weights for the check, fitted to broken and true statements; and a look at single cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from summarizer.verify.findings import Kind
from summarizer.verify.score import score, weights
from summarizer.verify.statement import LACKING, check, judge, sentences

if TYPE_CHECKING:
    from benchmarks.verify_breakers import Case

GROUPS = {
    "written": 0.4,
    "golden": 0.4,
    "compressed": 0.4,
    "headline": 0.2,
    "sentence": 0.1,
    "lead": 0.1,
}
"""What the groups of true statements weigh."""
FLOORS = {
    "number": 3.5, "unit": 4.0, "measure": 2.5, "date": 3.5, "name": 3.5, "title": 3.0, "role": 3.3,
    "merged": 3.3, "negation": 4.0, "certainty": 3.0, "holder": 3.3, "direction": 3.5, "added": 0.9,
    "claim": 3.2, "uncovered": 4.0, "nowhere": 3.0, "scatter": 0.5,
}  # fmt: skip
"""A memo must not pass these on, however seldom the breaks at hand show them."""
NAMES = [*(kind.value for kind in Kind), *LACKING]


def show(cases: Sequence[Case], kind: str, group: str | None) -> None:
    """Print what the check gets wrong among cases of one kind."""
    for case in cases:
        if case.kind != kind or (group and case.group != group):
            continue
        v = check(case.text, case.evidence, context=case.context)
        if (v.support.value == "supported") != case.true or (
            not case.true and v.support.value != "unsupported"
        ):
            print(f"\n[{case.group}] {v.support.value} {v.score}\n  S: {case.text}")
            for e in case.evidence:
                print(f"  E: {e}")
            print(f"  -> {v.reasons}")


def fit(cases: Sequence[Case], rounds: int = 3) -> None:
    """Print weights under which true statements score high and broken ones low.

    Of a statement's comparisons with several sentences the best one counts, so that fitting and
    choosing take turns.
    """
    options = [_options(case) for case in cases]
    true = np.array([case.true for case in cases])
    shares = _shares(cases)
    by = weights()
    current = np.array([by.bias, *(by.kinds[n] for n in NAMES)])
    for _ in range(rounds):
        rows = np.array([o[int(np.argmax(_odds(o, current)))] for o in options])
        current = _fitted(rows, true, shares, current)
    print(f"bias = {current[0]:.3f}")
    print("[weights]")
    for name, value in zip(NAMES, current[1:], strict=True):
        print(f"{name} = {value:.3f}")


Rows = npt.NDArray[np.float64]


def _options(case: Case) -> Rows:
    cited = [s for e in case.evidence for s in sentences(e)]
    found = [a.found for p in sentences(case.text)[:1] for a in judge(p, cited, case.context)]
    return np.array([[f.get(n, 0.0) for n in NAMES] for f in found])


def _odds(rows: Rows, w: Rows) -> Rows:
    return np.asarray(w[0] - rows @ w[1:])


def _shares(cases: Sequence[Case]) -> Rows:
    """What each case weighs: true and broken half each, all kinds of breaks alike."""
    groups = Counter((case.kind, case.group if case.true else "") for case in cases)
    kinds = len({case.kind for case in cases}) - 1
    parts = [GROUPS[c.group] if c.true else 1 / kinds for c in cases]
    return np.array(
        [
            0.5 * part / groups[c.kind, c.group if c.true else ""]
            for c, part in zip(cases, parts, strict=True)
        ]
    )


def _fitted(rows: Rows, true: npt.NDArray[np.bool_], weight: Rows, start: Rows) -> Rows:
    """Logistic regression with weights that can't be negative."""
    sign = np.where(true, 1.0, -1.0)

    def loss(w: Rows) -> tuple[float, Rows]:
        margin = sign * _odds(rows, w)
        value = float(np.sum(weight * np.logaddexp(0, -margin))) + 2e-4 * float(w[1:] @ w[1:]) / 10
        slope = -weight * sign / (1 + np.exp(margin))
        return value, np.array([slope.sum(), *(-(rows.T @ slope) + 4e-5 * w[1:])])

    bounds = [(None, None), *((FLOORS.get(name, 0.0), 9.0) for name in NAMES)]
    start = np.maximum(start, [low if low is not None else -9.0 for low, _ in bounds])
    return np.asarray(minimize(loss, start, jac=True, bounds=bounds).x)


__all__ = ["fit", "score", "show"]
