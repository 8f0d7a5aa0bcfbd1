"""The moves that one sentence's clauses tell: of all whom a row names and of those in its lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from summarizer.facts.leadership.clause_step import step_of
from summarizer.facts.leadership.described import replaced, whom
from summarizer.facts.leadership.lists import listed, seated
from summarizer.facts.leadership.marks import persons, role_of
from summarizer.facts.leadership.news import surety
from summarizer.facts.leadership.rows import Row, compiled, rows, rule
from summarizer.facts.leadership.steps import Step
from summarizer.facts.leadership.titles import clean_role
from summarizer.facts.patterns import group
from summarizer.facts.posts import Told
from summarizer.facts.scene import Scene
from summarizer.facts.view import MARK
from summarizer.records import Move

WHO = re.compile(r"(?: ,)? who\b")


def steps_of(scene: Scene, told: Told) -> Iterator[tuple[Step, bool]]:
    """The moves a sentence tells, and whether each only adds to an earlier list."""
    text = told.view.text
    somebody = "[p" in text
    for row in rows():
        if row.named and not somebody:
            continue
        if not all(need.search(text) for need in row.needs):
            continue
        for match in compiled(row.pattern).finditer(text):
            sure = surety(scene, told.view, match, row.supposed)
            if sure:
                for step in _told(scene, told, row, match, sure):
                    yield step, row.more


def _told(scene: Scene, told: Told, row: Row, match: re.Match[str], sure: float) -> Iterator[Step]:
    """The moves of all whom a clause names, and of those who follow in its list."""
    step = step_of(scene, told, row, match, sure)
    span = group(match, "people")
    if _nothing(told, row, match) or (row.described and _statesman(scene, told, match)):
        return
    if span is None:
        side = role_of(told, match, "before" if row.move is Move.LEAVES else "role")
        if side is None or not side.weak:
            yield step
        return
    more, _ = listed(told.view, match.end()) if row.lists else ([], 0)
    step = seated(step, told.view, _) if row.lists else step
    first, last = step.place
    alone = _last_alone(told, match, span)
    others = persons(told.view, group(match, "others"))
    meant = [m for m in MARK.finditer(told.view.text, *span) if m[1] == "p" and m.start() >= alone]
    for order, mark in enumerate(meant):
        other = whom(step, others, len(meant), order)
        if int(mark[2]) != other:
            start, end = told.view.place(*mark.span())
            first = first if start <= first or mark.start() == span[0] else start
            yield replace(step, person=int(mark[2]), place=(first, max(last, end)), other=other)
    yield from replaced(step, others, len(meant))
    at = match.end()
    for person in more:
        yield replace(step, person=person)
    if not row.lists and row.move is Move.JOINS and group(match, "role"):
        while item := _next_pair().match(told.view.text, at):
            at = item.end()
            yield from _pair(scene, told, item, step)


def _statesman(scene: Scene, told: Told, match: re.Match[str]) -> bool:
    """Whether somebody is called the new head of a state, which is no company's."""
    start, end = told.view.place(*match.span())
    return rule("vague", "state").search(scene.article.text[start:end]) is not None


def _last_alone(told: Told, match: re.Match[str], people: tuple[int, int]) -> int:
    """Where the one of several people stands whom alone a clause means: "A, B and C, who will be
    chairman" tells of C; the beginning of them all elsewhere."""
    role = role_of(told, match, "role")
    if role is None or role.plural or not WHO.match(told.view.text, people[1]):
        return people[0]
    return told.view.text.rfind("[p", *people)


def _nothing(told: Told, row: Row, match: re.Match[str]) -> bool:
    """Whether a clause says no more than what somebody is: stays that end soon, "executives"."""
    role = role_of(told, match, "role")
    if row.move is Move.STAYS:
        ends = rule("biography", "ends").match(told.view.text[match.end() :])
        return ends is not None or (role is not None and role.weak)
    return role is not None and role.weak and role.plural and row.named and not row.lists


def _pair(scene: Scene, told: Told, item: re.Match[str], step: Step) -> Iterator[Step]:
    """One more of "X as chief executive, Y as chairman and Z as treasurer"."""
    role = role_of(told, item, "role")
    for person in persons(told.view, group(item, "people")):
        yield replace(
            step,
            person=person,
            role=clean_role(role.text) if role else None,
            org=role.org if role and role.org is not None else step.org,
            interim=role is not None and role.called == "interim",
            other=None,
            succeeds=False,
            place=told.view.place(*item.span("people")),
        )


@cache
def _next_pair() -> re.Pattern[str]:
    return compiled(
        r"(?: ,| ;| and| while)+ {people}(?: ,)? "
        r"(?:{aux}{hired} |(?:will |to )?becom\w+ |will be )?"
        r"(?:as |to |to be )?{post}(?P<role>{r})"
    )
