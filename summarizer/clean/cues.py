"""What the furniture of a web page looks like, read from `data/cues.toml`.

A cue is a regular expression over plain text (see `words.plain`); a new one is a new line in the
table, under the reason it stands for.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from summarizer.records import DropReason


def table(name: str) -> dict[str, Any]:
    """One of the room's tables, by the name of its file in `data/`."""
    return tomllib.loads((files(__package__) / "data" / f"{name}.toml").read_text("utf-8"))


def alternation(patterns: list[str]) -> re.Pattern[str]:
    """One pattern for any of several; letter case doesn't count unless a pattern says so."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


Rows = tuple[tuple[DropReason, re.Pattern[str]], ...]

HEADING, LINE, SENTENCE = 200, 300, 700
"""Characters beyond which nothing is taken for a heading, line or sentence of furniture."""


@dataclass(frozen=True, slots=True)
class Cues:
    """The compiled table. Lists of (reason, pattern) are tried in order."""

    lines: Rows
    sentences: Rows
    zones: Rows
    menu: frozenset[str]
    attributed: re.Pattern[str]
    paywall: re.Pattern[str]
    reply: re.Pattern[str]
    facts: re.Pattern[str]

    def line(self, plain: str) -> DropReason | None:
        """Why a line that stands alone is furniture, if it is."""
        return _first(self.lines, plain, LINE) or self.sentence(plain)

    def sentence(self, plain: str) -> DropReason | None:
        """Why a sentence is furniture, even inside a paragraph of the article."""
        found = _first(self.sentences, plain, SENTENCE)
        return None if found and self.attributed.fullmatch(plain) else found

    def zone(self, plain: str) -> DropReason | None:
        """What a heading announces, if it announces text that is not the article's."""
        return _first(self.zones, plain.rstrip(".: "), HEADING)


def _first(rows: Rows, plain: str, longest: int) -> DropReason | None:
    if len(plain) > longest:
        return None
    return next((reason for reason, pattern in rows if pattern.fullmatch(plain)), None)


@cache
def cues() -> Cues:
    """The table, read once per process."""
    raw = table("cues")
    return Cues(
        lines=_reasons(raw["line"]),
        sentences=_reasons(raw["sentence"]),
        zones=_reasons(raw["zone"]),
        menu=frozenset(raw["menu"]["words"]),
        attributed=alternation(raw["attributed"]["patterns"]),
        paywall=alternation(raw["paywall"]["patterns"]),
        reply=alternation(raw["reply"]["patterns"]),
        facts=alternation(raw["facts"]["patterns"]),
    )


def _reasons(rows: list[dict[str, Any]]) -> Rows:
    return tuple((DropReason(row["reason"]), alternation(row["patterns"])) for row in rows)
