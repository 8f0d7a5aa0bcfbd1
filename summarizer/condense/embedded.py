"""The condenser that ships with the package: salient sentences, each shortened by the decoder.

It writes from what the reader remembers of its pass, so an article is read once. A line the guards
object to is the source's own sentence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from summarizer.models.memory import give_back
from summarizer.records import Article, Reading, Span, Summary, SummarySentence

if TYPE_CHECKING:
    from summarizer.models.reader import Memory
    from summarizer.models.writer import Line


GROUP = 64
"""So many articles are written for at once; what the reader remembers of them is held as long."""


class EmbeddedCondenser:
    """Up to three lines an article, in source order, each from one sentence, and a headline."""

    name = "embedded"
    follows_instructions = False

    def condense(
        self, articles: Sequence[Article], readings: Mapping[str, Reading]
    ) -> list[Summary]:
        unique = {article.id: article for article in articles}
        ordered = sorted(unique)
        made: dict[str, Summary] = {}
        for start in range(0, len(ordered), GROUP):
            group = [unique[key] for key in ordered[start : start + GROUP]]
            made.update((summary.article, summary) for summary in self._group(group, readings))
        give_back()
        return [made[key] for key in unique]

    def _group(self, articles: Sequence[Article], readings: Mapping[str, Reading]) -> list[Summary]:
        read = {article.id: readings[article.id] for article in articles}
        memories: dict[str, Memory] = {key: reading.states for key, reading in read.items()}
        asked = [(key, n) for key, memory in memories.items() for n in memory.chosen]
        lines = _written(memories, asked, "compress")
        tops = [(key, memory.top) for key, memory in memories.items() if memory.chosen]
        heads = _written(memories, tops, "headline")
        return [
            Summary(
                a.id,
                self.name,
                tuple(_sentence(a, read[a.id], n, lines[a.id, n]) for n in memories[a.id].chosen),
                headline=_headline(a, read[a.id], memories[a.id], heads),
            )
            for a in articles
        ]

    def answer(
        self, instruction: str, spans: Sequence[Span], articles: Mapping[str, Article]
    ) -> list[SummarySentence]:
        return []


def _written(
    memories: Mapping[str, Memory], asked: Sequence[tuple[str, int]], task: str
) -> dict[tuple[str, int], Line]:
    """A line for each (article, sentence) asked for."""
    from summarizer.models.checkpoint import shipped
    from summarizer.models.compose import compose
    from summarizer.models.writer import Request, Writer

    if not asked:
        return {}
    requests = [Request(memories[key], (n,)) for key, n in asked]
    return dict(zip(asked, compose(Writer(shipped()), requests, task), strict=True))


def _headline(
    article: Article,
    reading: Reading,
    memory: Memory,
    heads: Mapping[tuple[str, int], Line],
) -> SummarySentence | None:
    line = heads.get((article.id, memory.top))
    return _sentence(article, reading, memory.top, line) if line else None


def _sentence(article: Article, reading: Reading, number: int, line: Line) -> SummarySentence:
    """A line with the source sentence it was written from, numbered within the running text."""
    body = article.body() or article.sentences
    source = body[number]
    place = article.sentences.index(source)
    score = round(float(reading.salience[place]), 6)
    return SummarySentence(line.text, (article.span(source),), score)
