"""How much facts, words and sentences matter in one story."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import log

import numpy as np

from summarizer.merge.claims import clusters, same_claim
from summarizer.merge.knowledge import kinds
from summarizer.merge.material import Material
from summarizer.records import Fact, FactKind, Phrase, RoleChange

FRESH_DAYS = 14
FRESH = 0.86
STALE_DAYS = 164
STALE = 0.4
"""What counts of what only older articles of a story say, which later ones may have overtaken: a
little less by the day for two weeks, then faster, down to the last of these."""

_FADE = 0.5
_AGREED = 0.5
_UNSAID = 0.05


def freshness(days: int) -> float:
    """What counts of something so many days older than the story's newest article."""
    return float(np.interp(days, (0, FRESH_DAYS, STALE_DAYS), (1.0, FRESH, STALE)))


def rarity(material: Material) -> Callable[[str], float]:
    """How much a stem carries: less, the more of the story's sentences hold it."""
    counts = Counter(stem for line in material.lines.values() for stem in line.features.stems)
    total = len(material.lines) + 1
    return lambda stem: log(1 + total / (1 + counts[stem]))


def commonness(material: Material) -> Callable[[Iterable[str]], float]:
    """How much of what a sentence says other sources speak of too: the shares of the other sources
    that hold each of its stems, added up. Nought where there is one source."""
    holders: dict[str, set[int]] = defaultdict(set)
    for line in material.lines.values():
        for stem in line.features.stems:
            holders[stem].add(line.source)
    others = len({line.source for line in material.lines.values()}) - 1

    def weigh(stems: Iterable[str]) -> float:
        shared = sum(len(holders[stem]) - 1 for stem in stems if stem in holders)
        return shared / others if others > 0 else 0.0

    return weigh


def importance(material: Material) -> Callable[[Fact], float]:
    """How much a fact matters: by its kind, how sure it is, and how many sources state it."""
    stated: dict[FactKind, list[Fact]] = defaultdict(list)
    for line in material.lines.values():
        for fact in line.facts:
            stated[fact.kind].append(fact)
    agreed: Mapping[Fact, int] = {
        fact: material.sources([f.span for f in group])
        for facts in stated.values()
        for group in clusters(facts, same_claim)
        for fact in group
    }

    def weigh(fact: Fact) -> float:
        sources = max(agreed.get(fact, 1), 1)
        kind = kinds()[fact.kind]
        meaning = kind.importance * kind.by.get(_code(fact), 1.0)
        return meaning * _fullness(fact) * fact.confidence * (1 + _AGREED * log(sources))

    return weigh


def _code(fact: Fact) -> str:
    """What a fact's kind may be weighed by: its code, or which way somebody moves."""
    value = fact.value
    if isinstance(value, RoleChange):
        return value.move.value
    return (value.code or "") if isinstance(value, Phrase) else ""


def _fullness(fact: Fact) -> float:
    """Less for a move of which it is not said from where, or to what."""
    value = fact.value
    if not isinstance(value, RoleChange):
        return 1.0
    sides = (
        value.role_before,
        value.organisation_before,
        value.role_after,
        value.organisation_after,
    )
    return 1 - _UNSAID * sum(1 for side in sides if side is None)


def worth(facts: Sequence[Fact], weigh: Callable[[Fact], float]) -> float:
    """What facts are worth together: each kind once, each further one half as much as the last."""
    best: dict[FactKind, float] = {}
    for fact in facts:
        best[fact.kind] = max(best.get(fact.kind, 0.0), weigh(fact))
    ranked = sorted(best.values(), reverse=True)
    return sum(value * _FADE**rank for rank, value in enumerate(ranked))
