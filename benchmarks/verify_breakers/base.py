"""What all ways to break a statement share: its case, what they borrow from, names and words."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """A statement, the sentences it cites, whether it is true, and how it was broken."""

    group: str
    text: str
    evidence: tuple[str, ...]
    kind: str = "true"
    context: str = ""

    @property
    def true(self) -> bool:
        return self.kind == "true"


Breaker = Callable[[str, Sequence[str], "Pool", random.Random], str | None]


_NAME = re.compile(r"(?<![.!?] )(?<!^)(?<!^\")\b[A-Z][\w&'-]*[a-z](?: (?:of )?[A-Z][\w&-]+)*")
_FIRST = re.compile(
    r"^[A-Z][\w&-]+(?: [A-Z][\w&-]+)+"
    r"|^[A-Z][\w&-]+(?= (?:said|will|has|is|plans|agreed|may))"
)
NOT_NAMES = frozenset(
    [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
        "January", "February", "March", "April", "May", "June", "July", "August",
        "September", "October", "November", "December", "Chief", "Executive", "The", "A",
        "An", "In", "On", "It", "He", "She", "CEO", "CFO", "COO", "President", "Chairman",
        "Officer", "Vice", "Inc", "Corp", "Co", "Ltd",
    ]
)  # fmt: skip


DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
]  # fmt: skip


NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Pool:
    """What breaks borrow from: names, clauses and phrases of other articles."""

    names: tuple[str, ...]
    phrases: tuple[str, ...]
    predicates: tuple[str, ...]


def names_of(text: str) -> list[str]:
    found = [m[0] for m in (*_FIRST.finditer(text), *_NAME.finditer(text))]
    return [n for n in dict.fromkeys(found) if not set(n.split()) & NOT_NAMES and len(n) > 3]


def swap(text: str, a: str, b: str) -> str:
    return text.replace(a, "\0").replace(b, a).replace("\0", b)


def one(rng: random.Random, options: Sequence[str]) -> str | None:
    return rng.choice(options) if options else None


def words(text: str) -> list[str]:
    return re.findall(r"[A-Za-z]{4,}", text.lower())
