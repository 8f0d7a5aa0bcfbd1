"""What changed since the memo before, in every format."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from html import unescape

import pypdfium2
import pytest
from docx import Document
from rich.console import Console

from summarizer.records import Memo
from summarizer.render import from_json, render
from summarizer.render.build import build
from summarizer.render.terminal import show
from tests.render import sample

SAID = (
    "What changed since June 6, 2025",
    "Price: $2.1 billion",
    "before: around $3 billion",
    "Regulators: The competition authority is looking at the deal.",
)


def _words(memo: Memo, fmt: str) -> str:
    if fmt == "terminal":
        console = Console(width=100, file=io.StringIO(), record=True)
        show(build(memo), console)
        return console.export_text()
    data = render(memo, fmt)
    if fmt == "pdf":
        document = pypdfium2.PdfDocument(data)
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    if fmt == "docx":
        return "\n".join(p.text for p in Document(io.BytesIO(data)).paragraphs)
    text = data.decode()
    return unescape(re.sub(r"<[^>]+>", "", text)) if fmt == "html" else text.replace("**", "")


def _plain(text: str) -> str:
    """Without the numbers of sources and notes, on one line, in small letters."""
    text = re.sub(r"\[\[?\d+\]\(#s\d+\)|\[\d+\]|[•▸]", "", text.replace("\\", ""))
    return re.sub(r"[\s\xa0]+", " ", text).lower()


@pytest.mark.parametrize("fmt", ["md", "html", "pdf", "docx", "terminal"])
def test_every_format_begins_with_what_changed(fmt: str) -> None:
    """The heading names the day of the memo before; each change has its label, its value and the
    one it took the place of, and comes before the bottom line."""
    text = _plain(_words(sample.renewed(), fmt))
    places = [text.find(part.lower()) for part in SAID]
    assert min(places) >= 0, [part for part, place in zip(SAID, places, strict=True) if place < 0]
    assert places[0] < text.find("larkfield group will pay")


@pytest.mark.parametrize("fmt", ["md", "html", "pdf", "docx", "terminal"])
def test_a_first_memo_has_no_such_part(fmt: str) -> None:
    """A story that is told for the first time has nothing to compare with."""
    assert "what changed" not in _plain(_words(sample.memo(), fmt))


def test_changes_survive_the_way_through_json() -> None:
    """A memo with changes is read back as it was, and one that was written before there were any
    is read too."""
    memo = sample.renewed()
    assert from_json(render(memo, "json")) == memo
    old = render(sample.memo(), "json").decode()
    before = re.sub(r',\s*"changes": \[\],\s*"since": null', "", old)
    assert before != old
    assert from_json(before) == sample.memo()


@pytest.mark.parametrize("fmt", ["md", "html", "terminal"])
def test_a_memo_of_the_same_day_says_so(fmt: str) -> None:
    """Where the memo before is of the same day, the heading tells that, as the date would tell
    nothing."""
    memo = sample.renewed()
    part = replace(memo.stories[0], since=memo.made)
    text = _plain(_words(replace(memo, stories=(part,)), fmt))
    assert "what changed since the memo before, of the same day" in text
