"""The mails of the weekly memo, one for a watchlist, week and recipient, and their states.

A mail is never deleted, and a second one for the same three is never made.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from summarizer.store.database import Database
from summarizer.store.runs import stamp

LEVEL = 6


class State(StrEnum):
    """`transmitting` is a mail whose body may be under way; found in a store that nobody works on,
    it becomes `unknown`. Only `waiting` mails are sent."""

    WAITING = "waiting"
    TRANSMITTING = "transmitting"
    SENT = "sent"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    HELD = "held"
    SUPPRESSED = "suppressed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Parcel:
    """A mail as it is put into the outbox: `sender` and `recipient` are bare addresses, `key` is
    what two spellings of the recipient's share."""

    watch: str
    week: str
    key: str
    sender: str
    recipient: str
    message_id: str
    subject: str
    mail: bytes


@dataclass(frozen=True, slots=True)
class Row:
    """A mail in the outbox, without its bytes. Times are ISO 8601 in UTC; after `until` it is no
    longer sent by itself."""

    id: int
    watch: str
    week: str
    sender: str
    recipient: str
    message_id: str
    subject: str
    state: State
    reason: str
    tries: int
    not_before: str | None
    until: str
    changed: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A state that a mail was in."""

    at: str
    state: State
    reason: str


def utc(moment: datetime) -> str:
    """A moment as the store writes it, whatever zone it came in."""
    return stamp(moment.astimezone(UTC))


def put(
    db: Database,
    parcel: Parcel,
    now: datetime,
    until: datetime,
    state: State = State.WAITING,
    reason: str = "",
) -> int | None:
    """Inside `writing`: put a mail into the outbox; its number. None where the same watchlist, week
    and recipient have one, which stays as it is."""
    number = db.rows(
        "INSERT INTO outbox (watch, week, key, sender, recipient, message_id, subject,"
        " mail, state, reason, until, changed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (watch, week, key) DO NOTHING RETURNING id",
        parcel.watch, parcel.week, parcel.key, parcel.sender, parcel.recipient, parcel.message_id,
        parcel.subject, zlib.compress(parcel.mail, LEVEL), state, reason, utc(until), utc(now),
    )  # fmt: skip
    if not number:
        return None
    _log(db, number[0]["id"], now, state, reason)
    return int(number[0]["id"])


def change(
    db: Database,
    row: int,
    state: State,
    now: datetime,
    reason: str = "",
    *,
    tried: bool = False,
    not_before: datetime | None = None,
    until: datetime | None = None,
) -> None:
    """Inside `writing`: a mail's state is another one. `until` stays where none is given."""
    db.write(
        "UPDATE outbox SET state = ?, reason = ?, tries = tries + ?, not_before = ?,"
        " until = coalesce(?, until), changed = ? WHERE id = ?",
        state, reason, int(tried), utc(not_before) if not_before else None,
        utc(until) if until else None, utc(now), row,
    )  # fmt: skip
    _log(db, row, now, state, reason)


def rows(
    db: Database,
    states: Collection[State] = (),
    *,
    watch: str | None = None,
    week: str | None = None,
) -> list[Row]:
    """Mails in the order they were put in: of some states, a watchlist or a week where given."""
    wanted = [str(state) for state in states]
    marks = ",".join("?" * len(wanted))
    found = db.rows(
        f"SELECT {_COLUMNS} FROM outbox WHERE (? IS NULL OR watch = ?) AND (? IS NULL OR week = ?)"
        + (f" AND state IN ({marks})" if wanted else "")
        + " ORDER BY id",
        watch, watch, week, week, *wanted,
    )  # fmt: skip
    return [_row(row) for row in found]


def is_due(row: Row, now: datetime, longest: timedelta) -> bool:
    """Whether a mail that waits may be tried now. A pause that would end later than `longest` from
    now was noted while the clock was wrong, and doesn't count."""
    return not row.not_before or not utc(now) < row.not_before <= utc(now + longest)


def one(db: Database, row: int) -> Row | None:
    found = db.rows(f"SELECT {_COLUMNS} FROM outbox WHERE id = ?", row)
    return _row(found[0]) if found else None


def mail(db: Database, row: int) -> bytes:
    """The bytes that are sent."""
    return zlib.decompress(db.value("SELECT mail FROM outbox WHERE id = ?", row))


def history(db: Database, row: int) -> list[Entry]:
    """The states a mail was in, the oldest first."""
    found = db.rows("SELECT at, state, reason FROM outbox_log WHERE mail = ? ORDER BY rowid", row)
    return [Entry(entry["at"], State(entry["state"]), entry["reason"]) for entry in found]


def _row(found: sqlite3.Row) -> Row:
    return Row(**{**dict(found), "state": State(found["state"])})


def _log(db: Database, row: int, now: datetime, state: State, reason: str) -> None:
    db.write(
        "INSERT INTO outbox_log (mail, at, state, reason) VALUES (?, ?, ?, ?)",
        row, utc(now), state, reason,
    )  # fmt: skip


_COLUMNS = (
    "id, watch, week, sender, recipient, message_id, subject, state, reason, tries, not_before,"
    " until, changed"
)
