"""How much each sentence matters, from its place, its words and what it has in common."""

from __future__ import annotations

import re

import numpy as np

from summarizer.reading.words import terms
from summarizer.records import Article, FloatArray

WEIGHTS = {
    "bias": -1.3,
    "first": 0.3,
    "depth": -0.8,
    "central": 3.5,
    "title": 1.0,
    "amounts": 0.2,
    "names": 0.1,
    "length": -0.45,
    "short": -0.55,
    "quote": -0.2,
}
"""Of a logistic regression on which sentences of 2,500 CNN/DailyMail training articles the greedy
oracle takes; those texts are lowercased and untitled, so `title`, `names` and `quote` are set by
hand, and `first` is raised because clean articles open without a dateline."""

_AMOUNT = re.compile(r"[$€£¥]\s?\d|\d\s?(?:%|percent|per cent|million|billion|trillion|bn\b|m\b)")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w&’'-]+")
_QUOTE = re.compile(r"[\"“”]")


def salience(article: Article, vectors: FloatArray, vector: FloatArray) -> FloatArray:
    """Values from 0 to 1, shape (sentences,), following `article.sentences`. Titles and headings
    get 0: they are not running text."""
    running = set(article.body())
    body = [i for i, s in enumerate(article.sentences) if s in running]
    out = np.zeros(len(article.sentences), dtype=np.float32)
    if body:
        weights = np.array(list(WEIGHTS.values()), dtype=np.float32)
        scores = features(article, body, vectors, vector) @ weights
        out[body] = 1.0 / (1.0 + np.exp(-scores))
    return out


def features(
    article: Article, body: list[int], vectors: FloatArray, vector: FloatArray
) -> FloatArray:
    """Shape (len(body), len(WEIGHTS)): a row for each of the body's sentences."""
    texts = [article.cut(article.sentences[i]) for i in body]
    places = np.arange(len(body))
    words = np.array([len(terms(text)) for text in texts])
    columns = [
        np.ones(len(body)),
        1.0 / (1.0 + places),
        np.log1p(places),
        vectors[body] @ vector,
        vectors[body] @ _title(article, vectors),
        np.minimum([len(_AMOUNT.findall(text)) for text in texts], 3),
        np.minimum([len(_NAME.findall(text)) for text in texts], 6),
        np.log1p(words) - 3.0,
        words < 8,
        [bool(_QUOTE.search(text)) for text in texts],
    ]
    return np.stack(columns, axis=1).astype(np.float32)


def _title(article: Article, vectors: FloatArray) -> FloatArray:
    """The vector of the title where it stands in the text, else zeros."""
    if article.sentences and article.title == article.cut(article.sentences[0]):
        first: FloatArray = vectors[0]
        return first
    return np.zeros(vectors.shape[1], dtype=np.float32)
