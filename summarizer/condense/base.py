"""What every condenser offers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from summarizer.records import Article, Reading, Span, Summary, SummarySentence


class Condenser(Protocol):
    """Turns articles into summaries whose every sentence names the source sentences it rests on.

    Only running text is condensed; titles and headings stand in the memo as they are.
    """

    @property
    def name(self) -> str:
        """What the memo calls this condenser."""

    @property
    def follows_instructions(self) -> bool:
        """Whether `answer` can be asked."""

    def condense(
        self, articles: Sequence[Article], readings: Mapping[str, Reading]
    ) -> list[Summary]:
        """One summary an article, paired by `Summary.article`, in the order given.

        The result doesn't depend on the order. An article that is given twice is condensed once.
        """

    def answer(
        self, instruction: str, spans: Sequence[Span], articles: Mapping[str, Article]
    ) -> list[SummarySentence]:
        """Sentences that follow an instruction, from the source sentences at `spans` alone.

        `spans` is read in the order given; `articles` holds by id the texts they point into. Empty
        where nothing could be said, and from condensers that don't follow instructions.
        """
