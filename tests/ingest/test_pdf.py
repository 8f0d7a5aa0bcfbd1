from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from summarizer.ingest import Limits
from summarizer.ingest.reflow import Line, paragraphs
from summarizer.records import Media
from tests.ingest.making import document, failed, lines, only, pdf

FIRST = [
    "Alder Rail said on Monday it had agreed to buy the signalling arm of Birch",
    "Works for $1.2 billion in cash, ending months of talks between the two com-",
    "panies. The agreement is a long-term bet on software, and a well-",
    "known rival had bid as well.",
]
SECOND = [
    "The deal gives Alder a foothold in software for junctions, a field in which it",
    "had fallen behind its larger rivals over the past ten years, analysts at two",
    "of the largest banks of the country wrote on Monday.",
]
WHOLE = [
    "Alder Rail said on Monday it had agreed to buy the signalling arm of Birch Works for $1.2 "
    "billion in cash, ending months of talks between the two companies. The agreement is a "
    "long-term bet on software, and a well-known rival had bid as well.",
    " ".join(SECOND),
]


def save(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "article.pdf"
    path.write_bytes(content)
    return path


def test_lines_become_paragraphs(tmp_path: Path) -> None:
    """Printed lines are joined to paragraphs and words broken at their end made whole."""
    found = document(save(tmp_path, pdf(lines([*FIRST, "", *SECOND]))))
    assert found.media == Media.PDF
    assert found.text.split("\n\n") == WHOLE


def test_headings_are_told_by_size(tmp_path: Path) -> None:
    """A line in larger letters is a block of its own."""
    words = [(60, 760, 18, "Alder buys Birch signalling"), *lines([*FIRST, "", *SECOND])]
    assert document(save(tmp_path, pdf(words))).text.split("\n\n") == [
        "Alder buys Birch signalling",
        *WHOLE,
    ]


def test_paragraph_over_two_pages(tmp_path: Path) -> None:
    """A paragraph goes on over the edge of a page; running heads and page numbers are put aside."""
    heads = ["Rail Courier, no. 7, page 1", "Rail Courier, no. 7, page 2"]
    found = document(
        save(
            tmp_path,
            pdf(
                [(60, 770, 8, heads[0]), *lines([*FIRST, "", *SECOND[:1]]), (300, 30, 8, "1")],
                [(60, 770, 8, heads[1]), *lines(SECOND[1:]), (300, 30, 8, "2")],
            ),
        )
    )
    assert found.text.split("\n\n") == WHOLE
    assert [drop.text for drop in found.hidden] == [heads[0], "1", heads[1], "2"]


def test_printed_page(tmp_path: Path) -> None:
    """What a browser prints around a page is put aside, and tells the address."""
    around = [
        (60, 20, 8, "11/22/24, 1:53 AM Alder buys Birch"),
        (60, 10, 8, "https://rail.test/alder 1/1"),
    ]
    found = document(save(tmp_path, pdf([*lines([*FIRST, "", *SECOND]), *around])))
    assert found.text.split("\n\n") == WHOLE
    assert found.url == "https://rail.test/alder"
    assert found.published is None


def test_metadata(tmp_path: Path) -> None:
    """The title is taken unless a program made it up; the day only from a line of the text."""
    dated = lines(["June 13, 2024", "", *FIRST, "", *SECOND])
    info = "/Title (Alder buys Birch) /CreationDate (D:20200101000000Z)"
    found = document(save(tmp_path, pdf(dated, info=info)))
    assert (found.title, found.published) == ("Alder buys Birch", date(2024, 6, 13))
    assert found.text.startswith("Alder buys Birch\n\nJune 13, 2024\n\nAlder Rail")
    made_up = pdf(lines(FIRST), info="/Title (Microsoft Word - deal v3.docx)")
    assert document(save(tmp_path, made_up)).title is None


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_encrypted(tmp_path: Path, algorithm: str) -> None:
    """A PDF with a password is a failure; one that only forbids printing is read."""
    pytest.importorskip("cryptography")
    for password, works in (("secret", False), ("", True)):
        out = BytesIO()
        writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf(lines(FIRST)))))
        writer.encrypt(password, "owner", algorithm=algorithm)
        writer.write(out)
        path = save(tmp_path, out.getvalue())
        if works:
            assert document(path).text == WHOLE[0]
        else:
            assert failed(path).problem == "is an encrypted PDF"


def test_scan(tmp_path: Path) -> None:
    """A PDF without text needs OCR, and the failure says so."""
    assert "OCR" in failed(save(tmp_path, pdf([], []))).remedy


def test_damaged(tmp_path: Path) -> None:
    """A PDF that is cut short gives its text or a failure, and nothing on standard error."""
    whole = pdf(lines([*FIRST, "", *SECOND]))
    assert "can't be read as pdf" in failed(save(tmp_path, whole[:60])).problem


def test_too_many_pages(tmp_path: Path) -> None:
    """A book is refused instead of read for minutes."""
    path = save(tmp_path, pdf(*[lines(FIRST)] * 3))
    assert failed(path, limits=Limits(pages=2)).problem == "has 3 pages, over the limit of 2"


def test_silence(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Damaged files leave no warnings of a library on the screen."""
    whole = pdf(lines([*FIRST, "", *SECOND]))
    for cut in (b"startxref", b"endobj", b"/Length"):
        only(save(tmp_path, whole.replace(cut, b"", 1)))
    assert capfd.readouterr() == ("", "")


def test_lines_without_heights() -> None:
    """Where a file doesn't tell heights, full lines go on and short ones end a paragraph."""
    printed = [Line(text, None, 0.0, 0) for text in (*FIRST, *SECOND)]
    assert paragraphs(printed) == WHOLE


def test_items() -> None:
    """A line that opens with a bullet or number begins a block."""
    texts = [FIRST[0], "• " + SECOND[0], SECOND[2], "2. " + FIRST[0]]
    printed = [Line(text, 700 - 14 * n, 11, 0) for n, text in enumerate(texts)]
    assert paragraphs(printed) == [texts[0], f"{texts[1]} {texts[2]}", texts[3]]
