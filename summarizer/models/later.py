"""What the sentences chosen after one mean by it: that may not be left out of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.models.given import root, things
from summarizer.models.known import happened, matter, referents, short_names, stem
from summarizer.models.referring import behind
from summarizer.models.writer import Request

_WORD = re.compile(r"[A-Za-z][a-z]+")


def wanted(request: Request) -> list[re.Pattern[str]]:
    """What the sentences chosen after the request's speak of as known."""
    told = [sentence for _, sentence in _later(request)]
    known = [p for s in told for p in (*referents(s), *matter(s), *short_names(s).values())]
    known += [re.compile(rf"\({short}\)") for s in told for short in short_names(s)]
    return known + [stem(noun) for s in told for noun in things(s)]


def meant(request: Request) -> bool:
    """Whether a sentence chosen later may mean any part of the request's: it says something of what
    the one before it told, or of what happened, for which none before it has a word."""
    [number] = request.sentences
    return any(
        (n == number + 1 and behind(sentence))
        or any(
            happened(noun, sentence) and not _told(request, noun, n) for noun in things(sentence)
        )
        for n, sentence in _later(request)
    )


def _later(request: Request) -> Iterator[tuple[int, str]]:
    """The sentences chosen after the request's, with their numbers."""
    memory, [number] = request.memory, request.sentences
    starts, ends = memory.pieces.starts, memory.pieces.ends
    for n in memory.chosen:
        a, b = memory.sentences[n]
        if n > number and b > a:
            yield n, memory.text[int(starts[a]) : int(ends[b - 1])]


def _told(request: Request, noun: str, number: int) -> bool:
    """Whether a sentence before one has a word for a thing."""
    memory = request.memory
    before = memory.text[: int(memory.pieces.starts[memory.sentences[number][0]])]
    return root(noun) in {root(word) for word in _WORD.findall(before)}
