"""What merging knows, read once from the files in `data/`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from summarizer.records import FactKind


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of fact means to the memo; see `data/kinds.toml`."""

    importance: float
    pull: float
    label: str | None = None
    per_share: str | None = None
    void_by: str | None = None
    offer: bool = False
    per_subject: bool = False
    settled: bool = False
    themed: bool = False
    echo: str = ""
    by: Mapping[str, float] = field(default_factory=dict)
    shown: Mapping[str, str] = field(default_factory=dict)
    apart: Mapping[str, str] = field(default_factory=dict)


@cache
def table(name: str) -> Mapping[str, Any]:
    """A file of `data/`, as it stands there."""
    text = files("summarizer.merge").joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def kinds() -> Mapping[FactKind, Kind]:
    """Every kind of fact, in the order of the deal card."""
    return {FactKind(name): Kind(**row) for name, row in table("kinds").items()}


@cache
def word_set(name: str) -> frozenset[str]:
    """A list of words of `data/words.toml`."""
    return frozenset(str(table("words")[name]).split())


@lru_cache(maxsize=1 << 12)
def themes(text: str) -> frozenset[str]:
    """What a text is about, by `data/themes.toml`."""
    words = re.findall(r"(?<!\w)[a-z]+", text[:1].lower() + text[1:])
    return frozenset(
        theme
        for theme, stems in table("themes").items()
        if any(word.startswith(tuple(stems.split())) for word in words)
    )


@cache
def roles() -> Mapping[str, str]:
    """Spellings of roles that one person holds at a time, longest first, to their one name."""
    return _spellings("roles")


@cache
def posts() -> Mapping[str, str]:
    """Whole names of other posts to the one name each goes by."""
    return _spellings("posts")


def _spellings(name: str) -> Mapping[str, str]:
    found = {
        spelling.strip(): role
        for role, spellings in table("words")[name].items()
        for spelling in spellings.split(",")
    }
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A pattern of `data/wording.toml`, with what "{role}" stands for in it."""
    words = table("wording")
    return re.compile(words[name].replace("{role}", words["role"]), re.VERBOSE)
