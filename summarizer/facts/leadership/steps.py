"""One move as one clause tells it."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.records import Move

ARRIVES = (Move.JOINS, Move.PROMOTED)


@dataclass(frozen=True, slots=True)
class Step:
    """One move as one clause tells it; actors are numbers of the cast."""

    person: int | None
    move: Move
    role: str | None
    org: int | None
    role_before: str | None
    org_before: int | None
    interim: bool
    other: int | None
    succeeds: bool
    sentence: int
    place: tuple[int, int]
    confidence: float
    field: bool = False
    inside: bool | None = None
    foreign: bool = False
    described: bool = False
    title: bool = False
    earlier: bool = False
    """Whether its date is of some months before the article's."""
    founded: bool = False
    """Whether it is a new unit that somebody gets, whoever's that is."""

    def fullness(self) -> int:
        fields = (self.role, self.org, self.role_before, self.org_before)
        return sum(f is not None for f in fields)


def first(a: int | None, b: int | None) -> int | None:
    return a if a is not None else b
