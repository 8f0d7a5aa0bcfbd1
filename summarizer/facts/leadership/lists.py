"""Lists of people of whom a clause tells the same, and those whom a later sentence adds to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from summarizer.facts.leadership.marks import persons
from summarizer.facts.leadership.rows import compiled
from summarizer.facts.leadership.steps import Step, first
from summarizer.facts.leadership.titles import seat
from summarizer.facts.patterns import group
from summarizer.facts.view import View
from summarizer.records import Move

ADDS = 4
"""How many sentences after a list another one may add to it."""


@cache
def _next_item() -> Any:
    """One more of a list, past what is said of the one before."""
    words = r"(?:(?!{stop} |{verb} )(?:{w}|\[[cgx]\d+\]|'s) ){0,3}(?:{r} (?:, )?)?"
    said = r"(?: , (?:a|an|the|who|whose|its|former|formerly)\b[^,;]{2,90}(?= ,))?"
    return compiled(
        rf"(?:{said}(?: ,| ;| and| as well as)+|[^;]{{1,160}}? ;(?: and)?) "
        rf"{words}(?P<person>\[p\d+\])"
    )


def listed(view: View, at: int) -> tuple[list[int], int]:
    """The persons who follow in a list from character `at` on, and where it ends."""
    found: list[int] = []
    while item := _next_item().match(view.text, at):
        at = item.end()
        found += persons(view, group(item, "person"))
    return found, at


@cache
def _seat_after() -> Any:
    return compiled(r" (?:from|to|onto|on|off) {seat}")


def seated(step: Step, view: View, end: int) -> Step:
    """The step with the board that is told after its list: "X, Y and Z from the board"."""
    told = _seat_after().match(view.text, end)
    if told is None:
        return step
    role = seat(view.text[slice(*(group(told, "board") or (0, 0)))])
    if step.move is Move.LEAVES:
        return replace(step, role_before=step.role_before or role)
    return replace(step, role=step.role or role)


def added(step: Step, before: Sequence[Step]) -> Step | None:
    """A step that only adds to an earlier list ("also going are …"), with the role and house told
    there; None where nothing is there to add to."""
    near = [s for s in before if s.move is step.move and 0 < step.sentence - s.sentence <= ADDS]
    if not near:
        return None
    told = [s for s in near if (s.role_before if s.move is Move.LEAVES else s.role)]
    if not told:
        return step
    last = told[-1]
    if step.move is Move.LEAVES:
        role = step.role_before or last.role_before
        return replace(step, role_before=role, org_before=first(step.org_before, last.org_before))
    return replace(step, role=step.role or last.role, org=first(step.org, last.org))
