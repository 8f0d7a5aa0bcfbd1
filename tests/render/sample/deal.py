"""The sample: a memo of one deal, with something in every part of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from summarizer.records import (
    Agreement,
    CardRow,
    Certainty,
    Disagreement,
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
    SetAside,
    Source,
    Statement,
    StoryPart,
    Support,
    Verdict,
)
from tests.render.sample.articles import Library, sources


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
