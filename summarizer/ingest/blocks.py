"""A clean HTML tree to paragraphs, one a block: for markup that is all article, such as Markdown.

A page of the web goes through trafilatura instead, which finds the article in it.
"""

from __future__ import annotations

import re
from typing import Any

PARAGRAPHS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl",
     "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
     "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary",
     "table", "tbody", "tfoot", "thead", "tr", "ul"}
)  # fmt: skip
CELLS = frozenset({"td", "th"})
SKIPPED = frozenset({"script", "style", "head", "template", "noscript", "svg", "iframe", "object"})
GAP = "\n\n"
SPACE = re.compile(r"[ \t\n\r\f]+")


class _Paragraphs:
    """Collects running text; a new block closes the one before it."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.pieces: list[str] = []
        self.mark = ""

    def add(self, text: str | None, verbatim: bool) -> None:
        if text:
            self.pieces.append(text if verbatim else SPACE.sub(" ", text))

    def close(self) -> None:
        lines = (SPACE.sub(" ", line).strip() for line in "".join(self.pieces).split("\n"))
        text = "\n".join(line for line in lines if line)
        self.pieces.clear()
        if text:
            self.done.append(self.mark + text)
            self.mark = ""


def text_of(tree: Any) -> str:
    """The text of an lxml tree: blocks parted by blank lines, items marked with `- `."""
    from lxml.etree import iterwalk

    out, verbatim, skipped = _Paragraphs(), 0, 0
    for event, element in iterwalk(tree, events=("start", "end", "comment", "pi")):
        name = element.tag
        if name in SKIPPED:
            skipped += 1 if event == "start" else -1
        verbatim += (event == "start") - (event == "end") if name == "pre" else 0
        if event == "start" and not skipped:
            _open(out, name)
            out.add(element.text, verbatim > 0)
        if event == "end" and name in PARAGRAPHS:
            out.close()
        if event != "start" and not skipped and element is not tree:
            out.add(element.tail, verbatim > 0)
    out.close()
    return GAP.join(out.done)


def _open(out: _Paragraphs, name: str) -> None:
    if name in PARAGRAPHS:
        out.close()
    if name == "li":
        out.mark = "- "
    elif name in CELLS and "".join(out.pieces).strip():
        out.pieces.append(" | ")
    elif name == "br":
        out.pieces.append("\n")
