"""Who leaves, joins, steps up, stays, and which search is on: rows of `data/leadership.toml`.

A former role, an age, a career told in passing are no changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from summarizer.facts.attribution import certainty_of, voice_of
from summarizer.facts.deals import long_ago
from summarizer.facts.knowledge import table
from summarizer.facts.patterns import compile_pattern, group
from summarizer.facts.scene import Scene
from summarizer.facts.view import MARK, View
from summarizer.records import Fact, FactKind, Moment, Move, RoleChange

INTERIM = re.compile(r"^(?:interim|acting|temporary)\s+", re.I)
FOUNDER = re.compile(r"(?:,| and) (?:co-)?founder$|^(?:co-)?founder and ", re.I)
BOARD = re.compile(r"\bboard\b", re.I)
FORMER = re.compile(r"\b(?:former|ex-?|ex|then|late|onetime|one-time) (?:[\w'-]+ ){0,3}$")


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

    def fullness(self) -> int:
        fields = (self.role, self.org, self.role_before, self.org_before)
        return sum(f is not None for f in fields)


@dataclass(frozen=True, slots=True)
class Post:
    """A role somebody holds when the article appears."""

    role: str
    org: int | None


@dataclass(frozen=True, slots=True)
class Row:
    pattern: re.Pattern[str]
    move: Move
    confidence: float
    interim: bool
    board: bool


@cache
def rows() -> tuple[Row, ...]:
    data = table("leadership")
    return tuple(
        Row(
            compile_pattern(r["pattern"], data["macros"]),
            Move(r["move"]),
            r["confidence"],
            r.get("interim", False),
            r.get("board", False),
        )
        for r in data["move"]
    )


@cache
def _held() -> tuple[re.Pattern[str], ...]:
    data = table("leadership")
    return tuple(compile_pattern(r["pattern"], data["macros"]) for r in data["holds"])


@cache
def _biography(name: str) -> re.Pattern[str]:
    return re.compile(table("leadership")["biography"][name])


def leadership_facts(scene: Scene) -> list[Fact]:
    """The changes of role the article tells, each person's moves once."""
    rows = zip(scene.plain, scene.views, scene.unfolded, strict=True)
    views = [v for row in rows for v in row if v is not None]
    steps = [s for v in views if "[p" in v.text or "search" in v.text for s in _steps(scene, v)]
    posts = _posts(scene)
    told = [_complete(s, posts) for s in _join_leavers(_best(steps), posts)]
    told = [_inherit(s, told, posts) for s in told]
    return [_fact(scene, s) for s in _best(told)]


# ---------------------------------------------------------------- reading


def _steps(scene: Scene, view: View) -> Iterator[Step]:
    for row in rows():
        for match in row.pattern.finditer(view.text):
            if _is_biography(scene, view, match):
                continue
            step = _step(scene, view, row, match)
            yield step
            yield from _with_others(scene, view, match, step)


def _is_biography(scene: Scene, view: View, match: re.Match[str]) -> bool:
    """Whether the clause tells an older story, by its words or a date of its own, or a wish."""
    if re.match(r"\[p\d+\] to ", match[0]) and _biography("asked").search(
        view.text[: match.start()]
    ):
        return True
    before = group(match, "before")
    if before and re.match(r"(?:then|former|ex)-", view.text[before[0] :]):
        return True
    if _biography("before").search(view.text[: match.start()]):
        return True
    start, end = view.place(*match.span())
    sentence = scene.article.sentences[view.sentence]
    if _biography("inside").search(scene.article.text[start : min(end + 30, sentence.end)]):
        return True
    return any(
        isinstance(q.value, Moment)
        and long_ago(scene, q.value)
        and start - 30 <= q.start <= end + 30
        for q in view.amounts
    )


def _step(scene: Scene, view: View, row: Row, match: re.Match[str]) -> Step:
    role = _words(scene, view, match, "role")
    interim = row.interim or (role is not None and INTERIM.match(role) is not None)
    if row.interim:
        role = None
    return Step(
        _actor(view, match, "person"),
        row.move,
        "board member" if row.board else _clean(role),
        _actor(view, match, "org"),
        _clean(_words(scene, view, match, "before")),
        _actor(view, match, "from"),
        interim,
        _actor(view, match, "other"),
        group(match, "other") is not None or group(match, "him") is not None,
        view.sentence,
        view.place(*match.span()),
        row.confidence,
    )


@cache
def _listed() -> re.Pattern[str]:
    data = table("leadership")
    one = r"(?:(?:{role}) )?\[p\d+\]"
    return compile_pattern(rf"({one}(?: ?, {one})*)(?: ,)? and (?:(?:{{role}}) )?$", data["macros"])


def _with_others(scene: Scene, view: View, match: re.Match[str], step: Step) -> Iterator[Step]:
    """The same move of those named before with "and": "X, Y and Z have resigned"."""
    at = group(match, "person")
    before = _listed().search(view.text[: at[0]]) if at else None
    shared = step.role is None or step.role.lower().endswith(("s", "chairmen"))
    if before is None or not shared:
        return
    for mark in MARK.finditer(view.text, before.start(), before.end()):
        if mark[1] == "p":
            place = (view.place(*mark.span())[0], step.place[1])
            yield replace(step, person=int(mark[2]), role_before=None, place=place)


def _words(scene: Scene, view: View, match: re.Match[str], name: str) -> str | None:
    span = group(match, name)
    if span is None:
        return None
    start, end = view.place(*span)
    return " ".join(scene.article.text[start:end].split())


def _clean(role: str | None) -> str | None:
    """The role without "interim" and the like; a seat on a board reads "board member"."""
    if role is None:
        return None
    bare = FOUNDER.sub("", INTERIM.sub("", role)).strip(" ,")
    return "board member" if BOARD.search(bare) and "chair" not in bare.lower() else bare


def _actor(view: View, match: re.Match[str], name: str) -> int | None:
    span = group(match, name)
    mark = MARK.search(view.text, *span) if span else None
    return int(mark[2]) if mark else None


# ---------------------------------------------------------------- putting together


def _best(steps: Iterable[Step]) -> list[Step]:
    """Each person's moves once: the fullest and surest telling, in the article's order."""
    best: dict[tuple[int | str | None, Move, str | None], Step] = {}
    for step in steps:
        key = (step.person if step.person is not None else step.role, step.move, _kind(step))
        known = best.get(key)
        if known is None or _rank(step) > _rank(known):
            best[key] = step
    return sorted(best.values(), key=lambda s: (s.sentence, s.place))


def _kind(step: Step) -> str | None:
    return step.role if step.move is Move.STAYS else None


def _rank(step: Step) -> tuple[float, float]:
    return (step.fullness() + step.confidence, step.confidence)


def _join_leavers(steps: Sequence[Step], posts: dict[int, Post]) -> list[Step]:
    """Somebody who leaves here and joins there makes one move."""
    leaving = {s.person: s for s in steps if s.move is Move.LEAVES}
    leaving.pop(None, None)
    out: list[Step] = []
    for step in steps:
        other = leaving.get(step.person) if step.person is not None else None
        if step.move is Move.JOINS and other is not None:
            if _elsewhere(step, other, posts):
                org = other.org if step.org is None else step.org
                leaving[other.person] = replace(other, role=step.role or other.role, org=org)
            elif step.sentence > other.sentence:
                continue
        elif step.move is not Move.LEAVES:
            out.append(step)
    kept = [s for s in steps if s.move is Move.LEAVES and s.person is None]
    return sorted([*out, *kept, *leaving.values()], key=lambda s: (s.sentence, s.place))


def _elsewhere(step: Step, leaver: Step, posts: dict[int, Post]) -> bool:
    """Whether what somebody joins is not what they leave."""
    post = posts.get(step.person) if step.person is not None else None
    home = leaver.org_before if leaver.org_before is not None else (post.org if post else None)
    return step.org is not None and step.org != home


def _inherit(step: Step, steps: Sequence[Step], posts: dict[int, Post]) -> Step:
    """Who succeeds somebody gets the role that one leaves."""
    if not step.succeeds or step.role is not None:
        return step
    left = [s for s in steps if s.move is Move.LEAVES and s.role_before and s is not step]
    named = [s for s in left if step.other is not None and s.person == step.other]
    near = named or ([] if step.other is not None else left[-1:])
    if near:
        return replace(step, role=near[0].role_before, org=near[0].org_before)
    post = posts.get(step.other) if step.other is not None else None
    return step if post is None else replace(step, role=post.role, org=post.org)


def _posts(scene: Scene) -> dict[int, Post]:
    """What everybody is when the article appears, where it says so."""
    posts: dict[int, Post] = {}
    for view in scene.views:
        for pattern in _held():
            for match in pattern.finditer(view.text):
                person = _actor(view, match, "person")
                role = _words(scene, view, match, "role")
                start = group(match, "role")
                if person is None or role is None or start is None:
                    continue
                if FORMER.search(view.text[: start[0]]) or INTERIM.match(role):
                    continue
                org = _actor(view, match, "org")
                known = posts.get(person)
                if known is None or (known.org is None and org is not None):
                    posts[person] = Post(_clean(role) or role, org)
    return posts


def _complete(step: Step, posts: dict[int, Post]) -> Step:
    """The move with what the person is known to be before it, and its direction told by that."""
    post = posts.get(step.person) if step.person is not None else None
    if post is None:
        return step
    same = _same_role(post.role, step.role)
    if step.move is Move.LEAVES:
        return replace(
            step,
            role_before=step.role_before or post.role,
            org_before=step.org_before if step.org_before is not None else post.org,
        )
    if step.move is Move.STAYS:
        vague = step.role in ("post", "job", "role", "position")
        role = post.role if vague else step.role
        return replace(step, role=role, org=post.org if step.org is None else step.org)
    if step.move is not Move.JOINS or same:
        return step
    inside = (
        step.org is None or step.org == post.org or (post.org is None and step.role is not None)
    )
    org_before = step.org_before if step.org_before is not None else post.org
    return replace(
        step,
        move=Move.PROMOTED if inside else Move.JOINS,
        role_before=step.role_before or post.role,
        org_before=org_before if org_before is not None else (step.org if inside else None),
        org=step.org if step.org is not None else (post.org if inside else None),
    )


def _same_role(a: str, b: str | None) -> bool:
    return b is not None and _role_key(a) == _role_key(b)


def _role_key(role: str) -> str:
    """The short name of a role ("chief executive officer": "ceo"), or itself, in small letters."""
    plain = role.casefold()
    rows: list[list[str]] = table("leadership")["same"]["roles"]
    return next((row[0] for row in rows if plain in row), plain)


def _fact(scene: Scene, step: Step) -> Fact:
    def name(actor: int | None) -> str | None:
        return scene.name(actor) if actor is not None else None

    change = RoleChange(
        name(step.person) or "",
        step.move,
        step.role_before,
        name(step.org_before),
        step.role,
        name(step.org),
        step.interim,
    )
    clause = scene.article.text[slice(*step.place)]
    return Fact(
        FactKind.LEADERSHIP,
        change,
        scene.span(*step.place),
        scene.sentence_span(step.sentence),
        subject=name(step.org_before) or name(step.org),
        when=_when(scene, step),
        certainty=certainty_of(clause.lower()),
        holder=voice_of(scene, step.sentence).holder,
        confidence=step.confidence,
    )


def _when(scene: Scene, step: Step) -> Moment | None:
    """A date inside the clause or right after it."""
    start, end = step.place
    near = [
        q.value
        for q in scene.amounts[step.sentence]
        if isinstance(q.value, Moment) and start <= q.start <= end + 30
    ]
    return near[0] if near else None
