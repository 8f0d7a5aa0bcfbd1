"""What every reader offers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from summarizer.records import Article, FloatArray, Reading


class Reader(Protocol):
    """Reads articles. The result for an article doesn't depend on what it is read together with."""

    @property
    def name(self) -> str:
        """What the memo calls this reader."""

    @property
    def same_event(self) -> float | None:
        """What its readings say in `Reading.same_event`."""

    def read(self, articles: Sequence[Article]) -> list[Reading]:
        """One reading an article, in the order given; `Reading.article` pairs them."""

    def embed(self, texts: Sequence[str]) -> FloatArray:
        """n texts to an array of shape (n, width), rows of length one, comparable with the
        vectors of the readings."""
