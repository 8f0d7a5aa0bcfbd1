"""Sentences that don't belong, inside paragraphs that do: the paragraph is parted around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

from summarizer.clean.cues import cues
from summarizer.clean.injection import addressed, imperative
from summarizer.clean.language import foreign_script
from summarizer.clean.page import Piece
from summarizer.clean.sentences import Borders, sentences
from summarizer.clean.words import INVISIBLE, REMEMBERED, plain
from summarizer.records import DropReason

Reasons = list[DropReason | None]

_OF_LINES = (DropReason.CREDIT, DropReason.CROSS_LINK, DropReason.NOTICE)
"""What `lines` says of a piece that is one sentence only: it knows more about those."""


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
    if len(borders) == 1 and reasons[0] in _OF_LINES:
        return (Piece(*borders[0]),)
    runs = groupby(zip(borders, reasons, strict=True), key=lambda pair: pair[1])
    found = []
    for reason, run in runs:
        places = [border for border, _ in run]
        found.append(Piece(places[0][0], places[-1][1], reason=reason))
    return tuple(found)


def _reason(sentence: str) -> DropReason | None:
    if addressed(sentence):
        return DropReason.INJECTION
    if INVISIBLE.search(sentence):
        return DropReason.HIDDEN
    if foreign_script(sentence):
        return DropReason.LANGUAGE
    return cues().sentence(plain(sentence))


def _orders(text: str, borders: Borders, reasons: Reasons) -> Reasons:
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
