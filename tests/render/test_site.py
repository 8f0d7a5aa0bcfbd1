from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import lxml.html
import pytest

from summarizer.errors import UsageError
from summarizer.render import folder_for, write
from summarizer.render.site import write_index
from tests.render import sample


@pytest.fixture
def memos(tmp_path: Path) -> Path:
    """A folder of three memos of different days."""
    for memo in (
        sample.memo(),
        replace(sample.many(3), made=date(2025, 7, 1)),
        replace(sample.worded("Société <b>Générale</b>"), made=date(2024, 1, 1)),
    ):
        write(memo, folder_for(memo, tmp_path), ["html", "md", "json"])
    return tmp_path


def _items(path: Path) -> list[lxml.html.HtmlElement]:
    page = lxml.html.document_fromstring(path.read_bytes())
    return list(page.xpath("//ol[@class='memos']/li"))


def test_newest_first(memos: Path) -> None:
    """Every memo of the folder is listed, the newest first, with a way to its files."""
    path, problems = write_index(memos, "en-GB")
    items = _items(path)
    assert problems == []
    assert [item.xpath("string(.//time)") for item in items] == [
        *("1 July 2025", "13 June 2025", "1 January 2024")
    ]
    for item in items:
        assert all((memos / href).is_file() for href in item.xpath(".//a/@href"))
    assert items[1].xpath("string(.//p[@class='parties'])") == "Larkfield Group · Mirelo Labs"
    assert "$2.1 billion" in items[1].text_content()


def test_names_are_found_without_accents(memos: Path) -> None:
    """What a search looks through is in plain small letters."""
    path, _ = write_index(memos, "en-US")
    assert "societe <b>generale</b>" in _items(path)[2].get("data-names")
    assert not _items(path)[2].xpath(".//b")


def test_what_cannot_be_listed_is_named(memos: Path) -> None:
    """A record that can't be read, and a memo that has none, are told, and the rest is listed."""
    (memos / "broken").mkdir()
    (memos / "broken" / "memo.json").write_text("{}")
    (memos / "bare").mkdir()
    (memos / "bare" / "memo.md").write_text("# A memo")
    path, problems = write_index(memos, "en-US")
    assert len(_items(path)) == 3
    assert len(problems) == 2
    assert "broken" in problems[1]
    assert "has no memo.json" in problems[0]


def test_an_empty_folder(tmp_path: Path) -> None:
    """A folder without memos gets an index that says so."""
    path, problems = write_index(tmp_path, "en-US")
    assert problems == []
    assert "No memo is in this folder yet." in path.read_text("utf-8")


def test_no_folder(tmp_path: Path) -> None:
    """A folder that isn't there is refused by name."""
    with pytest.raises(UsageError, match="is not a folder"):
        write_index(tmp_path / "gone", "en-US")


def test_memos_of_batches_are_listed(tmp_path: Path) -> None:
    """A memo in a run's folder, deeper down, is listed with a way to its files."""
    run = tmp_path / "2025-06-13-run-1" / "deals-larkfield"
    run.mkdir(parents=True)
    write(sample.memo(), run, ["html", "json"])
    path, problems = write_index(tmp_path, "en-US")
    (item,) = _items(path)
    assert problems == []
    assert all((tmp_path / href).is_file() for href in item.xpath(".//a/@href"))
