"""Teasers without a heading: a headline, then the beginning of its article."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from summarizer.clean.kinship import Matter, retells
from summarizer.clean.page import Page
from summarizer.clean.words import Look
from summarizer.records import DropReason

_HEADLINE_WORDS = 5
"""A shorter line above a paragraph may as well be a subheading."""
_CUT_WORDS = 80
_SNIPPET_WORDS = 50
_BODY_WORDS = 60
_STRANGE = 0.4
"""Share of its matter in the article below which a snippet with other names is about something
else; the common words of business prose make up as much."""


def decide(page: Page) -> dict[int, DropReason]:
    live = page.live()
    pairs = list(_pairs(page, live))
    paired = {i for pair in pairs for i in pair}
    body = [i for i in live if page.looks[i].paragraph and i not in paired]
    if sum(len(page.looks[i].words) for i in body) < _BODY_WORDS:
        return {}
    bad = [pair for pair in pairs if page.looks[pair[1]].cut]
    bad += [pair for pair in _above_text(page, live) if _strange(page, pair, body)]
    bad += _tail(page, live, pairs)
    return {i: DropReason.TEASER for pair in bad for i in pair}


def _above_text(page: Page, live: list[int]) -> Iterator[tuple[int, int]]:
    """Headline and short paragraph right under it."""
    for i, below in pairwise(live):
        text = page.looks[below]
        if _headline(page, i) and text.paragraph and len(text.words) <= _SNIPPET_WORDS:
            yield i, below


def _headline(page: Page, i: int) -> bool:
    look = page.looks[i]
    return i != page.title and look.headline and len(look.words) >= _HEADLINE_WORDS


def _pairs(page: Page, live: list[int]) -> Iterator[tuple[int, int]]:
    """Headline and short text right under it, where no second paragraph follows."""
    for place, i in enumerate(live[:-1]):
        below = live[place + 1]
        after = page.looks[live[place + 2]] if place + 2 < len(live) else None
        text = page.looks[below]
        if not _headline(page, i):
            continue
        if (text.cut and len(text.words) <= _CUT_WORDS) or (
            text.paragraph
            and len(text.words) <= _SNIPPET_WORDS
            and (after is None or not after.paragraph)
        ):
            yield i, below


def _strange(page: Page, pair: tuple[int, int], body: list[int]) -> bool:
    """A snippet that tells what its headline tells and has nothing to do with the article."""
    head, text = (page.looks[i] for i in pair)
    article = Matter.of(page.looks[i] for i in body if i not in pair)
    return retells(head, text) and article.share(text) < _STRANGE and not article.knows(head, text)


def _tail(page: Page, live: list[int], pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Two or more pairs at the end of the page that each tell their headline twice, or all of
    them, if most do."""
    end = len(live)
    tail: list[tuple[int, int]] = []
    for pair in reversed(pairs):
        if live[:end][-2:] != list(pair):
            break
        tail.append(pair)
        end -= 2
    retold = sum(_news(page.looks[head], page.looks[text]) for head, text in tail)
    return tail if retold > 1 and retold * 2 >= len(tail) else []


def _news(head: Look, text: Look) -> bool:
    return text.cut or (not head.ended and retells(head, text))
