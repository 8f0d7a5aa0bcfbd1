"""Dated events on an axis: where each stands, in hundredths of its length."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from summarizer.records import Event, FactKind, Moment
from summarizer.render import wording
from summarizer.render.view import EventView, Line
from summarizer.render.wording import Wording, Words, clean

# Where in its year a date stands that names a part of it; the first that fits.
PARTS = {
    "first quarter": 0.125,
    "second quarter": 0.375,
    "third quarter": 0.625,
    "fourth quarter": 0.875,
    "first half": 0.25,
    "second half": 0.75,
    "early": 0.1,
    "mid": 0.5,
    "late": 0.9,
    "end": 0.99,
}
FIRST, LAST = 4.0, 96.0

# Marks stand no closer than this, so that on a phone they still can be told apart.
GAP = 8.0

_WORTH = (FactKind.VALUATION, FactKind.PRIOR_VALUATION)


def timeline(
    events: Sequence[Event], made: date, words: Wording, line: Callable[[Event], Line]
) -> tuple[EventView, ...]:
    """The events in their order; none where fewer than two have a year."""
    dated = sorted((e for e in events if e.when.year), key=lambda e: (moment(e.when), e.kind))
    if len(dated) < 2:
        return ()
    today = made.year + (made.timetuple().tm_yday - 1) / 366
    return tuple(
        EventView(
            number=number,
            place=round(place, 1),
            date=words.moment(event.when),
            line=line(event),
            note=Words.REPORTED if event.reported else "",
            ahead=moment(event.when) > today,
            worth=event.kind in _WORTH,
        )
        for number, (event, place) in enumerate(
            zip(dated, places([moment(e.when) for e in dated]), strict=True), 1
        )
    )


def told(event: Event, words: Wording) -> str:
    """What happened, in words."""
    text, subject = clean(event.statement.text), clean(event.subject or "")
    if event.kind in _WORTH:
        return wording.valued(words.money(event.amount) if event.amount else text, subject)
    if event.kind is FactKind.CLOSING:
        return Words.CLOSES
    if event.kind is FactKind.LEADERSHIP and subject:
        return f"{subject}: {text}"
    return wording.capital(text)


def moment(when: Moment) -> float:
    """A date as a year with its fraction: July 1, 2021 is about 2021.5."""
    year = when.year or 0
    if when.month is not None:
        return year + (when.month - 1 + ((when.day or 15) - 1) / 31) / 12
    text = when.text.lower()
    return year + next((place for part, place in PARTS.items() if part in text), 0.5)


def places(times: Sequence[float]) -> list[float]:
    """Places in proportion to ascending times, moved apart where they would touch."""
    low, high = times[0], times[-1]
    room = LAST - FIRST
    gap = min(GAP, room / max(len(times) - 1, 1))
    stretch = room / (high - low) if high > low else 0.0
    found = [FIRST + (time - low) * stretch for time in times]
    for n in range(1, len(found)):
        found[n] = max(found[n], found[n - 1] + gap)
    for n in range(len(found) - 1, -1, -1):
        limit = LAST if n == len(found) - 1 else found[n + 1] - gap
        found[n] = min(found[n], limit)
    return found
