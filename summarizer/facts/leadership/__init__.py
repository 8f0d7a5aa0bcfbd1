"""Who leaves, joins, steps up, stays, and which search is on, as facts.

A former role, an age, a career told in passing are no changes.
"""

from __future__ import annotations

from dataclasses import replace

from summarizer.facts.attribution import certainty_of, voice_of
from summarizer.facts.knowledge import word_list
from summarizer.facts.leadership.holders import read_insiders
from summarizer.facts.leadership.home import company_of
from summarizer.facts.leadership.moves import read
from summarizer.facts.leadership.steps import Step
from summarizer.facts.leadership.succession import settle
from summarizer.facts.scene import Scene
from summarizer.records import Fact, FactKind, Moment, Move, RoleChange

EARLY = 3
"""The sentences that tell an article's news."""
MENTIONED = 0.3
"""What the confidence in a move is multiplied with that is told without a role after those."""


def leadership_facts(scene: Scene, deal: bool = False) -> list[Fact]:
    """The changes of role the article tells, each person's moves once. `deal`: whether it is about
    one, and so about more than one company."""
    told = read(scene)
    if not told.steps:
        return []
    known = company_of(scene, told.posts, {**told.origins, **read_insiders(scene)}, deal)
    known = replace(known, former=told.former)
    steps = [known.aliased(step) for step in told.steps if not _first_name(scene, step)]
    return [_fact(scene, _doubted(scene, step, deal)) for step in settle(steps, known)]


def _first_name(scene: Scene, step: Step) -> bool:
    """Whether somebody is only called by a first name that nobody in the article has."""
    name = scene.name(step.person) if step.person is not None else ""
    return " " not in name and name in word_list("first_names")


def _doubted(scene: Scene, step: Step, deal: bool) -> Step:
    """A move without a role that only the later text mentions is background; so is one of somebody
    whom an article about a deal only calls new there."""
    bare = (step.role_before if step.move is Move.LEAVES else step.role) is None
    passing = bare or (deal and step.described and step.move is Move.JOINS)
    if not passing or step.move is Move.SEARCH or scene.rank(step.sentence) < EARLY:
        return step
    return replace(step, confidence=round(step.confidence * MENTIONED, 3))


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
