"""Which of the values that sources state is the one to show: the present one, and beside it what
belongs with it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.merge.bases import ALIKE, amounts
from summarizer.merge.claims import likeness, same_claim
from summarizer.merge.material import Line, Material
from summarizer.merge.naming import PARTIES, one_house
from summarizer.merge.times import FAR_APART, superseded
from summarizer.merge.turns import barring, outright
from summarizer.merge.values import Stated, stated
from summarizer.records import Fact, FactKind, Moment, Phrase, Statement
from summarizer.standing import BARRED, FAR

AS_OFTEN = 0.5
SURE_STATUS = 0.8
SURE_LAST = 0.7
"""How sure an agreement is that counts: whenever it is told, and on the last day of all."""
ANEW = 2
"""Days after which an agreement shows that what was called off before was another deal's, or is on
again."""
PARTIES_AT_MOST = 3
SURE_BESIDE = 0.6
"""How sure the surest source of a second buyer or target is."""
NAMED = (*PARTIES, FactKind.STATUS)
"""Kinds that are shown whoever states them: parties and states."""


def ranked(material: Material, kind: FactKind, facts: Sequence[Fact]) -> list[Stated]:
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
            key=lambda v: (ages[v] - newest > FAR_APART, -_progress(v, values, material), ages[v]),
        )
    past = {old for old in values for new in values if superseded(old, new, material)}
    if kind in PARTIES:  # who is named by more sources isn't undone by a later rival
        past = {old for old in past if _outnumbered(old, values, material)}
    return sorted(values, key=lambda v: (v in past, ages[v] - newest > FAR_APART))


def _outnumbered(old: Stated, values: Sequence[Stated], material: Material) -> bool:
    return any(v.sources >= old.sources and superseded(old, v, material) for v in values)


def _progress(status: Stated, others: Sequence[Stated], material: Material) -> int:
    """How far a deal is that stands so; what is hardly sure leads nowhere, closed it is only where
    no other state has more sources (of other deals it is said in passing), an offer that nobody
    agreed to waits for approval as an offer, and what more sources call an offer on that day is
    none that was agreed ("its planned acquisition")."""
    fact = max(status.facts, key=lambda fact: fact.confidence)
    code = code_of(fact)
    most = max(value.sources for value in others)
    doubtful = code == "closed" and status.sources < most
    doubtful = doubtful or (code == "agreed" and _only_offered(status, others, material))
    doubtful = doubtful or (code == "called off" and _agreed_since(status, others, material))
    if fact.confidence < SURE_STATUS and not _last_agreed(status, others, material):
        return 0
    if doubtful:
        return 0
    waiting = code == "awaiting approval"
    bound = any(code_of(other.facts[0]) in ("agreed", "closed") for other in others)
    return FAR["offered"] if waiting and not bound else FAR.get(code, 0)


def _agreed_since(status: Stated, others: Sequence[Stated], material: Material) -> bool:
    """Whether a later article is sure of an agreement, or of talks that are on again."""
    age = material.age(status.evidence)
    return any(
        code_of(fact) in ("in talks", "agreed", "closed") and fact.confidence >= SURE_STATUS
        for other in others
        if material.age(other.evidence) + ANEW <= age
        for fact in other.facts
    )


def _last_agreed(status: Stated, others: Sequence[Stated], material: Material) -> bool:
    """Whether the last article of all tells of the agreement, in words that are fairly sure."""
    fact = max(status.facts, key=lambda fact: fact.confidence)
    rest = [material.age(other.evidence) for other in others if other is not status]
    last = all(material.age(status.evidence) < age for age in rest)
    return code_of(fact) == "agreed" and fact.confidence >= SURE_LAST and last


def _only_offered(status: Stated, others: Sequence[Stated], material: Material) -> bool:
    """Whether more sources, one of them no older, say that the deal is offered, and none says
    outright that it is agreed."""
    age = material.age(status.evidence)
    return not any(map(outright, status.facts)) and any(
        code_of(other.facts[0]) == "offered"
        and other.sources > status.sources
        and material.age(other.evidence) <= age
        for other in others
    )


def code_of(fact: Fact) -> str:
    """What a fact's words come down to, "" where that is nothing of a closed list."""
    return (fact.value.code or "") if isinstance(fact.value, Phrase) else ""


def hoped(material: Material, fact: Fact) -> bool:
    """Whether the closing is one "this week" or "soon" of an article of talks: so they spoke of an
    agreement."""
    stage, value = material.stages.get(fact.span.article), fact.value
    if fact.kind is not FactKind.CLOSING or not isinstance(value, Moment):
        return False
    loose = value.month is None and not any(c.isdigit() for c in value.text)
    return loose and stage is not None and stage.talk


def shown(material: Material, kind: FactKind, values: Sequence[Stated]) -> Sequence[Stated]:
    """The first value, and of parties those that are often named beside it: not a company's own
    parent or unit, and of targets only what is named in one breath with it ("Acme and Birch")."""
    if kind not in PARTIES or not values:
        return values[:1]
    first = values[0]
    articles = {span.article for span in first.evidence}
    beside = [v for v in values[1:] if articles.intersection(s.article for s in v.evidence)]
    often = [v for v in beside if v.sources >= AS_OFTEN * first.sources and _surely(v)]
    if kind is FactKind.TARGET:
        often = [v for v in often if _in_one_breath(material, first.text, v.text)]
    told = [first]
    for value in often:
        if not any(one_house(value.text, other.text) for other in told):
            told.append(value)
    return told[:PARTIES_AT_MOST]


def _surely(value: Stated) -> bool:
    """Whether one source by itself is sure of it: several that guess alike guess the same."""
    return max(fact.confidence for fact in value.facts) >= SURE_BESIDE


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


def present(readings: Sequence[Statement], kind: FactKind, material: Material) -> list[Statement]:
    """The readings that no later one took the place of."""
    values = stated(material, amounts(material, kind), lambda a, b: likeness(a, b) in ALIKE)
    past = {old.text for old in values for new in values if superseded(old, new, material)}
    ages = [material.age(reading.evidence) for reading in readings]
    return [
        reading
        for reading, age in zip(readings, ages, strict=True)
        if age - min(ages) <= FAR_APART and reading.text not in past
    ]


def barred(material: Material, statuses: Sequence[Fact]) -> Statement | None:
    """That an authority stopped the deal, where the last articles say so and none calls it off."""
    lines = [line for line in material.lines.values() if _says_barred(line)]
    if not lines or any(code_of(fact) == "called off" for fact in statuses):
        return None
    last = min(material.age([line.span]) for line in lines)
    bound = [f for f in statuses if code_of(f) in ("agreed", "closed")]
    if any(material.age([fact.sentence]) < last for fact in bound):
        return None
    spans = tuple(line.span for line in sorted(lines, key=lambda x: (x.title, x.place, x.span)))
    return Statement(BARRED, spans, material.sources(spans))


def _says_barred(line: Line) -> bool:
    own = any(fact.kind in NAMED or fact.kind is FactKind.PRICE for fact in line.facts)
    return own and barring(line.text)
