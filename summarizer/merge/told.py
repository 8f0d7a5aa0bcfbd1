"""What the memo says so far, and what a point would add to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from summarizer.merge.claims import same_claim, same_slot
from summarizer.merge.equivalence import coverage, own_facts
from summarizer.merge.knowledge import kinds, themes
from summarizer.merge.points import Point, Scales
from summarizer.merge.weights import worth
from summarizer.records import Fact, Phrase

TOLD = 0.7
"""Share of a point's content from which on what was said before makes it superfluous."""

TOLD_BY_FACTS = 0.5
"""The same where all of the point's facts were stated before."""

ON_CARD = 0.5
"""What a fact counts in the sections that the deal card shows."""

SHARED = 0.12
"""What each stem that another source has in such a line too adds, by what it carries, while it was
not told."""

ONE_MORE = 0.55
"""What each stated motive of one theme, or risk of one kind, leaves of the next one's worth."""

_AGAIN = 0.5
"""Share of what a point says that must be new for it to count in full."""

_TOLD_HEAD, _ADDS_HEAD = 0.8, 0.15
"""Share of the headline's content from which on it counts as told, and that a point must add."""

_BARE = 0.15

_OPENS, _OPENING = 0.5, 0.1
"""What being the first sentence of an article makes up for stating no fact, and where it stands."""

_COUNTS = 0.25
"""The same for each amount."""

_BESIDE = 0.6
_DETAIL = 0.25


@dataclass(slots=True)
class Told:
    """What the memo says so far."""

    scales: Scales
    stems: set[str] = field(default_factory=set)
    facts: list[Fact] = field(default_factory=list)
    card: Sequence[Fact] = ()
    headline: frozenset[str] = frozenset()

    def add(self, point: Point) -> None:
        self.stems |= point.best.features.content
        self.facts += point.best.facts

    def share(self, point: Point) -> float:
        """How much of the point's content was said before, from 0 to 1."""
        return coverage(frozenset(self.stems), point.best.features.content, self.scales.stem)

    def news(self, point: Point) -> float:
        """What the point's own facts are worth that were not stated before: less for one more of
        the motives or risks that are about the same."""
        facts = own_facts(point.best.topic)
        fresh = [f for f in facts if not any(same_slot(f, g) for g in self.facts)]
        return worth(fresh, self.asked)

    def asked(self, fact: Fact) -> float:
        """What a fact not told yet is worth, less where the card shows it or others are alike."""
        shown = ON_CARD if any(same_claim(fact, other) for other in self.card) else 1.0
        return self.scales.fact(fact) * shown * ONE_MORE ** self.alike(fact)

    def unheard(self, point: Point) -> float:
        """What others say too of the point and, twice, what the headline says, as far as the memo
        does not yet, by what the words carry."""
        headed = self.headline & point.best.features.content
        new = sorted(point.shared - self.stems), sorted(headed - self.stems)
        return sum(sum(map(self.scales.stem, words)) for words in (*new, new[1]))

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
        opens = _OPENS if point.best.place <= _OPENING else 0.0
        counted = _COUNTS * len(point.best.features.amounts)
        beside *= _BESIDE * fresh * min(1.0, _BARE + own + opens + counted)
        again = min(1.0, unsaid / _AGAIN)
        return (news + beside + SHARED * self.unheard(point)) * point.freshness * again

    def unknown(self, point: Point) -> bool:
        """Whether the point takes something for known that neither title nor memo tells of."""
        return bool(point.best.needs - self.stems - self.headline)

    def more(self, point: Point) -> float:
        """The share of the headline's content that the point tells and the memo doesn't yet."""
        known = frozenset(self.stems)
        told = coverage(known, self.headline, self.scales.stem)
        both = coverage(known | point.best.features.content, self.headline, self.scales.stem)
        return both - told if told < _TOLD_HEAD else 0.0

    def heads(self, point: Point) -> bool:
        """Whether the memo needs the point to tell what its headline says."""
        return self.more(point) >= _ADDS_HEAD

    def holds(self, point: Point) -> bool:
        """Whether nothing of weight would be added by the point."""
        if not self.stems:
            return False
        known = bool(own_facts(point.best.facts)) and self.news(point) == 0
        return self.share(point) >= (TOLD_BY_FACTS if known else TOLD)


def _themes(fact: Fact) -> frozenset[str]:
    """What a motive or risk is about; nothing where its kind says all of it."""
    if not isinstance(fact.value, Phrase) or not kinds()[fact.kind].themed:
        return frozenset()
    return themes(fact.value.text)
