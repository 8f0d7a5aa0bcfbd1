"""The fourth step: articles join stories, and stories that say something new get a memo.

Everything is decided first, then kept in one transaction: which article belongs where, what was
stated, and the memos themselves. From then on the run's output can be written again and again.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from summarizer import pipeline, sections
from summarizer.batch.continuity import continued
from summarizer.batch.outputs import folder_name, story_folder
from summarizer.batch.parts import Parts, Tally
from summarizer.batch.study import print_of
from summarizer.changes import Known
from summarizer.errors import BriefError
from summarizer.pipeline import Models
from summarizer.records import Memo, SectionPrompt, Story
from summarizer.render.wording import change
from summarizer.store import Database, codec, library, queue, runs, stories, studies

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of one story: its `articles` by id and origin, what changed in it, and the memo
    itself, packed, as there may be many."""

    watch: str
    story: str
    first: bool
    articles: tuple[tuple[str, str], ...]
    changes: tuple[str, ...]
    headline: str
    memo: bytes


def settle(db: Database, run: int, parts: Parts, tally: Tally) -> None:
    """Decide for every watchlist with new documents, and keep the decisions together."""
    watches = library.ungrouped(db)
    if not watches:
        return
    models = parts.models()
    plans = [plan for watch in watches for plan in _plans(db, run, watch, parts, models, tally)]
    news = [plan for plan in plans if plan.first or plan.changes]
    parts.tell("settling", run=run, stories=len(plans), news=len(news))
    with db.writing():
        for plan in plans:
            _keep(db, run, plan)
        for watch in watches:
            library.mark_grouped(db, watch)
        if news:
            now = parts.clock.now()
            runs.settle(db, run, folder_name(parts.outputs, run, now), now)
    tally.add("stories", sum(1 for plan in news if plan.first))
    tally.add("updates", sum(1 for plan in news if not plan.first))
    parts.tell("settled", run=run, stories=len(plans), news=len(news))


def _plans(
    db: Database, run: int, watch: str, parts: Parts, models: Models, tally: Tally
) -> Iterator[Plan]:
    since = parts.today() - timedelta(days=parts.config.batch.days)
    origins = library.current(db, watch, since)
    found = _grouped(db, list(origins), models)
    known = stories.known(db, watch)
    holds = [frozenset(h for id_ in s.articles for h in (id_, *origins[id_])) for s in found]
    parts.tell("grouped", run=run, watch=watch, articles=len(origins), stories=len(found))
    for story, earlier, held in zip(found, continued(known, holds), holds, strict=True):
        if earlier and held <= known[earlier]:
            continue
        named = replace(story, id=earlier or _fresh(story.id, known))
        try:
            plan = _plan(db, watch, named, origins, parts, models, first=earlier is None)
        except BriefError:
            raise
        except Exception as error:
            _broke(db, run, watch, origins[story.articles[0]][0], error)
            tally.add("failed")
            continue
        parts.tell("story_told", run=run, watch=watch, story=plan.story, headline=plan.headline,
                   first=plan.first, changes=list(plan.changes))  # fmt: skip
        yield plan


def _grouped(db: Database, ids: list[str], models: Models) -> tuple[Story, ...]:
    """Stories of articles, which are held in memory one at a time."""
    readings = studies.Gists(db, models.reader.name, models.reader.same_event)
    return pipeline.stories(library.articles(db, ids), readings)


def _plan(
    db: Database,
    watch: str,
    story: Story,
    origins: Mapping[str, list[str]],
    parts: Parts,
    models: Models,
    *,
    first: bool,
) -> Plan:
    prompts = sections.load(_prompts(parts), parts.settings.sections)
    memo = _memo(db, story, parts, models, prompts)
    earlier = None if first else stories.latest(db, watch, story.id)
    if earlier is not None:
        memo = _renewed(db, watch, story, memo, earlier, prompts)
    new = tuple(change(item) for item in memo.stories[0].changes)
    held = tuple((id_, origin) for id_ in story.articles for origin in origins[id_])
    return Plan(watch, story.id, first, held, new, memo.title, codec.pack(memo))


def _renewed(
    db: Database,
    watch: str,
    story: Story,
    memo: Memo,
    earlier: Memo,
    prompts: Sequence[SectionPrompt],
) -> Memo:
    """The memo with what changed since the earlier one."""
    before = Known(earlier.stories[0], stories.articles(db, watch, story.id))
    ids = sorted(before.articles.union(story.articles))
    articles = {article.id: article for article in library.articles(db, ids)}
    facts = studies.facts(db, ids)
    return pipeline.renewed(memo, before, earlier.made, story, articles, facts, prompts)


def _memo(
    db: Database, story: Story, parts: Parts, models: Models, prompts: Sequence[SectionPrompt]
) -> Memo:
    print_, reader = print_of(models, parts.settings), models.reader.name
    articles = {article.id: article for article in library.articles(db, story.articles)}
    known = {id_: studies.study(db, id_, reader, print_) for id_ in articles}
    return pipeline.tell(story, articles, known, prompts, parts.settings, models, parts.today())


def _keep(db: Database, run: int, plan: Plan) -> None:
    news = plan.first or bool(plan.changes)
    stories.keep(db, plan.watch, plan.story, plan.headline, run, changed=news)
    stories.hold(db, plan.watch, plan.story, plan.articles)
    for _, origin in plan.articles:
        queue.resolve(db, plan.watch, origin, run)
    if news:
        folder = story_folder(plan.watch, plan.story, plan.headline)
        told = stories.Telling(run, plan.watch, plan.story, folder, plan.changes, plan.first)
        stories.tell(db, told, plan.memo)


def _broke(db: Database, run: int, watch: str, origin: str, error: Exception) -> None:
    """A story that can't be told must not cost the others."""
    log.warning("the story of %s could not be told", origin, exc_info=error)
    problem = f"its story could not be told ({type(error).__name__})"
    with db.writing():
        queue.record(db, queue.Trouble(watch, origin, problem, "report it", False), run)


def _fresh(id_: str, known: Mapping[str, frozenset[str]]) -> str:
    """The story's own id, unless an ended story had the same."""
    while id_ in known:
        id_ = hashlib.sha256(id_.encode()).hexdigest()[:16]
    return id_


def _prompts(parts: Parts) -> Path | None:
    chosen = parts.settings.prompts
    return parts.config.at(chosen) if chosen else None
