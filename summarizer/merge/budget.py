"""Which points the memo has room for. No sentence is ever cut."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from summarizer.merge.claims import same_claim, same_slot
from summarizer.merge.equivalence import coverage, own_facts
from summarizer.merge.knowledge import kinds, pattern, themes
from summarizer.merge.points import Point, Scales
from summarizer.merge.weights import worth
from summarizer.merge.wording import dangles, length, poor
from summarizer.records import Fact, FactKind, Phrase
from summarizer.standing import RISKS, VIEWS

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

CROWDED = 0.9
"""What each point a section has already takes from the next one's chance."""

LEANING = 0.75
"""What a sentence counts that needs the one before it."""

POOR = 0.35
"""The same for one that asks, quotes, or speaks of its author."""

PAIRED = 0.5
"""The same for one that brings the one before it along."""

HEARSAY = 0.7
"""The same for one that tells terms of the deal as mere talk."""

UNKNOWN = 0.3
"""The same for one that takes something for known which the memo doesn't tell of."""

LENGTHY = 0.4
LENGTHY_ON_TOP = 0.8
"""How strongly length speaks against a sentence, in a section and where only the best stands (the
bottom line, a section's one point): the power of its words over the usual number."""

ONLY = 0.25
"""What the only point of a section, or the only one that states something, counts for the bottom
line: it would stand in both."""

BOTTOM_WORDS = 60
BOTTOM_POINTS = 3
UNSETTLED = VIEWS | {FactKind.STATUS}
"""Kinds of facts that a sentence about a risk may state beside it to be one above all."""
SAME_MATTER = 0.35
"""Share of a risk's content from which on another one tells the same."""
WORRY_WORDS = 80
"""Words of the bottom line at most with a risk in it."""
_USUAL_LENGTH = 20
_SUBSTANCE = 9
_AGAIN = 0.5
"""Share of what a point says that must be new for it to count in full."""
_TOLD_HEAD, _ADDS_HEAD = 0.8, 0.15
"""Share of the headline's content from which on it counts as told, and that a point must add."""
_BARE = 0.15
_OPENS, _OPENING = 0.5, 0.1
"""What being the first sentence of an article makes up for stating no fact, and where it stands."""
_COUNTS = 0.25
"""The same for each amount."""
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


def choose(
    homes: Mapping[str, Sequence[Point]],
    words: int,
    scales: Scales,
    leads: Lead,
    card: Sequence[Fact] = (),
    headline: frozenset[str] = frozenset(),
    risks: Collection[str] = (),
) -> Choice:
    """Spend `words` on the points of each section, the heaviest first. `card` are the facts that
    the deal card shows, `headline` the content of the memo's title, which the memo should tell,
    `risks` the sections of risks, of which the bottom line has one.

    `homes` has the sections in their order; `leads` tells how fit a point is to open the memo.
    The bottom line's points do not stand in their section again, unless that would leave it empty.
    Every section that has points keeps one, if need be beyond the budget: to say that no source
    feeds it would be untrue.
    """
    told = Told(scales, headline=headline)
    bottom = _bottom(homes, told, leads, risks)
    told.card = card
    draft = _Draft(told, bottom, words - sum(map(_length, bottom)))
    headed = _headed(homes, draft)
    if headed is not None:
        draft.add(*headed)
    for key in sorted(homes, key=lambda key: (-_best(homes[key]), key)):
        if key not in draft.sections:
            draft.add(key, _first(homes[key], draft))
    left = _fill(draft, homes)
    _joined(draft, list(homes))
    ranked = {key: _in_order(found) for key, found in draft.sections.items()}
    return Choice(bottom, ranked, tuple(sorted(left, key=rank)))


def _headed(homes: Mapping[str, Sequence[Point]], draft: _Draft) -> tuple[str, Point] | None:
    """The point that tells what the headline says and the bottom line doesn't, and its section."""
    fit = [
        (key, p)
        for key in sorted(homes)
        for p in homes[key]
        if p.best.alone and not draft.idle(p) and draft.told.heads(p)
    ]
    return max(
        fit,
        key=lambda item: (draft.told.more(item[1]), item[1].weight, item[1].best.text),
        default=None,
    )


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


def _joined(draft: _Draft, order: Sequence[str]) -> None:
    """Put points that take something for known to the one that tells of it, where that stands
    further down; a section keeps its last point."""
    for key, found in list(draft.sections.items()):
        for point in list(found):
            home = _told_below(point, key, draft, order)
            if home is not None and len(found) > 1:
                found.remove(point)
                draft.sections[home].append(point)


def _told_below(point: Point, key: str, draft: _Draft, order: Sequence[str]) -> str | None:
    """The section that first tells of what a point of `key` takes for known; None where one before
    it does."""
    above = {stem for p in draft.bottom for stem in p.best.features.stems}
    open_ = point.best.needs - draft.told.headline - above
    for home in order if open_ else ():
        others = [p for p in draft.sections.get(home, ()) if p is not point]
        if any(open_ & p.best.features.stems for p in others):
            return home if order.index(home) > order.index(key) else None
    return None


def _in_order(found: Sequence[Point]) -> tuple[Point, ...]:
    """The heaviest first, what takes something for known behind what tells of it."""
    ranked = sorted(found, key=rank)
    needy = [
        p
        for n, p in enumerate(ranked)
        if p.best.needs and any(p.best.needs & q.best.features.stems for q in ranked[n + 1 :])
    ]
    for point in needy:
        ranked.remove(point)
        last = max(
            (n for n, q in enumerate(ranked) if point.best.needs & q.best.features.stems),
            default=len(ranked) - 1,
        )
        ranked.insert(last + 1, point)
    return tuple(ranked)


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


def _bottom(
    homes: Mapping[str, Sequence[Point]], told: Told, leads: Lead, risks: Collection[str]
) -> tuple[Point, ...]:
    """The points worth most for their length, of different sections, in at most 60 words.

    The one most fit to lead comes first; where it names no risk the weightiest one follows, for
    which there may be some more room; then the others, in the order of their sections.
    """
    found: list[tuple[str, Point]] = []
    while len(found) < BOTTOM_POINTS:
        used = {key for key, _ in found}
        room = BOTTOM_WORDS - sum(_length(point) for _, point in found)
        open_ = [(key, p) for key in homes if key not in used for p in homes[key]]
        fit = [(key, p) for key, p in open_ if _brief(p, room, told)]
        if not fit or (found and not _weighty(fit, open_, told)):
            break
        worth_of = {
            id(p): _gain(p, 0, told, LENGTHY_ON_TOP)[0]
            * (ONLY if _only(p, homes[key]) and not told.heads(p) else 1.0)
            + (0 if found else leads(p))
            for key, p in fit
        }
        found.append(max(fit, key=lambda item: (worth_of[id(item[1])], item[1].best.text)))
        told.add(found[-1][1])
        if len(found) == 1 and (worry := _worry(homes, found[0][1], told, risks)):
            found.append(worry)
            told.add(worry[1])
    order = list(homes)
    rest = sorted(found[1:], key=lambda item: order.index(item[0]))
    return tuple(point for _, point in (*found[:1], *rest))


def _worry(
    homes: Mapping[str, Sequence[Point]], lead: Point, told: Told, risks: Collection[str]
) -> tuple[str, Point] | None:
    """The weightiest risk that can stand behind the lead, with its section, which must have another
    one; none where the lead names one itself. What tells terms, too, is no worry above all."""
    if any(fact.kind in RISKS for fact in lead.best.facts):
        return None
    room = WORRY_WORDS - _length(lead)
    fit = [
        (key, p)
        for key in homes
        if key in risks
        for p in homes[key]
        if _brief(p, room, told) and _another(p, homes[key], told)
        if any(fact.kind in RISKS for fact in p.best.topic)
        and all(fact.kind in UNSETTLED for fact in own_facts(p.best.topic))
    ]
    return max(fit, key=lambda item: _gain(item[1], 0, told), default=None)


def _another(point: Point, found: Sequence[Point], told: Told) -> bool:
    """Whether a section has something else to say than one of its points does."""
    said = point.best.features.content
    return any(
        coverage(said, other.best.features.content, told.scales.stem) < SAME_MATTER
        for other in found
        if other is not point and own_facts(other.best.topic)
    )


def _only(point: Point, found: Sequence[Point]) -> bool:
    """Whether nothing in its section states anything beside what the point does."""
    others = (own_facts(other.best.topic) for other in found if other is not point)
    return all(any(same_slot(f, g) for g in point.best.facts) for facts in others for f in facts)


def _weighty(
    fit: Sequence[tuple[str, Point]], open_: Sequence[tuple[str, Point]], told: Told
) -> bool:
    """Whether the best of what fits is worth half as much as what there is to say at all."""
    return max(told.gain(p) for _, p in fit) >= _MOSTLY * max(told.gain(p) for _, p in open_)


def _brief(point: Point, room: int, told: Told) -> bool:
    """Whether a point may join the bottom line: it fits, stands alone and is mostly new."""
    if _length(point) > room or not point.best.alone or told.holds(point):
        return False
    if told.scales.standing.share(point.best.spans) < 1 or told.unknown(point):
        return False
    own = worth(own_facts(point.best.topic), told.scales.fact)
    says = own > 0 or not told.stems
    return says and told.news(point) >= _MOSTLY * own


def _first(found: Sequence[Point], draft: _Draft) -> Point:
    """The point a section keeps: the best that isn't said already, else the best."""
    fresh = [p for p in found if p not in draft.bottom and not draft.idle(p)]
    return max(fresh or found, key=lambda point: _gain(point, 0, draft.told, LENGTHY_ON_TOP))


def _best(found: Sequence[Point]) -> float:
    return max(point.weight for point in found)


def _gain(point: Point, crowd: int, told: Told, lengthy: float = LENGTHY) -> tuple[float, str]:
    """What the point is worth now, for its length, and less where it has hardly any content; the
    text only breaks ties."""
    best = point.best
    content = min(1.0, len(best.features.stems) / _SUBSTANCE)
    per_length = float(max(_length(point) / _USUAL_LENGTH, 1.0) ** lengthy)
    stands = PAIRED if best.paired else LEANING if dangles(best.text) else 1.0
    stands *= UNKNOWN if told.unknown(point) else 1.0
    stands *= (HEARSAY if _hearsay(point) else 1.0) * (POOR if poor(best.text) else 1.0)
    return told.gain(point) * content * stands * CROWDED**crowd / per_length, point.best.text


def _hearsay(point: Point) -> bool:
    """Whether the point puts terms or moves as a possibility. Risks and motives mostly are one."""
    settled = any(kinds()[fact.kind].settled for fact in point.best.topic)
    done = pattern("firm").search(point.best.text) is not None
    return settled and bool(point.best.features.hedged) and not done


def _length(point: Point) -> int:
    return length(point.best.text)
