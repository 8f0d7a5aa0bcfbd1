"""Text to pieces: WordPiece ids with their characters, the casing of words, and units copied whole.

Knowledge lies in the tables at the top; a new kind of unit is a new pattern in UNITS.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int32]
BoolArray = npt.NDArray[np.bool_]

CASES = ("lower", "capital", "upper", "mixed", "digit", "other")
"""What a word's letters look like; the index is what the entity head is given."""

_SCALE = r"(?:thousand|million|billion|trillion|mln|bln|bn|percent|per cent|pct|percentage points?)"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_NEGATOR = r"(?:not|no|never|cannot|without|neither|nor)"
_AUXILIARY = (
    r"(?:is|are|was|were|be|been|am|do|does|did|has|have|had|will|would|can|could|may|might|must"
    r"|shall|should|need|ought)"
)
UNITS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # a sum or a share with its currency and scale: "US$14.3 billion", "5 percent"
        rf"(?:[A-Z]{{1,3}})?[$€£¥]?\s?\d[\d,.]*(?:\s*-?\s*{_SCALE}\b)?(?:\s*%)?",
        rf"\d[\d,.]*\s+(?:{_SCALE}\s+)?(?:dollars|euros|pounds|yen|yuan|shares|employees|people)\b",
        rf"\b(?:one|two|three|four|five|six|seven|eight|nine|ten)\s+{_SCALE}\b",
        # a day: "Jan. 5, 2013", "5 March"
        rf"\b{_MONTH}\.?\s+\d{{1,2}}\b(?:,\s*\d{{4}})?",
        rf"\b\d{{1,2}}\s+{_MONTH}\b",
        # compounds written with blanks: "20 - year - old"
        r"\b\w+(?:\s-\s\w+)+",
        # a negation, the auxiliary before it and the word after it
        rf"\b(?:{_AUXILIARY}\s+)?{_NEGATOR}\s+(?:(?:the|a|an|any|yet|be|been|longer)\s+)?\w+",
        r"\b\w+\s+n?\s?['’]\s?t\b\s*\w*",
        r"\b\w+n['’]t\s+\w+",
        # dotted abbreviations keep their last dot; so do titles and forms of companies
        r"\b(?:[A-Z]\.){2,}",
        r"\b(?:Inc|Corp|Co|Ltd|Mr|Mrs|Ms|Dr|Jr|Sr|St|No|vs|Gov|Sen|Rep|Gen)\.",
        # possessives written apart, as tokenised text has them
        r"\w+\s['’]\s?s\b",
    )
)
CHUNK = re.compile(r"\S+")
DOTTED = re.compile(r"(?:[^\W\d_]\.)+|(?:Inc|Corp|Co|Ltd|Mr|Mrs|Ms|Dr|Jr|Sr|St)\.")
"""Abbreviations whose full stop is part of the word."""
POSSESSIVE = re.compile(r"(?<=\w)['’]s?$", re.IGNORECASE)
OPENERS, CLOSERS = "\"'“‘([{`", "\"'”’)]},.;:?!`"


@dataclass(frozen=True, slots=True)
class Pieces:
    """One text in pieces; every array has one entry a piece.

    word: true where a word starts, as the entity tags count them: without the punctuation around
    it, and apart from a possessive. starts, ends: characters of the text. case: index into CASES
    of the word a piece belongs to.
    glued: true where a piece may only be copied together with the one before it.
    """

    ids: IntArray
    starts: IntArray
    ends: IntArray
    case: IntArray
    word: BoolArray
    glued: BoolArray


def case_kind(word: str) -> int:
    """The index in CASES that fits a word's letters."""
    if word.isdigit():
        return 4
    if not any(c.isalpha() for c in word):
        return 5
    if word.islower():
        return 0
    if len(word) > 1 and word.isupper():
        return 2
    return 1 if word[0].isupper() and not any(c.isupper() for c in word[1:]) else 3


def whole_units(text: str) -> list[tuple[int, int]]:
    """Character ranges that are copied whole: words without the punctuation around them, and
    UNITS."""
    found = []
    for match in CHUNK.finditer(text):
        start, end = match.span()
        while start < end and text[start] in OPENERS:
            start += 1
        while end > start and text[end - 1] in CLOSERS:
            end -= 1
        if end > start:
            found.append((start, end))
    for pattern in UNITS:
        found += [_trimmed(text, *m.span()) for m in pattern.finditer(text)]
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and (text[end - 1].isspace() or text[end - 1] == ","):
        end -= 1
    return start, end


def word_starts(text: str) -> set[int]:
    """Where words start: parts between blanks, the punctuation at their edges and "'s" apart."""
    out: set[int] = set()
    for match in CHUNK.finditer(text):
        start, end = match.span()
        while start < end - 1 and text[start] in OPENERS:
            out.add(start)
            start += 1
        while (
            end > start + 1 and text[end - 1] in CLOSERS and not DOTTED.fullmatch(text[start:end])
        ):
            end -= 1
            out.add(end)
        out.add(start)
        if tail := POSSESSIVE.search(text[start:end]):
            out.add(start + tail.start())
    return out


def glue(
    length: int, starts: Sequence[int] | IntArray, units: Iterable[tuple[int, int]]
) -> BoolArray:
    """Which pieces continue a unit. `length` is that of the text, `starts` those of its pieces."""
    inner = np.zeros(length + 1, dtype=bool)
    for start, end in units:
        inner[start + 1 : end] = True
    return inner[np.asarray(starts, dtype=np.int64)] if len(starts) else np.zeros(0, dtype=bool)


def pieces(text: str, encoding: Any) -> Pieces:
    """`encoding` is what a `tokenizers.Tokenizer` made of the text, without special tokens."""
    starts = np.asarray([a for a, _ in encoding.offsets], dtype=np.int32)
    ends = np.asarray([b for _, b in encoding.offsets], dtype=np.int32)
    first = np.asarray([not t.startswith("##") for t in encoding.tokens], dtype=bool)
    case = np.zeros(len(starts), dtype=np.int32)
    heads = np.flatnonzero(first)
    for n, i in enumerate(heads):
        stop = heads[n + 1] if n + 1 < len(heads) else len(first)
        case[i:stop] = case_kind(text[starts[i] : ends[stop - 1]])
    glued = glue(len(text), starts, whole_units(text)) | ~first
    ids = np.asarray(encoding.ids, dtype=np.int32)
    word = np.isin(starts, list(word_starts(text)))
    return Pieces(ids, starts, ends, case, word, glued)


def join(text: str, chosen: Sequence[tuple[int, int] | str]) -> str:
    """Rebuilds a sentence from ranges of its source and written words.

    Neighbouring ranges keep the source's own characters between them; elsewhere there is one blank,
    none before closing punctuation.
    """
    out, last = "", -1
    for piece in chosen:
        start, end = (-1, -1) if isinstance(piece, str) else piece
        word = piece if isinstance(piece, str) else text[start:end]
        between = text[last:start] if 0 <= last <= start else "…"
        closes = word[:1] in ",.;:?!%)" or word[:2] in ("'s", "’s")
        gap = between if not between.strip() else "" if closes else " "
        out += gap + word if out else word
        last = end
    return out[:1].upper() + out[1:]
