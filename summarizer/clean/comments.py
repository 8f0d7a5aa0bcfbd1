"""Readers' comments that no heading announces, known by the "Reply" under each."""

from __future__ import annotations

from summarizer.clean.cues import cues
from summarizer.clean.page import Page
from summarizer.clean.words import Look
from summarizer.records import DropReason

_NAME_WORDS = 4


def decide(page: Page) -> dict[int, DropReason]:
    """The line "Reply", the paragraph above it and the name above that."""
    drops: dict[int, DropReason] = {}
    for i in range(len(page.pieces)):
        if not cues().reply.fullmatch(page.looks[i].plain):
            continue
        drops[i] = DropReason.COMMENT
        above = [j for j in page.live() if j < i and j not in drops and j != page.title][-2:]
        if above:
            drops[above[-1]] = DropReason.COMMENT
        if len(above) > 1 and _name(page.looks[above[0]]):
            drops[above[0]] = DropReason.COMMENT
    return drops


def _name(look: Look) -> bool:
    return len(look.words) <= _NAME_WORDS and not look.ended
