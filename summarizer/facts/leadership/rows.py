"""The rows of `data/leadership.toml`, compiled when a sentence first needs them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from summarizer.facts.knowledge import table
from summarizer.facts.patterns import compile_pattern
from summarizer.records import Move


@dataclass(frozen=True, slots=True)
class Row:
    pattern: str
    move: Move
    confidence: float
    interim: bool
    lists: bool
    described: bool
    supposed: bool
    needs: tuple[re.Pattern[str], ...]
    named: bool
    more: bool


@cache
def rows() -> tuple[Row, ...]:
    return tuple(
        Row(
            r["pattern"],
            Move(r["move"]),
            r["confidence"],
            r.get("interim", False),
            r.get("lists", False),
            r.get("described", False),
            r.get("supposed", False),
            tuple(re.compile(r[key]) for key in ("needs", "needs2") if key in r),
            r["move"] != Move.SEARCH and ("{people}" in r["pattern"] or "<people>" in r["pattern"]),
            r.get("more", False),
        )
        for r in table("leadership")["move"]
    )


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when a sentence first needs it: most articles need a few rows only."""
    data = table("leadership")
    return compile_pattern(pattern, {**data["macros"], **data["words"]})


@cache
def rule(part: str, name: str) -> re.Pattern[str]:
    """A pattern of the table's `biography`, `verbs` or `vague`."""
    return re.compile(table("leadership")[part][name])


@cache
def speaks() -> re.Pattern[str]:
    """What a sentence has to hold at least, so that most are passed over quickly."""
    return re.compile(table("leadership")["speaks"])


@cache
def patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(compiled(r["pattern"]) for r in table("leadership")[name])
