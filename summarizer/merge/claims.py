"""Facts compared across articles: whether two say the same, as quantities, names and roles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from summarizer.merge.features import stem
from summarizer.merge.knowledge import roles, word_set
from summarizer.names import same_name, same_person
from summarizer.quantities import Likeness, agree
from summarizer.records import Fact, Moment, Money, Move, Name, Percent, Phrase, RoleChange

T = TypeVar("T")

_ALIKE_PHRASES = 0.5
_PARTS_OF_YEAR = (
    ("first half", "1h", "h1"), ("second half", "2h", "h2"),
    ("first quarter", "q1"), ("second quarter", "q2"),
    ("third quarter", "q3"), ("fourth quarter", "q4"), ("end of", "year-end", "late"),
)  # fmt: skip


def same_claim(one: Fact, other: Fact) -> bool:
    """Whether two facts state one thing, the figure rounded or more loosely put at most."""
    return one.kind is other.kind and likeness(one, other) is not Likeness.DIFFERENT


def likeness(one: Fact, other: Fact) -> Likeness:
    """How the values of two facts of one kind stand to each other."""
    a, b = one.value, other.value
    if isinstance(a, Moment) and isinstance(b, Moment):
        return moments(a, b)
    if isinstance(a, Money | Percent) and isinstance(b, Money | Percent):
        return agree(a, b, one.qualifier, other.qualifier)
    if isinstance(a, Name) and isinstance(b, Name):
        return _either(same_name(a.name, b.name))
    if isinstance(a, RoleChange) and isinstance(b, RoleChange):
        return _either(_same_move(a, b))
    if isinstance(a, Phrase) and isinstance(b, Phrase):
        return _either(_same_phrase(a, b))
    return Likeness.DIFFERENT


def _either(same: bool) -> Likeness:
    return Likeness.EQUAL if same else Likeness.DIFFERENT


def moments(a: Moment, b: Moment) -> Likeness:
    """Dates as quantities; "first half of 2022" and "second half of 2022" are two dates."""
    first, second = _part_of_year(a.text), _part_of_year(b.text)
    found = agree(a, b)
    if found is Likeness.EQUAL and first != second:
        return Likeness.DIFFERENT if first and second else Likeness.COMPATIBLE
    return found


def _part_of_year(text: str) -> int:
    """The number of the part of a year that a text names, 0 for none."""
    low = text.lower()
    rows = enumerate(_PARTS_OF_YEAR, 1)
    return next((number for number, row in rows if any(word in low for word in row)), 0)


def role_name(role: str | None) -> str | None:
    """A role by its one name ("chief executive" for "CEO"), its own words if it has none."""
    if role is None:
        return None
    low = role.lower()
    return next((name for spelling, name in roles().items() if _holds(low, spelling)), low)


def _holds(text: str, word: str) -> bool:
    return f" {word} " in f" {text.replace('-', ' ')} "


def _same_move(a: RoleChange, b: RoleChange) -> bool:
    if not same_person(a.person, b.person) or a.interim != b.interim:
        return False
    if a.move is not b.move and not {a.move, b.move} <= {Move.PROMOTED, Move.JOINS}:
        return False
    one, other = role_name(a.role_after), role_name(b.role_after)
    return one is None or other is None or one == other or one in other or other in one


def _same_phrase(a: Phrase, b: Phrase) -> bool:
    if a.code is not None or b.code is not None:
        return a.code == b.code
    one, other = _stems(a.text), _stems(b.text)
    smaller = min(len(one), len(other))
    return bool(smaller) and len(one & other) / smaller >= _ALIKE_PHRASES


def _stems(text: str) -> frozenset[str]:
    words = (word.strip(".,;:'\"”“’()").lower() for word in text.split())
    return frozenset(stem(word) for word in words if word and word not in word_set("stop"))


def clusters(items: Sequence[T], same: Callable[[T, T], bool]) -> list[list[T]]:
    """Items put to the first group whose first item they are the same as, in the order given."""
    groups: list[list[T]] = []
    for item in items:
        home = next((group for group in groups if same(group[0], item)), None)
        if home is None:
            groups.append([item])
        else:
            home.append(item)
    return groups
