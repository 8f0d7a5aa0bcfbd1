"""Which runs a week's memo is made of.

Not the days that articles carry but the runs that read them decide, so that an article that comes
late is told late, and none is told twice or never: each memo goes on where the last one ended.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from summarizer.store import Database, weeklies
from summarizer.store.weeklies import Kept

GRACE = timedelta(hours=48)
"""How long after its end a week still takes in what is read, as that long it may be late."""


@dataclass(frozen=True, slots=True)
class Window:
    """The runs after `since` up to `upto` are the week's; those after `earlier` up to `since` are
    what the week before was made of."""

    earlier: int
    since: int
    upto: int


def window(db: Database, watch: str, week: str, zone: str, now: datetime) -> Window:
    """The runs of a week ("2026-W47"), as they were kept, or as they would be if it was composed
    `now`."""
    begins, ends = _bounds(week, zone)
    last = weeklies.before(db, watch, week)
    kept = weeklies.one(db, watch, week)
    if kept is not None:
        since, upto = kept[0].since, kept[0].upto
    else:
        since = last.upto if last else weeklies.last_run(db, begins)
        upto = max(since, weeklies.last_run(db, min(now.astimezone(UTC), ends + GRACE)))
    earlier = last.since if last else weeklies.last_run(db, begins - timedelta(days=7))
    return Window(min(earlier, since), since, upto)


def days(week: str) -> tuple[date, date]:
    """The Monday and the Sunday of an ISO week. ValueError where the text names none."""
    year, _, number = week.partition("-W")
    monday = date.fromisocalendar(int(year), int(number), 1)
    return monday, monday + timedelta(days=6)


def kept(window: Window, week: str) -> Kept:
    return Kept(week, window.since, window.upto)


def _bounds(week: str, zone: str) -> tuple[datetime, datetime]:
    """The moments a week begins and ends in a time zone, in UTC."""
    monday, _ = days(week)
    place = ZoneInfo(zone)
    begins = datetime.combine(monday, time(), place)
    ends = datetime.combine(monday + timedelta(days=7), time(), place)
    return begins.astimezone(UTC), ends.astimezone(UTC)
