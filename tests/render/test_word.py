from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.render import render
from tests.render import sample
from tests.render.edges import MEMOS
from tests.render.test_pdf import _squeezed, _told

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@cache
def _docx(name: str) -> bytes:
    return render(MEMOS[name], "docx")


def _open(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def _text(document: Any) -> str:
    return "\n".join(
        "".join(t.text or "" for t in p.iter(qn("w:t"))) for p in document.element.iter(qn("w:p"))
    )


@pytest.mark.parametrize("name", MEMOS)
def test_every_statement_is_in_the_text(name: str) -> None:
    """The text of the document holds every line of the memo, whole."""
    text = _squeezed(_text(_open(_docx(name))))
    assert [line for line in _told(MEMOS[name]) if _squeezed(line) not in text] == []


def test_headings() -> None:
    """Sections are Word's own headings, without a level skipped, under one title."""
    document = _open(_docx("sample"))
    styles = [p.style.name for p in document.paragraphs if p.text]
    assert styles.count("Title") == 1
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings[:3] == ["Bottom line", "The deal at a glance", "Deal terms"]
    assert headings[-1] == "Evidence"


def test_headings_of_stories() -> None:
    """With several stories each is a first heading, its sections are second ones."""
    document = _open(_docx("twelve stories"))
    stories = [
        p for p in document.paragraphs if p.style.name == "Heading 1" and p.text[:1].isdigit()
    ]
    assert len(stories) == 12


def test_tables() -> None:
    """Tables have a style, a head that repeats, and rows that stay on one page."""
    tables = _open(_docx("sample")).tables
    assert len(tables) == 5
    for table in tables:
        assert table.style.name == "Memo Table"
        assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
        assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows)


@pytest.mark.parametrize("name", ["sample", "forty sources", "twelve stories"])
def test_notes_are_linked_both_ways(name: str) -> None:
    """Every number in the text leads to a note, every note back, and no link leads nowhere."""
    body = _open(_docx(name)).element
    marks = [e.get(qn("w:name")) for e in body.iter(qn("w:bookmarkStart"))]
    ids = [e.get(qn("w:id")) for e in body.iter(qn("w:bookmarkStart"))]
    targets = {e.get(qn("w:anchor")) for e in body.iter(qn("w:hyperlink"))} - {None}
    assert len(set(marks)) == len(marks)
    assert len(set(ids)) == len(ids)
    assert targets <= set(marks)
    notes = {mark for mark in marks if mark.startswith("note_")}
    assert notes
    assert {f"ref_{note.removeprefix('note_')}" for note in notes} <= targets
    assert notes <= targets


def test_sources_are_links() -> None:
    """A source's address can be followed from the document."""
    targets = [r.target_ref for r in _open(_docx("sample")).part.rels.values() if r.is_external]
    assert "https://ledger.example/business/larkfield-mirelo" in targets


def test_properties() -> None:
    """The document carries the memo's title and date."""
    about = _open(_docx("sample")).core_properties
    assert about.title == "Larkfield and Mirelo Labs"
    assert about.created.date().isoformat() == "2025-06-13"


def test_text_from_the_right() -> None:
    """A paragraph that begins from the right says so, and its letters too."""
    (title,) = [p for p in _open(_docx("other scripts")).paragraphs if p.style.name == "Title"]
    assert title._p.pPr.find(qn("w:bidi")) is not None
    assert [bool(run.font.rtl) for run in title.runs] == [True, False]


@settings(max_examples=6, deadline=None)
@given(st.text(min_size=1))
def test_any_text(text: str) -> None:
    """Whatever the text, the document can be read back."""
    assert _open(render(sample.worded(text), "docx")).paragraphs


def test_repeatable() -> None:
    """The same memo gives the same bytes."""
    assert render(sample.memo(), "docx") == _docx("sample")


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice (apt-get install libreoffice-writer)")
def test_an_office_suite_opens_it(tmp_path: Path) -> None:
    """LibreOffice opens the documents and keeps every statement when it makes PDFs of them."""
    names = ("sample", "forty sources", "long names")
    paths = [tmp_path / f"{name}.docx" for name in names]
    for name, path in zip(names, paths, strict=True):
        path.write_bytes(_docx(name))
    home = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [str(OFFICE), home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, *paths],
        check=True,
        capture_output=True,
        timeout=240,
    )
    for name, path in zip(names, paths, strict=True):
        pages = pypdf.PdfReader(path.with_suffix(".pdf")).pages
        text = _squeezed("".join(page.extract_text() for page in pages))
        assert [line for line in _told(MEMOS[name]) if _squeezed(line) not in text] == []


def test_a_headline_longer_than_a_title_may_be() -> None:
    """A document's own title has a limit; a headline beyond it stands whole on the page."""
    long = "A very long headline " * 20
    memo = replace(next(iter(MEMOS.values())), title=long)
    document = _open(render(memo, "docx"))
    assert len(document.core_properties.title) == 255
    assert long.strip() in " ".join(p.text for p in document.paragraphs)
