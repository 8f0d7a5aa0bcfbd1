"""The order in which the deciders look at a page.

A decider is a pure function from a page to the pieces it leaves out, each with a reason. A new one
is a file with such a function and a place in this list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from summarizer.clean import (
    comments,
    fragments,
    language,
    lines,
    listings,
    repeats,
    subheads,
    teasers,
    titles,
    zones,
)
from summarizer.clean.inline import part
from summarizer.clean.page import Page, split
from summarizer.records import DropReason

Decider = Callable[[Page], Mapping[int, DropReason]]

FIRST: tuple[Decider, ...] = (lines.decide, language.decide)
"""What a piece says by itself."""
THEN: tuple[Decider, ...] = (
    comments.decide,
    repeats.decide,
    zones.decide,
    repeats.echoes,
    teasers.decide,
    listings.decide,
    fragments.decide,
)
"""What its place on the page says."""


def judge(text: str, title: str | None) -> Page:
    """All pieces of a text, each kept or left out with a reason."""
    page = Page.of(text, part(text, subheads.parted(text, split(text))))
    for decide in FIRST:
        page = page.without(decide(page))
    page = replace(page, title=titles.find(page, title))
    for decide in THEN:
        page = page.without(decide(page))
    return page
