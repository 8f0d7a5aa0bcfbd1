"""Where several bid for one company: the terms of an article about a rival's offer are not those of
the buyer whom the card has."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from summarizer.merge.bidders import Bidders
from summarizer.merge.knowledge import pattern
from summarizer.merge.material import Line, Material
from summarizer.merge.naming import one_house
from summarizer.merge.present import ranked, shown
from summarizer.merge.values import sure
from summarizer.records import Fact, FactKind, Name

TERMS = frozenset(
    (
        FactKind.PRICE, FactKind.VALUATION, FactKind.PREMIUM, FactKind.STAKE,
        FactKind.CONSIDERATION, FactKind.DEBT,
    )
)  # fmt: skip
"""What each bidder has his own of."""
OWN = TERMS | {FactKind.BREAK_FEE}
"""The same, and what is paid where a deal ends."""


def without_rivals(material: Material, whole: bool = True) -> Material:
    """The material less the terms that their own words say to be of another's offer and, where
    `whole`, those of articles whose own deal is another bidder's."""
    gone = foreign(material)
    ours = on_card(material, FactKind.BUYER)
    other = {i for i in material.articles if whole and ours and _of_rival(i, ours, material)}
    if not gone and not other:
        return material
    lines = {s: _less(x, gone, s.article in other) for s, x in material.lines.items()}
    return replace(material, lines=lines)


def foreign(material: Material) -> set[Fact]:
    """The terms that their own words say to be of another's offer than the card's buyers'."""
    terms = {fact for line in material.lines.values() for fact in line.facts if fact.kind in OWN}
    ours = on_card(material, FactKind.BUYER)
    if not terms or not ours:
        return set()
    sold = on_card(material, FactKind.TARGET) | on_card(material, FactKind.SELLER)
    return Bidders.of(material, ours, sold).foreign(terms, material)


def on_card(material: Material, kind: FactKind) -> set[str]:
    """The names of those whom the card has in a role."""
    values = shown(material, kind, ranked(material, kind, sure(material, kind)))
    return {fact.value.name for v in values for fact in v.facts if isinstance(fact.value, Name)}


def _less(line: Line, gone: Collection[Fact], bare: bool) -> Line:
    facts = tuple(f for f in line.facts if f not in gone and not (bare and f.kind in TERMS))
    return line if facts == line.facts else replace(line, facts=facts)


def _of_rival(article: str, ours: set[str], material: Material) -> bool:
    """Whether an article tells of several offers, names one of these buyers, and has somebody else
    for the foremost one."""
    text = material.articles[article].text
    if not pattern("contest").search(text) or not any(name.split()[0] in text for name in ours):
        return False
    foremost = _foremost([f for f in sure(material, FactKind.BUYER) if f.span.article == article])
    return foremost is not None and not any(one_house(foremost, name) for name in ours)


def _foremost(buyers: Sequence[Fact]) -> str | None:
    named = [(f.confidence, f.value.name) for f in buyers if isinstance(f.value, Name)]
    return max(named)[1] if named else None
