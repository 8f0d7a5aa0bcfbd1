"""Prices that a source says were raised or cut to new ones: who names only the former one is
overtaken."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from summarizer.merge.knowledge import pattern
from summarizer.merge.material import Line, Material
from summarizer.merge.stages import Stage
from summarizer.quantities import Quantity
from summarizer.records import Money, Span
from summarizer.standing import FAR

Sum = tuple[Decimal, str]
"""An amount and its currency, whatever it is counted for: "9 euros a share from 8 euros"."""

Step = tuple[Sum, Sum]


def stepped(material: Material) -> dict[Span, Stage]:
    """Lines of no later articles that name a price which was changed since, and not the new one,
    each with the state that the article tells which says so."""
    lines = material.lines.values()
    found = [(line, old, new) for line in lines for old, new in steps(line)]
    return {
        other.span: _told(line, material)
        for line, old, new in found
        for other in lines
        if material.age([other.span]) >= material.age([line.span])
        and other.span.article != line.span.article
        and old in _sums(other)
        and new not in _sums(other)
    }


def steps(line: Line) -> Iterator[Step]:
    """The former and the new price of an offer that the line says was changed."""
    sums = [q for q in line.features.amounts if isinstance(q.value, Money)]
    for found in pattern("step").finditer(line.text):
        behind = [q for q in sums if q.start >= found.end()][:2]
        pair = _pair(behind, line.text)
        if pair is not None:
            yield pair


def _pair(sums: list[Quantity], text: str) -> Step | None:
    """The two sums behind "raised its bid to", if the second one is what it was raised from."""
    if len(sums) < 2:
        return None
    (first, second), between = sums, text[sums[0].end : sums[1].start]
    new, old = _sum(first), _sum(second)
    changed = new is not None and old is not None and new[1] == old[1] and new != old
    told = changed and pattern("stepped_from").match(between) is not None
    return (old, new) if told and new and old else None


def _sums(line: Line) -> list[Sum]:
    """The sums that the line names."""
    return [found for q in line.features.amounts if (found := _sum(q)) is not None]


def _sum(quantity: Quantity) -> Sum | None:
    value = quantity.value
    return (value.amount, value.currency) if isinstance(value, Money) else None


def _told(line: Line, material: Material) -> Stage:
    """The state that the line's article tells, or at least that there is an offer."""
    own = material.stages.get(line.span.article)
    return own or Stage("", FAR["offered"], material.articles[line.span.article].published)
