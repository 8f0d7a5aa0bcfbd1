"""Runs of headline-like lines: lists of other articles, menus, and what only looks like them."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.clean.cues import cues
from summarizer.clean.kinship import Matter
from summarizer.clean.page import Page
from summarizer.records import DropReason

_RELATED = 0.34
"""Share of a run's matter that the body has too, from which on it belongs to the article."""
_CLOSE = 0.5
"""The same for lines that are as likely headlines about the same company."""
_MENU_WORDS = 3
_STRAY_WORDS = 7
"""A single line this long between paragraphs is a headline rather than a subheading."""
_LONG_RUN = 3
_BELOW = 4
"""So many paragraphs below a subheading can show what it announces."""


def decide(page: Page) -> dict[int, DropReason]:
    live = page.live()
    body = [i for i in live if _carries(page, i)]
    drops: dict[int, DropReason] = {}
    for run in _runs(page, live):
        if not _belongs(page, live, run, body):
            drops |= {i: _reason(page, i, len(run)) for i in run}
    return drops


def _carries(page: Page, i: int) -> bool:
    look = page.looks[i]
    return look.paragraph or (look.cut and not look.headline)


def _runs(page: Page, live: list[int]) -> Iterator[list[int]]:
    """Headline-like lines that follow on each other, the title apart. A heading that announces
    facts begins a run of its own."""
    run: list[int] = []
    for i in live:
        line = page.looks[i].headline and i != page.title
        if run and (not line or cues().facts.fullmatch(page.looks[i].plain)):
            yield run
            run = []
        if line:
            run.append(i)
    if run:
        yield run


def _reason(page: Page, i: int, count: int) -> DropReason:
    if len(page.looks[i].words) > _MENU_WORDS:
        return DropReason.LISTING
    return DropReason.NAVIGATION if count > 1 else DropReason.FRAGMENT


def _belongs(page: Page, live: list[int], run: list[int], body: list[int]) -> bool:
    """Does the run belong to the article, going by place, heading and matter?"""
    if not body:
        return False
    above = live[live.index(run[0]) - 1] if run[0] != live[0] else None
    if above is not None and _announced(page, above, run):
        return True
    if run[-1] < body[0]:
        return _head(page, run, body)
    if run[-1] > body[-1]:
        return len(run) > 1 and _relation(page, run, body) >= 2 * _RELATED
    return _middle(page, run, body)


def _announced(page: Page, above: int, run: list[int]) -> bool:
    """Do the lines stand under a heading such as "Key facts" or "The terms are:"?"""
    heads = (page.looks[above].plain, page.looks[run[0]].plain)
    return page.looks[above].plain.endswith(":") or any(
        cues().facts.fullmatch(head) for head in heads
    )


def _head(page: Page, run: list[int], body: list[int]) -> bool:
    """Above the first paragraph: a standfirst, or the names and menus of the site."""
    above_title = page.title is not None and run[-1] < page.title
    short = all(len(page.looks[i].words) <= _MENU_WORDS for i in run)
    if len(run) >= _LONG_RUN or above_title:
        return _relation(page, run, body) >= _RELATED and not (above_title and short)
    return len(run) == 1 or not short


def _middle(page: Page, run: list[int], body: list[int]) -> bool:
    """Between paragraphs: subheadings speak of what follows, facts of what the article is about."""
    lines = [page.looks[i] for i in run]
    longest = max(len(look.words) for look in lines)
    if len(run) < _LONG_RUN and longest < _STRAY_WORDS:
        return True
    if len(run) == 1:
        below = Matter.of(page.looks[i] for i in [i for i in body if i > run[-1]][:_BELOW])
        return below.share(lines[0]) >= _RELATED
    return Matter.of(page.looks[i] for i in body).mean(lines) >= _CLOSE


def _relation(page: Page, run: list[int], body: list[int]) -> float:
    return Matter.of(page.looks[i] for i in body).mean([page.looks[i] for i in run])
