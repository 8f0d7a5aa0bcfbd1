"""Subheadings that run into the text: "… in the spring. PENSION WORRIES The deficit may …".

Their capitals tell them from the sentence, and their words from names: a company in capitals is
short, is named again, or goes on with its legal form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from summarizer.clean.page import Piece, trim
from summarizer.clean.words import function_words

_CAPS = r"(?:['‘]?[A-Z][A-Z'’&-]*[A-Z]['’]?|[EU]\.[KSU]\.|A|&|-)"
_RUN_IN = re.compile(
    rf"""(?:\A|(?<=[.!?])["”’')\]]{{0,2}}\s+)          # where a sentence begins
    (?P<head>(?!-){_CAPS}(?:[,:]?\ {_CAPS}){{0,6}}[?!]?)\s+
    (?P<next>["“]?[A-Z][\w.&'’-]*)(?P<after>,|\ ?[\w]?)""",
    re.VERBOSE,
)
_NEUTRAL = frozenset(["&", "-", "U.S.", "U.K.", "E.U."])
_FORM = re.compile(
    r"(?:Inc|Corp|Co|Cos|Ltd|Plc|PLC|LLC|AG|SA|SE|NV|AB|ASA|SpA|Group|Groep|Holdings?|Partners"
    r"|Capital|Bank|International)\b"
)
"""What goes on a company's name."""
_ENDED = re.compile(r"""[.!?…]["”’')]*\s*$|[.!?]["”’')]*\s""")
"""A line without any full stop, such as "READ MORE Mill closes in May", is left to others."""
_LONGER = 4
"""Letters from which on a word is hardly the initials of a name; where the sentence behind it
begins with a small word ("The", "But"), any are."""
_INITIALS = 5
"""Letters of a name in capitals at most that may begin the sentence after a heading."""


def parted(text: str, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces, each with such a subheading inside cut before and behind it."""
    return tuple(part for piece in pieces for part in _part(text, piece))


def _part(text: str, piece: Piece) -> list[Piece]:
    own = text[piece.start : piece.end]
    found = [m for m in _RUN_IN.finditer(own) if _heading(m, text)] if _ENDED.search(own) else []
    cuts = [piece.start + at for m in found for at in (m.start("head"), m.start("next"))]
    edges = [piece.start, *(cut for cut in cuts if cut > piece.start), piece.end]
    parts = [Piece(*trim(text, a, b)) for a, b in pairwise(edges)]
    return [replace(parts[0], mark=piece.mark), *parts[1:]] if found else [piece]


def _heading(found: re.Match[str], text: str) -> bool:
    """Whether a run of capitals is a heading, and no name that the sentence begins with."""
    head, after = found["head"].rstrip("?!"), found["next"].lstrip('"“')
    words = [word.strip(",:'‘’") for word in head.split()]
    begins = after.lower() in function_words()["en"]
    sure = [_ordinary(word, head, text, _LONGER) for word in words]
    short = begins and all(_ordinary(word, head, text, 1) for word in words)
    # no name goes on with "The" or "But", so one may stand in such a heading
    named = len(words) > 1 and any(sure) and (begins or _mostly(words, sure, text))
    told = all(sure) or short or named
    if _FORM.match(after) or not told or set(words) <= _NEUTRAL:
        return False
    if found["head"] != head:
        return len(words) > 1
    if after.isupper() and len(after) > 1:
        named = found["after"] == "," or found["after"].strip().islower()
        return len(words) > 1 and named and len(after) <= _INITIALS
    if len(words) == 1:
        return begins or (len(head) > _LONGER and _small(head, text))
    return bool(re.match(r"[A-Z]", after))


def _mostly(words: Sequence[str], sure: Sequence[bool], text: str) -> bool:
    """Whether more than half of the words are the language's, and the text has a longer one."""
    known = any(len(word) >= _LONGER and _small(word, text) for word in words)
    return known and 2 * sum(sure) > len(words)


def _small(word: str, text: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(word.lower())}(?!\w)", text))


def _ordinary(word: str, head: str, text: str, longer: int) -> bool:
    """Whether a word in capitals is one of the language: a small word, one that the text also
    writes small, or one of so many letters that it doesn't name anywhere else."""
    low = word.lower()
    if word in _NEUTRAL or low in function_words()["en"] or _small(word, text):
        return True
    named = len(re.findall(rf"(?<!\w){re.escape(word)}(?!\w)", text)) > head.split().count(word)
    return len(word) >= longer and not named
