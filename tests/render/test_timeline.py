from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from summarizer.records import Moment
from summarizer.render.build import build
from summarizer.render.timeline import FIRST, LAST, moment, places
from tests.render import sample

TIMES = st.lists(st.floats(1990, 2040), min_size=1, max_size=30).map(sorted)


@given(TIMES)
def test_places(times: list[float]) -> None:
    """Marks keep their order, stay on the axis and never stand on each other."""
    found = places(times)
    gap = min(8.0, (LAST - FIRST) / max(len(times) - 1, 1))
    assert all(FIRST - 1e-6 <= place <= LAST + 1e-6 for place in found)
    assert all(b - a >= gap - 1e-6 for a, b in pairwise(found))


def test_moments() -> None:
    """Days, months, quarters and years of one calendar come in their order."""
    dates = [
        Moment("early 2021", 2021),
        Moment("first quarter of 2021", 2021),
        Moment("April 12", 2021, 4, 12),
        Moment("2021", 2021),
        Moment("July 2021", 2021, 7),
        Moment("the end of 2021", 2021),
        Moment("January 1", 2022, 1, 1),
    ]
    assert sorted(dates, key=moment) == dates


def test_events() -> None:
    """Events come in the order of their days, in words, with what is still ahead marked."""
    events = build(sample.memo()).parts[0].timeline
    assert [(e.date, e.line.text, e.ahead, e.worth) for e in events] == [
        ("April 2024", "Mirelo Labs valued at $3.2 billion", False, True),
        ("June 10, 2025", "Agreed", False, False),
        ("July 1, 2025", "Tomas Brandt: Interim chief executive, Mirelo Labs", True, False),
        ("September 2025", "Expected close", True, False),
    ]
    assert [bool(e.note) for e in events] == [False, True, False, False]
    assert all(e.line.quotes for e in events)


def test_locale() -> None:
    """Dates and amounts follow the locale."""
    first, second, *_ = build(sample.memo(), "en-GB").parts[0].timeline
    assert first.line.text == "Mirelo Labs valued at $3.2bn"
    assert second.date == "10 June 2025"


def test_one_event_makes_no_timeline() -> None:
    """One date alone needs no axis."""
    memo = sample.memo()
    part = replace(memo.stories[0], events=memo.stories[0].events[:1])
    assert build(replace(memo, stories=(part,))).parts[0].timeline == ()
