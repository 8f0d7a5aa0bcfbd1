"""What one pass over an article gives: names, vectors, the weight of sentences."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from summarizer.records.spans import FloatArray, Span

IntArray = npt.NDArray[np.int32]


class EntityKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Entity:
    """A name as the article spells it at one place."""

    span: Span
    kind: EntityKind
    confidence: float


DEAL_PARTS = ("buyer", "target", "seller", "price", "stake")
"""What a name or a figure can be in the deal an article is about."""


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """How likely the words of an article play each part in its deal, as the network has it.

    `scores` has shape (pieces, parts), the parts in the order of DEAL_PARTS; they are log-odds.
    `starts` and `ends`, of shape (pieces,), are the characters of the article each row is of, in
    order. Pieces that were not read have zeros.
    """

    starts: IntArray
    ends: IntArray
    scores: FloatArray

    def over(self, start: int, end: int) -> FloatArray | None:
        """The mean scores (parts,) of the pieces in a stretch; None where none was read."""
        first = int(np.searchsorted(self.ends, start, side="right"))
        last = int(np.searchsorted(self.starts, end))
        rows = self.scores[first:last]
        mean: FloatArray | None = rows.mean(axis=0) if rows.any() else None
        return mean


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What one pass over an article gives the later stages. Rows follow `Article.sentences`.

    `vectors` has shape (sentences, width) with rows of length one, `vector` shape (width,),
    `salience` shape (sentences,) with values from 0 to 1. `same_event` is the cosine of two
    articles' vectors from which on they likely tell of one event; None where vectors can't tell.
    `states` is the reader's own memory of the pass, for a condenser of the same model; nothing else
    looks into it, and it can be pickled. `parts` is None where no network read the article.
    """

    article: str
    entities: tuple[Entity, ...]
    vectors: FloatArray
    vector: FloatArray
    salience: FloatArray
    same_event: float | None = None
    states: Any = None
    parts: Parts | None = None
