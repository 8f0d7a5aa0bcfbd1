"""A story before and now: its changes, the weightiest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from summarizer.changes.lines import steps, views
from summarizer.changes.people import people
from summarizer.changes.state import Known, Scene
from summarizer.changes.terms import terms
from summarizer.records import (
    Agreement,
    Article,
    Change,
    Fact,
    FactKind,
    SectionPrompt,
    Span,
    Statement,
    Story,
    StoryPart,
)

LEADERSHIP = "Leadership"
DIFFERENCE = "Sources differ"
DIFFERING = 2.5
STATUS = FactKind.STATUS


def compare(
    before: Known,
    now: StoryPart,
    story: Story,
    articles: Mapping[str, Article],
    facts: Mapping[str, Sequence[Fact]],
    prompts: Sequence[SectionPrompt],
) -> tuple[Change, ...]:
    """What `now` tells that was not told or known `before`; nothing where there is no news.

    `articles` and `facts` are looked up by id, for the articles of `story` and those known before.
    The order of mappings has no influence.
    """
    scene = Scene.of(story, before.articles, articles, facts)
    if not scene.new:
        return ()
    found = list(terms(scene, before, now))
    found += people(scene, before, now, LEADERSHIP)
    taken = {span for change in found for span in change.after.evidence}
    ended = any(change.kind is STATUS for change in found)
    found += steps(scene, now, taken, ended, _parties(now))
    taken |= {span for change in found for span in change.after.evidence}
    found += views(scene, now, taken, prompts)
    found += _differing(scene, before.part, now, {change.kind for change in found})
    homes = {kind: prompt.key for prompt in reversed(prompts) for kind in prompt.facts}
    told = {(c.label, c.after.text): c for c in reversed(found)}
    placed = (
        replace(c, section=c.section or (homes.get(c.kind, "") if c.kind else ""))
        for c in told.values()
    )
    return tuple(sorted(placed, key=lambda c: (-c.after.weight, c.label, c.after.text)))


def _parties(part: StoryPart) -> Iterator[str]:
    """The words of the parties' names, in lower case."""
    for row in part.card:
        if row.kind in (FactKind.BUYER, FactKind.TARGET, FactKind.SELLER):
            yield from (word.strip(".,").casefold() for word in row.value.text.split())


def _differing(
    scene: Scene, before: StoryPart, now: StoryPart, told: set[FactKind | None]
) -> Iterator[Change]:
    """Conflicts that new articles brought, over facts that are told as changed nowhere else."""
    known = {(item.kind, item.verdict) for item in before.disagreements}
    for item in now.disagreements:
        spans: list[Span] = [span for reading in item.readings for span in reading.evidence]
        conflict = item.verdict is Agreement.CONFLICT and (item.kind, item.verdict) not in known
        first_told = any(_only_new(reading, scene) for reading in item.readings)
        if conflict and first_told and item.kind not in told:
            told_as = " or ".join(reading.text for reading in item.readings)
            after = scene.statement(f"{item.kind.value}: {told_as}", spans, DIFFERING)
            yield Change(DIFFERENCE, after, None, item.kind)


def _only_new(reading: Statement, scene: Scene) -> bool:
    return all(span.article not in scene.known for span in reading.evidence)
