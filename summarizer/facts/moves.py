"""Clauses that tell of somebody's coming, going or staying: rows of `data/leadership.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from summarizer.facts.knowledge import table
from summarizer.facts.patterns import compile_pattern, group
from summarizer.facts.posts import ROLE, Role, Told, again, singular, tell
from summarizer.facts.scene import Scene
from summarizer.facts.view import MARK, View, simplify, unfold
from summarizer.records import Moment, Move

INTERIM = re.compile(r"^(?:interim|acting|temporary)\s+", re.I)
FOR_A_WHILE = re.compile(
    r"\bon an? (?:interim|temporary|acting) basis|\bfor the interim\b|\btemporarily\b"
    r"|\buntil a (?:permanent )?(?:replacement|successor)\b"
)
FOUNDER = re.compile(r"(?:,| and) (?:co-)?founder$|^(?:co-)?founder and ", re.I)
NEXT = re.compile(r"^(?:(?:new\s|next\s|incoming\s|newly appointed\s|then-)\s*)+", re.I)
BOARD = re.compile(r"\bboard\b|^(?:[\w-]+ )?directors?$|^non-?executive director", re.I)
SINGLE = re.compile(r"\b(?:managing|finance|executive|creative|operating|financial|sales)\b", re.I)
BANKER = re.compile(r" (?:executive|banker|trader|analyst|lawyer)$", re.I)
"""What somebody is where nothing better is told."""
ASIDE = re.compile(r",[^,]*,")
CLAUSE = re.compile(r"[,;]|\b(?:once|when|after|before|until|while|who|which)\b")
ASIDE_MOVE = re.compile(
    r"\] (?:, )?who (?:became|was (?:named|appointed|hired|promoted)|took over)\b"
)
"""A move told in passing."""
AHEAD = re.compile(
    r"\b(?:will|would|is to|to be|starting|beginning|effective|as of|next|(?:is|are) \w+ing)\b"
)
YEAR = re.compile(r"\d{4}")
OPENS = re.compile(r"(?:in|after|since|before|until|when|from)\b[^,;]*\[d\d+\][^,;]{0,12},")
"""A sentence that begins with a time."""
MAIN = re.compile(r", (?:will|would|has|have|had|is|was|were|are|said|says|also)\b")
"""Where the main clause goes on after a relative one."""
TITLED = re.compile(
    r"\b(?:unit|division|bank|business|group|operations?|team|desk|arm|fund|practice|sales"
    r"|banking|trading|coverage|franchise|markets?|region|brand|department|office|services|research)s?$"
)
"""What somebody leads who is known by it."""
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
    earlier: bool = False
    """Whether its date is of some months before the article's."""

    def fullness(self) -> int:
        fields = (self.role, self.org, self.role_before, self.org_before)
        return sum(f is not None for f in fields)


@dataclass(frozen=True, slots=True)
class Row:
    pattern: str
    move: Move
    confidence: float
    interim: bool
    lists: bool
    described: bool
    supposed: bool
    needs: tuple[re.Pattern[str], ...]
    named: bool


@cache
def rows() -> tuple[Row, ...]:
    return tuple(
        Row(
            r["pattern"],
            Move(r["move"]),
            r["confidence"],
            r.get("interim", False),
            r.get("lists", False),
            r.get("described", False),
            r.get("supposed", False),
            tuple(re.compile(r[key]) for key in ("needs", "needs2") if key in r),
            r["move"] != Move.SEARCH and ("{people}" in r["pattern"] or "<people>" in r["pattern"]),
        )
        for r in table("leadership")["move"]
    )


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when a sentence first needs it: most articles need a few rows only."""
    data = table("leadership")
    return compile_pattern(pattern, {**data["macros"], **data["words"]})


@cache
def rule(part: str, name: str) -> re.Pattern[str]:
    """A pattern of the table's `biography`, `verbs` or `vague`."""
    return re.compile(table("leadership")[part][name])


@cache
def _speaks() -> re.Pattern[str]:
    """What a sentence has to hold at least, so that most are passed over quickly."""
    return re.compile(table("leadership")["speaks"])


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
        speaks = _speaks().search(view.text) is not None
        if not speaks and "[p" not in view.text:
            continue
        told = tell(scene, view)
        _learn(scene, told, learnt, origins)
        for way in _ways(scene, told) if speaks else ():
            _learn(scene, way, learnt, origins)
            steps += _steps(scene, way)
    posts = {person: post for person, (_, post) in learnt.items()}
    return Read(tuple(steps), posts, origins)


def _ways(scene: Scene, told: Told) -> Iterator[Told]:
    """The sentence less its asides, and with its relative clauses told as main ones."""
    yield again(told, simplify(told.view))
    opened = unfold(told.whole)
    if opened is not None:
        end = MAIN.search(opened.text)
        cut = opened if end is None else opened.without([(end.start(), len(opened.text))])
        yield again(told, simplify(cut))


def _steps(scene: Scene, told: Told) -> Iterator[Step]:
    text = told.view.text
    persons = "[p" in text
    for row in rows():
        if row.named and not persons:
            continue
        if not all(need.search(text) for need in row.needs):
            continue
        for match in _compiled(row.pattern).finditer(text):
            sure = _sure(scene, told.view, match, row.supposed)
            if sure:
                yield from _told(scene, told, row, match, sure)


def _told(scene: Scene, told: Told, row: Row, match: re.Match[str], sure: float) -> Iterator[Step]:
    """The moves of all whom a clause names, and of those who follow in its list."""
    step = _step(scene, told, row, match, sure)
    span = group(match, "people")
    kept = _role(told, match, "role") if row.move is Move.STAYS else None
    if kept is not None and kept.weak:
        return
    if span is None:
        side = _role(told, match, "before" if row.move is Move.LEAVES else "role")
        if side is None or not side.weak:
            yield step
        return
    first, last = step.place
    for mark in MARK.finditer(told.view.text, *span):
        if mark[1] == "p" and int(mark[2]) != step.other:
            start, end = told.view.place(*mark.span())
            first = first if start <= first or mark.start() == span[0] else start
            yield replace(step, person=int(mark[2]), place=(first, max(last, end)))
    at = match.end()
    if row.lists:
        while item := _next_item().match(told.view.text, at):
            at = item.end()
            [person] = _persons(told.view, group(item, "person"))
            yield replace(step, person=person)
    elif row.move is Move.JOINS and group(match, "role"):
        while item := _next_pair().match(told.view.text, at):
            at = item.end()
            yield from _pair(scene, told, item, step)


def _pair(scene: Scene, told: Told, item: re.Match[str], step: Step) -> Iterator[Step]:
    """One more of "X as chief executive, Y as chairman and Z as treasurer"."""
    role = _role(told, item, "role")
    for person in _persons(told.view, group(item, "people")):
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
def _next_item() -> re.Pattern[str]:
    return _compiled(r"(?: ,| ;| and| as well as)+ (?:{r} )?(?P<person>\[p\d+\])")


@cache
def _next_pair() -> re.Pattern[str]:
    return _compiled(
        r"(?: ,| ;| and| while)+ {people}(?: ,)? "
        r"(?:{aux}{hired} |(?:will |to )?becom\w+ |will be )?"
        r"(?:as |to |to be )?{post}(?P<role>{r})"
    )


def _persons(view: View, span: tuple[int, int] | None) -> list[int]:
    found = MARK.finditer(view.text, *span) if span else ()
    return [int(m[2]) for m in found if m[1] == "p"]


def _sure(scene: Scene, view: View, match: re.Match[str], supposed: bool) -> float:
    """How surely the clause tells news, 0 to 1: not an older story, by its words or its date."""
    if not supposed and _told_otherwise(view.text[: match.start()], match[0]):
        return 0.0
    left, right = view.text[max(0, match.start() - 30) :], view.text[match.end() :][:30]
    opens = OPENS.match(view.text)
    first = match.start() - len(CLAUSE.split(left[: min(30, match.start())])[-1])
    if opens is not None and match.start() <= opens.end() + 2:
        first = 0
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
    ahead = AHEAD.search(view.text, first, tail) is not None
    months = [
        0 if ahead and YEAR.search(q.value.text) is None else _months(scene, q.value)
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


def _step(scene: Scene, told: Told, row: Row, match: re.Match[str], sure: float) -> Step:
    view = told.view
    role, before = _role(told, match, "role"), _role(told, match, "before")
    work, unit = _words(scene, view, match, "work"), _unit(view, match)
    text = role.text if role else "head" if unit is not None else work
    board = group(match, "board")
    if board and row.move is not Move.LEAVES:
        text = _seat(view.text[slice(*board)])
    org = _first(role.org if role else unit, _first(_in(view, board), _actor(view, match, "org")))
    house = _first(before.org if before else None, _actor(view, match, "from"))
    return Step(
        None,
        row.move,
        clean_role(text, role is not None and role.called == "interim")
        if not row.interim
        else None,
        org if row.move is not Move.LEAVES else None,
        clean_role(before.text) if before else _seat(view.text[slice(*board)])
        if board and row.move is Move.LEAVES else None,
        _first(house, _in(view, board)) if row.move is Move.LEAVES else house,
        _interim(row, view, match, role),
        next(iter(_persons(view, group(match, "others"))), None),
        group(match, "others") is not None or group(match, "him") is not None,
        view.sentence,
        view.place(*match.span()),
        round(row.confidence * sure, 3),
        work is not None and role is None and unit is None,
        _inside(row, match),
        group(match, "by") is not None,
        row.described or ASIDE_MOVE.search(match[0]) is not None,
        view.sentence in scene.titles,
        sure < 1,
    )  # fmt: skip


def _unit(view: View, match: re.Match[str]) -> int | None:
    """The house that somebody leads as a whole."""
    span = group(match, "work")
    whole = re.fullmatch(r"\[[cx](\d+)\]", view.text[slice(*span)]) if span else None
    return int(whole[1]) if whole else None


def _interim(row: Row, view: View, match: re.Match[str], role: Role | None) -> bool:
    if row.interim or (role is not None and role.called == "interim"):
        return True
    clause = view.text[match.start() : match.end() + 50]
    return row.move is Move.JOINS and FOR_A_WHILE.search(clause) is not None


def _seat(words: str) -> str:
    """What one is on a board, or on another committee of the house."""
    return "board member" if "board" in words else " ".join(words.split()[-2:]) + " member"


def _in(view: View, span: tuple[int, int] | None) -> int | None:
    """The house whose board is told of."""
    found = MARK.finditer(view.text, *span) if span else ()
    return next((int(m[2]) for m in reversed([*found]) if m[1] in "cx"), None)


def _first(a: int | None, b: int | None) -> int | None:
    return a if a is not None else b


def _role(told: Told, match: re.Match[str], name: str) -> Role | None:
    span = group(match, name)
    mark = ROLE.search(told.view.text, *span) if span else None
    return told.roles[int(mark[1])] if mark else None


def _inside(row: Row, match: re.Match[str]) -> bool | None:
    """Whether the verbs say that somebody comes from inside or outside; None where they don't."""
    if row.move is not Move.JOINS:
        return None
    if rule("verbs", "inside").search(match[0]):
        return True
    return False if rule("verbs", "outside").search(match[0]) else None


def _words(scene: Scene, view: View, match: re.Match[str], name: str) -> str | None:
    span = group(match, name)
    if span is None:
        return None
    start, end = view.place(*span)
    return " ".join(scene.article.text[start:end].split())


def clean_role(role: str | None, interim: bool = False) -> str | None:
    """The role without "interim" and the like; a seat on a board reads "board member"."""
    if role is None:
        return None
    bare = NEXT.sub("", INTERIM.sub("", NEXT.sub("", FOUNDER.sub("", role)))).strip(" ,")
    board = BOARD.search(bare) and not re.search("chair|president", bare.lower())
    if board and not interim and not SINGLE.search(bare):
        return "board member"
    return singular(bare) or None


def _actor(view: View, match: re.Match[str], name: str) -> int | None:
    span = group(match, name)
    mark = MARK.search(view.text, *span) if span else None
    return int(mark[2]) if mark else None


# ---------------------------------------------------------------- who is what


@dataclass(frozen=True, slots=True)
class Post:
    """A role somebody holds when the article appears."""

    role: str
    org: int | None


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(_compiled(r["pattern"]) for r in table("leadership")[name])


def _learn(
    scene: Scene, told: Told, learnt: dict[int, tuple[int, Post]], origins: dict[int, int]
) -> None:
    """What a sentence says of who is what, added to what is known: titles before units led, text
    before headlines, and of those the first telling."""
    headline = 1 if told.view.sentence in scene.titles else 0
    found = [(person, role, headline) for person, role in told.posts]
    found += [(p, role, headline + (2 if field else 0)) for p, role, field in _held(scene, told)]
    for person, role, rank in found:
        if (
            role.org is not None
            and not role.plural
            and (role.called == "former" or (role.weak and not role.called))
        ):
            origins.setdefault(person, role.org)
        post = _post(role)
        if post is None:
            continue
        rank += 4 if role.weak else 3 if role.called == "interim" else 0
        known = learnt.get(person)
        if known is None or rank < known[0]:
            learnt[person] = rank, post
        elif rank == known[0] and known[1].org is None and post.org is not None:
            learnt[person] = rank, Post(known[1].role, post.org)


def _post(role: Role) -> Post | None:
    if role.called in ("former", "new") or (role.weak and not BANKER.search(role.text)):
        return None
    clean = clean_role(role.text)
    if clean is None or rule("vague", "founder").search(clean.lower()):
        return None
    return Post(clean, role.org)


def _held(scene: Scene, told: Told) -> Iterator[tuple[int, Role, bool]]:
    """Posts told with a verb, and whether only a unit is: "X is head of sales", "X runs the paper
    unit"."""
    view = told.whole
    if "[p" not in view.text:
        return
    for pattern in _patterns("holds"):
        for match in pattern.finditer(view.text):
            if _past(scene, view, match):
                continue
            held = ROLE.search(match[0]) if group(match, "held") else None
            role = told.roles[int(held[1])] if held else None
            work = _words(scene, view, match, "work") if role is None else None
            if role is None and work and TITLED.search(work):
                role = Role(work, None, "", False)
            if role is not None:
                for person in _persons(view, group(match, "persons")):
                    yield person, role, work is not None


def _past(scene: Scene, view: View, match: re.Match[str]) -> bool:
    """Whether what somebody "was" is said of another time than the article's own."""
    left = view.text[max(0, match.start() - 40) : match.start()]
    if re.search(
        r"\b(?:before|until|when|previously|earlier|after|while)\b[^,]*(?:,[^,]*, )?$", left
    ):
        return True
    if re.search(r"\bbefore [^,]*, $", left):
        return True
    right = view.text[match.end() : match.end() + 20]
    span = group(match, "was")
    was = view.text[slice(*span)] if span else ""
    if was and re.match(r" (?:for|from) (?:\w+ ){0,2}\[[nd]", right) and "has" not in was:
        return True
    if " since " in right or not re.search(r"was|had|served", was):
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
