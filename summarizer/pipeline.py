"""The order of the stages, and nothing else: sources in, a memo out.

Only this file knows which stage follows which. Settings and prompt texts reach a stage as
arguments, everything is paired by article id, and nothing is sent backward: what the check drops
is listed in the memo, not asked for again.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from summarizer import __version__, account, sections
from summarizer.changes import Known, compare, settled
from summarizer.clean import clean
from summarizer.condense import Condenser, GenerationSettings
from summarizer.condense import load as load_condenser
from summarizer.errors import EmptyArticleError, NoMemoError
from summarizer.facts import extract
from summarizer.ingest import Fetch, ingest
from summarizer.merge import as_told, merge, route
from summarizer.outline import outline
from summarizer.reading import Reader, Shelf
from summarizer.reading import load as load_reader
from summarizer.records import (
    Article,
    Embed,
    Fact,
    Failure,
    Grouping,
    Memo,
    RawDocument,
    Reading,
    Removed,
    SectionPrompt,
    SetAside,
    Story,
    StoryPart,
    Study,
    Summary,
    SummarySentence,
)
from summarizer.settings import Settings
from summarizer.stories import group, of_deals
from summarizer.verify import verify, verify_changes, verify_summary

log = logging.getLogger(__name__)

Progress = Callable[[str, int, int], None]
"""Called with the stage's name, how many items are done, and how many there are (0: unknown)."""


def silent(stage: str, done: int, total: int) -> None:
    """The progress nobody watches."""


@dataclass(frozen=True, slots=True)
class Models:
    """The two models a run needs: one that reads articles, one that condenses them."""

    reader: Reader
    condenser: Condenser

    @property
    def made_by(self) -> tuple[str, str, str]:
        """This version, and the names of the condenser and the reader."""
        return __version__, self.condenser.name, self.reader.name


def load_models(name: str, settings: Settings | None = None) -> Models:
    """The models behind a `--model` name, run as the settings say. Raises ModelError where a
    checkpoint can't be had."""
    chosen = settings or Settings()
    how = GenerationSettings(runtime=chosen.runtime, precision=chosen.precision)
    return Models(load_reader(name), load_condenser(name, how))


def generate(
    sources: Sequence[str],
    settings: Settings | None = None,
    *,
    stdin: Callable[[], bytes] | None = None,
    fetch: Fetch | None = None,
    progress: Progress = silent,
    today: Callable[[], date] = date.today,
) -> Memo:
    """One memo from files, folders, globs, URLs and `-` for standard input.

    Sources that can't be used are listed in the memo's `failures`; raises NoMemoError where none
    is left, UsageError for an unknown section and ModelError for a checkpoint that can't be had.
    """
    chosen = settings or Settings()
    prompts = sections.load(chosen.prompts, chosen.sections)
    articles, failures, aside = _collect(ingest(sources, stdin=stdin, fetch=fetch), progress)
    if not articles:
        raise _nothing(failures)
    with _timed("loading the model", progress, 0):
        models = load_models(chosen.model, chosen)
    return make_memo(articles, failures, aside, prompts, chosen, models, progress, today)


def make_memo(
    articles: Mapping[str, Article],
    failures: Sequence[Failure],
    aside: Sequence[SetAside],
    prompts: Sequence[SectionPrompt],
    settings: Settings,
    models: Models,
    progress: Progress = silent,
    today: Callable[[], date] = date.today,
) -> Memo:
    """One memo from cleaned articles, keyed by id."""
    with Shelf() as readings:
        with _timed("reading", progress, len(articles)):
            readings.fill(models.reader, list(articles.values()))
        return _told(
            articles, readings, failures, aside, prompts, settings, models, progress, today
        )


def _told(
    articles: Mapping[str, Article],
    readings: Mapping[str, Reading],
    failures: Sequence[Failure],
    aside: Sequence[SetAside],
    prompts: Sequence[SectionPrompt],
    settings: Settings,
    models: Models,
    progress: Progress,
    today: Callable[[], date],
) -> Memo:
    """The memo of articles that were read."""
    with _timed("grouping", progress, len(articles)):
        grouping = group(list(articles.values()), readings)
    if not grouping.stories:
        raise NoMemoError("the sources", "none is about a deal", "name articles about one")
    told = {i: articles[i] for story in grouping.stories for i in story.articles}
    with _timed("condensing", progress, len(told)):
        summaries = _condense(grouping, told, readings, models.condenser)
    parts: list[StoryPart] = []
    removed: list[Removed] = []
    with _timed("extracting facts, merging and checking", progress, len(grouping.stories)):
        for story in grouping.stories:
            # a story's own, and no longer than it is told: they take more memory than their article
            facts = {i: extract(told[i], readings[i]) for i in story.articles}
            draft = _merge(story, told, readings, summaries, facts, prompts, models, settings)
            part, gone = verify(draft, told, _meaning(models))
            parts.append(outline(part, story, as_told(facts, told), told, prompts))
            removed.extend(gone)
        checked = {
            i: verify_summary(summary, told[i], _meaning(models))
            for i, summary in summaries.items()
        }
    removed.extend(gone for _, taken in checked.values() for gone in taken)
    lines = {i: statements for i, (statements, _) in checked.items()}
    return Memo(
        title=settings.title or parts[0].headline.text,
        made=settings.made or today(),
        stories=tuple(parts),
        sources=account.sources(grouping.stories, told, lines),
        set_aside=(*grouping.set_aside, *aside),
        failures=tuple(failures),
        making=account.making(
            parts, lines, removed, summaries, models.made_by, settings.words, prompts
        ),
    )


def _collect(
    documents: Iterator[RawDocument | Failure], progress: Progress
) -> tuple[dict[str, Article], list[Failure], list[SetAside]]:
    """Clean what was ingested; articles by id, in the order of their ids."""
    articles: dict[str, Article] = {}
    failures: list[Failure] = []
    aside: list[SetAside] = []
    with _timed("cleaning", progress, 0):
        for done, document in enumerate(documents, 1):
            progress("cleaning", done, 0)
            if isinstance(document, Failure):
                failures.append(document)
                continue
            try:
                article = clean(document)
            except EmptyArticleError as error:
                failures.append(Failure(document.origin, error.problem, error.remedy))
                continue
            known = articles.get(article.id)
            if known is None:
                articles[article.id] = article
            else:
                first, second = sorted((known, article), key=lambda a: a.origin)
                articles[article.id] = first
                reason = f"the same text as {first.origin}"
                aside.append(SetAside(second.origin, second.title, reason))
    failures.sort(key=lambda failure: failure.origin)
    aside.sort(key=lambda item: item.origin)
    return dict(sorted(articles.items())), failures, aside


def _nothing(failures: Sequence[Failure]) -> NoMemoError:
    if not failures:
        return NoMemoError("the sources", "hold no article", "name files, folders or URLs")
    first = failures[0]
    more = f" (and {len(failures) - 1} more)" if len(failures) > 1 else ""
    return NoMemoError(first.origin + more, first.problem, first.remedy)


def _condense(
    grouping: Grouping,
    articles: Mapping[str, Article],
    readings: Mapping[str, Reading],
    condenser: Condenser,
) -> dict[str, Summary]:
    """Summaries by article id: of each independent source its fullest article only."""
    fullest = sorted(copies[0] for story in grouping.stories for copies in story.sources)
    summaries = condenser.condense([articles[i] for i in fullest], readings)
    return {summary.article: summary for summary in summaries}


def _merge(
    story: Story,
    articles: Mapping[str, Article],
    readings: Mapping[str, Reading],
    summaries: Mapping[str, Summary],
    facts: Mapping[str, Sequence[Fact]],
    prompts: Sequence[SectionPrompt],
    models: Models,
    settings: Settings,
) -> StoryPart:
    answers: dict[str, tuple[SummarySentence, ...]] = {}
    if models.condenser.follows_instructions:
        routed = route(story, articles, readings, facts, prompts, models.reader.embed)
        for prompt in prompts:
            spans = routed.get(prompt.key, ())
            if spans:
                answers[prompt.key] = tuple(
                    models.condenser.answer(prompt.instruction, spans, articles)
                )
    return merge(
        story,
        articles,
        readings,
        summaries,
        facts,
        prompts,
        models.reader.embed,
        words=settings.words,
        answers=answers,
    )


def _meaning(models: Models) -> Embed | None:
    """What compares meanings for the check: the network's vectors; the lexical reader's only count
    words, which the check does better itself."""
    return models.reader.embed if models.reader.name == "embedded" else None


@contextmanager
def _timed(stage: str, progress: Progress, total: int) -> Iterator[None]:
    """Tell the progress that a stage begins and ends, and the log how long it took."""
    began = time.perf_counter()
    progress(stage, 0, total)
    yield
    progress(stage, total, total)
    log.info("%s took %.2f s", stage, time.perf_counter() - began)


# ---------------------------------------------------------------- the same in steps, for batches


def study(articles: Sequence[Article], models: Models) -> list[Study]:
    """What is made of each article by itself, in the order given: read and condensed in one go, so
    that a condenser finds the reader's states."""
    readings = {r.article: r for r in models.reader.read(articles)}
    summaries = {s.article: s for s in models.condenser.condense(articles, readings)}
    return [
        Study(readings[a.id], summaries[a.id], tuple(extract(a, readings[a.id]))) for a in articles
    ]


def stories(articles: Iterable[Article], readings: Mapping[str, Reading]) -> tuple[Story, ...]:
    """Articles parted into stories, also those that only one source tells; what is about no deal
    belongs to none. Of the articles and readings one is held at a time."""
    return of_deals(articles, readings)


def tell(
    story: Story,
    articles: Mapping[str, Article],
    studies: Mapping[str, Study],
    prompts: Sequence[SectionPrompt],
    settings: Settings,
    models: Models,
    today: date,
) -> Memo:
    """The memo of one story, from the studies of its articles."""
    told = {id_: articles[id_] for id_ in story.articles}
    readings = {id_: studies[id_].reading for id_ in told}
    facts = {id_: studies[id_].facts for id_ in told}
    summaries = {copies[0]: studies[copies[0]].summary for copies in story.sources}
    draft = _merge(story, told, readings, summaries, facts, prompts, models, settings)
    checked_part, gone = verify(draft, told, _meaning(models))
    part = outline(checked_part, story, as_told(facts, told), told, prompts)
    checked = {
        id_: verify_summary(summary, told[id_], _meaning(models))
        for id_, summary in summaries.items()
    }
    removed = [*gone, *(taken for _, several in checked.values() for taken in several)]
    lines = {id_: statements for id_, (statements, _) in checked.items()}
    return Memo(
        title=settings.title or part.headline.text,
        made=settings.made or today,
        stories=(part,),
        sources=account.sources([story], told, lines),
        set_aside=(),
        failures=(),
        making=account.making(
            [part], lines, removed, summaries, models.made_by, settings.words, prompts
        ),
    )


def renewed(
    memo: Memo,
    before: Known,
    since: date,
    story: Story,
    articles: Mapping[str, Article],
    facts: Mapping[str, Sequence[Fact]],
    prompts: Sequence[SectionPrompt],
) -> Memo:
    """The memo of one story that was told `before`, on the day `since`, with what changed; without
    changes where nothing did. `articles` and `facts` also know the articles of before."""
    (part,) = memo.stories
    found, removed = verify_changes(
        compare(before, part, story, articles, facts, prompts), articles
    )
    cited = frozenset(source.article for source in memo.sources)
    changes = tuple(account.citable(change, cited) for change in found)
    told = replace(settled(part, before.part, changes), changes=changes, since=since)
    making = account.checked_anew(memo.making, part.changes, found, removed)
    return replace(memo, stories=(told,), making=making)


__all__ = [
    "Models", "generate", "load_models", "make_memo", "renewed", "stories", "study", "tell",
]  # fmt: skip
