"""Which sentences of an article to keep: the salient ones that do not repeat each other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

LONG, LONG_FROM = 0.0035, 25
"""What each word of a sentence beyond the twenty-fifth costs."""


def trigrams(text: str) -> set[tuple[str, str, str]]:
    words = text.lower().split()
    return set(zip(words, words[1:], words[2:], strict=False))


def choose(
    sentences: Sequence[str],
    salience: npt.NDArray[np.float32],
    most: int = 3,
    least_words: int = 4,
) -> tuple[int, ...]:
    """Numbers of up to `most` sentences, in the article's order.

    A sentence that shares three words running with a better one is passed over, and one with fewer
    than `least_words`. Long sentences lose a little for each word.
    """
    chosen: list[int] = []
    said: set[tuple[str, str, str]] = set()
    words = np.array([len(s.split()) for s in sentences])
    worth = salience - LONG * np.maximum(words - LONG_FROM, 0)
    for i in np.argsort(-worth, kind="stable").tolist():
        if len(chosen) == most:
            break
        mine = trigrams(sentences[i])
        if len(sentences[i].split()) >= least_words and not mine & said:
            chosen.append(i)
            said |= mine
    return tuple(sorted(chosen))
