"""Hashed TF-IDF vectors: texts to unit rows, without a model and the same in every process."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np

from summarizer.reading.words import terms, weight
from summarizer.records import FloatArray

WIDTH = 1024


def embed(texts: Sequence[str], width: int = WIDTH) -> FloatArray:
    """n texts to an array of shape (n, width) with rows of length one.

    Each stem falls on one column, with a sign, by a hash that doesn't change between processes
    (feature hashing, Weinberger et al. 2009). Weights and counts enter by their square root: of the
    powers tried, that finds an article's body by its lead most often. A text without words gets a
    row all the same.
    """
    rows, columns, values = [], [], []
    for row, text in enumerate(texts):
        for term, count in Counter(terms(text)).items():
            column, sign = _place(term, width)
            rows.append(row)
            columns.append(column)
            values.append(sign * math.sqrt(weight(term) * count))
    out = np.zeros((len(texts), width), dtype=np.float32)
    np.add.at(out, (rows, columns), np.asarray(values, dtype=np.float32))
    return unit(out)


def unit(rows: FloatArray) -> FloatArray:
    """Rows scaled to length one; a row of zeros becomes the first axis."""
    norms = np.linalg.norm(rows, axis=-1, keepdims=True)
    scaled: FloatArray = (rows / np.where(norms == 0, 1.0, norms)).astype(np.float32)
    scaled[norms[..., 0] == 0, 0] = 1.0
    return scaled


@lru_cache(maxsize=1 << 13)
def _place(term: str, width: int) -> tuple[int, float]:
    digest = int.from_bytes(blake2b(term.encode(), digest_size=8).digest(), "little")
    return digest % width, 1.0 if digest >> 63 else -1.0
