"""Stories of several articles, the facts two of them state, and readers' verdicts on their memos.

Sets of stories are TOML files beside this one; a further set goes into `SETS`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LABELS = Path(__file__).with_name("whole_memos.toml")
SETS = {
    "first": LABELS,
    "new": LABELS.with_stem("whole_memos_new"),
    "third": LABELS.with_stem("whole_memos_third"),
    "fourth": LABELS.with_stem("whole_memos_fourth"),
}
MAIN = ("main",)
TOLD = (*MAIN, "elsewhere")


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that two articles state: where each reader found it in the memo (nowhere yet if none
    has judged), and whether first sentences state it (None where nobody has judged that)."""

    says: str
    memo: tuple[str, ...] = ()
    baseline: bool | None = None

    def within(self, places: tuple[str, ...]) -> bool:
        """Whether every reader found it in one of these places; False without a reader."""
        return bool(self.memo) and all(place in places for place in self.memo)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A story by its articles' keys, with its facts and the readers' verdicts."""

    name: str
    articles: tuple[str, ...]
    facts: tuple[Fact, ...]
    forward: tuple[bool, ...]
    edits: tuple[str, ...]

    @property
    def judged(self) -> bool:
        """Whether the same readers judged the memo and each fact in it."""
        readers = len(self.forward)
        return readers > 0 and all(len(fact.memo) == readers for fact in self.facts)

    @property
    def baseline(self) -> int | None:
        """How many facts first sentences state; None where a verdict on that is missing."""
        told = [fact.baseline for fact in self.facts if fact.baseline is not None]
        return sum(told) if len(told) == len(self.facts) else None


def labelled(path: Path = LABELS) -> list[Labelled]:
    """The stories of a file; SystemExit where it is missing."""
    if not path.is_file():
        raise SystemExit(f"{path} is missing: stories are {', '.join(SETS)} or a TOML file's path")
    return [_story(told) for told in tomllib.loads(path.read_text(encoding="utf-8"))["story"]]


def _story(told: Mapping[str, Any]) -> Labelled:
    return Labelled(
        told["name"],
        tuple(told["articles"]),
        tuple(Fact(**fact | {"memo": tuple(fact.get("memo", ()))}) for fact in told["fact"]),
        tuple(told.get("forward", ())),
        tuple(told.get("edits", ())),
    )
