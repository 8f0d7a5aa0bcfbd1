"""The rows of `data/amounts.toml`: which words around an amount say what it is told for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from summarizer.facts.knowledge import table
from summarizer.facts.patterns import compile_pattern
from summarizer.facts.sites import SMALL, Site
from summarizer.records import Money, Per

QUALIFIERS = re.compile(
    r"(?:\b(?:about|around|approximately|roughly|some|nearly|almost|close to|an? estimated"
    r"|estimated|up to|as much as|as many as|more than|over|at least|less than|under|just|at most"
    r"|a? ?(?:reported|cool|whopping|staggering|mere|rumou?red)|an eye-watering"
    r"|well|close|to|only|the equivalent of|a little|slightly|an additional|another|between|an?"
    r"|the) )+$"
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table, compiled."""

    kind: str | None
    left: re.Pattern[str] | None
    right: re.Pattern[str] | None
    needs: str | None
    per: str | None
    small: bool
    confidence: float


@cache
def rows(sort: str) -> tuple[Row, ...]:
    data = table("amounts")

    def ready(row: dict[str, str], side: str) -> re.Pattern[str] | None:
        if side not in row:
            return None
        tail = "$" if side == "left" and not row[side].endswith("$") else ""
        return compile_pattern(row[side] + tail, data["macros"])

    return tuple(
        Row(
            r.get("kind"), ready(r, "left"), ready(r, "right"), r.get("needs"), r.get("per"),
            r.get("small", False), r.get("confidence", 0.0),
        )
        for r in data[sort]
    )  # fmt: skip


PLAIN = Row(None, None, None, None, None, False, 0.0)


def bare(left: str) -> str:
    """The text before an amount without "about", "up to" …; a "to" that leads to it stays."""
    rest = QUALIFIERS.sub("", left)
    gone = left[len(rest) :]
    if re.match(r"to (?:an? |the )?(?:\w+ )*$", gone) and not gone.startswith("to the equivalent"):
        return rest + "to "
    return rest


def row_fits(row: Row, site: Site, left: str) -> bool:
    value = site.quantity.value
    if isinstance(value, Money):
        share = value.per is Per.SHARE
        if row.small and not (value.amount < SMALL and value.per is Per.TOTAL):
            return False
        if row.per == "share" and not share and not row.small:
            return False
    if row.needs == "after money":
        between = site.between
        if between is None or row.left is None or site.before is None:
            return False
        return row.left.search(bare(between)) is not None
    if row.left is not None and not row.left.search(left[-260:]):
        return False
    return row.right is None or row.right.search(site.right) is not None
