from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.ingest.plain import split_head
from tests.ingest.making import STORY, document

SEEDS = sorted((Path(__file__).parents[3] / "shared" / "seeds").glob("*.txt"))


def test_text_stays_as_it_is(tmp_path: Path) -> None:
    """Spaces, blank lines and indents of a text are kept; only line ends are made even."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"  One  line \r\n\r\n\r\nTwo\rThree\n\t Four\n\n")
    assert document(path).text == "  One  line \n\n\nTwo\nThree\n\t Four\n\n"


def test_header_lines(tmp_path: Path) -> None:
    """Header lines fill the fields and leave the text; the title becomes its first line."""
    path = tmp_path / "a.txt"
    path.write_text(
        "Title: Alder buys Birch\nSource: Rail Courier\nDate: 2024-06-13\n"
        f"URL: https://rail.test/a?b=1\n\n{STORY[0]}\n"
    )
    found = document(path)
    assert found.text == f"Alder buys Birch\n\n{STORY[0]}\n"
    assert (found.title, found.publisher) == ("Alder buys Birch", "Rail Courier")
    assert (found.published, found.url) == (date(2024, 6, 13), "https://rail.test/a?b=1")


def test_title_is_not_repeated(tmp_path: Path) -> None:
    """A title that already opens the text is not put there again."""
    path = tmp_path / "a.txt"
    path.write_text(f'Title: “Alder” buys Birch\n\n"Alder" buys Birch\n\n{STORY[0]}')
    found = document(path)
    assert found.text == f'"Alder" buys Birch\n\n{STORY[0]}'


def test_byline_of_a_header_is_kept(tmp_path: Path) -> None:
    """An author named in the header stays in the text, as a byline."""
    path = tmp_path / "a.txt"
    path.write_text(f"Title: Alder buys Birch\nAuthor: Ida Holm\n\n{STORY[0]}")
    assert document(path).text == f"Alder buys Birch\n\nBy Ida Holm\n\n{STORY[0]}"


@pytest.mark.parametrize(
    "text",
    [
        "Source: people close to the deal\nAlder is to buy Birch.",
        "Title: Alder buys Birch\nAlder is to buy Birch.",
        "Date: soon\n\nAlder is to buy Birch.",
        "Title: One\nTitle: Two\n\nAlder is to buy Birch.",
        "URL: see below\n\nAlder is to buy Birch.",
        "Alder is to buy Birch.\nSource: Rail Courier\n",
        "Update: Alder is to buy Birch.\n\nMore.",
    ],
)
def test_what_only_looks_like_a_header(text: str) -> None:
    """Lines that are not all header lines, or say nothing usable, stay text."""
    head = split_head(text)
    assert (dict(head.fields), head.body) == ({}, text)


@given(st.text())
def test_split_head_loses_nothing(text: str) -> None:
    """Whatever is not taken as a header is left as it was."""
    assert text.endswith(split_head(text).body)


@pytest.mark.skipif(not SEEDS, reason="the shared pages are not here")
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_pages_saved_as_text(path: Path) -> None:
    """Pages saved as text load as they are: no title, publisher or date is read into them."""
    found = document(path)
    assert found.text == path.read_bytes().decode()
    assert (found.title, found.publisher, found.url, found.published) == (None,) * 4
    assert found.hidden == ()
