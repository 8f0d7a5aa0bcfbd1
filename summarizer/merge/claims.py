"""Facts compared across articles: whether two say the same, as quantities, names and roles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeVar

from summarizer.merge.features import stem
from summarizer.merge.knowledge import posts, roles, word_set
from summarizer.names import same_company, same_name, same_person
from summarizer.quantities import Likeness, agree
from summarizer.records import (
    Fact,
    FactKind,
    Moment,
    Money,
    Move,
    Name,
    Percent,
    Phrase,
    RoleChange,
)

T = TypeVar("T")

_AS = {FactKind.STAKE_AFTER: FactKind.STAKE}
_ALIKE_PHRASES = 0.5
_PARTS_OF_YEAR = (
    ("first half", "1h", "h1"), ("second half", "2h", "h2"),
    ("first quarter", "q1"), ("second quarter", "q2"),
    ("third quarter", "q3"), ("fourth quarter", "q4"), ("end of", "year-end", "late"),
)  # fmt: skip


def same_claim(one: Fact, other: Fact) -> bool:
    """Whether two facts state one thing, the figure rounded or more loosely put at most."""
    alike = _AS.get(one.kind, one.kind) is _AS.get(other.kind, other.kind)
    return alike and likeness(one, other) is not Likeness.DIFFERENT


def same_slot(one: Fact, other: Fact) -> bool:
    """Whether two facts answer one question, be it differently: who takes which post."""
    a, b = one.value, other.value
    if isinstance(a, RoleChange) and isinstance(b, RoleChange):
        after = role_name(a.role_after)
        if same_person(a.person, b.person) and after is not None:
            return after == role_name(b.role_after)
    return same_claim(one, other)


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
    low = role.lower().strip()
    if low in posts():
        return posts()[low]
    return next((name for spelling, name in roles().items() if _holds(low, spelling)), low)


def _holds(text: str, word: str) -> bool:
    return f" {word} " in f" {text.replace('-', ' ')} "


def _same_move(a: RoleChange, b: RoleChange) -> bool:
    """One person's one move; "leaves A to join B", "leaves A" and "joins B" are the same."""
    if not same_person(a.person, b.person) or a.interim != b.interim:
        return False
    if (a.move is Move.STAYS) != (b.move is Move.STAYS) or Move.SEARCH in (a.move, b.move):
        return a.move is b.move
    roles = ((a.role_before, b.role_before), (a.role_after, b.role_after))
    places = (
        (a.organisation_before, b.organisation_before),
        (a.organisation_after, b.organisation_after),
    )
    if _same_post(a.role_before, b.role_after) or _same_post(b.role_before, a.role_after):
        return False
    return all(_posts_fit(*pair) for pair in roles) and all(_places_fit(*pair) for pair in places)


def _same_post(one: str | None, other: str | None) -> bool:
    """Whether both are known to be one post: what one leaves, the other comes to."""
    return one is not None and role_name(one) == role_name(other)


def _posts_fit(one: str | None, other: str | None) -> bool:
    """Whether both may be one post; only posts that one person holds at a time exclude others."""
    a, b = role_name(one), role_name(other)
    known = set(roles().values())
    return a == b or a not in known or b not in known


def _places_fit(one: str | None, other: str | None) -> bool:
    return one is None or other is None or same_company(one, other)


def _same_phrase(a: Phrase, b: Phrase) -> bool:
    if a.code is not None or b.code is not None:
        return a.code == b.code
    one, other = _stems(a.text), _stems(b.text)
    smaller = min(len(one), len(other))
    return bool(smaller) and len(one & other) / smaller >= _ALIKE_PHRASES


@lru_cache(maxsize=1 << 12)
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
