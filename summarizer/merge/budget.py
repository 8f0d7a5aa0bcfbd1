"""Which points the memo has room for. No sentence is ever cut."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from summarizer.merge.bottom import Lead, bottom_line
from summarizer.merge.gain import LENGTHY_ON_TOP, gain, length_of
from summarizer.merge.order import in_order, joined, rank
from summarizer.merge.points import Point, Scales
from summarizer.merge.told import Told
from summarizer.records import Fact

_WORTH_LISTING = 0.5


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
            self.left += length_of(part)
        self.sections.setdefault(key, []).append(point)
        self.left -= length_of(point)
        self.told.add(point)

    def repeated(self, point: Point) -> list[tuple[str, Point]]:
        """The chosen points that are a part of this one, with their sections."""
        return [(k, p) for k, found in self.sections.items() for p in found if _repeats(point, p)]

    def cost(self, point: Point) -> int:
        """The words the memo grows by."""
        return length_of(point) - sum(length_of(part) for _, part in self.repeated(point))

    def idle(self, point: Point, key: str | None = None) -> bool:
        """Whether the point would add nothing, or say again what the bottom line or the only point
        of a section other than its own, `key`, says."""
        again = any(_repeats(point, p) for p in self.bottom)
        homes = [home for home, _ in self.repeated(point) if home != key]
        alone = any(len(self.sections[home]) == 1 for home in homes)
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
    bottom = bottom_line(homes, told, leads, risks)
    told.card = card
    draft = _Draft(told, bottom, words - sum(map(length_of, bottom)))
    headed = _headed(homes, draft)
    if headed is not None:
        draft.add(*headed)
    for key in sorted(homes, key=lambda key: (-_best(homes[key]), key)):
        if key not in draft.sections:
            draft.add(key, _first(homes[key], draft))
    left = _fill(draft, homes)
    above = headline.union(*(point.best.features.stems for point in bottom))
    joined(draft.sections, list(homes), above)
    ranked = {key: in_order(found) for key, found in draft.sections.items()}
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
            open_, key=lambda item: gain(item[0], len(draft.sections[item[1]]), draft.told)
        )
        open_.remove((point, key))
        if draft.idle(point, key):
            continue
        if draft.cost(point) > draft.left:
            left.append(point)
        else:
            draft.add(key, point)
    return [point for point in left if draft.told.news(point) >= _WORTH_LISTING]


def _repeats(point: Point, part: Point) -> bool:
    """Whether the point holds the other's line, or brings the sentence that line shortens along."""
    both = point.best.paired and set(part.best.spans) <= set(point.best.spans)
    return point is not part and (both or part.best.text in point.best.text)


def _first(found: Sequence[Point], draft: _Draft) -> Point:
    """The point a section keeps: the best that isn't said already, else the best."""
    fresh = [p for p in found if p not in draft.bottom and not draft.idle(p)]
    return max(fresh or found, key=lambda point: gain(point, 0, draft.told, LENGTHY_ON_TOP))


def _best(found: Sequence[Point]) -> float:
    return max(point.weight for point in found)
