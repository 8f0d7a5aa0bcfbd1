"""One clause's step: what its groups say of role, house, interim, inside or outside."""

from __future__ import annotations

import re

from summarizer.facts.leadership.marks import actor, house_in, persons, role_of, whole_house, words
from summarizer.facts.leadership.rows import Row, rule
from summarizer.facts.leadership.steps import Step, first
from summarizer.facts.leadership.titles import clean_role, seat
from summarizer.facts.patterns import group
from summarizer.facts.posts import Role, Told
from summarizer.facts.scene import Scene
from summarizer.facts.view import View
from summarizer.records import Move

FOR_A_WHILE = re.compile(
    r"\bon an? (?:interim|temporary|acting) basis|\bfor the interim\b|\btemporarily\b"
    r"|\buntil a (?:permanent )?(?:replacement|successor)\b"
)
ASIDE_MOVE = re.compile(
    r"\] (?:, )?who (?:became|was (?:named|appointed|hired|promoted)|took over)\b"
)
"""A move told in passing."""


def step_of(scene: Scene, told: Told, row: Row, match: re.Match[str], sure: float) -> Step:
    view = told.view
    role, before = role_of(told, match, "role"), role_of(told, match, "before")
    work, unit = words(scene, view, match, "work"), whole_house(view, match)
    text = role.text if role else "head" if unit is not None else work
    if role is not None and row.lists and not (role.plural or role.called):
        role, text = None, work
    merged = _merged(view, match)
    if role is not None and merged is not None:
        text = f"{role.text} of the {merged}"
    fresh = merged is not None or rule("vague", "merged").search((text or "").lower()) is not None
    board = group(match, "board")
    if board and row.move is not Move.LEAVES:
        text = seat(view.text[slice(*board)])
    org = first(role.org if role else unit, first(house_in(view, board), actor(view, match, "org")))
    house = first(before.org if before else None, actor(view, match, "from"))
    return Step(
        None,
        row.move,
        clean_role(text, role is not None and role.called == "interim")
        if not row.interim
        else None,
        org if row.move is not Move.LEAVES else None,
        clean_role(before.text) if before else seat(view.text[slice(*board)])
        if board and row.move is Move.LEAVES else None,
        first(house, house_in(view, board)) if row.move is Move.LEAVES else house,
        _interim(row, view, match, role),
        next(iter(persons(view, group(match, "others"))), None),
        group(match, "others") is not None or group(match, "him") is not None,
        view.sentence,
        view.place(*match.span()),
        round(row.confidence * sure, 3),
        work is not None and role is None and unit is None,
        _inside(row, match),
        group(match, "by") is not None or fresh,
        row.described or ASIDE_MOVE.search(match[0]) is not None,
        view.sentence in scene.titles,
        sure < 1,
        rule("vague", "unit").search(view.text[match.start() : match.end()]) is not None,
    )  # fmt: skip


def _merged(view: View, match: re.Match[str]) -> str | None:
    """The company that somebody is to lead, if it is one that a deal makes: "combined company"."""
    span = group(match, "work")
    if span is None:
        return None
    found = rule("vague", "merged").search(view.text[match.start() : span[1]])
    return found[0] if found else None


def _interim(row: Row, view: View, match: re.Match[str], role: Role | None) -> bool:
    if row.interim or (role is not None and role.called == "interim"):
        return True
    clause = view.text[match.start() : match.end() + 50]
    return row.move is Move.JOINS and FOR_A_WHILE.search(clause) is not None


def _inside(row: Row, match: re.Match[str]) -> bool | None:
    """Whether the verbs say that somebody comes from inside or outside; None where they don't."""
    if row.move is not Move.JOINS:
        return None
    if rule("verbs", "inside").search(match[0]):
        return True
    if group(match, "board"):
        return None
    return False if rule("verbs", "outside").search(match[0]) else None
