"""What the facts add to a story's checked lines: how sure a risk is and who says so, and what
happened when.

Only facts whose sentence a checked line of the story cites are used, so that nothing gets into the
memo by this door that the check has not seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from summarizer.records import (
    Article,
    Certainty,
    Event,
    Fact,
    FactKind,
    LeadershipRow,
    Moment,
    Money,
    Phrase,
    RiskRow,
    RoleChange,
    SectionPrompt,
    Span,
    Statement,
    Story,
    StoryPart,
)
from summarizer.standing import BARRED, FAR, RISKS, TALK

SURE_ENOUGH = 0.4
"""Confidence from which on a fact may stand by itself, as in the tables."""

SAID = 0.6
"""Confidence from which on an article says that a deal is offered or agreed, and doesn't only take
it for known."""

NEWS = timedelta(days=4)
"""For how long a thing is news: a weekday named with it is of these days."""

NO_EVENT = frozenset({"awaiting approval", "none"})
"""States of a deal that last, and so have no day."""


FARTHEST = max(FAR.values())


def outline(
    part: StoryPart,
    story: Story,
    facts: Mapping[str, Sequence[Fact]],
    articles: Mapping[str, Article],
    prompts: Sequence[SectionPrompt],
) -> StoryPart:
    """The part of a story with its risks and dated events, the earliest first."""
    cited = frozenset(span for line in _lines(part) for span in line.evidence)
    known = [
        fact
        for id_ in story.articles
        for fact in facts.get(id_, ())
        if fact.sentence in cited and not fact.background and fact.confidence >= SURE_ENOUGH
    ]
    known.sort(key=lambda fact: (-fact.confidence, fact.span))
    events = (
        *_credible(part, list(_statuses(part, known, story, articles))),
        *(_closings(known, story) if _closes(part) else ()),
        *_valuations(_announced(part, known, facts), story, articles),
        *_moves(known, story, part.leadership),
    )
    return replace(
        part,
        risks=tuple(_risks(part, known, prompts)),
        events=tuple(sorted(events, key=_order)),
    )


def _lines(part: StoryPart) -> Iterator[Statement]:
    yield part.headline
    yield from part.bottom_line
    yield from (row.value for row in part.card)
    yield from (line for section in part.sections for line in section.statements)
    yield from (row.statement for row in part.leadership)
    yield from (line for difference in part.disagreements for line in difference.readings)


def _order(event: Event) -> tuple[int, int, int, str]:
    when = event.when
    return when.year or 0, when.month or 13, when.day or 32, event.statement.text


def _risks(
    part: StoryPart, known: Sequence[Fact], prompts: Sequence[SectionPrompt]
) -> Iterator[RiskRow]:
    """A row for every line of a section that asks for risks and whose sentence states one."""
    asked = {prompt.key: RISKS.intersection(prompt.facts) for prompt in prompts}
    stopped = _stopped(part) is not None
    for section in part.sections:
        kinds = asked.get(section.key, frozenset())
        for line in section.statements:
            told = [f for f in known if f.kind in kinds and f.sentence in line.evidence]
            if told:
                first = min(told, key=lambda fact: line.evidence.index(fact.sentence))
                came = stopped and first.kind is FactKind.ANTITRUST_RISK
                certainty = Certainty.DID if came else first.certainty
                yield RiskRow(first.kind, certainty, first.holder, line)


def _stopped(part: StoryPart) -> Statement | None:
    """That an authority stopped the deal, where the card says so."""
    rows = (row.value for row in part.card if row.kind is FactKind.STATUS)
    return next((value for value in rows if value.text == BARRED), None)


def _statuses(
    part: StoryPart, known: Sequence[Fact], story: Story, articles: Mapping[str, Article]
) -> Iterator[Event]:
    """For each state that the deal came to, the day the surest fact gives, unless an article of
    before has it already: then the earliest day given, or that of the article. What a sentence says
    of a deal that was stopped is no state it came to, but that is."""
    stopped = _stopped(part)
    if stopped is not None and (day := _first(stopped.evidence, articles)):
        yield Event(FactKind.STATUS, day, stopped, reported=True)
    by_code: dict[str, list[Fact]] = {}
    for fact in known:
        code = fact.value.code if isinstance(fact.value, Phrase) else None
        void = stopped is not None and _of_stop(fact, stopped, articles)
        void = void or (code not in TALK and fact.confidence < SAID)
        if fact.kind is FactKind.STATUS and code and code not in NO_EVENT and not void:
            by_code.setdefault(code, []).append(fact)
    for code, found in by_code.items():
        when, dated = _since(found, articles)
        if when:
            same = [f for f in found if f.when and _day(f.when) == _day(when)] or found
            yield Event(FactKind.STATUS, when, _statement(code, same, story), reported=not dated)


def _credible(part: StoryPart, states: Sequence[Event]) -> Iterator[Event]:
    """The states in the order of their days, less those that the card says the deal hasn't come to,
    and those that it had left behind by then: what a source recalls, or tells of another bid."""
    shown = [row.value.text for row in part.card if row.kind is FactKind.STATUS]
    most = max((FAR.get(text, FARTHEST) for text in shown), default=FARTHEST)
    come = 0
    for event in sorted(states, key=_order):
        far = FAR.get(event.statement.text, FARTHEST)
        if come <= far <= most:
            come = far
            yield event


def _of_stop(fact: Fact, stopped: Statement, articles: Mapping[str, Article]) -> bool:
    """Whether a fact stands where it is told that the deal was stopped, or dates to those days."""
    told = _first(stopped.evidence, articles)
    near = False
    if told is not None and fact.when is not None and fact.when.day and all(_day(fact.when)):
        near = date(*_day(told)) - date(*_day(fact.when)) <= NEWS
    return near or fact.sentence in stopped.evidence


def _since(found: Sequence[Fact], articles: Mapping[str, Article]) -> tuple[Moment | None, bool]:
    """The day since which a state is known, and whether a text gives it."""
    days = [fact.when for fact in found if fact.when and fact.when.month]
    told = _published(found, articles)
    if not days:
        return told, False
    if told is None or not days[0].day or _day(days[0]) <= _day(told):
        return days[0], True
    exact = [day for day in days if day.day]
    first = min(exact, key=_day)
    return (first, True) if _day(first) <= _day(told) else (told, False)


def _closes(part: StoryPart) -> bool:
    """Whether the deal is still expected to close: the card drops what a later article undoes."""
    return any(row.kind is FactKind.CLOSING for row in part.card)


def _closings(known: Sequence[Fact], story: Story) -> Iterator[Event]:
    """When the deal is expected to close, each date once."""
    found: dict[tuple[object, ...], list[Fact]] = {}
    for fact in known:
        if fact.kind is FactKind.CLOSING and isinstance(fact.value, Moment) and fact.value.year:
            found.setdefault((*_day(fact.value), fact.value.text.lower()), []).append(fact)
    for same in found.values():
        when = same[0].value
        assert isinstance(when, Moment)
        yield Event(FactKind.CLOSING, when, _statement(when.text, same, story))


def _announced(
    part: StoryPart, known: Sequence[Fact], facts: Mapping[str, Sequence[Fact]]
) -> list[Fact]:
    """The facts without what articles of talks took the deal for, where it has come further."""
    shown = [row.value.text for row in part.card if row.kind is FactKind.STATUS]
    if all(text in TALK for text in shown):
        return list(known)
    talks = {
        id_
        for id_, found in facts.items()
        for f in found
        if f.kind is FactKind.STATUS and isinstance(f.value, Phrase) and f.value.code in TALK
    }
    return [f for f in known if f.kind is not FactKind.VALUATION or f.span.article not in talks]


def _valuations(
    known: Sequence[Fact], story: Story, articles: Mapping[str, Article]
) -> Iterator[Event]:
    """What a company was said to be worth, and when; the day of the report for the deal's own."""
    found: dict[tuple[object, ...], list[Fact]] = {}
    for fact in known:
        if isinstance(fact.value, Money) and fact.kind in _WORTH:
            year = (fact.when.year,) if fact.when else ()
            found.setdefault((fact.value, *year), []).append(fact)
    for same in found.values():
        first = same[0]
        assert isinstance(first.value, Money)
        dated = first.when if first.when and first.when.year else None
        deal = first.kind is FactKind.VALUATION
        when = dated or (_published(same, articles) if deal else None)
        if when:
            article = articles[first.span.article]
            line = _statement(" ".join(article.cut(first.span).split()), same, story)
            yield Event(first.kind, when, line, first.subject, first.value, reported=not dated)


_WORTH = (FactKind.VALUATION, FactKind.PRIOR_VALUATION)


def _moves(known: Sequence[Fact], story: Story, rows: Sequence[LeadershipRow]) -> Iterator[Event]:
    """Changes of role that have a date, in the words of the person's row."""
    for row in rows:
        found = [
            fact
            for fact in known
            if isinstance(fact.value, RoleChange)
            and fact.sentence in row.statement.evidence
            and set(fact.value.person.split()).intersection(row.person.split())
            and fact.when
            and fact.when.month
        ]
        words = row.after or row.before
        if found and words and (when := found[0].when):
            line = _statement(words, found[:1], story)
            yield Event(FactKind.LEADERSHIP, when, line, row.person)


def _published(found: Iterable[Fact], articles: Mapping[str, Article]) -> Moment | None:
    return _first([fact.sentence for fact in found], articles)


def _first(spans: Sequence[Span], articles: Mapping[str, Article]) -> Moment | None:
    """The day of the earliest article that the spans point into."""
    days = [day for span in spans if (day := articles[span.article].published)]
    if not days:
        return None
    first = min(days)
    return Moment(first.isoformat(), first.year, first.month, first.day)


def _day(when: Moment) -> tuple[int, int, int]:
    """A day by its numbers, 0 for what isn't known."""
    return when.year or 0, when.month or 0, when.day or 0


def _statement(text: str, found: Sequence[Fact], story: Story) -> Statement:
    evidence: tuple[Span, ...] = tuple(dict.fromkeys(fact.sentence for fact in found))
    return Statement(text, evidence, story.independent(evidence))
