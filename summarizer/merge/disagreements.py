"""Where sources state one fact differently: side by side, told apart by what differs.

A table with noise is worse than none: only amounts, dates and roles are compared, of one kind, unit
and subject, and never what one source itself states side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations

from summarizer.merge.claims import clusters, likeness, role_name
from summarizer.merge.knowledge import kinds
from summarizer.merge.material import Material
from summarizer.merge.measures import measured, subjects
from summarizer.merge.values import Stated, stated, sure
from summarizer.names import fullest, same_name, same_person
from summarizer.quantities import Likeness
from summarizer.records import (
    Agreement,
    Certainty,
    Disagreement,
    Fact,
    FactKind,
    Moment,
    Money,
    Percent,
    Qualifier,
    RoleChange,
)

FAR_APART = 14
"""Days between two articles from which on they may tell of two moments."""

COMPARABLE = Decimal("1.5")
"""An amount more than so many times another is an amount of something else."""

CONFIDENT = 0.5
_ORDER = (Agreement.CONFLICT, Agreement.MOMENT, Agreement.COMPATIBLE, Agreement.ROUNDING)


def disagreements(material: Material) -> tuple[Disagreement, ...]:
    """All of them, conflicts first, in the order of the deal card."""
    found = [
        item
        for kind in kinds()
        for facts in (*_comparable(_facts(material, kind)), *_comparable(measured(material, kind)))
        if (item := _disagreement(kind, facts, material))
    ]
    return tuple(sorted(found, key=lambda item: _ORDER.index(item.verdict)))


def _facts(material: Material, kind: FactKind) -> list[Fact]:
    """The facts of a kind. Of a whole company bought, valuation and price are one amount."""
    whole = not sure(material, FactKind.STAKE) and bool(sure(material, FactKind.PRICE))
    if whole and kind is FactKind.VALUATION:
        return []
    if whole and kind is FactKind.PRICE:
        valued = sure(material, FactKind.VALUATION)
        return [*sure(material, kind), *(replace(f, kind=kind, subject=None) for f in valued)]
    return sure(material, kind)


def _comparable(facts: Sequence[Fact]) -> Iterator[list[Fact]]:
    """Facts that measure one thing, in groups."""
    yield from clusters([fact for fact in facts if fact.confidence >= CONFIDENT], _one_thing)


def _one_thing(a: Fact, b: Fact) -> bool:
    one, other = a.value, b.value
    if isinstance(one, RoleChange) and isinstance(other, RoleChange):
        return _one_post(one, other)
    if _of_two_companies(a, b):
        return False
    if isinstance(one, Money) and isinstance(other, Money):
        return (one.currency, one.per) == (other.currency, other.per) and _near(one, other)
    if isinstance(one, Percent) and isinstance(other, Percent):
        return one.value + other.value != 100
    return isinstance(one, Moment) and isinstance(other, Moment)


def _of_two_companies(a: Fact, b: Fact) -> bool:
    """Whether two facts belong to two companies or measures. What belongs to the deal itself is one
    thing, by whatever name its target goes."""
    own = kinds()[a.kind].per_subject or a.subject in subjects() or b.subject in subjects()
    return own and bool(a.subject and b.subject) and not same_name(a.subject or "", b.subject or "")


def _near(one: Money, other: Money) -> bool:
    low, high = sorted((one.amount, other.amount))
    return high <= COMPARABLE * low


def _one_post(one: RoleChange, other: RoleChange) -> bool:
    """The same person coming to the same post, interim or not."""
    after = role_name(one.role_after)
    return (
        same_person(one.person, other.person)
        and after is not None
        and after == role_name(other.role_after)
    )


def _disagreement(kind: FactKind, facts: Sequence[Fact], material: Material) -> Disagreement | None:
    """The readings that stand against another one, and the gravest way in which two of them do."""
    values = stated(material, facts, _same_reading)
    pairs = [
        (verdict, one, other)
        for one, other in combinations(values, 2)
        if (verdict := _verdict(one, other, material))
    ]
    if not pairs:
        return None
    worst, one, other = min(pairs, key=lambda pair: _ORDER.index(pair[0]))
    return Disagreement(
        kind=kind,
        subject=_subject(facts),
        readings=tuple(v.statement() for v in values if any(v in pair[1:] for pair in pairs)),
        verdict=worst,
        reason=_reason(worst, one, other, material),
    )


def _same_reading(a: Fact, b: Fact) -> bool:
    """Whether two facts are one reading: equal, or "$5 billion" and "up to" that in one source."""
    if isinstance(a.value, RoleChange) and isinstance(b.value, RoleChange):
        return a.value.interim == b.value.interim
    found = likeness(a, b)
    one_source = a.span.article == b.span.article
    return found is Likeness.EQUAL or (one_source and found is not Likeness.DIFFERENT)


def _verdict(main: Stated, other: Stated, material: Material) -> Agreement | None:
    """How two readings stand to each other; None where that isn't worth a row."""
    a, b = main.facts[0], other.facts[0]
    if isinstance(a.value, RoleChange):
        return None if _shared(main, other, material) else Agreement.CONFLICT
    found = likeness(a, b)
    if found is Likeness.ROUNDING:
        return Agreement.ROUNDING
    if found is Likeness.COMPATIBLE:
        if isinstance(a.value, Moment):
            return None
        later = not _one_figure(a, b) and _moments(main, other, material)
        return Agreement.MOMENT if later else Agreement.COMPATIBLE
    if found is Likeness.EQUAL:
        return None
    if _moments(main, other, material):
        return Agreement.MOMENT
    return None if _shared(main, other, material) else Agreement.CONFLICT


def _one_figure(a: Fact, b: Fact) -> bool:
    """Whether both name one number, as "$29 billion" and "over $29 billion" do."""
    one, other = (replace(f, qualifier=Qualifier.EXACT) for f in (a, b))
    return likeness(one, other) is Likeness.EQUAL


def _shared(main: Stated, other: Stated, material: Material) -> bool:
    """Whether one source states both: then they are two things, or it tells them apart itself."""
    both = material.sources((*main.evidence, *other.evidence))
    return both < main.sources + other.sources


def _moments(main: Stated, other: Stated, material: Material) -> bool:
    """Whether the readings belong to two times: as dated, as published, or as rumour and fact."""
    dates = [(_when(main), _when(other)), (_span(main, material), _span(other, material))]
    if any(a and b and _apart(a, b) for a, b in dates):
        return True
    if _rumoured(main) == _rumoured(other):
        return False
    rumour, fact = (main, other) if _rumoured(main) else (other, main)
    before, after = _span(rumour, material), _span(fact, material)
    return before is None or after is None or before[0] < after[0]


def _when(value: Stated) -> tuple[date, date] | None:
    """The days a value is dated to in the text, as far as they are known."""
    days = [
        date(w.year, w.month or 1, w.day or 1)
        for fact in value.facts
        if (w := fact.when) and w.year and w.month
    ]
    return (min(days), max(days)) if days else None


def _span(value: Stated, material: Material) -> tuple[date, date] | None:
    """The first and last day on which articles that state the value appeared."""
    days = [day for span in value.evidence if (day := material.articles[span.article].published)]
    return (min(days), max(days)) if days else None


def _apart(a: tuple[date, date], b: tuple[date, date]) -> bool:
    """Whether one stretch of time ends well before the other begins."""
    return (b[0] - a[1]).days > FAR_APART or (a[0] - b[1]).days > FAR_APART


def _rumoured(value: Stated) -> bool:
    return all(fact.certainty is Certainty.MAY for fact in value.facts)


def _subject(facts: Sequence[Fact]) -> str:
    changes = [fact.value.person for fact in facts if isinstance(fact.value, RoleChange)]
    names = changes or [fact.subject for fact in facts if fact.subject]
    return fullest(names) if names else ""


def _reason(verdict: Agreement, main: Stated, other: Stated, material: Material) -> str:
    a, b = main.text, other.text
    if verdict is Agreement.ROUNDING:
        fine, coarse = sorted((a, b), key=_precision, reverse=True)
        return f"{coarse} is {fine} rounded"
    if verdict is Agreement.COMPATIBLE:
        return f"{b} and {a} can both be true"
    if verdict is Agreement.MOMENT:
        return _times(main, other, material)
    if isinstance(main.facts[0].value, RoleChange):
        return f"the same post is called {a} by some and {b} by others"
    return f"{a} and {b} cannot both be right"


def _precision(text: str) -> int:
    return sum(c.isdigit() for c in text)


def _times(main: Stated, other: Stated, material: Material) -> str:
    one, two = _span(main, material), _span(other, material)
    if one and two and _apart(one, two):
        (day, early), (later, late) = sorted(((one[0], main.text), (two[0], other.text)))
        return f"{early} was reported on {_day(day)}, {late} on {_day(later)}"
    if _rumoured(main) != _rumoured(other):
        rumour, fact = (main, other) if _rumoured(main) else (other, main)
        return f"{rumour.text} was expected before {fact.text} was stated"
    return "the readings are dated to different times"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
