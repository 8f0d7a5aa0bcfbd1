"""Unnamed leavers, known by what the article calls somebody: "its finance chief is to go … finance
chief Jane Roe said"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summarizer.facts.leadership.holders import Post
from summarizer.facts.leadership.home import Company
from summarizer.facts.leadership.steps import Step
from summarizer.facts.leadership.titles import is_vague
from summarizer.facts.leadership.unnamed import GUESSED, role_keys
from summarizer.records import Move

TOP = 4
"""The first sentences, headline included: what tells of somebody unnamed later on is an aside."""


def holders_leave(steps: Sequence[Step], known: Company) -> list[Step]:
    """The steps with unnamed leavers as the one person who is called by their role, where nothing
    else is told of that one and nobody named leaves."""
    if any(s.move is Move.LEAVES and s.person is not None for s in steps):
        return list(steps)
    moving = {s.person for s in steps}
    return [_by_title(step, known, moving) for step in steps]


def _by_title(step: Step, known: Company, moving: set[int | None]) -> Step:
    role = step.role_before
    if step.move is not Move.LEAVES or not role or is_vague(role) or step.sentence >= TOP:
        return step
    holders = [
        person
        for person, post in known.posts.items()
        if role_keys(post.role) & role_keys(role) and _at_home(step, post, known)
    ]
    if len(holders) != 1 or holders[0] in moving:
        return step
    sure = round(step.confidence * GUESSED, 3)
    return replace(step, person=holders[0], confidence=sure)


def _at_home(step: Step, post: Post, known: Company) -> bool:
    """Whether a post may be at the house that the unnamed one leaves."""
    if post.interim:
        return False
    left = step.org_before if step.org_before is not None else known.home
    where = known.same.get(post.org, post.org) if post.org is not None else None
    return where in (None, left)
