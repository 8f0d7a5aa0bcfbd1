"""Families of files with one idea of harm each, made from a seed.

A family is a function of a generator of chances; a new one is a function with `@family(...)`. Its
number says how many files of it a whole pile holds: what takes seconds comes once or twice.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.batch.press import article

Made = tuple[str, bytes]
"""The ending of a file's name, and what it holds."""
Maker = Callable[[Random], Made]


@dataclass(frozen=True, slots=True)
class Family:
    """Files with one idea of harm."""

    name: str
    count: int
    make: Maker


FAMILIES: list[Family] = []


def family(count: int) -> Callable[[Maker], Maker]:
    def added(make: Maker) -> Maker:
        FAMILIES.append(Family(make.__name__.strip("_"), count, make))
        return make

    return added


def prose(chance: Random) -> str:
    return article(chance.randrange(500, 999), chance.randrange(2))


def canary() -> str:
    """A file of this machine that no document may get at; `tests` set where it lies."""
    return os.environ.get("HOSTILE_CANARY", "/etc/hostname")
