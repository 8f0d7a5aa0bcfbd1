"""Where and by whom a wire's report was filed: "LONDON, March 4 (Prairie Wire) - "."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from summarizer.clean.page import Piece, trim
from summarizer.records import DropReason

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_AGENCY = r"(?:Reuters|AP|AFP|Bloomberg|Dow\ Jones|UPI|DPA|dpa|Xinhua|Kyodo|PTI|ANSA|MarketWatch)"
_DAY = rf"(?:{_MONTH}\ \d{{1,2}}|\d{{1,2}}\ {_MONTH})"
_CITY = r"""[A-Z][A-Z.'’-]{2,}(?:[ /]+[A-Z][A-Z.'’-]+)*         # NEW YORK
    (?:,\ [A-Z][\w.]+(?:\ [A-Z][\w.]+){0,2})?                # , Illinois"""
_DATELINE = re.compile(
    rf"""(?:{_CITY}
        (?:(?:,|,?\ and|\ &)\ {_CITY}
        ){{0,2}}
        (?:,?\ {_DAY}(?:,?\ \d{{4}})?)?
      |{_DAY}(?=\ (?:\(|[-–—])))
    (?:\s*\({_AGENCY}\)
      |\s*(?:--)?\([A-Z][\w.&' /-]{{1,30}}\)\s*[-–—]{{1,2}}|\s*[–—]|\ -{{1,2}}|--)
    \s*(?:[-–—]+\s*)?(?=["“'‘]?[A-Z0-9$€£])""",
    re.VERBOSE,
)
_ENOUGH = 40
"""Characters of a report's first paragraph at least: what is shorter may be a heading."""


def parted(text: str, pieces: Sequence[Piece], title: int | None) -> list[Piece]:
    """The pieces, each that is kept and opens with a dateline parted behind it, but for the
    headline, which is the kept one of this number."""
    kept = (piece for piece in pieces if piece.reason is None)
    headline = None if title is None else next(islice(kept, title, None), None)
    return [
        part
        for piece in pieces
        for part in ([piece] if piece is headline or piece.reason else _part(text, piece))
    ]


def _part(text: str, piece: Piece) -> list[Piece]:
    found = _DATELINE.match(text, piece.start, piece.end)
    if found is None or piece.end - found.end() < _ENOUGH:
        return [piece]
    start, end = trim(text, piece.start, found.end())
    line = Piece(start, end, reason=DropReason.DATELINE)
    return [line, replace(piece, start=found.end())]
