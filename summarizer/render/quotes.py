"""Spans of a source as quotes: the paragraph around them, with the cited words marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from summarizer.records import Source, Span
from summarizer.render.view import Piece
from summarizer.render.wording import clean, visible

# Characters of the paragraph shown on either side of the cited words before it is trimmed.
REACH = 280

Interval = tuple[int, int]


def paragraph(source: Source, spans: Sequence[Span]) -> tuple[Piece, ...]:
    """The text around spans of one paragraph, in pieces, cut at sentences where it is long."""
    marks = _joined(sorted((span.start, span.end) for span in spans))
    start, end = _window(source, marks[0][0], marks[-1][1])
    pieces = list(_pieces(source.text, marks, start, end))
    return tuple(_dotted(pieces, start > _outer(source, marks)[0], end < _outer(source, marks)[1]))


def by_paragraph(source: Source, spans: Iterable[Span]) -> list[list[Span]]:
    """Spans of one source, those of one paragraph together, in the order they are given."""
    groups: dict[int, list[Span]] = {}
    for span in spans:
        groups.setdefault(_block_at(source, span.start), []).append(span)
    return list(groups.values())


def _block_at(source: Source, offset: int) -> int:
    return next((n for n, b in enumerate(source.blocks) if offset < b.end), len(source.blocks))


def _outer(source: Source, marks: Sequence[Interval]) -> Interval:
    """The bounds of the paragraph; of the marks themselves where the source has no blocks."""
    first, last = marks[0][0], marks[-1][1]
    touched = [b for b in source.blocks if b.start < last and first < b.end]
    return min([first, *(b.start for b in touched)]), max([last, *(b.end for b in touched)])


def _window(source: Source, first: int, last: int) -> Interval:
    """The paragraph, or so many whole sentences of it around the marks as `REACH` allows."""
    low, high = _outer(source, [(first, last)])
    inside = [s for s in source.sentences if low <= s.start and s.end <= high]
    if first - low > REACH:
        low = min((s.start for s in inside if 0 <= first - s.start <= REACH), default=first)
    if high - last > REACH:
        high = max((s.end for s in inside if 0 <= s.end - last <= REACH), default=last)
    return low, high


def _joined(marks: Sequence[Interval]) -> list[Interval]:
    joined: list[Interval] = []
    for start, end in marks:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _pieces(text: str, marks: Sequence[Interval], start: int, end: int) -> Iterable[Piece]:
    at = start
    for first, last in marks:
        yield Piece(_spaced(text[at:first]), False)
        yield Piece(_spaced(text[first:last]), True)
        at = last
    yield Piece(_spaced(text[at:end]), False)


def _spaced(text: str) -> str:
    """Cleaned text that keeps a single space where it began or ended with one."""
    seen = visible(text)
    body = clean(seen)
    if not body:
        return " " if seen else ""
    return " " * seen[0].isspace() + body + " " * seen[-1].isspace()


def _dotted(pieces: list[Piece], before: bool, after: bool) -> Iterable[Piece]:
    dots = [Piece("… ", False)] * before + pieces + [Piece(" …", False)] * after
    for marked, run in groupby(dots, key=lambda piece: piece.marked):
        text = "".join(piece.text for piece in run)
        if text:
            yield Piece(text, marked)
