"""A memo as lines to search: where each stands, and its words in one spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.records import LeadershipRow, Memo, StoryPart

LEADERSHIP = "leadership"
BOTTOM_LINE = "bottom line"
SUMMARY = "summary"
LEFT_OUT = "left out"
NOT_TOLD = frozenset({SUMMARY, LEFT_OUT})
"""Places whose words don't count as told by the memo, but must still not say what is forbidden."""

_SPELLINGS = (
    (re.compile(r"[‘’ʼ′]"), "'"),
    (re.compile(r"[“”″]"), '"'),
    (re.compile(r"[‐-―−]"), "-"),
    (re.compile(r"\s*(?:per ?cent\b|%)"), "%"),
    (re.compile(r"\s+"), " "),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the memo: the part it stands in, and its words as `plain` spells them."""

    place: str
    words: str


def plain(text: str) -> str:
    """Text for comparing: lower case, one kind of space, dash, apostrophe and per cent."""
    for pattern, instead in _SPELLINGS:
        text = pattern.sub(instead, text)
    return text.lower().strip()


def stands(needle: str, words: str) -> bool:
    """Whether a needle stands in a line, both as `plain` spells them; a figure only as a whole
    ("49" neither in "1949" nor in "49.5", "5 billion" not in "4.5 billion")."""
    before = r"(?<!\d)(?<!\d[.,])" if needle[:1].isdigit() else ""
    after = r"(?!\d|[.,]\d)" if needle[-1:].isdigit() else ""
    return re.search(f"{before}{re.escape(needle)}{after}", words) is not None


def lines(memo: Memo) -> list[Line]:
    """Every line of the memo, summaries and what the word budget left out included."""
    found = [line for part in memo.stories for line in _of(part)]
    found += [(SUMMARY, s.text) for source in memo.sources for s in source.summary]
    return [Line(place, plain(text)) for place, text in found]


def _of(part: StoryPart) -> Iterator[tuple[str, str]]:
    yield "headline", part.headline.text
    yield from ((BOTTOM_LINE, s.text) for s in part.bottom_line)
    yield from (("card", f"{row.label}: {row.value.text}") for row in part.card)
    for section in part.sections:
        yield from ((section.key, s.text) for s in section.statements)
    yield from ((LEADERSHIP, _row(row)) for row in part.leadership)
    for item in part.disagreements:
        told = ", ".join(reading.text for reading in item.readings)
        yield "differences", f"{item.subject}: {told} ({item.verdict}: {item.reason})"
    yield from ((LEFT_OUT, s.text) for s in part.left_out)
    yield from ((LEFT_OUT, item.statement.text) for item in part.overtaken)


def _row(row: LeadershipRow) -> str:
    return ", ".join(word for word in (row.person, row.before, row.after, row.keeps) if word)
