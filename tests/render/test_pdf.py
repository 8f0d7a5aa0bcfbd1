from __future__ import annotations

import io
import logging
import re
import time
from functools import cache
from typing import Any

import numpy as np
import pypdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from summarizer.records import Memo
from summarizer.render import paper, render
from summarizer.render.build import build
from tests.render import sample
from tests.render.edges import MEMOS

OWN_FONT = "LibertinusSerif"
HOSTILE = '#panic("x") $x^2$ *a* _b_ <c> @d `e` \\ // /* [ ] #import "f.typ"'


@cache
def _pdf(name: str) -> bytes:
    return render(MEMOS[name], "pdf")


def _read(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data))


def _squeezed(text: str) -> str:
    """Text without what breaking it into lines may add or take away."""
    return re.sub(r"[\s\u200b\u00ad‐-]", "", text).casefold()


def _text(data: bytes) -> str:
    return _squeezed("".join(page.extract_text() for page in _read(data).pages))


def _told(memo: Memo) -> list[str]:
    """What a format on paper must show: the words of every line, but where a table has them."""
    view = build(memo)
    tabled = {row.line.text for part in view.parts for row in part.leadership}
    people = {row.person for part in view.parts for row in part.leadership}
    return [line.text for line in paper.lines(view) if line.text not in tabled] + sorted(people)


@pytest.mark.parametrize("name", [name for name in MEMOS if name != "other scripts"])
def test_every_statement_is_in_the_text(name: str) -> None:
    """The text of the PDF holds every line of the memo, whole, whatever its length."""
    text = _text(_pdf(name))
    assert [line for line in _told(MEMOS[name]) if _squeezed(line) not in text] == []


@pytest.mark.parametrize("name", MEMOS)
def test_nothing_reaches_into_the_margins(name: str) -> None:
    """On no page does anything stand in the outer six millimetres of the paper."""
    pdfium = pytest.importorskip("pypdfium2")
    with pdfium.PdfDocument(_pdf(name)) as document:
        for page in document:
            image = np.asarray(page.render(scale=1, grayscale=True).to_numpy()).squeeze()
            edge = round(6 / 25.4 * 72)
            rims = (image[:, :edge], image[:, -edge:], image[:edge], image[-edge:])
            assert all(rim.min() == 255 for rim in rims)


def test_two_pages() -> None:
    """A normal deal takes two pages."""
    assert len(_read(_pdf("sample")).pages) == 2


def test_pages_are_numbered() -> None:
    """Each page says its number and how many there are."""
    pages = _read(_pdf("sample")).pages
    assert [re.findall(r"\d / \d", page.extract_text())[-1] for page in pages] == ["1 / 2", "2 / 2"]


def test_title_and_bookmarks() -> None:
    """The document carries the memo's title, its date, and a bookmark for every heading."""
    reader = _read(_pdf("sample"))
    assert reader.metadata is not None
    assert reader.metadata.title == "Larkfield and Mirelo Labs"
    titles = [str(item.title) for item in reader.outline if not isinstance(item, list)]
    assert {"Deal terms", "Risks", "Who says what", "Sources"} <= set(titles)


def test_bookmarks_of_stories() -> None:
    """With several stories each is a bookmark, its sections under it."""
    outline: list[Any] = _read(_pdf("twelve stories")).outline
    tops = [item for item in outline if not isinstance(item, list)]
    assert sum(str(item.title)[0].isdigit() for item in tops) == 12
    assert any(str(item.title) == "Risks" for item in outline[1])


def test_screen_readers() -> None:
    """The PDF is tagged, says its language and claims PDF/UA."""
    catalogue: Any = _read(_pdf("sample")).trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert str(catalogue["/Lang"]).startswith("en")
    assert b"pdfuaid" in catalogue["/Metadata"].get_data()


def test_figures_are_vectors() -> None:
    """Nothing in the PDF is a picture made of pixels."""
    assert all(not page.images for page in _read(_pdf("sample")).pages)


def test_links() -> None:
    """Sources can be followed to their address, notes and citations to their place."""
    pages = _read(_pdf("sample")).pages
    actions = [a.get_object() for page in pages for a in page.get("/Annots", [])]
    addresses = {a["/A"].get("/URI") for a in actions if "/A" in a}
    assert "https://ledger.example/business/larkfield-mirelo" in addresses
    assert sum("/Dest" in a or "/D" in a.get("/A", {}) for a in actions) > 30


def test_evidence_is_in_the_footnotes() -> None:
    """A footnote quotes the sentence of the source; lines resting on the same words share it."""
    text = _text(_pdf("sample"))
    quote = _squeezed("“Mirelo was last valued at $3.2 billion, in a funding round 14 months ago.”")
    assert text.count(quote) == 1


def test_foreign_text_is_no_markup() -> None:
    """What would be code or markup to the typesetter is set as it stands."""
    assert _squeezed(HOSTILE) in _text(render(sample.worded(HOSTILE), "pdf"))


@pytest.mark.slow
@settings(max_examples=10, deadline=None)
@given(st.text())
@example("")
@example("\u0561\u0580\u0574")
def test_any_text(text: str) -> None:
    """Whatever the text, it can be set."""
    assert render(sample.worded(text), "pdf").startswith(b"%PDF")


def test_other_scripts_take_fonts_of_the_system() -> None:
    """Letters beyond the fonts at hand are set in installed ones, or named as missing."""
    pages: list[Any] = list(_read(_pdf("other scripts")).pages)
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in pages
        for font in page["/Resources"]["/Font"].values()
    }
    named = "u+5317" in _text(_pdf("other scripts"))
    assert named or any(OWN_FONT not in font for font in fonts)


def test_missing_letters_are_named(caplog: pytest.LogCaptureFixture) -> None:
    """A character that no font has is named in the memo and in the log, not silently a box."""
    with caplog.at_level(logging.WARNING):
        text = _text(render(sample.worded("Rocket \U000f1234"), "pdf"))
    assert "u+f1234" in text
    assert "U+F1234" in caplog.text


def test_paper_follows_the_locale() -> None:
    """American memos are on Letter, British ones on A4, with dates to match."""
    for locale, width, day in (("en-US", 612, "June 13, 2025"), ("en-GB", 595, "13 June 2025")):
        data = render(sample.memo(), "pdf", locale=locale)
        assert round(_read(data).pages[0].mediabox.width) == width
        assert _squeezed(day) in _text(data)


def test_repeatable() -> None:
    """The same memo gives the same bytes."""
    assert render(sample.memo(), "pdf") == _pdf("sample")


def test_quick() -> None:
    """A normal memo is set with under a second of work (the best of three)."""
    took = []
    for _ in range(3):
        began = time.process_time()
        render(sample.memo(), "pdf")
        took.append(time.process_time() - began)
    assert min(took) < 1
