"""The reader that needs no model: hashed TF-IDF vectors, names by capitals, salience by rules."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.reading.names import entities
from summarizer.reading.salience import salience
from summarizer.reading.vectors import WIDTH, embed
from summarizer.records import Article, FloatArray, Reading


class LexicalReader:
    """Reads with word statistics alone; a thousand articles take seconds."""

    name = "lexical"
    same_event: float | None = None

    def read(self, articles: Sequence[Article]) -> list[Reading]:
        return [self._read(article) for article in articles]

    def embed(self, texts: Sequence[str]) -> FloatArray:
        return embed(texts, WIDTH)

    def _read(self, article: Article) -> Reading:
        texts = [article.cut(sentence) for sentence in article.sentences]
        rows = self.embed([article.text, *texts])
        vector, vectors = rows[0], rows[1:]
        return Reading(
            article=article.id,
            entities=entities(article),
            vectors=vectors,
            vector=vector,
            salience=salience(article, vectors, vector),
        )
