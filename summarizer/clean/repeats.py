"""What a page says twice: the second copy of the article, pull quotes, teasers shown again."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice

from summarizer.clean.page import Page
from summarizer.clean.words import Look
from summarizer.records import DropReason

_GRAM = 3
_SHORT = 6
"""Shorter lines are compared whole."""
_LONG = 25
_SAME_LONG = 0.7
_SAME = 0.85
_FULLER = 1.15

Grams = frozenset[tuple[str, ...]]


@dataclass(slots=True)
class _Seen:
    grams: dict[int, Grams] = field(default_factory=dict)
    union: set[tuple[str, ...]] = field(default_factory=set)
    lines: dict[str, int] = field(default_factory=dict)


def decide(page: Page) -> dict[int, DropReason]:
    """Of two copies the first stays, unless the later one is fuller."""
    seen = _Seen()
    drops: dict[int, DropReason] = {}
    live = page.live()
    for i in live:
        look = page.looks[i]
        grams = _grams(look)
        if i != page.title and _said(page, seen, i, grams):
            drops[i] = DropReason.REPEAT
            continue
        for j in _superseded(page, seen, look, grams):
            drops[j] = DropReason.REPEAT
        seen.grams[i] = grams
        seen.union |= grams
        seen.lines.setdefault(look.plain.casefold(), i)
    return drops | _headings(page, live, drops)


def _grams(look: Look) -> Grams:
    if len(look.words) < _SHORT:
        return frozenset()
    return frozenset(zip(*(islice(look.words, k, None) for k in range(_GRAM)), strict=False))


def _same(look: Look) -> float:
    return _SAME_LONG if len(look.words) >= _LONG else _SAME


def _said(page: Page, seen: _Seen, i: int, grams: Grams) -> bool:
    look = page.looks[i]
    if not grams:
        first = seen.lines.get(look.plain.casefold())
        return first is not None and first == page.title
    return len(grams & seen.union) >= _same(look) * len(grams)


def _superseded(page: Page, seen: _Seen, look: Look, grams: Grams) -> list[int]:
    """Earlier pieces that this one holds and says more than."""
    return [
        j
        for j, earlier in seen.grams.items()
        if j != page.title
        and earlier
        and len(look.words) >= _FULLER * len(page.looks[j].words)
        and len(earlier & grams) >= _same(page.looks[j]) * len(earlier)
    ]


def _headings(page: Page, live: list[int], drops: dict[int, DropReason]) -> dict[int, DropReason]:
    """Short lines that come again, where what stands under them came again too."""
    seen: set[str] = set()
    again: set[int] = set()
    for i in live:
        if i != page.title and len(page.looks[i].words) < _SHORT and _key(page, i) in seen:
            again.add(i)
        seen.add(_key(page, i))
    found: dict[int, DropReason] = {}
    below_came_again = True
    for i in reversed(live):
        if i in again and below_came_again:
            found[i] = DropReason.REPEAT
        below_came_again = i in drops or i in found
    return found


def echoes(page: Page) -> dict[int, DropReason]:
    """Pieces that say again what was left out further up, for the reason it was left out for."""
    out = {
        _key(page, i): piece.reason
        for i, piece in enumerate(page.pieces)
        if piece.reason in (DropReason.TEASER, DropReason.LISTING, DropReason.COMMENT)
    }
    keys = {i: _key(page, i) for i in page.live() if i != page.title}
    return {i: reason for i, key in keys.items() if (reason := out.get(key)) is not None}


def _key(page: Page, i: int) -> str:
    return page.looks[i].plain.casefold()
