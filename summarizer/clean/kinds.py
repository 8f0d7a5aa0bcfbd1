"""What kind of block each kept piece is."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.clean.page import Page
from summarizer.clean.words import Look
from summarizer.records import BlockKind

_HEADING_WORDS = 14


def kinds(page: Page, marks: Sequence[str]) -> list[BlockKind]:
    """One kind for each piece of a page on which every piece is kept, but for what was cut off at
    its end; `marks` are the list and heading marks that stood before them in the source."""
    looks = page.looks[: len(marks)]
    followers = (*looks[1:], None)
    return [
        BlockKind.TITLE if i == page.title else _kind(look, mark, after)
        for i, (look, mark, after) in enumerate(zip(looks, marks, followers, strict=True))
    ]


def _kind(look: Look, mark: str, after: Look | None) -> BlockKind:
    if mark.startswith("#"):
        return BlockKind.HEADING
    if mark:
        return BlockKind.ITEM
    label = look.plain.endswith(":") and len(look.words) <= _HEADING_WORDS // 2
    short = (look.headline and len(look.words) <= _HEADING_WORDS) or label
    return BlockKind.HEADING if short and after is not None else BlockKind.PARAGRAPH
