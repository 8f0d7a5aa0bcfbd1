"""What new articles say in sentences: steps the deal took, motives and risks not told before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from summarizer.changes.state import Scene
from summarizer.changes.steps import Step, step
from summarizer.merge.equivalence import own_facts
from summarizer.merge.knowledge import kinds, themes
from summarizer.merge.material import Line
from summarizer.merge.wording import poor
from summarizer.quantities import Likeness, Quantity, agree
from summarizer.records import (
    Change,
    Fact,
    FactKind,
    Phrase,
    Section,
    SectionPrompt,
    Span,
    Statement,
    StoryPart,
)
from summarizer.standing import VIEWS

REWORDED = 0.4
"""Share of a sentence's content from which on an earlier one told the same motive or risk."""
SAME_FIGURE = 0.15
"""The same where both name one figure."""
SHORTEST, LONGEST = 6, 60
NEW_VIEW = 3.0
VALUED = frozenset({FactKind.PRICE, FactKind.CLOSING})
"""Kinds of steps that are told by the value they lead to, where there is one."""


def steps(
    scene: Scene, now: StoryPart, taken: Collection[Span], ended: bool, about: Iterable[str]
) -> Iterator[Change]:
    """A change for every step that only new articles tell; `taken` are sentences whose news is
    told already, `ended` says that the end of the deal is, `about` are the words it goes by."""
    before = [found for line in scene.old if (found := step(line.text))]
    known = [q for old in scene.old for q in old.features.amounts]
    own = frozenset(about)
    told: list[tuple[Step, Line, list[Line]]] = []
    for line in scene.new:
        found = step(line.text)
        if found is None or line.title or _unfit(line) or not _of_deal(line, found, own):
            continue
        if (found.kind.ended and ended) or scene.said_before(line):
            continue
        if line.span in taken and found.kind.kind in VALUED:
            continue
        if any(found.same(old) for old in before) and not (
            found.kind.again and _figures(line, known)
        ):
            continue
        home = next((item for item in told if item[0].same(found)), None)
        if home:
            home[2].append(line)
        else:
            told.append((found, line, []))
    worded = _worded(now)
    for found, line, more in told:
        best = _best([line, *more], known)
        rest = [other for other in (line, *more) if other is not best]
        made = worded.get(best.span) or scene.quoted(best, (), found.kind.weight)
        if made is not None:
            cited = (*made.evidence, *(other.span for other in rest))
            spans = [span for span in cited if span.article not in scene.known]
            after = scene.statement(made.text, spans, found.kind.weight)
            yield Change(found.kind.label, after, None, found.kind.kind)


def views(
    scene: Scene, now: StoryPart, taken: Collection[Span], prompts: Sequence[SectionPrompt]
) -> Iterator[Change]:
    """A change for every line of a section that tells a motive or risk of a new kind or theme."""
    told: list[Fact] = [f for line in scene.old for f in line.facts if f.kind in VIEWS]
    asked = {prompt.key: VIEWS.intersection(prompt.facts) for prompt in prompts}
    for section in now.sections:
        for statement in section.statements:
            line = scene.material.at(statement.evidence[0]) if statement.evidence else None
            if line is None or line.span in taken or not _only_new(statement, scene):
                continue
            wanted = asked.get(section.key, VIEWS)
            fresh = [f for f in line.facts if f.kind in wanted and _unheard(f, told)]
            if fresh and not _reworded(line, scene):
                told.extend(fresh)
                yield Change(section.title, _weighed(statement), None, fresh[0].kind, section.key)


def _weighed(statement: Statement) -> Statement:
    weight = round(NEW_VIEW + min(statement.weight, 9.0) / 10, 4)
    return Statement(
        statement.text, statement.evidence, statement.sources, weight, statement.verdict
    )


def _only_new(statement: Statement, scene: Scene) -> bool:
    return all(span.article not in scene.known for span in statement.evidence)


def _unheard(fact: Fact, told: Sequence[Fact]) -> bool:
    """Whether nothing of the kind was told before: of themed kinds, nothing about its themes."""
    same = [other for other in told if other.kind is fact.kind]
    if not same:
        return True
    if not isinstance(fact.value, Phrase) or not kinds()[fact.kind].themed:
        return False
    about = themes(fact.value.text)
    known = {t for o in same if isinstance(o.value, Phrase) for t in themes(o.value.text)}
    return bool(about) and not about & known


def _reworded(line: Line, scene: Scene) -> bool:
    """Whether an earlier sentence said it: in many of the same words, or in some around the same
    figure."""
    return scene.said_before(line) or any(
        scene.likeness(line, old) >= (SAME_FIGURE if _one_figure(line, old) else REWORDED)
        for old in scene.old
    )


def _one_figure(line: Line, old: Line) -> bool:
    return any(
        agree(one.value, other.value) in (Likeness.EQUAL, Likeness.ROUNDING)
        for one in line.features.amounts
        for other in old.features.amounts
    )


def _unfit(line: Line) -> bool:
    return poor(line.text) or not SHORTEST <= line.features.length <= LONGEST


def _of_deal(line: Line, found: Step, own: frozenset[str]) -> bool:
    """Whether the sentence speaks of the story's own deal: an authority acts, a party is named, or
    one of the deal's facts is stated."""
    words = {word for run in line.features.names for word in run}
    return bool(found.actor or words & own or own_facts(line.facts))


def _best(lines: Sequence[Line], known: Sequence[Quantity]) -> Line:
    """The sentence that tells a step best: as a fact, with most figures that are new, early in its
    article and short."""

    def rank(line: Line) -> tuple[bool, int, float, int]:
        fresh = _figures(line, known)
        return not line.features.hedged, fresh, -line.place, -line.features.length

    return max(lines, key=rank)


def _figures(line: Line, known: Sequence[Quantity]) -> int:
    """How many figures of a line no earlier one has."""
    return sum(
        all(agree(q.value, k.value) is Likeness.DIFFERENT for k in known)
        for q in line.features.amounts
    )


def _worded(now: StoryPart) -> Mapping[Span, Statement]:
    """The memo's own lines by the sentence they are worded from."""
    sections: Sequence[Section] = now.sections
    lines = [*now.bottom_line, *(s for section in sections for s in section.statements)]
    return {line.evidence[0]: line for line in lines if line.evidence}
