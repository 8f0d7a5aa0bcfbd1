"""What becomes of those who leave: another role here, another house."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summarizer.facts.leadership.home import Company
from summarizer.facts.leadership.merging import BOARD
from summarizer.facts.leadership.steps import ARRIVES, Step, first
from summarizer.facts.leadership.titles import INTERIM, is_vague, key_of, same_role
from summarizer.records import Move


def still_there(steps: Sequence[Step]) -> list[Step]:
    """Less those who "stay on" till they leave, and the roles that leavers got some time ago."""
    gone = {s.person for s in steps if s.move is Move.LEAVES and s.person is not None}
    return [
        s for s in steps
        if s.person not in gone
        or not ((s.move is Move.STAYS and is_vague(s.role)) or (s.move in ARRIVES and s.earlier))
    ]  # fmt: skip


def join_leavers(steps: Sequence[Step], known: Company) -> list[Step]:
    """Somebody who leaves here and joins there makes one move."""
    leaving = {s.person: s for s in steps if s.move is Move.LEAVES and s.person is not None}
    out: list[Step] = [s for s in steps if s.move is Move.LEAVES and s.person is None]
    for step in steps:
        other = leaving.get(step.person) if step.person is not None else None
        if step.move in ARRIVES and other is not None and step.person is not None:
            if _back(step, other) or (other.role_before is None and _from_outside(step, other)):
                out.append(step)
                del leaving[step.person]
            elif _elsewhere(step, other, known) and step.sentence < other.sentence:
                before = first(step.org_before, other.org_before)
                out.append(replace(step, role_before=other.role_before, org_before=before))
                del leaving[step.person]
            elif _elsewhere(step, other, known):
                org = other.org if step.org is None else step.org
                leaving[step.person] = replace(other, role=step.role or other.role, org=org)
            else:
                leaving[step.person] = _turned(step, other)
        elif step.move is not Move.LEAVES:
            out.append(step)
    return sorted([*out, *leaving.values()], key=lambda s: (s.sentence, s.place))


def _back(step: Step, leaver: Step) -> bool:
    """Whether somebody comes back after going, gives up a seat for another role, or is only
    called outgoing elsewhere."""
    if step.role is not None and leaver.described and not step.described:
        return True
    if step.role is None or step.role == BOARD:
        return False
    return (leaver.earlier and not step.earlier) or leaver.role_before == BOARD


def stood_in(step: Step, known: Company) -> Step:
    """A leaver who only stood in, with a role that says so."""
    post = known.posts.get(step.person) if step.person is not None else None
    if step.move is not Move.LEAVES or not step.role_before:
        return step
    held = post is not None and post.interim and same_role(post.role, step.role_before)
    if not (step.interim or held) or INTERIM.match(step.role_before):
        return replace(step, interim=False)
    return replace(step, role_before=f"interim {step.role_before}", interim=False)


def _from_outside(step: Step, leaver: Step) -> bool:
    """Whether what somebody leaves, without a role told, is only where they come from."""
    if step.move is not Move.JOINS or step.role is None:
        return False
    return step.org_before is not None or leaver.org_before is None


def _turned(step: Step, leaver: Step) -> Step:
    """The leaver with what they become in the same house, unless that is what they leave."""
    if step.role is None or step.field or key_of(step.role) == key_of(leaver.role_before):
        return leaver
    if leaver.role_before is None:
        return replace(leaver, role_before=step.role, interim=step.interim)
    return replace(leaver, role=step.role, org=step.org)


def _elsewhere(step: Step, leaver: Step, known: Company) -> bool:
    """Whether what somebody joins is not what they leave."""
    post = known.posts.get(step.person) if step.person is not None else None
    if step.org is None and leaver.org_before is not None and step.role == BOARD:
        return known.home is not None and known.home != leaver.org_before
    home = leaver.org_before if leaver.org_before is not None else (post.org if post else None)
    return step.org is not None and step.org != home
