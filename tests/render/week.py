"""Weekly memos made by hand, of the sample's sources and of any words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from summarizer.records import (
    CardRow,
    Change,
    FactKind,
    QuietStory,
    Source,
    Span,
    Statement,
    Support,
    Verdict,
    WeekCounts,
    WeeklyMemo,
    WeekStory,
)
from tests.render import sample

SUBJECT = "Larkfield pays $2.1 billion for 35 percent of Mirelo Labs, and 2 more deals"


def week() -> WeeklyMemo:
    """A week with a new deal, a running one with changes, and one that went quiet."""
    told = sample.Library(sample.sources())
    memo = sample.renewed()
    part = memo.stories[0]
    new = WeekStory(
        story="one",
        name="Larkfield Group / Mirelo Labs",
        headline=part.headline,
        terms=tuple(row for row in part.card if row.kind in (FactKind.PRICE, FactKind.CLOSING)),
        lines=part.bottom_line[1:],
        left_out=2,
    )
    running = WeekStory(
        story="two",
        name="Northwind / Southsea",
        headline=part.headline,
        changes=(
            *part.changes,
            Change(
                "Leadership",
                told.say("Tomas Brandt becomes interim chief executive", (1, "Tomas Brandt")),
                told.say("Ines Okafor leads Mirelo", (1, "Ines Okafor, who founded")),
                FactKind.LEADERSHIP,
            ),
        ),
    )
    quiet = QuietStory("three", told.say("Pear / Plum", (3, "Eleven engineers")), date(2025, 6, 2))
    return WeeklyMemo(
        watch="deals",
        week="2025-W25",
        first=date(2025, 6, 9),
        last=date(2025, 6, 15),
        made=date(2025, 6, 16),
        subject=SUBJECT,
        new=(new,),
        running=(running,),
        quiet=(quiet,),
        left_out=("Orchard / Grove",),
        sources=memo.sources,
        counts=WeekCounts(31, 2, 4, 1),
    )


def nothing() -> WeeklyMemo:
    """A week without anything new."""
    whole = week()
    counts = WeekCounts(7, 1, 0, 0)
    return replace(
        whole, subject="", new=(), running=(), quiet=(), left_out=(), sources=(), counts=counts
    )


def worded(words: str, url: str | None = None) -> WeeklyMemo:
    """A week with `words` wherever foreign text can stand, and a source at `url`."""
    told = sample.source(
        1,
        f"{words}\n\nNorthwind buys Southsea. {words}",
        title=words,
        publisher=words,
        url=url if url is not None else words,
        origin=words,
    )
    start = told.text.index("Northwind buys Southsea.")
    spans = (Span(told.article, start, start + 24), Span(told.article, 0, len(words)))
    line = Statement(words, spans, 2, 1.0, Verdict(Support.FLAGGED, 0.5, (words,)))
    value = replace(line, text="$5 million", evidence=spans[1:])
    changes = (
        Change(words, line, line, FactKind.PRICE),
        Change(words, value, line, FactKind.PRICE),
        Change(words, line),
    )
    new = WeekStory(
        "a", words, line, (CardRow(FactKind.PRICE, words, line),), (line,), (), 1, changes
    )
    running = WeekStory("b", words, line, (), (), changes)
    return replace(
        week(),
        watch=words,
        subject=words,
        new=(new,),
        running=(running,),
        quiet=(QuietStory("c", line, date(2025, 6, 2)),),
        left_out=(words,),
        sources=(told, replace(told, number=2, article="second", copy_of=1)),
    )


def crowded(number: int, words: int = 60) -> WeeklyMemo:
    """A week of so many running deals, each told by a long line."""
    text = " ".join(f"word{n}" for n in range(words))
    body = "\n\n".join(f"Deal {n}: {text}." for n in range(number))
    told = sample.source(1, f"All the deals\n\n{body}", url="https://wire.example/all")
    sources: Sequence[Source] = (told,)
    stories = []
    for n in range(number):
        start = told.text.index(f"Deal {n}:")
        line = Statement(f"Deal {n}: {text}.", (Span(told.article, start, start + 30),), 1, 1.0)
        change = Change("Regulators", line, None, FactKind.ANTITRUST_RISK)
        stories.append(WeekStory(f"s{n}", f"Buyer {n} / Target {n}", line, (), (), (change,)))
    return replace(
        week(), new=(), running=tuple(stories), quiet=(), left_out=(), sources=tuple(sources)
    )
