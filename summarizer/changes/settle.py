"""A running story's part in the light of what changed: what was replaced is no dispute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summarizer.records import Agreement, CardRow, Change, Disagreement, StoryPart

REASON = "{before} was told before, {after} is told now"


def settled(part: StoryPart, before: StoryPart, changes: Sequence[Change]) -> StoryPart:
    """The part with each disputed row of its card decided, where time tells: the value that took
    the place of another stands, and one that nothing replaced stands as it was told before."""
    card = tuple(_row(row, part, before, changes) for row in part.card)
    known = [d for d in before.disagreements if d.verdict is Agreement.MOMENT]
    differing = tuple(_differing(item, changes, known) for item in part.disagreements)
    return replace(part, card=card, disagreements=differing)


def _row(row: CardRow, part: StoryPart, before: StoryPart, changes: Sequence[Change]) -> CardRow:
    item = next((d for d in part.disagreements if _disputes(d, row)), None)
    if item is None:
        return row
    for change in changes:
        if change.kind is row.kind and change.label == row.label and change.before:
            return replace(row, value=change.after)
    told = {r.value.text for r in before.card if r.kind is row.kind and r.label == row.label}
    reading = next((reading for reading in item.readings if reading.text in told), None)
    return replace(row, value=reading) if reading else row


def _disputes(item: Disagreement, row: CardRow) -> bool:
    """Whether a row shows two readings or more of a conflict; it may leave out one of before."""
    told = [r.text for r in item.readings if r.text in row.value.text.split(" or ")]
    conflict = item.verdict is Agreement.CONFLICT and item.kind is row.kind
    return conflict and len(told) > 1 and row.value.text == " or ".join(told)


def _differing(
    item: Disagreement, changes: Sequence[Change], known: Sequence[Disagreement]
) -> Disagreement:
    """A conflict between a value and the one that took its place is one of two moments, and stays
    that."""
    texts = {reading.text for reading in item.readings}
    for earlier in known:
        if earlier.kind is item.kind and {r.text for r in earlier.readings} == texts:
            return replace(item, verdict=Agreement.MOMENT, reason=earlier.reason)
    for change in changes:
        if change.before is None or change.kind is not item.kind:
            continue
        if item.verdict is Agreement.CONFLICT and {change.before.text, change.after.text} <= texts:
            reason = REASON.format(before=change.before.text, after=change.after.text)
            return replace(item, verdict=Agreement.MOMENT, reason=reason)
    return item
