"""Where sources state one fact differently: side by side, told apart by what differs.

A table with noise is worse than none: only amounts, dates and roles are compared, of one kind, unit
and subject, and never what one source itself states side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

from summarizer.merge.bases import amounts, bases, known, near
from summarizer.merge.claims import clusters, likeness, role_name
from summarizer.merge.contest import on_card, without_rivals
from summarizer.merge.knowledge import kinds
from summarizer.merge.material import Material
from summarizer.merge.measures import measured, subjects
from summarizer.merge.times import apart, expected, far, span, superseded
from summarizer.merge.values import Stated, stated, sure
from summarizer.names import fullest, same_name, same_person
from summarizer.quantities import Likeness
from summarizer.records import (
    Agreement,
    Disagreement,
    Fact,
    FactKind,
    Moment,
    Money,
    Percent,
    Phrase,
    Qualifier,
    RoleChange,
)

CONFIDENT = 0.5
_ORDER = (Agreement.CONFLICT, Agreement.MOMENT, Agreement.COMPATIBLE, Agreement.ROUNDING)


def disagreements(material: Material) -> tuple[Disagreement, ...]:
    """All of them, conflicts first, in the order of the deal card."""
    material = without_rivals(material, whole=False)
    found = [
        item
        for kind in kinds()
        for facts in (*_comparable(kind, material), *_alike(measured(material, kind)))
        if (item := _disagreement(kind, facts, material))
    ]
    return tuple(sorted(found, key=lambda item: _ORDER.index(item.verdict)))


def _comparable(kind: FactKind, material: Material) -> Iterator[list[Fact]]:
    """Facts of a kind that measure one thing, in groups: sums that cover the same."""
    facts = amounts(material, kind)
    covers = bases(facts, material)
    for base in dict.fromkeys(covers.values()):
        if not base or known()[base].term:
            yield from _alike([fact for fact in facts if covers[fact] == base])


def _alike(facts: Sequence[Fact]) -> Iterator[list[Fact]]:
    yield from clusters([fact for fact in facts if fact.confidence >= CONFIDENT], _one_thing)


def _one_thing(a: Fact, b: Fact) -> bool:
    one, other = a.value, b.value
    if isinstance(one, RoleChange) and isinstance(other, RoleChange):
        return _one_post(one, other)
    if _of_two_companies(a, b):
        return False
    if isinstance(one, Money) and isinstance(other, Money):
        return (one.currency, one.per) == (other.currency, other.per) and near(one, other)
    if isinstance(one, Percent) and isinstance(other, Percent):
        return one.value + other.value != 100
    return isinstance(one, Moment) and isinstance(other, Moment)


def _of_two_companies(a: Fact, b: Fact) -> bool:
    """Whether two facts belong to two companies or measures. What belongs to the deal itself is one
    thing, by whatever name its target goes."""
    own = kinds()[a.kind].per_subject or a.subject in subjects() or b.subject in subjects()
    return own and bool(a.subject and b.subject) and not same_name(a.subject or "", b.subject or "")


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
    past = _past(values, material) if len(values) > 2 else []
    pairs = [
        (_of_past(verdict) if one in past and other in past else verdict, one, other)
        for one, other in combinations(values, 2)
        if (verdict := _verdict(one, other, material))
    ]
    if not pairs:
        return None
    worst, one, other = min(
        pairs, key=lambda p: (_ORDER.index(p[0]), p[1] in past and p[2] in past)
    )
    return Disagreement(
        kind=kind,
        subject=_subject(facts, material),
        readings=tuple(v.statement() for v in values if any(v in pair[1:] for pair in pairs)),
        verdict=worst,
        reason=_reason(worst, one, other, material) + _before_that(worst, one, other, pairs),
    )


def _past(values: Sequence[Stated], material: Material) -> list[Stated]:
    """The readings that another one took the place of."""
    return [old for old in values if any(superseded(old, new, material) for new in values)]


def _of_past(verdict: Agreement) -> Agreement:
    """How two readings differ that a third one took the place of: neither is of now."""
    return Agreement.MOMENT if verdict is Agreement.CONFLICT else verdict


def _before_that(worst: Agreement, one: Stated, other: Stated, pairs: Sequence[Pair]) -> str:
    """What else the row holds beside two values of one time: those of another one."""
    if worst is Agreement.MOMENT:
        return ""
    told = dict.fromkeys(v for pair in pairs for v in pair[1:] if v not in (one, other))
    past = [v.text for v in told if _only_moments(v, (one, other), pairs)]
    are = "is" if len(past) == 1 else "are"
    return f"; {' and '.join(past)} {are} of another time" if past else ""


def _only_moments(value: Stated, others: Sequence[Stated], pairs: Sequence[Pair]) -> bool:
    found = [v for v, a, b in pairs if (a == value and b in others) or (b == value and a in others)]
    return all(verdict is Agreement.MOMENT for verdict in found)


Pair = tuple[Agreement, Stated, Stated]


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
    if found is Likeness.EQUAL or _side_by_side(main, other):
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


def _side_by_side(main: Stated, other: Stated) -> bool:
    """Whether one article states both, and none else either of them."""
    return len({span.article for span in (*main.evidence, *other.evidence)}) == 1


def _moments(main: Stated, other: Stated, material: Material) -> bool:
    """Whether the readings belong to two times: as dated or published, as rumour and fact, as an
    offer and a changed one, or as what shares are worth on two days."""
    return (
        apart(main, other, material)
        or superseded(main, other, material)
        or superseded(other, main, material)
        or _in_shares(main, other, material)
    )


def _in_shares(main: Stated, other: Stated, material: Material) -> bool:
    """Whether a price is paid in shares alone: it goes up and down with theirs."""
    codes = {
        fact.value.code
        for fact in sure(material, FactKind.CONSIDERATION)
        if isinstance(fact.value, Phrase)
    }
    sums = all(isinstance(value.facts[0].value, Money) for value in (main, other))
    return sums and codes - {"ratio"} == {"stock"} and main.facts[0].kind is FactKind.PRICE


def _subject(facts: Sequence[Fact], material: Material) -> str:
    """Whom the readings are about: what is sold, where that is one of those they are told of."""
    changes = [fact.value.person for fact in facts if isinstance(fact.value, RoleChange)]
    names = changes or [fact.subject for fact in facts if fact.subject]
    sold = on_card(material, FactKind.TARGET)
    own = [name for name in names if any(same_name(name, other) for other in sold)]
    return fullest(own or names) if names else ""


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
    one, two = span(main, material), span(other, material)
    if one and two and far(one, two):
        (day, early), (later, late) = sorted(((one[0], main.text), (two[0], other.text)))
        return f"{early} was reported on {_day(day)}, {late} on {_day(later)}"
    for old, new in ((main, other), (other, main)):
        if superseded(old, new, material):
            if expected(old, new, material):
                return f"{old.text} was expected before {new.text} was stated"
            since = span(new, material)
            return f"{old.text} was superseded by {new.text}" + (
                f" on {_day(since[0])}" if since else ""
            )
    if _in_shares(main, other, material):
        return "the price is paid in shares, whose value changes from day to day"
    return "the readings are dated to different times"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
