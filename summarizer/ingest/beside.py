"""What stands on a page beside its article: every visible text that the article does not hold.

The page is walked once, before anything is taken from it, as blocks of text; a block whose words
are missing from the article is listed with the part of the page it stands in as its reason. What
one part holds is one piece, so that a menu of a hundred links is not a hundred pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from unicodedata import normalize

from summarizer.records import Drop, DropReason

# Elements whose text is drawn by no browser, or not as text of the page.
NO_TEXT = frozenset(
    {"audio", "canvas", "head", "iframe", "math", "object", "script", "style", "svg", "template",
     "video"}
)  # fmt: skip
# Elements that stand inside a line; all others begin a block.
INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn",
     "em", "font", "i", "img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span",
     "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"}
)  # fmt: skip
APART = frozenset({"a", "br", "label"})
"""Inline elements whose words never run on into the next ones."""

LONG = 24
"""Letters and digits from which on a text is known by them alone, wherever it stands."""

PIECES = 200
LETTERS = 2000
"""The most pieces of a page, and letters of a piece, that are written out; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Part:
    """What marks a part of a page: elements, roles, or words of an id or class."""

    reason: DropReason
    tags: frozenset[str]
    roles: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


def _part(reason: DropReason, tags: str = "", roles: str = "", words: str = "") -> Part:
    return Part(reason, *(frozenset(names.split()) for names in (tags, roles, words)))


# The first that fits is the reason.
PARTS = (
    _part(DropReason.COMMENT, words="comment comments commentlist disqus respond replies"),
    _part(
        DropReason.NAVIGATION,
        "nav menu header button form select textarea fieldset dialog",
        "navigation banner menu menubar search toolbar tablist button",
        "nav navbar navigation menu breadcrumb breadcrumbs pagination toolbar share sharing social",
    ),
    _part(DropReason.NOTICE, "footer", "contentinfo", "footer copyright disclaimer cookie consent"),
    _part(
        DropReason.ASIDE,
        "aside",
        "complementary",
        "sidebar related recommended recommendations teaser teasers promo newsletter trending"
        " popular outbrain taboola widget",
    ),
    _part(DropReason.CAPTION, "figure figcaption", "figure"),
    _part(DropReason.TABLE, "table", "table grid"),
)
# A part that holds one of these holds the article, or lays out the page.
WHOLE = {DropReason.TABLE: ("h1", "main", "article", "p", "table")}
ARTICLE = ("h1", "main")
NAMED = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Block:
    """The runs of text of one block; `part` numbers the part of the page it stands in, 0 none."""

    runs: tuple[str, ...]
    reason: DropReason
    part: int

    @property
    def text(self) -> str:
        return " ".join("".join(self.runs).split())


def blocks(tree: Any) -> list[Block]:
    """The visible text of a page (an lxml tree without what it hides), in its order."""
    return [block for block in _walk(tree) if re.search(r"\w", block.text)]


def _walk(tree: Any) -> Iterator[Block]:
    from lxml.etree import iterwalk

    runs: list[str] = []
    places = [(DropReason.OUTSIDE, 0)]
    count = 0
    walk = iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        begins, place = event == "start", places[-1]
        if begins and tag in NO_TEXT:
            walk.skip_subtree()
        if begins:
            reason = None if place[1] else _reason(element, tag)
            count += reason is not None
            places.append((reason, count) if reason else place)
        else:
            places.pop()
        if tag not in INLINE or places[-1] != place:
            yield Block(tuple(runs), *place)
            runs = []
        gap = " " if tag in APART else ""
        shown = not begins or tag not in NO_TEXT
        runs.append(gap + ((element.text if begins else element.tail) or "" if shown else ""))
    yield Block(tuple(runs), *places[-1])


def _reason(element: Any, tag: str) -> DropReason | None:
    """The reason a part of the page gives that begins with the element, if one does."""
    if tag in ("html", "body", *ARTICLE):
        return None
    role = (element.get("role") or "").lower()
    named = f"{element.get('id') or ''} {element.get('class') or ''}".lower()
    words = frozenset(NAMED.findall(named)) if named.strip() else frozenset()
    for part in PARTS:
        if tag in part.tags or role in part.roles or not words.isdisjoint(part.words):
            inner = element.iterdescendants(*WHOLE.get(part.reason, ARTICLE))
            return part.reason if next(inner, None) is None else None
    return None


@dataclass(frozen=True, slots=True)
class Article:
    """What the article holds: all its letters in a row, its words, and its lines."""

    letters: str
    words: str
    lines: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Article:
        lines = [line for text in texts for line in text.split("\n")]
        bare = [_letters(line) for line in lines]
        return cls("".join(bare), _words(" ".join(lines)), frozenset(bare))

    def holds(self, text: str) -> bool:
        """Whether the article says the text: letter by letter, or as whole words if it is short."""
        bare = _letters(text)
        if len(bare) >= LONG:
            return bare in self.letters
        return bare in self.lines or _words(text) in self.words


def left_out(page: Sequence[Block], texts: Iterable[str]) -> tuple[Drop, ...]:
    """What of a page's blocks stands in none of the texts (article, title), in their order."""
    article = Article.of(texts)
    own = frozenset(_letters(block.text) for block in page if not block.part)
    missing = ((block, _missing(block, article, own)) for block in page)
    found = [(block, text) for block, text in missing if text]
    drops: list[Drop] = []
    for (part, reason), group in groupby(found, key=lambda item: (item[0].part, item[0].reason)):
        texts_ = [text for _, text in group]
        whole = [" · ".join(texts_)] if part else texts_
        drops += [Drop(_cut(text), reason) for text in whole]
    return _fewer(drops)


def _missing(block: Block, article: Article, own: frozenset[str]) -> str:
    """The text of a block that the article lacks: all, or the runs around what it holds.

    A short text of a part beside the article ("Home") is the article's only where it is a line of
    it, and none that stands elsewhere too.
    """
    bare = _letters(block.text)
    if block.part and len(bare) < LONG:
        return "" if bare in article.lines and bare not in own else block.text
    if article.holds(block.text):
        return ""
    rest = [run for run in block.runs if len(_letters(run)) < LONG or not article.holds(run)]
    text = " ".join("".join(rest).split())
    return text if re.search(r"\w", text) else ""


def _cut(text: str) -> str:
    if len(text) <= LETTERS:
        return text
    start = text[:LETTERS].rsplit(" ", 1)[0]
    return f"{start} … (and {len(text[len(start) :].split()):,} more words)"


def _fewer(drops: Sequence[Drop]) -> tuple[Drop, ...]:
    """The pieces, those beyond the most as one that counts them."""
    if len(drops) <= PIECES:
        return tuple(drops)
    rest = [drop.text for drop in drops[PIECES - 1 :]]
    text = f"({len(rest):,} more pieces) {' · '.join(rest)}"
    return (*drops[: PIECES - 1], Drop(_cut(text), DropReason.OUTSIDE))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", normalize("NFC", text))


def _words(text: str) -> str:
    return f" {' '.join(NAMED.findall(normalize('NFC', text)))} "
