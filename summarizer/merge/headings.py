"""Headings that a sentence's own words settle, where its facts and its likeness to others sent it
elsewhere: doubts about the deal are no motive, a multiple of earnings is a term.

What the words are is data (`data/headings.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from summarizer.merge.knowledge import table
from summarizer.records import SectionPrompt, Topic


@dataclass(frozen=True, slots=True)
class Heading:
    """A row of `data/headings.toml`."""

    topic: Topic
    says: re.Pattern[str]
    unless: re.Pattern[str] | None
    instead: frozenset[Topic]

    def fits(self, text: str) -> bool:
        """Whether a sentence says it."""
        denied = self.unless is not None and self.unless.search(text)
        return not denied and self.says.search(text) is not None


def settled(key: str, text: str, prompts: Sequence[SectionPrompt]) -> str:
    """The key of the section for a sentence that would go to the one of `key`."""
    topic = next((prompt.topic for prompt in prompts if prompt.key == key), None)
    for heading in _headings():
        if topic in heading.instead and heading.fits(text):
            return next((p.key for p in prompts if p.topic is heading.topic), key)
    return key


@cache
def _headings() -> tuple[Heading, ...]:
    def ready(words: str) -> re.Pattern[str]:
        return re.compile(words, re.IGNORECASE)

    return tuple(
        Heading(
            Topic(row["topic"]),
            ready(row["says"]),
            ready(row["unless"]) if "unless" in row else None,
            frozenset(map(Topic, row["instead"])),
        )
        for row in table("headings")["heading"]
    )
