from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.ingest.dates import day_near_top, parse_day

DAY = date(2025, 6, 13)


@pytest.mark.parametrize(
    "line",
    [
        "June 13, 2025",
        "13 June 2025",
        "Jun. 13th, 2025",
        "2025-06-13T10:00:00+02:00",
        "13.06.2025",
        "06/13/2025",
        "By Ida Holm | June 13, 2025 | 3 min read",
        "By Ida Holm and Per Dahl, Friday, June 13, 2025",
        "Published June 13, 2025 at 4:05 PM ET",
        "Updated: 13 Jun 2025, 16:05 UTC",
        "Fri 13 Jun 2025 09.04 BST",
        "Posted by Ida Holm on June 13, 2025",
        "MARKETS | June 13, 2025",
        "LONDON — June 13, 2025",
        "NEW YORK, June 13, 2025 /Wirename/ -- Alder Rail said today it had agreed.",
        "Oslo, 13 June 2025 (Wirename) – Alder Rail said today it had agreed.",
    ],
)
def test_lines_that_state_the_day(line: str) -> None:
    """A line that is only a date, a byline with one or a dateline tells the day of publication."""
    assert day_near_top(f"Alder buys Birch\n\n{line}\n\nAlder agreed.") == DAY


@pytest.mark.parametrize(
    "line",
    [
        "READ: Birch opens a plant in the north (June 13, 2025)",
        "(June 13, 2025)",
        "Birch opens a plant | June 13, 2025",
        "Alder agreed on June 13, 2025",
        "June 13, 2025 was a good day for Alder.",
        "Oslo, June 13, 2025 – a city waits for the deal.",
        "06/07/2025",
        "February 30, 2025",
        "13.06.25",
    ],
)
def test_dates_of_something_else(line: str) -> None:
    """A date in a sentence, a link or a teaser, or one that reads two ways, tells nothing."""
    assert day_near_top(f"{line}\n\nAlder agreed.") is None


def test_date_far_down() -> None:
    """A dated line below the top belongs to something else."""
    assert day_near_top("line\n" * 20 + "June 13, 2025") is None


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)))
def test_every_day_is_read_back(day: date) -> None:
    """Each day is read from each way of writing it in words or ISO digits."""
    for shape in ("%Y-%m-%d", "%B %d, %Y", "%d %b %Y", "%A, %B %d, %Y", "%d.%m.%Y"):
        assert parse_day(day.strftime(shape)) == day
