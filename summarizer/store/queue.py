"""What was seen in the sources and waits to be read, and what could not be."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from summarizer.store.database import Database
from summarizer.store.runs import stamp

WAITING, DONE, FAILED = "waiting", "done", "failed"


@dataclass(frozen=True, slots=True)
class Job:
    """An item to be read, by its number in the store. Its fields are those of what was offered;
    `etag` and `modified` are what its server said the last time."""

    id: int
    watch: str
    key: str
    kind: str
    origin: str
    title: str | None
    published: str | None
    page: bytes | None
    tries: int
    etag: str | None
    modified: str | None


@dataclass(frozen=True, slots=True)
class Offer:
    """An item as a source shows it. `again` asks for it even if nothing about it changed."""

    watch: str
    key: str
    source: str
    kind: str
    origin: str
    print: str
    place: int = 0
    title: str | None = None
    published: str | None = None
    page: bytes | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that could not be read; `passing` where another try may help."""

    watch: str
    origin: str
    problem: str
    remedy: str
    passing: bool
    first_run: int = 0
    last_run: int = 0


def offer(db: Database, given: Offer) -> bool:
    """Inside `writing`: queue an item that is new or changed. Whether it was."""
    known = db.rows(
        "SELECT id, print, state FROM items WHERE watch = ? AND key = ?", given.watch, given.key
    )
    if not known:
        db.write(
            "INSERT INTO items"
            " (watch, key, source, kind, origin, print, place, title, published, page)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            given.watch, given.key, given.source, given.kind, given.origin, given.print,
            given.place, given.title, given.published, given.page,
        )  # fmt: skip
        return True
    changed = bool(known[0]["print"] != given.print)
    if changed or (given.again and known[0]["state"] == DONE):
        db.write(
            "UPDATE items SET source = ?, kind = ?, origin = ?, print = ?, place = ?, title = ?,"
            " published = ?, page = ?, state = 'waiting', tries = 0, not_before = NULL"
            " WHERE id = ?",
            given.source, given.kind, given.origin, given.print, given.place, given.title,
            given.published, given.page, known[0]["id"],
        )  # fmt: skip
    return changed


def waiting(db: Database, run: int, now: datetime, limit: int) -> list[Job]:
    """Items whose turn it is and that this run has not tried yet: the first ones of all sources,
    then the second ones, and so on."""
    rows = db.rows(
        "SELECT * FROM items WHERE state = 'waiting' AND taken < ?"
        " AND (not_before IS NULL OR not_before <= ?) ORDER BY place, id LIMIT ?",
        run, stamp(now), limit,
    )  # fmt: skip
    names = Job.__dataclass_fields__
    return [Job(**{name: row[name] for name in names}) for row in rows]


def count_waiting(db: Database, run: int, now: datetime) -> int:
    return int(
        db.value(
            "SELECT count(*) FROM items WHERE state = 'waiting' AND taken < ?"
            " AND (not_before IS NULL OR not_before <= ?)",
            run,
            stamp(now),
        )
    )


def done(
    db: Database, job: Job, run: int, etag: str | None = None, modified: str | None = None
) -> None:
    """Inside `writing`: an item was read, or is as it was."""
    db.write(
        "UPDATE items SET state = 'done', taken = ?, tries = 0, not_before = NULL, page = NULL,"
        " etag = ?, modified = ? WHERE id = ?",
        run, etag, modified, job.id,
    )  # fmt: skip
    db.write(
        "UPDATE failures SET resolved_run = ? WHERE item = ? AND resolved_run IS NULL", run, job.id
    )


def failed(db: Database, job: Job, trouble: Trouble, run: int) -> None:
    """Inside `writing`: an item can't be read, and no run will try again by itself."""
    db.write("UPDATE items SET state = 'failed', taken = ? WHERE id = ?", run, job.id)
    record(db, trouble, run, job.id)


def put_off(db: Database, job: Job, trouble: Trouble, run: int, until: datetime) -> None:
    """Inside `writing`: an item could not be read, and the next run after `until` tries again."""
    db.write(
        "UPDATE items SET tries = tries + 1, taken = ?, not_before = ? WHERE id = ?",
        run, stamp(until), job.id,
    )  # fmt: skip
    record(db, trouble, run, job.id)


def record(
    db: Database,
    trouble: Trouble,
    run: int,
    item: int | None = None,
    source: str | None = None,
) -> None:
    """Inside `writing`: remember a failure; the same again counts as one that goes on. It belongs
    to an item, or to a source as a whole."""
    db.write(
        "INSERT INTO failures"
        " (watch, origin, source, item, problem, remedy, passing, first_run, last_run)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (watch, origin) DO UPDATE SET item = excluded.item,"
        " source = excluded.source,"
        " problem = excluded.problem, remedy = excluded.remedy, passing = excluded.passing,"
        " last_run = excluded.last_run, resolved_run = NULL,"
        " first_run = iif(resolved_run IS NULL, first_run, excluded.first_run)",
        trouble.watch, trouble.origin, source, item, trouble.problem, trouble.remedy,
        int(trouble.passing), run, run,
    )  # fmt: skip


def resolve(db: Database, watch: str, origin: str, run: int) -> None:
    """Inside `writing`: something that failed is well."""
    db.write(
        "UPDATE failures SET resolved_run = ?"
        " WHERE watch = ? AND origin = ? AND resolved_run IS NULL",
        run, watch, origin,
    )  # fmt: skip


def resolve_source(db: Database, watch: str, source: str, run: int) -> None:
    """Inside `writing`: whatever was wrong with a source as a whole, or with lines of it, is told
    anew or well."""
    db.write(
        "UPDATE failures SET resolved_run = ?"
        " WHERE watch = ? AND source = ? AND resolved_run IS NULL",
        run, watch, source,
    )  # fmt: skip


def forget_gone(db: Database, watch: str, source: str, keys: Collection[str], run: int) -> None:
    """Inside `writing`: what waits or failed and its source no longer holds is let go."""
    rows = db.rows(
        "SELECT id, key FROM items WHERE watch = ? AND source = ? AND state != 'done'",
        watch, source,
    )  # fmt: skip
    for row in rows:
        if row["key"] not in keys:
            db.write("UPDATE items SET state = 'done', page = NULL WHERE id = ?", row["id"])
            db.write("UPDATE failures SET resolved_run = ? WHERE item = ?", run, row["id"])


def failures(db: Database, run: int | None = None) -> list[Trouble]:
    """What is not resolved; of one run only where it is given."""
    rows = db.rows(
        "SELECT * FROM failures WHERE resolved_run IS NULL AND (? IS NULL OR last_run = ?)"
        " ORDER BY watch, origin",
        run, run,
    )  # fmt: skip
    return [
        Trouble(
            row["watch"], row["origin"], row["problem"], row["remedy"], bool(row["passing"]),
            row["first_run"], row["last_run"],
        )
        for row in rows
    ]  # fmt: skip


def retry(db: Database) -> int:
    """Queue everything that failed or was put off. How many that are."""
    with db.writing():
        return db.write(
            "UPDATE items SET state = 'waiting', tries = 0, not_before = NULL"
            " WHERE state = 'failed' OR (state = 'waiting' AND not_before IS NOT NULL)"
        ) + db.write("UPDATE sources SET not_before = NULL WHERE not_before IS NOT NULL")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a source from the last look. `rests` while it should not be looked at."""

    etag: str | None = None
    modified: str | None = None
    rests: bool = False


def known_source(db: Database, watch: str, kind: str, place: str, now: datetime) -> Known:
    rows = db.rows(
        "SELECT etag, modified, not_before FROM sources WHERE watch = ? AND kind = ? AND place = ?",
        watch, kind, place,
    )  # fmt: skip
    if not rows:
        return Known()
    until: Any = rows[0]["not_before"]
    return Known(rows[0]["etag"], rows[0]["modified"], bool(until and until > stamp(now)))


def looked_at(
    db: Database,
    source: tuple[str, str, str],
    now: datetime,
    validators: tuple[str | None, str | None] = (None, None),
    rest: float | None = None,
) -> None:
    """Inside `writing`: a source was looked at; `rest` seconds it should be left alone."""
    until = stamp(now + timedelta(seconds=rest)) if rest else None
    db.write(
        "INSERT OR REPLACE INTO sources (watch, kind, place, checked, not_before, etag, modified)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        *source, stamp(now), until, *validators,
    )  # fmt: skip
