"""Is a line, put together from pieces of its source, still saying what the source says?

A pure function over the source's text and the ranges copied from it. The cues are tables; a new
kind of damage is a new function in CHECKS.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

Range = tuple[int, int]
Piece = tuple[int, int] | str

NEGATION = re.compile(
    r"\b(?:not|no|never|nor|neither|none|nothing|nobody|without|cannot|hardly|barely|unless"
    r"|den(?:y|ies|ied)|refus(?:e[sd]?|ing)|fail(?:s|ed|ing)?|declin(?:e[sd]?|ing)\s+to"
    r"|reject(?:s|ed|ing)?|rul(?:e[sd]?|ing)\s+out|unlikely|unable|instead\s+of|rather\s+than"
    r"|halt(?:s|ed)?|cancel(?:s|led|ed)?|scrap(?:s|ped)?)\b|n\s?['’]\s?t\b",
    re.IGNORECASE,
)
HEDGE = re.compile(
    r"\b(?:may|might|could|would|if|alleged(?:ly)?|reported(?:ly)?|rumou?red|possible|possibly"
    r"|potential(?:ly)?|proposed|plan(?:s|ned|ning)?|expect(?:s|ed)?|consider(?:s|ed|ing)?"
    r"|likely|about|around|nearly|almost|more\s+than|less\s+than|at\s+least|up\s+to|as\s+much\s+as"
    r"|talks?|seek(?:s|ing)?|aim(?:s|ed)?|try(?:ing)?|tried|want(?:s|ed)?|hop(?:es?|ed|ing)"
    r"|over|under|below|above|roughly|approximately|former|acting|interim|deputy|vice)\s*$",
    re.IGNORECASE,
)
SAFE_START = re.compile(
    r"^\s*(?:[,;:(\[\"“”'—–-]|(?:in|on|at|by|with|from|after|before|during|since|until|amid|for|to"
    r"|as|while|when|where|which|who|that|because|although|though|according|including|via|per|of"
    r"|through|under|over|despite|following|and|or|but|earlier|later|also|still|however|yesterday"
    r"|today|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|last|this|next"
    r"|recently|reportedly|about|just|already|currently|now)\b)",
    re.IGNORECASE,
)
SAFE_END = re.compile(r"[,;:)\]\"”—–-]\s*$")
NEVER_ALONE = re.compile(
    r"(?:^|\s)(?:and|or|but|the|a|an|of|to|for|with|in|on|at|by|from|as|than|that|which|who|its|his"
    r"|her|their|is|are|was|were|be|been|has|have|had|will|would|could|may|said|into|after"
    r"|before|while|when|because|although|if|about|more|mr|ms|mrs|,|:|-|;|['(])\s*[.!?]?$",
    re.IGNORECASE,
)
NEVER_DROPPED_ALONE = re.compile(
    r"^\s*(?:who|which|whose|whom|and|or|but|of|to|in|on|by|with|from|for|at|as|than|into|is|are|was"
    r"|were|be|been|being|has|have|had|will|more|less|only|its|his|her|their)\s*$",
    re.IGNORECASE,
)
OPENING = re.compile(
    r"^\s*[\"“'‘(]?\s*(?:(?:the|a|an|but|and|so|yet|still|also|however|meanwhile|separately|now|then"
    r"|similarly|in addition|earlier|later|today|yesterday)\s*[,:]?|.*[:;—–]"
    r"|(?:in|on|at|after|following|during|amid|despite|with|as|while|when|although|though|since|by|for"
    r"|from|under|once|[a-z]+(?:ing|ed))\b.*,)\s*[\"“]?\s*$",
    re.IGNORECASE | re.DOTALL,
)
DESCRIPTION = re.compile(
    r"^(?!.*\b(?:of|in|by|on|for|and|or|at|to|with|from|that|who|which|is|are|was|were|has|have|had"
    r"|will|would|said|says|former|acting|interim|deputy|vice|sold|bought|won|told|made|cut|set|hit|led|met"
    r"|paid|put|saw|took|beat|[a-z]\w+ed)\b)(?:the |an? )?(?:[\w-]+ ){1,4}$",
    re.IGNORECASE,
)
"""What may stand before a name to describe it: "French carmaker ", "consulting firm "."""
ASIDE = re.compile(r", (?:who|which|whose|where)\b[^,]*$", re.IGNORECASE)
CONDITION = re.compile(r"\b(?:unless|if|except|provided|subject\s+to|but\s+not)\b", re.IGNORECASE)
HEARSAY = re.compile(
    r"\b(?:sources?|familiar\s+with|direct\s+knowledge|report(?:s|ed)|newspapers?|daily|analysts?|rumou?r\w*"
    r"|ruled|believe[sd]?|thinks?|thought|estimate[sd]?|predict\w*|alleg\w*|accus\w*|claim(?:s|ed)?"
    r"|worr(?:y|ied|ies)|fear(?:s|ed)?|hope[sd]?)\b",
    re.IGNORECASE,
)
ASCRIBED = re.compile(
    r"\b(?:sa(?:id|ys?)|told|tells?|according|add(?:s|ed)|announced|statement|spokes\w+|warn(?:s|ed)"
    r"|called|argue[sd]?|wrote|show(?:s|ed)|found|only|until|except)\b",
    re.IGNORECASE,
)
NEEDED = re.compile(r"^\s*(?:to|of|than|that|per|about|from|against|into)\b", re.IGNORECASE)
"""What begins with one of these belongs to the words before it."""
JOINED = re.compile(
    r"^\s*(?:and|or)\b(?!\s+(?:\S+\s+)?(?:[a-z]{2,}(?:ed|s)|are|had|have|will|would|could|may|might)\b)",
    re.IGNORECASE,
)
"""The other half of a pair, unless it is a clause: "research and development"."""
SHARE_OF = re.compile(
    r"\b(?:percent|per\s+cent|half|third|quarter|most|all|none|majority)\s+of\s+(?:[\w'’-]+\s+){0,3}[\w'’-]+$|%\s+of\s+"
    r"(?:[\w'’-]+\s+){0,3}[\w'’-]+$",
    re.IGNORECASE,
)
"""A share of something: what bounds that may not go, as in "half of the jobs at a plant"."""
MODIFIER = re.compile(
    r"^\s*(?:that|which|who|[a-z]{3,}ing|[a-z]{2,}ed\s(?:by|in|on|to|at|for|with))\s"
)
INDEFINITE = re.compile(r"\b(?:an?|two|three|four|several|some|many)\s(?:[\w'’-]+\s){0,3}[\w-]+$")
SAYING = re.compile(
    r"\b(?:sa(?:y|ys|id)|show(?:s|ed|n)?|believe[sd]?|tell|told|sees?|saw|hear|find|found|sign|claim|fear|hope|bet"
    r"|view|idea|fact|is|are|was|were|be|been|being|of|not|no|never)\s(?:[\w'’-]+\s){0,3}[\w-]+$"
    r"|\b(?:now|so|such|given|provided|except|those|any)$"
)
"""A noun that stands for no certain thing, what may follow to describe it, and the words between
which that would say something else: "filed a suit that accuses the bank"."""
DAY = re.compile(
    r"^\s+(?:(?:late|early|earlier)\s+)?(?:on\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"(?:\s+(?:morning|afternoon|evening|night))?\b",
    re.IGNORECASE,
)
SAID = (
    r"said(?:\s+(?:on|late|early|earlier|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))*(?:\s+that)?"
)
REWRITES: Mapping[str, re.Pattern[str]] = {
    "to": re.compile(rf"\s*(?:{SAID}\s+(?:it|they)\s+)?(?:will|would)\s*"),
    "says": re.compile(rf"\s*{SAID}\s*"),
    "say": re.compile(rf"\s*{SAID}\s*"),
    "": re.compile(r"\s*(?:is|are)(?:\s+set|(?=\s+(?:set|due|[a-z]+ing)\b))\s*"),
}
"""What a headline may leave out for the word it writes there, as in "it said it would buy" and "to
buy"; for none, as in "is set to buy" and "to buy"."""
ATTRIBUTION = re.compile(
    r",\s+(?!(?:just|even|as|while|when|where|after|before|but|and|or|which|who|with|although|though|because"
    r"|since|in|on|at|by|for|citing|adding)\b)(?:the\s+|an?\s+)?(?P<who>[^,;:]{3,60}?)(?:\s+familiar\s+with\b[^,]*?)?"
    r"\s+(?:said|says|told|reported|showed|wrote)\b[^,;:]*(?:,\s+citing\b[^;:]*)?[.]?$"
)
"""Who says so, at the end of a sentence: what stands behind a headline's colon."""
FREE_WORDS = frozenset(["the", "a", "an", "to", "and", "s"])
"""Words that may be written anywhere; others only where what was left out there had them."""
WORD = re.compile(r"[^\W_]")
LONG_GAP = 12


def problems(text: str, sentences: Sequence[Range], pieces: Sequence[Piece]) -> tuple[str, ...]:
    """What is wrong with a line made of `pieces` of `text`; empty if nothing was found.

    `sentences` are the character ranges the line was written from; `pieces` are ranges copied and
    words written, in the line's order.
    """
    sentences, pieces = unattributed(text, sentences, pieces)
    found = (check(text, sentences, pieces) for check in CHECKS)
    return tuple(problem for problem in found if problem)


def unattributed(
    text: str, sentences: Sequence[Range], pieces: Sequence[Piece]
) -> tuple[Sequence[Range], Sequence[Piece]]:
    """The sentence and the line without who says so, where the line ends in a colon and the name
    or noun that ends the sentence's last clause: "Old Mill is for sale: sources"."""
    if len(sentences) != 1 or len(pieces) < 3 or pieces[-2] != ":":
        return sentences, pieces
    [(start, end)], last = sentences, pieces[-1]
    match = ATTRIBUTION.search(text[start:end])
    if match is None or isinstance(last, str) or last != speaker(match, start):
        return sentences, pieces
    return [(start, start + match.start())], pieces[:-2]


def speaker(match: re.Match[str], start: int) -> Range:
    """Where the name or noun stands that an ATTRIBUTION found in a sentence that begins at
    `start`."""
    return match.start("who") + start, match.end("who") + start


def rewritten(text: str, pieces: Sequence[Piece], gap: Range) -> bool:
    """Whether what is written in a gap says what was left out there."""
    at = next(i for i, p in enumerate(pieces) if not isinstance(p, str) and p[1] == gap[0])
    between = pieces[at + 1]
    return _stands_for(between if isinstance(between, str) else "", text, gap)


def _stands_for(word: str, text: str, gap: Range) -> bool:
    match = REWRITES[word].match(text, gap[0]) if word in REWRITES else None
    return match is not None and match.end() == gap[1]


def _ranges(pieces: Sequence[Piece]) -> list[Range]:
    return [p for p in pieces if not isinstance(p, str)]


def broken_word(text: str, sentences: Sequence[Range], pieces: Sequence[Piece]) -> str | None:
    """A range that begins or ends inside a word or a number."""
    for start, end in _ranges(pieces):
        for edge in (start, end):
            around = text[max(edge - 1, 0) : edge + 1]
            if 0 < edge < len(text) and all(WORD.match(c) for c in around):
                return f"breaks the word at {around!r}"
            if re.fullmatch(r"\d[.,]\d", text[max(edge - 1, 0) : edge + 2]):
                return "breaks a number"
            if re.fullmatch(r"\d[.,]\d", text[max(edge - 2, 0) : edge + 1]):
                return "breaks a number"
    return None


def stutter(text: str, sentences: Sequence[Range], pieces: Sequence[Piece]) -> str | None:
    """A word said twice running that the source does not say twice running."""
    words = " ".join(p if isinstance(p, str) else text[slice(*p)] for p in pieces).lower().split()
    whole = " ".join(text.lower().split())
    for a, b in pairwise(words):
        if a == b and WORD.match(a) and f"{a} {b}" not in whole:
            return f"says {a!r} twice"
    return None


def gaps(text: str, sentences: Sequence[Range], pieces: Sequence[Piece]) -> list[Range]:
    """What lies between neighbouring ranges of one sentence and was left out."""
    ends = [end for _, end in sentences]
    ranges = _ranges(pieces)
    out = []
    for (_, a), (b, _) in pairwise(ranges):
        if a < b and bisect_right(ends, a - 1) == bisect_right(ends, b):
            out.append((a, b))
    return out


def negation(text: str, sentences: Sequence[Range], pieces: Sequence[Piece]) -> str | None:
    """A negation or refusal between the first and the last place copied that was left out."""
    for a, b in gaps(text, sentences, pieces):
        if match := NEGATION.search(text[a:b]):
            return f"drops {match[0]!r}"
    ranges = _ranges(pieces)
    for start, end in sentences:
        mine = [r for r in ranges if start <= r[0] < end]
        if mine and (match := NEGATION.search(text[start : mine[0][0]])):
            return f"drops {match[0]!r}"
    return None


def hedge(text: str, sentences: Sequence[Range], pieces: Sequence[Piece]) -> str | None:
    """A word that weakens or bounds what follows it, left out right before what was copied."""
    kept = {g for g in gaps(text, sentences, pieces) if rewritten(text, pieces, g)}
    for start, end in sentences:
        mine = [r for r in _ranges(pieces) if start <= r[0] < end]
        before = start
        for a, b in mine:
            if (before, a) in kept:
                before = b
                continue
            if before < a and (match := HEDGE.search(text[before:a])):
                return f"drops {match[0].strip()!r}"
            before = b
    return None


def splice(text: str, sentences: Sequence[Range], pieces: Sequence[Piece]) -> str | None:
    """A join of two places that may change who did what.

    Leaving out is safe where a clause or phrase begins (a comma, a preposition, a relative word);
    a long stretch must end with a comma, too. What goes with a day is judged by itself.
    """
    for a, b in gaps(text, sentences, pieces):
        if rewritten(text, pieces, (a, b)):
            continue
        left = DAY.sub("", text[a:b])
        words = len(left.split())
        opens = bool(SAFE_START.match(left))
        closes = bool(SAFE_END.search(left.rstrip()))
        if NEVER_DROPPED_ALONE.match(left):
            return f"drops {left.strip()!r}"
        if (words > 1 and not opens) or (words > LONG_GAP and not (opens and closes)):
            return f"joins across {words} words"
    return None


def opening(text: str, sentences: Sequence[Range], pieces: Sequence[Piece]) -> str | None:
    """A line that begins inside a phrase: what comes before it is no more than an opening."""
    ranges = _ranges(pieces)
    for start, end in sentences:
        mine = [r for r in ranges if start <= r[0] < end]
        before = text[start : mine[0][0]] if mine else ""
        if not before.strip(" \"“'‘("):
            continue
        described = DESCRIPTION.match(before) and text[mine[0][0]].isupper()
        if not (described or OPENING.match(before)) or HEARSAY.search(before):
            return f"begins after {before.split()[-1]!r}"
    return None


def cut_off(text: str, sentences: Sequence[Range], pieces: Sequence[Piece]) -> str | None:
    """A line that stops inside a phrase, or before what limits or attributes it."""
    ranges = _ranges(pieces)
    for start, end in sentences:
        mine = [r for r in ranges if start <= r[0] < end and WORD.search(text[slice(*r)])]
        rest = DAY.sub("", text[mine[-1][1] : end]) if mine else ""
        if not WORD.search(rest):
            continue
        if text[mine[-1][1] - 1] == "." and rest[:1].isspace():
            return f"stops before {rest.split()[0]!r}"
        before = text[start : mine[-1][1]]
        if SHARE_OF.search(before) and rest.lstrip()[:1].isalpha():
            return f"stops before {rest.split()[0]!r}"
        if MODIFIER.match(rest) and INDEFINITE.search(before) and not SAYING.search(before):
            continue
        if not SAFE_START.match(rest) or NEEDED.match(rest) or JOINED.match(rest):
            return f"stops before {rest.split()[0]!r}"
        tail = text[slice(*mine[-1])].rsplit(", ", 1)
        if len(tail) == 2 and len(tail[1].split()) < 3:
            return f"stops after {tail[1]!r}"
        if ASIDE.search(text[slice(*mine[-1])]):
            return "stops inside an aside"
        if match := CONDITION.search(rest) or HEARSAY.search(rest):
            return f"drops {match[0]!r}"
    return None


def unpaired(text: str, sentences: Sequence[Range], pieces: Sequence[Piece]) -> str | None:
    """A quotation mark or bracket without its other half."""
    line = " ".join(p if isinstance(p, str) else text[slice(*p)] for p in pieces)
    pairs = (line.count("(") - line.count(")"), line.count("“") - line.count("”"))
    return "opens or closes only half" if any(pairs) or line.count('"') % 2 else None


def order(text: str, sentences: Sequence[Range], pieces: Sequence[Piece]) -> str | None:
    """Places copied in another order than the source has them."""
    ranges = _ranges(pieces)
    if any(b < a for (_, a), (b, _) in pairwise(ranges)):
        return "changes the order"
    return None


def ending(text: str, sentences: Sequence[Range], pieces: Sequence[Piece]) -> str | None:
    """A line that stops on a word that needs another."""
    if not pieces:
        return "is empty"
    words = " ".join(p if isinstance(p, str) else text[slice(*p)] for p in pieces)
    words = words.rstrip(" .")
    return f"stops at {words.split()[-1]!r}" if words and NEVER_ALONE.search(words) else None


def written(text: str, sentences: Sequence[Range], pieces: Sequence[Piece]) -> str | None:
    """A written word or mark that what was left out around it did not have, or too many."""
    free = [p for p in pieces if isinstance(p, str) and WORD.match(p)]
    copied = sum(len(text[slice(*p)].split()) for p in _ranges(pieces))
    if len(free) * 4 > len(free) + copied:
        return "writes too much freely"
    for word, (a, b) in _surrounded(text, pieces):
        if _stands_for(word, text, (a, b)):
            continue
        if not WORD.match(word) and word not in text[a:b]:
            return f"writes {word!r}"
        if WORD.match(word) and word not in FREE_WORDS and word not in text[a:b].lower().split():
            return f"writes {word!r}"
    return None


def _surrounded(text: str, pieces: Sequence[Piece]) -> list[tuple[str, Range]]:
    """What was written, each with what lies between the ranges before and after it; a full stop
    at the end may always be."""
    out = []
    for i, piece in enumerate(pieces):
        if isinstance(piece, str) and not (piece == "." and i == len(pieces) - 1):
            before = next((p[1] for p in reversed(pieces[:i]) if not isinstance(p, str)), 0)
            after = next((p[0] for p in pieces[i:] if not isinstance(p, str)), len(text))
            out.append((piece, (before, after)))
    return out


Check = Callable[[str, Sequence[Range], Sequence[Piece]], str | None]
CHECKS: tuple[Check, ...] = (
    broken_word,
    stutter,
    negation,
    hedge,
    splice,
    opening,
    cut_off,
    unpaired,
    order,
    ending,
    written,
)
