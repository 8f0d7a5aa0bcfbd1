"""What can be seen of a piece of text without its neighbours: words, shape, ending."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from summarizer.clean.cues import table

WORD = re.compile(r"[^\W_]+(?:['’‑‐-][^\W_]+)*")
_JOINS = "\u0590-\u1dff\u2100-\uffdc\U00010000-\U000dffff"
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\U000e0000-\U000e0fff]"
    f"|(?<![{_JOINS}])[\u200c\u200d]|[\u200c\u200d](?![{_JOINS}])"
)
"""Characters that show nothing: zero-width, direction marks, tags, joiners that join nothing."""

_ASCII = str.maketrans("‘’‛“”„‟‐‑‒–−", '\'\'\'""""-----')
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_IMAGE = re.compile("!" + _LINK.pattern)
_EDGE = re.compile(r"^[\s\-—|•·»>*_#~=+▶►→]+|[\s|•·»>*_#~=▶►→]+$")
_CLOSERS = re.compile(r"(?:[\s)\]}\"'”’»*_]|\[\d+\])+$")
_ELLIPSIS = re.compile(r"(?:…|\.\s?\.\s?\.|\[…\]|\[\.\.\.\])$")
_OPENING = re.compile(r"[\"'“‘(\[$€£¥¿¡#@]*[^\W_a-z]|[a-z]+[A-Z]")

_NAME = re.compile(r"(?<=[\w,;:)%'\"] )[\"'(]?[A-Z][\w'&-]+")
_STOP_INSIDE = re.compile(r"[\w.)]{2}[.!?][\"')]* +[\"'(]*[A-Z][\w']*,? [\"'(]*[a-z]")
"""A full stop with a sentence before and after it."""

VOCABULARY = 8192
"""How many words are remembered with their stems."""
REMEMBERED = 256
"""How many texts each pure function remembers: the pieces of a page, for its second look."""
HEADLINE_WORDS = 24
"""No headline is longer; an unfinished line that is was cut off."""
PARAGRAPH_WORDS = 12
"""From here on a finished line counts as a paragraph that can carry an article."""


def plain(text: str) -> str:
    """One line in plain signs: nothing invisible, simple quotes, single spaces, no ornaments, of
    Markdown links only what they show."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", INVISIBLE.sub("", text)).translate(_ASCII)
    if "](" in text:
        text = _LINK.sub(r"\1", _IMAGE.sub(r"Image: \1", text))
    return _EDGE.sub("", " ".join(text.split()))


@dataclass(frozen=True, slots=True)
class Look:
    """How a piece looks.

    `headline`: could be a headline or subheading. `ended`: closes like a sentence. `cut`: breaks
    off in the middle. `stems` are the words that carry meaning, roughly without endings,
    `names` those with a capital.
    """

    plain: str
    words: tuple[str, ...]
    stems: frozenset[str]
    names: frozenset[str]
    headline: bool
    ended: bool
    cut: bool

    @property
    def single(self) -> bool:
        """One sentence at most."""
        return not _STOP_INSIDE.search(self.plain)

    @property
    def paragraph(self) -> bool:
        return self.ended and not self.headline and len(self.words) >= PARAGRAPH_WORDS


_INITIALS = re.compile(r"(?:^|\s)(?:[A-Z]\.){2,}$")


@lru_cache(REMEMBERED)
def look(text: str) -> Look:
    line = plain(text)
    found = tuple(word.casefold() for word in WORD.findall(line))
    bare = _CLOSERS.sub("", line)
    dots = bool(_ELLIPSIS.search(bare))
    ended = not dots and bare.endswith((".", "!", "?", "。", "！", "？"))
    if len(found) <= HEADLINE_WORDS // 2 and _INITIALS.search(bare):
        ended = False  # the full stop may be that of "U.S." alone
    question = bare.endswith(("?", "!")) and bare == line
    headline = (not ended or question) and not dots and _headline(bare, len(found))
    open_end = not (ended or headline or bare.endswith((":", ";")))
    cut = dots or (open_end and len(found) > 7)
    return Look(line, found, stems(found), names(line), headline, ended, cut)


def _headline(bare: str, count: int) -> bool:
    return (
        1 <= count <= HEADLINE_WORDS
        and not bare.endswith((",", ";"))
        and "|" not in bare
        and not _STOP_INSIDE.search(bare)
        and bool(_OPENING.match(bare))
    )


def stems(found: tuple[str, ...]) -> frozenset[str]:
    """The words that carry meaning, without plural and genitive endings."""
    common = function_words()["en"]
    return frozenset(_stem(word) for word in found if word not in common and len(word) > 1)


def names(line: str) -> frozenset[str]:
    """Words with a capital inside a sentence, in small letters, genitives without their ending."""
    common = function_words()["en"] | no_names()
    found = (match[0].casefold().removesuffix("'s") for match in _NAME.finditer(line))
    return frozenset(name for name in found if name not in common)


@lru_cache(VOCABULARY)
def _stem(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("'")
    for ending in ("ing", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) > 3:
            return word.removesuffix(ending)
    return word


@cache
def function_words() -> dict[str, frozenset[str]]:
    """The small words of each language, by its code."""
    rows = table("languages")["function_words"]
    foreign = {
        code: frozenset(word for word in line.split() if len(word) > 1)  # single letters mislead
        for code, line in rows.items()
    }
    return foreign | {"en": frozenset(rows["en"].split())}


@cache
def no_names() -> frozenset[str]:
    """Words with a capital that say nothing about what a text is about."""
    return frozenset(table("languages")["no_names"]["en"].split())
