"""What an article states: kinds of facts, their values, and all that is made of one article."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from summarizer.records.reading import Reading
from summarizer.records.spans import Span
from summarizer.records.summary import Summary


class FactKind(StrEnum):
    BUYER = "buyer"
    TARGET = "target"
    SELLER = "seller"
    PRICE = "price"
    STAKE = "stake"
    STAKE_AFTER = "stake after"
    VALUATION = "valuation"
    PRIOR_VALUATION = "prior valuation"
    CONSIDERATION = "consideration"
    DEBT = "debt"
    PREMIUM = "premium"
    BREAK_FEE = "break-up fee"
    EARN_OUT = "earn-out"
    VOTING = "voting rights"
    BOARD = "board seats"
    INDEPENDENCE = "independence"
    PROCEEDS = "use of proceeds"
    STATUS = "status"
    CLOSING = "expected close"
    LEADERSHIP = "leadership"
    MOTIVE = "motive"
    CLIENT_RISK = "client risk"
    ANTITRUST_RISK = "antitrust risk"
    TALENT_RISK = "talent risk"
    INTEGRATION_RISK = "integration risk"
    FINANCING_RISK = "financing risk"
    OTHER_RISK = "other risk"


class Certainty(StrEnum):
    DID = "did"
    WILL = "will"
    MAY = "may"


class Qualifier(StrEnum):
    EXACT = "exactly"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"
    UP_TO = "up to"
    AT_LEAST = "at least"


class Per(StrEnum):
    """What an amount of money is counted for."""

    TOTAL = "total"
    SHARE = "share"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in whole units of `currency` (ISO 4217); `high` closes a range."""

    amount: Decimal
    currency: str
    per: Per = Per.TOTAL
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Percent:
    """A share of a hundred; `high` closes a range."""

    value: Decimal
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """A party or person by the fullest name the article gives."""

    name: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as far as it is known: a day, a month (day None) or a year; `text` is as written."""

    text: str
    year: int | None = None
    month: int | None = None
    day: int | None = None


class Move(StrEnum):
    """Which way a person moves."""

    JOINS = "joins"
    LEAVES = "leaves"
    PROMOTED = "promoted"
    STAYS = "stays"
    SEARCH = "search under way"


@dataclass(frozen=True, slots=True)
class RoleChange:
    """A person's change of role: the role and organisation before and after, where stated."""

    person: str
    move: Move
    role_before: str | None = None
    organisation_before: str | None = None
    role_after: str | None = None
    organisation_after: str | None = None
    interim: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """A value that is best told in the article's own words; `code` is what it comes down to
    ("undisclosed", "none", "agreed", "cash") where the kind has a closed list."""

    text: str
    code: str | None = None


Value = Money | Percent | Name | Moment | RoleChange | Phrase


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing an article states.

    `span` is the exact words of the value, `sentence` the sentence that states it. `subject` is
    whom or what the value belongs to (the company valued, the party bound), by its fullest name.
    `holder` is whose view it is where the article doesn't say it in its own voice. `background`
    marks facts about other deals or times than the article's own. `confidence` is calibrated:
    of the facts given at 0.9, about nine in ten are right.
    """

    kind: FactKind
    value: Value
    span: Span
    sentence: Span
    subject: str | None = None
    qualifier: Qualifier = Qualifier.EXACT
    when: Moment | None = None
    certainty: Certainty = Certainty.DID
    holder: str | None = None
    background: bool = False
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Study:
    """All that is made of one article by itself: its reading, its summary and its facts."""

    reading: Reading
    summary: Summary
    facts: tuple[Fact, ...]
