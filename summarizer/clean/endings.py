"""The end of an article that was cut off: "The buyer also said that it", and no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from summarizer.clean.page import Piece, trim
from summarizer.clean.sentences import sentences
from summarizer.clean.words import Look, function_words, look
from summarizer.records import DropReason

_WHOLE = 3
"""Whole sentences an article must have for an unfinished one to be taken for cut off."""
_MOSTLY = 0.8
"""Share of its sentences that must be whole: who leaves out full stops everywhere cut nothing."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence of a piece, and how it looks."""

    piece: Piece
    start: int
    end: int
    look: Look

    @property
    def whole(self) -> bool:
        return self.look.ended

    @property
    def line(self) -> bool:
        """Whether it stands alone and may be a heading or a signature, which need no full stop."""
        alone = self.start == 0 and self.end == self.piece.end - self.piece.start
        return alone and self.look.headline and not self._hanging

    @property
    def _hanging(self) -> bool:
        return bool(self.look.words) and self.look.words[-1] in function_words()["en"]


def parted(text: str, pieces: Sequence[Piece], title: int | None) -> list[Piece]:
    """The pieces, the last kept one without the unfinished sentence it ends with. The kept one of
    the number `title` is the headline; items of a list may end as they like."""
    kept = [piece for piece in pieces if piece.reason is None]
    body = [piece for number, piece in enumerate(kept) if number != title]
    if not body or body[-1] is not kept[-1] or body[-1].mark:
        return list(pieces)
    told = [place for piece in body if not piece.mark for place in _places(text, piece)]
    before = [place.whole for place in told[:-1] if not place.line]
    cut_off = not told[-1].whole and not told[-1].line
    if not cut_off or sum(before) < max(_WHOLE, _MOSTLY * len(before)):
        return list(pieces)
    return list(_without(text, pieces, told[-1]))


def _places(text: str, piece: Piece) -> Iterator[_Place]:
    own = text[piece.start : piece.end]
    for start, end in sentences(own):
        yield _Place(piece, start, end, look(own[start:end]))


def _without(text: str, pieces: Sequence[Piece], last: _Place) -> Iterator[Piece]:
    for piece in pieces:
        if piece is not last.piece:
            yield piece
            continue
        start = piece.start + last.start
        if last.start:
            yield replace(piece, end=trim(text, piece.start, start)[1])
        yield Piece(start, piece.start + last.end, reason=DropReason.FRAGMENT)
