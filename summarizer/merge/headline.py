"""The story's headline: a title of one of its sources that others bear out, else its best point."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.merge.equivalence import Claim, says_all
from summarizer.merge.material import Line, Material
from summarizer.merge.points import Point, Scales
from summarizer.merge.weights import freshness
from summarizer.merge.wording import dangles, length, line, poor
from summarizer.records import Statement

SHORTEST, LONGEST = 4, 20
"""Words of a title that can stand over a memo."""

_LONG = 16


def headline(material: Material, points: Sequence[Point], scales: Scales) -> Statement:
    """The title that says most of what the story's weightiest points say, in few words."""
    titles = [t for t in material.lines.values() if t.title and _fit(t)]
    if titles:
        best = max(
            titles,
            key=lambda t: (_telling(t, points, scales, freshness(material.age([t.span]))), t.text),
        )
        return _statement(best, material, points, scales)
    if points:
        top = max(points, key=lambda p: (p.best.alone, p.weight - 0.08 * length(p.best.text)))
        return Statement(line(top.best.text), top.evidence, top.sources, round(top.weight, 4))
    first = next(iter(material.lines.values()))
    return Statement(line(first.text), (first.span,), 1, 0.0)


def _fit(title: Line) -> bool:
    words = length(title.text)
    whole = not title.text.rstrip().endswith(("…", "...", "?"))
    plain = not dangles(title.text) and not poor(title.text) and ":" not in title.text[:24]
    return SHORTEST <= words <= LONGEST and whole and plain


def _telling(title: Line, points: Sequence[Point], scales: Scales, fresh: float) -> float:
    """How much of the weightiest points the title holds: names, amounts and words."""
    top = points[:4]
    stems = frozenset(stem for p in top for stem in p.best.features.stems)
    told = sum(scales.stem(stem) for stem in title.features.stems & stems)
    names = {word for p in top for run in p.best.features.names for word in run}
    named = len({word for run in title.features.names for word in run} & names)
    long = 0.5 * max(0, length(title.text) - _LONG)
    return (told + named + 2 * len(title.features.amounts) - long) * fresh


def _statement(
    title: Line, material: Material, points: Sequence[Point], scales: Scales
) -> Statement:
    """The title, its own place as first evidence, then every line that holds what it says."""
    claim = Claim(title.features, title.facts)
    held = [
        other.span
        for other in material.lines.values()
        if other is not title and says_all(Claim(other.features, other.facts), claim, scales.stem)
    ]
    evidence = (title.span, *held)
    weight = points[0].weight if points else 0.0
    return Statement(line(title.text), evidence, material.sources(evidence), round(weight, 4))
