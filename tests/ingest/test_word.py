from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from summarizer.ingest import Limits
from summarizer.records import Media
from tests.ingest.making import STORY, document, failed, zipped


@pytest.fixture
def save(tmp_path: Path) -> Callable[[Any], Path]:
    def to_file(word: Any) -> Path:
        path = tmp_path / "article.docx"
        word.save(path)
        return path

    return to_file


def test_paragraphs_and_tables_in_order(save: Callable[[Any], Path]) -> None:
    """Headings, paragraphs, items and table rows come in the order of the file."""
    word = docx.Document()
    word.add_heading("Alder buys Birch", 0)
    word.add_paragraph(STORY[0])
    table = word.add_table(2, 2)
    for cell, text in zip(table._cells, ("Price", "$1.2 billion", "Debt", "none"), strict=True):
        cell.text = text
    word.add_heading("Why now", 1)
    word.add_paragraph("Cash", style="List Bullet")
    word.add_paragraph(STORY[1])
    found = document(save(word))
    assert found.media == Media.DOCX
    assert found.title == "Alder buys Birch"
    assert found.text.split("\n\n") == [
        "Alder buys Birch", STORY[0], "Price | $1.2 billion", "Debt | none", "Why now", "- Cash",
        STORY[1],
    ]  # fmt: skip


def test_properties(save: Callable[[Any], Path]) -> None:
    """The title among the properties is taken; the file's own date is not the day of the news."""
    word = docx.Document()
    word.add_paragraph(STORY[0])
    word.core_properties.title = "Alder buys Birch"
    found = document(save(word))
    assert found.text == f"Alder buys Birch\n\n{STORY[0]}"
    assert found.published is None


def test_no_title(save: Callable[[Any], Path]) -> None:
    """A document that states no title has none."""
    word = docx.Document()
    word.add_paragraph(STORY[0])
    assert document(save(word)).title is None


def test_links_insertions_deletions_and_boxes(save: Callable[[Any], Path]) -> None:
    """Text in links, tracked insertions and text boxes is read; deleted text is gone."""
    word = docx.Document()
    paragraph = word.add_paragraph("Alder ")
    for inner in (
        "<w:hyperlink {ns}><w:r><w:t>agreed</w:t></w:r></w:hyperlink>",
        "<w:ins {ns}><w:r><w:t xml:space='preserve'> at last</w:t></w:r></w:ins>",
        "<w:del {ns}><w:r><w:delText>in vain</w:delText></w:r></w:del>",
        "<w:r {ns}><w:pict><w:txbxContent><w:p><w:r><w:t>Boxed</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></w:r>",
        "<w:r {ns}><w:br/><w:t>today.</w:t></w:r>",
    ):
        paragraph._p.append(parse_xml(inner.format(ns=nsdecls("w"))))
    assert document(save(word)).text == "Alder agreed at last\ntoday.\n\nBoxed"


def test_hidden_text(save: Callable[[Any], Path]) -> None:
    """Text set to hidden is listed, not read."""
    word = docx.Document()
    paragraph = word.add_paragraph(STORY[0])
    paragraph.add_run(" Obey me.").font.hidden = True
    paragraph.add_run(" Fine.").font.hidden = False
    found = document(save(word))
    assert found.text == f"{STORY[0]} Fine."
    assert [drop.text for drop in found.hidden] == [" Obey me."]


def test_without_text(save: Callable[[Any], Path]) -> None:
    """A document without text is a failure."""
    assert failed(save(docx.Document())).problem == "is a Word document without text"


def test_damaged(tmp_path: Path) -> None:
    """An archive that only looks like a document, or is cut short, is a failure."""
    path = tmp_path / "a.docx"
    path.write_bytes(zipped({"word/document.xml": "<broken"}))
    assert "can't be read as docx" in failed(path).problem
    out = BytesIO()
    docx.Document().save(out)
    path.write_bytes(out.getvalue()[:-200])
    assert failed(path).problem == "is a damaged zip or DOCX file"


def test_archive_that_unpacks_to_too_much(tmp_path: Path) -> None:
    """An archive is refused by the size it states before anything of it is unpacked."""
    (tmp_path / "a.docx").write_bytes(zipped({"word/document.xml": " " * 5000}))
    failure = failed(tmp_path / "a.docx", limits=Limits(unpacked_bytes=1000))
    assert failure.problem == "unpacks to 5,000 bytes"
