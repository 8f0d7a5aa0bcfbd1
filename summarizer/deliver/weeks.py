"""ISO weeks in a watchlist's time zone: which memo is due, which is late. Pure.

A week's memo is due once, at an hour of one of its days. Late by up to 48 hours it is made up for;
later it is held until somebody confirms it. Held is also what a store can't vouch for: when it was
put back from a copy, or a whole week is missing in it, so that nobody can tell a computer that was
off from an old copy of the store. What is decided about a week stays, so that no jump of the
clock makes it due again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from summarizer.errors import MailError

CATCH_UP = timedelta(hours=48)
MOST_MISSED = 530
"""Weeks; whoever finds more of them missing has a clock that is wrong."""
LATE = "was due more than 48 hours before"
RESTORED = "the store was put back from an older copy, so it may have been sent already"
GAP = "whole weeks before it are missing in the store, so it may be an older copy"


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """An ISO week; written 2026-W21, so that text sorts as time does."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """ValueError where a text names no week."""
        match = re.fullmatch(r"(\d{4})-W(\d{2})", text, re.ASCII)
        if not match:
            raise ValueError(f"{text!r} is no ISO week such as 2026-W21")
        week = cls(int(match[1]), int(match[2]))
        date.fromisocalendar(week.year, week.number, 1)
        return week

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(*day.isocalendar()[:2])

    def day(self, weekday: int) -> date:
        """A day of the week; Monday is 1."""
        return date.fromisocalendar(self.year, self.number, weekday)

    def after(self, weeks: int = 1) -> Week:
        return Week.of(self.day(1) + timedelta(weeks=weeks))

    def __str__(self) -> str:
        return f"{self.year:04}-W{self.number:02}"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When a watchlist's memo is due each week: a day (Monday is 1) and a time in a time zone."""

    zone: str = "UTC"
    weekday: int = 1
    at: time = time(7)

    def due(self, week: Week) -> datetime:
        """The moment in UTC. An hour that the clocks skip counts as the one after it, of an hour
        that comes twice counts the first."""
        local = datetime.combine(week.day(self.weekday), self.at, ZoneInfo(self.zone))
        return local.astimezone(UTC)

    def latest(self, now: datetime) -> Week:
        """The last week whose memo is due by now."""
        week = Week.of(now.astimezone(ZoneInfo(self.zone)).date())
        return week if self.due(week) <= now else week.after(-1)


@dataclass(frozen=True, slots=True)
class Due:
    """A week about which something has to be decided: its memo is sent, or held for a reason."""

    week: Week
    due: datetime
    reason: str = ""


def undecided(
    rhythm: Rhythm, now: datetime, last: Week | None, restored: datetime | None = None
) -> list[Due]:
    """The weeks since the last decided one whose memo is due; the oldest first, at most the last of
    them without a reason to hold it. A watchlist without any begins with the latest.

    `restored` is when the store was found to be an old copy. Raises MailError where so many weeks
    are missing that the clock must be wrong.
    """
    current = rhythm.latest(now)
    week = last.after() if last else current
    missed = (current.day(1) - week.day(1)).days // 7
    if missed > MOST_MISSED:
        problem = f"is {missed} weeks after the last memo"
        raise MailError(f"the clock's {now:%Y-%m-%d}", problem, "set the clock")
    found: list[Due] = []
    while week <= current:
        due = rhythm.due(week)
        found.append(Due(week, due, _reason(now, due, restored, gap=missed > 0)))
        week = week.after()
    return found


def _reason(now: datetime, due: datetime, restored: datetime | None, *, gap: bool) -> str:
    """Why a memo is held; empty where it isn't."""
    if now - due > CATCH_UP:
        return LATE
    if restored and due <= restored:
        return RESTORED
    return GAP if gap else ""
