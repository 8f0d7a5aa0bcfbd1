"""What formats on paper have in common.

A page has no room for every quote and every dropped teaser: digests of the sources and the pieces
left out of their pages stay in the page, the Markdown and the JSON, and paper says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.render.view import Line, Matrix, MemoView, PartView
from summarizer.render.wording import runs


def cited(numbers: tuple[int, ...]) -> str:
    """Citations in a row: "[1][3]–[6]"."""
    return "".join("–".join(f"[{n}]" for n in run) for run in runs(numbers))


def heads(matrix: Matrix) -> list[str]:
    """The numbers that head each column of a matrix."""
    return [cited((column.source.number, *column.copies)) for column in matrix.columns]


def mark(letters: tuple[str, ...], stated: bool) -> str:
    """What a cell of the matrix shows."""
    return ", ".join(letters) or ("●" if stated else "–")


def lines(memo: MemoView) -> Iterator[Line]:
    """Every line that a format on paper shows, in the order of the page."""
    for part in memo.parts:
        yield from _of(part)
    yield from (item.line for item in memo.making.removed)
    yield from (line for part in memo.parts for line in part.left_out)


def _of(part: PartView) -> Iterator[Line]:
    yield part.headline
    for change in part.changes:
        yield change.line
        if change.before:
            yield change.before
    yield from part.bottom_line
    yield from (term.line for term in part.card)
    yield from (line for section in part.sections for line in section.lines)
    yield from (row.line for row in part.leadership)
    yield from (event.line for event in part.timeline)
    yield from (reading for item in part.differences for reading in item.readings)
