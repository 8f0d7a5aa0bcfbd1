"""Which text of a PDF's page nobody sees: without ink, in the paper's colour, of no size, or beside
the page.

It is told as the page is read, by what draws it: pypdf shows each operator before it is carried
out, and what would draw hidden text is left with nothing to draw. White letters are seen on
whatever was filled or drawn below them; where that can't be told, they are believed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import hypot
from typing import Any

Matrix = Sequence[float]
Box = tuple[float, float, float, float]

SMALLEST = 1.5
"""Points; smaller letters are dots."""
PALE = 0.94
"""From this share of white in each colour on, letters can't be told from paper."""
NO_INK = (3, 7)
SHOWING = frozenset({b"Tj", b"TJ", b"'", b'"'})
FILLING = frozenset({b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"})
CURVES = frozenset({b"l", b"c", b"v", b"y"})


@dataclass(frozen=True, slots=True)
class State:
    """How text is drawn at a place of the stream. A colour that can't be told is none of paper."""

    pale: bool = False
    mode: int = 0
    size: float = 1.0


@dataclass(slots=True)
class Ink:
    """Watches a page being drawn. `hidden` are the pieces of text that were left out; `ghosts`
    tells that some of them had no ink, `pictures` that the page shows one: together they are a
    scan with its letters laid under it, which are read with `ghosts_count`."""

    page: Box
    ghosts_count: bool = False
    hidden: list[str] = field(default_factory=list)
    ghosts: bool = False
    pictures: bool = False
    _state: State = field(default_factory=State)
    _saved: list[State] = field(default_factory=list)
    _path: list[Box] = field(default_factory=list)
    _odd: bool = False
    _grounds: list[Box] = field(default_factory=list)

    def __call__(self, operator: bytes, operands: Any, outer: Matrix, inner: Matrix) -> None:
        """One operator with its operands, before it is carried out."""
        if operator in SHOWING:
            if self._hides(outer, inner):
                self._leave_out(operator, operands)
        elif operator == b"q":
            self._saved.append(self._state)
        elif operator == b"Q":
            self._state = self._saved.pop() if self._saved else self._state
        else:
            self._heed(operator, operands, outer)

    def _heed(self, operator: bytes, operands: Any, outer: Matrix) -> None:
        numbers = [float(n) for n in operands if isinstance(n, int | float)]
        if operator in (b"g", b"rg", b"k", b"sc", b"scn"):
            self._state = replace(self._state, pale=_pale(operator, numbers))
        elif operator == b"Tr" and numbers:
            self._state = replace(self._state, mode=int(numbers[0]))
        elif operator == b"Tf" and numbers:
            self._state = replace(self._state, size=abs(numbers[-1]))
        elif operator == b"re" and len(numbers) == 4:
            x, y, width, height = numbers
            self._path.append(_box(outer, (x, y), (x + width, y + height)))
        elif operator in CURVES:
            self._odd = True
        elif operator in FILLING or operator == b"n":
            self._filled(operator)
        elif operator in (b"Do", b"BI", b"EI", b"INLINE IMAGE", b"sh"):
            self.pictures = True
            self._grounds.append(_box(outer, (0, 0), (1, 1)) if operator == b"Do" else self.page)

    def _filled(self, operator: bytes) -> None:
        if operator in FILLING and not self._state.pale:
            self._grounds += [self.page] if self._odd else self._path
        self._path, self._odd = [], False

    def _hides(self, outer: Matrix, inner: Matrix) -> bool:
        state = self._state
        scale = hypot(inner[2], inner[3]) * hypot(outer[2], outer[3])
        if state.mode in NO_INK:
            self.ghosts = True
            return not self.ghosts_count
        at = _point(outer, (inner[4], inner[5]))
        beside = not _in(self.page, at)
        on_paper = state.pale and not any(_in(ground, at) for ground in self._grounds)
        return on_paper or beside or 0 <= state.size * scale < SMALLEST

    def _leave_out(self, operator: bytes, operands: Any) -> None:
        drawn = operands[-1] if operands else ""
        pieces = drawn if isinstance(drawn, list) else [drawn]
        self.hidden.append("".join(_said(piece) for piece in pieces))
        if operands:
            operands[-1] = type(drawn)()


def _said(piece: Any) -> str:
    """The letters of a piece, where its font is one of plain letters."""
    if isinstance(piece, bytes):
        return piece.decode("latin-1")
    if isinstance(piece, str):
        return piece
    return " " if isinstance(piece, int | float) and piece < -200 else ""


def _pale(operator: bytes, numbers: Sequence[float]) -> bool:
    if operator == b"k" or (operator in (b"sc", b"scn") and len(numbers) == 4):
        return bool(numbers) and all(n <= 1 - PALE for n in numbers)
    return bool(numbers) and all(n >= PALE for n in numbers)


def _point(matrix: Matrix, at: tuple[float, float]) -> tuple[float, float]:
    x, y = at
    a, b, c, d, e, f = (float(n) for n in matrix)
    return a * x + c * y + e, b * x + d * y + f


def _box(matrix: Matrix, one: tuple[float, float], other: tuple[float, float]) -> Box:
    (x1, y1), (x2, y2) = _point(matrix, one), _point(matrix, other)
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _in(box: Box, at: tuple[float, float]) -> bool:
    return box[0] - 2 <= at[0] <= box[2] + 2 and box[1] - 2 <= at[1] <= box[3] + 2
