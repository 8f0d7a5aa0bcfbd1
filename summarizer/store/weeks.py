"""What was decided about the weeks of a watchlist, and how far sending got.

Each week that was ever due has one row: its mails lie in the outbox, it had nothing new, or it is
held until somebody confirms it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from summarizer.store.database import Database
from summarizer.store.outbox import utc


class Decision(StrEnum):
    QUEUED = "queued"
    NOTHING = "nothing"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Decided:
    """A week of a watchlist, such as 2026-W21, when it was due, and what was decided why."""

    watch: str
    week: str
    due: str
    state: Decision
    reason: str
    decided: str


@dataclass(frozen=True, slots=True)
class Post:
    """This store's name, how often mails went out, and when it was last found to be an old copy."""

    store: str
    rounds: int
    restored: datetime | None


def decide(
    db: Database,
    watch: str,
    week: str,
    due: datetime,
    state: Decision,
    now: datetime,
    reason: str = "",
) -> None:
    """Inside `writing`: note what became of a week. A held one may be decided anew; another one
    stays as it is."""
    db.write(
        "INSERT INTO weeks (watch, week, due, state, reason, decided) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (watch, week) DO UPDATE SET state = excluded.state,"
        " reason = excluded.reason, decided = excluded.decided WHERE state = 'held'",
        watch, week, utc(due), state, reason, utc(now),
    )  # fmt: skip


def decided(db: Database, watch: str | None = None, state: Decision | None = None) -> list[Decided]:
    """What was decided, the oldest week first."""
    rows = db.rows(
        "SELECT * FROM weeks WHERE (? IS NULL OR watch = ?) AND (? IS NULL OR state = ?)"
        " ORDER BY watch, week",
        watch, watch, state, state,
    )  # fmt: skip
    return [
        Decided(r["watch"], r["week"], r["due"], Decision(r["state"]), r["reason"], r["decided"])
        for r in rows
    ]


def one(db: Database, watch: str, week: str) -> Decided | None:
    """What was decided about a week; None where nothing was."""
    return next((found for found in decided(db, watch) if found.week == week), None)


def last(db: Database, watch: str) -> str | None:
    """The newest week that something was decided about."""
    found = db.value("SELECT max(week) FROM weeks WHERE watch = ?", watch)
    return str(found) if found else None


def post(db: Database) -> Post:
    row = db.rows("SELECT store, rounds, restored FROM post")[0]
    restored = datetime.fromisoformat(row["restored"]) if row["restored"] else None
    return Post(row["store"], int(row["rounds"]), restored)


def set_rounds(db: Database, rounds: int) -> None:
    """Inside `writing`: mails go out once more."""
    db.write("UPDATE post SET rounds = ?", rounds)


def set_restored(db: Database, now: datetime) -> None:
    """Inside `writing`: the store was found to be an old copy of itself."""
    db.write("UPDATE post SET restored = ?", utc(now))
