"""Amounts compared across sources that are no terms of the deal: savings, jobs to be cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from summarizer.merge.knowledge import table
from summarizer.merge.material import Line, Material
from summarizer.quantities import Count, Quantity
from summarizer.records import Fact, FactKind, Money, Per, Span

NEAR = 30
"""Characters between an amount and the noun it measures, at most."""

_CONFIDENCE = 0.7


def subjects() -> frozenset[str]:
    """What the measures are called."""
    return frozenset(measure["subject"] for measure in table("measures")["measure"])


def measured(material: Material, kind: FactKind) -> list[Fact]:
    """What the story's lines state of the measures of a kind, as facts with the measure as subject.

    Counted things come as amounts of no currency.
    """
    return [
        fact
        for measure in table("measures")["measure"]
        if measure["kind"] == kind
        for line in material.lines.values()
        for fact in _stated(line, kind, measure["subject"], measure["nouns"], measure.get("cues"))
    ]


def _stated(
    line: Line, kind: FactKind, subject: str, nouns: str, cues: str | None
) -> Iterator[Fact]:
    if cues and not re.search(rf"\b(?:{cues})\b", line.text, re.IGNORECASE):
        return
    for match in re.finditer(rf"\b(?:{nouns})\b", line.text, re.IGNORECASE):
        near = [q for q in line.features.amounts if _gap(q, match) <= NEAR]
        amount = min(near, key=lambda q: _gap(q, match), default=None)
        value = _money(amount, counted=cues is not None) if amount else None
        if amount and value:
            start = line.span.start
            span = Span(line.span.article, start + amount.start, start + amount.end)
            yield Fact(
                kind,
                value,
                span,
                line.span,
                subject=subject,
                qualifier=amount.qualifier,
                confidence=_CONFIDENCE,
            )


def _gap(amount: Quantity, match: re.Match[str]) -> int:
    return max(match.start() - amount.end, amount.start - match.end())


def _money(amount: Quantity, counted: bool) -> Money | None:
    if isinstance(amount.value, Money) and not counted:
        return replace(amount.value, per=Per.TOTAL)
    if isinstance(amount.value, Count) and counted:
        return Money(amount.value.amount, "XXX", high=amount.value.high)
    return None
