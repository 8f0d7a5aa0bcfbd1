"""Clauses that tell of somebody's coming, going or staying: rows of `data/leadership.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.facts.leadership.clauses import steps_of
from summarizer.facts.leadership.described import called
from summarizer.facts.leadership.holders import Post, learn, was
from summarizer.facts.leadership.lists import added
from summarizer.facts.leadership.rows import speaks
from summarizer.facts.leadership.steps import Step
from summarizer.facts.posts import Told, again, tell
from summarizer.facts.scene import Scene
from summarizer.facts.view import simplify, unfold

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
    former: dict[int, Post]
    """What somebody is called a former one of."""


def read(scene: Scene) -> Read:
    """Every move that a sentence tells, some of them more than once, and everybody's post."""
    steps: list[Step] = []
    learnt: dict[int, tuple[int, Post]] = {}
    origins: dict[int, int] = {}
    former: dict[int, Post] = {}
    for view in scene.views:
        tells = speaks().search(view.text) is not None
        if not tells and "[p" not in view.text:
            continue
        told = tell(scene, view)
        learn(scene, told, learnt, origins)
        steps += called(told)
        former = {**was(told), **former}
        for way in _ways(scene, told) if tells else ():
            learn(scene, way, learnt, origins)
            for step, more in steps_of(scene, way):
                told_step = added(step, steps) if more else step
                steps += [told_step] if told_step is not None else []
    posts = {person: post for person, (_, post) in learnt.items()}
    return Read(tuple(steps), posts, origins, former)


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
