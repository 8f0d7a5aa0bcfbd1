"""What came later in the week in which a deal was first told: a step of a regulator, a new post.

The terms and the bottom line of a new deal are what most articles say, and so what came first. What
only later articles say is found as it is for a running deal, measured against the deal's first day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summarizer import pipeline
from summarizer.changes import Known
from summarizer.merge.knowledge import kinds
from summarizer.records import Change, FactKind, Memo, SectionPrompt, Source, Story, StoryPart
from summarizer.store import Database, library, stories, studies
from summarizer.store.weeklies import Held

LEAST = 4.5
"""What a change must weigh (see `changes`): terms, steps and moves of people do; motives and risks
are told by the bottom line."""


def later(
    db: Database,
    name: str,
    memo: Memo,
    held: Sequence[Held],
    prompts: Sequence[SectionPrompt],
) -> tuple[Change, ...]:
    """What the memo of a new story tells that its first articles did not, the weightiest first."""
    now = Story(memo.stories[0].story, grouped(memo.sources))
    known = _at_first(held)
    if known.issuperset(now.articles):
        return ()
    first = stories.first(db, name, now.id) or memo
    part = _untold(memo.stories[0]) if first == memo else first.stories[0]
    ids = sorted(known.union(now.articles))
    articles = {article.id: article for article in library.articles(db, ids)}
    before = Known(part, known)
    facts = studies.facts(db, ids)
    made = pipeline.renewed(memo, before, first.made, now, articles, facts, prompts)
    return tuple(change for change in made.stories[0].changes if tells(change))


def grouped(sources: Sequence[Source]) -> tuple[tuple[str, ...], ...]:
    """Articles parted into independent sources, as the memo lists them."""
    groups: dict[int, list[str]] = {}
    for source in sources:
        groups.setdefault(source.copy_of or source.number, []).append(source.article)
    return tuple(tuple(group) for group in groups.values())


def _at_first(held: Sequence[Held]) -> frozenset[str]:
    """The articles of the first run's first day, and older ones that were found later."""
    run = min(item.run for item in held)
    day = min(item.day for item in held if item.run == run)
    return frozenset(i.article for i in held if (i.day, i.run) <= (day, run))


def _untold(part: StoryPart) -> StoryPart:
    """A part that tells no value yet: what it disputes is no news."""
    return replace(part, card=(), leadership=())


def tells(change: Change) -> bool:
    """Whether a change is news by itself: a value that replaced another, a step, a person's move, a
    term with a figure. What a deal is paid in, say, is only told by more articles."""
    if change.before is not None:
        return change.before.text != change.after.text
    meaning = kinds().get(change.kind) if change.kind else None
    term = meaning is not None and change.label == meaning.label
    bare = term and not any(c.isdigit() for c in change.after.text)
    return change.after.weight >= LEAST and (not bare or change.kind is FactKind.BUYER)
