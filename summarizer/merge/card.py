"""The deal card: for each kind of fact, the value that most independent sources state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.merge.claims import same_claim
from summarizer.merge.disagreements import FAR_APART
from summarizer.merge.knowledge import Kind, kinds
from summarizer.merge.material import Material
from summarizer.merge.values import Stated, stated, sure
from summarizer.records import CardRow, Fact, FactKind, Money, Name, Per, Phrase

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
    return tuple(_without_echo(list(rows)))


def _without_echo(rows: list[CardRow]) -> Iterator[CardRow]:
    """The rows without a stake after the deal that is the stake bought."""
    bought = {row.value.text for row in rows if row.kind is FactKind.STAKE}
    for row in rows:
        if row.kind is not FactKind.STAKE_AFTER or row.value.text not in bought:
            yield row


def _rows(material: Material, kind: FactKind, meaning: Kind) -> Iterator[CardRow]:
    facts = [fact for fact in sure(material, kind) if not _void(material, fact, meaning)]
    total = [fact for fact in facts if not _per_share(fact)]
    for value in _shown(kind, _ranked(material, kind, total)):
        yield CardRow(kind, meaning.label or kind.value, value.statement())
    if meaning.per_share:
        for value in _ranked(material, kind, [fact for fact in facts if _per_share(fact)])[:1]:
            yield CardRow(kind, meaning.per_share, value.statement())


def _ranked(material: Material, kind: FactKind, facts: Sequence[Fact]) -> list[Stated]:
    """The values, the one to show first: the most stated of those not overtaken by later ones.

    The status is the latest one.
    """
    values = stated(material, facts, same_claim)
    ages = {value: material.age(value.evidence) for value in values}
    if kind is FactKind.STATUS:
        return sorted(values, key=lambda value: ages[value])
    newest = min(ages.values(), default=0)
    return sorted(values, key=lambda value: ages[value] - newest > FAR_APART)


def _shown(kind: FactKind, values: Sequence[Stated]) -> Sequence[Stated]:
    """The first value; of parties every one that is about as often stated."""
    if not values or not isinstance(values[0].facts[0].value, Name):
        return values[:1]
    enough = AS_OFTEN * values[0].sources
    return [value for value in values if value.sources >= enough][:_PARTIES_AT_MOST]


def _void(material: Material, fact: Fact, meaning: Kind) -> bool:
    """Whether a later article says that nothing came of it."""
    ends = [
        material.age([status.sentence])
        for status in sure(material, FactKind.STATUS)
        if isinstance(status.value, Phrase) and status.value.code == meaning.void_by
    ]
    voided = meaning.void_by is not None and bool(ends)
    return voided and material.age([fact.sentence]) >= min(ends)


def _per_share(fact: Fact) -> bool:
    return isinstance(fact.value, Money) and fact.value.per is Per.SHARE
