"""Who follows whom: the role and house that pass from one to the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from summarizer.facts.leadership.holders import Post
from summarizer.facts.leadership.steps import ARRIVES, Step, first
from summarizer.facts.leadership.titles import is_vague, key_of
from summarizer.facts.leadership.unnamed import filled
from summarizer.records import Move

FOLLOWED = 0.78
"""How surely somebody leaves of whom only the successor is told."""
NEAR = 3
"""How many sentences after somebody's coming another one's going may be the same role's."""


def pair(steps: Sequence[Step], posts: Mapping[int, Post]) -> list[Step]:
    """Who succeeds somebody gets the role that one leaves, and the other way round; who is only
    told as the one succeeded leaves."""
    out = list(steps)
    for i, step in enumerate(out):
        if not step.succeeds or step.move not in ARRIVES:
            continue
        at = _leaver_of(step, out, posts)
        gone = out[at] if at is not None else None
        role, org = _shared_role(step, gone, posts)
        if step.role is None or (step.field and role) or is_vague(step.role):
            step = out[i] = replace(
                step, role=role or step.role, org=step.org if step.org is not None else org
            )
        if (
            gone is not None
            and at is not None
            and gone.role_before is None
            and role
            and (gone.person == step.other or gone.person not in posts)
        ):
            out[at] = replace(gone, role_before=role, org_before=first(gone.org_before, org))
        elif gone is None and step.other is not None and _silent(step.other, role, out):
            out.append(_gone(step, role, org))
    return out


def _leaver_of(step: Step, steps: Sequence[Step], posts: Mapping[int, Post]) -> int | None:
    """Where the one whom a step replaces leaves: by name, else the last one before it."""
    leaves = [i for i, s in enumerate(steps) if s.move is Move.LEAVES and s.person is not None]
    if step.other is not None:
        return next((i for i in leaves if steps[i].person == step.other), None)
    told = [i for i in leaves if steps[i].person != step.person]
    before = [i for i in told if steps[i].role_before or steps[i].person in posts]
    here = [i for i in before if steps[i].sentence <= step.sentence]
    rest = [i for i in told if steps[i].role_before]
    return next(reversed(here or rest), None)


def _shared_role(
    step: Step, gone: Step | None, posts: Mapping[int, Post]
) -> tuple[str | None, int | None]:
    """The role and house that pass from one to the other."""
    post = posts.get(step.other) if step.other is not None else None
    if step.role and not step.field and not is_vague(step.role):
        return step.role, first(step.org, gone.org_before if gone else None)
    if gone is not None and gone.field and post is not None:
        return post.role, post.org
    if gone is not None and gone.role_before:
        return gone.role_before, gone.org_before
    if post is None and gone is not None and gone.person is not None:
        post = posts.get(gone.person)
    if post is not None:
        return post.role, post.org
    return step.role, step.org


def _silent(person: int, role: str | None, steps: Sequence[Step]) -> bool:
    """Whether nothing else is told of what becomes of somebody, but having got that role."""
    return not any(
        s.person == person
        and s.move not in (Move.STAYS, Move.SEARCH)
        and (s.move is Move.LEAVES or (key_of(s.role) != key_of(role) and s.org is None))
        for s in steps
    )


def _gone(step: Step, role: str | None, org: int | None) -> Step:
    sure = round(min(step.confidence, FOLLOWED), 3)
    return Step(
        step.other, Move.LEAVES, None, None, role, first(org, step.org), False, None, False,
        step.sentence, step.place, sure,
    )  # fmt: skip


def _beside(steps: Sequence[Step], posts: Mapping[int, Post]) -> list[Step]:
    """ "Acme named Jane Roe chief executive when John Doe retires": one role in one sentence."""
    out = list(steps)
    for i, step in enumerate(out):
        if step.move is not Move.LEAVES or step.role_before or step.person is None:
            continue
        roles = {
            s.role: s
            for s in steps
            if s.sentence == step.sentence and s.move in ARRIVES and s.other is None and s.role
            and not s.described and s.person != step.person
        }  # fmt: skip
        if step.person not in posts and len(roles) == 1:
            [(role, source)] = roles.items()
            if not source.field and not is_vague(role):
                out[i] = filled(step, "role_before", role, source)
    return out


def complement(steps: Sequence[Step], posts: Mapping[int, Post]) -> list[Step]:
    """One leaves, one comes, and only one of the two roles is told: it is the other's too."""
    out = _beside(steps, posts)
    going = [i for i, s in enumerate(out) if s.move is Move.LEAVES and s.person is not None]
    coming = [i for i, s in enumerate(out) if s.move in ARRIVES and s.person is not None]
    followed = {s.other for s in out}
    free_coming = [i for i in coming if out[i].other is None and out[i].person not in followed]
    bare = [i for i in going if out[i].role_before is None and out[i].person not in posts]
    if len(bare) == 1 and len(free_coming) == 1:
        source = out[free_coming[0]]
        titled = source.role and not source.field and not is_vague(source.role)
        near = abs(source.sentence - out[bare[0]].sentence) <= NEAR and not source.described
        if source.role and titled and near and source.person != out[bare[0]].person:
            out[bare[0]] = filled(out[bare[0]], "role_before", source.role, source)
    return out
