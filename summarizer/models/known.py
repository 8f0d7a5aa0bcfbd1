"""What a sentence speaks of as known: "the delays", "the Korean company", "ISE".

A reader of the sentence alone would ask which; the words to be found beside it are given as
patterns, so that the sentence which tells of them is taken along and isn't shortened by them. What
they are stands in `data/known.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.models.knowledge import pattern, words

_BETWEEN = r"(?:[\s-]+(?:(?:of|for|and|the|on|de|&)\s+)*)?"


def matter(sentence: str) -> Iterator[re.Pattern[str]]:
    """A pattern for what the thing is about that a sentence speaks of as known."""
    if match := pattern("known", "matter").match(sentence):
        yield stem(match["what"])


def referents(sentence: str) -> Iterator[re.Pattern[str]]:
    """A pattern for each thing of a sentence that is spoken of as known; it finds where that is
    told, as the noun, its verb or the country."""
    for kind in ("subject", "placed"):
        if match := pattern("known", kind).match(sentence):
            yield stem(match["what"])


def happened(noun: str, sentence: str) -> bool:
    """Whether a noun is of what happened, is planned or was found, and a sentence says no more of
    it: "the incident", "this week's meeting", but not "the regular session"."""
    if not pattern("known", "happened").fullmatch(noun):
        return False
    before = r"(?:\b(?:[Tt]h(?:e|is|ese|ose)|[Ss]uch)|['’]s)"
    return bool(re.search(rf"{before} {noun}\b", sentence))


def short_names(sentence: str) -> dict[str, re.Pattern[str]]:
    """The letters that stand for a name, each with what finds the name in full or the letters in
    brackets."""
    return {
        short: re.compile(rf"\({short}\)|\b" + _BETWEEN.join(_word(letter) for letter in short))
        for short in set(pattern("known", "short").findall(sentence)) - words("known", "common")
    }


def _word(letter: str) -> str:
    """A word of a name in full: "Foreign direct investment" for FDI."""
    return rf"(?:{letter}[a-z]+|{letter.lower()}[a-z]{{3,}})"


def opening_letters(sentence: str) -> re.Pattern[str] | None:
    """What finds the letters a sentence begins with, where a reader may not know them."""
    match = pattern("known", "short").match(sentence)
    known = match is None or match[0] in words("known", "common")
    return None if match is None or known else re.compile(rf"\b{match[0]}\b")


def stem(word: str) -> re.Pattern[str]:
    """Finds a word in its other forms: "agreement" and "agreed", "Korean" and "South Korea"."""
    root = re.sub(r"(?<=[a-z]{3})(?:ies|s|ings?)$", "", word)
    if len(root) > 5:
        return re.compile(rf"\b{re.escape(root[: max(5, len(root) - 4)])}", re.IGNORECASE)
    ends = "(?:e|s|es|ed|d|ing|ting|ted)?"
    return re.compile(rf"\b{re.escape(root.rstrip('e'))}{ends}\b", re.IGNORECASE)
