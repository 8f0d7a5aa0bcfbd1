"""What this room knows about sentences, read from the tables in `data/` when first needed.

A table holds patterns or words; {name} in a pattern puts one of the table's macros in, of a list
any of its words.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_MACRO = re.compile(r"\{([a-z]+)\}")


@cache
def table(name: str) -> dict[str, Any]:
    """A file of `data/`, as it stands there."""
    text = (files("summarizer.models") / "data" / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def patterns(name: str, key: str) -> tuple[re.Pattern[str], ...]:
    """Each pattern of a list. KeyError names a macro the table doesn't have."""
    return tuple(re.compile(_expanded(name, row)) for row in table(name)[key])


@cache
def pattern(name: str, key: str) -> re.Pattern[str]:
    """One pattern, or what finds any of a list."""
    rows = table(name)[key]
    told = rows if isinstance(rows, str) else "|".join(rows)
    return re.compile(_expanded(name, told))


@cache
def words(name: str, key: str) -> frozenset[str]:
    """Words parted by blanks, as a set."""
    return frozenset(table(name)[key].split())


def _expanded(name: str, row: str) -> str:
    while _MACRO.search(row):
        row = _MACRO.sub(lambda found: _told(table(name)["macros"][found[1]]), row)
    return row


def _told(macro: str | list[str]) -> str:
    return macro if isinstance(macro, str) else "|".join(macro)
