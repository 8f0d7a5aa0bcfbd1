"""Clauses that tell of somebody's coming, going or staying: rows of `data/leadership.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from summarizer.facts.knowledge import table
from summarizer.facts.patterns import compile_pattern, group
from summarizer.facts.scene import Scene
from summarizer.facts.view import MARK, View
from summarizer.records import Moment, Move

INTERIM = re.compile(r"^(?:interim|acting|temporary)\s+", re.I)
FOR_A_WHILE = re.compile(r"\bon an? (?:interim|temporary|acting) basis|\bfor the interim\b")
FOUNDER = re.compile(r"(?:,| and) (?:co-)?founder$|^(?:co-)?founder and ", re.I)
NEXT = re.compile(r"^(?:(?:new\s|next\s|incoming\s|newly appointed\s|then-)\s*)+", re.I)
BOARD = re.compile(r"\bboard\b", re.I)
NAMED = re.compile(r"\(\?P<person>|\{whom\}")
ASIDE = re.compile(r",[^,]*,")
CLAUSE = re.compile(r"[,;]|\b(?:once|when|after|before|until|while)\b")
RECENT, PAST = 4, 12
"""Months after which a change is less likely the article's news, and after which it is none."""
EARLIER = 0.85
"""What the confidence in a change of such months is multiplied with."""


@dataclass(frozen=True, slots=True)
class Step:
    """One move as one clause tells it; actors are numbers of the cast."""

    person: int | None
    move: Move
    role: str | None
    org: int | None
    role_before: str | None
    org_before: int | None
    interim: bool
    other: int | None
    succeeds: bool
    sentence: int
    place: tuple[int, int]
    confidence: float
    field: bool = False
    inside: bool | None = None
    foreign: bool = False
    described: bool = False
    title: bool = False

    def fullness(self) -> int:
        fields = (self.role, self.org, self.role_before, self.org_before)
        return sum(f is not None for f in fields)


@dataclass(frozen=True, slots=True)
class Row:
    pattern: str
    move: Move
    confidence: float
    interim: bool
    board: bool
    field: bool
    whole: bool
    lists: bool
    described: bool
    needs: re.Pattern[str] | None
    named: bool


@cache
def rows() -> tuple[Row, ...]:
    data = table("leadership")
    return tuple(
        Row(
            r["pattern"],
            Move(r["move"]),
            r["confidence"],
            r.get("interim", False),
            r.get("board", False),
            r.get("field", False),
            r.get("whole", False),
            r.get("lists", False),
            r.get("described", False),
            re.compile(r["needs"]) if "needs" in r else None,
            r["move"] != Move.SEARCH
            and ("(?P<person>" in r["pattern"] or "{whom}" in r["pattern"]),
        )
        for r in data["move"]
    )


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when a sentence first needs it: most articles need a few rows only."""
    return compile_pattern(pattern, table("leadership")["macros"])


@cache
def rule(part: str, name: str) -> re.Pattern[str]:
    """A pattern of the table's `biography`, `verbs` or `vague`."""
    return re.compile(table("leadership")[part][name])


@cache
def _speaks() -> re.Pattern[str]:
    """What a sentence has to hold at least, so that most are passed over quickly."""
    return re.compile(table("leadership")["speaks"])


def read_steps(scene: Scene) -> list[Step]:
    """Every move that a sentence tells, some of them more than once."""
    out: list[Step] = []
    for whole, plain, unfolded in zip(scene.views, scene.plain, scene.unfolded, strict=True):
        if not _speaks().search(whole.text):
            continue
        for view in (plain, unfolded):
            if view is not None:
                out += _steps(scene, view, [r for r in rows() if not r.whole])
        out += _steps(scene, whole, [r for r in rows() if r.whole])
    return out


def _steps(scene: Scene, view: View, chosen: list[Row]) -> Iterator[Step]:
    for row in chosen:
        if row.named and "[p" not in view.text:
            continue
        if row.needs is not None and not row.needs.search(view.text):
            continue
        for match in _compiled(row.pattern).finditer(view.text):
            sure = _sure(scene, view, match)
            if not sure:
                continue
            step = _step(scene, view, row, match, sure)
            if step.person is not None and step.person == step.other:
                continue
            yield step
            yield from _with_others(scene, view, match, step)
            if step.person is not None and step.role is not None and not row.lists:
                yield from _continued(scene, view, match, step)
            if row.lists:
                yield from _listed_after(scene, view, match, step)


def _sure(scene: Scene, view: View, match: re.Match[str]) -> float:
    """How surely the clause tells news, 0 to 1: not an older story, by its words or its date."""
    if _told_otherwise(view.text[: match.start()], match[0]):
        return 0.0
    left, right = view.text[max(0, match.start() - 30) :], view.text[match.end() :][:30]
    first = match.start() - len(CLAUSE.split(left[: min(30, match.start())])[-1])
    tail = match.end() + len(CLAUSE.split(right)[0])
    asides = [
        (match.start() + m.start(), match.start() + m.end()) for m in ASIDE.finditer(match[0])
    ]
    near = view.without([(0, first), (tail, len(view.text)), *asides])
    told = view.without([(0, match.start()), (tail, len(view.text)), *asides])
    text = " ".join(scene.article.text[p.start : p.end] for p in told.pieces)
    if rule("biography", "inside").search(text):
        return 0.0
    starts = {p.start for p in near.pieces}
    months = [
        _months(scene, q.value)
        for q in view.amounts
        if isinstance(q.value, Moment) and q.start in starts
    ]
    oldest = max(months, default=0)
    return 0.0 if oldest >= PAST else EARLIER if oldest > RECENT else 1.0


def _told_otherwise(left: str, clause: str) -> bool:
    """Whether the words before a clause make it a story of the past, a wish or a condition."""
    if re.match(r"\[p\d+\] to ", clause) and rule("biography", "asked").search(left):
        return True
    if clause.startswith("[p") and rule("biography", "conjunction").search(left):
        return rule("biography", "ahead").search(clause) is None
    return rule("biography", "before").search(left) is not None


def _months(scene: Scene, moment: Moment) -> int:
    """How many months before the article, by its own date; 0 where that isn't known."""
    if scene.today is None or moment.year is None:
        return 0
    months = (scene.today.year - moment.year) * 12
    if moment.month is not None:
        return months + scene.today.month - moment.month
    return 0 if re.match(r"(?:first|second|third|fourth) ", moment.text) else months


def _step(scene: Scene, view: View, row: Row, match: re.Match[str], sure: float) -> Step:
    role = _words(scene, view, match, "role")
    interim = row.interim or (role is not None and INTERIM.match(role) is not None)
    clause = view.text[match.start() : match.end() + 40]
    interim = interim or (row.move is Move.JOINS and FOR_A_WHILE.search(clause) is not None)
    if row.interim:
        role = None
    return Step(
        _actor(view, match, "person"),
        row.move,
        "board member" if row.board else clean_role(role),
        _actor(view, match, "org"),
        clean_role(_words(scene, view, match, "before")),
        _actor(view, match, "from"),
        interim,
        _actor(view, match, "other"),
        group(match, "other") is not None or group(match, "him") is not None,
        view.sentence,
        view.place(*match.span()),
        round(row.confidence * sure, 3),
        row.field,
        _inside(row, match),
        group(match, "by") is not None,
        row.described,
        view.sentence in scene.titles,
    )


def _inside(row: Row, match: re.Match[str]) -> bool | None:
    """Whether the verbs say that somebody comes from inside or outside; None where they don't."""
    if row.move is not Move.JOINS:
        return None
    if rule("verbs", "inside").search(match[0]):
        return True
    return False if rule("verbs", "outside").search(match[0]) else None


@cache
def _listed() -> re.Pattern[str]:
    data = table("leadership")
    one = r"(?:(?:{role}) )?\[p\d+\](?: , (?:[^,;\[\]]|\[[cgxnd]\d+\]){1,90})?"
    return compile_pattern(rf"({one}(?: ?, {one})*)(?: ,)? and (?:(?:{{role}}) )?$", data["macros"])


def _with_others(scene: Scene, view: View, match: re.Match[str], step: Step) -> Iterator[Step]:
    """The same move of those named before with "and": "X, Y and Z have resigned"."""
    at = group(match, "person")
    before = _listed().search(view.text[: at[0]]) if at else None
    shared = step.role is None or step.role.lower().endswith(("s", "chairmen", "board member"))
    if before is None or not shared:
        return
    for mark in MARK.finditer(view.text, before.start(), before.end()):
        if mark[1] == "p" and int(mark[2]) != step.other:
            place = (view.place(*mark.span())[0], step.place[1])
            yield replace(step, person=int(mark[2]), role_before=None, place=place)


@cache
def _next_item() -> re.Pattern[str]:
    data = table("leadership")
    aside = r"(?: , (?:[^,;\[\]]|\[[cgxnd]\d+\]){1,90}?)?"
    lead = r"(?: ,| ;| and| as well as)+ (?:(?:former|ex-|the) )*"
    return compile_pattern(
        rf"{aside}{lead}(?:(?P<from>\[c\d+\]) (?:'s )?)?(?:(?P<before>{{role}}) ,? ?)?"
        r"(?P<person>\[p\d+\])",
        data["macros"],
    )


def _listed_after(scene: Scene, view: View, match: re.Match[str], step: Step) -> Iterator[Step]:
    """The same move of those who follow in a list, each with the post that stands before."""
    at = match.end()
    while item := _next_item().match(view.text, at):
        at = item.end()
        yield replace(
            step,
            person=_actor(view, item, "person"),
            role_before=clean_role(_words(scene, view, item, "before")),
            org_before=_actor(view, item, "from"),
            place=view.place(*item.span("person")),
        )


@cache
def _next_pair() -> re.Pattern[str]:
    data = table("leadership")
    return compile_pattern(
        r"(?: ,| ;| and| while)+ (?:(?P<before>{role}) ,? ?)?(?P<person>\[p\d+\]){aside} "
        r"(?:as|to be|becomes|became|will be|to become|will become) {post}(?P<role>{role})",
        data["macros"],
    )


def _continued(scene: Scene, view: View, match: re.Match[str], step: Step) -> Iterator[Step]:
    """ "X as chief executive, Y as chairman and Z as treasurer": one clause, several moves."""
    at = match.end()
    while step.move is Move.JOINS and (item := _next_pair().match(view.text, at)):
        at = item.end()
        role = clean_role(_words(scene, view, item, "role"))
        yield replace(
            step,
            person=_actor(view, item, "person"),
            role=role,
            role_before=clean_role(_words(scene, view, item, "before")),
            org_before=None,
            other=None,
            succeeds=False,
            place=view.place(*item.span("person")),
        )


def _words(scene: Scene, view: View, match: re.Match[str], name: str) -> str | None:
    span = group(match, name)
    return _text(scene, view, span) if span else None


def _text(scene: Scene, view: View, span: tuple[int, int]) -> str:
    start, end = view.place(*span)
    return " ".join(scene.article.text[start:end].split())


def clean_role(role: str | None) -> str | None:
    """The role without "interim" and the like; a seat on a board reads "board member"."""
    if role is None:
        return None
    bare = NEXT.sub("", INTERIM.sub("", NEXT.sub("", FOUNDER.sub("", role)))).strip(" ,")
    board = BOARD.search(bare) and "chair" not in bare.lower()
    return "board member" if board else bare or None


def _actor(view: View, match: re.Match[str], name: str) -> int | None:
    span = group(match, name)
    mark = MARK.search(view.text, *span) if span else None
    return int(mark[2]) if mark else None


# ---------------------------------------------------------------- who is what


FORMER = re.compile(r"\b(?:former|ex-?|ex|then|late|onetime|one-time) (?:[\w'-]+ ){0,3}$")


@dataclass(frozen=True, slots=True)
class Post:
    """A role somebody holds when the article appears."""

    role: str
    org: int | None


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    data = table("leadership")
    return tuple(compile_pattern(r["pattern"], data["macros"]) for r in data[name])


def read_posts(scene: Scene) -> dict[int, Post]:
    """What everybody is when the article appears, where it says so."""
    posts: dict[int, Post] = {}
    for view in scene.views:
        for pattern in _patterns("holds") if "[p" in view.text else ():
            for match in pattern.finditer(view.text):
                found = _post(scene, view, match)
                if found is None:
                    continue
                person, post = found
                known = posts.get(person)
                if known is None or (known.org is None and post.org is not None):
                    posts[person] = post
    return posts


def _post(scene: Scene, view: View, match: re.Match[str]) -> tuple[int, Post] | None:
    person = _actor(view, match, "person")
    role = _words(scene, view, match, "role")
    span = group(match, "role")
    if person is None or role is None or span is None:
        return None
    if FORMER.search(view.text[: span[0]]) or INTERIM.match(role) or NEXT.match(role):
        return None
    clean = clean_role(role)
    if clean is None or rule("vague", "founder").search(clean.lower()):
        return None
    if _past(scene, view, match):
        return None
    return person, Post(clean, _actor(view, match, "org"))


def _past(scene: Scene, view: View, match: re.Match[str]) -> bool:
    """Whether what somebody "was" is said of another time than the article's own."""
    if not re.search(r"\] (?:was|had been|had served|served) ", match[0]):
        return False
    start, end = view.place(*match.span())
    return any(
        isinstance(q.value, Moment) and start <= q.start <= end + 40 and _months(scene, q.value)
        for q in view.amounts
    )


def read_insiders(scene: Scene) -> dict[int, int | None]:
    """Whom the article calls an old hand of a house, and of which (None: the one it is about)."""
    found: dict[int, int | None] = {}
    for view in scene.views:
        for pattern in _patterns("insider") if "[p" in view.text else ():
            for match in pattern.finditer(view.text):
                person = _actor(view, match, "person")
                if person is not None and _long_since(scene, view, match):
                    found.setdefault(person, _actor(view, match, "org"))
    return found


def _long_since(scene: Scene, view: View, match: re.Match[str]) -> bool:
    """Whether the dates of a match, if any, are of more than a year before the article."""
    start, end = view.place(*match.span())
    return all(
        _months(scene, q.value) >= PAST
        for q in view.amounts
        if isinstance(q.value, Moment) and start <= q.start < end
    )
