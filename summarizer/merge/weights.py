"""How much facts, words and sentences matter in one story."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import log

import numpy as np

from summarizer.merge.claims import clusters, same_claim
from summarizer.merge.features import Features
from summarizer.merge.knowledge import kinds
from summarizer.merge.material import Line, Material
from summarizer.records import Fact, FactKind, Phrase, RoleChange, Span

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
    counts = Counter(stem for line in material.lines.values() for stem in line.features.content)
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


ALIKE = 0.3
"""Share of the lighter one's content from which on lines of two sources tell of one thing."""


def agreement(material: Material) -> Callable[[Features, int], frozenset[str]]:
    """What of a text of one source another source says too: the stems and amounts it has in common
    with the line there that is most like it, if that is like enough. Words that nearly every line
    holds, such as the parties' names, hardly count."""
    weigh = rarity(material)
    lines = [line for line in material.lines.values() if not line.title]
    held = {line.span: line.features.content for line in lines}
    size = {span: _weight(content, weigh) for span, content in held.items()}
    holders: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        for word in held[line.span]:
            holders[word].append(line)

    def shared(text: Features, source: int) -> frozenset[str]:
        content = text.content
        own = _weight(content, weigh)
        common: dict[tuple[int, Span], float] = defaultdict(float)
        for word in sorted(content):
            for line in holders.get(word, ()):
                if line.source != source:
                    common[line.source, line.span] += weigh(word)
        best: dict[int, tuple[float, Span]] = {}
        for (number, span), weight in common.items():
            best[number] = max(best.get(number, (weight, span)), (weight, span))
        like = [span for weight, span in best.values() if weight >= ALIKE * min(own, size[span])]
        return frozenset(word for span in like for word in content & held[span])

    return shared


def _weight(stems: Iterable[str], weigh: Callable[[str], float]) -> float:
    return sum(map(weigh, sorted(stems)))


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
