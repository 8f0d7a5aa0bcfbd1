"""One article made ready for the patterns: its cast, its amounts, its sentences masked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from summarizer.facts.cast import Cast, gather
from summarizer.facts.refer import resolve
from summarizer.facts.view import View, mask, simplify, unfold
from summarizer.quantities import Quantity, find
from summarizer.records import Article, BlockKind, Moment, Parts, Reading, Sentence, Span

AHEAD = re.compile(r"\b(?:will|would|expect\w*|plans?|project\w*|by|until|through|begin\w*|from)\b")


@dataclass(frozen=True, slots=True)
class Scene:
    """What every extractor reads. Rows follow `article.sentences`.

    `views` are whole masked sentences, `plain` the simplified ones, `unfolded` those with their
    relative clauses told as main ones (none where there is no such clause).
    """

    article: Article
    cast: Cast
    amounts: tuple[tuple[Quantity, ...], ...]
    views: tuple[View, ...]
    plain: tuple[View, ...]
    unfolded: tuple[View | None, ...]
    titles: frozenset[int]
    today: date | None
    parts: Parts | None = None

    def span(self, start: int, end: int) -> Span:
        return Span(self.article.id, start, end)

    def sentence_span(self, sentence: int) -> Span:
        return self.article.span(self.article.sentences[sentence])

    def name(self, actor: int) -> str:
        return self.cast.actors[actor].name

    def rank(self, sentence: int) -> int:
        """How many sentences of running text stand before: 0 for the title and the first one."""
        return max(0, sentence - len([t for t in self.titles if t < sentence]))


def stage(article: Article, reading: Reading) -> Scene:
    cast = gather(article, reading.entities)
    amounts = tuple(_amounts(article, s) for s in article.sentences)
    masked = [mask(i, cast, amounts[i]) for i in range(len(article.sentences))]
    views = resolve(masked)
    titles = frozenset(
        i
        for i, s in enumerate(article.sentences)
        if article.blocks[s.block].kind in (BlockKind.TITLE, BlockKind.HEADING)
    )
    plain = tuple(simplify(v) for v in views)
    opened = tuple(unfold(v) for v in views)
    unfolded = tuple(None if v is None else simplify(v) for v in opened)
    today = article.published or _latest_year(article, amounts)
    return Scene(
        article, cast, amounts, tuple(views), plain, unfolded, titles, today,
        reading.parts,
    )  # fmt: skip


def _amounts(article: Article, sentence: Sentence) -> tuple[Quantity, ...]:
    found = find(article.cut(sentence), article.published)
    at = sentence.start
    return tuple(replace(q, start=q.start + at, end=q.end + at, lead=q.lead + at) for q in found)


def _latest_year(article: Article, amounts: Sequence[Sequence[Quantity]]) -> date | None:
    """The end of the last year the article speaks of, unless it looks ahead to that year: what
    stands for its own date where it has none."""
    years = [
        q.value.year
        for row in amounts
        for q in row
        if isinstance(q.value, Moment) and q.value.year and not _ahead(article.text, q.start)
    ]
    return date(max(years), 12, 31) if years else None


def _ahead(text: str, at: int) -> bool:
    return AHEAD.search(text[max(0, at - 70) : at].rsplit(".", 1)[-1]) is not None
