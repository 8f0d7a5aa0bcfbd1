from __future__ import annotations

import sqlite3
from pathlib import Path
from threading import Thread, current_thread, main_thread
from typing import Any

import pytest

from summarizer.errors import StoreError
from summarizer.store import open_store, read_store
from summarizer.store.database import Database, journal, migrate, newest


def shape(db: Database) -> list[tuple[str, str]]:
    """The schema, however it came about."""
    sql = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    tables = [row["name"] for row in db.rows(sql)]
    return [(t, c["name"]) for t in tables for c in db.rows(f"PRAGMA table_info({t})")]


def bare(path: Path) -> Database:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.row_factory = sqlite3.Row
    return Database(connection, path)


@pytest.mark.parametrize("version", range(1, newest() + 1))
def test_every_earlier_version_is_brought_up_to_date(tmp_path: Path, version: int) -> None:
    """A store of any version ends with the newest schema and everything it held."""
    with bare(tmp_path / "old.db") as old:
        migrate(old, version)
        with old.writing():
            run = old.insert("INSERT INTO runs (began, state) VALUES ('2026-05-12', 'done')")
            old.write("INSERT INTO contents VALUES ('h', x'00')")
            old.write(
                "INSERT INTO documents (watch, origin, version, content, day, run)"
                " VALUES ('w', 'o', 1, 'h', '2026-05-12', ?)",
                run,
            )
    with open_store(tmp_path / "old.db") as now, open_store(tmp_path / "new.db") as fresh:
        assert shape(now) == shape(fresh)
        assert now.value("PRAGMA user_version") == newest()
        assert now.value("SELECT origin FROM documents") == "o"
        assert now.value("SELECT count(*) FROM runs WHERE folder IS NULL") == 1


def test_a_migration_is_all_or_nothing(tmp_path: Path) -> None:
    """A store that has no room for the new schema keeps the old one, whole."""
    with bare(tmp_path / "a.db") as db:
        migrate(db, 1)
        before = shape(db)
    with pytest.raises(StoreError, match="no space left"):
        open_store(tmp_path / "a.db", most_pages=20)
    with bare(tmp_path / "a.db") as db:
        assert shape(db) == before
        assert db.value("PRAGMA user_version") == 1
    open_store(tmp_path / "a.db").close()


def test_a_transaction_that_fails_leaves_nothing(tmp_path: Path) -> None:
    """What is written before an error inside a transaction is gone after it."""
    with open_store(tmp_path / "a.db") as db:
        with pytest.raises(ZeroDivisionError), db.writing():
            db.write("INSERT INTO contents VALUES ('h', x'00')")
            raise ZeroDivisionError
        assert db.value("SELECT count(*) FROM contents") == 0
        with pytest.raises(AssertionError):
            db.write("INSERT INTO contents VALUES ('h', x'00')")


@pytest.mark.parametrize(
    ("version", "mode"),
    [((3, 7, 0), "DELETE"), ((3, 40, 1), "DELETE"), ((3, 51, 2), "DELETE"), ((3, 51, 3), "WAL"),
     ((3, 52, 0), "WAL")],
)  # fmt: skip
def test_the_journal_goes_by_the_version(version: tuple[int, int, int], mode: str) -> None:
    """Where a write-ahead log can do damage, a rollback journal is used, synced to the end."""
    pragmas = journal(version)
    assert pragmas[0].endswith(mode)
    assert pragmas[1].endswith("EXTRA" if mode == "DELETE" else "FULL")


def test_the_journal_is_in_force(tmp_path: Path) -> None:
    """What the version asks for is what the open file has."""
    with open_store(tmp_path / "a.db") as db:
        mode = journal(sqlite3.sqlite_version_info)[0].rpartition(" ")[2]
        assert db.value("PRAGMA journal_mode") == mode.lower()
        assert db.value("PRAGMA synchronous") == (3 if mode == "DELETE" else 2)


def test_files_that_are_no_store(tmp_path: Path) -> None:
    """Text, another program's database and a newer store are told apart, and left as they are."""
    text, other, later = (tmp_path / name for name in ("text.db", "other.db", "later.db"))
    text.write_text("Not a database at all, just a long enough line of text. " * 20)
    with bare(other) as db:
        db.rows("CREATE TABLE songs (title TEXT)")
    with open_store(later) as db:
        db.rows(f"PRAGMA user_version = {newest() + 1}")
    for path, said in ((text, "no database"), (other, "another program"), (later, "update brief")):
        before = path.read_bytes()
        with pytest.raises(StoreError, match=said):
            open_store(path)
        assert path.read_bytes() == before


def test_a_store_that_is_being_made_is_no_other_program_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who looks at a store while another run makes it sees it before or after, never between."""
    path = tmp_path / "a.db"
    path.touch()
    maker = Thread(target=lambda: open_store(path).close())

    def make(sql: str) -> None:
        if "sqlite_master" in sql and maker.ident is None:
            maker.start()
            maker.join(0.3)

    def watched(*args: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*args, **options)
        if current_thread() is main_thread():
            connection.set_trace_callback(make)
        return connection

    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", watched)
    with pytest.raises(StoreError, match="still of an older version, or empty"):
        read_store(path)
    maker.join()
    found = read_store(path)
    assert found is not None
    found.close()


def test_looking_makes_nothing(tmp_path: Path) -> None:
    """Looking into a store that isn't there doesn't make one."""
    assert read_store(tmp_path / "a.db") is None
    assert list(tmp_path.iterdir()) == []
    open_store(tmp_path / "a.db").close()
    found = read_store(tmp_path / "a.db")
    assert found is not None
    with found, pytest.raises(StoreError), found.writing():
        found.write("INSERT INTO contents VALUES ('h', x'00')")
