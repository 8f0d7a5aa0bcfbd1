"""Texts as sets of hashed shingles, so that sameness of wording can be counted."""

from __future__ import annotations

import re
from zlib import crc32

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint32]

_WORD = re.compile(r"\w+")
_WIDTH = 5
_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # 2**64 over the golden ratio: mixes every bit
_SHIFT = np.uint64(29)


def shingles(text: str) -> Hashes:
    """The sorted, distinct hashes of every five words in a row; case and marks don't count.

    A text of fewer words gives one shingle of all it has, an empty text none.
    """
    words = [crc32(word.encode()) for word in _WORD.findall(text.lower())]
    if not words:
        return np.empty(0, dtype=np.uint32)
    hashed = np.array(words, dtype=np.uint64)
    width = min(_WIDTH, len(hashed))
    count = len(hashed) - width + 1
    rolled = np.zeros(count, dtype=np.uint64)
    for offset in range(width):
        rolled = (rolled + hashed[offset : offset + count]) * _SPREAD
        rolled ^= rolled >> _SHIFT
    return np.unique(rolled.astype(np.uint32))  # the lower half, as all bits are mixed


def containment(one: Hashes, other: Hashes) -> float:
    """How much of the smaller set is in the larger one, from 0 to 1."""
    smaller = min(len(one), len(other))
    if not smaller:
        return 0.0
    return len(np.intersect1d(one, other, assume_unique=True)) / smaller
