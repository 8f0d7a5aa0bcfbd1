"""Scraps: what is too short to say anything and stands where no heading could."""

from __future__ import annotations

from summarizer.clean.page import Page
from summarizer.clean.words import Look
from summarizer.records import DropReason

_SCRAP_WORDS = 7


def decide(page: Page) -> dict[int, DropReason]:
    return {
        i: DropReason.FRAGMENT for i in page.live() if i != page.title and _scrap(page.looks[i])
    }


def _scrap(look: Look) -> bool:
    if not any(char.isalpha() for char in look.plain):
        return True
    open_end = not look.ended and not look.plain.endswith((":", ";"))
    return open_end and not look.headline and len(look.words) <= _SCRAP_WORDS
