"""A condensed article."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.records.spans import Span


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A sentence a condenser wrote, the source sentences it rests on (best first), its score."""

    text: str
    spans: tuple[Span, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Summary:
    """The condensed article. `left_out` says in words what the condenser did not read, if any;
    `headline` is a line for the whole of it, from condensers that write one."""

    article: str
    condenser: str
    sentences: tuple[SummarySentence, ...]
    left_out: tuple[str, ...] = ()
    headline: SummarySentence | None = None
