"""What a memo says of itself: its numbered sources, how it was made, and how it was checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from summarizer.records import (
    Article,
    Change,
    Making,
    Removed,
    SectionPrompt,
    Source,
    Statement,
    Story,
    StoryPart,
    Summary,
    Support,
)
from summarizer.verify import WHAT_CHANGED


def sources(
    stories: Sequence[Story],
    articles: Mapping[str, Article],
    lines: Mapping[str, tuple[Statement, ...]],
) -> tuple[Source, ...]:
    """The cited articles, numbered in the order of the stories; copies after their original."""
    found: list[Source] = []
    for story in stories:
        for copies in story.sources:
            original = len(found) + 1
            for id_ in copies:
                article = articles[id_]
                found.append(
                    Source(
                        number=len(found) + 1,
                        article=id_,
                        story=story.id,
                        origin=article.origin,
                        title=article.title,
                        publisher=article.publisher,
                        url=article.url,
                        published=article.published,
                        copy_of=original if id_ != copies[0] else None,
                        text=article.text,
                        blocks=article.blocks,
                        sentences=article.sentences,
                        summary=lines.get(id_, ()),
                        dropped=article.dropped,
                    )
                )
    return tuple(found)


def making(
    parts: Sequence[StoryPart],
    lines: Mapping[str, tuple[Statement, ...]],
    removed: Sequence[Removed],
    summaries: Mapping[str, Summary],
    by: tuple[str, str, str],
    words: int,
    prompts: Sequence[SectionPrompt],
) -> Making:
    """How a memo was made and checked; `by` are the version, the condenser and the reader."""
    version, condenser, reader = by
    kept = [s for part in parts for s in statements(part)]
    kept += [s for summary in lines.values() for s in summary]
    flagged = sum(1 for s in kept if s.verdict and s.verdict.support is Support.FLAGGED)
    notes = sorted({note for summary in summaries.values() for note in summary.left_out})
    return Making(
        version=version,
        condenser=condenser,
        reader=reader,
        settings=(
            ("word budget", str(words)),
            ("sections", ", ".join(prompt.key for prompt in prompts)),
        ),
        checked=len(kept) + len(removed),
        supported=len(kept) - flagged,
        flagged=flagged,
        removed=tuple(removed),
        notes=tuple(notes),
    )


def statements(part: StoryPart) -> Iterator[Statement]:
    """Every statement a story's part makes, once for each place it stands in."""
    yield part.headline
    yield from part.bottom_line
    yield from (row.value for row in part.card)
    yield from (s for section in part.sections for s in section.statements)
    yield from (s for item in part.disagreements for s in item.readings)


def checked_anew(
    making: Making, before: Sequence[Change], now: Sequence[Change], removed: Sequence[Removed]
) -> Making:
    """The record of the check with other changes in the place of those there were."""
    gone = {item for item in making.removed if item.where.startswith(WHAT_CHANGED)}
    kept = tuple(item for item in making.removed if item not in gone)
    return replace(
        making,
        checked=making.checked + len(now) + len(removed) - len(before) - len(gone),
        supported=making.supported + len(now) - _flagged(now) - len(before) + _flagged(before),
        flagged=making.flagged + _flagged(now) - _flagged(before),
        removed=(*kept, *removed),
    )


def _flagged(changes: Sequence[Change]) -> int:
    verdicts = [change.after.verdict for change in changes]
    return sum(1 for v in verdicts if v is not None and v.support is Support.FLAGGED)


def citable(change: Change, cited: frozenset[str]) -> Change:
    """The change with only such evidence for what was before as the memo's sources still hold: a
    page may have changed since."""
    if change.before is None:
        return change
    held = tuple(span for span in change.before.evidence if span.article in cited)
    return replace(change, before=replace(change.before, evidence=held))
