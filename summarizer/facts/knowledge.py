"""What the room knows about language, read from the tables in `data/` when first needed."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any


def _read(name: str) -> str:
    return (resources.files(__package__) / "data" / name).read_text(encoding="utf-8")


@cache
def table(name: str) -> dict[str, Any]:
    """One TOML file of `data/` as it stands there."""
    return tomllib.loads(_read(f"{name}.toml"))


@cache
def word_list(name: str) -> frozenset[str]:
    """A file of one word a line."""
    return frozenset(_read(f"{name}.txt").split())


@cache
def words(file: str, key: str) -> frozenset[str]:
    """An entry of a table as a set: a list, words in a block of text, or phrases parted by "|"."""
    value = table(file)[key]
    if isinstance(value, list):
        return frozenset(value)
    if "|" in value:
        return frozenset(p.strip() for p in re.split(r"[|\n]", value) if p.strip())
    return frozenset(value.split())
