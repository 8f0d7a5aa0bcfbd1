"""Which runs a week's memo is made of.

Not the days that articles carry but the runs that read them decide, so that an article that comes
late is told late, and none is told twice or never: each memo goes on where the last one ended.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from summarizer.store import Database, weeklies
from summarizer.store.weeklies import Kept

GRACE = timedelta(hours=48)
"""How long after it was due a memo still takes in what is read, as that long it may be late."""
A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Window:
    """The runs after `since` up to `upto` are the week's; those after `earlier` up to `since` are
    what the week before was made of. `first` and `last` are its days."""

    week: str
    earlier: int
    since: int
    upto: int
    first: date
    last: date

    def kept(self) -> Kept:
        return Kept(self.week, self.since, self.upto)


def window(db: Database, watch: str, week: str, zone: str, due: datetime, now: datetime) -> Window:
    """The runs of the memo of a week ("2026-W48"), which is due at a moment: as they were kept, or
    as they would be if it was composed `now`."""
    last = weeklies.before(db, watch, week)
    kept = weeklies.one(db, watch, week)
    if kept is not None:
        since, upto = kept[0].since, kept[0].upto
    else:
        since = last.upto if last else weeklies.last_run(db, due - A_WEEK)
        upto = max(since, weeklies.last_run(db, min(now.astimezone(UTC), due + GRACE)))
    earlier = last.since if last else weeklies.last_run(db, due - 2 * A_WEEK)
    day = due.astimezone(ZoneInfo(zone)).date()
    return Window(week, min(earlier, since), since, upto, day - A_WEEK, day - timedelta(days=1))
