from __future__ import annotations

import os
import resource
import stat
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import OutputError, UsageError
from summarizer.render import FORMATS, folder_for, render, write
from summarizer.render.files import slug
from tests.render import sample


@pytest.fixture
def nobody() -> Iterator[Path]:
    """A folder that exists but may not be written to, also where tests are run by root."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o555)
        as_root = os.geteuid() == 0
        if as_root:
            os.seteuid(65534)
        try:
            yield Path(name)
        finally:
            if as_root:
                os.seteuid(0)
            Path(name).chmod(0o700)


def test_all_formats(tmp_path: Path) -> None:
    """A memo is written in all its formats, and nothing but them is in the folder."""
    memo = sample.memo()
    paths = write(memo, tmp_path / "a" / "b", FORMATS)
    assert [path.name for path in paths] == [
        "memo.md",
        "memo.html",
        "memo.pdf",
        "memo.docx",
        "memo.json",
    ]
    assert sorted((tmp_path / "a" / "b").iterdir()) == sorted(paths)
    assert paths[1].read_bytes() == render(memo, "html")


def test_written_over(tmp_path: Path) -> None:
    """A memo written again takes the place of the one before."""
    write(sample.memo(), tmp_path, ["md"])
    write(sample.bare(), tmp_path, ["md", "md"])
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [render(sample.bare(), "md")]


def test_mode(tmp_path: Path) -> None:
    """Files are as open to others as the process's mask says, not private."""
    (path,) = write(sample.bare(), tmp_path, ["md"])
    mask = os.umask(0o022)
    os.umask(mask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~mask


def test_unknown_format(tmp_path: Path) -> None:
    """An unknown format is refused, with the known ones named, before anything is written."""
    with pytest.raises(UsageError, match="format 'doc': is not known; use one of md, html, pdf"):
        write(sample.bare(), tmp_path / "new", ["md", "doc"])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("folder", ["file", "file/below"])
def test_not_a_folder(tmp_path: Path, folder: str) -> None:
    """A path that is a file, or lies below one, is refused and left as it is."""
    (tmp_path / "file").write_text("mine")
    for attempt in (
        lambda p: write(sample.bare(), p, ["md"]),
        lambda p: folder_for(sample.bare(), p),
    ):
        with pytest.raises(OutputError, match="is not a folder; give a folder to write to"):
            attempt(tmp_path / folder)
    assert (tmp_path / "file").read_text() == "mine"


def test_no_permission(nobody: Path) -> None:
    """A folder that may not be written to is refused by name and left as it is."""
    for attempt in (
        lambda: write(sample.bare(), nobody, ["md"]),
        lambda: write(sample.bare(), nobody / "new", ["md"]),
        lambda: folder_for(sample.bare(), nobody),
    ):
        with pytest.raises(OutputError, match="may not be written to; change its permissions"):
            attempt()
    assert list(nobody.iterdir()) == []


@pytest.fixture
def little_space() -> Iterator[None]:
    """No file may grow beyond 20 kB: enough for the Markdown, too little for the page."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.usefixtures("little_space")
def test_no_space(tmp_path: Path) -> None:
    """When space runs out between two files, neither of them nor a folder stays behind."""
    with pytest.raises(OutputError, match="has no space left; free some space"):
        write(sample.memo(), tmp_path / "new" / "deep", ["md", "html"])
    assert list(tmp_path.iterdir()) == []
    folder = folder_for(sample.memo(), tmp_path)
    with pytest.raises(OutputError):
        write(sample.memo(), folder, ["md", "html"])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("little_space")
def test_no_space_keeps_what_was_there(tmp_path: Path) -> None:
    """When space runs out, the memo that was there before is untouched."""
    (tmp_path / "memo.md").write_text("before")
    with pytest.raises(OutputError):
        write(sample.memo(), tmp_path, ["md", "html"])
    assert [path.read_text() for path in tmp_path.iterdir()] == ["before"]


def test_folder_names(tmp_path: Path) -> None:
    """A memo's folder is named by date and title, and a second one is numbered."""
    memo = sample.memo()
    names = [folder_for(memo, tmp_path / "outputs").name for _ in range(3)]
    base = "2025-06-13-larkfield-and-mirelo-labs"
    assert names == [base, f"{base}-2", f"{base}-3"]


def test_folders_at_once(tmp_path: Path) -> None:
    """Memos written at the same time never share a folder."""
    with ThreadPoolExecutor(8) as pool:
        folders = list(pool.map(lambda _: folder_for(sample.bare(), tmp_path), range(16)))
    assert len(set(folders)) == 16


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Société Générale’s bid: “no”", "societe-generales-bid-no"),
        ("../../etc/passwd", "etc-passwd"),
        ("北方物流集团", "memo"),
        ("", "memo"),
        ("CON", "con"),
        ("word " * 30, "-".join(["word"] * 12)),
    ],
)
def test_slugs(title: str, name: str) -> None:
    """A title becomes a short name that is safe on every system."""
    assert slug(title) == name


@given(st.text())
def test_any_slug(title: str) -> None:
    """Whatever the title, its slug is letters, digits and hyphens, and not too long."""
    made = slug(title)
    assert 0 < len(made) <= 60
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not made.startswith("-")
