"""The sample made otherwise: told a week later, bare, of many sources or stories, of any words."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from summarizer.records import (
    Agreement,
    CardRow,
    Certainty,
    Change,
    Disagreement,
    Drop,
    DropReason,
    Event,
    FactKind,
    Failure,
    LeadershipRow,
    Making,
    Memo,
    Moment,
    Removed,
    RiskRow,
    Section,
    SetAside,
    Source,
    Span,
    Statement,
    StoryPart,
    Support,
    Verdict,
)
from tests.render.sample.articles import Library, source, sources
from tests.render.sample.deal import memo


def renewed() -> Memo:
    """The sample as the memo of a story that was told a week before."""
    whole, told = memo(), Library(sources())
    changes = (
        Change(
            "Price",
            told.say("$2.1 billion", (1, "$2.1 billion in"), (2, "about $2.1 billion")),
            told.say("around $3 billion", (3, "worth around $3 billion")),
            FactKind.PRICE,
            "terms",
        ),
        Change(
            "Regulators",
            told.say(
                "The competition authority is looking at the deal.", (2, "competition authority")
            ),
            None,
            FactKind.ANTITRUST_RISK,
            "antitrust",
        ),
    )
    part = replace(whole.stories[0], changes=changes, since=date(2025, 6, 6))
    return replace(whole, stories=(part,))


def bare(title: str = "A memo of little", **changes: object) -> Memo:
    """A memo of nothing but a title, to be changed as a test needs it."""
    making = Making("0.1.0", "extractive", "rules", (), 0, 0, 0, ())
    made = Memo(title, date(2025, 6, 13), (), (), (), (), making)
    return replace(made, **changes)  # type: ignore[arg-type]


def many(number: int, text: str = "Northwind will buy Southsea for $5 million.") -> Memo:
    """A memo of one story that `number` sources tell, each in a text of its own."""
    told = tuple(
        source(n, f"Northwind buys Southsea, telling {n}\n\n{text} This is telling number {n}.",
               publisher=f"Paper {n}")
        for n in range(1, number + 1)
    )  # fmt: skip
    library = Library(told)
    every = [(n, text) for n in range(1, number + 1)]
    point = library.say(text, *every)
    part = StoryPart(
        story="story",
        headline=point,
        bottom_line=(point,),
        card=(CardRow(FactKind.PRICE, "Price", library.say("$5 million", *every)),),
        sections=(Section("terms", "Deal terms", (point,), "No source states terms."),),
    )
    return bare("Northwind and Southsea", stories=(part,), sources=told)


def several(number: int = 3) -> Memo:
    """A memo of so many stories: the sample's, told again under other names."""
    whole = memo()
    parts, told = [], list[Source]()
    for n in range(number):
        renamed = {s.article: f"{s.article}-{n}" for s in whole.sources}
        parts.append(replace(_moved(whole.stories[0], renamed), story=f"story-{n}"))
        told += (
            replace(
                s,
                number=s.number + n * len(whole.sources),
                copy_of=s.copy_of and s.copy_of + n * len(whole.sources),
                article=renamed[s.article],
                story=f"story-{n}",
                summary=_moved(s.summary, renamed),
            )
            for s in whole.sources
        )
    making = replace(whole.making, removed=())
    return replace(whole, stories=tuple(parts), sources=tuple(told), making=making)


def _moved(record: Any, names: dict[str, str]) -> Any:
    """A record, and all in it, with its spans moved to the articles of other names."""
    if isinstance(record, Span):
        return replace(record, article=names[record.article])
    if isinstance(record, tuple):
        return tuple(_moved(item, names) for item in record)
    if is_dataclass(record) and not isinstance(record, type):
        parts = {f.name: _moved(getattr(record, f.name), names) for f in fields(record)}
        return replace(record, **parts)
    return record


def worded(words: str) -> Memo:
    """The sample with `words` wherever foreign text can stand."""
    whole = memo()
    told = source(
        1,
        f"{words}\n\nNorthwind buys Southsea.",
        title=words,
        publisher=words,
        url=words,
        origin=str(PurePosixPath(words)),
        dropped=(Drop(words, DropReason.TEASER), Drop(words, DropReason.CREDIT)),
    )
    start = told.text.index("Northwind buys Southsea.")
    spans = (Span(told.article, start, len(told.text)),)
    flagged = Statement(words, spans, 1, 1.0, Verdict(Support.FLAGGED, 0.5, (words,)))
    part = StoryPart(
        story="story",
        headline=flagged,
        bottom_line=(flagged,),
        card=(CardRow(FactKind.BUYER, words, flagged),),
        sections=(Section("a", words, (flagged,), words), Section("b", words, (), words)),
        leadership=(LeadershipRow(words, words, words, words, flagged),),
        disagreements=(Disagreement(FactKind.PRICE, words, (flagged,), Agreement.CONFLICT, words),),
        left_out=(flagged,),
        risks=(RiskRow(FactKind.OTHER_RISK, Certainty.MAY, words, flagged),),
        changes=(Change(words, flagged, flagged, FactKind.PRICE), Change(words, flagged)),
        since=date(2025, 6, 6),
        events=(
            Event(FactKind.STATUS, Moment(words, 2020), flagged),
            Event(FactKind.LEADERSHIP, Moment(words, 2030, 2, 1), flagged, words),
        ),
    )
    second = replace(told, number=2, article="second", title=words, copy_of=None)
    return replace(
        whole,
        title=words,
        stories=(part,),
        sources=(replace(told, summary=(flagged,)), second),
        set_aside=(SetAside(words, words, words),),
        failures=(Failure(words, words, words),),
        making=replace(
            whole.making,
            condenser=words,
            reader=words,
            settings=((words, words),),
            removed=(Removed(words, flagged),),
            notes=(words,),
        ),
    )
