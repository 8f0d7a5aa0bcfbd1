"""Words, their stems, and how much a word tells: the vocabulary of the lexical reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’&-][^\W\d_]+)*")
RARE = 5.0
"""The weight of a word that the table doesn't know: a name, a number, a rare word."""

_PLAIN_S = ("ss", "us", "is")


def stem(word: str) -> str:
    """A word cut so that its common endings fall together: "acquires", "acquired", "acquiring"."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith(_PLAIN_S):
        word = word[:-1]
    if len(word) > 5 and word.endswith("ing"):
        word = word[:-3]
    elif len(word) > 4 and word.endswith("ed"):
        word = word[:-2]
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


def terms(text: str) -> list[str]:
    """The stems of a text in order; thousands separators are dropped from numbers."""
    return [_term(match.group()) for match in WORD.finditer(text)]


@lru_cache(maxsize=1 << 13)
def _term(word: str) -> str:
    return word.replace(",", "") if word[0].isdigit() else stem(word)


def weight(term: str) -> float:
    """How much a stem tells: about 0 for "the", `RARE` for names and numbers."""
    return _weights().get(term, RARE)


def is_common(word: str) -> bool:
    """Whether a word is one of the table's, so that a capital alone makes no name of it."""
    return stem(word) in _weights()


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    return {term: min(value, RARE) for term, value in _read_weights()}


def _read_weights() -> Iterator[tuple[str, float]]:
    """The table: lines of stems below a line `# weight`."""
    value = 0.0
    table = files(__package__).joinpath("word_weights.txt").read_text(encoding="utf-8")
    for line in table.splitlines():
        if re.fullmatch(r"# \d+\.\d", line):
            value = float(line[2:])
        elif not line.startswith("#"):
            yield from ((word, value) for word in line.split())
