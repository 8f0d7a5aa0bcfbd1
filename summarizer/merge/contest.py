"""Where several bid for one company: the terms of an article about a rival's offer are not those of
the buyer whom the card has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from summarizer.merge.material import Line, Material
from summarizer.merge.naming import begins, kin
from summarizer.merge.present import ranked, shown
from summarizer.merge.values import sure
from summarizer.names import same_name
from summarizer.records import Fact, FactKind, Name

TERMS = frozenset(
    (
        FactKind.PRICE, FactKind.VALUATION, FactKind.PREMIUM, FactKind.STAKE,
        FactKind.CONSIDERATION, FactKind.DEBT,
    )
)  # fmt: skip
"""What each bidder has his own of."""
CONTEST = re.compile(
    r"\b(?:rival|competing|counter|higher|superior|better)[ -](?:[\w-]+ ){0,2}?"
    r"(?:bid|offer|proposal)"
    r"|\b(?:outbid|bidding (?:war|contest)|counter-?(?:bid|offer))"
    r"|\b(?:topp|trump)(?:ed|ing|s) ",
    re.IGNORECASE,
)


def without_rivals(material: Material) -> Material:
    """The material less the terms of articles whose own deal is another bidder's."""
    values = shown(
        material, FactKind.BUYER, ranked(material, FactKind.BUYER, sure(material, FactKind.BUYER))
    )
    ours = {fact.value.name for v in values for fact in v.facts if isinstance(fact.value, Name)}
    other = {id_ for id_ in material.articles if ours and _of_rival(id_, ours, material)}
    if not other:
        return material
    lines = {s: _bare(x) if s.article in other else x for s, x in material.lines.items()}
    return replace(material, lines=lines)


def _bare(line: Line) -> Line:
    return replace(line, facts=tuple(f for f in line.facts if f.kind not in TERMS))


def _of_rival(article: str, ours: set[str], material: Material) -> bool:
    """Whether an article tells of several offers, names one of these buyers, and has somebody else
    for the foremost one."""
    text = material.articles[article].text
    if not CONTEST.search(text) or not any(name.split()[0] in text for name in ours):
        return False
    foremost = _foremost([f for f in sure(material, FactKind.BUYER) if f.span.article == article])
    return foremost is not None and not any(_alike(foremost, name) for name in ours)


def _foremost(buyers: Sequence[Fact]) -> str | None:
    named = [(f.confidence, f.value.name) for f in buyers if isinstance(f.value, Name)]
    return max(named)[1] if named else None


def _alike(one: str, other: str) -> bool:
    return same_name(one, other) or kin(one, other) or begins(one, other) or begins(other, one)
