from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.ingest.encoding import decode
from summarizer.ingest.shapes import Blob
from tests.ingest.making import document, failed

WESTERN = "“It’s done,” said Zoé Köhler – for £5 million."


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"],
)
def test_encodings(tmp_path: Path, encoding: str) -> None:
    """A text reads the same in every encoding that English text comes in."""
    for text in (WESTERN, WESTERN * 20, "Oak bought Elm for £5 million."):
        (tmp_path / "a.txt").write_bytes(text.encode(encoding))
        assert document(tmp_path / "a.txt").text == text


def test_other_scripts(tmp_path: Path) -> None:
    """Texts of other scripts are told by their bytes."""
    for text, encoding in (("Компания купила завод за два миллиарда. ", "cp1251"),
                           ("会社は金曜日に工場を買収したと発表した。", "shift_jis")):  # fmt: skip
        (tmp_path / "a.txt").write_bytes((text * 5).encode(encoding))
        assert document(tmp_path / "a.txt").text == text * 5


def test_broken_utf8(tmp_path: Path) -> None:
    """A text of UTF-8 with a broken byte is named with the place, not read as something else."""
    content = (WESTERN * 3).encode()
    (tmp_path / "a.txt").write_bytes(content + b"\xff\xfe" + content)
    assert (
        failed(tmp_path / "a.txt").problem
        == f"starts as UTF-8 but is broken at byte {len(content)}"
    )
    (tmp_path / "a.txt").write_bytes((WESTERN + "€").encode()[:-1])
    assert "broken at byte" in failed(tmp_path / "a.txt").problem


def test_broken_utf16(tmp_path: Path) -> None:
    """A text of UTF-16 that is cut in the middle of a letter is named as such."""
    (tmp_path / "a.txt").write_bytes(WESTERN.encode("utf-16")[:-1])
    assert failed(tmp_path / "a.txt").problem.startswith("starts as UTF-16-LE but is broken")


def test_declared_charset_decides_what_bytes_leave_open() -> None:
    """A declared charset is believed unless the bytes are UTF-8; an unknown one is passed over."""
    blob = Blob("a", "Přišel žluťoučký kůň".encode("iso-8859-2"), "a")
    assert decode(blob, ("iso-8859-2",)) == "Přišel žluťoučký kůň"
    assert decode(Blob("a", "kůň".encode(), "a"), ("iso-8859-2",)) == "kůň"
    assert decode(Blob("a", b"caf\xe9 for two", "a"), ("no-such-charset",)) == "café for two"


@given(st.text(alphabet=st.characters(min_codepoint=32, exclude_categories=["Cs"]), min_size=1))
def test_utf8_is_read_as_it_is(text: str) -> None:
    """Any text of UTF-8 is decoded to itself, but for a byte order mark."""
    assert decode(Blob("a", text.encode(), "a")) == text.removeprefix("\ufeff")
