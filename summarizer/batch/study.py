"""The third step: articles that take part in stories are read and condensed, each once."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Sequence
from datetime import timedelta

from summarizer import __version__, pipeline
from summarizer.batch.parts import Parts, Tally
from summarizer.errors import BriefError
from summarizer.pipeline import Models
from summarizer.records import Article, Study
from summarizer.store import Database, library, queue, studies

log = logging.getLogger(__name__)


def print_of(models: Models) -> str:
    """What stands for everything that a study depends on but the article."""
    said = (__version__, models.reader.name, models.condenser.name)
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


def study_new(db: Database, run: int, parts: Parts, tally: Tally) -> None:
    """Study what the watchlists with new documents need and nobody studied yet; each batch is one
    transaction."""
    watches = library.ungrouped(db)
    if not watches:
        return
    models = parts.models()
    since = parts.today() - timedelta(days=parts.config.batch.days)
    todo = library.unstudied(db, watches, since, print_of(models))
    size = parts.config.batch.at_once
    for start in range(0, len(todo), size):
        articles = list(library.articles(db, todo[start : start + size]))
        parts.tell("batch_reading", run=run, articles=[article.id for article in articles])
        found, failed = _studied(articles, models)
        parts.tell("batch_read", run=run, articles=len(found))
        with db.writing():
            for study in found:
                studies.keep(db, study, models.reader.name, print_of(models))
            for article, error in failed:
                _set_aside(db, run, article, error)
        tally.add("read", len(found))
        tally.add("failed", len(failed))
        done = min(start + size, len(todo))
        parts.tell("batch_kept", run=run, articles=len(found), done=done, of=len(todo))


def _studied(
    articles: Sequence[Article], models: Models
) -> tuple[list[Study], list[tuple[Article, Exception]]]:
    """Studies, and the articles that broke whatever read them: one must not cost the others."""
    try:
        return pipeline.study(articles, models), []
    except BriefError:
        raise
    except Exception as error:
        if len(articles) == 1:
            log.warning("%s could not be read", articles[0].origin, exc_info=error)
            return [], [(articles[0], error)]
    parted = [_studied([article], models) for article in articles]
    return [s for found, _ in parted for s in found], [f for _, failed in parted for f in failed]


def _set_aside(db: Database, run: int, article: Article, error: Exception) -> None:
    problem = f"broke the reading ({type(error).__name__})"
    rows = db.rows("SELECT DISTINCT watch, origin FROM documents WHERE article = ?", article.id)
    for row in rows:
        told = queue.Trouble(row["watch"], row["origin"], problem, "report it", False)
        queue.record(db, told, run)
    db.write("UPDATE documents SET aside = ? WHERE article = ?", problem, article.id)
