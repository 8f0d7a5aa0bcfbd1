"""The reader that ships with the package: one encoder pass gives names, vectors and salience."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from summarizer.reading.kept import kept
from summarizer.reading.names import entities, known
from summarizer.records import (
    Article,
    Entity,
    EntityKind,
    FloatArray,
    Parts,
    Reading,
    Sentence,
    Span,
)

if TYPE_CHECKING:
    from summarizer.models.reader import Mention, Read
    from summarizer.models.reader import Reader as Network

KINDS = {
    "PER": EntityKind.PERSON,
    "ORG": EntityKind.ORGANISATION,
    "LOC": EntityKind.PLACE,
    "MISC": EntityKind.OTHER,
}
SAME_EVENT = 0.48
"""Between the cosines of articles of one story and of others, over the golden cases."""
SURE = 0.8
"""From this confidence on the rules' word goes before the network's."""
TRUST = {"PER": 0.94, "ORG": 0.86, "LOC": 0.94, "MISC": 0.55}
"""F1 by kind on the dev set; "other" names of old newswire are brands and companies here."""
AT_ONCE = 64
"""Articles whose states are in memory at the same time."""


REMEMBERED = 64
"""Lists of texts whose vectors are kept."""


class EmbeddedReader:
    """Reads with the embedded network; articles of like length are read together."""

    name = "embedded"
    same_event: float | None = SAME_EVENT

    def __init__(self, network: Network) -> None:
        self._network = network
        self._embedded: dict[tuple[str, ...], FloatArray] = {}

    def read(self, articles: Sequence[Article]) -> list[Reading]:
        """One reading an article, in the order given. Batches are formed by length and id, as
        8-bit products depend in their last digits on what is multiplied together."""
        ordered = sorted(articles, key=lambda a: (len(a.text), a.id))
        found: dict[str, Reading] = {}
        for start in range(0, len(ordered), AT_ONCE):
            found.update((r.article, r) for r in self._read(ordered[start : start + AT_ONCE]))
        return [found[article.id] for article in articles]

    def embed(self, texts: Sequence[str]) -> FloatArray:
        """The same few texts, a section's probes, are asked for again with every story."""
        asked = tuple(texts)
        found = self._embedded.get(asked)
        if found is None:
            stored = kept(asked)
            found = self._network.vectors(asked) if stored is None else stored
            found.setflags(write=False)
            if len(self._embedded) < REMEMBERED:
                self._embedded[asked] = found
        return found

    def _read(self, articles: Sequence[Article]) -> Iterator[Reading]:
        running = [_running(article) for article in articles]
        ranges = [[(s.start, s.end) for s in body] for body in running]
        reads = self._network.read([article.text for article in articles], ranges)
        aside = [
            [s for s in a.sentences if s not in set(b)]
            for a, b in zip(articles, running, strict=True)
        ]
        texts = [a.cut(s) for a, rest in zip(articles, aside, strict=True) for s in rest]
        heads = iter(self._network.vectors(texts))
        for article, body, rest, read in zip(articles, running, aside, reads, strict=True):
            yield _reading(article, body, {s: next(heads) for s in rest}, read)


def _running(article: Article) -> list[Sentence]:
    """The sentences of the running text; all where there is none."""
    return list(article.body()) or list(article.sentences)


def _reading(
    article: Article, body: Sequence[Sentence], heads: dict[Sentence, FloatArray], read: Read
) -> Reading:
    """What the network found, in the order of the article's sentences. Titles and headings get
    the vectors they have alone, and no salience."""
    rows = {sentence: row for row, sentence in enumerate(body)}
    vectors = np.zeros((len(article.sentences), read.vectors.shape[1]), np.float32)
    salience = np.zeros(len(article.sentences), np.float32)
    for place, sentence in enumerate(article.sentences):
        row = rows.get(sentence)
        vectors[place] = heads[sentence] if row is None else read.vectors[row]
        salience[place] = 0.0 if row is None else read.salience[row]
    return Reading(
        article=article.id,
        entities=_entities(article, list(heads), read.mentions),
        vectors=vectors,
        vector=read.vector,
        salience=salience,
        same_event=EmbeddedReader.same_event,
        states=read.memory.slim(),
        parts=_parts(read),
    )


def _parts(read: Read) -> Parts | None:
    if read.parts is None:
        return None
    pieces = read.memory.pieces
    return Parts(pieces.starts, pieces.ends, read.parts)


def _entities(
    article: Article, heads: Sequence[Sentence], mentions: Sequence[Mention]
) -> tuple[Entity, ...]:
    """Names in order, never overlapping. What the rules are sure of comes first (a title before a
    name, "Inc" behind it), then what the network found, then the rules' guesses elsewhere.

    A headline's own capitals say little, so it is searched for the names of the running text.
    """
    ruled = entities(article)
    tagged = [Entity(Span(article.id, m.start, m.end), KINDS[m.kind], _trust(m)) for m in mentions]
    sure = [e for e in ruled if e.confidence >= SURE]
    spans: dict[Span, tuple[EntityKind, float]] = {}
    for entity in (*sure, *tagged, *ruled):
        if not any(entity.span.overlaps(taken) for taken in spans):
            spans[entity.span] = (entity.kind, entity.confidence)
    guesses = {article.cut(span): guess for span, guess in spans.items()}
    found = [s for s in known(article, heads, guesses) if not any(s[0].overlaps(t) for t in spans)]
    spans |= dict(found)
    return tuple(Entity(span, *spans[span]) for span in sorted(spans))


def _trust(mention: Mention) -> float:
    """The confidence in a mention's kind, scaled by how often the head is right about that kind."""
    return round(mention.confidence * TRUST[mention.kind], 4)
