from __future__ import annotations

from pathlib import Path

import pytest

from summarizer import sections
from summarizer.errors import UsageError
from summarizer.records import FactKind

ONE = """
title = "Tax"
order = 15
question = "Who pays which taxes?"
probes = ["The deal is free of tax for shareholders."]
instruction = "State the taxes."
empty = "No source speaks of taxes."
"""


def test_the_shipped_sections_come_in_their_order() -> None:
    """Sections are sorted by their order, and together they know every kind of fact."""
    shipped = sections.load()
    assert [s.order for s in shipped] == sorted(s.order for s in shipped)
    assert {kind for s in shipped for kind in s.facts} == set(FactKind)


def test_a_new_file_is_a_new_section(tmp_path: Path) -> None:
    """A file added to a folder of sections is a section by the file's name."""
    (tmp_path / "tax.toml").write_text(ONE)
    (section,) = sections.load(tmp_path)
    assert (section.key, section.title, section.facts) == ("tax", "Tax", ())


def test_only_the_wanted_sections_are_read() -> None:
    """Naming keys narrows the set and keeps its order."""
    keys = [s.key for s in sections.load(keys=("motives", "deal_terms"))]
    assert keys == ["deal_terms", "motives"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ONE + "colour = 'red'\n", "colour"),
        (ONE.replace('title = "Tax"', ""), "title"),
        (ONE + "facts = ['taxes']\n", "facts"),
        (ONE.replace("15", "x y"), "TOML"),
    ],
)
def test_a_bad_section_file_is_named_with_its_key(tmp_path: Path, text: str, said: str) -> None:
    """An unknown, missing or wrong key in a section's file is one line that names both."""
    (tmp_path / "tax.toml").write_text(text)
    with pytest.raises(UsageError, match=rf"tax\.toml.*{said}"):
        sections.load(tmp_path)


def test_an_unknown_key_names_the_known_ones() -> None:
    """Asking for a section that isn't there tells which are."""
    with pytest.raises(UsageError, match=r"use .*deal_terms"):
        sections.load(keys=("nonsense",))


@pytest.mark.parametrize("make", [False, True])
def test_a_folder_without_sections_is_refused(tmp_path: Path, make: bool) -> None:
    """A missing or empty folder of sections is an error."""
    folder = tmp_path / "none"
    if make:
        folder.mkdir()
    with pytest.raises(UsageError, match="none"):
        sections.load(folder)
