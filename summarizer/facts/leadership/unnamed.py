"""Moves of people whom another sentence names, and of those who only stood in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from summarizer.facts.leadership.holders import Post
from summarizer.facts.leadership.merging import BOARD
from summarizer.facts.leadership.steps import ARRIVES, Step
from summarizer.facts.leadership.titles import is_vague, key_of, role_key
from summarizer.records import Move

LEAD = 3
"""The first sentences, headline included: whom they tell of without a name is the news."""
GUESSED = 0.9
"""What the confidence is multiplied with where the role is taken from another person's move."""


def stand_ins(steps: Sequence[Step]) -> list[Step]:
    """Somebody only said to be "acting chief executive" while another one comes to that role
    leaves it."""
    gone = {s.person for s in steps if s.move is Move.LEAVES}
    lasting = {
        key_of(s.role)
        for s in steps
        if s.move in ARRIVES and not s.interim and s.person is not None and s.role
        if s.person not in gone
    }
    return [
        replace(s, move=Move.LEAVES, role=None, org=None, role_before=s.role, org_before=s.org,
                confidence=round(s.confidence * GUESSED, 3))
        if s.move is Move.JOINS and s.interim and s.described and key_of(s.role) in lasting else s
        for s in steps
    ]  # fmt: skip


def name_the_unnamed(steps: Sequence[Step], posts: Mapping[int, Post]) -> list[Step]:
    """ "Acme's finance chief has resigned … Jane Roe, who leaves": the unnamed one's role is hers,
    where only one can be meant."""
    out = list(steps)
    for moves, side in (((Move.LEAVES,), "role_before"), (ARRIVES, "role")):
        roles = [s for s in steps if s.person is None and s.move in moves and getattr(s, side)]
        bare = [
            i for i, s in enumerate(out)
            if s.person is not None and s.move in moves
            and (getattr(s, side) is None or s.field or is_vague(getattr(s, side)))
            and not (side == "role_before" and s.person in posts)
        ]  # fmt: skip
        source = _one_role(roles, side) or _one_role([s for s in roles if _lead(s)], side)
        if source is not None and len(bare) > 1:
            bare = [i for i in bare if abs(out[i].sentence - source.sentence) <= 1]
        if source is None or len(bare) != 1 or is_vague(getattr(source, side)):
            continue
        taken = {key_of(getattr(s, side)) for s in out if s.person is not None and s.move in moves}
        if key_of(getattr(source, side)) in taken:
            continue
        out[bare[0]] = filled(out[bare[0]], side, getattr(source, side), source)
    return out


def off_the_board(steps: Sequence[Step], posts: Mapping[int, Post]) -> list[Step]:
    """ "Two directors resigned … Jane Roe, chief executive of Birch, has left": it is the seat that
    she leaves, not her post at another house."""
    seats = [s for s in steps if s.person is None and s.move is Move.LEAVES]
    if not any(s.role_before == BOARD for s in seats):
        return list(steps)
    away = {person for person, post in posts.items() if post.org is not None}
    return [
        filled(s, "role_before", BOARD, seats[0])
        if s.move is Move.LEAVES and s.role_before is None and s.person in away
        else s
        for s in steps
    ]  # fmt: skip


def _lead(step: Step) -> bool:
    """Whether the running text tells a step right away; a title's words are shorter."""
    return not step.title and step.sentence < LEAD


def _one_role(steps: Sequence[Step], side: str) -> Step | None:
    """The step that tells most of the one role all of them speak of; None where it isn't one."""
    if not steps:
        return None
    best = max(steps, key=lambda s: len(getattr(s, side)))
    keys, all_words = role_keys(getattr(best, side)), set(getattr(best, side).lower().split())
    same = all(
        role_keys(getattr(s, side)) <= keys or set(getattr(s, side).lower().split()) <= all_words
        for s in steps
    )
    return best if same else None


def role_keys(role: str) -> set[str]:
    """The short names of all that a role joins: "president and chief executive"."""
    return {role_key(part.strip()) for part in re.split(r",| and ", role)}


def filled(step: Step, side: str, role: str, source: Step) -> Step:
    """The step with a role on one side, and the house of whom it is taken from."""
    sure = round(step.confidence * GUESSED, 3)
    house = source.org if source.org is not None else source.org_before
    if side == "role":
        org = step.org if step.org is not None else house
        return replace(step, role=role, org=org, confidence=sure, field=False)
    org = step.org_before if step.org_before is not None else house
    return replace(step, role_before=role, org_before=org, confidence=sure)


def drop_unnamed(steps: Sequence[Step]) -> list[Step]:
    """Less the unnamed whose move a named person makes."""
    named = {s.move for s in steps if s.person is not None}
    comes = bool(named & set(ARRIVES))
    return [
        s
        for s in steps
        if s.person is not None
        or s.move is Move.SEARCH
        or not (comes if s.move in ARRIVES else s.move in named)
    ]
