"""What was read out of articles: readings, summaries and facts, each exactly as it was made."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from summarizer.records import Entity, EntityKind, Fact, FloatArray, Reading, Span, Study, Summary
from summarizer.store import codec
from summarizer.store.database import Database


def keep(db: Database, study: Study, reader: str, print_: str) -> None:
    """Inside `writing`: keep a study; what is there already stays. A reading loses its states."""
    article, reading = study.summary.article, study.reading
    db.write(
        "INSERT OR IGNORE INTO readings VALUES (?, ?, ?, ?, ?, ?, ?)",
        article, reader, _entities(reading.entities), reading.vectors.shape[1],
        _packed(reading.vectors), _packed(reading.vector), _packed(reading.salience),
    )  # fmt: skip
    db.write(
        "INSERT OR IGNORE INTO summaries VALUES (?, ?, ?)",
        article, print_, codec.dumps(study.summary),
    )  # fmt: skip
    for position, fact in enumerate(study.facts):
        db.write(
            "INSERT OR IGNORE INTO facts VALUES (?, ?, ?, ?, ?)",
            article, print_, position, fact.kind.value, codec.dumps(fact),
        )  # fmt: skip


class Gists(Mapping[str, Reading]):
    """Readings by article that know the names and the article's vector, and nothing of its
    sentences. Each look-up makes a new record."""

    def __init__(self, db: Database, reader: str, same_event: float | None) -> None:
        self._db, self._reader, self._same_event = db, reader, same_event

    def __getitem__(self, article: str) -> Reading:
        sql = "SELECT entities, vector FROM readings WHERE article = ? AND reader = ?"
        rows = self._db.rows(sql, article, self._reader)
        if not rows:
            raise KeyError(article)
        vector, none = _unpacked(rows[0]["vector"]), np.zeros(0, np.float32)
        entities = _loaded(rows[0]["entities"], article)
        return Reading(article, entities, none[None, :0], vector, none, self._same_event)

    def __iter__(self) -> Iterator[str]:
        rows = self._db.rows("SELECT article FROM readings WHERE reader = ?", self._reader)
        return (str(row["article"]) for row in rows)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def reading(db: Database, article: str, reader: str) -> Reading:
    sql = "SELECT * FROM readings WHERE article = ? AND reader = ?"
    (row,) = db.rows(sql, article, reader)
    width = int(row["width"])
    return Reading(
        article=article,
        entities=_loaded(row["entities"], article),
        vectors=_unpacked(row["vectors"]).reshape(-1, width),
        vector=_unpacked(row["vector"]),
        salience=_unpacked(row["salience"]),
    )


def study(db: Database, article: str, reader: str, print_: str) -> Study:
    """The study of an article under a print."""
    sql = "SELECT record FROM summaries WHERE article = ? AND print = ?"
    summary = codec.loads(Summary, str(db.value(sql, article, print_)))
    sql = "SELECT record FROM facts WHERE article = ? AND print = ? ORDER BY position"
    facts = tuple(codec.loads(Fact, row["record"]) for row in db.rows(sql, article, print_))
    return Study(reading(db, article, reader), summary, facts)


def facts(db: Database, articles: Iterable[str]) -> dict[str, tuple[Fact, ...]]:
    """The facts of articles by their ids, as they were found last, under whatever print."""
    found: dict[str, tuple[Fact, ...]] = {}
    for id_ in articles:
        rows = db.rows(
            "SELECT record FROM facts WHERE article = ? AND print ="
            " (SELECT print FROM summaries WHERE article = ? ORDER BY rowid DESC LIMIT 1)"
            " ORDER BY position",
            id_, id_,
        )  # fmt: skip
        found[id_] = tuple(codec.loads(Fact, row["record"]) for row in rows)
    return found


def _entities(entities: Iterable[Entity]) -> str:
    rows = [(e.span.start, e.span.end, e.kind.value, e.confidence) for e in entities]
    return json.dumps(rows, separators=(",", ":"))


def _loaded(text: str, article: str) -> tuple[Entity, ...]:
    return tuple(
        Entity(Span(article, start, end), EntityKind(kind), confidence)
        for start, end, kind, confidence in json.loads(text)
    )


def _packed(array: FloatArray) -> bytes:
    return zlib.compress(np.ascontiguousarray(array, dtype="<f4").tobytes(), codec.LEVEL)


def _unpacked(data: bytes) -> FloatArray:
    found: FloatArray = np.frombuffer(zlib.decompress(data), dtype="<f4").astype(np.float32)
    return found
