"""What the facts add to a story's checked lines: how sure a risk is and who says so, and what
happened when.

Only facts whose sentence a checked line of the story cites are used, so that nothing gets into the
memo by this door that the check has not seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from summarizer.records import (
    Article,
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
from summarizer.standing import RISKS

SURE_ENOUGH = 0.4
"""Confidence from which on a fact may stand by itself, as in the tables."""

NO_EVENT = frozenset({"awaiting approval", "none"})
"""States of a deal that last, and so have no day."""


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
        *_statuses(known, story, articles),
        *(_closings(known, story) if _closes(part) else ()),
        *_valuations(known, story, articles),
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
    for section in part.sections:
        kinds = asked.get(section.key, frozenset())
        for line in section.statements:
            told = [f for f in known if f.kind in kinds and f.sentence in line.evidence]
            if told:
                first = min(told, key=lambda fact: line.evidence.index(fact.sentence))
                yield RiskRow(first.kind, first.certainty, first.holder, line)


def _statuses(
    known: Sequence[Fact], story: Story, articles: Mapping[str, Article]
) -> Iterator[Event]:
    """For each state that the deal came to, the day the surest fact gives, else the day of the
    earliest article that reports it."""
    by_code: dict[str, list[Fact]] = {}
    for fact in known:
        code = fact.value.code if isinstance(fact.value, Phrase) else None
        if fact.kind is FactKind.STATUS and code and code not in NO_EVENT:
            by_code.setdefault(code, []).append(fact)
    for code, found in by_code.items():
        dated = [fact for fact in found if fact.when and fact.when.month]
        when = dated[0].when if dated else _published(found, articles)
        if when:
            same = [f for f in dated if f.when and _day(f.when) == _day(when)] or found
            line = _statement(code, same, story)
            yield Event(FactKind.STATUS, when, line, reported=not dated)


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


def _valuations(
    known: Sequence[Fact], story: Story, articles: Mapping[str, Article]
) -> Iterator[Event]:
    """What a company was said to be worth, and when; the day of the report for the deal's own."""
    found: dict[tuple[object, ...], list[Fact]] = {}
    for fact in known:
        if isinstance(fact.value, Money) and fact.kind in _WORTH:
            day = _day(fact.when) if fact.when else ()
            found.setdefault((fact.value, *day[:1]), []).append(fact)
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
    days = [d for fact in found if (d := articles[fact.sentence.article].published)]
    if not days:
        return None
    first = min(days)
    return Moment(first.isoformat(), first.year, first.month, first.day)


def _day(when: Moment) -> tuple[int | None, int | None, int | None]:
    return when.year, when.month, when.day


def _statement(text: str, found: Sequence[Fact], story: Story) -> Statement:
    evidence: tuple[Span, ...] = tuple(dict.fromkeys(fact.sentence for fact in found))
    return Statement(text, evidence, story.independent(evidence))
