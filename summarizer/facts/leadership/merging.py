"""One step a person and move."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from summarizer.facts.leadership.steps import ARRIVES, Step
from summarizer.facts.leadership.titles import is_vague, key_of
from summarizer.records import Move

IN_TITLE = 3.0
"""How much rather a sentence than a title is taken for where a move is told: a memo cites those."""
BOARD = "board member"


def merge(steps: Iterable[Step]) -> list[Step]:
    """Each person's moves once: the fullest and surest telling, with what it lacks from others."""
    groups: dict[tuple[int | str | None, Move, str | None], list[Step]] = {}
    for step in steps:
        move = Move.JOINS if step.move is Move.PROMOTED and step.person is not None else step.move
        who = step.person if step.person is not None else key_of(step.role or step.role_before)
        groups.setdefault((who, move, _kind(step)), []).append(step)
    merged = [_fullest(group) for group in groups.values()]
    return sorted(merged, key=lambda s: (s.sentence, s.place))


def _kind(step: Step) -> str | None:
    """What tells several of one person's stays apart."""
    if step.move is not Move.STAYS:
        return None
    return "" if is_vague(step.role) else key_of(step.role)


def _fullest(group: Sequence[Step]) -> Step:
    ranked = sorted(group, key=_rank, reverse=True)
    titled = next((s for s in ranked if s.role and not s.field and not is_vague(s.role)), None)
    best = ranked[0]
    if best.role == BOARD:
        titled = next((s for s in ranked if s.role != BOARD and s.role and _sound(s)), titled)
    if titled is not None and (best.field or is_vague(best.role) or best.role == BOARD):
        best = replace(best, role=titled.role, field=False)
    for step in ranked[1:]:
        if step.earlier and not best.earlier:
            continue
        same = key_of(best.role) == key_of(step.role)
        best = replace(
            best,
            role=best.role or step.role,
            field=best.field if best.role else step.field,
            org=best.org if best.org is not None else step.org,
            role_before=best.role_before or step.role_before,
            org_before=best.org_before if best.org_before is not None else step.org_before,
            other=best.other if best.other is not None else step.other,
            succeeds=best.succeeds or step.succeeds,
            interim=best.interim or (step.interim and (same or best.role is None)),
            inside=best.inside
            if best.inside is not None or step.confidence < best.confidence - 0.1
            else step.inside,
            foreign=best.foreign or step.foreign,
        )
    bare = any(s.role_before is None for s in group)
    if best.move is Move.LEAVES and best.role_before == BOARD and bare:
        best = replace(best, field=True)  # the seat goes with another post
    return best


def idle(step: Step, steps: Sequence[Step]) -> bool:
    """Whether somebody is only told to stay, where what as is told elsewhere."""
    return (
        step.move is Move.STAYS
        and is_vague(step.role)
        and any(s.person == step.person and s is not step and s.move is Move.STAYS for s in steps)
    )


def bare(step: Step) -> bool:
    """Whether somebody comes, nobody knows as what and where."""
    told = step.role is not None or step.org is not None or step.other is not None
    return step.person is not None and step.move in ARRIVES and not told


def _sound(step: Step) -> bool:
    """Whether a step tells a title, and news."""
    return not (step.field or step.earlier or step.described or is_vague(step.role))


def _rank(step: Step) -> float:
    vague = step.field or is_vague(step.role)
    if step.earlier:
        return step.fullness() + 2 * step.confidence - 4
    board = BOARD in (step.role, step.role_before)
    return step.fullness() + 2 * step.confidence - 1.2 * (vague or board) - IN_TITLE * step.title
