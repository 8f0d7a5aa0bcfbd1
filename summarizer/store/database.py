"""The one SQLite file: opening it, its schema, and transactions.

The schema is `schema/NNN_*.sql`; a change of it is a new file with the next number, never an edit
of one that was released. Only the run that holds the lock writes.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any, Self

from summarizer.closing import Closing
from summarizer.errors import StoreError

APPLICATION = 0x62726966  # "brif", in the header of the file
PATIENCE = 30.0
"""Seconds to wait for somebody who reads."""
SAFE_WAL = (3, 51, 3)
"""Before this version of SQLite, a write-ahead log could damage a file with several connections."""
SHORTAGE = ("has no space left", "free some space on its disk")


class Database(Closing):
    """A store that is open. One thread uses it."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self.path = path

    def rows(self, sql: str, *values: Any) -> list[sqlite3.Row]:
        with told(self.path):
            return self._connection.execute(sql, values).fetchall()

    def value(self, sql: str, *values: Any) -> Any:
        """The first column of the first row, None where there is no row."""
        found = self.rows(sql, *values)
        return found[0][0] if found else None

    def write(self, sql: str, *values: Any) -> int:
        """Change something, inside `writing`; gives the number of rows changed."""
        if not self._connection.in_transaction:
            raise AssertionError("a change outside a transaction")
        return self._connection.execute(sql, values).rowcount

    def insert(self, sql: str, *values: Any) -> int:
        """Insert a row, inside `writing`; gives its number."""
        if not self._connection.in_transaction:
            raise AssertionError("a change outside a transaction")
        return int(self._connection.execute(sql, values).lastrowid or 0)

    @contextmanager
    def writing(self) -> Iterator[Self]:
        """All changes made inside, or none. StoreError where they can't be kept."""
        with told(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # a full disk ends it by itself
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def reading(self) -> Iterator[Self]:
        """All that is read inside is of the same moment. Inside `writing` it already is."""
        if self._connection.in_transaction:
            yield self
            return
        with told(self.path):
            self._connection.execute("BEGIN")
        try:
            yield self
        finally:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def close(self) -> None:
        self._connection.close()


def open_store(path: Path, *, most_pages: int | None = None) -> Database:
    """Open a store to read and write it; made where it is missing, brought up to date where it is
    old. `most_pages` bounds its size.

    Raises StoreError where the file is another program's, of a newer brief, damaged, or can't be
    written.
    """
    with told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        try:
            return _ready(Database(connection, path), connection, most_pages)
        except BaseException:
            connection.close()
            raise


def read_store(path: Path) -> Database | None:
    """Open a store to look into it, whatever run is at work; None where there is none.

    A run that was killed may have left changes half made, which whoever opens the store next takes
    back. So it is opened to be written to, where that is allowed, and then nothing is.
    """
    if not path.exists():
        return None
    with told(path):
        mode = "rw" if os.access(path, os.W_OK) else "ro"
        address = f"{path.absolute().as_uri()}?mode={mode}"
        connection = sqlite3.connect(address, PATIENCE, isolation_level=None, uri=True)
        connection.execute("PRAGMA query_only = ON")
        connection.row_factory = sqlite3.Row
        database = Database(connection, path)
        try:
            if _version(database, path) < newest():
                problem = "is still of an older version, or empty"
                raise StoreError(str(path), problem, "run `brief batch` once")
        except BaseException:
            connection.close()
            raise
        return database


def _ready(database: Database, connection: sqlite3.Connection, pages: int | None) -> Database:
    connection.row_factory = sqlite3.Row
    _version(database, database.path)  # before anything is written into a file that isn't ours
    for pragma in journal(sqlite3.sqlite_version_info):
        connection.execute(pragma)
    connection.execute("PRAGMA foreign_keys = ON")
    if pages is not None:
        connection.execute(f"PRAGMA max_page_count = {int(pages)}")
    migrate(database)
    return database


def journal(version: Sequence[int]) -> tuple[str, str]:
    """How changes are kept safe, by the version of SQLite."""
    if tuple(version) < SAFE_WAL:
        return "PRAGMA journal_mode = DELETE", "PRAGMA synchronous = EXTRA"
    return "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL"


def migrate(database: Database, to: int | None = None) -> None:
    """Bring the schema from whatever version it has to the newest, or to the one given: all the
    way, or not at all."""
    goal = newest() if to is None else to
    if _version(database, database.path) >= goal:
        return
    with database.writing():
        for number in range(_version(database, database.path) + 1, goal + 1):
            for statement in _statements(_schema()[number]):
                database.write(statement)
        database.write(f"PRAGMA user_version = {goal}")
        database.write(f"PRAGMA application_id = {APPLICATION}")


def newest() -> int:
    """The version of the schema that this program writes."""
    return max(_schema())


def _version(database: Database, path: Path) -> int:
    with database.reading():  # all three as of one moment: another run may be making this store
        version = int(database.value("PRAGMA user_version"))
        mine = database.value("PRAGMA application_id") == APPLICATION
        empty = not database.value("SELECT count(*) FROM sqlite_master")
    if not mine and (version or not empty):
        raise StoreError(str(path), "is another program's database", "name another file")
    if version > newest():
        raise StoreError(str(path), "was written by a newer brief", "update brief")
    return version


def _schema() -> dict[int, str]:
    """The migrations by number."""
    folder = files(__package__).joinpath("schema")
    found = ((re.match(r"(\d+)_.*\.sql$", entry.name), entry) for entry in folder.iterdir())
    return {int(match[1]): entry.read_text(encoding="utf-8") for match, entry in found if match}


def _statements(script: str) -> Iterator[str]:
    """The statements of a script; `executescript` would end the transaction."""
    waiting = ""
    for line in script.splitlines(keepends=True):
        waiting += line
        if sqlite3.complete_statement(waiting):
            yield waiting
            waiting = ""


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Tell what SQLite or the system says as one line about the file."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        problem, remedy = _words(str(error).lower(), error)
        raise StoreError(str(path), problem, remedy) from error


def _words(said: str, error: Exception) -> tuple[str, str]:
    table = (
        ("full", SHORTAGE),
        ("no space", SHORTAGE),
        ("locked", ("is in use by another program", "try again when it is done")),
        ("not a database", ("is no database", "name another file")),
        ("malformed", ("is damaged", "put a copy of it in its place, or begin anew without it")),
        ("readonly", ("may not be written to", "change its rights or name another file")),
        ("unable to open", ("can't be opened", "check its folder and rights")),
        ("disk i/o", ("can't be read or written", "check its disk and the space on it")),
    )
    plain = getattr(error, "strerror", None) or said
    unknown = (f"can't be used ({plain})", "check the file and its folder")
    return next((words for sign, words in table if sign in said), unknown)
