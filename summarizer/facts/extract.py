"""From an article to its facts: the order in which the room's files do their work."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from summarizer.facts.amounts import amount_facts
from summarizer.facts.casting import settle
from summarizer.facts.deals import find_matter
from summarizer.facts.leadership import leadership_facts
from summarizer.facts.parties import party_facts
from summarizer.facts.reasons import reason_facts
from summarizer.facts.scene import stage
from summarizer.facts.status import status_facts
from summarizer.facts.terms import term_facts
from summarizer.quantities import Likeness, agree
from summarizer.records import Article, Fact, FactKind, Money, Per, Percent, Phrase, Reading

SINGLE = (FactKind.PRICE, FactKind.STAKE, FactKind.VALUATION, FactKind.STAKE_AFTER)
"""Kinds of which a deal has one value: a second, different one in the article is less sure."""
SECOND = 0.72


def extract(article: Article, reading: Reading) -> tuple[Fact, ...]:
    """The facts `article` states, in its order; nothing where it is about no deal and no change.

    Pure and deterministic, without a model: `reading` gives the names its entity head is sure of,
    and may be empty. Every fact points at its words and its sentence.
    """
    scene = stage(article, reading)
    matter = settle(scene, find_matter(scene))
    facts = [
        *party_facts(scene, matter),
        *_doubt_seconds(amount_facts(scene, matter)),
        *term_facts(scene, matter),
        *status_facts(scene, matter),
        *leadership_facts(scene, deal=bool(matter.own or matter.spoken)),
        *reason_facts(scene, matter),
    ]
    facts = _not_yet(facts, article)
    return tuple(sorted(_once(facts), key=lambda f: (f.span.start, f.span.end, f.kind)))


DONE = re.compile(r"\b(?:complet|clos|finali[sz]|conclu|consummat|wrapp)\w*", re.IGNORECASE)


def _not_yet(facts: list[Fact], article: Article) -> list[Fact]:
    """A sale that is only told as sold is agreed, where the article still expects it to close."""
    ahead = any(f.kind is FactKind.CLOSING and not f.background for f in facts)
    return [
        replace(fact, value=replace(fact.value, code="agreed"))
        if ahead
        and isinstance(fact.value, Phrase)
        and fact.kind is FactKind.STATUS
        and fact.value.code == "closed"
        and not DONE.search(article.cut(fact.sentence))
        else fact
        for fact in facts
    ]


def _doubt_seconds(facts: list[Fact]) -> list[Fact]:
    """Of different values of one kind the surest keeps its confidence, the others lose some."""
    out: list[Fact] = []
    for fact in facts:
        rivals = [f for f in facts if _rival(fact, f)]
        out.append(replace(fact, confidence=round(fact.confidence * SECOND, 3)) if rivals else fact)
    return out


def _rival(fact: Fact, other: Fact) -> bool:
    """Whether `other` states another value for the same thing, and more surely or earlier."""
    if (
        fact.kind not in SINGLE
        or other.kind is not fact.kind
        or fact.background
        or other.background
    ):
        return False
    a, b = fact.value, other.value
    if not isinstance(a, Money | Percent) or not isinstance(b, Money | Percent):
        return False
    if isinstance(a, Money) and isinstance(b, Money) and _not_alike(a, b):
        return False
    if agree(a, b, fact.qualifier, other.qualifier) is not Likeness.DIFFERENT:
        return False
    return (other.confidence, -other.span.start) > (fact.confidence, -fact.span.start)


def _not_alike(a: Money, b: Money) -> bool:
    """Whether two amounts can stand side by side: a share's price and a total, two currencies."""
    return a.per is not b.per or a.currency != b.currency or Per.YEAR in (a.per, b.per)


def _once(facts: Iterable[Fact]) -> list[Fact]:
    """Less what is stated twice for the same words."""
    best: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        key = (fact.kind, fact.value, fact.span)
        if key not in best or fact.confidence > best[key].confidence:
            best[key] = fact
    return list(best.values())
