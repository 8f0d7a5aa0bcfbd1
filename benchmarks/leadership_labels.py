"""The labels of `leadership.jsonl`, and when a fact says what a label says.

What the labels mean: one change an item, for every named person whose coming, going, move or
staying the article tells as its news or as part of it: done, announced, proposed, or reported to
be planned.

- `direction`: `joins` from outside (or from nowhere the article tells), `leaves`, `promoted` for
  any move inside the organisation, also sideways or down, `stays` where a role kept is told beside
  another one lost or won. Where two are fair ("leaves A to join B"), both are listed.
- Roles and organisations before and after, each with other ways to name it; `interim`.
- `optional`: right where told, nothing lost where not (an earlier change told as background within
  a year or two, a mere candidate).

How they are matched, one fact to one label:

- person: the surname;
- direction: one of those listed; "one way" takes `joins` and `promoted` for one, as a memo does;
- role: by its normal form ("CEO", "chief executive officer"), the one before for who leaves, the
  one after for all others; of a role that is no title of its own, half of the words must agree;
- organisation: on the same side as the role, by `names.same_company` or as a part of the other.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer.names import person_words, same_company
from summarizer.names import words as name_words
from summarizer.records import Move, RoleChange

LABELS = Path(__file__).with_name("leadership.jsonl")
COMES = (Move.JOINS, Move.PROMOTED)


@dataclass(frozen=True, slots=True)
class Change:
    """One labelled change; the first of several ways is the main one."""

    person: str
    moves: tuple[Move, ...]
    roles_before: tuple[str, ...]
    places_before: tuple[str, ...]
    roles_after: tuple[str, ...]
    places_after: tuple[str, ...]
    interim: bool
    optional: bool

    def side(self, move: Move) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Roles and organisations on the side that a move decides on, else on the other."""
        before = (self.roles_before, self.places_before)
        after = (self.roles_after, self.places_after)
        first, second = (before, after) if move is Move.LEAVES else (after, before)
        return (first[0] or second[0], first[1] or second[1])


def load(split: str, part: int | None = None) -> dict[str, tuple[Change, ...]]:
    """The labels of one split, or of one `part` (round) of it, by the key of their article."""
    rows = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    chosen = [r for r in rows if r["split"] == split and part in (None, r.get("round"))]
    return {r["key"]: tuple(map(_change, r["changes"])) for r in chosen}


def _change(row: dict[str, Any]) -> Change:
    def ways(name: str) -> tuple[str, ...]:
        return tuple(row.get(name, ()))

    return Change(
        row["person"],
        tuple(map(Move, row["direction"])),
        ways("role_before"),
        ways("organisation_before"),
        ways("role_after"),
        ways("organisation_after"),
        row.get("interim", False),
        row.get("optional", False),
    )


# ---------------------------------------------------------------- what agrees


def _bag(words: str) -> frozenset[str]:
    return frozenset(words.split())


SPELLINGS = (
    (r"\bchief executive(?: officer)?s?\b|\bceo\b", "ceo"),
    (r"\b(?:chief financial officer|financ\w+ (?:chief|director)|cfo)\b", "cfo"),
    (r"\b(?:chief operating officer|operati\w+ chief|coo)\b", "coo"),
    (r"\bchief (\w+) officer\b", r"c\1o"),
    (r"\bvice[- ](president|chair)(?:man|woman)?\b", r"vice\1"),
    (r"\b(?:under|deputy) ?(secretary|governor)\b", r"under\1"),
    (r"\bmanaging director\b", "managingdirector"),
    (r"\b(?:chair(?:man|woman|person)?)\b", "chairman"),
    (r"\b(?:member of the )?(?:supervisory )?board(?: of directors)?(?: member| seat)?\b", "board"),
    (r"^(?:non-executive |lead )?director$", "board"),
    (r"\b(?:co-)?(?:head|chief|boss|leader|helm)\b", "head"),
    (r"\badvisor\b", "adviser"),
)
TITLES = _bag(
    "ceo cfo coo chairman president vicepresident vicechair managingdirector board treasurer"
    " governor undergovernor undersecretary adviser"
)
"""Roles by which alone one is known; of all others their field must agree as well."""
SMALL = _bag("a an the of for in at and its his her new head role to s as global group")


def role_words(role: str, places: Iterable[str]) -> frozenset[str]:
    """The words of a role in its normal form, without those of the organisation."""
    low = role.lower()
    for spelling, name in SPELLINGS:
        low = re.sub(spelling, name, low)
    own = {word for place in places for word in name_words(place)}
    return frozenset(re.findall(r"[a-z]+", low)) - own


def same_role(told: str | None, roles: Sequence[str], places: Sequence[str]) -> bool:
    """Whether a role told is one of the ways to name the role; nothing to tell is right."""
    if told is None:
        return not roles
    return any(_alike(role_words(told, places), role_words(role, places)) for role in roles)


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    if a & TITLES or b & TITLES:
        return bool(a & b & TITLES)
    fields = a - SMALL, b - SMALL
    if not all(fields):
        return "head" in a and "head" in b
    return 2 * len(fields[0] & fields[1]) >= min(map(len, fields))


def same_place(told: str | None, places: Sequence[str]) -> bool:
    if told is None:
        return not places
    return any(
        same_company(told, place) or _part(told, place) or _part(place, told) for place in places
    )


def _part(a: str, b: str) -> bool:
    return f" {' '.join(name_words(a))} " in f" {' '.join(name_words(b))} "


def _person(told: RoleChange, label: Change) -> bool:
    a, b = person_words(told.person), person_words(label.person)
    return bool(a and b) and a[-1] == b[-1]


def _direction(told: RoleChange, label: Change) -> bool:
    return told.move in label.moves


def _way(told: RoleChange, label: Change) -> bool:
    return _direction(told, label) or (
        told.move in COMES and any(move in COMES for move in label.moves)
    )


def _role(told: RoleChange, label: Change) -> bool:
    role = told.role_before if told.move is Move.LEAVES else told.role_after
    roles, places = label.side(told.move)
    return same_role(role, roles, places)


def _place(told: RoleChange, label: Change) -> bool:
    leaves = told.move is Move.LEAVES
    place = told.organisation_before if leaves else told.organisation_after
    return same_place(place, label.side(told.move)[1])


Test = Callable[[RoleChange, Change], bool]
LEVELS: dict[str, tuple[Test, ...]] = {
    "person": (_person,),
    "person, direction": (_person, _direction),
    "person, direction, role": (_person, _direction, _role),
    "person, direction, role, organisation": (_person, _direction, _role, _place),
    "person, one way": (_person, _way),
    "person, one way, role": (_person, _way, _role),
}
ALL = (_person, _way, _direction, _role, _place)
