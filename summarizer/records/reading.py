"""What one pass over an article gives: names, vectors, the weight of sentences."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from summarizer.records.spans import FloatArray, Span


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


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What one pass over an article gives the later stages. Rows follow `Article.sentences`.

    `vectors` has shape (sentences, width) with rows of length one, `vector` shape (width,),
    `salience` shape (sentences,) with values from 0 to 1. `same_event` is the cosine of two
    articles' vectors from which on they likely tell of one event; None where vectors can't tell.
    `states` is the reader's own memory of the pass, for a condenser of the same model; nothing else
    looks into it, and it can be pickled.
    """

    article: str
    entities: tuple[Entity, ...]
    vectors: FloatArray
    vector: FloatArray
    salience: FloatArray
    same_event: float | None = None
    states: Any = None
