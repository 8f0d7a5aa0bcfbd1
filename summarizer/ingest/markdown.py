"""Markdown by way of HTML: markdown-it renders it, and the tree gives paragraphs and items."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from summarizer.ingest.blocks import text_of
from summarizer.ingest.encoding import charset_in, decode
from summarizer.ingest.hidden import take_hidden
from summarizer.ingest.invisible import even_line_ends
from summarizer.ingest.plain import FIELDS, Head, with_head
from summarizer.ingest.shapes import Blob, Limits, Read
from summarizer.ingest.web_page import parse
from summarizer.records import Media

FENCE = "---"


def read(blob: Blob, limits: Limits) -> Read:
    """Markdown: its text as a reader sees it rendered; front matter fills the fields."""
    head = front_matter(even_line_ends(decode(blob, charset_in(blob.declared))))
    tree = rendered(head.body)
    hidden = take_hidden(tree)
    document = with_head(Head(head.fields, text_of(tree)), blob, Media.MARKDOWN)
    title = document.title or _first_heading(tree)
    return Read(replace(document, title=title, hidden=hidden))


def rendered(markdown: str) -> Any:
    """The lxml tree of what Markdown renders to."""
    from markdown_it import MarkdownIt

    page = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown)
    return parse(f"<html><body>{page}</body></html>")


def _first_heading(tree: Any) -> str | None:
    """The heading that opens the text, its title in all but name."""
    first = next(tree.find("body").iterchildren("*"), None)
    return text_of(first) or None if first is not None and first.tag in ("h1", "h2") else None


def front_matter(text: str) -> Head:
    """The `key: value` lines between two `---` on top; unknown keys are not part of the text."""
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE or FENCE not in (line.rstrip() for line in lines[1:]):
        return Head({}, text)
    end = next(n for n, line in enumerate(lines[1:], start=1) if line.rstrip() == FENCE)
    pairs = (line.partition(":") for line in lines[1:end])
    known = {
        FIELDS[key.strip().lower()]: value.strip().strip("\"'").strip()
        for key, _, value in pairs
        if key.strip().lower() in FIELDS and value.strip()
    }
    return Head(known, "\n".join(lines[end + 1 :]))
