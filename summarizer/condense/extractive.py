"""The condenser that writes nothing: it picks the sentences that matter, word for word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

import numpy as np

from summarizer.condense.words import WORD
from summarizer.records import Article, FloatArray, Reading, Span, Summary, SummarySentence

MOST = 4
ENOUGH_WORDS = 85
"""Three sentences are enough once they have this many words."""
REPEAT = 0.35
"""What likeness to a sentence already picked takes away (maximal marginal relevance)."""
SAME = 0.7
"""From this likeness on, a sentence says the same again: it is picked last of all."""
LEANING = 0.15
"""What leaning on a sentence that isn't picked takes away ("He said …")."""
SHORTEST = 5
"""Sentences of fewer words say too little alone."""


class ExtractiveCondenser:
    """Three or four sentences an article, in source order, each its own evidence."""

    name = "extractive"
    follows_instructions = False

    def condense(
        self, articles: Sequence[Article], readings: Mapping[str, Reading]
    ) -> list[Summary]:
        unique = {article.id: article for article in articles}
        return [self._summary(article, readings[key]) for key, article in unique.items()]

    def answer(
        self, instruction: str, spans: Sequence[Span], articles: Mapping[str, Article]
    ) -> list[SummarySentence]:
        return []

    def _summary(self, article: Article, reading: Reading) -> Summary:
        picked = pick(article, reading.salience, reading.vectors)
        sentences = tuple(_as_written(article, i, reading.salience) for i in sorted(picked))
        return Summary(article.id, self.name, sentences)


def pick(article: Article, salience: FloatArray, vectors: FloatArray) -> list[int]:
    """Places in `article.sentences`, best first; those of running text where there is any."""
    body = set(article.body()) or set(article.sentences)
    texts = {i: article.cut(s) for i, s in enumerate(article.sentences) if s in body}
    lengths = {i: len(WORD.findall(text)) for i, text in texts.items()}
    longest = max(lengths.values(), default=0)
    open_ = [i for i in texts if lengths[i] >= min(SHORTEST, longest)]
    picked: list[int] = []
    while open_ and len(picked) < MOST and not _enough(picked, lengths):
        best = max(open_, key=lambda i: (_worth(i, texts[i], picked, salience, vectors), -i))
        picked.append(best)
        open_.remove(best)
    return picked


def _enough(picked: list[int], lengths: Mapping[int, int]) -> bool:
    return len(picked) >= MOST - 1 and sum(lengths[i] for i in picked) >= ENOUGH_WORDS


def _worth(
    place: int, text: str, picked: list[int], salience: FloatArray, vectors: FloatArray
) -> float:
    """Salience less repetition, less for a sentence that leans on one that isn't there."""
    likeness = max((float(vectors[place] @ vectors[i]) for i in picked), default=0.0)
    first = WORD.search(text)
    leans = first is not None and first.group().lower() in leaning_words()
    alone = leans and place - 1 not in picked
    less = REPEAT * max(likeness, 0.0) + (LEANING if alone else 0.0) + (likeness >= SAME)
    return float(salience[place]) - less


def _as_written(article: Article, place: int, salience: FloatArray) -> SummarySentence:
    sentence = article.sentences[place]
    score = float(np.round(salience[place], 6))
    return SummarySentence(article.cut(sentence), (article.span(sentence),), score)


@lru_cache(maxsize=1)
def leaning_words() -> frozenset[str]:
    """First words of sentences that need the one before them."""
    text = files(__package__).joinpath("data", "leaning_words.txt").read_text(encoding="utf-8")
    return frozenset(w for line in text.splitlines() if line[:1] != "#" for w in line.split())
