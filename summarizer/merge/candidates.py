"""Sentences that could stand in the memo, and how well each would read there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from summarizer.merge.equivalence import Claim
from summarizer.merge.features import Features
from summarizer.merge.knowledge import kinds
from summarizer.merge.known import needs
from summarizer.merge.material import Line, Material
from summarizer.merge.people import presented
from summarizer.merge.refer import Resolved, resolved, spoken
from summarizer.merge.wording import dangles, length, lost, poor
from summarizer.quantities import Likeness, agree
from summarizer.records import Fact, FloatArray, Span, Summary, SummarySentence

STATED = 0.6
"""Share of the words of a fact's value that a rewritten sentence must keep to state it."""

_SHORTEST = 5
_SAYING = 4
_LONG, _TOO_LONG = 30, 48
_PAIR = 55
_FULL = 20


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A sentence and the source sentences it rests on, best first. `score` says how salient its
    article has it; `hint` is the section it was written for, where it was; `topic` are the facts
    that tell its section; `paired` marks one that stands behind the sentence it points back to,
    `summarised` one that a condenser chose or wrote. `plain` is the text before the people in it,
    by their full names, were presented; `needs` what it takes for known, see `known`."""

    text: str
    spans: tuple[Span, ...]
    features: Features
    facts: tuple[Fact, ...]
    vector: FloatArray
    score: float
    place: float
    topic: tuple[Fact, ...]
    hint: str | None = None
    paired: bool = False
    summarised: bool = False
    plain: str = ""
    people: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()

    @property
    def alone(self) -> bool:
        """Whether it can stand without the sentence before it."""
        return not dangles(self.text) and not poor(self.text)

    @property
    def claim(self) -> Claim:
        return Claim(self.features, self.facts)


def _says_something(features: Features) -> bool:
    """Names somebody, an amount or a day, or has a few words of content: "the deal adds complexity"
    hasn't."""
    return bool(features.names or features.amounts or features.dates) or (
        len(features.stems) >= _SAYING
    )


def candidates(
    material: Material,
    summaries: Mapping[str, Summary],
    answers: Mapping[str, Sequence[SummarySentence]],
    extra: Iterable[Span],
) -> list[Candidate]:
    """Summary sentences and answers that hold to their sources, every source sentence that states
    a fact, and those at `extra`; the best reading first, a text of one source once."""
    found: dict[tuple[str, tuple[Span, ...]], Candidate] = {}
    for bare in _all(material, summaries, answers, extra):
        candidate = _introduced(bare, material)
        if candidate.features.length >= _SHORTEST and _says_something(candidate.features):
            found.setdefault((candidate.text.casefold(), candidate.spans[:1]), candidate)
    return sorted(found.values(), key=lambda c: (-wording(c), c.text, c.spans))


def _all(
    material: Material,
    summaries: Mapping[str, Summary],
    answers: Mapping[str, Sequence[SummarySentence]],
    extra: Iterable[Span],
) -> Iterator[Candidate]:
    for key in sorted(answers):
        for sentence in answers[key]:
            yield from _written(material, sentence, key)
    for id_ in material.story.articles:
        for sentence in summaries[id_].sentences if id_ in summaries else ():
            yield from _written(material, sentence, None)
    wanted = set(extra)
    for line in material.lines.values():
        if line.title or not (line.facts or line.span in wanted):
            continue
        told = (resolved(line, material) or spoken(line, material)) if lost(line.text) else None
        told = None if told is None or lost(told.text) else told
        if told is not None:
            yield _with_name(told, line, material)
            continue
        if not lost(line.text):
            yield _as_it_stands(line)
        lead = material.before(line) if dangles(line.text) else None
        if lead and not dangles(lead.text) and length(lead.text) + length(line.text) <= _PAIR:
            yield _with_lead(lead, line, material)


def _introduced(bare: Candidate, material: Material) -> Candidate:
    """The candidate with its people presented, and what it takes for known."""
    line = material.lines[bare.spans[0]]
    made = replace(bare, needs=needs(bare.text, line, material))
    told = None if bare.paired else presented(line, material, bare.text)
    if told is None:
        return made
    spans = tuple(dict.fromkeys((*bare.spans, *told.spans)))
    features = material.read(told.text)
    return replace(
        made, text=told.text, spans=spans, features=features, plain=bare.text, people=told.names
    )


def _written(
    material: Material, sentence: SummarySentence, hint: str | None
) -> Iterator[Candidate]:
    """A condenser's sentence; where it goes beyond its sources, the first of these instead."""
    lines = [line for span in sentence.spans if (line := material.at(span))]
    if not lines:
        return
    if lost(sentence.text):
        told = resolved(lines[0], material, sentence.text)
        if told is not None:
            yield replace(_with_name(told, lines[0], material), hint=hint, summarised=True)
        return
    features = material.read(sentence.text)
    if not _grounded(features, lines):
        if not lost(lines[0].text):
            yield _as_it_stands(lines[0], hint, summarised=True)
        return
    facts = tuple(f for line in lines for f in line.facts if _stated(f, features, material))
    yield Candidate(
        text=sentence.text,
        spans=tuple(line.span for line in lines),
        features=features,
        facts=facts,
        vector=np.mean([line.vector for line in lines], axis=0),
        score=max(line.salience for line in lines),
        place=min(line.place for line in lines),
        topic=facts,
        hint=hint,
        summarised=True,
    )


def _as_it_stands(line: Line, hint: str | None = None, summarised: bool = False) -> Candidate:
    return Candidate(
        line.text,
        (line.span,),
        line.features,
        line.facts,
        line.vector,
        line.salience,
        line.place,
        line.facts,
        hint,
        summarised=summarised,
    )


def _with_name(told: Resolved, line: Line, material: Material) -> Candidate:
    """A sentence whose first word is told by a name of the one before."""
    return replace(
        _as_it_stands(line), text=told.text, spans=told.spans, features=material.read(told.text)
    )


def _with_lead(lead: Line, line: Line, material: Material) -> Candidate:
    """A sentence that points back, behind the one it points to; both as they stand."""
    text = f"{lead.text} {line.text}"
    return Candidate(
        text,
        (lead.span, line.span),
        material.read(text),
        tuple(dict.fromkeys((*lead.facts, *line.facts))),
        line.vector,
        line.salience,
        line.place,
        line.facts,
        paired=True,
    )


def _grounded(features: Features, lines: Sequence[Line]) -> bool:
    """Whether the names and amounts of a written sentence stand in its sources."""
    names = {word for line in lines for run in line.features.names for word in run}
    amounts = [q for line in lines for q in line.features.amounts]
    return all(word in names for run in features.names for word in run) and all(
        any(agree(q.value, other.value) is Likeness.EQUAL for other in amounts)
        for q in features.amounts
    )


def _stated(fact: Fact, features: Features, material: Material) -> bool:
    words = material.read(material.articles[fact.span.article].cut(fact.span)).stems
    return len(words & features.stems) >= STATED * len(words)


def wording(candidate: Candidate) -> float:
    """How good a line of a memo the sentence makes: complete, specific, not too long."""
    words = candidate.features.length
    worth = sum(kinds()[kind].importance for kind in {fact.kind for fact in candidate.facts})
    return (
        worth
        + candidate.score
        + 0.05 * min(len(candidate.features.stems), _FULL)
        - 1.5 * dangles(candidate.text)
        - 2.0 * poor(candidate.text)
        - 1.0 * candidate.paired
        - 0.06 * max(0, words - _LONG)
        - 0.2 * max(0, words - _TOO_LONG)
    )
