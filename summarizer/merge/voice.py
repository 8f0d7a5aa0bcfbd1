"""The memo's lines, said one after the other: who was presented once is known by then."""

from __future__ import annotations

from collections.abc import Iterable

from summarizer.merge.points import Point
from summarizer.merge.wording import line
from summarizer.records import Statement


class Voice:
    """Says points in the order of the memo, of which it remembers what it said."""

    def __init__(self, told: str) -> None:
        self._told = told

    def statements(self, points: Iterable[Point]) -> tuple[Statement, ...]:
        return tuple(self._statement(point) for point in points)

    def _statement(self, point: Point) -> Statement:
        best = point.best
        known = bool(best.plain) and all(name in self._told for name in best.people)
        text = line(best.plain if known else best.text)
        self._told = f"{self._told} {text}"
        return Statement(text, point.evidence, point.sources, round(point.weight, 4))
