"""Stories over time: their articles, what their memos have stated, and the memos."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from summarizer.records import Memo
from summarizer.store import codec
from summarizer.store.database import Database


@dataclass(frozen=True, slots=True)
class Telling:
    """That a run tells a story: in which folder inside the run's folder, and what changed since the
    story's last memo (nothing where this is its first)."""

    run: int
    watch: str
    story: str
    folder: str
    changes: tuple[str, ...]
    first: bool


def known(db: Database, watch: str) -> dict[str, frozenset[str]]:
    """Stories by id, the articles and origins they hold."""
    found: dict[str, set[str]] = {}
    sql = "SELECT story, article, origin FROM story_articles WHERE watch = ?"
    for row in db.rows(sql, watch):
        found.setdefault(row["story"], set()).update((row["article"], row["origin"]))
    return {story: frozenset(held) for story, held in sorted(found.items())}


def articles(db: Database, watch: str, story: str) -> frozenset[str]:
    """The articles that a story holds or held."""
    sql = "SELECT article FROM story_articles WHERE watch = ? AND story = ?"
    return frozenset(row["article"] for row in db.rows(sql, watch, story))


def keep(
    db: Database, watch: str, story: str, headline: str, run: int, *, changed: bool = True
) -> None:
    """Inside `writing`: a story that is new or goes on."""
    db.write(
        "INSERT INTO stories (watch, id, headline, opened_run, changed_run)"
        " VALUES (?, ?, ?, ?, ?) ON CONFLICT (watch, id) DO NOTHING",
        watch, story, headline, run, run,
    )  # fmt: skip
    if changed:
        db.write(
            "UPDATE stories SET headline = ?, changed_run = ? WHERE watch = ? AND id = ?",
            headline, run, watch, story,
        )  # fmt: skip


def hold(db: Database, watch: str, story: str, articles: Iterable[tuple[str, str]]) -> None:
    """Inside `writing`: articles (and their origins) that belong to a story."""
    for article, origin in articles:
        db.write(
            "INSERT OR IGNORE INTO story_articles VALUES (?, ?, ?, ?)",
            watch, story, article, origin,
        )  # fmt: skip


def tell(db: Database, told: Telling, packed: bytes) -> None:
    """Inside `writing`: a memo (packed, see `codec`) that goes to its folder once the run is
    settled."""
    db.write(
        "INSERT INTO memos (run, watch, story, folder, changes, record) VALUES (?, ?, ?, ?, ?, ?)",
        told.run, told.watch, told.story, told.folder, json.dumps(told.changes), packed,
    )  # fmt: skip


def tellings(db: Database, run: int) -> list[Telling]:
    """What a run tells, in the order of watchlists and folders."""
    rows = db.rows(
        "SELECT m.run, m.watch, m.story, m.folder, m.changes, s.opened_run FROM memos m"
        " JOIN stories s ON s.watch = m.watch AND s.id = m.story"
        " WHERE m.run = ? ORDER BY m.watch, m.folder",
        run,
    )
    return [
        Telling(
            run=run,
            watch=row["watch"],
            story=row["story"],
            folder=row["folder"],
            changes=tuple(json.loads(row["changes"])),
            first=row["opened_run"] == run,
        )
        for row in rows
    ]


def memo(db: Database, told: Telling) -> Memo:
    """The memo of a telling."""
    sql = "SELECT record FROM memos WHERE run = ? AND watch = ? AND story = ?"
    return codec.unpack(Memo, db.value(sql, told.run, told.watch, told.story))


def written(db: Database, run_folder: str, folder: str) -> Memo | None:
    """The memo that was written into a run's folder; None where the store knows of none."""
    data = db.value(
        "SELECT m.record FROM memos m JOIN runs r ON r.id = m.run"
        " WHERE r.folder = ? AND m.folder = ?",
        run_folder, folder,
    )  # fmt: skip
    return None if data is None else codec.unpack(Memo, data)


def latest(db: Database, watch: str, story: str, upto: int | None = None) -> Memo | None:
    """The last memo of a story, of the runs up to one where that is given; None without any."""
    data = db.value(
        "SELECT record FROM memos WHERE watch = ? AND story = ? AND (? IS NULL OR run <= ?)"
        " ORDER BY run DESC LIMIT 1",
        watch, story, upto, upto,
    )  # fmt: skip
    return None if data is None else codec.unpack(Memo, data)


def first(db: Database, watch: str, story: str) -> Memo | None:
    """The first memo of a story; None without any."""
    sql = "SELECT record FROM memos WHERE watch = ? AND story = ? ORDER BY run LIMIT 1"
    data = db.value(sql, watch, story)
    return None if data is None else codec.unpack(Memo, data)


def headlines(db: Database, run: int) -> list[tuple[str, tuple[str, ...]]]:
    """What a run told: each story's headline, and what was new in it (nothing at first)."""
    rows = db.rows(
        "SELECT s.headline, m.changes FROM memos m"
        " JOIN stories s ON s.watch = m.watch AND s.id = m.story"
        " WHERE m.run = ? ORDER BY m.watch, m.folder",
        run,
    )
    return [(row["headline"], tuple(json.loads(row["changes"]))) for row in rows]
