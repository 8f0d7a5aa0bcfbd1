"""What a week brought: new deals, changes in running ones, those that went quiet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from summarizer import pipeline
from summarizer.changes import Known
from summarizer.records import (
    Change,
    FactKind,
    Memo,
    QuietStory,
    SectionPrompt,
    Source,
    Statement,
    Story,
    StoryPart,
    WeekCounts,
    WeeklyMemo,
)
from summarizer.store import Database, library, stories, studies, weeklies
from summarizer.store.weeklies import Held
from summarizer.watch.watchlist import Watch
from summarizer.weekly.choose import Found, chosen
from summarizer.weekly.later import grouped, later
from summarizer.weekly.subject import name_of, subject
from summarizer.weekly.window import Window

ENDED = ("closed", "called off")


@dataclass(frozen=True, slots=True)
class Week:
    """A composed week: the memo for the mail, and the whole memos of the stories it tells, which
    are attached on request, in the same order."""

    memo: WeeklyMemo
    whole: tuple[Memo, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A story of the week: its memo with what changed, and that of before where there was one; of a
    new one what came `later` in the week."""

    memo: Memo
    earlier: Memo | None
    later: tuple[Change, ...] = ()

    @property
    def part(self) -> StoryPart:
        return self.memo.stories[0]

    @property
    def found(self) -> Found:
        return Found(self.part, self.earlier is None, self.later)


def compose(
    db: Database,
    name: str,
    watch: Watch,
    runs: Window,
    prompts: Sequence[SectionPrompt],
    made: date,
) -> Week:
    """The memo of a watchlist's week. UsageError where `watch.sections` names an unknown one.

    `prompts` are the sections of the memos, `made` is the day it is made.
    """
    told: list[Told] = []
    quiet: list[QuietStory] = []
    repeated = 0
    for story, opened in weeklies.stories(db, name, runs.upto).items():
        held = weeklies.held(db, name, story, runs.upto)
        fresh = [item for item in held if item.run > runs.since]
        found = _told(db, name, story, opened > runs.since, held, runs, prompts) if fresh else None
        if found is not None:
            told.append(found)
        elif fresh:
            repeated += 1
        elif watch.quiet and any(item.run > runs.earlier for item in held):
            quiet += _quiet(db, name, story, held, runs)
    new, running, left_out = chosen([t.found for t in told], watch, prompts)
    read, aside, failed = weeklies.counted(db, name, runs.since, runs.upto)
    memo = WeeklyMemo(
        watch=name,
        week=runs.week,
        first=runs.first,
        last=runs.last,
        made=made,
        subject=subject(new, running),
        new=new,
        running=running,
        quiet=tuple(sorted(quiet, key=lambda item: item.headline.text)),
        left_out=left_out,
        counts=WeekCounts(read, repeated, aside, failed),
    )
    memos = [memo for t in told for memo in (t.memo, t.earlier) if memo]
    memos += [m for q in quiet if (m := stories.latest(db, name, q.story, runs.upto))]
    shown = {item.story for item in (*new, *running)}
    whole = tuple(t.memo for t in told if t.part.story in shown)
    return Week(replace(memo, sources=_sources(memo, memos)), whole)


def _told(
    db: Database,
    name: str,
    story: str,
    opened: bool,
    held: Sequence[Held],
    runs: Window,
    prompts: Sequence[SectionPrompt],
) -> Told | None:
    """A story with news; None where nothing new was told of it."""
    memo = stories.latest(db, name, story, runs.upto)
    if memo is None:
        return None
    earlier = None if opened else stories.latest(db, name, story, runs.since)
    if earlier is None:
        return Told(memo, None, later(db, name, memo, held, prompts))
    known = frozenset(item.article for item in held if item.run <= runs.since)
    now = Story(story, grouped(memo.sources))
    ids = sorted(known.union(now.articles))
    articles = {article.id: article for article in library.articles(db, ids)}
    before = Known(earlier.stories[0], known)
    facts = studies.facts(db, ids)
    made = pipeline.renewed(memo, before, earlier.made, now, articles, facts, prompts)
    return Told(made, earlier) if made.stories[0].changes else None


def _quiet(
    db: Database, name: str, story: str, held: Sequence[Held], runs: Window
) -> Iterator[QuietStory]:
    """A story that nobody wrote of; one that ended isn't quiet, it is over."""
    memo = stories.latest(db, name, story, runs.upto)
    if memo is None:
        return
    part = memo.stories[0]
    states = {row.value.text for row in part.card if row.kind is FactKind.STATUS}
    ahead = any(row.kind is FactKind.CLOSING for row in part.card)
    if ahead or not states.intersection(ENDED):
        last = max((date.fromisoformat(item.day) for item in held), default=None)
        line = replace(part.headline, text=name_of(part) or part.headline.text)
        yield QuietStory(story, line, last)


def _sources(memo: WeeklyMemo, memos: Sequence[Memo]) -> tuple[Source, ...]:
    """The articles that the memo cites, numbered as they are cited."""
    known: dict[str, tuple[Source, str | None]] = {}
    for told in memos:
        articles = {source.number: source.article for source in told.sources}
        for source in told.sources:
            original = articles[source.copy_of] if source.copy_of is not None else None
            known.setdefault(source.article, (source, original))
    cited = dict.fromkeys(span.article for line in statements(memo) for span in line.evidence)
    numbers = {article: number for number, article in enumerate(cited, 1)}
    return tuple(
        replace(known[article][0], number=number, copy_of=numbers.get(known[article][1] or ""))
        for article, number in numbers.items()
    )


def statements(memo: WeeklyMemo) -> Iterator[Statement]:
    """Every statement that a weekly memo shows, in its order: a running deal goes by its name."""
    for item in (*memo.new, *memo.running):
        if not item.changes:
            yield item.headline
        yield from (row.value for row in item.terms)
        yield from item.lines
        for change in (*item.changes, *item.later):
            yield change.after
            if change.before:
                yield change.before
    yield from (item.headline for item in memo.quiet)
