"""Moves completed with what people are: the post before, and from inside or outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summarizer.facts.leadership.holders import Post
from summarizer.facts.leadership.home import Company
from summarizer.facts.leadership.merging import BOARD
from summarizer.facts.leadership.rows import rule
from summarizer.facts.leadership.steps import ARRIVES, Step, first
from summarizer.facts.leadership.titles import is_vague, same_role
from summarizer.records import Move


def within(steps: Sequence[Step]) -> list[Step]:
    """Whoever is succeeded, or keeps a role, and gets another one comes from inside."""
    followed = {s.person: s.org for s in steps if s.move is Move.STAYS and s.role}
    followed |= {s.other: s.org for s in steps if s.move in ARRIVES and s.other is not None}
    return [
        replace(s, inside=True)
        if s.move is Move.JOINS and s.person in followed and s.inside is None
        and (s.org is None or followed[s.person] in (None, s.org))
        and not rule("vague", "public").search((s.role or "").lower())
        else s
        for s in steps
    ]  # fmt: skip


def complete(step: Step, known: Company) -> Step:
    """The move with what the person is known to be before it, and its direction told by that."""
    post = known.posts.get(step.person) if step.person is not None else None
    if step.move is Move.LEAVES:
        post = post or _former(step, known)
        return step if post is None else _left(step, post)
    if step.move is Move.STAYS and post is not None:
        role = post.role if is_vague(step.role) else step.role
        return replace(step, role=role, org=first(step.org, post.org))
    if step.move in ARRIVES and step.person is not None:
        return _arrived(step, post, known)
    return step


def _former(step: Step, known: Company) -> Post | None:
    """What a leaver is already called a former one of, where it is of the house that is left."""
    post = known.former.get(step.person) if step.person is not None else None
    left = first(step.org_before, known.home)
    if post is None or (step.role_before and not step.field):
        return None
    where = known.same.get(post.org, post.org) if post.org is not None else None
    return post if where is None or where == left else None


def _left(step: Step, post: Post) -> Step:
    """A leaver with the post held; the house only where it is the role's."""
    org = first(step.org_before, post.org)
    if step.field and post.org in (None, org):
        return replace(step, role_before=post.role, org_before=org, field=False)
    return replace(step, role_before=step.role_before or post.role, org_before=org)


def with_home(step: Step, known: Company) -> Step:
    """The step at the company the article is about, where no other can be meant."""
    home = known.home
    if step.sentence not in known.alone:
        return step
    if step.move is Move.LEAVES:
        return replace(step, org_before=first(step.org_before, home))
    if step.move is Move.STAYS and not step.foreign:
        return replace(step, org=first(step.org, home))
    if step.move not in ARRIVES or step.org is not None or step.role is None:
        return step
    if step.foreign or (step.founded and known.deal):
        return step
    if home == step.org_before and step.move is Move.JOINS:
        return step
    before = home if step.move is Move.PROMOTED else None
    return replace(step, org=home, org_before=first(step.org_before, before))


def with_one_house(steps: Sequence[Step], known: Company) -> list[Step]:
    """Where all moves that name a house name the same one, it is the others' too; not in an
    article about a deal, which has two."""
    houses = {h for s in steps for h in (s.org, s.org_before) if h is not None}
    if known.deal or len(houses) != 1:
        return list(steps)
    [house] = houses
    return [_at(step, house) for step in steps]


def _at(step: Step, house: int) -> Step:
    if step.move is Move.LEAVES:
        return replace(step, org_before=first(step.org_before, house))
    if step.foreign or step.role is None or step.org_before is not None:
        return step
    return replace(step, org=first(step.org, house))


def _arrived(step: Step, post: Post | None, known: Company) -> Step:
    house = first(step.org, None if step.foreign else known.home)
    if post is not None and step.role and rule("vague", "places").search(step.role.lower()):
        return replace(step, role=post.role, org=first(step.org, post.org))
    if step.inside is False:
        return _from(step, post, inside=False)
    if step.inside is True:
        return _from(step, post, inside=True)
    if step.person is not None and step.person in known.insiders:
        org = known.insiders[step.person]
        org = known.same.get(org, org) if org is not None else None
        if (
            org is None
            or org == house
            or (house is None and not step.foreign and post is None and step.role != BOARD)
        ):
            return _from(step, post, inside=True)
        if house is not None and post is None:
            before = replace(step, org_before=first(step.org_before, org))
            return _from(before, post, inside=False)
    if step.org_before is not None and house is not None and step.org_before != house:
        return _from(step, post, inside=False)
    if post is None or same_role(post.role, step.role):
        return step
    where = first(known.same.get(post.org, post.org) if post.org is not None else None,
                   step.org_before)  # fmt: skip
    unknown = where is None or (house is None and not step.foreign)
    within = (unknown and not _outsider(post, step)) or where == house
    return _from(step, post, inside=within)


def _outsider(post: Post, step: Step) -> bool:
    """Whether a post of no house told is likely another one's: a minister's, a new director's."""
    public = rule("vague", "public")
    if rule("vague", "house").search(post.role):
        return True
    if public.search(post.role.lower()) and not public.search((step.role or "").lower()):
        return True
    return step.role == BOARD and not post.role.lower().startswith(("director", "deputy director"))


def _from(step: Step, post: Post | None, inside: bool) -> Step:
    """The arrival with what the person was, and its direction."""
    usable = post is not None and not same_role(post.role, step.role)
    role_before = step.role_before or (post.role if usable and post else None)
    org_before = first(step.org_before, post.org if usable and post else None)
    if not inside:
        same = org_before is not None and org_before == step.org
        return replace(
            step, move=Move.JOINS, role_before=role_before, org_before=None if same else org_before
        )
    org = first(step.org, org_before)
    return replace(
        step,
        move=Move.PROMOTED,
        role_before=role_before,
        org_before=first(org_before, org),
        org=org,
    )
