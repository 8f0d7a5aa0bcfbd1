"""The deal card: for each kind of fact, the value that most independent sources state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.merge.claims import same_claim
from summarizer.merge.knowledge import Kind, kinds
from summarizer.merge.material import Material
from summarizer.merge.values import Stated, stated, sure
from summarizer.records import CardRow, Fact, FactKind, Money, Name, Per

AS_OFTEN = 0.5
"""A further party is shown where it has this part of the first one's sources, at least."""

_PARTIES_AT_MOST = 3


def card(material: Material) -> tuple[CardRow, ...]:
    """The rows in the order of `data/kinds.toml`; kinds that no source states have none."""
    rows = (
        row
        for kind, meaning in kinds().items()
        if meaning.label
        for row in _rows(material, kind, meaning)
    )
    return tuple(rows)


def _rows(material: Material, kind: FactKind, meaning: Kind) -> Iterator[CardRow]:
    facts = sure(material, kind)
    total = [fact for fact in facts if not _per_share(fact)]
    for value in _shown(kind, _ranked(material, kind, total)):
        yield CardRow(kind, meaning.label or kind.value, value.statement())
    if meaning.per_share:
        for value in _ranked(material, kind, [fact for fact in facts if _per_share(fact)])[:1]:
            yield CardRow(kind, meaning.per_share, value.statement())


def _ranked(material: Material, kind: FactKind, facts: Sequence[Fact]) -> list[Stated]:
    """The values, the one to show first: the most stated; of the status, the latest."""
    values = stated(material, facts, same_claim)
    if kind is FactKind.STATUS:
        return sorted(values, key=lambda value: -_latest(material, value))
    return values


def _shown(kind: FactKind, values: Sequence[Stated]) -> Sequence[Stated]:
    """The first value; of parties every one that is about as often stated."""
    if not values or not isinstance(values[0].facts[0].value, Name):
        return values[:1]
    enough = AS_OFTEN * values[0].sources
    return [value for value in values if value.sources >= enough][:_PARTIES_AT_MOST]


def _latest(material: Material, value: Stated) -> int:
    dates = [material.articles[span.article].published for span in value.evidence]
    return max((date.toordinal() for date in dates if date), default=0)


def _per_share(fact: Fact) -> bool:
    return isinstance(fact.value, Money) and fact.value.per is Per.SHARE
