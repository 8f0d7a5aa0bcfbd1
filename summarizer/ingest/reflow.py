"""Printed lines to paragraphs: what a page layout broke is put together again.

A line goes on in the next one if it had to end where it ends: the next word would not have fitted.
Where the layout leaves a gap, changes the size of the letters or starts an item, a new paragraph
begins. All of it is judged against the document's own lines, so that no layout is assumed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low

FILLED = 0.82  # of the usual width; printed letters differ in width
WIDER = 1.25  # times the usual leading is a gap
SIZE_STEP = 0.08
LONGEST_WORD = 60
HEIGHT_STEP = 4.0  # points, within which lines of different pages stand at one height
ITEM = re.compile(r"(?:[•·▪‣◦●*–—-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+\S")
ENDED = re.compile(r"""[.!?:…]["'”’)\]]*$""")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
BROKEN = re.compile(r"(?P<head>[^\W\d_]+)[-\u2010\u00ad]$")
PAGE_MARK = re.compile(
    r"(?:page |- ?)?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?(?: ?-)?"
    r"|(?:https?|file)://\S+ +\d{1,4}/\d{1,4}"  # as browsers print below a page
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}, \d{1,2}:\d\d(?: ?[AP]M)? .+",  # and above it
    re.IGNORECASE,
)
# First parts that are written with a hyphen far more often than without.
COMPOUNDS = frozenset(
    {"long", "short", "well", "high", "low", "non", "pre", "post", "co", "cross", "multi",
     "self", "semi", "third", "first", "second", "full", "half", "mid", "year", "market", "all",
     "ex", "ultra", "fast", "best", "break", "fourth", "part", "private", "publicly", "state",
     "family", "employee", "government", "anti", "data", "tax", "so", "one", "two", "three",
     "four", "five", "six"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its text, its height on the page (None if unknown), the size of its letters
    in the same units, the number of its page."""

    text: str
    y: float | None
    size: float
    page: int


def without_page_marks(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of the text and those of running heads: page numbers, what a browser prints around
    a page, and what stands at one height at the edge of most pages, the same but for numbers."""
    edges = {id(line) for line in _edges(lines)}
    pages = len({line.page for line in lines})
    repeated = Counter(_place(line) for line in lines if id(line) in edges)

    def is_mark(line: Line) -> bool:
        often = pages > 1 and repeated[_place(line)] > max(1, pages / 2)
        return id(line) in edges and (often or PAGE_MARK.fullmatch(line.text.strip()) is not None)

    kept = [line for line in lines if not is_mark(line)]
    return kept, [line for line in lines if is_mark(line)]


def _edges(lines: Sequence[Line]) -> Iterable[Line]:
    """The first two and last two lines of each page."""
    by_page: dict[int, list[Line]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    for page in by_page.values():
        yield from (*page[:2], *page[-2:])


def _place(line: Line) -> tuple[str, float | None]:
    height = None if line.y is None else round(line.y / HEIGHT_STEP)
    return re.sub(r"\d+", "#", line.text).strip(), height


def paragraphs(lines: Sequence[Line]) -> list[str]:
    """The lines put together to paragraphs, words broken at a line's end made whole."""
    lines = [line for line in lines if line.text.strip()]
    width, leading = _width(lines), _leading(lines)
    known = Counter(word.lower() for line in lines for word in WORD.findall(line.text))
    out: list[str] = []
    before: Line | None = None
    for line in lines:
        text = " ".join(line.text.split())
        if before is None or _parts(before, line, width, leading):
            out.append(text)
        else:
            out[-1] = joined(out[-1], text, known)
        before = line
    return out


def joined(head: str, tail: str, known: Counter[str]) -> str:
    """Two lines as one. A hyphen at the break stays if it is written elsewhere too."""
    broken, rest = BROKEN.search(head[-LONGEST_WORD:]), WORD.match(tail)
    if not broken:
        return f"{head} {tail}"
    first, second = broken["head"].lower(), (rest[0] if rest else "")
    if not second[:1].islower() or known[f"{first}-{second.lower()}"]:
        return head + tail
    if known[first + second.lower()] or head[-1] == "\u00ad" or first not in COMPOUNDS:
        return head[:-1] + tail
    return head + tail


def _width(lines: Sequence[Line]) -> float:
    """How many characters a full line holds: nine lines in ten are no longer."""
    lengths = sorted(len(line.text.strip()) for line in lines)
    return lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0


def _short(line: Line, following: Line, width: float) -> bool:
    """Whether the first word of the next line would still have fitted."""
    word = following.text.split()[0]
    return len(line.text.strip()) + 1 + len(word) <= FILLED * width


def _leading(lines: Sequence[Line]) -> float | None:
    """The usual distance from line to line inside a paragraph, in sizes of a letter."""
    width = _width(lines)
    steps = [
        step
        for line, after in pairwise(lines)
        if (step := _step(line, after)) and not _short(line, after, width)
    ]
    return median_low(steps) if steps else None


def _step(line: Line, after: Line) -> float | None:
    """The distance down to the next line in sizes of a letter; None on other pages or columns."""
    if line.y is None or after.y is None or line.page != after.page or line.size <= 0:
        return None
    step = (line.y - after.y) / line.size
    return step if step > 0 else None


def _parts(line: Line, after: Line, width: float, leading: float | None) -> bool:
    """Whether a paragraph ends between two lines."""
    if ITEM.match(after.text.strip()):
        return True
    if abs(line.size - after.size) > SIZE_STEP * max(line.size, after.size):
        return True
    step = _step(line, after)
    ended = ENDED.search(line.text.rstrip()) is not None
    if step is None and (line.page != after.page or line.y is not None):
        return ended or not after.text.strip()[0].islower()  # over the edge of a page or column
    if step is not None and leading is not None and step > WIDER * leading:
        return True
    lower = after.text.strip()[0].islower()
    return _short(line, after, width) and (ended or not lower)
