"""Ends that came to nothing: talks that broke down and are on again, a bid that was dropped and
made anew."""

from __future__ import annotations

from summarizer.merge.material import Material
from summarizer.merge.sides import Sides
from summarizer.merge.stages import Stage
from summarizer.merge.turns import ended
from summarizer.records import Fact, Span


def revived(material: Material) -> dict[Span, Stage]:
    """Lines that tell an end of the story's own deal which a later article's state undoes, each
    with that state."""
    last = _last(material)
    if last is None or last.day is None or last.ended:
        return {}
    sides = Sides.of(_facts(material))
    return {
        line.span: last
        for line in material.lines.values()
        if (told := material.articles[line.span.article].published)
        and told < last.day
        and ended(line.text, sides)
    }


def _last(material: Material) -> Stage | None:
    """The state of the last day on which one is told, the furthest of that day."""
    dated = [(stage.day, stage.far, stage) for stage in material.stages.values() if stage.day]
    return max(dated, key=lambda told: told[:2])[2] if dated else None


def _facts(material: Material) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for line in material.lines.values():
        found.setdefault(line.span.article, []).extend(line.facts)
    return found
