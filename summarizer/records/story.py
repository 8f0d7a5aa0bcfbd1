"""Articles about one event, and what belongs to none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.records.spans import Span


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one event. `sources` parts their ids into independent sources: the copies of
    one text form one tuple, its fullest article first."""

    id: str
    sources: tuple[tuple[str, ...], ...]

    @property
    def articles(self) -> tuple[str, ...]:
        return tuple(article for copies in self.sources for article in copies)

    def independent(self, spans: Sequence[Span]) -> int:
        """How many independent sources the spans come from."""
        cited = {span.article for span in spans}
        return sum(1 for copies in self.sources if cited.intersection(copies))


@dataclass(frozen=True, slots=True)
class SetAside:
    """A source that was read but not used, by name and reason."""

    origin: str
    title: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Grouping:
    """Stories, the one with most independent sources first, and what belongs to none."""

    stories: tuple[Story, ...]
    set_aside: tuple[SetAside, ...]
