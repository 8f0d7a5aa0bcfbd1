"""What of the week fits into the word budget: the weightiest first, and no sentence is cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from summarizer.errors import UsageError
from summarizer.records import (
    CardRow,
    Change,
    FactKind,
    SectionPrompt,
    Statement,
    StoryPart,
    Support,
    WeekStory,
)
from summarizer.watch.watchlist import Watch
from summarizer.weekly.subject import name_of, weight

TERMS = (
    FactKind.PRICE, FactKind.STAKE, FactKind.VALUATION, FactKind.CONSIDERATION, FactKind.PREMIUM,
    FactKind.STATUS, FactKind.CLOSING,
)  # fmt: skip
"""The rows of the card that a new deal is told by."""
SAID = 0.6
"""Share of a line's words from which on the headline and the card say it."""
LINES = 3
"""Lines at most of a new deal, beside its terms."""
AGAIN = 0.8
"""What each further entry of one deal counts less than the one before."""


@dataclass(frozen=True, slots=True)
class Found:
    """A story of the week, whether it is new, and if so what came `later` in the week."""

    part: StoryPart
    new: bool
    later: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be told of a story: a term, a line or a change; `worth` ranks it."""

    story: int
    what: CardRow | Statement | Change
    worth: float

    @property
    def words(self) -> int:
        what = self.what
        if isinstance(what, CardRow):
            return _count(what.label, what.value.text)
        if isinstance(what, Change):
            before = what.before.text if what.before else ""
            return _count(what.label, what.after.text, before)
        return _count(what.text)


Choice = tuple[tuple[WeekStory, ...], tuple[WeekStory, ...], tuple[str, ...]]


def chosen(found: Sequence[Found], watch: Watch, prompts: Sequence[SectionPrompt]) -> Choice:
    """New deals, running deals, and the names of those left out for length, the weightiest first.

    UsageError for an unknown key in `watch.sections`.
    """
    wanted = _wanted(watch, prompts)
    whole = [_whole(item, wanted, prompts) for item in found]
    ranked = sorted(
        (story for story in whole if story is not None), key=lambda s: (-weight(s), s.name, s.story)
    )
    told, left_out = _fitted(ranked, watch.words)
    new = tuple(story for story in told if not story.changes)
    return new, tuple(story for story in told if story.changes), tuple(left_out)


def _wanted(watch: Watch, prompts: Sequence[SectionPrompt]) -> frozenset[str]:
    known = [prompt.key for prompt in prompts]
    for key in watch.sections:
        if key not in known:
            raise UsageError(f"section {key}", "is not there", f"use {', '.join(sorted(known))}")
    return frozenset(watch.sections)


def _whole(
    found: Found, wanted: frozenset[str], prompts: Sequence[SectionPrompt]
) -> WeekStory | None:
    """A story with all that could be told of it; None where nothing of it is wanted."""
    part = found.part
    base = WeekStory(part.story, name_of(part) or part.headline.text, part.headline)
    if not found.new:
        changes = tuple(_of(part.changes, wanted))
        return replace(base, changes=changes) if changes else None
    money = next((p.key for p in prompts if FactKind.PRICE in p.facts), "")
    terms = tuple(_terms(part)) if not wanted or money in wanted else ()
    lines = tuple(_lines(part, wanted))
    later = tuple(_later(part, _of(found.later, wanted), lines))
    moved = {change.label for change in later if change.before}
    terms = tuple(row for row in terms if row.label not in moved)
    told = replace(base, terms=terms, lines=lines, later=later)
    return told if terms or lines or later or not wanted else None


def _of(changes: Sequence[Change], wanted: frozenset[str]) -> list[Change]:
    return [change for change in changes if not wanted or change.section in wanted]


def _later(
    part: StoryPart, changes: Sequence[Change], lines: Sequence[Statement]
) -> Iterator[Change]:
    """Of what came later, what neither the terms nor the headline and the lines say."""
    rows = {row.label for row in part.card if row.kind in TERMS}
    said = " ".join((part.headline.text, *(line.text for line in lines)))
    for change in changes:
        if change.label in rows and not change.before:
            continue
        if change.label in rows or _share(change.after.text, said) < SAID:
            yield change


def _terms(part: StoryPart) -> Iterator[CardRow]:
    for kind in TERMS:
        yield from (row for row in part.card if row.kind is kind and not _doubted(row))


def _doubted(row: CardRow) -> bool:
    """Whether a status is one that its sentences don't quite give: in a mail it would be all that
    is read."""
    verdict = row.value.verdict
    flagged = verdict is not None and verdict.support is Support.FLAGGED
    return flagged and row.kind is FactKind.STATUS


def _lines(part: StoryPart, wanted: frozenset[str]) -> Iterator[Statement]:
    """What is said first of a new deal: its bottom line; of some sections only, their lines."""
    if wanted:
        found = [s for section in part.sections if section.key in wanted
                 for s in section.statements[:1]]  # fmt: skip
    else:
        found = list(part.bottom_line)
    said = " ".join((part.headline.text, *(row.value.text for row in part.card)))
    other = (line for line in found if _share(line.text, said) < SAID)
    yield from list(other)[:LINES]


def _share(text: str, said: str) -> float:
    """How much of a text's longer words were said, from 0 to 1."""
    words, known = _words(text), _words(said)
    return len(words & known) / len(words) if words else 1.0


def _words(text: str) -> frozenset[str]:
    found = (word.strip(".,;:'\"()").casefold() for word in text.split())
    return frozenset(word[:6] for word in found if len(word) > 3)


def _fitted(stories: Sequence[WeekStory], budget: int) -> tuple[list[WeekStory], list[str]]:
    """Every story with its weightiest entry, as long as there is room, then the other entries."""
    room = budget
    told: dict[int, list[Entry]] = {}
    rest: list[Entry] = []
    left_out: list[str] = []
    for number, story in enumerate(stories):
        entries = sorted(_entries(number, story), key=lambda entry: -entry.worth)
        cost = _count(story.headline.text) + (entries[0].words if entries else 0)
        if told and cost > room:
            left_out.append(story.name)
            continue
        told[number] = entries[:1]
        rest += entries[1:]
        room -= cost
    for entry in sorted(rest, key=lambda entry: -entry.worth):
        if entry.words <= room:
            told[entry.story].append(entry)
            room -= entry.words
    return [_with(stories[number], entries) for number, entries in told.items()], left_out


def _entries(number: int, story: WeekStory) -> Iterator[Entry]:
    base = weight(story)
    for place, change in enumerate((*story.changes, *story.later)):
        yield Entry(number, change, change.after.weight * AGAIN ** min(place, 3))
    items: tuple[CardRow | Statement, ...] = (*story.terms, *story.lines)
    for place, item in enumerate(items):
        yield Entry(number, item, base * AGAIN ** (place + 1))


def _with(story: WeekStory, entries: Sequence[Entry]) -> WeekStory:
    """A story with the entries that were chosen, in their own order."""
    kept = [entry.what for entry in entries]
    every = len(story.terms) + len(story.lines) + len(story.changes) + len(story.later)
    return replace(
        story,
        terms=tuple(row for row in story.terms if row in kept),
        lines=tuple(line for line in story.lines if line in kept),
        changes=tuple(change for change in story.changes if change in kept),
        later=tuple(change for change in story.later if change in kept),
        left_out=every - len(kept),
    )


def _count(*texts: str) -> int:
    return sum(len(text.split()) for text in texts)
