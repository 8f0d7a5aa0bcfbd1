"""The week's biggest point, in the few words of a subject line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log10

from summarizer.quantities import find_money
from summarizer.records import CardRow, Change, FactKind, Money, Per, StoryPart, WeekStory
from summarizer.render.wording import clean, excerpt, plural

LONGEST = 110
NEW = 7.4
"""What a new deal counts beside the changes of running ones (see `changes`), before its size."""
SIZES = (7, 12)
"""Powers of ten of a deal's size between which it counts more the larger it is."""
GROWTH = 0.45
VALUES = 2
"""Changed values at most that a subject line names, beside how far the deal is."""
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
    said = [f"{story.name}: {'; '.join(map(_brief, some))}" for some in _fewer(_values(ranked))]
    return next((text for text in said if len(text) <= room), said[-1])


def _sentence(change: Change) -> bool:
    return len(change.after.text.split()) > WORDS


def _values(ranked: Sequence[Change]) -> list[Change]:
    """How far the deal is and the values to name, the weightiest kind first; of one kind, one that
    took the place of another before one that is only new, and of these what a share costs."""
    found = [c for c in ranked if not _sentence(c) and c.kind is not FactKind.LEADERSHIP]
    best: dict[FactKind | None, float] = {}
    for change in found:
        best.setdefault(change.kind, change.after.weight)
    found.sort(key=lambda c: (-best[c.kind], c.before is None, not _per_share(c)))
    stages = [change for change in found if change.kind is FactKind.STATUS]
    values = [change for change in found if change.kind is not FactKind.STATUS]
    return [*stages[:1], *values[:VALUES]]


def _fewer(values: Sequence[Change]) -> Iterator[Sequence[Change]]:
    """All of them, then without the last, and so on."""
    return (values[:number] for number in range(len(values), 0, -1))


def _per_share(change: Change) -> bool:
    money = (quantity.value for quantity in find_money(change.after.text))
    return any(isinstance(value, Money) and value.per is Per.SHARE for value in money)


def _brief(change: Change) -> str:
    """A value in the words of a subject line: "price per share $34, was $30"."""
    after = clean(change.after.text)
    if change.kind is FactKind.STATUS:
        return after
    label = change.label[:1].lower() + change.label[1:]
    was = f", was {clean(change.before.text)}" if change.before else ""
    return f"{label} {after}{was}".replace(" a share", "")
