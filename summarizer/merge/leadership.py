"""Who moves from what to what, a row a person, over all sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from summarizer.merge.claims import clusters, role_name
from summarizer.merge.material import Material
from summarizer.merge.points import Point
from summarizer.merge.values import role, stated, sure
from summarizer.merge.wording import career, line
from summarizer.names import fullest, same_person
from summarizer.records import Fact, FactKind, LeadershipRow, Move, RoleChange, Statement

_PLACED = re.compile(
    r"\bof (?:the |a )?(?:[A-Z]|combined|merged|joint|enlarged"
    r"|new (?:company|group|firm|entity|business))"
)
"""A role that says itself where it is held."""

_MADE = re.compile(
    r"\b((?:new|combined|merged|enlarged|joint)"
    r" (?:company|group|firm|airline|bank|entity|business))\b"
)
_MOVES = re.compile(
    r"\b(?:join(?:s|ed|ing)?|hir(?:es|ed|ing)|promot\w+|tak(?:es?|ing|en)\s+over|took\s+over|quits?"
    r"|leav(?:es?|ing)|left|stay|retire|resign|step|depart\w*|elected|elevat\w+)\b"
)
_UNTIL = re.compile(
    r"\b(?:until|till)\s+(?:the\s+)?(?:[\w-]+\s+){0,4}?"
    r"(?:clos(?:es?|ing)|complet(?:es?|ed|ion)|ends?|successor|replacement)\b"
)

Told = Callable[[RoleChange], str | None]


def leadership(material: Material, points: Sequence[Point]) -> tuple[LeadershipRow, ...]:
    """The rows, the person whom most independent sources name first."""
    facts = [
        fact
        for fact in sure(material, FactKind.LEADERSHIP)
        if isinstance(fact.value, RoleChange) and not _past(_sentence(fact, material))
    ]
    facts.sort(key=lambda fact: (-len(_change(fact).person.split()), -fact.confidence, fact.span))
    people = clusters(facts, lambda a, b: same_person(_change(a).person, _change(b).person))
    rows = [row for group in people if (row := _row(group, material, points))]
    return tuple(sorted(rows, key=lambda row: (-row.statement.sources, row.person)))


def _change(fact: Fact) -> RoleChange:
    assert isinstance(fact.value, RoleChange)
    return fact.value


def _row(
    facts: Sequence[Fact], material: Material, points: Sequence[Point]
) -> LeadershipRow | None:
    person = fullest(_change(fact).person for fact in facts)
    before = _most_told(facts, _before, material)
    after = _most_told(facts, _after, material)
    keeps = _most_told(facts, _keeps, material)
    if not person or not (before or after or keeps):
        return None
    told = [_sentence(fact, material) for fact in facts]
    after, keeps = _joint(after, told), _ending(keeps, told)
    spans = tuple(dict.fromkeys(fact.sentence for fact in facts))
    home = next((p for p in points if set(p.best.spans) & set(spans)), None)
    text = line(home.best.text if home else material.articles[spans[0].article].cut(spans[0]))
    first = home.best.spans if home else spans[:1]
    evidence = tuple(dict.fromkeys((*first, *spans)))
    weight = round(home.weight, 4) if home else 0.0
    statement = Statement(text, evidence, material.sources(evidence), weight)
    return LeadershipRow(person, before, after, keeps, statement)


def _past(text: str) -> bool:
    """Whether a sentence only tells where somebody comes from."""
    return career(text) and _MOVES.search(text) is None


def _sentence(fact: Fact, material: Material) -> str:
    return material.articles[fact.sentence.article].cut(fact.sentence)


def _joint(post: str | None, told: Iterable[str]) -> str | None:
    """A post with the company it is at, where that is the one which the deal makes."""
    if not post or "," in post or _PLACED.search(post):
        return post
    found = next((match for text in told if (match := _MADE.search(text))), None)
    return f"{post} of the {found[1]}" if found else post


def _ending(post: str | None, told: Iterable[str]) -> str | None:
    """A post that is kept, with the end it has: "until the merger closes"."""
    found = next((match for text in told if (match := _UNTIL.search(text))), None)
    return f"{post} {' '.join(found[0].split())}" if post and found else post


def _most_told(facts: Iterable[Fact], tell: Told, material: Material) -> str | None:
    """What most independent sources give for one side of the move."""
    speaking = [fact for fact in facts if tell(_change(fact))]
    groups = stated(
        material,
        speaking,
        lambda a, b: role_name(tell(_change(a))) == role_name(tell(_change(b))),
    )
    if not groups:
        return None
    told = [text for fact in groups[0].facts if (text := tell(_change(fact)))]
    return max(sorted(set(told)), key=lambda text: ("," in text, told.count(text), len(text)))


def _before(change: RoleChange) -> str | None:
    return (
        None if change.move is Move.STAYS else _post(change.role_before, change.organisation_before)
    )


def _after(change: RoleChange) -> str | None:
    return None if change.move is Move.STAYS else _post(role(change), change.organisation_after)


def _keeps(change: RoleChange) -> str | None:
    if change.move is not Move.STAYS:
        return None
    return _post(role(change), change.organisation_after) or _post(
        change.role_before, change.organisation_before
    )


def _post(role: str | None, organisation: str | None) -> str | None:
    named = role and organisation and organisation.lower() in role.lower()
    if role and organisation and not named and not _PLACED.search(role):
        return f"{role}, {organisation}"
    return role or organisation
