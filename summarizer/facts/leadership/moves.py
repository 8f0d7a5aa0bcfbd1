"""Clauses that tell of somebody's coming, going or staying: rows of `data/leadership.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from summarizer.facts.leadership.described import called, replaced, whom
from summarizer.facts.leadership.holders import Post, learn
from summarizer.facts.leadership.lists import added, listed, seated
from summarizer.facts.leadership.marks import actor, house_in, persons, role_of, whole_house, words
from summarizer.facts.leadership.news import surety
from summarizer.facts.leadership.rows import Row, compiled, rows, rule, speaks
from summarizer.facts.leadership.steps import Step, first
from summarizer.facts.leadership.titles import clean_role, seat
from summarizer.facts.patterns import group
from summarizer.facts.posts import Role, Told, again, tell
from summarizer.facts.scene import Scene
from summarizer.facts.view import MARK, View, simplify, unfold
from summarizer.records import Move

WHO = re.compile(r"(?: ,)? who\b")
FOR_A_WHILE = re.compile(
    r"\bon an? (?:interim|temporary|acting) basis|\bfor the interim\b|\btemporarily\b"
    r"|\buntil a (?:permanent )?(?:replacement|successor)\b"
)
ASIDE_MOVE = re.compile(
    r"\] (?:, )?who (?:became|was (?:named|appointed|hired|promoted)|took over)\b"
)
"""A move told in passing."""
MEANWHILE = re.compile(
    r"(?<=\])( , (?:joining|leaving|replacing|succeeding|returning|moving|speaking|citing)\b"
    r"[^,;]{2,90} ,)"
    r"(?= (?:will|would|has|is|was|to)\b)"
)
"""What is told beside the move, between the person and the verb."""
BESIDE = re.compile(
    r"((?:\[p\d+\] (?:, )?(?:and )?)+)"
    r"(?=\[p\d+\] , who (?:will|would) (?:serve as|become|be) \[[ri])"
)
"""Those before the one of a list whom a relative clause tells of."""
MAIN = re.compile(r", (?:will|would|has|have|had|is|was|were|are|said|says|also)\b")
"""Where the main clause goes on after a relative one."""


@dataclass(frozen=True, slots=True)
class Read:
    """What the sentences of an article tell: moves, and who is what."""

    steps: tuple[Step, ...]
    posts: dict[int, Post]
    origins: dict[int, int]
    """Whose executive, banker or former head somebody is called."""


def read(scene: Scene) -> Read:
    """Every move that a sentence tells, some of them more than once, and everybody's post."""
    steps: list[Step] = []
    learnt: dict[int, tuple[int, Post]] = {}
    origins: dict[int, int] = {}
    for view in scene.views:
        tells = speaks().search(view.text) is not None
        if not tells and "[p" not in view.text:
            continue
        told = tell(scene, view)
        learn(scene, told, learnt, origins)
        steps += called(told)
        for way in _ways(scene, told) if tells else ():
            learn(scene, way, learnt, origins)
            for step, more in _steps(scene, way):
                told_step = added(step, steps) if more else step
                steps += [told_step] if told_step is not None else []
    posts = {person: post for person, (_, post) in learnt.items()}
    return Read(tuple(steps), posts, origins)


def _ways(scene: Scene, told: Told) -> Iterator[Told]:
    """The sentence less its asides, and with its relative clauses told as main ones."""
    yield again(told, simplify(told.view))
    gone = [m.span(1) for m in MEANWHILE.finditer(told.view.text)]
    if gone:
        yield again(told, simplify(told.view.without(gone)))
    beside = [m.span(1) for m in BESIDE.finditer(told.whole.text)]
    opened = unfold(told.whole.without(beside) if beside else told.whole)
    if opened is not None:
        end = MAIN.search(opened.text)
        cut = opened if end is None else opened.without([(end.start(), len(opened.text))])
        yield again(told, simplify(cut))


def _steps(scene: Scene, told: Told) -> Iterator[tuple[Step, bool]]:
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
    step = _step(scene, told, row, match, sure)
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


def _step(scene: Scene, told: Told, row: Row, match: re.Match[str], sure: float) -> Step:
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
