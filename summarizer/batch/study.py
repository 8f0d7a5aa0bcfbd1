"""The third step: articles that take part in stories are read and condensed, each once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import timedelta

from summarizer import __version__
from summarizer.batch.engine import Lost
from summarizer.batch.jobs import Studied, ToStudy
from summarizer.batch.parts import Parts, Tally
from summarizer.pipeline import Models
from summarizer.records import Article
from summarizer.settings import Settings
from summarizer.store import Database, library, queue, studies

TOGETHER = 16
"""Articles that a process reads together. It doesn't depend on how many processes there are, as
8-bit products depend in their last digits on what is multiplied together."""


def print_of(models: Models, settings: Settings) -> str:
    """What stands for everything that a study depends on but the article."""
    said = (
        __version__, models.reader.name, models.condenser.name, settings.runtime, settings.precision
    )  # fmt: skip
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


def study_new(db: Database, run: int, parts: Parts, tally: Tally) -> None:
    """Study what the watchlists with new documents need and nobody studied yet; what is read
    together is one transaction."""
    watches = library.ungrouped(db)
    if not watches:
        return
    since = parts.today() - timedelta(days=parts.config.batch.days)
    todo = library.unstudied(db, watches, since, print_of(parts.models(), parts.settings))
    size = min(TOGETHER, parts.config.batch.at_once)
    groups = [todo[start : start + size] for start in range(0, len(todo), size)]
    lost = _study(db, run, parts, tally, groups, len(todo))
    fatal = _study(db, run, parts, tally, [[id_] for id_ in lost], len(lost))
    with db.writing():
        for article in library.articles(db, fatal):
            _set_aside(db, run, article, "the process that read it died")
    tally.add("failed", len(fatal))


def _study(
    db: Database, run: int, parts: Parts, tally: Tally, groups: Sequence[Sequence[str]], of: int
) -> list[str]:
    """Have groups of articles read and keep what is found. The articles whose readers died."""
    lost: list[str] = []
    done = 0
    window = max(parts.config.batch.at_once // TOGETHER, 1)
    for number, found in parts.crew.do(_jobs(db, run, parts, groups), window):
        if isinstance(found, Lost):
            lost += groups[number]
            continue
        parts.tell("batch_read", run=run, articles=len(found.studies))
        _keep(db, run, parts, found)
        tally.add("read", len(found.studies))
        tally.add("failed", len(found.failed))
        done += len(groups[number])
        parts.tell("batch_kept", run=run, articles=len(found.studies), done=done, of=of)
    return lost


def _jobs(
    db: Database, run: int, parts: Parts, groups: Sequence[Sequence[str]]
) -> Iterator[ToStudy]:
    for ids in groups:
        articles = tuple(library.articles(db, ids))
        parts.tell("batch_reading", run=run, articles=list(ids))
        yield ToStudy(articles)


def _keep(db: Database, run: int, parts: Parts, found: Studied) -> None:
    reader, print_ = parts.models().reader.name, print_of(parts.models(), parts.settings)
    with db.writing():
        for study in found.studies:
            studies.keep(db, study, reader, print_)
        for article, error in found.failed:
            _set_aside(db, run, article, f"broke the reading ({error})")


def _set_aside(db: Database, run: int, article: Article, problem: str) -> None:
    rows = db.rows("SELECT DISTINCT watch, origin FROM documents WHERE article = ?", article.id)
    for row in rows:
        told = queue.Trouble(row["watch"], row["origin"], problem, "report it", False)
        queue.record(db, told, run)
    db.write("UPDATE documents SET aside = ? WHERE article = ?", problem, article.id)
