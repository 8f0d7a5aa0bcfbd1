"""What is told of one story: its statements, card, sections, tables and changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from summarizer.records.facts import Certainty, FactKind, Moment, Money
from summarizer.records.spans import Span


class Support(StrEnum):
    SUPPORTED = "supported"
    FLAGGED = "flagged"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check says of a statement: `score` from 0 to 1, and the reasons in words."""

    support: Support
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A line of the memo and the source sentences it rests on, the one it is worded from first.

    `sources` counts independent sources among the evidence; `weight` is its importance (higher
    first). A statement has no verdict until it was checked.
    """

    text: str
    evidence: tuple[Span, ...]
    sources: int = 1
    weight: float = 0.0
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class CardRow:
    """One row of the deal card: a label and its value with evidence."""

    kind: FactKind
    label: str
    value: Statement


@dataclass(frozen=True, slots=True)
class LeadershipRow:
    """One row of the leadership table; `statement` is the line it comes from."""

    person: str
    before: str | None
    after: str | None
    keeps: str | None
    statement: Statement


class Agreement(StrEnum):
    """How differing readings of one fact are told apart."""

    ROUNDING = "rounding"
    COMPATIBLE = "compatible"
    MOMENT = "different moment"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One fact that sources state differently: each reading with its evidence, told apart."""

    kind: FactKind
    subject: str
    readings: tuple[Statement, ...]
    verdict: Agreement
    reason: str


@dataclass(frozen=True, slots=True)
class RiskRow:
    """How a risk is told: its kind, how sure it is, and whose view it is where the source doesn't
    say it in its own voice. `statement` is the line of a section that tells it."""

    kind: FactKind
    certainty: Certainty
    holder: str | None
    statement: Statement


@dataclass(frozen=True, slots=True)
class Event:
    """Something of the story that has a date: a status, a closing, a valuation, a change of role.

    `subject` is whom it is about, `amount` the value of a valuation, `statement` what happened in
    the words of the card. `reported` says that only the day it was published is known.
    """

    kind: FactKind
    when: Moment
    statement: Statement
    subject: str | None = None
    amount: Money | None = None
    reported: bool = False


@dataclass(frozen=True, slots=True)
class Overtaken:
    """What an article looked forward to before another one told the deal further on: `by` is that
    state ("" where only its being firm is known), `when` the day of the article that tells it."""

    statement: Statement
    by: str
    when: date | None


@dataclass(frozen=True, slots=True)
class Section:
    """A section of one story's part. Without statements, `empty` is what stands there."""

    key: str
    title: str
    statements: tuple[Statement, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class Change:
    """Something a running story tells now that it did not tell before.

    `label` says of what it is (a row of the card, "Leadership", "Regulators", a section's title),
    `kind` the kind of fact where it is one, `section` the key of the section it belongs to, empty
    where no section asks for it. `before` is the value that `after` took the place of; its evidence
    may be gone with the version of the page that held it.
    """

    label: str
    after: Statement
    before: Statement | None = None
    kind: FactKind | None = None
    section: str = ""


@dataclass(frozen=True, slots=True)
class StoryPart:
    """One story as the memo tells it. `left_out` holds points the word budget had no room for,
    `overtaken` those that later articles took the place of, `changes` what is new since the memo of
    the day `since`, where the story was told before."""

    story: str
    headline: Statement
    bottom_line: tuple[Statement, ...]
    card: tuple[CardRow, ...]
    sections: tuple[Section, ...]
    leadership: tuple[LeadershipRow, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    left_out: tuple[Statement, ...] = ()
    risks: tuple[RiskRow, ...] = ()
    events: tuple[Event, ...] = ()
    changes: tuple[Change, ...] = ()
    since: date | None = None
    overtaken: tuple[Overtaken, ...] = ()


@dataclass(frozen=True, slots=True)
class Removed:
    """A statement the check took out, and why. `where` is the part of the memo it stood in."""

    where: str
    statement: Statement
