"""Words as this room compares them: stems, names, numbers, and the list of function words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’&-][^\W\d_]+)*")

_PLAIN_S = ("ss", "us", "is")


@dataclass(frozen=True, slots=True)
class Word:
    """A word that carries meaning: its stem, and whether it is a number or written as a name."""

    stem: str
    number: bool = False
    name: bool = False


def content(text: str) -> tuple[Word, ...]:
    """The words of a text without its function words, in order."""
    return tuple(_content(text))


def _content(text: str) -> Iterator[Word]:
    for match in WORD.finditer(text):
        word = match.group()
        if word[0].isdigit():
            yield Word(word.replace(",", ""), number=True)
        elif word.lower() not in function_words():
            opens = not text[: match.start()].strip("“\"‘'( ")
            yield Word(stem(word), name=word[0].isupper() and not opens)


@lru_cache(maxsize=1 << 13)
def stem(word: str) -> str:
    """A word cut so that its common endings fall together."""
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


@lru_cache(maxsize=1)
def function_words() -> frozenset[str]:
    """The closed list, in small letters."""
    text = files(__package__).joinpath("data", "function_words.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())
