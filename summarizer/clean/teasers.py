"""Teasers without a heading: a headline, then the beginning of its article."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.clean.page import Page
from summarizer.clean.zones import kin, repeats_headline
from summarizer.records import DropReason

_HEADLINE_WORDS = 5
"""A shorter line above a paragraph may as well be a subheading."""
_CUT_WORDS = 80
_SNIPPET_WORDS = 45
_BODY_WORDS = 60


def decide(page: Page) -> dict[int, DropReason]:
    live = page.live()
    pairs = list(_pairs(page, live))
    body = _body(page, live, pairs)
    if sum(len(page.looks[i].words) for i in body) < _BODY_WORDS:
        return {}
    bad = [pair for pair in pairs if page.looks[pair[1]].cut] + _tail(page, live, pairs, body)
    return {i: DropReason.TEASER for pair in bad for i in pair}


def _pairs(page: Page, live: list[int]) -> Iterator[tuple[int, int]]:
    """Headline and short text right under it, where no second paragraph follows."""
    for place, i in enumerate(live[:-1]):
        below = live[place + 1]
        after = page.looks[live[place + 2]] if place + 2 < len(live) else None
        head, text = page.looks[i], page.looks[below]
        if i == page.title or not head.headline or len(head.words) < _HEADLINE_WORDS:
            continue
        if (text.cut and len(text.words) <= _CUT_WORDS) or (
            text.paragraph
            and len(text.words) <= _SNIPPET_WORDS
            and (after is None or not after.paragraph)
        ):
            yield i, below


def _body(page: Page, live: list[int], pairs: list[tuple[int, int]]) -> list[int]:
    paired = {i for pair in pairs for i in pair}
    return [i for i in live if page.looks[i].paragraph and i not in paired]


def _tail(
    page: Page, live: list[int], pairs: list[tuple[int, int]], body: list[int]
) -> list[tuple[int, int]]:
    """Two or more whole snippets at the end of the page that have little to do with the body."""
    end = len(live)
    tail: list[tuple[int, int]] = []
    for pair in reversed(pairs):
        if live[:end][-2:] != list(pair):
            break
        tail.append(pair)
        end -= 2
    matter = frozenset().union(*(page.looks[i].stems for i in body))
    strange = [
        pair
        for pair in tail
        if repeats_headline(page.looks[pair[0]], page.looks[pair[1]], matter)
        and (page.looks[pair[1]].cut or not kin(page.looks[pair[1]], matter))
    ]
    return tail if len(tail) > 1 and len(strange) * 2 >= len(tail) else []
