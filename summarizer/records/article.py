"""A cleaned article: its text, blocks and sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from summarizer.records.ingest import Drop
from summarizer.records.spans import Span


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
