"""The deal card: for each kind of fact, the value that most independent sources state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from summarizer.merge.bases import UNSURE, amounts, bases, known
from summarizer.merge.claims import same_claim
from summarizer.merge.knowledge import Kind, kinds, pattern
from summarizer.merge.material import Line, Material
from summarizer.merge.naming import PARTIES, begins, kin
from summarizer.merge.times import FAR_APART, superseded
from summarizer.merge.values import Stated, stated, sure
from summarizer.records import (
    Agreement,
    CardRow,
    Disagreement,
    Fact,
    FactKind,
    Money,
    Per,
    Phrase,
    Statement,
)
from summarizer.standing import FAR

AS_OFTEN = 0.5
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
    return tuple(_contested(row, conflicts, material) for row in _without_echo(list(rows)))


def _without_echo(rows: list[CardRow]) -> Iterator[CardRow]:
    """The rows without a stake after the deal that is the stake bought, and without a debt that is
    only said to be in the price, where the price says so."""
    bought = {row.value.text for row in rows if row.kind is FactKind.STAKE}
    priced = any("debt" in row.value.text for row in rows if row.kind is FactKind.PRICE)
    for row in rows:
        echo = row.kind is FactKind.STAKE_AFTER and row.value.text in bought
        worded = row.kind is FactKind.DEBT and not any(c.isdigit() for c in row.value.text)
        if not echo and not (worded and priced):
            yield row


def _contested(row: CardRow, conflicts: Sequence[Disagreement], material: Material) -> CardRow:
    """The row with "$1 billion or $1.5 billion" for a value that a source states otherwise, at the
    same time: what was overtaken since is history."""
    for item in conflicts:
        cited = {span for reading in item.readings for span in reading.evidence}
        if item.kind is row.kind and cited.intersection(row.value.evidence) and _own(item, row):
            present = _present(item.readings, row.kind, material)
            if len(present) < 2:
                return row
            text = " or ".join(reading.text for reading in present)
            evidence = tuple(dict.fromkeys(span for r in present for span in r.evidence))
            sources = max(reading.sources for reading in present)
            return replace(
                row, value=replace(row.value, text=text, evidence=evidence, sources=sources)
            )
    return row


def _present(readings: Sequence[Statement], kind: FactKind, material: Material) -> list[Statement]:
    """The readings that no later one took the place of."""
    values = stated(material, amounts(material, kind), same_claim)
    past = {old.text for old in values for new in values if superseded(old, new, material)}
    ages = [material.age(reading.evidence) for reading in readings]
    return [
        reading
        for reading, age in zip(readings, ages, strict=True)
        if age - min(ages) <= FAR_APART and reading.text not in past
    ]


def _own(item: Disagreement, row: CardRow) -> bool:
    """Whether the readings are of the row's own value: that of a share has its sentence in common
    with that of the whole."""
    per_share = kinds()[row.kind].per_share == row.label
    return not per_share or row.value.text in {reading.text for reading in item.readings}


def _rows(material: Material, kind: FactKind, meaning: Kind) -> Iterator[CardRow]:
    facts = [
        fact
        for fact in amounts(material, kind)
        if not _void(material, fact, meaning) and not _overtaken(material, fact, meaning)
    ]
    if kind is FactKind.STATUS and (barred := _barred(material, facts)) is not None:
        yield CardRow(kind, meaning.label or kind.value, barred)
        return
    total = [f for f in facts if not _per_share(f) and _code(f) not in meaning.apart]
    yield from _totals(material, kind, meaning, total)
    for code, label in meaning.apart.items():
        own = [fact for fact in facts if _code(fact) == code]
        for value in _confident(_ranked(material, kind, own))[:1]:
            yield CardRow(kind, label, value.statement())
    if meaning.per_share:
        share = [fact for fact in facts if _per_share(fact)]
        for value in _confident(_ranked(material, kind, share))[:1]:
            yield CardRow(kind, meaning.per_share, value.statement())


def _barred(material: Material, statuses: Sequence[Fact]) -> Statement | None:
    """That an authority stopped the deal, where the last articles say so and none calls it off."""
    lines = [line for line in material.lines.values() if _says_barred(line)]
    if not lines or any(_code(fact) == "called off" for fact in statuses):
        return None
    last = min(material.age([line.span]) for line in lines)
    bound = [f for f in statuses if _code(f) in ("agreed", "closed")]
    if any(material.age([fact.sentence]) < last for fact in bound):
        return None
    spans = tuple(line.span for line in sorted(lines, key=lambda x: (x.title, x.place, x.span)))
    return Statement(BARRED, spans, material.sources(spans))


BARRED = "blocked"


def _says_barred(line: Line) -> bool:
    found = pattern("barred").search(line.text)
    own = any(fact.kind in _NAMED or fact.kind is FactKind.PRICE for fact in line.facts)
    return own and found is not None and not pattern("unchanged").search(line.text[: found.end()])


def _totals(
    material: Material, kind: FactKind, meaning: Kind, facts: Sequence[Fact]
) -> Iterator[CardRow]:
    """A row for each thing that the values cover: a price with the debt and one without."""
    covers = bases(facts, material)
    told = {base: [f for f in facts if covers[f] == base] for base in covers.values()}
    terms = [base for base in told if not base or known()[base].term]
    groups = {base: _confident(_ranked(material, kind, told[base])) for base in terms}
    ordered = sorted(
        (base for base in terms if groups[base]),
        key=lambda b: (bool(b and known()[b].label), -groups[b][0].sources),
    )
    for base in ordered:
        extra = known()[base] if base else None
        label = (extra.label if extra else "") or meaning.label or kind.value
        for value in _shown(material, kind, groups[base]):
            row = CardRow(kind, label, value.statement())
            yield _covering(row, value, extra.words if extra else (), material)


def _covering(row: CardRow, value: Stated, words: Sequence[str], material: Material) -> CardRow:
    """The row with what its sum covers, as sources word it, and the sentence that does so behind
    its own; without, where none does."""
    own = [line for span in row.value.evidence if (line := material.at(span))]
    figures = [fact.value for fact in value.facts]
    rest = (
        x for x in material.lines.values() if any(q.value in figures for q in x.features.amounts)
    )
    for line in (*own, *rest):
        for told in words:
            first, *more = told.split()
            found = rf"\b{first}\b.*\b{' '.join(more)}s?\b" if more else rf"\b{first}\b"
            if told not in row.value.text and re.search(found, line.text):
                spans = tuple(dict.fromkeys((*row.value.evidence, line.span)))
                text = f"{row.value.text} {told}"
                sources = material.sources(spans)
                said = replace(row.value, text=text, evidence=spans, sources=sources)
                return replace(row, value=said)
    return row


def _confident(values: Sequence[Stated]) -> list[Stated]:
    """The values that may be stated as such: parties and states as they are, terms if sure enough,
    by all of their sources together."""
    return [v for v in values if v.facts[0].kind in _NAMED or v.sureness >= UNSURE]


_NAMED = (*PARTIES, FactKind.STATUS)


def _ranked(material: Material, kind: FactKind, facts: Sequence[Fact]) -> list[Stated]:
    """The values, the one to show first: the most stated of those not overtaken by later ones.

    The status is that of the last days, and of those the one that is furthest: an article that
    tells how a deal came about doesn't undo its end.
    """
    values = stated(material, facts, same_claim)
    ages = {value: material.age(value.evidence) for value in values}
    newest = min(ages.values(), default=0)
    if kind is FactKind.STATUS:
        return sorted(
            values,
            key=lambda v: (ages[v] - newest > FAR_APART, -_progress(v, values), ages[v]),
        )
    past = {old for old in values for new in values if superseded(old, new, material)}
    return sorted(values, key=lambda v: (v in past, ages[v] - newest > FAR_APART))


def _progress(status: Stated, others: Sequence[Stated]) -> int:
    """How far a deal is that stands so; what is hardly sure leads nowhere, closed it is only where
    no other state has more sources (of other deals it is said in passing), and an offer that nobody
    agreed to waits for approval as an offer."""
    fact = max(status.facts, key=lambda fact: fact.confidence)
    code = _code(fact)
    most = max(value.sources for value in others)
    doubtful = code == "closed" and status.sources < most
    if fact.confidence < SURE_STATUS or doubtful:
        return 0
    waiting = code == "awaiting approval"
    bound = any(_code(other.facts[0]) in ("agreed", "closed") for other in others)
    return FAR["offered"] if waiting and not bound else FAR.get(code, 0)


def _code(fact: Fact) -> str:
    return (fact.value.code or "") if isinstance(fact.value, Phrase) else ""


def _shown(material: Material, kind: FactKind, values: Sequence[Stated]) -> Sequence[Stated]:
    """The first value, and of parties those that are often named beside it: not a company's own
    parent or unit, and of targets only what is named in one breath with it ("Acme and Birch")."""
    if kind not in PARTIES or not values:
        return values[:1]
    first = values[0]
    articles = {span.article for span in first.evidence}
    beside = [v for v in values[1:] if articles.intersection(s.article for s in v.evidence)]
    often = [v for v in beside if v.sources >= AS_OFTEN * first.sources]
    if kind is FactKind.TARGET:
        often = [v for v in often if _in_one_breath(material, first.text, v.text)]
    shown = [first]
    for value in often:
        if not any(_one_house(value.text, other.text) for other in shown):
            shown.append(value)
    return shown[:_PARTIES_AT_MOST]


def _one_house(one: str, other: str) -> bool:
    return kin(one, other) or begins(one, other) or begins(other, one)


def _in_one_breath(material: Material, one: str, other: str) -> bool:
    """Whether most sources that name both join them by "and" or a comma."""
    pairs = "|".join(
        rf"(?<!\w){re.escape(a)}(?:\s+\w+)?(?:\s+and\s+|,\s+(?:and\s+)?){re.escape(b)}(?!\w)"
        for a, b in ((one, other), (other, one))
    )
    joined = re.compile(pairs)
    texts = [article.text for article in material.articles.values()]
    both = [text for text in texts if one in text and other in text]
    return 2 * sum(joined.search(text) is not None for text in both) > len(both)


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
