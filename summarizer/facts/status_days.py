"""The day on which a deal came to stand as a sentence says, where the sentence names it."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache

from summarizer.facts.knowledge import table
from summarizer.facts.scene import Scene
from summarizer.records import Moment


@cache
def _priced() -> re.Pattern[str]:
    return re.compile(table("status")["priced"])


SAID = re.compile(
    r"\b(?:said|says|announced|reported|told|confirmed|disclosed|showed|statement|filing|report"
    r"|posted|added)"
    r"(?:(?! (?:agreed|signed|bought|completed|closed|reached|struck)\b) [^ .;]+){0,4}?"
    r" (?:(?:on|late|early|in) )*$"
)
"""Before the day on which something was told, which need not be the day it came to pass."""


def day_of(scene: Scene, sentence: int, place: tuple[int, int]) -> Moment | None:
    """The day a sentence gives its status: the nearest one, that of the telling only for want of
    another ("said on Monday that it agreed on Sunday"); no day to come, none of a share price."""
    start, end = place
    text, first = scene.article.text, scene.article.sentences[sentence].start
    days = [
        (
            SAID.search(text[first : q.start]) is not None,
            max(start - q.end, q.start - end, 0),
            q.start,
            q.value,
        )
        for q in scene.amounts[sentence]
        if isinstance(q.value, Moment) and (q.value.day or q.value.month)
        if not _priced().search(text[max(first, q.start - 60) : q.start])
        and not _ahead(scene, q.value)
    ]
    return min(days, key=lambda d: d[:3])[3] if days else None


def _ahead(scene: Scene, moment: Moment) -> bool:
    """Whether a day comes after the article's and the next, by which papers date their news."""
    today = scene.article.published
    if today is None or moment.year is None:
        return False
    last = today + timedelta(days=1)
    return (moment.year, moment.month or 1, moment.day or 1) > (last.year, last.month, last.day)
