"""What a sentence takes as told, as "the loan" or "Vane said", and which sentences told of it.

A definite thing that an article told of before means what was told there. One that it never told of
is clear by itself, as is "the weather". So no list says which things need telling: the article
does. Words for one thing ("deal", "takeover"), and those that are clear in any case, stand in
`data/given.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain

from summarizer.models.knowledge import pattern, table, words
from summarizer.models.known import happened

MOST = 40
"""So many sentences at an article's beginning are searched."""
_WORD = re.compile(r"[A-Za-z][a-z]+(?:-[a-z]+)*")
_ENDS = re.compile(r"(?:ies|(?<!s)s|ed|ing|e|y)$")
_TWICE = re.compile(r"([bdgmnprt])\1$")


@lru_cache(maxsize=1 << 14)
def root(word: str) -> str:
    """What the forms of a word, or all words for one thing, have in common."""
    return _things().get(_cut(word), _cut(word))


def _cut(word: str) -> str:
    low = word.lower()
    cut = _ENDS.sub("", low) if len(low) > 3 else low
    return _TWICE.sub(r"\1", cut)


@cache
def _things() -> dict[str, str]:
    """The first word for a thing, by each of its words."""
    rows = [row.split() for row in table("given")["things"]]
    return {_cut(word): _cut(row[0]) for row in rows for word in row}


@cache
def _clear() -> frozenset[str]:
    return frozenset(map(_cut, words("given", "clear")))


def things(sentence: str) -> Iterator[str]:
    """The nouns of a sentence that it speaks of as known and hasn't told of itself."""
    definite = pattern("given", "definite")
    day = "'s " in sentence or "’s " in sentence
    dated = pattern("given", "dated").finditer(sentence) if day else ()
    for match in chain(definite.finditer(sentence), dated):
        noun = match["what"]
        if _cut(noun) not in _clear() and root(noun) not in _roots(sentence[: match.start()]):
            yield noun


def _roots(text: str) -> set[str]:
    return {root(word) for word in _WORD.findall(text)}


def known_from(sentences: Sequence[str]) -> Iterator[tuple[int, set[int]]]:
    """Each sentence that takes a thing or a person as known, with those before it that tell of the
    thing or name the person in full; once for each that it takes so. What happened was told in the
    last, if no other has a word for it."""
    rooted = [_roots(sentence) for sentence in sentences[:MOST]]
    for n, sentence in enumerate(sentences):
        for noun in things(sentence) if n else ():
            wanted = root(noun)
            if before := {k for k, found in enumerate(rooted[:n]) if wanted in found}:
                yield n, before
            elif happened(noun, sentence):
                yield n, {n - 1}
        for name in _surnames(sentence) if n else ():
            whole = re.compile(rf"{pattern('given', 'forename').pattern}{name}\b")
            before = {k for k, s in enumerate(sentences[: min(n, MOST)]) if whole.search(s)}
            if before and not whole.search(sentence):
                yield n, before


def _surnames(sentence: str) -> Iterator[str]:
    """Who says something in a sentence and is named by surname alone."""
    for match in pattern("given", "speaker").finditer(sentence):
        if match["first"] is None:
            yield match["name"]
