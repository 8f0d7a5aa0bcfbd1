from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.records import Media
from tests.ingest.making import STORY, document, failed, lines, page, pdf, zipped

MAIL = f"From: Ida <ida@alder.test>\nSubject: Deal\n\n{STORY[0]}\n"
CONTENTS = {
    Media.TEXT: STORY[0].encode(),
    Media.HTML: page("").encode(),
    Media.PDF: pdf(lines([STORY[0][:80]])),
    Media.EMAIL: MAIL.encode(),
}


@pytest.mark.parametrize("ending", [".txt", ".html", ".pdf", ".docx", ".eml", ".xyz", ""])
@pytest.mark.parametrize("media", CONTENTS)
def test_content_wins_over_extension(tmp_path: Path, media: Media, ending: str) -> None:
    """A file is read as what it holds, whatever its extension says."""
    path = tmp_path / f"article{ending}"
    path.write_bytes(CONTENTS[media])
    found = document(path)
    assert found.media == media
    assert STORY[0][:60] in found.text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_content_is_told_through_a_byte_order_mark(tmp_path: Path, encoding: str) -> None:
    """A page is told by its markup in any Unicode encoding."""
    (tmp_path / "a.txt").write_bytes(page("").encode(encoding))
    assert document(tmp_path / "a.txt").media == Media.HTML


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "is a PNG image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "is a JPEG image"),
        (zipped({"a.csv": "1,2"}), "is a zip archive"),
        (
            zipped({"xl/workbook.xml": "x", "[Content_Types].xml": "x"}),
            "is an Office file that holds no text document",
        ),
        (b"PK\x03\x04 and no more", "is a damaged zip or DOCX file"),
        (b"MZ\x90\x00\x03\x00\x00\x00", "is a program"),
        (b"\x7fELF\x02\x01\x01\x00", "is a program"),
        (b"\x1f\x8b\x08\x00\x00\x00", "is a gzip archive"),
        (b"{\\rtf1\\ansi text}", "is an RTF document"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "is a document of an old Office version",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "is an encrypted Office document",
        ),
        (b"<?xml version='1.0'?><rss version='2.0'></rss>", "is a feed, not an article"),
        (bytes(range(256)) * 8, "is a binary file"),
    ],
)
def test_refused(tmp_path: Path, content: bytes, problem: str) -> None:
    """What holds no article is named for what it is, even with the extension of a text."""
    (tmp_path / "a.txt").write_bytes(content)
    assert failed(tmp_path / "a.txt").problem == problem


@pytest.mark.parametrize("opening", ["MZ Holding", "BZh is a ticker.", "Update: Alder", "PK Group"])
def test_texts_that_open_like_something_else(tmp_path: Path, opening: str) -> None:
    """A text whose first letters are those of some format stays a text."""
    (tmp_path / "a.txt").write_text(f"{opening} {STORY[0]}")
    found = document(tmp_path / "a.txt")
    assert found.media == Media.TEXT
    assert found.text.startswith(opening)


def test_page_behind_many_comments(tmp_path: Path) -> None:
    """A run of comments before the markup is passed at once, whether a page follows or not."""
    (tmp_path / "a.txt").write_text("<!-- x -->\n" * 500 + page(""))
    assert document(tmp_path / "a.txt").media == Media.HTML
    (tmp_path / "b.txt").write_text("<!-- x -->\n" * 500 + STORY[0])
    assert document(tmp_path / "b.txt").media == Media.TEXT
