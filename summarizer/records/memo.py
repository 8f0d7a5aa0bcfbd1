"""The whole memo."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from summarizer.records.article import Block, Sentence
from summarizer.records.ingest import Drop, Failure
from summarizer.records.part import Removed, Statement, StoryPart
from summarizer.records.story import SetAside


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
