"""The memo as one self-contained HTML page: no scripts, no requests, evidence behind every line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from summarizer.render.matrix import COLUMNS, said_by
from summarizer.render.view import MemoView
from summarizer.render.wording import Words, copy_of, runs

# Evidence beyond so many paragraphs of one line is folded once more.
QUOTES_SHOWN = 4

# With more sources than these the matrix heads its columns by numbers alone.
NAMES_SHOWN = 6


def to_html(memo: MemoView) -> Iterator[bytes]:
    """The memo as a UTF-8 page, in pieces; every text of it is escaped by the template engine."""
    page = environment().get_template("memo.html.j2").generate(memo=memo, style=Markup(style()))
    for lines in _whole_lines(page):
        if text := squeezed(lines):
            yield f"{text}\n".encode()


@cache
def environment() -> Environment:
    """The template engine; it escapes every text."""
    made = Environment(
        loader=PackageLoader("summarizer.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(cited=_cited, copy_of=copy_of)
    made.globals.update(
        w=Words,
        quotes_shown=QUOTES_SHOWN,
        names_shown=NAMES_SHOWN,
        columns_shown=COLUMNS,
        said_by=said_by,
    )
    return made


def _cited(numbers: Sequence[int]) -> Markup:
    """Citations "[1][3]–[6]" that may break between brackets only."""
    return Markup("<wbr>").join("–".join(f"[{n}]" for n in run) for run in runs(numbers))


@cache
def style(*more: str) -> str:
    """The style sheet of the memo, and others that build on it."""
    folder = files("summarizer.render").joinpath("templates")
    css = "\n".join(folder.joinpath(name).read_text("utf-8") for name in ("memo.css", *more))
    return squeezed(re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))


def _whole_lines(pieces: Iterable[str]) -> Iterator[str]:
    """The same text, parted at ends of lines only."""
    held: list[str] = []
    for piece in pieces:
        head, end, tail = piece.rpartition("\n")
        if end:
            yield "".join((*held, head))
            held.clear()
        held.append(tail)
    yield "".join(held)


def squeezed(text: str) -> str:
    """Without indentation and blank lines. No element of the page keeps its white space."""
    return "\n".join(line for raw in text.splitlines() if (line := raw.strip()))
