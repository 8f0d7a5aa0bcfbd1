from __future__ import annotations

import random

from benchmarks.verify_breakers import broken
from benchmarks.verify_breaks import outcomes
from benchmarks.verify_statements import pool_of, written


def test_breaks_are_caught_and_true_statements_stay() -> None:
    """Of the written statements at least nine in ten breaks fall, and at most one in twenty stays
    behind wrongly."""
    true = written()
    rng = random.Random(7)
    pool = pool_of(true)
    wrong = [case for statement in true[::3] for case in broken(statement, pool, rng)]
    lost = [o for o in outcomes(true) if o.support == "unsupported"]
    caught = [o for o in outcomes(wrong) if o.support == "unsupported"]
    assert len(lost) <= 0.05 * len(true)
    assert len(caught) >= 0.9 * len(wrong)
