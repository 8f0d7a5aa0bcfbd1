"""The frozen records that travel between the stages.

A leaf module: it imports nothing of the project. Everything is paired by id, never by position.
Offsets are counted in characters (Python string indices), half-open, and point into
`Article.text`, which never changes once an article is made.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]
Embed = Callable[[Sequence[str]], FloatArray]
"""Texts to unit vectors: n strings in, an array of shape (n, width) out."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (half-open) of the text of one article."""

    article: str
    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.article == other.article and self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        return self.article == other.article and self.start <= other.start and other.end <= self.end


# ---------------------------------------------------------------- ingest


class Media(StrEnum):
    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    EMAIL = "email"


class DropReason(StrEnum):
    """Why a piece of a source's text did not become part of the article."""

    REPEAT = "repeat"
    TEASER = "teaser of another article"
    LISTING = "list of other headlines"
    CROSS_LINK = "cross-link"
    NAVIGATION = "navigation"
    COMMENT = "reader comment"
    CREDIT = "image credit"
    DATELINE = "dateline"
    LANGUAGE = "other language"
    HIDDEN = "hidden text"
    INJECTION = "text that addresses a model"
    NOTICE = "notice of the site"
    FRAGMENT = "fragment"
    ASIDE = "box beside the article"
    CAPTION = "image caption"
    TABLE = "table"
    OUTSIDE = "not part of the article, by the page's structure"


@dataclass(frozen=True, slots=True)
class Drop:
    """A piece of a source that was left out: its words, and why."""

    text: str
    reason: DropReason


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A source turned into text, before cleaning.

    `text` holds what a reader of the page would see, paragraphs parted by line breaks; the title
    is its first line where the source has one, so that it can be cited like the rest. `hidden`
    lists what the format hides from a reader (`display:none` and the like) or sets beside the text
    (a page's menus, footers, boxes, comments).
    """

    origin: str
    media: Media
    text: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: date | None = None
    hidden: tuple[Drop, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that gave no article: its name, what is wrong and what to do, in one line."""

    origin: str
    problem: str
    remedy: str


# ---------------------------------------------------------------- clean


class BlockKind(StrEnum):
    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph; the document's text has the same characters from `raw_start` on."""

    start: int
    end: int
    raw_start: int
    kind: BlockKind = BlockKind.PARAGRAPH


@dataclass(frozen=True, slots=True)
class Sentence:
    """Characters `start` to `end` of the article's text, inside block number `block`."""

    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True)
class Article:
    """A cleaned article. `id` is a hash of `text`: the same text is the same article.

    `text` is the kept blocks joined by blank lines. `sentences` covers blocks of every kind; a
    title or heading is one sentence of its block.
    """

    id: str
    origin: str
    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: date | None = None
    dropped: tuple[Drop, ...] = ()

    def cut(self, span: Span | Sentence | Block) -> str:
        """The article's own words at a span."""
        return self.text[span.start : span.end]

    def span(self, piece: Sentence | Block) -> Span:
        return Span(self.id, piece.start, piece.end)

    def body(self) -> tuple[Sentence, ...]:
        """The sentences of running text: no title, no headings."""
        plain = (BlockKind.PARAGRAPH, BlockKind.ITEM)
        return tuple(s for s in self.sentences if self.blocks[s.block].kind in plain)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds the character at `offset`."""
        return next((s for s in self.sentences if s.start <= offset < s.end), None)


# ---------------------------------------------------------------- reading


class EntityKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Entity:
    """A name as the article spells it at one place."""

    span: Span
    kind: EntityKind
    confidence: float


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What one pass over an article gives the later stages. Rows follow `Article.sentences`.

    `vectors` has shape (sentences, width) with rows of length one, `vector` shape (width,),
    `salience` shape (sentences,) with values from 0 to 1. `same_event` is the cosine of two
    articles' vectors from which on they likely tell of one event; None where vectors can't tell.
    `states` is the reader's own memory of the pass, for a condenser of the same model; nothing else
    looks into it, and it can be pickled.
    """

    article: str
    entities: tuple[Entity, ...]
    vectors: FloatArray
    vector: FloatArray
    salience: FloatArray
    same_event: float | None = None
    states: Any = None


# ---------------------------------------------------------------- stories


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one event. `sources` parts their ids into independent sources: the copies of
    one text form one tuple, its fullest article first."""

    id: str
    sources: tuple[tuple[str, ...], ...]

    @property
    def articles(self) -> tuple[str, ...]:
        return tuple(article for copies in self.sources for article in copies)

    def independent(self, spans: Sequence[Span]) -> int:
        """How many independent sources the spans come from."""
        cited = {span.article for span in spans}
        return sum(1 for copies in self.sources if cited.intersection(copies))


@dataclass(frozen=True, slots=True)
class SetAside:
    """A source that was read but not used, by name and reason."""

    origin: str
    title: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Grouping:
    """Stories, the one with most independent sources first, and what belongs to none."""

    stories: tuple[Story, ...]
    set_aside: tuple[SetAside, ...]


# ---------------------------------------------------------------- condense


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A sentence a condenser wrote, the source sentences it rests on (best first), its score."""

    text: str
    spans: tuple[Span, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Summary:
    """The condensed article. `left_out` says in words what the condenser did not read, if any;
    `headline` is a line for the whole of it, from condensers that write one."""

    article: str
    condenser: str
    sentences: tuple[SummarySentence, ...]
    left_out: tuple[str, ...] = ()
    headline: SummarySentence | None = None


# ---------------------------------------------------------------- facts


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


# ---------------------------------------------------------------- prompts


class Topic(StrEnum):
    """What a sentence may state, as far as it can be told by a look at many labelled ones."""

    DEAL_TERMS = "deal terms"
    LEADERSHIP = "leadership"
    MOTIVE = "motive"
    CLIENT_RISK = "client risk"
    REGULATORY_RISK = "regulatory risk"
    OTHER_RISK = "other risk"


@dataclass(frozen=True, slots=True)
class SectionPrompt:
    """One section of the memo, as its file in `prompts/` describes it."""

    key: str
    title: str
    order: int
    question: str
    probes: tuple[str, ...]
    instruction: str
    empty: str
    facts: tuple[FactKind, ...] = ()
    topic: Topic | None = None


# ---------------------------------------------------------------- merge, verify


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
    `changes` what is new since the memo of the day `since`, where the story was told before."""

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


@dataclass(frozen=True, slots=True)
class Removed:
    """A statement the check took out, and why. `where` is the part of the memo it stood in."""

    where: str
    statement: Statement


# ---------------------------------------------------------------- memo


@dataclass(frozen=True, slots=True)
class Source:
    """An article as the memo cites it. `number` is what stands in the citations; `copy_of` is the
    number of the source it repeats. `text` is kept so that every span can be checked again."""

    number: int
    article: str
    story: str
    origin: str
    title: str | None
    publisher: str | None
    url: str | None
    published: date | None
    copy_of: int | None
    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    summary: tuple[Statement, ...]
    dropped: tuple[Drop, ...]


@dataclass(frozen=True, slots=True)
class Making:
    """How the memo was made and checked."""

    version: str
    condenser: str
    reader: str
    settings: tuple[tuple[str, str], ...]
    checked: int
    supported: int
    flagged: int
    removed: tuple[Removed, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Memo:
    """The whole memo. Every format is rendered from this one record."""

    title: str
    made: date
    stories: tuple[StoryPart, ...]
    sources: tuple[Source, ...]
    set_aside: tuple[SetAside, ...]
    failures: tuple[Failure, ...]
    making: Making
    schema_version: int = field(default=1)


# ---------------------------------------------------------------- the weekly memo


@dataclass(frozen=True, slots=True)
class WeekStory:
    """One deal as a weekly memo tells it: a new one by its `terms` and `lines` and by what came
    `later` in the same week, a running one by its `changes`. `left_out` counts lines there was no
    room for."""

    story: str
    name: str
    headline: Statement
    terms: tuple[CardRow, ...] = ()
    lines: tuple[Statement, ...] = ()
    changes: tuple[Change, ...] = ()
    left_out: int = 0
    later: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class QuietStory:
    """A deal that was told before and that nobody wrote of this week; `last` is the day of the
    newest article about it."""

    story: str
    headline: Statement
    last: date | None


@dataclass(frozen=True, slots=True)
class WeekCounts:
    """What a weekly memo rests on: articles read, running deals that were only told again, articles
    set aside, and sources that could not be read."""

    articles: int = 0
    repeated: int = 0
    aside: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class WeeklyMemo:
    """What a watchlist's week brought, from the day `first` to the day `last`. `week` is the ISO
    week in which it is due ("2026-W48"); `subject` tells its biggest point, empty where there is
    nothing new; `left_out` names the deals there was no room for."""

    watch: str
    week: str
    first: date
    last: date
    made: date
    subject: str
    new: tuple[WeekStory, ...] = ()
    running: tuple[WeekStory, ...] = ()
    quiet: tuple[QuietStory, ...] = ()
    left_out: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    counts: WeekCounts = WeekCounts()

    @property
    def nothing(self) -> bool:
        """Whether there is nothing new: no new deal, and no change in a running one."""
        return not (self.new or self.running or self.left_out)
