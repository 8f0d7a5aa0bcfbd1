"""Which sentences lean on others: on the one before them, or on one that names whom they mean."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Protocol

from summarizer.models.known import opening_letters, referents, short_names

Ranges = Sequence[tuple[int, int]]


class Name(Protocol):
    """A name at characters start to end; kind is PER for persons."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...

    @property
    def kind(self) -> str: ...


POINTING = re.compile(
    r"(?:(?:but|and|still|yet|however),? )?(?:that|this|these|those|it|its|they|their|both|such)\b"
    r"(?! (?:week|month|year)\b)",
    re.IGNORECASE,
)
PRONOUN = re.compile(r"\b(?:he|she)\b(?![^\"“”]*”)", re.IGNORECASE)
SPOKE = re.compile(r"[,.?!][\"”’]+ (?:he|she|they) (?:said|says|added|told|wrote)\b")
UNIQUE = (
    r"(?:dollar|euro|yen|yuan|pound|economy|world|internet|recession|government|public|weather)"
)
KNOWN = re.compile(
    r"(?i:(?:(?:but|and|still|yet|however|meanwhile|separately|also|in addition),? )?)"
    rf"(?:[\"“]|(?i:the) (?!{UNIQUE}\b)[a-z]"
    r"|(?i:shares) (?:of|in) the (?:company|firm|group|bank)\b)"
)
"""A sentence about something that must have been told of: "The company said", "The two banks", or
that begins with somebody's own words."""
NEXT = re.compile(
    r"[^\"“]*\bthese (?!days\b)[a-z]+|"
    r"But (?:now|then|this|so)\b|(?:One|Two|Three|First|Second|Third|Secondly|Thirdly|Finally), "
    r"|(?s:.)*[\"”,] (?:said (?:a|the) (?:second|third)|(?:the|an)other said)\b"
    r"|[^\"“]{1,60} (?:was|were|is|are) also [a-z]+ed\b|"
    r"(?:But )?(?:Another|Among (?:them|those|these)\b|(?:At t|T)he same\b|Of the (?:\S+ ){0,2}\S+,"
    r"|(?:The|All|Both) (?:others?|latter|former(?=,| [a-z]+ed| \w+s\b)|rest|remainder"
    r"|remaining|pair|trio|duo|two|three|four|five|six)\b(?! \w+ of\b)"
    r"|(?:Of|Under|In|At|With|By|Since|After|Before|From|To|For|Despite|On|Until)"
    r" (?:that|those|such)\b)|(?:After|Within|Before) [a-z ]{1,30} (?:it|they|he|she)\b|"
    r"[^\"“]*\b(?:that|if|said|because|whether|while|when|as|but|and) this (?:is|was|would|will"
    r"|could|may|might|has|had)\b|"
    r"(?i:his|her)\b|(?:By|In|With|After|At|Under|To|On|For) [^,]{1,60}, (?:they|it|that|this)\b"
    r"|(?s:.)*?\b(?:has|have|had|take|took|in|of|for|with|on|to|by|from|at|play|played) (?:this"
    r"|these|such)"
    r" (?!week|month|year|quarter|summer|winter|spring|fall|autumn|morning|afternoon|time|point"
    r"|as\b)[a-z]+"
    r"|[^\"“]*\b(?:over|during|of|for|under|since|until|from) that [a-z]+(?=[,.]|$)"
)
"""A sentence that speaks of what the one before it told: "No agency has this role"."""
DUMMY = re.compile(r"It(?: is|['’]s| was| takes| took| will be| may be) (?!an?\b|the\b|also\b)")
TITLED = re.compile(r"\b[A-Z][\w.]*\s$")
BACK = 40
"""So many sentences at an article's beginning are searched for what later ones speak of."""
TITLE = 20
"""Characters before a surname in which a title may stand."""


def pointing(text: str, sentences: Ranges, names: Sequence[Name]) -> set[int]:
    """Numbers of the sentences that point back: they begin with "that" or "it", or say "he" or
    "she" before they name a person (but for the first, which may tell of "a man who says he") or
    behind a quotation. `sentences` are ranges of the text's
    characters."""
    out = set()
    for n, (start, end) in enumerate(sentences):
        said = PRONOUN.search(text, start, end)
        if SPOKE.search(text, start, end):
            out.add(n)
        if POINTING.match(text, start, end) and not (n == 0 and DUMMY.match(text, start, end)):
            out.add(n)
        if (
            said
            and not (n == 0 and said.start() > start)
            and not _named(names, start, said.start())
        ):
            out.add(n)
    return out


def _named(names: Sequence[Name], start: int, end: int) -> bool:
    """Whether a person's name begins between two places."""
    return any(name.kind == "PER" and start <= name.start < end for name in names)


def needs(text: str, sentences: Ranges, names: Sequence[Name]) -> dict[int, set[int]]:
    """By sentence, those of which one must be told beside it: any before it, where it begins
    with "the company" or the like; the last, where it speaks of "this role"; one that has a
    person's whole name, where it has no more than the surname."""
    out = {n: set(range(n)) for n, span in enumerate(sentences) if n and KNOWN.match(text, *span)}
    out |= {n: {n - 1} for n, span in enumerate(sentences) if n and NEXT.match(text, *span)}
    for n, told in [*_surnames(text, sentences, names), *_things(text, sentences)]:
        had = out.get(n, told)
        out[n] = had & told or had
    return out


def _things(text: str, sentences: Ranges) -> Iterator[tuple[int, set[int]]]:
    """Each sentence that speaks of a thing as known, with the ones before it that tell of the
    thing, else the last; and each with letters for a name, with those that have it in full."""
    for n, (start, end) in enumerate(sentences):
        own = text[start:end]
        for pattern in referents(own) if n else ():
            yield n, _telling(pattern, text, sentences[:n]) or {n - 1}
        for pattern in short_names(own).values():
            told = _telling(pattern, text, sentences[: n + 1])
            if told and n not in told:
                yield n, told
        begun = opening_letters(own)
        told = _telling(begun, text, sentences[:n]) if begun else set()
        if told and not any(_telling(p, text, sentences) for p in short_names(own).values()):
            yield n, told


def _telling(pattern: re.Pattern[str], text: str, sentences: Ranges) -> set[int]:
    """Numbers of those of a text's sentences, or of its first ones, in which a pattern is found."""
    first = sentences[:BACK]
    return {n for n, span in enumerate(first) if pattern.search(text, *span)}


def _surnames(
    text: str, sentences: Ranges, names: Sequence[Name]
) -> Iterator[tuple[int, set[int]]]:
    """Each sentence that tells of somebody by surname, without a title, whom sentences before it,
    which come with it, named in full."""
    full: dict[str, set[int]] = {}
    for name in names:
        n = _place(sentences, name)
        words = text[name.start : name.end].split()
        told = full.get(words[-1], set())
        if len(words) > 1:
            if name.kind == "PER":
                for word in (words[0], words[-1]):  # in some languages the surname stands first
                    full.setdefault(word, set()).add(n)
        elif told and n not in told and not _titled(text, sentences[n][0], name):
            yield n, set(told)


def _titled(text: str, start: int, name: Name) -> bool:
    """Whether a title stands before a name, in the sentence that begins at `start`."""
    return bool(TITLED.search(text, max(name.start - TITLE, start), name.start))


def _place(sentences: Ranges, name: Name) -> int:
    """The number of the sentence a name stands in."""
    return bisect_right(sentences, name.start, key=lambda sentence: sentence[0]) - 1
