"""Documents by content and by origin, and the articles that were made of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from summarizer.records import Article, RawDocument
from summarizer.store import codec
from summarizer.store.database import Database


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a document: whether its origin is new, whether what it holds is, and the
    number of its version."""

    new: bool
    changed: bool
    version: int


def content_hash(document: RawDocument) -> str:
    """What tells the text of one document from another's, with what its source says of it."""
    said = "\0".join(str(v or "") for v in (document.title, document.published, document.text))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def is_known(db: Database, watch: str, document: RawDocument) -> bool:
    """Whether the newest version of the document's origin holds just this."""
    return _newest(db, watch, document.origin)[1] == content_hash(document)


def keep(
    db: Database,
    watch: str,
    document: RawDocument,
    article: Article | None,
    run: int,
    day: date,
    aside: str | None = None,
) -> Kept:
    """Inside `writing`: keep a document as the newest version of its origin, unless it is that
    already. `day` is the day it counts for, `aside` why it takes no part in any story."""
    version, newest = _newest(db, watch, document.origin)
    content = content_hash(document)
    if newest == content:
        return Kept(new=False, changed=False, version=version)
    db.write(
        "INSERT OR IGNORE INTO contents (hash, record) VALUES (?, ?)",
        content, codec.pack(document),
    )  # fmt: skip
    if article is not None:
        db.write(
            "INSERT OR IGNORE INTO articles (id, record) VALUES (?, ?)",
            article.id, codec.pack(article),
        )  # fmt: skip
    db.write(
        "INSERT INTO documents (watch, origin, version, content, article, day, run, aside)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        watch, document.origin, version + 1, content, article.id if article else None,
        day.isoformat(), run, aside,
    )  # fmt: skip
    return Kept(new=version == 0, changed=version > 0, version=version + 1)


def first_day(db: Database, watch: str, article: str) -> date | None:
    """The earliest day that an article counts for in a watchlist, None where it is new there."""
    sql = "SELECT min(day) FROM documents WHERE article = ? AND watch = ?"
    day = db.value(sql, article, watch)
    return date.fromisoformat(day) if day else None


def _newest(db: Database, watch: str, origin: str) -> tuple[int, str | None]:
    rows = db.rows(
        "SELECT version, content FROM documents WHERE watch = ? AND origin = ?"
        " ORDER BY version DESC LIMIT 1",
        watch, origin,
    )  # fmt: skip
    return (int(rows[0]["version"]), str(rows[0]["content"])) if rows else (0, None)


_CURRENT = """
    SELECT {what} FROM documents d
    WHERE d.article IS NOT NULL AND d.aside IS NULL AND d.day >= ? AND d.version = (
        SELECT max(version) FROM documents n WHERE n.watch = d.watch AND n.origin = d.origin
    ) {more}
"""


def current(db: Database, watch: str, since: date) -> dict[str, list[str]]:
    """The articles a watchlist's stories are made of, each with its origins: the newest version of
    every origin, of `since` or later."""
    sql = _CURRENT.format(what="d.article, d.origin", more="AND d.watch = ? ORDER BY 1, 2")
    found: dict[str, list[str]] = {}
    for row in db.rows(sql, since.isoformat(), watch):
        found.setdefault(row["article"], []).append(row["origin"])
    return found


def ungrouped(db: Database) -> list[str]:
    """Watchlists with documents whose part in the stories isn't settled."""
    sql = "SELECT DISTINCT watch FROM documents WHERE grouped = 0 ORDER BY watch"
    return [row["watch"] for row in db.rows(sql)]


def mark_grouped(db: Database, watch: str) -> None:
    """Inside `writing`: the part of all documents of a watchlist is settled."""
    db.write("UPDATE documents SET grouped = 1 WHERE watch = ? AND grouped = 0", watch)


def unstudied(db: Database, watches: Sequence[str], since: date, print_: str) -> list[str]:
    """Current articles that were not condensed under a print yet, in the order of their ids."""
    places = ", ".join("?" * len(watches))
    more = (
        f"AND d.watch IN ({places}) AND NOT EXISTS ("
        " SELECT 1 FROM summaries s WHERE s.article = d.article AND s.print = ?) ORDER BY 1"
    )
    sql = _CURRENT.format(what="DISTINCT d.article", more=more)
    return [row[0] for row in db.rows(sql, since.isoformat(), *watches, print_)]


def articles(db: Database, ids: Sequence[str]) -> Iterator[Article]:
    """Articles by their ids, in the order given, one at a time."""
    for id_ in ids:
        data: Any = db.value("SELECT record FROM articles WHERE id = ?", id_)
        yield codec.unpack(Article, data)


def article(db: Database, id_: str) -> Article | None:
    """The article of an id, None where there is none."""
    data = db.value("SELECT record FROM articles WHERE id = ?", id_)
    return None if data is None else codec.unpack(Article, data)


def versions(db: Database, origin: str) -> list[str]:
    """The ids of all articles that an origin ever held, in any watchlist."""
    sql = "SELECT DISTINCT article FROM documents WHERE origin = ? AND article IS NOT NULL"
    return [row["article"] for row in db.rows(sql, origin)]


def counts(db: Database) -> dict[str, int]:
    """How much there is of everything."""
    tables = ("items", "documents", "articles", "summaries", "stories", "memos")
    return {table: int(db.value(f"SELECT count(*) FROM {table}")) for table in tables}


def aside(db: Database) -> list[tuple[str, int]]:
    """Why documents take no part in any story, and how many for each reason, the most first."""
    reasons = "SELECT aside, count(*) FROM documents WHERE aside IS NOT NULL"
    sql = f"{reasons} GROUP BY 1 ORDER BY 2 DESC, 1"
    return [(str(reason), int(count)) for reason, count in db.rows(sql)]


def untold(db: Database) -> list[tuple[str, str]]:
    """Watchlist and origin of the documents that were read and belong to no story, as no deal is
    told in them."""
    sql = _CURRENT.format(
        what="d.watch, d.origin",
        more="AND d.grouped = 1 AND NOT EXISTS (SELECT 1 FROM story_articles s"
        " WHERE s.watch = d.watch AND s.article = d.article) ORDER BY 1, 2",
    )
    return [(str(watch), str(origin)) for watch, origin in db.rows(sql, "")]
