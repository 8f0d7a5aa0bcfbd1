"""Where several bid for one company: the terms of an article about a rival's offer are not those of
the buyer whom the card has."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from summarizer.merge.bidders import Bidders, alike
from summarizer.merge.knowledge import pattern
from summarizer.merge.material import Line, Material
from summarizer.merge.present import ranked, shown
from summarizer.merge.values import sure
from summarizer.records import Fact, FactKind, Name, Span

TERMS = frozenset(
    (
        FactKind.PRICE, FactKind.VALUATION, FactKind.PREMIUM, FactKind.STAKE,
        FactKind.CONSIDERATION, FactKind.DEBT,
    )
)  # fmt: skip
"""What each bidder has his own of."""
OWN = TERMS | {FactKind.BREAK_FEE}
"""The same, and what is paid where a deal ends."""


def without_rivals(material: Material) -> Material:
    """The material less the terms of articles whose own deal is another bidder's, and those that
    their own words say to be of another's offer."""
    ours = on_card(material, FactKind.BUYER)
    other = {id_ for id_ in material.articles if ours and _of_rival(id_, ours, material)}
    terms = {fact for line in material.lines.values() for fact in line.facts if fact.kind in OWN}
    sold = on_card(material, FactKind.TARGET) | on_card(material, FactKind.SELLER)
    bidders = Bidders.of(material, ours, sold)
    foreign = bidders.foreign(sorted(terms, key=_place), material) if ours else ()
    gone = {fact for fact in terms if fact in foreign or _told_in(fact, other)}
    if not gone:
        return material
    return replace(material, lines={s: _less(x, gone) for s, x in material.lines.items()})


def on_card(material: Material, kind: FactKind) -> set[str]:
    """The names of those whom the card has in a role."""
    values = shown(material, kind, ranked(material, kind, sure(material, kind)))
    return {fact.value.name for v in values for fact in v.facts if isinstance(fact.value, Name)}


def _place(fact: Fact) -> tuple[Span, FactKind]:
    return fact.span, fact.kind


def _told_in(fact: Fact, articles: Collection[str]) -> bool:
    return fact.span.article in articles and fact.kind in TERMS


def _less(line: Line, gone: Collection[Fact]) -> Line:
    facts = tuple(fact for fact in line.facts if fact not in gone)
    return line if facts == line.facts else replace(line, facts=facts)


def _of_rival(article: str, ours: set[str], material: Material) -> bool:
    """Whether an article tells of several offers, names one of these buyers, and has somebody else
    for the foremost one."""
    text = material.articles[article].text
    if not pattern("contest").search(text) or not any(name.split()[0] in text for name in ours):
        return False
    foremost = _foremost([f for f in sure(material, FactKind.BUYER) if f.span.article == article])
    return foremost is not None and not any(alike(foremost, name) for name in ours)


def _foremost(buyers: Sequence[Fact]) -> str | None:
    named = [(f.confidence, f.value.name) for f in buyers if isinstance(f.value, Name)]
    return max(named)[1] if named else None
