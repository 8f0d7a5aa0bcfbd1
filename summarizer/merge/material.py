"""What the merger works with: every source sentence of the story, with its facts and features."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from summarizer.merge.features import Features, known_names, reader
from summarizer.merge.naming import named
from summarizer.merge.stages import Stage, as_told, stages
from summarizer.records import (
    Article,
    BlockKind,
    Entity,
    Fact,
    FactKind,
    FloatArray,
    Reading,
    Span,
    Story,
)


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A source sentence. `source` numbers the independent source, `place` runs from 0 (first
    sentence) to 1 (last), `facts` are those of the story's own deal."""

    span: Span
    text: str
    features: Features
    facts: tuple[Fact, ...]
    vector: FloatArray
    salience: float
    source: int
    place: float
    title: bool


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """The story's lines by span, in the order of its sources, what reads a new text alike, and the
    vectors and named entities of its articles. `earlier` are facts told as background: of other
    deals, and of what was offered for this one before; `stages` how far each article tells the deal
    to be."""

    story: Story
    articles: Mapping[str, Article]
    lines: Mapping[Span, Line]
    read: Callable[[str], Features]
    vectors: Mapping[str, FloatArray]
    entities: Mapping[str, Sequence[Entity]] = field(default_factory=dict)
    earlier: tuple[Fact, ...] = ()
    stages: Mapping[str, Stage] = field(default_factory=dict)

    def at(self, span: Span) -> Line | None:
        """The line a span points into."""
        found = self.lines.get(span)
        if found is not None or span.article not in self.articles:
            return found
        sentence = self.articles[span.article].sentence_at(span.start)
        return (
            self.lines.get(Span(span.article, sentence.start, sentence.end)) if sentence else None
        )

    def before(self, line: Line) -> Line | None:
        """The line before this one in the same paragraph."""
        article = self.articles[line.span.article]
        sentence = article.sentence_at(line.span.start)
        place = article.sentences.index(sentence) if sentence else 0
        if not sentence or not place or article.sentences[place - 1].block != sentence.block:
            return None
        return self.lines.get(article.span(article.sentences[place - 1]))

    def age(self, spans: Sequence[Span]) -> int:
        """Days from the newest of the spans' articles to the newest of the story; 0 if unknown."""
        newest = self._newest(self.articles)
        cited = self._newest({span.article for span in spans})
        undated = any(self.articles[span.article].published is None for span in spans)
        return 0 if undated else max(newest - cited, 0)

    def _newest(self, ids: Iterable[str]) -> int:
        days = [day.toordinal() for id_ in ids if (day := self.articles[id_].published)]
        return max(days, default=0)

    def sources(self, spans: Sequence[Span]) -> int:
        return self.story.independent(spans)


SURE = 0.3
"""Facts of less confidence are left alone."""


def gather(
    story: Story,
    articles: Mapping[str, Article],
    readings: Mapping[str, Reading],
    facts: Mapping[str, Sequence[Fact]],
) -> Material:
    """All lines of the story, its parties by one name each. Of copies, a sentence that the fuller
    text holds too comes once."""
    own = {id_: articles[id_] for id_ in story.articles}
    facts = as_told(named({id_: facts.get(id_, ()) for id_ in own}, own), own)
    read = reader(known_names(a.cut(s) for a in own.values() for s in a.body()))
    lines: dict[Span, Line] = {}
    for source, copies in enumerate(story.sources):
        told: set[str] = set()
        for id_ in copies:
            fresh = [
                line
                for line in _lines(own[id_], readings.get(id_), facts.get(id_, ()), source, read)
                if line.text.casefold() not in told
            ]
            told.update(line.text.casefold() for line in fresh)
            lines.update({line.span: line for line in fresh})
    vectors = {id_: readings[id_].vector for id_ in own if id_ in readings}
    entities = {id_: readings[id_].entities for id_ in own if id_ in readings}
    sure = (f for id_ in own for f in facts[id_] if f.confidence >= SURE)
    earlier = tuple(f for f in sure if f.background)
    return Material(story, own, lines, read, vectors, entities, earlier, stages(facts, own))


def _lines(
    article: Article,
    reading: Reading | None,
    facts: Sequence[Fact],
    source: int,
    read: Callable[[str], Features],
) -> list[Line]:
    kept = (BlockKind.TITLE, BlockKind.PARAGRAPH, BlockKind.ITEM)
    last = max(len(article.sentences) - 1, 1)
    lines = []
    for number, sentence in enumerate(article.sentences):
        kind = article.blocks[sentence.block].kind
        if kind not in kept:
            continue
        span, text = article.span(sentence), article.cut(sentence)
        known = reading is not None and number < len(reading.vectors)
        lines.append(
            Line(
                span=span,
                text=text,
                features=read(text),
                facts=_stated(facts, span),
                vector=reading.vectors[number] if reading and known else np.zeros(0, np.float32),
                salience=float(reading.salience[number]) if reading and known else 0.0,
                source=source,
                place=number / last,
                title=kind is BlockKind.TITLE,
            )
        )
    return lines


def _stated(facts: Sequence[Fact], span: Span) -> tuple[Fact, ...]:
    """The story's own facts that a sentence states, by their place in it. How another offer was to
    be paid belongs to that one."""
    there = [fact for fact in facts if fact.sentence.overlaps(span) and fact.confidence >= SURE]
    priced = [fact.background for fact in there if fact.kind is FactKind.PRICE]
    other = bool(priced) and all(priced)
    found = [
        fact
        for fact in there
        if not fact.background and not (other and fact.kind is FactKind.CONSIDERATION)
    ]
    return tuple(sorted(found, key=lambda fact: (fact.span, fact.kind, str(fact.value))))
