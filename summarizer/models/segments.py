"""What may be left out of a sentence without changing what the rest says.

The patterns stand in `data/segments.toml`; each finds one kind of segment. Nothing that attributes,
negates, bounds or makes conditional is ever a segment, nor anything inside a quotation, nor what
holds an amount: readers act on amounts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from summarizer.models.guards import ASCRIBED, CONDITION, HEARSAY, NEGATION
from summarizer.models.headlines import VERB
from summarizer.models.knowledge import pattern, patterns, table

Range = tuple[int, int]

LEAST_WORDS = 6
"""A line has at least so many words."""
LEFT = 0.3
"""A segment goes where no more than this share of its letters was copied."""
_QUOTES = re.compile(r"[\"“”]")


def _sign(key: str) -> re.Pattern[str]:
    return pattern("segments", key)


def dangles(text: str) -> bool:
    """Whether a text ends on words that need what follows them."""
    return bool(_sign("dangling").search(text))


@cache
def _bound() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """What stands before a segment, and how it begins, where the one needs the other."""
    rows = table("segments")["bound"]
    return tuple((re.compile(row["before"]), re.compile(row["inside"])) for row in rows)


def segments(sentence: str) -> list[Range]:
    """Half-open ranges of a sentence, longest first; they may overlap."""
    found = {
        _opened(sentence, *span)
        for kind in patterns("segments", "segments")
        for span in _matches(kind, sentence)
    }
    return sorted((s for s in found if _free(sentence, *s)), key=lambda s: (s[0] - s[1], s))


def _opened(sentence: str, start: int, end: int) -> Range:
    """The range, less its last comma where that closes what a comma before it opened, as in "the
    company, Big Mill, which bakes, was sold", but not in "it rose, while the mill, which bakes,
    closed" nor in "in May, she said the mill, which bakes, closed"."""
    inner = sentence[start:end].startswith(",") and sentence[start:end].endswith(",")
    commas = [match.end() for match in re.finditer(r",(?!\d)", sentence[:start])]
    opened = inner and len(commas) % 2 == 1 and not _sign("joins").match(sentence, commas[-1])
    opened = opened and not VERB.search(sentence, commas[-1], start)
    return (start, end - 1) if opened else (start, end)


def _matches(kind: re.Pattern[str], sentence: str) -> Iterator[Range]:
    """All matches, those that begin inside another too."""
    at = 0
    while match := kind.search(sentence, at):
        yield match.span()
        at = match.start() + 1
        if kind.pattern.startswith("^"):
            return


def _free(sentence: str, start: int, end: int) -> bool:
    """Whether what stands there bears on nothing outside."""
    inside = sentence[start:end]
    opens = start == 0 and bool(_sign("time").search(inside))
    binds = any(p.search(inside) for p in (NEGATION, CONDITION, HEARSAY, ASCRIBED, _sign("amount")))
    quoted = bool(_QUOTES.search(inside)) or len(_QUOTES.findall(sentence, 0, start)) % 2 == 1
    hangs = dangles(sentence[:start]) and not sentence[end : end + 1].isspace()
    dated = bool(_sign("day").fullmatch(inside) and _sign("ahead").search(sentence, 0, start))
    bound = any(b.search(sentence[:start]) and i.search(inside) for b, i in _bound())
    return not (opens or binds or quoted or hangs or dated or bound)


def snap(
    sentence: str,
    copied: Sequence[Range],
    linked: bool = True,
    wanted: Iterable[re.Pattern[str]] = (),
    whole: bool = False,
) -> list[Range]:
    """The ranges of a sentence that stay, when the segments go that were hardly `copied`.

    What a decoder chose word by word is so rounded to whole segments: the line is the sentence
    less some of what may be left out. Words that join it to the one before go where it isn't
    `linked` to that. What `wanted` finds there stays: another line speaks of it; of a `whole` one
    all stays but codes and what joins it.
    """
    gone = [_stopped(sentence, *match.span()) for match in _sign("code").finditer(sentence)]
    gone += [] if linked else [match.span() for match in _sign("links").finditer(sentence)]
    needed = tuple(wanted)
    for start, end in () if whole else segments(sentence):
        apart = all(end <= a or b <= start for a, b in gone)
        if apart and _share(sentence, start, end, copied) <= LEFT:
            kept = _kept(sentence, [*gone, (start, end)])
            left = " ".join(sentence[a:b] for a, b in kept)
            lost = any(w.search(sentence, start, end) and not w.search(left) for w in needed)
            if not lost and len(left.split()) >= LEAST_WORDS and (start == 0 or _tells(left)):
                gone.append((start, end))
    gone += [found for start, end in gone if start == 0 for found in _paired(sentence, end)]
    return _uncomma(sentence, _kept(sentence, gone))


def _paired(sentence: str, start: int) -> Iterator[Range]:
    """The comma behind who says so, where what opened the sentence, to `start`, goes with the comma
    before: "Instead, Old Mill said, the bakery was sold"."""
    if match := _sign("aside").match(sentence, start):
        yield match.span("comma")


def _uncomma(sentence: str, kept: list[Range]) -> list[Range]:
    """The ranges without a comma that nothing but the full stop follows now."""
    if len(kept) < 2 or sentence[slice(*kept[-1])] not in (".", "!", "?"):
        return kept
    start, end = kept[-2]
    return [*kept[:-2], (start, end - sentence[:end].endswith(",")), kept[-1]]


def _stopped(sentence: str, start: int, end: int) -> Range:
    """The code's range, with the full stop after it where one stands before it already."""
    twice = sentence[:start].endswith(".") and sentence[end:].rstrip() == "."
    return (start, len(sentence)) if twice else (start, end)


def _tells(left: str) -> bool:
    """Whether what is left still has a verb, beside that of saying so."""
    said = [*_sign("said").finditer(left)][-1:]
    if _sign("half").search(left):
        return False
    if not said:
        return bool(VERB.search(left))
    before, after = left[: said[0].start()], left[said[0].end() :]
    named = _sign("attributed").search(before)
    return bool(VERB.search(after) or (named and VERB.search(before, 0, named.start())))


def _share(sentence: str, start: int, end: int, copied: Sequence[Range]) -> float:
    """The share of a range's letters that was copied."""
    letters = sum(c.isalnum() for c in sentence[start:end])
    took = sum(c.isalnum() for a, b in copied for c in sentence[max(a, start) : min(b, end)])
    return took / max(letters, 1)


def _kept(sentence: str, gone: Sequence[Range]) -> list[Range]:
    """What is left, without blanks at the edges."""
    out, at = [], 0
    for start, end in [*sorted(gone), (len(sentence), len(sentence))]:
        part = sentence[at:start]
        if part.strip():
            out.append((at + len(part) - len(part.lstrip()), at + len(part.rstrip())))
        at = end
    return out
