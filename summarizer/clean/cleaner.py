"""From a raw document to an article: judge its pieces until nothing more goes."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from summarizer.clean import datelines, emptiness, endings
from summarizer.clean.judge import judge
from summarizer.clean.kinds import kinds
from summarizer.clean.page import Page, Piece
from summarizer.clean.sentences import sentences
from summarizer.clean.words import INVISIBLE
from summarizer.records import Article, Block, BlockKind, Drop, DropReason, RawDocument, Sentence

SEPARATOR = "\n\n"


def clean(document: RawDocument) -> Article:
    """The article in a document, without the furniture of its page.

    Every kept block is an exact slice of the document's text; everything else is in
    `Article.dropped`, in the order of the text, then what stood outside the text. Raises
    EmptyArticleError where no article is left.
    """
    found, page = _sift(document)
    slices = datelines.parted(document.text, found, page.title)
    slices = endings.parted(document.text, slices, page.title)
    kept = [piece for piece in slices if piece.reason is None]
    dropped = _drops(document.text, slices)
    emptiness.check(document, page, dropped)
    text = _joined(document.text, kept)
    blocks = _blocks(kept, kinds(page, [piece.mark for piece in kept]))
    title = next((text[b.start : b.end] for b in blocks if b.kind is BlockKind.TITLE), None)
    return Article(
        id=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        origin=document.origin,
        text=text,
        blocks=blocks,
        sentences=tuple(_sentences(text, blocks)),
        title=title or document.title,
        publisher=document.publisher,
        url=document.url,
        published=document.published,
        dropped=(*dropped, *document.hidden),
    )


def _sift(document: RawDocument) -> tuple[list[Piece], Page]:
    """Judge, then judge what is left as if it were the page, until all of it stays.

    Text that looked fine among furniture can look like furniture once the rest is gone; the
    second look is what makes cleaning a cleaned text change nothing.
    """
    kept = [Piece(0, len(document.text))]
    out: list[Piece] = []
    while True:
        page = judge(_joined(document.text, kept), document.title)
        found = _in_raw(kept, page.pieces)
        out += [piece for piece in found if piece.reason is not None]
        left = [piece for piece in found if piece.reason is None]
        if [(s.start, s.end) for s in left] == [(s.start, s.end) for s in kept] or not left:
            return sorted([*left, *out], key=lambda piece: piece.start), page
        kept = left


def _joined(raw: str, kept: Sequence[Piece]) -> str:
    return SEPARATOR.join(raw[piece.start : piece.end] for piece in kept)


def _starts(kept: Sequence[Piece]) -> list[int]:
    """Where each kept slice starts in the text they are joined to."""
    sizes = (piece.end - piece.start + len(SEPARATOR) for piece in kept)
    return list(accumulate(sizes, initial=0))[:-1]


def _in_raw(kept: Sequence[Piece], pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces of the joined text as slices of the raw text. None crosses a blank line, so each
    lies in one kept slice; the first one of a slice inherits its list mark."""
    starts = _starts(kept)
    found = []
    for piece in pieces:
        n = bisect_right(starts, piece.start) - 1
        shift = kept[n].start - starts[n]
        mark = kept[n].mark if piece.start == starts[n] else ""
        found.append(
            replace(piece, start=piece.start + shift, end=piece.end + shift, mark=mark + piece.mark)
        )
    return found


def _drops(raw: str, slices: Sequence[Piece]) -> tuple[Drop, ...]:
    """What was left out, in the order of the text; then the invisible characters and list marks
    that stood around the slices, so that nothing is unaccounted for."""
    drops = [Drop(raw[s.start : s.end], s.reason) for s in slices if s.reason is not None]
    edges = zip((0, *(s.end for s in slices)), (*(s.start for s in slices), len(raw)), strict=True)
    rest = "".join(raw[end:start] for end, start in edges).split()
    unseen = "".join("".join(INVISIBLE.findall(scrap)) for scrap in rest)
    marks = " ".join(mark for scrap in rest if (mark := INVISIBLE.sub("", scrap)))
    drops += [Drop(unseen, DropReason.HIDDEN)] if unseen else []
    drops += [Drop(marks, DropReason.FRAGMENT)] if marks else []
    return tuple(drops)


def _blocks(kept: Sequence[Piece], kinds: Sequence[BlockKind]) -> tuple[Block, ...]:
    return tuple(
        Block(start, start + piece.end - piece.start, piece.start, kind)
        for piece, start, kind in zip(kept, _starts(kept), kinds, strict=True)
    )


def _sentences(text: str, blocks: Sequence[Block]) -> Iterator[Sentence]:
    for number, block in enumerate(blocks):
        if block.kind in (BlockKind.TITLE, BlockKind.HEADING):
            yield Sentence(block.start, block.end, number)
            continue
        for start, end in sentences(text[block.start : block.end]):
            yield Sentence(block.start + start, block.start + end, number)
