from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.deliver.weeks import GAP, LATE, RESTORED, Rhythm, Week, undecided
from summarizer.errors import MailError

ZONES = (
    "UTC", "America/New_York", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe",
    "Pacific/Apia",
)  # fmt: skip
HOUR = timedelta(hours=1)


@pytest.mark.parametrize("zone", ZONES)
def test_each_week_is_due_once_at_its_local_hour(zone: str) -> None:
    """Over thirty years, with every change of clocks and 53rd week, each ISO week has one due hour,
    which is seven o'clock there on a Monday of that week."""
    rhythm = Rhythm(zone)
    week, end = Week(2012, 1), Week(2042, 1)
    seen: list[datetime] = []
    while week < end:
        due = rhythm.due(week)
        local = due.astimezone(ZoneInfo(zone))
        assert (local.time(), Week.of(local.date()), local.isoweekday()) == (time(7), week, 1)
        assert rhythm.latest(due) == week
        assert rhythm.latest(due - timedelta(seconds=1)) == week.after(-1)
        seen.append(due)
        week = week.after()
    assert len(seen) == (end.day(1) - Week(2012, 1).day(1)).days // 7
    assert all(timedelta(days=6) < b - a < timedelta(days=8) for a, b in pairwise(seen))


def test_hours_that_the_clocks_skip_or_repeat() -> None:
    """An hour that doesn't exist counts as the next one, of one that comes twice counts the
    first."""
    sundays = Rhythm("Europe/Berlin", 7, time(2, 30))
    assert sundays.due(Week.of(date(2026, 3, 29))) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert sundays.due(Week.of(date(2026, 10, 25))) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_the_ends_of_years() -> None:
    """The first and last days of a year belong to the week that most of their days are in."""
    assert str(Week.of(date(2027, 1, 3))) == "2026-W53"
    assert str(Week.of(date(2024, 12, 30))) == "2025-W01"
    assert Week.parse("2026-W53").after() == Week(2027, 1)
    assert Week(2021, 1).after(-1) == Week(2020, 53)
    for wrong in ("2026-W54", "2025-W53", "2026-21", "2026-W00", "W21", "２０２６-W21"):
        with pytest.raises(ValueError):
            Week.parse(wrong)


@pytest.mark.parametrize("zone", ZONES)
def test_a_missed_week_is_made_up_for_within_48_hours(zone: str) -> None:
    """Up to 48 hours late a memo is due, a second later it is held."""
    rhythm, week = Rhythm(zone), Week(2026, 14)
    due, last = rhythm.due(week), week.after(-1)
    assert undecided(rhythm, due - HOUR, last) == []
    for late, reason in ((0, ""), (47, ""), (48, ""), (49, LATE), (150, LATE)):
        (found,) = undecided(rhythm, due + late * HOUR, last)
        assert (found.week, found.due, found.reason) == (week, due, reason)


def test_a_store_that_can_t_be_trusted_holds_what_is_due() -> None:
    """Where whole weeks are missing, or the store is known to be an old copy, the memo that is due
    waits for somebody too; the next one doesn't."""
    rhythm, week = Rhythm(), Week(2026, 21)
    now = rhythm.due(week) + HOUR
    reasons = [due.reason for due in undecided(rhythm, now, week.after(-4))]
    assert reasons == [LATE, LATE, LATE, GAP]
    assert [due.reason for due in undecided(rhythm, now, week.after(-1), now)] == [RESTORED]
    later = rhythm.due(week.after()) + HOUR
    assert [due.reason for due in undecided(rhythm, later, week, now)] == [""]


def test_a_new_watchlist_begins_with_the_week_that_is_due() -> None:
    """Nothing is owed for the time before a watchlist's first run."""
    rhythm, week = Rhythm(), Week(2026, 21)
    due = rhythm.due(week)
    assert [found.week for found in undecided(rhythm, due + HOUR, None)] == [week]
    assert [found.reason for found in undecided(rhythm, due + 60 * HOUR, None)] == [LATE]


def test_a_clock_that_is_years_off_is_told() -> None:
    """A clock that stands ten years after the last memo is a mistake, not an outage."""
    with pytest.raises(MailError, match="set the clock"):
        undecided(Rhythm(), datetime(2037, 1, 1, tzinfo=UTC), Week(2026, 21))
    assert undecided(Rhythm(), datetime(1990, 1, 1, tzinfo=UTC), Week(2026, 21)) == []


@given(
    st.datetimes(datetime(2015, 1, 1), datetime(2045, 1, 1), timezones=st.just(UTC)),
    st.sampled_from(ZONES),
    st.integers(1, 7),
    st.times(timezones=st.none()),
)
def test_the_latest_week_is_the_one_that_was_due_last(
    now: datetime, zone: str, weekday: int, at: time
) -> None:
    """At any moment, in any rhythm, the latest week is due and the one after it isn't yet."""
    rhythm = Rhythm(zone, weekday, at.replace(microsecond=0))
    week = rhythm.latest(now)
    assert rhythm.due(week) <= now < rhythm.due(week.after())
