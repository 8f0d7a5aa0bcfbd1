"""A source's text as pieces: what a reader sees as lines and paragraphs, with their places."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from summarizer.clean.words import INVISIBLE, Look, look
from summarizer.records import DropReason

_BREAK = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_MARK = re.compile(r"(?:[•◦▪▫●○■□‣⁃∙·*>–—-]+|#{1,6}|\d{1,2}[.)])(?=\s)\s*(?=\S)")
_WIDTHS = range(50, 101)


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters `start` to `end` of the text, and why they are left out, if they are.

    `mark` is the list mark or heading mark before them.
    """

    start: int
    end: int
    mark: str = ""
    reason: DropReason | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """All pieces of a text, in order, with their looks. `title` is the number of the headline."""

    text: str
    pieces: tuple[Piece, ...]
    looks: tuple[Look, ...]
    title: int | None = None

    @classmethod
    def of(cls, text: str, pieces: tuple[Piece, ...]) -> Page:
        return cls(text, pieces, tuple(look(text[p.start : p.end]) for p in pieces))

    def live(self) -> list[int]:
        """The numbers of the pieces that nothing has been said against."""
        return [i for i, piece in enumerate(self.pieces) if piece.reason is None]

    def without(self, drops: Mapping[int, DropReason]) -> Page:
        """The same page with more pieces left out; the first reason given stands."""
        pieces = list(self.pieces)
        for i, reason in drops.items():
            if pieces[i].reason is None:
                pieces[i] = replace(pieces[i], reason=reason)
        return replace(self, pieces=tuple(pieces))


def split(text: str) -> tuple[Piece, ...]:
    """The pieces of a text: its lines, with the lines of a hard-wrapped paragraph joined."""
    chunks = _chunks(text)
    width = _width(text, chunks)
    pieces: list[Piece] = []
    for chunk in chunks:
        for start, end in _unwrap(text, chunk, width):
            pieces.append(_narrow(text, start, end))
    return tuple(piece for piece in pieces if piece.start < piece.end)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The slice without blank and invisible characters at its ends."""
    while start < end and _blank(text[start]):
        start += 1
    while start < end and _blank(text[end - 1]):
        end -= 1
    return start, end


def _blank(char: str) -> bool:
    return char.isspace() or bool(INVISIBLE.match(char))


def _narrow(text: str, start: int, end: int) -> Piece:
    start, end = trim(text, start, end)
    mark = ""
    while found := _MARK.match(text, start, end):
        mark += found.group().strip()
        start, end = trim(text, found.end(), end)
    return Piece(start, end, mark)


Lines = list[tuple[int, int]]


def _chunks(text: str) -> list[Lines]:
    """Runs of lines without a blank one between them."""
    chunks: list[Lines] = [[]]
    at = 0
    for stop in (*(m.start() for m in _BREAK.finditer(text)), len(text)):
        start, end = trim(text, at, stop)
        if start < end:
            chunks[-1].append((start, end))
        elif text[at - 1 : stop + 1] != "\r\n":
            chunks.append([])
        at = stop + 1
    return [chunk for chunk in chunks if chunk]


def _breaks_needed(text: str, chunk: Lines, width: int) -> list[bool]:
    """For each line break: would the next word not have fitted into `width`? Behind the first
    line, whose beginning may have gone, a small letter will do."""
    return [
        (
            end - start + 1 + len(text[after:stop].split(maxsplit=1)[0]) > width
            or ((start, end) == chunk[0] and text[after].islower())
        )
        and not _MARK.match(text, after, stop)
        for (start, end), (after, stop) in pairwise(chunk)
    ]


def _wrapped(text: str, chunk: Lines) -> bool:
    width = max(end - start for start, end in chunk)
    if len(chunk) < 2 or width not in _WIDTHS:
        return False
    lower = sum(text[start].islower() for start, _ in chunk[1:])
    return all(_breaks_needed(text, chunk, width)) and lower * 5 >= 2 * (len(chunk) - 1)


def _width(text: str, chunks: list[Lines]) -> int | None:
    """The width the text is wrapped at, if most of its many-lined chunks are wrapped."""
    many = [chunk for chunk in chunks if len(chunk) > 1]
    wrapped = [chunk for chunk in many if _wrapped(text, chunk)]
    lines = sum(map(len, wrapped))
    if not wrapped or lines * 2 < sum(map(len, many)):
        return None
    return max(end - start for chunk in wrapped for start, end in chunk)


def _unwrap(text: str, chunk: Lines, width: int | None) -> Lines:
    if width is None:
        return chunk
    needed = _breaks_needed(text, chunk, width)
    joined = [chunk[0]]
    for line, join in zip(chunk[1:], needed, strict=True):
        joined[-1:] = [(joined[-1][0], line[1])] if join else [joined[-1], line]
    return joined
