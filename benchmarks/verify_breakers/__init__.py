"""Ways to break a true statement; the rules know nothing of the check.

A new way is a function in the room of what it breaks (`figures`, `people`, `sense`) and a row of
`BREAKERS`.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from benchmarks.verify_breakers.base import Breaker, Case, Pool, names_of
from benchmarks.verify_breakers.figures import date, number, qualifier, unit
from benchmarks.verify_breakers.people import attribution, name, roles, title
from benchmarks.verify_breakers.sense import added, direction, merged, modality, negation

__all__ = ["BREAKERS", "Breaker", "Case", "Pool", "broken", "names_of"]

BREAKERS: dict[str, Breaker] = {
    "number": number, "unit": unit, "name": name, "roles": roles, "negation": negation,
    "modality": modality, "attribution": attribution, "date": date, "merged": merged,
    "added": added, "qualifier": qualifier, "title": title, "direction": direction,
}  # fmt: skip


def broken(case: Case, pool: Pool, rng: random.Random) -> Iterator[Case]:
    """Each way a true statement can be broken."""
    for kind, breaker in BREAKERS.items():
        text = breaker(case.text, case.evidence, pool, rng)
        if text and _differs(text, case):
            yield Case(case.group, text, case.evidence, kind, case.context)


def _differs(text: str, case: Case) -> bool:
    plain = re.sub(r"\W+", " ", text).strip().lower()
    return all(plain not in re.sub(r"\W+", " ", e).lower() for e in case.evidence)
