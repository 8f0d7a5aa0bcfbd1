"""A memo about a deal that never was, made by hand: four sources, one of them a copy.

`article` parts a text into blocks and sentences, `Library.at` finds words in it, so that spans
never have to be counted by hand.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any

from summarizer.records import (
    Agreement,
    Block,
    BlockKind,
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
    Money,
    Removed,
    RiskRow,
    Section,
    Sentence,
    SetAside,
    Source,
    Span,
    Statement,
    StoryPart,
    Support,
    Verdict,
)

LEDGER = """Larkfield takes 35 percent of warehouse-robot maker Mirelo Labs for $2.1 billion

Larkfield Group, the logistics company, said on Tuesday that it will pay $2.1 billion in cash for \
35 percent of Mirelo Labs, which makes the software that steers robots through warehouses. The \
deal values Mirelo at $6 billion. Larkfield will get no voting rights and one observer on the \
board, according to a filing that both companies published.

Ines Okafor, who founded Mirelo in a rented workshop and has led it since, will leave as chief \
executive to run Larkfield's new automation division. She keeps her seat on Mirelo's board. Tomas \
Brandt, the chief operating officer, takes over as interim chief executive on July 1 while the \
board looks for a successor.

"Our customers want one system from the loading dock to the doorstep," Larkfield's chief \
executive, Margit Solheim, told analysts. Larkfield has twice pushed back the opening of its own \
robotics centre, and two rivals run fleets three times the size of its own.

Mirelo was last valued at $3.2 billion, in a funding round 14 months ago. It will use half of the \
money to hire engineers and pay out the rest to early shareholders. The company remains \
independent and will go on selling to anyone, it said.

Some customers are not so sure. Two parcel carriers that compete with Larkfield are reviewing \
their contracts, people with knowledge of the talks said. Mirelo earns about 40 percent of its \
revenue from companies that compete with its new shareholder.
"""

WIRE = """Larkfield buys stake in Mirelo Labs, hires its founder

Larkfield Group is investing about $2.1 billion in Mirelo Labs for a 35% stake, the companies \
announced. The warehouse software company is valued at about $6 billion in the transaction.

Founder Ines Okafor moves to Larkfield to head automation. Chief Operating Officer Tomas Brandt \
becomes interim CEO of Mirelo.

The competition authority said it is looking at whether the deal has to be notified, even though \
the stake carries no votes. A review could delay the closing, which the companies expect by the \
end of September.
"""

WEEK = """What Larkfield wants with Mirelo

A year ago Mirelo was worth around $3 billion. This week Larkfield paid $2.1 billion for little \
more than a third of it, and got the founder as well.

Tomas Brandt has been named chief executive of Mirelo, succeeding Ines Okafor. He ran operations \
there for six years. Eleven engineers will follow Okafor to Larkfield, two of them said, among \
them the head of the routing team.

Analysts see data behind the deal: Mirelo's software has counted every step in 900 warehouses, \
and a buyer that learns from it may plan its own network better. Carriers that feed the system \
with their volumes might think twice about who reads along. Regulators may take an interest, too, \
said Pilar Anand, who teaches competition law.
"""

COPY = WIRE.replace("the companies announced", "the companies announced on Tuesday")


def article(text: str) -> tuple[str, tuple[Block, ...], tuple[Sentence, ...]]:
    """A text with its paragraphs as blocks, the first as title, and their sentences."""
    text = text.strip()
    blocks, sentences = [], []
    for number, match in enumerate(re.finditer(r"[^\n]+", text)):
        kind = BlockKind.PARAGRAPH if number else BlockKind.TITLE
        blocks.append(Block(match.start(), match.end(), match.start(), kind))
        for part in re.finditer(r'\S.*?(?:[.!?]["”]?(?=\s)|$)', match.group()):
            start = match.start() + part.start()
            sentences.append(Sentence(start, match.start() + part.end(), number))
    return text, tuple(blocks), tuple(sentences)


def source(number: int, text: str, story: str = "story", **changes: object) -> Source:
    """A source made of a text; its first paragraph is the title unless one is given."""
    body, blocks, sentences = article(text)
    made = Source(
        number=number,
        article=hashlib.sha256(body.encode()).hexdigest()[:16],
        story=story,
        origin=f"articles/{number:03}.txt",
        title=body[blocks[0].start : blocks[0].end] if blocks else None,
        publisher=None,
        url=None,
        published=None,
        copy_of=None,
        text=body,
        blocks=blocks,
        sentences=sentences,
        summary=(),
        dropped=(),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Library:
    """Sources by number, to find words in."""

    sources: tuple[Source, ...]

    def at(self, number: int, words: str) -> Span:
        """The sentence of a source that holds these words."""
        source = next(s for s in self.sources if s.number == number)
        start = source.text.index(words)
        found = [s for s in source.sentences if s.start <= start < s.end]
        return Span(source.article, found[0].start, found[0].end)

    def say(
        self, text: str, *cites: tuple[int, str], verdict: Verdict | None = None, weight: float = 1
    ) -> Statement:
        """A statement resting on words of sources, counted as independent as they are."""
        spans = tuple(self.at(number, words) for number, words in cites)
        origin = {s.number: s.copy_of or s.number for s in self.sources}
        alone = len({origin[number] for number, _ in cites})
        return Statement(text, spans, alone, weight, verdict or Verdict(Support.SUPPORTED, 0.97))


def sources() -> tuple[Source, ...]:
    """The four sources, without their summaries."""
    litter = (
        Drop("Larkfield opens parcel hub near the old harbor", DropReason.TEASER),
        Drop("Subscribe to our newsletter and never miss a deal", DropReason.NOTICE),
        Drop("Five stocks to watch this week", DropReason.LISTING),
        Drop("Home · Markets · Opinion", DropReason.NAVIGATION),
    )
    teasers = tuple(
        Drop(f"Related article number {n}: a headline that goes on for quite a while until it is "
             "cut in the mid", DropReason.TEASER)
        for n in range(1, 6)
    )  # fmt: skip
    return (
        source(
            1,
            LEDGER,
            publisher="The Harbor Ledger",
            url="https://ledger.example/business/larkfield-mirelo",
            published=date(2025, 6, 10),
            dropped=litter,
        ),
        source(
            2,
            WIRE,
            publisher="Trade Wire",
            url="https://wire.example/2025/06/10/larkfield",
            published=date(2025, 6, 10),
        ),
        source(
            3,
            WEEK,
            publisher="Logistics Week",
            url="https://week.example/what-larkfield-wants?ref=home&edition=2",
            published=date(2025, 6, 12),
            dropped=teasers,
        ),
        source(
            4,
            COPY,
            publisher="Northern Business Daily",
            url="https://daily.example/wire/7741",
            published=date(2025, 6, 11),
            copy_of=2,
        ),
    )


def memo() -> Memo:
    """The whole sample."""
    told = Library(sources())
    return Memo(
        title="Larkfield and Mirelo Labs",
        made=date(2025, 6, 13),
        stories=(_part(told),),
        sources=tuple(_digested(told)),
        set_aside=(
            SetAside(
                "articles/005.html",
                "Harbor crane operators vote on new contract",
                "about something else: shares no party with the other articles",
            ),
        ),
        failures=(
            Failure(
                "articles/006.pdf",
                "is encrypted",
                "save a copy without a password and name that",
            ),
        ),
        making=Making(
            version="0.1.0",
            condenser="extractive (sentences of the source, unchanged)",
            reader="rules",
            settings=(("words", "60"), ("sections", "all"), ("strict", "no")),
            checked=31,
            supported=29,
            flagged=1,
            removed=(
                Removed(
                    "Motives",
                    told.say(
                        "Larkfield will read the data of 1,900 warehouses.",
                        (3, "900 warehouses"),
                        verdict=Verdict(
                            Support.UNSUPPORTED, 0.08, ("1,900 is not in the cited sentence",)
                        ),
                    ),
                ),
            ),
            notes=("Source [3] carries no address of its publisher.",),
        ),
    )


def _part(told: Library) -> StoryPart:
    return StoryPart(
        story="story",
        headline=told.say(
            "Larkfield pays $2.1 billion for 35 percent of Mirelo Labs and takes its founder along",
            (1, "$2.1 billion in cash"),
            (2, "about $2.1 billion"),
            (4, "about $2.1 billion"),
        ),
        bottom_line=(
            told.say(
                "Larkfield Group will pay $2.1 billion in cash for 35 percent of Mirelo Labs, "
                "valuing it at $6 billion.",
                (1, "$2.1 billion in cash"),
                (1, "values Mirelo at"),
                (2, "35% stake"),
                (4, "35% stake"),
            ),
            told.say(
                "Founder Ines Okafor leaves to run Larkfield's new automation division.",
                (1, "Ines Okafor, who founded"),
                (2, "Founder Ines Okafor"),
            ),
            told.say(
                "Two carriers that compete with Larkfield are reviewing their contracts.",
                (1, "Two parcel carriers"),
            ),
        ),
        card=tuple(_card(told)),
        sections=tuple(_sections(told)),
        leadership=_leadership(told),
        disagreements=_disagreements(told),
        left_out=(
            told.say("Brandt ran operations for six years.", (3, "He ran operations")),
            told.say("Two rivals run larger fleets.", (1, "two rivals run fleets")),
        ),
        risks=_risk_rows(told),
        events=_events(told),
    )


def _card(told: Library) -> Iterator[CardRow]:
    for kind, label, text, cites in (
        (FactKind.BUYER, "Buyer", "Larkfield Group", ((1, "$2.1 billion in"), (2, "35% stake"))),
        (FactKind.TARGET, "Target", "Mirelo Labs", ((1, "$2.1 billion in"), (2, "35% stake"))),
        (
            FactKind.PRICE,
            "Price",
            "$2.1 billion",
            ((1, "$2.1 billion in"), (2, "35% stake"), (3, "This week Larkfield paid")),
        ),
        (FactKind.STAKE, "Stake", "35%", ((1, "$2.1 billion in"), (2, "35% stake"))),
        (
            FactKind.VALUATION,
            "Valuation",
            "$6 billion",
            ((1, "values Mirelo"), (2, "valued at about $6"), (4, "valued at about $6")),
        ),
        (FactKind.PRIOR_VALUATION, "Valuation before", "$3.2 billion", ((1, "last valued"),)),
        (FactKind.CONSIDERATION, "Paid in", "Cash", ((1, "$2.1 billion in cash"),)),
        (FactKind.VOTING, "Voting rights", "None", ((1, "no voting"), (2, "no votes"))),
        (FactKind.CLOSING, "Expected close", "By the end of September", ((2, "end of Sept"),)),
    ):
        yield CardRow(kind, label, told.say(text, *cites))


def _sections(told: Library) -> Iterator[Section]:
    yield Section(
        "terms",
        "Deal terms",
        (
            told.say(
                "Larkfield gets no voting rights and one observer on the board.",
                (1, "no voting rights"),
                (2, "carries no votes"),
            ),
            told.say(
                "Mirelo will use half of the money to hire engineers and pay out the rest to "
                "early shareholders.",
                (1, "half of the money"),
            ),
            told.say(
                "The company remains independent and will go on selling to anyone, it said.",
                (1, "remains independent"),
            ),
        ),
        "No source states terms.",
    )
    yield Section(
        "motives",
        "Strategic motives",
        (
            told.say(
                "Larkfield has twice pushed back the opening of its own robotics centre, and two "
                "rivals run fleets three times the size of its own.",
                (1, "twice pushed back"),
            ),
            told.say(
                "Analysts see data behind the deal: Mirelo's software has counted every step in "
                "900 warehouses.",
                (3, "Analysts see data"),
            ),
        ),
        "No source names a motive.",
    )
    yield Section("financing", "Financing", (), "No source says how the deal is paid for.")
    yield Section("risks", "Risks", tuple(_risks(told)), "No source names a risk.")


def _risks(told: Library) -> Iterator[Statement]:
    yield told.say(
        "Clients may leave: Mirelo earns about 40 percent of its revenue from companies that "
        "compete with its new shareholder.",
        (1, "about 40 percent"),
        (3, "might think twice"),
    )
    yield told.say(
        "The competition authority is looking at whether the deal has to be notified; a review "
        "could delay the closing.",
        (2, "competition authority"),
        (2, "A review could"),
        (3, "Regulators may"),
        (4, "competition authority"),
    )
    yield told.say(
        "Eleven engineers will follow Okafor to Larkfield.",
        (3, "Eleven engineers"),
        verdict=Verdict(
            Support.FLAGGED, 0.55, ("the source gives it as the word of two engineers",)
        ),
    )


def _risk_rows(told: Library) -> tuple[RiskRow, ...]:
    clients, review, leavers = _risks(told)
    return (
        RiskRow(FactKind.CLIENT_RISK, Certainty.DID, None, clients),
        RiskRow(FactKind.ANTITRUST_RISK, Certainty.MAY, None, review),
        RiskRow(FactKind.TALENT_RISK, Certainty.WILL, "two engineers", leavers),
    )


def _events(told: Library) -> tuple[Event, ...]:
    """Not in the order of their days, as a record may hold them."""
    return (
        Event(
            FactKind.CLOSING,
            Moment("the end of September", 2025, 9),
            told.say("the end of September", (2, "end of Sept")),
        ),
        Event(
            FactKind.PRIOR_VALUATION,
            Moment("14 months ago", 2024, 4),
            told.say("$3.2 billion", (1, "last valued")),
            "Mirelo Labs",
            Money(Decimal("3.2e9"), "USD"),
        ),
        Event(
            FactKind.STATUS,
            Moment("2025-06-10", 2025, 6, 10),
            told.say("agreed", (2, "about $2.1 billion")),
            reported=True,
        ),
        Event(
            FactKind.LEADERSHIP,
            Moment("July 1", 2025, 7, 1),
            told.say("Interim chief executive, Mirelo Labs", (1, "Tomas Brandt")),
            "Tomas Brandt",
        ),
    )


def _leadership(told: Library) -> tuple[LeadershipRow, ...]:
    return (
        LeadershipRow(
            "Ines Okafor",
            "Chief executive, Mirelo Labs",
            "Head of automation, Larkfield Group",
            "Seat on Mirelo's board",
            told.say(
                "Ines Okafor will leave as chief executive to run Larkfield's automation division.",
                (1, "Ines Okafor, who founded"),
                (1, "She keeps her seat"),
                (2, "Founder Ines Okafor"),
            ),
        ),
        LeadershipRow(
            "Tomas Brandt",
            "Chief operating officer, Mirelo Labs",
            "Interim chief executive, Mirelo Labs",
            None,
            told.say(
                "Tomas Brandt takes over as interim chief executive on July 1.",
                (1, "Tomas Brandt"),
                (2, "interim CEO"),
            ),
        ),
    )


def _disagreements(told: Library) -> tuple[Disagreement, ...]:
    return (
        Disagreement(
            FactKind.PRIOR_VALUATION,
            "Mirelo Labs",
            (
                told.say("$3.2 billion, 14 months ago", (1, "last valued at $3.2")),
                told.say("around $3 billion, a year ago", (3, "worth around $3 billion")),
            ),
            Agreement.ROUNDING,
            "$3.2 billion rounds to $3 billion",
        ),
        Disagreement(
            FactKind.LEADERSHIP,
            "Tomas Brandt",
            (
                told.say("interim chief executive", (1, "interim chief"), (2, "interim CEO")),
                told.say("chief executive", (3, "has been named chief executive")),
            ),
            Agreement.CONFLICT,
            "one source does not call the role interim",
        ),
    )


def _digested(told: Library) -> Iterator[Source]:
    chosen: dict[int, Sequence[str]] = {
        1: ("$2.1 billion in cash", "Ines Okafor, who founded", "Some customers", "40 percent"),
        2: ("about $2.1 billion", "Founder Ines Okafor", "competition authority"),
        3: ("This week Larkfield", "Tomas Brandt has", "Analysts see"),
        4: (),
    }
    for item in told.sources:
        spans = [told.at(item.number, words) for words in chosen[item.number]]
        yield replace(
            item,
            summary=tuple(
                Statement(item.text[s.start : s.end], (s,), verdict=Verdict(Support.SUPPORTED, 1.0))
                for s in spans
            ),
        )


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
