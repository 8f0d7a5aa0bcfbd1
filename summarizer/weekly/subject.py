"""The week's biggest point, in the few words of a subject line."""

from __future__ import annotations

from collections.abc import Sequence
from math import log10

from summarizer.quantities import find_money
from summarizer.records import CardRow, Change, FactKind, StoryPart, WeekStory
from summarizer.render.wording import clean, excerpt, plural

LONGEST = 110
NEW = 7.4
"""What a new deal counts beside the changes of running ones (see `changes`), before its size."""
SIZES = (7, 12)
"""Powers of ten of a deal's size between which it counts more the larger it is."""
GROWTH = 0.45
VALUES = 2
"""Changed values at most that a subject line names."""
WORDS = 6
"""Words from which on a change is a sentence, which speaks for itself."""


def name_of(part: StoryPart) -> str:
    """What a deal goes by: its buyer and its target, as far as the card has them."""
    buyers = [row.value.text for row in part.card if row.kind is FactKind.BUYER]
    targets = [row.value.text for row in part.card if row.kind is FactKind.TARGET]
    names = [*buyers[:1], *targets[:1]]
    return " / ".join(clean(name) for name in names)


def size(terms: Sequence[CardRow]) -> float:
    """How much a deal's size adds to its weight; nothing where it isn't known."""
    amounts = [
        quantity.value.amount
        for row in terms
        if row.kind in (FactKind.PRICE, FactKind.VALUATION)
        for quantity in find_money(row.value.text)
        if hasattr(quantity.value, "amount")
    ]
    low, high = SIZES
    powers = [log10(float(amount)) for amount in amounts if amount > 0]
    return GROWTH * max((min(power, high) - low for power in powers if power > low), default=0.0)


def weight(story: WeekStory) -> float:
    """How much a story of the week matters."""
    if story.changes:
        return max(change.after.weight for change in story.changes)
    return NEW + size(story.terms)


def subject(new: Sequence[WeekStory], running: Sequence[WeekStory]) -> str:
    """The biggest point, and how many more deals the memo tells of; empty without any."""
    told = sorted((*new, *running), key=lambda story: (-weight(story), story.name))
    if not told:
        return ""
    more = len(told) - 1
    rest = f", and {more} more {plural(more, 'deal')}" if more else ""
    return f"{excerpt(point(told[0], LONGEST - len(rest)), LONGEST - len(rest)).rstrip('.')}{rest}"


def point(story: WeekStory, room: int = LONGEST) -> str:
    """The biggest point of one story: its headline, or its weightiest changes, as far as they fit
    into `room` characters."""
    if not story.changes:
        return story.headline.text
    ranked = sorted(story.changes, key=lambda change: -change.after.weight)
    first = ranked[0]
    text = clean(first.after.text)
    if _sentence(first):
        named = any(party.split()[0] in text for party in story.name.split(" / ") if party)
        return text if named else f"{story.name}: {text}"
    if first.kind is FactKind.LEADERSHIP:
        return f"{story.name}: {text}"
    values = [c for c in ranked if not _sentence(c) and c.kind is not FactKind.LEADERSHIP]
    both = f"{story.name}: {'; '.join(_brief(change) for change in values[:VALUES])}"
    return both if len(both) <= room else f"{story.name}: {_brief(first)}"


def _sentence(change: Change) -> bool:
    return len(change.after.text.split()) > WORDS


def _brief(change: Change) -> str:
    """A value in the words of a subject line: "price per share $34, was $30"."""
    after = clean(change.after.text)
    if change.kind is FactKind.STATUS:
        return after
    label = change.label[:1].lower() + change.label[1:]
    was = f", was {clean(change.before.text)}" if change.before else ""
    return f"{label} {after}{was}".replace(" a share", "")
