"""Moves of people that were not told before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from summarizer.changes.state import Known, Scene
from summarizer.merge.claims import role_name, same_claim
from summarizer.names import same_person
from summarizer.records import (
    Change,
    Fact,
    FactKind,
    LeadershipRow,
    Move,
    RoleChange,
    Statement,
    StoryPart,
)

WEIGHT = 6.6
STAYS = 4.0


def people(scene: Scene, before: Known, now: StoryPart, label: str) -> Iterator[Change]:
    """A change for every row of the leadership table that a new article gives something new."""
    known = scene.told(FactKind.LEADERSHIP)
    for row in now.leadership:
        cited = set(row.statement.evidence)
        fresh = [
            fact
            for fact in scene.told_now(FactKind.LEADERSHIP)
            if fact.sentence in cited
            and same_person(_move(fact).person, row.person)
            and not any(same_claim(fact, old) or _less(fact, old) for old in known)
        ]
        if not fresh:
            continue
        old = next((r for r in before.part.leadership if same_person(r.person, row.person)), None)
        if old is not None and words(old) == words(row):
            continue
        stays = all(_move(fact).move is Move.STAYS for fact in fresh)
        after = _told(scene, row, fresh, STAYS if stays else WEIGHT)
        yield Change(label, after, _was(scene, old, row), FactKind.LEADERSHIP)


def _told(scene: Scene, row: LeadershipRow, fresh: Sequence[Fact], weight: float) -> Statement:
    """The sentence that tells the move; where it can't stand alone, the row of the table."""
    for fact in sorted(fresh, key=lambda fact: (-fact.confidence, fact.span)):
        line = scene.material.at(fact.sentence)
        said = scene.quoted(line, (), weight) if line and not line.title else None
        if said is not None:
            return scene.statement(
                said.text, [*said.evidence, *(f.sentence for f in fresh)], weight
            )
    made = scene.statement(words(row), [fact.sentence for fact in fresh], weight)
    return replace(made, verdict=row.statement.verdict)


def _was(scene: Scene, old: LeadershipRow | None, row: LeadershipRow) -> Statement | None:
    """What was told of somebody's new post, where it is another one now."""
    if old is None or not old.after or old.after == row.after:
        return None
    return scene.statement(words(old), old.statement.evidence, old.statement.weight)


def words(row: LeadershipRow) -> str:
    """A row in words: "Jo Doe goes from finance chief to chief executive"."""
    keeps = f"keeps {row.keeps}" if row.keeps else ""
    if row.before and row.after:
        move = f"goes from {_short(row.before, row.after)} to {row.after}"
    elif row.before:
        move = f"has been {row.before}"
    else:
        move = f"becomes {row.after}" if row.after else ""
    return f"{row.person} {', '.join(part for part in (move, keeps) if part)}"


def _short(before: str, after: str) -> str:
    """The post somebody leaves, without the company where the new one names it too."""
    post, _, company = before.rpartition(", ")
    return post if post and after.endswith(f", {company}") else before


def _less(new: Fact, old: Fact) -> bool:
    """Whether a move says no more than an earlier one: the same person and the same post."""
    a, b = _move(new), _move(old)
    if not same_person(a.person, b.person) or a.interim != b.interim:
        return False
    posts = {role_name(role) for role in (b.role_before, b.role_after) if role}
    own = {role_name(role) for role in (a.role_before, a.role_after) if role}
    return a.move is b.move and own <= posts


def _move(fact: Fact) -> RoleChange:
    assert isinstance(fact.value, RoleChange)
    return fact.value
