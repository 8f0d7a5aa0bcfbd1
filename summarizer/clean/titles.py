"""Which piece is the article's headline."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from summarizer.clean.cues import cues
from summarizer.clean.page import Page
from summarizer.clean.words import Look, look
from summarizer.records import DropReason

_ALIKE = 0.8
_WORDS = 3


def find(page: Page, given: str | None) -> int | None:
    """The number of the piece that is the headline.

    The one that the source's title names, else the one that a menu line quotes, else a line above
    the text that could be one: the first that shares words with the text (the last, where teasers
    stand on top), else the longest.
    """
    lines = [i for i in page.live() if _could_be(page.looks[i])]
    above = _above_text(page, lines)
    if any(cues().zone(look.plain) for look in page.looks[: above[-1] if above else 0]):
        above.reverse()  # other headlines stand on top
    longest_first = sorted(above, key=lambda i: -len(page.looks[i].words))
    ways = (
        _named(page, lines, given),
        _quoted(page, lines),
        _related(page, above),
        iter(longest_first),
    )
    return next((i for way in ways for i in way), None)


def _could_be(line: Look) -> bool:
    return not cues().zone(line.plain) and not line.cut and len(line.words) <= 40


def _named(page: Page, lines: list[int], given: str | None) -> Iterator[int]:
    if given and (title := look(given)).words:
        return (i for i in lines if _alike(page.looks[i], title))
    return iter(())


def _alike(line: Look, title: Look) -> bool:
    """The same words, but for what a site adds at the end ("- Example News")."""
    ours, theirs = set(line.words), set(title.words)
    same = len(ours & theirs)
    return line.words == title.words or (
        len(ours) >= _WORDS and same >= _ALIKE * len(ours) and same * 2 > len(theirs)
    )


def _quoted(page: Page, lines: list[int]) -> Iterator[int]:
    menus = [
        page.looks[i].plain
        for i, piece in enumerate(page.pieces)
        if piece.reason is DropReason.NAVIGATION
    ]
    return (
        i
        for i in lines
        if len(page.looks[i].words) > _WORDS
        and any(menu.endswith(page.looks[i].plain) for menu in menus)
    )


def _above_text(page: Page, lines: list[int]) -> list[int]:
    """The headline-like lines above the first two paragraphs that follow on each other."""
    live = page.live()
    text = [i for i in live if page.looks[i].paragraph or page.looks[i].cut]
    runs = (a for a, b in pairwise(live) if page.looks[a].paragraph and page.looks[b].paragraph)
    first = next(runs, text[0] if text else 0)
    facts = (i for i in live if cues().facts.fullmatch(page.looks[i].plain))
    first = min(first, next(facts, first))
    return [
        i for i in lines if i < first and page.looks[i].headline and len(page.looks[i].words) >= 2
    ]


def _related(page: Page, above: list[int]) -> Iterator[int]:
    matter = frozenset().union(*(look.stems for look in page.looks if look.paragraph))
    return (
        i
        for i in above
        if len(page.looks[i].words) > _WORDS
        and len(page.looks[i].stems & matter) * 2 >= len(page.looks[i].stems)
    )
