"""When nothing is left: one line that says what was there instead, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.clean.cues import cues
from summarizer.clean.language import name
from summarizer.clean.page import Page
from summarizer.clean.words import plain
from summarizer.errors import EmptyArticleError
from summarizer.records import Drop, DropReason, RawDocument

_BODY_WORDS = 12
"""Fewer words of running text are no article."""
_STUB_WORDS = 60
"""Fewer words above a paywall are the teaser of one."""
_FOREIGN = 3


def check(document: RawDocument, page: Page, dropped: Sequence[Drop]) -> None:
    """Raise EmptyArticleError unless `page`, the last judgement, holds an article."""
    words = sum(
        len(page.looks[i].words)
        for i in page.live()
        if i != page.title and not page.looks[i].headline
    )
    foreign = " ".join(drop.text for drop in dropped if drop.reason is DropReason.LANGUAGE)
    if len(foreign.split()) > _FOREIGN * words and _letters(foreign) > _BODY_WORDS:
        raise EmptyArticleError(
            document.origin,
            f"not in English but in {name(foreign)}",
            "give an English version of the article",
        )
    if words < _STUB_WORDS and any(cues().paywall.fullmatch(plain(drop.text)) for drop in dropped):
        raise EmptyArticleError(
            document.origin,
            "only a teaser, the article itself is behind a paywall",
            "save the full article from your browser and give that file",
        )
    if words < _BODY_WORDS:
        raise EmptyArticleError(document.origin, _what(document, dropped), _REMEDY)


_REMEDY = "give the page of a single article, or its text"


def _letters(text: str) -> int:
    return sum(char.isalpha() for char in text)


def _what(document: RawDocument, dropped: Sequence[Drop]) -> str:
    """What the page consists of instead of an article, by the reason most of it was dropped."""
    if not document.text.strip():
        return "holds no text"
    sizes: dict[DropReason, int] = {}
    for drop in dropped:
        sizes[drop.reason] = sizes.get(drop.reason, 0) + len(drop.text)
    if not sizes:
        return "holds no running text, only a line or two"
    most = max(sizes, key=lambda reason: sizes[reason])
    return f"holds no article, only {_PLURALS.get(most, most.value)}"


_PLURALS = {
    DropReason.TEASER: "teasers of other articles",
    DropReason.LISTING: "a list of headlines",
    DropReason.COMMENT: "readers' comments",
    DropReason.CREDIT: "image credits",
    DropReason.DATELINE: "datelines",
    DropReason.NOTICE: "notices of the site",
    DropReason.FRAGMENT: "fragments",
    DropReason.CROSS_LINK: "cross-links",
    DropReason.REPEAT: "repeated lines",
}
