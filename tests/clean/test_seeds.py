"""The five real pages, which are not ours to quote: told by counts and a few words."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.clean import clean
from summarizer.records import Article, BlockKind, DropReason, Media, RawDocument

# Number at the start of the file's name: blocks of each kind that must stay.
KEPT = {
    "000": {BlockKind.PARAGRAPH: 5},
    "001": {BlockKind.TITLE: 1, BlockKind.PARAGRAPH: 7},
    "002": {BlockKind.TITLE: 1, BlockKind.HEADING: 3, BlockKind.ITEM: 5, BlockKind.PARAGRAPH: 5},
    "003": {BlockKind.PARAGRAPH: 9},
    "004": {BlockKind.PARAGRAPH: 6},
}
DROPPED = {
    "000": set(),
    "001": {
        DropReason.TEASER,
        DropReason.COMMENT,
        DropReason.LANGUAGE,
        DropReason.REPEAT,
        DropReason.NAVIGATION,
    },
    "002": {DropReason.NAVIGATION, DropReason.CREDIT, DropReason.FRAGMENT},
    "003": {DropReason.CROSS_LINK},
    "004": {DropReason.LISTING},
}
FURNITURE = (
    "Related article",
    "Marketplace",
    "Graviton",
    "South Dakota",
    "sell sh",
    "Comments (1)",
    "0/500",
    "Topic Recommendations",
    "currently viewing",
    "Picture Credit",
    "READ:",
    "nuclear power (",
    "Ryanair",
    "Hermès",
    "Home",
)


@pytest.fixture(params=sorted(KEPT))
def page(request: pytest.FixtureRequest, seeds: Path) -> tuple[str, Article]:
    number: str = request.param
    (path,) = seeds.glob(f"{number}_*.txt")
    text = path.read_text("utf-8")
    return number, clean(RawDocument(path.name, Media.TEXT, text))


def test_every_real_paragraph_stays(page: tuple[str, Article]) -> None:
    """All blocks of the article stay, each of its kind, and no more than those."""
    number, article = page
    kinds = [block.kind for block in article.blocks]
    assert {kind: kinds.count(kind) for kind in kinds} == KEPT[number]


def test_no_furniture_stays(page: tuple[str, Article]) -> None:
    """Nothing of the teasers, comments, menus and lists is left, and each has its reason."""
    number, article = page
    assert not [words for words in FURNITURE if words in article.text]
    assert not any("а" <= char <= "я" for char in article.text)
    assert {drop.reason for drop in article.dropped} == DROPPED[number]
