"""Weekly memos that were composed, and which runs belong to which."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from summarizer.records import WeeklyMemo
from summarizer.store import codec
from summarizer.store.database import Database
from summarizer.store.runs import stamp


@dataclass(frozen=True, slots=True)
class Kept:
    """A composed week: what the runs after `since` up to `upto` brought."""

    week: str
    since: int
    upto: int


def one(db: Database, watch: str, week: str) -> tuple[Kept, WeeklyMemo] | None:
    """A week as it was composed, None where it was not."""
    sql = "SELECT * FROM weekly_memos WHERE watch = ? AND week = ?"
    for row in db.rows(sql, watch, week):
        kept = Kept(row["week"], int(row["since_run"]), int(row["upto_run"]))
        return kept, codec.unpack(WeeklyMemo, row["record"])
    return None


def before(db: Database, watch: str, week: str) -> Kept | None:
    """The last composed week before another one. ISO weeks sort as text."""
    sql = "SELECT * FROM weekly_memos WHERE watch = ? AND week < ? ORDER BY week DESC LIMIT 1"
    rows = db.rows(sql, watch, week)
    return Kept(rows[0]["week"], rows[0]["since_run"], rows[0]["upto_run"]) if rows else None


def keep(db: Database, kept: Kept, memo: WeeklyMemo, now: datetime) -> None:
    """Inside `writing`: keep a composed week, unless it is there."""
    db.write(
        "INSERT OR IGNORE INTO weekly_memos VALUES (?, ?, ?, ?, ?, ?)",
        memo.watch, kept.week, kept.since, kept.upto, stamp(now), codec.pack(memo),
    )  # fmt: skip


def last_run(db: Database, before: datetime) -> int:
    """The last finished run that began before a moment; 0 where there is none."""
    sql = "SELECT max(id) FROM runs WHERE state = 'done' AND began < ?"
    return int(db.value(sql, stamp(before)) or 0)


@dataclass(frozen=True, slots=True)
class Held:
    """An article of a story: the run that read it, and the day it counts for."""

    article: str
    run: int
    day: str


def stories(db: Database, watch: str, upto: int) -> dict[str, int]:
    """The stories of a watchlist by id, with the run that opened each."""
    sql = "SELECT id, opened_run FROM stories WHERE watch = ? AND opened_run <= ? ORDER BY id"
    return {row["id"]: int(row["opened_run"]) for row in db.rows(sql, watch, upto)}


def held(db: Database, watch: str, story: str, upto: int) -> list[Held]:
    """The articles of a story that runs up to one had read, each as it first came."""
    rows = db.rows(
        "SELECT s.article, min(d.run) AS run, max(d.day) AS day FROM story_articles s"
        " JOIN documents d ON d.watch = s.watch AND d.origin = s.origin AND d.article = s.article"
        " WHERE s.watch = ? AND s.story = ? AND d.run <= ? GROUP BY s.article ORDER BY s.article",
        watch, story, upto,
    )  # fmt: skip
    return [Held(row["article"], int(row["run"]), row["day"]) for row in rows]


def counted(db: Database, watch: str, since: int, upto: int) -> tuple[int, int, int]:
    """How many articles the runs after `since` up to `upto` read, how many of them were set aside,
    and how many sources or items can't be read."""
    rows = db.rows(
        "SELECT count(*) AS every, sum(aside IS NOT NULL) AS aside FROM documents"
        " WHERE watch = ? AND run > ? AND run <= ?",
        watch, since, upto,
    )  # fmt: skip
    failed = db.value(
        "SELECT count(*) FROM failures WHERE watch = ? AND last_run > ? AND last_run <= ?"
        " AND (resolved_run IS NULL OR resolved_run > ?)",
        watch, since, upto, upto,
    )  # fmt: skip
    return int(rows[0]["every"]), int(rows[0]["aside"] or 0), int(failed)
