"""Which other sources give a value of the card, though no fact was made of it there: a sentence
with the same figure, in words that tell what it is.

What these words are is data (`echo` in `data/kinds.toml`); kinds without have no echoes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from summarizer.merge.bases import known, told_base
from summarizer.merge.knowledge import kinds
from summarizer.merge.material import Line, Material
from summarizer.quantities import Likeness, Quantity, agree
from summarizer.records import CardRow, Disagreement, FactKind, Span, Statement

NEAR = 60
"""Characters around a figure in which the words stand that tell what it is."""


def echoed(row: CardRow, material: Material) -> CardRow:
    """The row with the sentences of further sources that give its one figure."""
    figures = material.read(row.value.text).amounts
    if not kinds()[row.kind].echo or len(figures) != 1:
        return row
    cited = {span.article for span in row.value.evidence}
    more: dict[str, Span] = {}
    for span in _giving(figures[0], row, material):
        if span.article not in cited:
            more.setdefault(span.article, span)
    spans = (*row.value.evidence, *more.values())
    return replace(row, value=replace(row.value, evidence=spans, sources=material.sources(spans)))


def heard(differing: Sequence[Disagreement], rows: Sequence[CardRow]) -> tuple[Disagreement, ...]:
    """The disagreements, with what the card found further sources to give."""
    shown = {(row.kind, row.value.text): row.value for row in rows}
    return tuple(
        replace(
            item,
            readings=tuple(_as_shown(r, shown.get((item.kind, r.text))) for r in item.readings),
        )
        for item in differing
    )


def _as_shown(reading: Statement, value: Statement | None) -> Statement:
    """A reading with all the evidence of the card's value, if that is the same one."""
    if value is None or not set(reading.evidence) <= set(value.evidence):
        return reading
    return replace(reading, evidence=value.evidence, sources=value.sources)


def _giving(figure: Quantity, row: CardRow, material: Material) -> Iterator[Span]:
    """The sentences that give the figure as what the row is of."""
    aside = {fact.sentence for fact in material.earlier}
    for line in material.lines.values():
        for other in line.features.amounts:
            alike = agree(other.value, figure.value) is Likeness.EQUAL
            if alike and line.span not in aside and _told(row.kind, line, other):
                base = told_base(row.kind, line.text[: other.start], line.text[other.end :])
                if not base or _label(row.kind, base) == row.label:
                    yield line.span


def _label(kind: FactKind, base: str) -> str | None:
    """The row of the card that a sum of a base stands in; None where it is no term."""
    known_base = known()[base]
    return (known_base.label or kinds()[kind].label) if known_base.term else None


def _told(kind: FactKind, line: Line, figure: Quantity) -> bool:
    """Whether the words around a figure tell that it is of a kind."""
    near = line.text[max(0, figure.start - NEAR) : figure.end + NEAR]
    return _words(kind).search(near) is not None


@cache
def _words(kind: FactKind) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{kinds()[kind].echo})\b", re.IGNORECASE)
