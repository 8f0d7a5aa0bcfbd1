"""From single moves to who follows whom: roles, houses and directions that another clause tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from summarizer.facts.kinds import Kind
from summarizer.facts.knowledge import table
from summarizer.facts.moves import Post, Step, rule
from summarizer.facts.scene import Scene
from summarizer.facts.view import MARK
from summarizer.names import words as company_words
from summarizer.records import Move

ARRIVES = (Move.JOINS, Move.PROMOTED)
FOLLOWED = 0.78
"""How surely somebody leaves of whom only the successor is told."""
IN_TITLE = 3.0
"""How much rather a sentence than a title is taken for where a move is told: a memo cites those."""
NEAR = 3
"""How many sentences after somebody's coming another one's going may be the same role's."""
BOARD = "board member"
GUESSED = 0.9
"""What the confidence is multiplied with where the role is taken from another person's move."""


@dataclass(frozen=True, slots=True)
class Company:
    """What the article says of everybody beside their moves."""

    posts: Mapping[int, Post]
    insiders: Mapping[int, int | None]
    home: int | None
    """The company the article is about, if one stands out."""
    alone: frozenset[int] = frozenset()
    """Sentences whose people can only be that company's."""
    same: Mapping[int, int] = field(default_factory=dict)
    """Names that are short for another one's: "Citi" of "Citigroup"."""

    def aliased(self, step: Step) -> Step:
        """The step with its houses under the names that others have too."""
        return replace(
            step,
            org=self.same.get(step.org, step.org) if step.org is not None else None,
            org_before=None
            if step.org_before is None
            else self.same.get(step.org_before, step.org_before),
        )


def settle(steps: Iterable[Step], known: Company) -> list[Step]:
    """Each person's moves once, as full as the article tells them, in its order."""
    told = merge(steps)
    told = _stand_ins(told)
    told = _name_the_unnamed(told, known.posts)
    told = _pair(told, known.posts)
    told = _name_the_unnamed(told, known.posts)
    told = _within(_still_there(told))
    told = _complement(told, known.posts)
    told = [_complete(s, known) for s in told]
    told = _join_leavers(told, known)
    return merge(_with_home(s, known) for s in _drop_unnamed(told))


# ---------------------------------------------------------------- one step a person and move


def merge(steps: Iterable[Step]) -> list[Step]:
    """Each person's moves once: the fullest and surest telling, with what it lacks from others."""
    groups: dict[tuple[int | str | None, Move, str | None], list[Step]] = {}
    for step in steps:
        move = Move.JOINS if step.move is Move.PROMOTED and step.person is not None else step.move
        who = step.person if step.person is not None else _key(step.role or step.role_before)
        groups.setdefault((who, move, _kind(step)), []).append(step)
    merged = [_fullest(group) for group in groups.values()]
    return sorted(merged, key=lambda s: (s.sentence, s.place))


def _kind(step: Step) -> str | None:
    return _key(step.role) if step.move is Move.STAYS else None


def _fullest(group: Sequence[Step]) -> Step:
    ranked = sorted(group, key=_rank, reverse=True)
    titled = next((s for s in ranked if s.role and not s.field and not is_vague(s.role)), None)
    best = ranked[0]
    if titled is not None and (best.field or is_vague(best.role)):
        best = replace(best, role=titled.role, field=False)
    for step in ranked[1:]:
        if step.earlier and not best.earlier:
            continue
        same = _key(best.role) == _key(step.role)
        best = replace(
            best,
            role=best.role or step.role,
            field=best.field if best.role else step.field,
            org=best.org if best.org is not None else step.org,
            role_before=best.role_before or step.role_before,
            org_before=best.org_before if best.org_before is not None else step.org_before,
            other=best.other if best.other is not None else step.other,
            succeeds=best.succeeds or step.succeeds,
            interim=best.interim or (step.interim and (same or best.role is None)),
            inside=best.inside
            if best.inside is not None or step.confidence < best.confidence - 0.1
            else step.inside,
            foreign=best.foreign or step.foreign,
        )
    bare = any(s.role_before is None for s in group)
    if best.move is Move.LEAVES and best.role_before == BOARD and bare:
        best = replace(best, field=True)  # the seat goes with another post
    return best


def _rank(step: Step) -> float:
    vague = step.field or is_vague(step.role)
    if step.earlier:
        return step.fullness() + 2 * step.confidence - 4
    board = BOARD in (step.role, step.role_before)
    return step.fullness() + 2 * step.confidence - 1.2 * (vague or board) - IN_TITLE * step.title


def is_vague(role: str | None) -> bool:
    """Whether a role is only "the top job" and the like."""
    return role is not None and rule("vague", "roles").search(role.lower()) is not None


def _key(role: str | None) -> str | None:
    return None if role is None else role_key(role)


def role_key(role: str) -> str:
    """The short name of a role ("chief executive officer": "ceo"), or itself, in small letters."""
    plain = role.casefold()
    names: list[list[str]] = table("leadership")["same"]["roles"]
    return next((row[0] for row in names if plain in row), plain)


# ---------------------------------------------------------------- what one clause tells of another


def _stand_ins(steps: Sequence[Step]) -> list[Step]:
    """Somebody only said to be "acting chief executive" while another one comes to that role
    leaves it."""
    gone = {s.person for s in steps if s.move is Move.LEAVES}
    lasting = {
        _key(s.role)
        for s in steps
        if s.move in ARRIVES and not s.interim and s.person is not None and s.role
        if s.person not in gone
    }
    return [
        replace(s, move=Move.LEAVES, role=None, org=None, role_before=s.role, org_before=s.org,
                interim=False, confidence=round(s.confidence * GUESSED, 3))
        if s.move is Move.JOINS and s.interim and s.described and _key(s.role) in lasting else s
        for s in steps
    ]  # fmt: skip


def _name_the_unnamed(steps: Sequence[Step], posts: Mapping[int, Post]) -> list[Step]:
    """ "Acme's finance chief has resigned … Jane Roe, who leaves": the unnamed one's role is hers,
    where only one can be meant."""
    out = list(steps)
    for moves, side in (((Move.LEAVES,), "role_before"), (ARRIVES, "role")):
        roles = [s for s in steps if s.person is None and s.move in moves and getattr(s, side)]
        bare = [
            i for i, s in enumerate(out)
            if s.person is not None and s.move in moves
            and (getattr(s, side) is None or is_vague(getattr(s, side)))
            and not (side == "role_before" and s.person in posts)
        ]  # fmt: skip
        source = _one_role(roles, side)
        if source is None or len(bare) != 1 or is_vague(getattr(source, side)):
            continue
        taken = {_key(getattr(s, side)) for s in out if s.person is not None and s.move in moves}
        if _key(getattr(source, side)) in taken:
            continue
        out[bare[0]] = _filled(out[bare[0]], side, getattr(source, side), source)
    return out


def _one_role(steps: Sequence[Step], side: str) -> Step | None:
    """The step that tells most of the one role all of them speak of; None where it isn't one."""
    if not steps:
        return None
    best = max(steps, key=lambda s: len(getattr(s, side)))
    keys, all_words = _keys(getattr(best, side)), set(getattr(best, side).lower().split())
    same = all(
        _keys(getattr(s, side)) <= keys or set(getattr(s, side).lower().split()) <= all_words
        for s in steps
    )
    return best if same else None


def _keys(role: str) -> set[str]:
    """The short names of all that a role joins: "president and chief executive"."""
    return {role_key(part.strip()) for part in re.split(r",| and ", role)}


def _filled(step: Step, side: str, role: str, source: Step) -> Step:
    """The step with a role on one side, and the house of whom it is taken from."""
    sure = round(step.confidence * GUESSED, 3)
    house = source.org if source.org is not None else source.org_before
    if side == "role":
        org = step.org if step.org is not None else house
        return replace(step, role=role, org=org, confidence=sure, field=False)
    org = step.org_before if step.org_before is not None else house
    return replace(step, role_before=role, org_before=org, confidence=sure)


def _drop_unnamed(steps: Sequence[Step]) -> list[Step]:
    """Less the unnamed whose move a named person makes."""
    named = {s.move for s in steps if s.person is not None}
    comes = bool(named & set(ARRIVES))
    return [
        s
        for s in steps
        if s.person is not None
        or s.move is Move.SEARCH
        or not (comes if s.move in ARRIVES else s.move in named)
    ]


def _pair(steps: Sequence[Step], posts: Mapping[int, Post]) -> list[Step]:
    """Who succeeds somebody gets the role that one leaves, and the other way round; who is only
    told as the one succeeded leaves."""
    out = list(steps)
    for i, step in enumerate(out):
        if not step.succeeds or step.move not in ARRIVES:
            continue
        at = _leaver_of(step, out)
        gone = out[at] if at is not None else None
        role, org = _shared_role(step, gone, posts)
        if step.role is None or (step.field and role) or is_vague(step.role):
            step = out[i] = replace(
                step, role=role or step.role, org=step.org if step.org is not None else org
            )
        if gone is not None and at is not None and gone.role_before is None and role:
            out[at] = replace(gone, role_before=role, org_before=_first(gone.org_before, org))
        elif gone is None and step.other is not None and _silent(step.other, role, out):
            out.append(_gone(step, role, org))
    return out


def _first(a: int | None, b: int | None) -> int | None:
    return a if a is not None else b


def _leaver_of(step: Step, steps: Sequence[Step]) -> int | None:
    """Where the one whom a step replaces leaves: by name, else the last one before it."""
    leaves = [i for i, s in enumerate(steps) if s.move is Move.LEAVES and s.person is not None]
    if step.other is not None:
        return next((i for i in leaves if steps[i].person == step.other), None)
    before = [i for i in leaves if steps[i].role_before and steps[i].person != step.person]
    return before[-1] if before else None


def _shared_role(
    step: Step, gone: Step | None, posts: Mapping[int, Post]
) -> tuple[str | None, int | None]:
    """The role and house that pass from one to the other."""
    post = posts.get(step.other) if step.other is not None else None
    if step.role and not step.field and not is_vague(step.role):
        return step.role, _first(step.org, gone.org_before if gone else None)
    if gone is not None and gone.field and post is not None:
        return post.role, post.org
    if gone is not None and gone.role_before:
        return gone.role_before, gone.org_before
    if post is not None:
        return post.role, post.org
    return step.role, step.org


def _silent(person: int, role: str | None, steps: Sequence[Step]) -> bool:
    """Whether nothing else is told of what becomes of somebody, but having got that role."""
    return not any(
        s.person == person
        and s.move not in (Move.STAYS, Move.SEARCH)
        and (s.move is Move.LEAVES or (_key(s.role) != _key(role) and s.org is None))
        for s in steps
    )


def _gone(step: Step, role: str | None, org: int | None) -> Step:
    sure = round(min(step.confidence, FOLLOWED), 3)
    return Step(
        step.other, Move.LEAVES, None, None, role, _first(org, step.org), False, None, False,
        step.sentence, step.place, sure,
    )  # fmt: skip


def _beside(steps: Sequence[Step], posts: Mapping[int, Post]) -> list[Step]:
    """ "Acme named Jane Roe chief executive when John Doe retires": one role in one sentence."""
    out = list(steps)
    for i, step in enumerate(out):
        if step.move is not Move.LEAVES or step.role_before or step.person is None:
            continue
        roles = {
            s.role: s
            for s in steps
            if s.sentence == step.sentence and s.move in ARRIVES and s.other is None and s.role
            and not s.described and s.person != step.person
        }  # fmt: skip
        if step.person not in posts and len(roles) == 1:
            [(role, source)] = roles.items()
            if not source.field and not is_vague(role):
                out[i] = _filled(step, "role_before", role, source)
    return out


def _complement(steps: Sequence[Step], posts: Mapping[int, Post]) -> list[Step]:
    """One leaves, one comes, and only one of the two roles is told: it is the other's too."""
    out = _beside(steps, posts)
    going = [i for i, s in enumerate(out) if s.move is Move.LEAVES and s.person is not None]
    coming = [i for i, s in enumerate(out) if s.move in ARRIVES and s.person is not None]
    free_coming = [i for i in coming if out[i].other is None]
    bare = [i for i in going if out[i].role_before is None and out[i].person not in posts]
    if len(bare) == 1 and len(free_coming) == 1:
        source = out[free_coming[0]]
        titled = source.role and not source.field and not is_vague(source.role)
        near = abs(source.sentence - out[bare[0]].sentence) <= NEAR and not source.described
        if source.role and titled and near and source.person != out[bare[0]].person:
            out[bare[0]] = _filled(out[bare[0]], "role_before", source.role, source)
    return out


def _still_there(steps: Sequence[Step]) -> list[Step]:
    """Less those who "stay on" till they leave, and the roles that leavers got some time ago."""
    gone = {s.person for s in steps if s.move is Move.LEAVES and s.person is not None}
    return [
        s for s in steps
        if s.person not in gone
        or not ((s.move is Move.STAYS and is_vague(s.role)) or (s.move in ARRIVES and s.earlier))
    ]  # fmt: skip


def _within(steps: Sequence[Step]) -> list[Step]:
    """Whoever is succeeded and gets another role comes from inside."""
    followed = {s.other: s.org for s in steps if s.move in ARRIVES and s.other is not None}
    return [
        replace(s, inside=True)
        if s.move is Move.JOINS and s.person in followed and s.inside is None
        and (s.org is None or s.org == followed[s.person])
        else s
        for s in steps
    ]  # fmt: skip


# ---------------------------------------------------------------- with what people are


def _complete(step: Step, known: Company) -> Step:
    """The move with what the person is known to be before it, and its direction told by that."""
    post = known.posts.get(step.person) if step.person is not None else None
    if step.move is Move.LEAVES:
        return step if post is None else _left(step, post)
    if step.move is Move.STAYS and post is not None:
        role = post.role if is_vague(step.role) else step.role
        return replace(step, role=role, org=_first(step.org, post.org))
    if step.move in ARRIVES and step.person is not None:
        return _arrived(step, post, known)
    return step


def _left(step: Step, post: Post) -> Step:
    """A leaver with the post held; the house only where it is the role's."""
    org = _first(step.org_before, post.org)
    if step.field and post.org in (None, org):
        return replace(step, role_before=post.role, org_before=org, field=False)
    return replace(step, role_before=step.role_before or post.role, org_before=org)


def _with_home(step: Step, known: Company) -> Step:
    """The step at the company the article is about, where no other can be meant."""
    home = known.home
    if step.sentence not in known.alone:
        return step
    if step.move is Move.LEAVES:
        return replace(step, org_before=_first(step.org_before, home))
    if step.move not in ARRIVES or step.org is not None or step.role is None:
        return step
    if step.foreign:
        return step
    if home == step.org_before and step.move is Move.JOINS:
        return step
    before = home if step.move is Move.PROMOTED else None
    return replace(step, org=home, org_before=_first(step.org_before, before))


def _arrived(step: Step, post: Post | None, known: Company) -> Step:
    house = _first(step.org, None if step.foreign else known.home)
    if post is not None and step.role and rule("vague", "places").search(step.role.lower()):
        return replace(step, role=post.role, org=_first(step.org, post.org))
    if step.inside is False:
        return _from(step, post, inside=False)
    if step.inside is True:
        return _from(step, post, inside=True)
    if step.person is not None and step.person in known.insiders:
        org = known.insiders[step.person]
        org = known.same.get(org, org) if org is not None else None
        if org is None or org == house or (house is None and not step.foreign and post is None):
            return _from(step, post, inside=True)
        if house is not None and post is None:
            before = replace(step, org_before=_first(step.org_before, org))
            return _from(before, post, inside=False)
    if step.org_before is not None and house is not None and step.org_before != house:
        return _from(step, post, inside=False)
    if post is None or _same_role(post.role, step.role):
        return step
    where = _first(known.same.get(post.org, post.org) if post.org is not None else None,
                   step.org_before)  # fmt: skip
    within = where is None or (house is None and not step.foreign) or where == house
    return _from(step, post, inside=within)


def _from(step: Step, post: Post | None, inside: bool) -> Step:
    """The arrival with what the person was, and its direction."""
    usable = post is not None and not _same_role(post.role, step.role)
    role_before = step.role_before or (post.role if usable and post else None)
    org_before = _first(step.org_before, post.org if usable and post else None)
    if not inside:
        same = org_before is not None and org_before == step.org
        return replace(
            step, move=Move.JOINS, role_before=role_before, org_before=None if same else org_before
        )
    org = _first(step.org, org_before)
    return replace(
        step,
        move=Move.PROMOTED,
        role_before=role_before,
        org_before=_first(org_before, org),
        org=org,
    )


def _same_role(a: str, b: str | None) -> bool:
    return b is not None and role_key(a) == role_key(b)


def _join_leavers(steps: Sequence[Step], known: Company) -> list[Step]:
    """Somebody who leaves here and joins there makes one move."""
    leaving = {s.person: s for s in steps if s.move is Move.LEAVES and s.person is not None}
    out: list[Step] = [s for s in steps if s.move is Move.LEAVES and s.person is None]
    for step in steps:
        other = leaving.get(step.person) if step.person is not None else None
        if step.move in ARRIVES and other is not None and step.person is not None:
            if other.role_before is None and _from_outside(step, other):
                out.append(step)
                del leaving[step.person]
            elif _elsewhere(step, other, known) and step.sentence < other.sentence:
                before = _first(step.org_before, other.org_before)
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


def _from_outside(step: Step, leaver: Step) -> bool:
    """Whether what somebody leaves, without a role told, is only where they come from."""
    if step.move is not Move.JOINS or step.role is None:
        return False
    return step.org_before is not None or leaver.org_before is None


def _turned(step: Step, leaver: Step) -> Step:
    """The leaver with what they become in the same house, unless that is what they leave."""
    if step.role is None or step.field or _key(step.role) == _key(leaver.role_before):
        return leaver
    if leaver.role_before is None:
        return replace(leaver, role_before=step.role)
    return replace(leaver, role=step.role, org=step.org)


def _elsewhere(step: Step, leaver: Step, known: Company) -> bool:
    """Whether what somebody joins is not what they leave."""
    post = known.posts.get(step.person) if step.person is not None else None
    if step.org is None and leaver.org_before is not None and step.role == BOARD:
        return known.home is not None and known.home != leaver.org_before
    home = leaver.org_before if leaver.org_before is not None else (post.org if post else None)
    return step.org is not None and step.org != home


# ---------------------------------------------------------------- the company the article is about


ALONE = 2.5
"""How many times as often as any other company it has to be named, or be the only one of title and
lead, to be the one meant; both in an article about a deal, which has two."""


def company_of(
    scene: Scene, posts: Mapping[int, Post], insiders: Mapping[int, int | None], deal: bool
) -> Company:
    """What the article says of people, and the company that its title or lead names and its text
    names most often; in an article about a `deal` it has to stand out more."""
    named = [
        [int(m[2]) for m in MARK.finditer(view.text) if m[1] == Kind.COMPANY.value]
        for view in scene.views
    ]
    counts = Counter(n for row in named for n in row)
    lead = {n for i, row in enumerate(named) if scene.rank(i) <= 1 and i < 3 for n in row}
    (best, most), *rest = counts.most_common(2) or [(-1, 0)]
    second = rest[0][1] if rest else 0
    if best not in lead or most <= second:
        return Company(posts, insiders, None, same=_short_names(scene))
    often, only = most >= ALONE * second, lead == {best}
    sure = often and only if deal else often or only
    same = _short_names(scene)
    alone = (i for i, row in enumerate(named) if sure and (not deal or set(row) <= {best}))
    return Company(posts, insiders, same.get(best, best), frozenset(alone), same)


def _short_names(scene: Scene) -> dict[int, int]:
    """Names of one word that begin or abbreviate the first of a longer name of the article."""
    houses = [a for a in scene.cast.actors if a.kind in (Kind.COMPANY, Kind.OTHER)]
    full = {a.number: company_words(a.name) for a in houses}
    out: dict[int, int] = {}
    for short in houses:
        word = "".join(full[short.number]) if len(full[short.number]) == 1 else ""
        long = [
            a.number
            for a in houses
            if a.number != short.number and len(word) > 2 and _shortened(word, full[a.number])
        ]
        if len(long) == 1:
            out[short.number] = long[0]
    return out


def _shortened(word: str, name: Sequence[str]) -> bool:
    if not name or name[0] == word:
        return False
    return name[0].startswith(word) or (len(name) > 2 and word == "".join(w[0] for w in name))
