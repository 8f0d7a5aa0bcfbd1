"""The weekly memo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from summarizer.records.memo import Source
from summarizer.records.part import CardRow, Change, Statement


@dataclass(frozen=True, slots=True)
class WeekStory:
    """One deal as a weekly memo tells it: a new one by its `terms` and `lines` and by what came
    `later` in the same week, a running one by its `changes`. `left_out` counts lines there was no
    room for."""

    story: str
    name: str
    headline: Statement
    terms: tuple[CardRow, ...] = ()
    lines: tuple[Statement, ...] = ()
    changes: tuple[Change, ...] = ()
    left_out: int = 0
    later: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class QuietStory:
    """A deal that was told before and that nobody wrote of this week; `last` is the day of the
    newest article about it."""

    story: str
    headline: Statement
    last: date | None


@dataclass(frozen=True, slots=True)
class WeekCounts:
    """What a weekly memo rests on: articles read, running deals that were only told again, articles
    set aside, and sources that could not be read."""

    articles: int = 0
    repeated: int = 0
    aside: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class WeeklyMemo:
    """What a watchlist's week brought, from the day `first` to the day `last`. `week` is the ISO
    week in which it is due ("2026-W48"); `subject` tells its biggest point, empty where there is
    nothing new; `left_out` names the deals there was no room for."""

    watch: str
    week: str
    first: date
    last: date
    made: date
    subject: str
    new: tuple[WeekStory, ...] = ()
    running: tuple[WeekStory, ...] = ()
    quiet: tuple[QuietStory, ...] = ()
    left_out: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    counts: WeekCounts = WeekCounts()

    @property
    def nothing(self) -> bool:
        """Whether there is nothing new: no new deal, and no change in a running one."""
        return not (self.new or self.running or self.left_out)
