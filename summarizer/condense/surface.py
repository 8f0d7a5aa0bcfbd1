"""Giving generated text the spelling of its source: case and spaces, then cut into sentences.

Tokenizers lose both: a lowercasing one turns "U.S." into "u. s.", and news corpora taught models
to write a space before each full stop. Runs of words the source has too are spaced as there.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.condense.lexicon import LINE_BREAK

_ATOM = re.compile(r"\w+|[^\w\s]")
_CLOSES = frozenset(".,;:!?)]}%’”…")
_OPENS = frozenset("([{“$€£¥#")
_QUOTES = frozenset('“‘"')
_STOPS = frozenset(".!?…”")
_ENDS = re.compile(r"[.!?…][\"'”’)\]]*$")
_BREAKS = re.compile(rf"\s*{LINE_BREAK}\s*")


@dataclass(frozen=True, slots=True)
class Atom:
    """A word or a mark, and what stands between it and the one before."""

    text: str
    gap: str


def atoms(text: str) -> list[Atom]:
    found, end = [], 0
    for match in _ATOM.finditer(text):
        found.append(Atom(match.group(), " " if match.start() > end else ""))
        end = match.end()
    return found


def restore(text: str, source: str, *, uncased: bool = False) -> str:
    """The text with the source's spacing where it follows the source, and, for a model that
    writes small letters only, the source's capitals."""
    written = atoms(_BREAKS.sub(" ", text))
    origin = atoms(source)
    forms = _forms(origin) if uncased else {}
    words = [forms.get(atom.text, atom.text) for atom in written]
    gaps = [_usual(written, at) for at in range(len(written))]
    for start, length, there in _runs(written, origin):
        for step in range(length):
            at, follows = start + step, there + step
            if step:
                gaps[at] = origin[follows].gap
            if uncased and not _may_open(origin, follows):
                words[at] = origin[follows].text
    return _capital("".join(map("".join, zip(gaps, words, strict=True))).strip())


def _runs(written: list[Atom], origin: list[Atom]) -> Iterator[tuple[int, int, int]]:
    """Where both go on alike: (place in the text, length, place in the source), longest first
    found from the left, never overlapping."""
    places = defaultdict(list)
    for there, atom in enumerate(origin):
        places[atom.text.lower()].append(there)
    at = 0
    while at < len(written):
        options = places.get(written[at].text.lower(), ())
        best = max(((_alike(written, at, origin, t), -t) for t in options), default=(0, 0))
        if best[0] > 1:
            yield at, best[0], -best[1]
        at += max(1, best[0])


def _alike(written: list[Atom], at: int, origin: list[Atom], there: int) -> int:
    length = 0
    most = min(len(written) - at, len(origin) - there)
    while length < most and _same(written[at + length], origin[there + length]):
        length += 1
    return length


def _same(mine: Atom, theirs: Atom) -> bool:
    return mine.text.lower() == theirs.text.lower()


def _usual(written: list[Atom], at: int) -> str:
    """The gap as generated, but none before a closing mark or after an opening one."""
    if at == 0 or written[at].text in _CLOSES or written[at - 1].text in _OPENS:
        return ""
    return written[at].gap


def _forms(origin: list[Atom]) -> dict[str, str]:
    """How the source spells each word where a sentence doesn't begin with it."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for at, atom in enumerate(origin):
        counts[atom.text.lower()][atom.text] += not _may_open(origin, at)
    return {
        word: max(forms, key=lambda form: (forms[form], form.lower() == form, form))
        for word, forms in counts.items()
    }


def _may_open(origin: list[Atom], at: int) -> bool:
    """Whether a sentence, or speech, may begin with this word."""
    before = origin[at - 1].text if at else "."
    return before in _QUOTES or (before in _STOPS and (at == 0 or bool(origin[at].gap)))


def _capital(text: str) -> str:
    """The first letter a capital, unless the word is written otherwise within ("iPhone")."""
    first = re.match(r"\W*(\w+)", text)
    if first and first.group(1).islower():
        at = first.start(1)
        return text[:at] + text[at].upper() + text[at + 1 :]
    return text


def sentences(text: str, *, finished: bool = True) -> list[str]:
    """The sentences of a text. Of a text that was cut off, the last one is left out where it has
    no end."""
    from sentencex import segment

    found = [_capital(part.strip()) for part in segment("en", text) if part.strip()]
    if found and not finished and not ends(found[-1]):
        found.pop()
    return found


def ends(sentence: str) -> bool:
    return bool(_ENDS.search(sentence))
