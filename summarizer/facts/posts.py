"""Roles told in a sentence, and whose they are: "its former finance chief, Jane Roe, …".

    [c0] named its finance chief , [p1] , 44 , who ran the paper unit , head of sales at [c2] .
    [c0] named [p1] [r1] .        [p1] was "finance chief", [r1] is "head of sales" at [c2]

A role is masked like a name, with its house and what it is called ("former", "interim"); a role
that only says who somebody is goes to that person's posts and leaves the sentence. So the rows of
`data/leadership.toml` can be short.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from summarizer.facts.knowledge import table
from summarizer.facts.patterns import compile_pattern, group
from summarizer.facts.scene import Scene
from summarizer.facts.view import MARK, Piece, View, assemble

ROLE = re.compile(r"\[[rio](\d+)\]")
LETTERS = {"interim": "i", "new": "i", "outgoing": "o"}
"""What a role is masked with by what it is called; `r` for all others."""
PERSON = re.compile(r"\[p(\d+)\]")
DIRECT = re.compile(r"(?: ,)?(?: (?:[\w-]+|\[n\d+\])){0,6}? ?\[[rio]\d+\]")
AHEAD = re.compile(r"(?:[^\[]|\[[nd])*\b(?:will|would|is to|to) (?:be|become)\b")
"""What somebody is still to be."""
BEFORE = re.compile(r"\b(?:prior to|before) (?:joining|that|becoming|moving)\b")
"""What is said in passing begins with the role."""
PLURAL = re.compile(
    r"\b(president|director|officer|executive|head|chief|manager|partner|ceo|member|banker|trader"
    r"|strategist|economist|adviser|advisor|counsel|secretary)s\b",
    re.I,
)
ACRONYM = re.compile(r"^(?:[A-Z]{2,4} )+(?=C[EFOIT]O\b)")
"""The end of a house's name before a role: "Larch AI CEO"."""
CALLED = ("interim", "former", "outgoing", "new")


@dataclass(frozen=True, slots=True)
class Role:
    """A role as a sentence tells it; `org` is the number of its house in the cast."""

    text: str
    org: int | None
    called: str
    """What stands before it: "former", "interim", "new", "outgoing", or nothing."""
    weak: bool
    """Whether it says little of what somebody does: "executive", "banker"."""
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with its roles masked `[r0]`…, and what it says in passing of who is what."""

    view: View
    roles: tuple[Role, ...]
    posts: tuple[tuple[int, Role], ...]
    whole: View
    """The sentence with what it says in passing."""


@cache
def _rule(name: str) -> re.Pattern[str]:
    data = table("leadership")
    return compile_pattern(data["roles"][name], {**data["macros"], **data["words"]})


@cache
def _asides() -> tuple[re.Pattern[str], ...]:
    data = table("leadership")
    macros = {**data["macros"], **data["words"]}
    return tuple(compile_pattern(row["pattern"], macros) for row in data["aside"])


def tell(scene: Scene, view: View) -> Told:
    """The sentence with its roles masked and those in passing taken out."""
    masked, roles = _masked(scene, view)
    return again(Told(masked, roles, (), masked), masked)


def again(told: Told, view: View) -> Told:
    """Another form of a sentence, with the same roles masked, less what it says in passing."""
    posts: list[tuple[int, Role]] = []
    whole = view
    if PERSON.search(view.text):
        for pattern in _asides():
            view = _without(view, pattern, told.roles, posts)
    return Told(view, told.roles, tuple(posts), whole)


# ---------------------------------------------------------------- roles


def _masked(scene: Scene, view: View) -> tuple[View, tuple[Role, ...]]:
    found = list(_rule("role").finditer(view.text))
    if not found or not _rule("heads").search(view.text):
        return view, ()
    roles: list[Role] = []
    swaps: list[tuple[int, int]] = []
    for match in found:
        role, end = _role(scene, view, match)
        roles.append(role)
        swaps.append((match.start(), end))
    pieces: list[Piece] = []
    at = 0
    for piece, begin in zip(view.pieces, view.begins, strict=True):
        while at < len(swaps) and swaps[at][1] <= begin:
            at += 1
        if at < len(swaps) and swaps[at][0] <= begin:
            if begin == swaps[at][0]:
                mark = f"[{LETTERS.get(roles[at].called, 'r')}{at}]"
                pieces.append(Piece(mark, *view.place(*swaps[at])))
        else:
            pieces.append(piece)
    return assemble(view.sentence, pieces, view.amounts), tuple(roles)


def _role(scene: Scene, view: View, match: re.Match[str]) -> tuple[Role, int]:
    own, of = _part(match, "own"), _part(match, "of")
    (start, _), end = group(match, "own") or (0, 0), match.end()
    owner = _last_mark(_part(match, "owner"))
    loose = _rule("trailing").search(of)
    trimmed = of if loose is None else of[: loose.start()]
    end -= len(of) - len(trimmed)
    text_end = end
    place = _rule("place").search(trimmed)
    inner = None
    mark = MARK.search(trimmed, place.start()) if place else None
    if place and mark and not _described(scene, view, match.end() - len(of) + mark.start()):
        inner = int(mark[2])
        if place.end() == len(trimmed):
            text_end = end - len(trimmed) + place.start()
    first, last = view.place(start, text_end)
    text = ACRONYM.sub("", " ".join(scene.article.text[first:last].split()))
    said = _part(match, "decor") + own
    called = next((name for name in CALLED if _rule(name).search(said)), "")
    charge = _rule("charge").match(of) is not None
    weak = _rule("weak").fullmatch(own) is not None and not charge
    plural = PLURAL.search(_part(match, "head")) is not None
    return Role(text, inner if inner is not None else owner, called, weak, plural), end


def _part(match: re.Match[str], name: str) -> str:
    """The text of a group, nothing where it took no part."""
    span = group(match, name)
    return match[0][span[0] - match.start() : span[1] - match.start()] if span else ""


def _described(scene: Scene, view: View, at: int) -> bool:
    """Whether a house is only described there, by more than "the company"."""
    text = scene.article.text[slice(*view.place(at, at + 1))]
    return text[:1].islower() and text.count(" ") > 1


def _last_mark(text: str) -> int | None:
    marks = [int(m[2]) for m in MARK.finditer(text) if m[1] in "cx"]
    return marks[-1] if marks else None


# ---------------------------------------------------------------- what is said in passing


def _without(
    view: View, pattern: re.Pattern[str], roles: Sequence[Role], posts: list[tuple[int, Role]]
) -> View:
    gone: list[tuple[int, int]] = []
    for match in pattern.finditer(view.text):
        gone.append(group(match, "gone") or (0, 0))
        told = [roles[int(m[1])] for m in ROLE.finditer(_part(match, "gone"))]
        posts += _given(match, told)
    return view.without(gone) if gone else view


def _given(match: re.Match[str], told: Sequence[Role]) -> Iterator[tuple[int, Role]]:
    persons = [int(m[1]) for m in PERSON.finditer(_part(match, "persons"))]
    past = bool(_part(match, "past"))
    gone = _part(match, "gone")
    if not DIRECT.match(gone) or AHEAD.match(gone):
        return
    one = persons[:1] if match.start("gone") < match.start("persons") else persons[-1:]
    earlier = BEFORE.search(gone)
    if earlier and "becoming" not in earlier[0]:
        return
    for role in told[-1:] if earlier else told[:2]:
        shared = persons if role.plural else one
        for person in shared:
            yield person, replace(role, called=role.called or ("former" if past else ""))


def singular(role: str) -> str:
    """ "co-presidents" as each of them is."""
    return PLURAL.sub(r"\1", role)
