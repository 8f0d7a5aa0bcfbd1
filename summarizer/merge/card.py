"""The deal card: for each kind of fact, the value that most independent sources state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from summarizer.merge.claims import same_claim
from summarizer.merge.disagreements import FAR_APART
from summarizer.merge.knowledge import Kind, kinds
from summarizer.merge.material import Material
from summarizer.merge.values import Stated, stated, sure
from summarizer.records import Agreement, CardRow, Disagreement, Fact, FactKind, Money, Per, Phrase

AS_OFTEN = 0.5
PROGRESS = {
    "rumoured": 1,
    "in talks": 2,
    "offered": 3,
    "agreed": 4,
    "awaiting approval": 4,
    "closed": 5,
    "called off": 6,
}
SURE_STATUS = 0.75
_PARTIES_AT_MOST = 3


def card(material: Material, differing: Sequence[Disagreement] = ()) -> tuple[CardRow, ...]:
    """The rows in the order of `data/kinds.toml`; kinds that no source states have none.

    Where sources conflict over a row's value, the row has all of their readings.
    """
    conflicts = [item for item in differing if item.verdict is Agreement.CONFLICT]
    rows = (
        row
        for kind, meaning in kinds().items()
        if meaning.label
        for row in _rows(material, kind, meaning)
    )
    return tuple(_contested(row, conflicts) for row in _without_echo(list(rows)))


def _without_echo(rows: list[CardRow]) -> Iterator[CardRow]:
    """The rows without a stake after the deal that is the stake bought."""
    bought = {row.value.text for row in rows if row.kind is FactKind.STAKE}
    for row in rows:
        if row.kind is not FactKind.STAKE_AFTER or row.value.text not in bought:
            yield row


def _contested(row: CardRow, conflicts: Sequence[Disagreement]) -> CardRow:
    """The row with "$1 billion or $1.5 billion" for a value that a source states otherwise."""
    for item in conflicts:
        cited = {span for reading in item.readings for span in reading.evidence}
        if item.kind is row.kind and cited.intersection(row.value.evidence) and _own(item, row):
            text = " or ".join(reading.text for reading in item.readings)
            spans = (span for reading in item.readings for span in reading.evidence)
            evidence = tuple(dict.fromkeys(spans))
            sources = max(reading.sources for reading in item.readings)
            return replace(
                row, value=replace(row.value, text=text, evidence=evidence, sources=sources)
            )
    return row


def _own(item: Disagreement, row: CardRow) -> bool:
    """Whether the readings are of the row's own value: that of a share has its sentence in common
    with that of the whole."""
    per_share = kinds()[row.kind].per_share == row.label
    return not per_share or row.value.text in {reading.text for reading in item.readings}


def _rows(material: Material, kind: FactKind, meaning: Kind) -> Iterator[CardRow]:
    facts = [
        fact
        for fact in sure(material, kind)
        if not _void(material, fact, meaning) and not _overtaken(material, fact, meaning)
    ]
    total = [fact for fact in facts if not _per_share(fact)]
    for value in _shown(kind, _ranked(material, kind, total)):
        yield CardRow(kind, meaning.label or kind.value, value.statement())
    if meaning.per_share:
        for value in _ranked(material, kind, [fact for fact in facts if _per_share(fact)])[:1]:
            yield CardRow(kind, meaning.per_share, value.statement())


def _ranked(material: Material, kind: FactKind, facts: Sequence[Fact]) -> list[Stated]:
    """The values, the one to show first: the most stated of those not overtaken by later ones.

    The status is that of the last days, and of those the one that is furthest: an article that
    tells how a deal came about doesn't undo its end.
    """
    values = stated(material, facts, same_claim)
    ages = {value: material.age(value.evidence) for value in values}
    newest = min(ages.values(), default=0)
    if kind is FactKind.STATUS:
        most = max((value.sources for value in values), default=0)
        return sorted(
            values,
            key=lambda v: (ages[v] - newest > FAR_APART, -_progress(v, most), ages[v]),
        )
    return sorted(values, key=lambda value: ages[value] - newest > FAR_APART)


def _progress(status: Stated, most: int) -> int:
    """How far a deal is that stands so; what is hardly sure leads nowhere, and closed it is only
    where no other state has more sources: of other deals it is said in passing."""
    fact = max(status.facts, key=lambda fact: fact.confidence)
    code = fact.value.code if isinstance(fact.value, Phrase) else None
    doubtful = code == "closed" and status.sources < most
    return PROGRESS.get(code or "", 0) if fact.confidence >= SURE_STATUS and not doubtful else 0


def _shown(kind: FactKind, values: Sequence[Stated]) -> Sequence[Stated]:
    """The first value, and of buyers and sellers those that are often named beside it."""
    if kind not in (FactKind.BUYER, FactKind.SELLER):
        return values[:1]
    if not values:
        return values
    first = {span.article for span in values[0].evidence}
    beside = [v for v in values[1:] if first.intersection(s.article for s in v.evidence)]
    often = [v for v in beside if v.sources >= AS_OFTEN * values[0].sources]
    return [values[0], *often][:_PARTIES_AT_MOST]


def _void(material: Material, fact: Fact, meaning: Kind) -> bool:
    """Whether a later article says that nothing came of it."""
    ends = [
        material.age([status.sentence])
        for status in sure(material, FactKind.STATUS)
        if isinstance(status.value, Phrase) and status.value.code == meaning.void_by
    ]
    voided = meaning.void_by is not None and bool(ends)
    return voided and material.age([fact.sentence]) >= min(ends)


def _overtaken(material: Material, fact: Fact, meaning: Kind) -> bool:
    """Whether an article that appeared well after this one states a price."""
    newest = min((material.age([f.sentence]) for f in sure(material, FactKind.PRICE)), default=0)
    return meaning.offer and material.age([fact.sentence]) - newest > FAR_APART


def _per_share(fact: Fact) -> bool:
    return isinstance(fact.value, Money) and fact.value.per is Per.SHARE
