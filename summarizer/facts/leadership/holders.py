"""Who is what when the article appears, and who has long been of a house."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from summarizer.facts.leadership.marks import actor, persons, whole_house, words
from summarizer.facts.leadership.news import PAST, months_ago
from summarizer.facts.leadership.rows import patterns, rule
from summarizer.facts.leadership.titles import clean_role
from summarizer.facts.patterns import group
from summarizer.facts.posts import ROLE, Role, Told
from summarizer.facts.scene import Scene
from summarizer.facts.view import View
from summarizer.records import Moment

BANKER = re.compile(r" (?:executive|banker|trader|analyst|lawyer)$", re.I)
"""What somebody is where nothing better is told."""
TITLED = re.compile(
    r"\b(?:unit|division|bank|business|group|operations?|team|desk|arm|fund|practice|sales"
    r"|banking|trading|coverage|franchise|markets?|region|brand|department|office|services|research)s?$"
)
"""What somebody leads who is known by it."""


@dataclass(frozen=True, slots=True)
class Post:
    """A role somebody holds when the article appears."""

    role: str
    org: int | None
    interim: bool = False


def learn(
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
            learnt[person] = rank, replace(known[1], org=post.org)


def was(told: Told) -> dict[int, Post]:
    """What the sentence calls somebody a former one of."""
    roles = {p: r for p, r in reversed(told.posts) if r.called == "former" and not r.plural}
    return {p: post for p, r in roles.items() if (post := _post(replace(r, called=""))) is not None}


def _post(role: Role) -> Post | None:
    if role.called in ("former", "new") or (role.weak and not BANKER.search(role.text)):
        return None
    clean = clean_role(role.text)
    if clean is None or rule("vague", "founder").search(clean.lower()):
        return None
    return Post(clean, role.org, role.called == "interim")


def _held(scene: Scene, told: Told) -> Iterator[tuple[int, Role, bool]]:
    """Posts told with a verb, and whether only a unit is: "X is head of sales", "X runs the paper
    unit"."""
    view = told.whole
    if "[p" not in view.text:
        return
    for pattern in patterns("holds"):
        for match in pattern.finditer(view.text):
            if _past(scene, view, match):
                continue
            held = ROLE.search(match[0]) if group(match, "held") else None
            role = told.roles[int(held[1])] if held else None
            if role is not None and (house := actor(view, match, "org")) is not None:
                role = replace(role, org=house)
            work = words(scene, view, match, "work") if role is None else None
            if role is None and work and TITLED.search(work):
                role = Role(work, None, "", False)
            if role is None and (house := whole_house(view, match)) is not None:
                role = Role("head", house, "", False)
            if role is not None:
                for person in persons(view, group(match, "persons")):
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
        isinstance(q.value, Moment) and start <= q.start <= end + 40 and months_ago(scene, q.value)
        for q in view.amounts
    )


def read_insiders(scene: Scene) -> dict[int, int | None]:
    """Whom the article calls an old hand of a house, and of which (None: the one it is about)."""
    found: dict[int, int | None] = {}
    for view in scene.views:
        for pattern in patterns("insider") if "[p" in view.text else ():
            for match in pattern.finditer(view.text):
                person = actor(view, match, "person")
                if person is not None and _long_since(scene, view, match):
                    found.setdefault(person, actor(view, match, "org"))
    return found


def _long_since(scene: Scene, view: View, match: re.Match[str]) -> bool:
    """Whether the dates of a match, if any, are of more than a year before the article."""
    start, end = view.place(*match.span())
    return all(
        months_ago(scene, q.value) >= PAST
        for q in view.amounts
        if isinstance(q.value, Moment) and start <= q.start < end
    )
