"""Which points the memo has room for. No sentence is ever cut."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from summarizer.merge.claims import same_slot
from summarizer.merge.equivalence import coverage, own_facts
from summarizer.merge.knowledge import kinds, themes
from summarizer.merge.points import Point, Scales
from summarizer.merge.weights import worth
from summarizer.merge.wording import dangles, length, poor
from summarizer.records import Fact, Phrase

TOLD = 0.8
"""Share of a point's content from which on what was said before makes it superfluous."""

TOLD_BY_FACTS = 0.5
"""The same where all of the point's facts were stated before."""

ONE_MORE = 0.55
"""What each stated motive of one theme, or risk of one kind, leaves of the next one's worth."""

CROWDED = 0.9
"""What each point a section has already takes from the next one's chance."""

LEANING = 0.75
"""What a sentence counts that needs the one before it."""

POOR = 0.5
"""The same for one that asks, quotes, or speaks of its author."""

PAIRED = 0.5
"""The same for one that brings the one before it along."""

HEARSAY = 0.7
"""The same for one that tells terms of the deal as mere talk."""

LENGTHY = 0.4
LENGTHY_ON_TOP = 0.8
"""How strongly length speaks against a sentence, in a section and in the bottom line: the power of
its words over the usual number."""

ONLY = 0.7
"""What the only point of a section counts for the bottom line: it would stand in both."""

BOTTOM_WORDS = 60
BOTTOM_POINTS = 3
_USUAL_LENGTH = 20
_SUBSTANCE = 9
_BARE = 0.15
_MOSTLY = 0.5
_BESIDE = 0.6
_DETAIL = 0.25
_WORTH_LISTING = 0.5


Lead = Callable[[Point], float]


@dataclass(slots=True)
class Told:
    """What the memo says so far."""

    scales: Scales
    stems: set[str] = field(default_factory=set)
    facts: list[Fact] = field(default_factory=list)

    def add(self, point: Point) -> None:
        self.stems |= point.best.features.stems
        self.facts += point.best.facts

    def share(self, point: Point) -> float:
        """How much of the point's content was said before, from 0 to 1."""
        return coverage(frozenset(self.stems), point.best.features.stems, self.scales.stem)

    def news(self, point: Point) -> float:
        """What the point's own facts are worth that were not stated before: less for one more of
        the motives or risks that are about the same."""
        facts = own_facts(point.best.topic)
        fresh = [f for f in facts if not any(same_slot(f, g) for g in self.facts)]
        return worth(fresh, lambda fact: self.scales.fact(fact) * ONE_MORE ** self.alike(fact))

    def alike(self, fact: Fact) -> int:
        """How many facts were stated of a kind that has many answers, if it is one; of motives and
        the like, how many about the one of the fact's themes that was told least."""
        if not isinstance(fact.value, Phrase) or fact.value.code is not None:
            return 0
        told = [other for other in self.facts if other.kind is fact.kind]
        about = _themes(fact)
        return min((sum(theme in _themes(o) for o in told) for theme in about), default=len(told))

    def gain(self, point: Point) -> float:
        """What the point adds: its new facts, and its weight beside facts (sources, salience,
        place) as far as it is new and has something to state."""
        own = worth(own_facts(point.best.topic), self.scales.fact)
        news = self.news(point)
        unsaid = 1 - self.share(point)
        fresh = max(news / own, _DETAIL * unsaid) if own else unsaid**2
        beside = max(
            point.weight / point.freshness - worth(point.best.topic, self.scales.fact), 0.0
        )
        return (news + _BESIDE * beside * fresh * min(1.0, _BARE + own)) * point.freshness

    def holds(self, point: Point) -> bool:
        """Whether nothing of weight would be added by the point."""
        if not self.stems:
            return False
        known = bool(own_facts(point.best.facts)) and self.news(point) == 0
        return self.share(point) >= (TOLD_BY_FACTS if known else TOLD)


@dataclass(frozen=True, slots=True)
class Choice:
    """The points of the bottom line, of each section, and those there was no room for."""

    bottom: tuple[Point, ...]
    sections: Mapping[str, tuple[Point, ...]]
    left_out: tuple[Point, ...]


@dataclass(slots=True)
class _Draft:
    """The memo as far as it is chosen, and what is left to spend."""

    told: Told
    bottom: tuple[Point, ...]
    left: int
    sections: dict[str, list[Point]] = field(default_factory=dict)

    def add(self, key: str, point: Point) -> None:
        """Put a point into a section, in the place of those that it repeats word for word."""
        for home, part in self.repeated(point):
            self.sections[home].remove(part)
            self.left += _length(part)
        self.sections.setdefault(key, []).append(point)
        self.left -= _length(point)
        self.told.add(point)

    def repeated(self, point: Point) -> list[tuple[str, Point]]:
        """The chosen points that are a part of this one, with their sections."""
        return [(k, p) for k, found in self.sections.items() for p in found if _repeats(point, p)]

    def cost(self, point: Point) -> int:
        """The words the memo grows by."""
        return _length(point) - sum(_length(part) for _, part in self.repeated(point))

    def idle(self, point: Point) -> bool:
        """Whether the point would add nothing, or say again what the bottom line or the only point
        of a section says."""
        again = any(_repeats(point, p) for p in self.bottom)
        alone = any(len(self.sections[home]) == 1 for home, _ in self.repeated(point))
        return again or alone or self.told.holds(point)


def choose(homes: Mapping[str, Sequence[Point]], words: int, scales: Scales, leads: Lead) -> Choice:
    """Spend `words` on the points of each section, the heaviest first.

    `homes` has the sections in their order; `leads` tells how fit a point is to open the memo.
    The bottom line's points do not stand in their section again, unless that would leave it empty.
    Every section that has points keeps one, if need be beyond the budget: to say that no source
    feeds it would be untrue.
    """
    told = Told(scales)
    bottom = _bottom(homes, told, leads)
    draft = _Draft(told, bottom, words - sum(map(_length, bottom)))
    for key in sorted(homes, key=lambda key: (-_best(homes[key]), key)):
        draft.add(key, _first(homes[key], draft))
    left = _fill(draft, homes)
    ranked = {key: tuple(sorted(found, key=rank)) for key, found in draft.sections.items()}
    return Choice(bottom, ranked, tuple(sorted(left, key=rank)))


def _fill(draft: _Draft, homes: Mapping[str, Sequence[Point]]) -> list[Point]:
    """Add points while there is room; returns those that would have been worth it."""
    left: list[Point] = []
    taken = [*draft.bottom, *(p for found in draft.sections.values() for p in found)]
    open_ = [(p, key) for key in sorted(homes) for p in homes[key] if p not in taken]
    while open_:
        point, key = max(
            open_, key=lambda item: _gain(item[0], len(draft.sections[item[1]]), draft.told)
        )
        open_.remove((point, key))
        if draft.idle(point):
            continue
        if draft.cost(point) > draft.left:
            left.append(point)
        else:
            draft.add(key, point)
    return [point for point in left if draft.told.news(point) >= _WORTH_LISTING]


def _themes(fact: Fact) -> frozenset[str]:
    """What a motive or risk is about; nothing where its kind says all of it."""
    if not isinstance(fact.value, Phrase) or not kinds()[fact.kind].themed:
        return frozenset()
    return themes(fact.value.text)


def _repeats(point: Point, part: Point) -> bool:
    return point is not part and part.best.text in point.best.text


def rank(point: Point) -> tuple[float, str]:
    """The order of points: the heaviest first."""
    return -point.weight, point.best.text


def _bottom(homes: Mapping[str, Sequence[Point]], told: Told, leads: Lead) -> tuple[Point, ...]:
    """The points worth most for their length, of different sections, in at most 60 words.

    The one most fit to lead comes first, the others follow in the order of their sections.
    """
    found: list[tuple[str, Point]] = []
    while len(found) < BOTTOM_POINTS:
        used = {key for key, _ in found}
        room = BOTTOM_WORDS - sum(_length(point) for _, point in found)
        fit = [(key, p) for key in homes if key not in used for p in homes[key]]
        fit = [(key, p) for key, p in fit if _brief(p, room, told)]
        if not fit:
            break
        worth_of = {
            id(p): _gain(p, 0, told, LENGTHY_ON_TOP)[0] * (1.0 if len(homes[key]) > 1 else ONLY)
            + (0 if found else leads(p))
            for key, p in fit
        }
        found.append(max(fit, key=lambda item: (worth_of[id(item[1])], item[1].best.text)))
        told.add(found[-1][1])
    order = list(homes)
    rest = sorted(found[1:], key=lambda item: order.index(item[0]))
    return tuple(point for _, point in (*found[:1], *rest))


def _brief(point: Point, room: int, told: Told) -> bool:
    """Whether a point may join the bottom line: it fits, stands alone and is mostly new."""
    if _length(point) > room or not point.best.alone or told.holds(point):
        return False
    own = worth(own_facts(point.best.topic), told.scales.fact)
    return told.news(point) >= _MOSTLY * own


def _first(found: Sequence[Point], draft: _Draft) -> Point:
    """The point a section keeps: the best that isn't said already, else the best."""
    fresh = [p for p in found if p not in draft.bottom and not draft.idle(p)]
    return max(fresh or found, key=lambda point: _gain(point, 0, draft.told))


def _best(found: Sequence[Point]) -> float:
    return max(point.weight for point in found)


def _gain(point: Point, crowd: int, told: Told, lengthy: float = LENGTHY) -> tuple[float, str]:
    """What the point is worth now, for its length, and less where it has hardly any content; the
    text only breaks ties."""
    best = point.best
    content = min(1.0, len(best.features.stems) / _SUBSTANCE)
    per_length = float(max(_length(point) / _USUAL_LENGTH, 1.0) ** lengthy)
    stands = PAIRED if best.paired else LEANING if dangles(best.text) else 1.0
    stands *= (HEARSAY if _hearsay(point) else 1.0) * (POOR if poor(best.text) else 1.0)
    return told.gain(point) * content * stands * CROWDED**crowd / per_length, point.best.text


def _hearsay(point: Point) -> bool:
    """Whether the point puts terms or moves as a possibility. Risks and motives mostly are one."""
    settled = any(kinds()[fact.kind].settled for fact in point.best.topic)
    return settled and bool(point.best.features.hedged)


def _length(point: Point) -> int:
    return length(point.best.text)
