"""The bottom line: the few points that stand above all others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from summarizer.merge.claims import same_slot
from summarizer.merge.equivalence import coverage, own_facts
from summarizer.merge.gain import LENGTHY_ON_TOP, gain, length_of
from summarizer.merge.points import Point
from summarizer.merge.told import Told
from summarizer.merge.weights import worth
from summarizer.records import FactKind
from summarizer.standing import RISKS, VIEWS

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

_MOSTLY = 0.5

Lead = Callable[[Point], float]
"""How fit a point is to open the memo."""


def bottom_line(
    homes: Mapping[str, Sequence[Point]], told: Told, leads: Lead, risks: Collection[str]
) -> tuple[Point, ...]:
    """The points worth most for their length, of different sections, in at most 60 words.

    The one most fit to lead comes first; where it names no risk the weightiest one follows, for
    which there may be some more room; then the others, in the order of their sections.
    """
    found: list[tuple[str, Point]] = []
    while len(found) < BOTTOM_POINTS:
        used = {key for key, _ in found}
        room = BOTTOM_WORDS - sum(length_of(point) for _, point in found)
        open_ = [(key, p) for key in homes if key not in used for p in homes[key]]
        fit = [(key, p) for key, p in open_ if _brief(p, room, told)]
        if not fit or (found and not _weighty(fit, open_, told)):
            break
        worth_of = {
            id(p): gain(p, 0, told, LENGTHY_ON_TOP)[0]
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
    room = WORRY_WORDS - length_of(lead)
    fit = [
        (key, p)
        for key in homes
        if key in risks
        for p in homes[key]
        if _brief(p, room, told) and _another(p, homes[key], told)
        if any(fact.kind in RISKS for fact in p.best.topic)
        and all(fact.kind in UNSETTLED for fact in own_facts(p.best.topic))
    ]
    return max(fit, key=lambda item: gain(item[1], 0, told), default=None)


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
    if length_of(point) > room or not point.best.alone or told.holds(point):
        return False
    if told.scales.standing.share(point.best.spans) < 1 or told.unknown(point):
        return False
    own = worth(own_facts(point.best.topic), told.scales.fact)
    says = own > 0 or not told.stems
    return says and told.news(point) >= _MOSTLY * own
