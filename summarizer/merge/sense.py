"""Rows of the card that make no sense, whatever their sources' sureness: a company in two roles of
one deal, and words that are no value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.merge.naming import kin
from summarizer.names import same_name
from summarizer.quantities import find
from summarizer.records import CardRow, FactKind

PHRASE = 16
"""Words from which on a value is prose."""
COUNTED = frozenset({FactKind.BOARD})
"""Kinds whose value is a number of something."""
ONE = re.compile(r"\b(?:an?|one|none|no)\b", re.IGNORECASE)
AGAINST = {
    FactKind.SELLER: (FactKind.TARGET, FactKind.BUYER),
    FactKind.BUYER: (FactKind.TARGET, FactKind.SELLER),
    FactKind.TARGET: (FactKind.BUYER,),
}
"""The roles that a company can't have beside another one."""


def sensible(rows: Sequence[CardRow]) -> list[CardRow]:
    """The rows without those that say nothing, and of a company in two roles without the one that
    fewer sources give."""
    told = [row for row in rows if _says_something(row)]
    return [
        row for row in told if not any(_stronger(other, row, told) for other in _same(row, told))
    ]


def _says_something(row: CardRow) -> bool:
    text = row.value.text
    counted = bool(find(text)) or ONE.search(text) is not None
    return len(text.split()) < PHRASE and (row.kind not in COUNTED or counted)


def _same(row: CardRow, rows: Sequence[CardRow]) -> Iterator[CardRow]:
    """The rows that give the row's company a role it can't have too."""
    for other in rows:
        mine, theirs = row.value.text, other.value.text
        if other.kind in AGAINST.get(row.kind, ()) and (
            same_name(mine, theirs) or kin(mine, theirs)
        ):
            yield other


def _stronger(other: CardRow, row: CardRow, rows: Sequence[CardRow]) -> bool:
    """Nobody sells himself; else more sources decide, then whether the role has somebody else."""
    if {row.kind, other.kind} == {FactKind.SELLER, FactKind.TARGET}:
        return row.kind is FactKind.SELLER
    return _weight(other, rows) > _weight(row, rows)


def _weight(row: CardRow, rows: Sequence[CardRow]) -> tuple[int, int, bool]:
    alone = sum(other.kind is row.kind for other in rows) == 1
    return row.value.sources, int(alone), row.kind is FactKind.SELLER
