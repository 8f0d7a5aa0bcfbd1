"""The steps a deal takes on its way ("the Commission cleared the takeover"), found by their words.

What the words are is data, see `data/steps.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from summarizer.records import FactKind


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of step; `ended` marks those that the deal's own status tells too, `again`
    those that a deal may take several times, each with figures of its own."""

    code: str
    label: str
    kind: FactKind
    weight: float
    pattern: re.Pattern[str]
    ended: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A step that a sentence tells, and whose it is, where that is known."""

    kind: Kind
    actor: str

    def same(self, other: Step) -> bool:
        """Whether both are one step: one kind, and no two actors."""
        parted = bool(self.actor and other.actor) and self.actor != other.actor
        return self.kind.code == other.kind.code and not parted


def step(text: str) -> Step | None:
    """The weightiest step that a sentence tells as done; None where there is none."""
    found = [kind for kind in _kinds() if _done(kind, text)]
    if not found:
        return None
    return Step(max(found, key=lambda kind: kind.weight), _actor(text))


def _done(kind: Kind, text: str) -> bool:
    match = kind.pattern.search(text)
    if match is None:
        return False
    before = re.split(r"[;:]|, (?:and|but|while|as) ", text[: match.start()])[-1]
    return not (_uncertain().search(before) or _uncertain().search(match[0]))


def _actor(text: str) -> str:
    return next((name for name, words in _actors() if words.search(text)), "")


@cache
def _table() -> Mapping[str, Any]:
    text = files("summarizer.changes").joinpath("data", "steps.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _kinds() -> tuple[Kind, ...]:
    who = "(?:" + "|".join(row["words"] for row in _table()["actor"]) + ")"
    made = []
    for row in _table()["step"]:
        pattern = row["pattern"].replace("{who}", who).replace("{deal}", _table()["deal"])
        words = {key: value for key, value in row.items() if key not in ("pattern", "kind")}
        compiled = re.compile(pattern, re.IGNORECASE)
        made.append(Kind(kind=FactKind(row["kind"]), pattern=compiled, **words))
    return tuple(made)


@cache
def _actors() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["name"], re.compile(rf"\b(?:{row['words']})\b")) for row in _table()["actor"])


@cache
def _uncertain() -> re.Pattern[str]:
    return re.compile(_table()["uncertain"], re.IGNORECASE)
