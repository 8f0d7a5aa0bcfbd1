"""Runs: begun, settled, done. What a crash left working is found again by its state."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Row

from summarizer.store.database import Database

WORKING, BROKEN, DONE = "working", "broken", "done"


@dataclass(frozen=True, slots=True)
class Run:
    """A run. `folder` is where its memos go, None where it had no news; `settled` when that was
    decided."""

    id: int
    began: str
    ended: str | None
    state: str
    counts: Mapping[str, int]
    folder: str | None
    settled: str | None


def begin(db: Database, now: datetime) -> int:
    with db.writing():
        sql = "INSERT INTO runs (began, state) VALUES (?, ?)"
        return db.insert(sql, stamp(now), WORKING)


def end(db: Database, run: int, now: datetime, counts: Mapping[str, int] | None = None) -> None:
    """A run is done; its counts where they are known."""
    with db.writing():
        db.write("UPDATE runs SET state = ?, ended = ? WHERE id = ?", DONE, stamp(now), run)
        if counts is not None:
            db.write("UPDATE runs SET counts = ? WHERE id = ?", json.dumps(dict(counts)), run)


def give_up(db: Database, run: int) -> None:
    """A run ended without having settled anything; what it read is kept, and goes on from there."""
    with db.writing():
        db.write("UPDATE runs SET state = ? WHERE id = ?", BROKEN, run)


def settle(db: Database, run: int, folder: str, now: datetime) -> None:
    """Inside `writing`: the memos of a run are in the store, and go to `folder`."""
    db.write("UPDATE runs SET folder = ?, settled = ? WHERE id = ?", folder, stamp(now), run)


def working(db: Database) -> list[Run]:
    """Runs that never ended; the oldest first."""
    return [_run(row) for row in db.rows("SELECT * FROM runs WHERE state = 'working' ORDER BY id")]


def last(db: Database, count: int) -> list[Run]:
    """The latest runs, the newest first."""
    return [_run(row) for row in db.rows("SELECT * FROM runs ORDER BY id DESC LIMIT ?", count)]


def one(db: Database, run: int) -> Run:
    return _run(db.rows("SELECT * FROM runs WHERE id = ?", run)[0])


def stamp(moment: datetime) -> str:
    """A moment as the store writes it, to the second, so that text sorts as time does."""
    return moment.isoformat(timespec="seconds")


def _run(row: Row) -> Run:
    return Run(
        int(row["id"]),
        row["began"],
        row["ended"],
        row["state"],
        json.loads(row["counts"]),
        row["folder"],
        row["settled"],
    )
