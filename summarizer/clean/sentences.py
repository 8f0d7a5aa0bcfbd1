"""Sentence borders: sentencex, with its weak points in business prose mended."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise

from summarizer.clean.cues import table
from summarizer.clean.page import trim
from summarizer.clean.words import REMEMBERED

Borders = list[tuple[int, int]]
LOOK = 2_000
"""Letters that are looked back over at most: some text has no border for hundreds of thousands,
and looking at all of it from every stop would take minutes."""

_WORD = re.compile(r"\w+")
_INITIALS = re.compile(r"(?:\w\.)*\w")

_STRAY = re.compile(r"""[.!?]["”’')]?(\s+)(["“])$""")
_GLUED = re.compile(r"[A-Z]\.$")
_CODE = re.compile(r"(?:^|\s)[A-Z0-9]*[a-z]?\.$"), re.compile(r"[A-Z]{1,5}\b(?!['’.])")
_INDEX = re.compile(r"[A-Z][A-Z0-9]{1,14} [a-z]")
"""The halves of a share's code, such as ACMEa.N or .SPX, and one behind any word."""
_SHARE = re.compile(r"[A-Z]{2,5}[a-z]?\.(?:[A-Z]{1,2}\b|$)")
"""A share's code or its first half, behind the abbreviation that ends a company's name."""
_ZONE = re.compile(r"(?:[ECMP][SD]?T|GMT|UTC|BST|CET|CEST|JST|HKT|IST|AEST)\b")
"""What goes on an hour: "3 p.m. EST"."""
_RANK = re.compile(r"No\. ?\d")
"""What goes on a country's letters: "the U.S. No. 2 lender"."""
_FORM = re.compile(r"(?:Inc|Corp|Ltd|Plc|PLC|LLC)\b")
"""What goes on a name that ends in an abbreviation: "Old Mill Cos. Inc."."""
_HELD = re.compile(r"(?:^\W*[Tt]he|\b[Aa]n?) (?:[A-Z]\.){2,}$")
"""What a noun must follow: "A U.S." never ends a sentence, "The U.S." is none."""
_BORDER = re.compile(r"""[.!?]["”’')\]]*\s+(?=["“‘'(\[]?[A-Z0-9])""")


@lru_cache(REMEMBERED)
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Where the sentences of one block are, without the blanks around them, in order."""
    from sentencex import get_sentence_boundaries  # loads a native library

    found = [(b["start_index"], b["end_index"]) for b in get_sentence_boundaries("en", text)]
    whole = [trim(text, start, end) for start, end in _gapless(found, len(text))]
    joined = _join(text, [border for border in whole if border[0] < border[1]])
    divided = [part for border in joined for part in _divide(text, *border)]
    return tuple(_quotes_in_front(text, divided))


def _quotes_in_front(text: str, borders: Borders) -> Borders:
    """A quotation mark that opens a sentence belongs to it, not to the end of the one before."""
    out: Borders = []
    for start, end in borders:
        if out and out[-1][1] == start and (stray := _STRAY.search(text, *out[-1])):
            out[-1] = (out[-1][0], stray.start(1))
            start = stray.start(2)
        out.append((start, end))
    return [trim(text, a, b) for a, b in out]


def _gapless(found: Borders, length: int) -> Borders:
    """Borders that cover the text whatever the library returned."""
    starts = sorted({0, *(start for start, _ in found if 0 < start < length), length})
    return list(pairwise(starts))


def _join(text: str, borders: Borders) -> Borders:
    """Sentences that were torn apart: after an abbreviation, before a small letter."""
    joined: Borders = []
    for start, end in borders:
        before = text[max(joined[-1][0], joined[-1][1] - LOOK) : joined[-1][1]] if joined else ""
        glued = joined and joined[-1][1] == start and _one_token(before, text[start:end])
        if joined and (glued or _continues(before, text[start:end])):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _one_token(before: str, after: str) -> bool:
    """Do these belong together, between which there is no blank?"""
    if _GLUED.search(before) and after[0].isupper():
        return True
    halves = zip(_CODE, (before, after), strict=True)
    return bool(_INDEX.match(after)) or all(half.search(text) for half, text in halves)


def _continues(before: str, after: str) -> bool:
    last = before.split()[-1]
    if after[0].islower() and not re.match(r"[a-z]{1,2}[A-Z]", after):
        return last[-1] in ".!?\"”’')" or len(before) < 3
    if not any(char.isalnum() for char in after) or not any(char.isalnum() for char in before):
        return True
    known, word = _abbreviations(), last.lstrip("(\"“'")
    goes_on = _SHARE.match(after) or _FORM.match(after) or _RANK.match(after)
    if word in known["maybe_last"] and goes_on:
        return True
    if _HELD.search(before):
        return True
    if word in ("a.m.", "p.m.") and _ZONE.match(after):
        return True
    if word in known["exclaimed"]:
        return not _starts(after)
    return word in known["never_last"] or (last in known["before_number"] and after[0].isdigit())


def _divide(text: str, start: int, end: int) -> Borders:
    """Borders the library missed, outside quotations: stray quotes mislead it."""
    cuts = [start]
    for found in _BORDER.finditer(text, start, end):
        if _closes(text, cuts[-1], found):
            cuts.append(found.end())
    return [trim(text, a, b) for a, b in pairwise([*cuts, end])]


def _closes(text: str, start: int, found: re.Match[str]) -> bool:
    """Does the stop end a sentence that began at `start`?"""
    sign, start = found[0].rstrip(), max(start, found.start() - LOOK)
    if _open_quote(text[start : found.end()]):
        return False
    before = text[start : found.start()].split()
    after = text[found.end() : found.end() + LOOK]
    if sign != ".":
        named = before and before[-1] + sign in _abbreviations()["exclaimed"]
        return not named or _starts(after)
    return not before or _may_close(before[-1].lstrip("(\"“'["), after)


def _may_close(word: str, after: str) -> bool:
    """May a full stop after this word end a sentence, going by what comes after?"""
    known = _abbreviations()
    dotted = word + "."
    if dotted in known["never_last"] or dotted in known["before_number"]:
        return False
    if dotted in known["maybe_last"] or _INITIALS.fullmatch(word):
        return _starts(after)
    return True


def _starts(after: str) -> bool:
    """Does this begin like a sentence, and hardly like a name?"""
    first = _WORD.match(after)
    return first is not None and not _RANK.match(after) and first[0] in _abbreviations()["starters"]


def _open_quote(piece: str) -> bool:
    """Is a quotation still open at the end? A quote sign before a blank closes one."""
    curly = piece.count("“") > piece.count("”")
    if '"' not in piece:
        return curly
    opening = len(re.findall(r'(?:^|(?<=[\s(\[—-]))"(?=\S)', piece))
    closing = len(re.findall(r'(?<=\S)"', piece)) - len(re.findall(r'(?<=[(\[—-])"(?=\S)', piece))
    return curly or opening > closing


@cache
def _abbreviations() -> dict[str, frozenset[str]]:
    return {key: frozenset(line.split()) for key, line in table("abbreviations").items()}
