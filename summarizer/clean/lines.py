"""Lines that say themselves that they are furniture: menus, credits, bylines, notices."""

from __future__ import annotations

import re
from functools import lru_cache

from summarizer.clean.cues import cues
from summarizer.clean.page import Page
from summarizer.clean.words import REMEMBERED, Look
from summarizer.records import DropReason

_PARTS = re.compile(r"\s*[|›»>·•/,\t→]\s*|\s{2,}")
_TRAIL = 2
"""A longer row of parts that begins with two words of menus is a trail of breadcrumbs, whatever
the last part says: it is the headline."""
_BARS = re.compile(r"\s*[|·•]\s*")
_MENU_WORDS = 14


def decide(page: Page) -> dict[int, DropReason]:
    reasons = {i: _reason(page.looks[i]) for i in page.live()}
    return {i: reason for i, reason in reasons.items() if reason is not None}


@lru_cache(REMEMBERED)
def _reason(look: Look) -> DropReason | None:
    if not look.words:
        return DropReason.FRAGMENT
    if cues().zone(look.plain) or cues().reply.fullmatch(look.plain):
        return None  # says something about its neighbours; that is for others to judge
    if menu(look):
        return DropReason.NAVIGATION
    return cues().line(look.plain) or _of_a_part(look)


def _of_a_part(look: Look) -> DropReason | None:
    """Why one part of a short line with separators is furniture, which makes all of it so: a date
    beside the name of a desk, a reading time beside that of a site."""
    parts = [part for part in _BARS.split(look.plain) if any(map(str.isalpha, part))]
    if look.ended or len(parts) < 2 or len(look.words) > _MENU_WORDS:
        return None
    return next(filter(None, map(cues().line, parts)), None)


def menu(look: Look) -> bool:
    """Is this a menu, a share bar or a trail of breadcrumbs?"""
    words = cues().menu
    line = look.plain.casefold()
    if line.rstrip(":!") in words:
        return True
    parts = [part for part in _PARTS.split(line) if part]
    if look.headline and len(parts) > _TRAIL and parts[0] in words and parts[1] in words:
        return True
    if look.ended or len(look.words) > _MENU_WORDS:
        return False
    if len(parts) > 1 and all(len(part.split()) <= 3 for part in parts):
        return sum(part in words for part in parts) * 3 >= len(parts)
    return len(look.words) > 1 and all(word in words for word in look.words)
