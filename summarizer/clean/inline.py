"""Sentences that don't belong, inside paragraphs that do: the paragraph is parted around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from summarizer.clean.cues import cues
from summarizer.clean.injection import addressed, imperative
from summarizer.clean.language import foreign_script
from summarizer.clean.page import Piece
from summarizer.clean.sentences import sentences
from summarizer.clean.words import INVISIBLE, REMEMBERED, plain
from summarizer.records import DropReason

Reasons = list[DropReason | None]

_OF_LINES = {DropReason.CREDIT, DropReason.CROSS_LINK, DropReason.NOTICE}
"""Reasons that `lines` finds for a whole piece: where it does, the piece is not parted."""


def part(text: str, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces, each with a bad sentence inside cut into what stays and what goes."""
    return tuple(part for piece in pieces for part in _part(text, piece))


def _part(text: str, piece: Piece) -> list[Piece]:
    at = piece.start
    parts = _parts(text[at : piece.end])
    if len(parts) == 1:
        return [replace(piece, reason=parts[0].reason)]
    marks = (piece.mark, *("" for _ in parts[1:]))
    return [
        replace(part, start=at + part.start, end=at + part.end, mark=mark)
        for part, mark in zip(parts, marks, strict=True)
    ]


@lru_cache(REMEMBERED)
def _parts(text: str) -> tuple[Piece, ...]:
    """One paragraph as runs of sentences with the same reason to stay or go."""
    borders = sentences(text)
    reasons = _orders(text, borders, [_reason(text[start:end]) for start, end in borders])
    bad = set(reasons) - {None}
    if bad <= _OF_LINES and (len(borders) == 1 or (bad and cues().line(plain(text)))):
        return (Piece(borders[0][0], borders[-1][1]),)
    found: list[Piece] = []
    for (start, end), reason in zip(borders, reasons, strict=True):
        if found and found[-1].reason is reason and not _unseen(text[found[-1].end : start]):
            found[-1] = replace(found[-1], end=end)
        else:
            found.append(Piece(start, end, reason=reason))
    return tuple(found)


def _unseen(text: str) -> bool:
    return bool(INVISIBLE.search(text))


def _reason(sentence: str) -> DropReason | None:
    if addressed(sentence):
        return DropReason.INJECTION
    if _unseen(sentence):
        return DropReason.HIDDEN
    if foreign_script(sentence):
        return DropReason.LANGUAGE
    return cues().sentence(plain(sentence))


def _orders(text: str, borders: Sequence[tuple[int, int]], reasons: Reasons) -> Reasons:
    """Orders that follow on one to a model are part of it, and so is the rest of a paragraph
    that opens with one and consists of such orders for half or more."""
    marked: Reasons = []
    for (start, end), reason in zip(borders, reasons, strict=True):
        after = bool(marked) and marked[-1] is DropReason.INJECTION
        marked.append(DropReason.INJECTION if after and imperative(text[start:end]) else reason)
    bad = marked.count(DropReason.INJECTION)
    if bad and marked[0] is DropReason.INJECTION and bad * 2 >= len(marked):
        return [DropReason.INJECTION] * len(marked)
    return marked
