"""The deal card: for each kind of fact, the value that most independent sources state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from summarizer.merge.bases import AMOUNTS, UNSURE, amounts, bases, known
from summarizer.merge.contest import on_card, without_rivals
from summarizer.merge.echoes import echoed
from summarizer.merge.former import of_former_price
from summarizer.merge.knowledge import Kind, kinds, pattern
from summarizer.merge.material import Material
from summarizer.merge.naming import one_house
from summarizer.merge.present import NAMED, barred, code_of, hoped, present, ranked, shown
from summarizer.merge.sense import sensible
from summarizer.merge.times import FAR_APART
from summarizer.merge.values import Stated, sure
from summarizer.names import initials
from summarizer.records import (
    Agreement,
    CardRow,
    Disagreement,
    Fact,
    FactKind,
    Money,
    Per,
    Phrase,
)


def card(material: Material, differing: Sequence[Disagreement] = ()) -> tuple[CardRow, ...]:
    """The rows in the order of `data/kinds.toml`; kinds that no source states have none.

    Where sources conflict over a row's value, the row has all of their readings.
    """
    material = without_rivals(material)
    conflicts = [item for item in differing if item.verdict is Agreement.CONFLICT]
    rows = (
        row
        for kind, meaning in kinds().items()
        if meaning.label
        for row in _rows(material, kind, meaning)
    )
    told = (_contested(row, conflicts, material) for row in _without_echo(sensible(list(rows))))
    return tuple(_whose(echoed(row, material), material) for row in told)


def _without_echo(rows: list[CardRow]) -> Iterator[CardRow]:
    """The rows without a stake after the deal that is the stake bought, without a debt that is
    only said to be in the price, where the price says so, or not to be, and without a seller that
    is the target by its letters."""
    letters = [initials(row.value.text) for row in rows if row.kind is FactKind.TARGET]
    bought = {row.value.text for row in rows if row.kind is FactKind.STAKE}
    priced = any("debt" in row.value.text for row in rows if row.kind is FactKind.PRICE)
    for row in rows:
        echo = row.kind is FactKind.STAKE_AFTER and row.value.text in bought
        worded = row.kind is FactKind.DEBT and not any(c.isdigit() for c in row.value.text)
        worded = worded and (priced or row.value.text.startswith("excluding"))
        own = row.kind is FactKind.SELLER and any(s.startswith(row.value.text) for s in letters)
        if not echo and not worded and not own:
            yield row


def _whose(row: CardRow, material: Material) -> CardRow:
    """A stake after the deal with who will have it, as the sentence of the figure tells."""
    line = material.at(row.value.evidence[0]) if row.kind is FactKind.STAKE_AFTER else None
    before = line.text.partition(row.value.text)[0] if line else ""
    found = pattern("will_have").search(before)
    if found is None:
        return row
    text = f"{row.value.text} ({' '.join(found[1].split())})"
    return replace(row, value=replace(row.value, text=text))


def _contested(row: CardRow, conflicts: Sequence[Disagreement], material: Material) -> CardRow:
    """The row with "$1 billion or $1.5 billion" for a value that a source states otherwise, at the
    same time: what was overtaken since is history."""
    for item in conflicts:
        cited = {span for reading in item.readings for span in reading.evidence}
        if item.kind is row.kind and cited.intersection(row.value.evidence) and _own(item, row):
            now = present(item.readings, row.kind, material)
            if not 2 <= len(now) <= READINGS:
                return row
            text = " or ".join(reading.text for reading in now)
            evidence = tuple(dict.fromkeys(span for r in now for span in r.evidence))
            sources = max(reading.sources for reading in now)
            return replace(
                row, value=replace(row.value, text=text, evidence=evidence, sources=sources)
            )
    return row


READINGS = 3
"""Of more values than so many in conflict a row has only its own: the table has them all."""

_A_SHARE = re.compile(r"\b(?:a|per|each)[ -]share\b|\bapiece\b", re.IGNORECASE)


def _own(item: Disagreement, row: CardRow) -> bool:
    """Whether the readings are of the row's own value: that of a share has its sentence in common
    with that of the whole."""
    if kinds()[row.kind].per_share == row.label:
        return row.value.text in {reading.text for reading in item.readings}
    return not any(_A_SHARE.search(reading.text) for reading in item.readings)


def _rows(material: Material, kind: FactKind, meaning: Kind) -> Iterator[CardRow]:
    facts = [
        fact
        for fact in amounts(material, kind)
        if not _void(material, fact, meaning) and not _overtaken(material, fact, meaning)
        if not _of_market(material, fact) and not _fallen(material, fact)
        if not hoped(material, fact) and not _of_holding(material, fact)
        if not of_former_price(material, fact) and not _of_talks(material, fact)
    ]
    if kind is FactKind.STATUS and (stopped := barred(material, facts)) is not None:
        yield CardRow(kind, meaning.label or kind.value, stopped)
        return
    total = [f for f in facts if not _per_share(f) and code_of(f) not in meaning.apart]
    yield from _totals(material, kind, meaning, total)
    for code, label in meaning.apart.items():
        own = [fact for fact in facts if code_of(fact) == code]
        for value in _confident(ranked(material, kind, own))[:1]:
            yield CardRow(kind, label, value.statement())
    if meaning.per_share:
        share = [fact for fact in facts if _per_share(fact)]
        for value in _confident(ranked(material, kind, share))[:1]:
            yield CardRow(kind, meaning.per_share, value.statement())


def _totals(
    material: Material, kind: FactKind, meaning: Kind, facts: Sequence[Fact]
) -> Iterator[CardRow]:
    """A row for each thing that the values cover: a price with the debt and one without."""
    covers = bases(facts, material)
    told = {base: [f for f in facts if covers[f] == base] for base in covers.values()}
    terms = [base for base in told if not base or known()[base].term]
    groups = {base: _confident(ranked(material, kind, told[base])) for base in terms}
    ordered = sorted(
        (base for base in terms if groups[base]),
        key=lambda b: (bool(b and known()[b].label), -groups[b][0].sources),
    )
    for base in ordered:
        extra = known()[base] if base else None
        label = (extra.label if extra else "") or meaning.label or kind.value
        for value in shown(material, kind, groups[base]):
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
    return [v for v in values if v.facts[0].kind in NAMED or v.sureness >= UNSURE]


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


def _of_talks(material: Material, fact: Fact) -> bool:
    """Whether a price was talked about before the article that tells of an agreement."""
    own = material.stages.get(fact.span.article)
    if fact.kind is not FactKind.PRICE or own is None or own.day is None or not own.talk:
        return False
    bound = (s.day for s in material.stages.values() if s.code in ("agreed", "closed"))
    return any(day is not None and day > own.day for day in bound)


def _of_market(material: Material, fact: Fact) -> bool:
    """Whether a share is one of a market, and none of a company."""
    text = material.articles[fact.span.article].text[fact.span.end : fact.sentence.end]
    return fact.kind in _STAKES and pattern("of_market").match(text) is not None


def _fallen(material: Material, fact: Fact) -> bool:
    """Whether a sum is what the buyer's shares left of an offer after they moved."""
    text = material.articles[fact.span.article].text[fact.sentence.start : fact.span.start]
    return isinstance(fact.value, Money) and pattern("worth_since").search(text) is not None


def _of_holding(material: Material, fact: Fact) -> bool:
    """Whether a sum is the worth of a holding in another company than the target."""
    if fact.kind not in AMOUNTS:
        return False
    text = material.articles[fact.span.article].text[fact.sentence.start : fact.span.start]
    found = pattern("holding_in").search(text)
    if found is None:
        return False
    sold = on_card(material, FactKind.TARGET)
    return bool(sold) and not any(one_house(found[1].strip(" ,"), name) for name in sold)


_STAKES = (FactKind.STAKE, FactKind.STAKE_AFTER)


def _per_share(fact: Fact) -> bool:
    return isinstance(fact.value, Money) and fact.value.per is Per.SHARE
