from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from summarizer.ingest import Limits, ingest
from summarizer.records import Failure, RawDocument
from tests.ingest.making import STORY, document, failed


def origins(*sources: str | Path) -> list[str]:
    results = ingest([str(source) for source in sources])
    return [result.origin for result in results if isinstance(result, RawDocument)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles, one of them in a folder of its own, among things that are none."""
    (tmp_path / "deep" / ".git").mkdir(parents=True)
    (tmp_path / "b.txt").write_text(STORY[0])
    (tmp_path / "deep" / "a.md").write_text(STORY[1])
    (tmp_path / "deep" / ".git" / "c.txt").write_text(STORY[2])
    (tmp_path / ".hidden.txt").write_text(STORY[2])
    (tmp_path / "table.csv").write_text("1,2")
    (tmp_path / "logo.png").write_bytes(b"\x89PNG\r\n")
    return tmp_path


def test_folder_is_read_with_its_folders(folder: Path) -> None:
    """A folder gives its files of known types by name, those of inner folders too."""
    assert origins(folder) == [f"{folder}/b.txt", f"{folder}/deep/a.md"]


def test_glob(folder: Path) -> None:
    """A glob gives the files it matches, and `**` those of all folders."""
    assert origins(f"{folder}/*.txt") == [f"{folder}/b.txt"]
    assert origins(f"{folder}/**/*") == [f"{folder}/b.txt", f"{folder}/deep/a.md"]
    assert origins(f"{folder}/*") == [f"{folder}/b.txt", f"{folder}/deep/a.md"]


def test_same_file_is_read_once(folder: Path) -> None:
    """A file that is named by itself, by its folder, by a glob and by a link is read once."""
    link = folder / "link.txt"
    link.symlink_to(folder / "b.txt")
    found = origins(folder / "b.txt", folder, f"{folder}/*.txt", folder / "deep" / ".." / "b.txt")
    assert found == [f"{folder}/b.txt", f"{folder}/deep/a.md"]


def test_name_with_wildcards_may_be_a_file(tmp_path: Path) -> None:
    """A file that has brackets in its name can be named."""
    path = tmp_path / "deal [final].txt"
    path.write_text(STORY[0])
    assert document(path).text == STORY[0]


def test_standard_input() -> None:
    """`-` reads standard input, once."""
    results = list(ingest(["-", "-"], stdin=lambda: STORY[0].encode()))
    assert [result.origin for result in results] == ["standard input"]
    assert isinstance(results[0], RawDocument)
    assert results[0].text == STORY[0]


def test_good_sources_survive_bad_ones(folder: Path) -> None:
    """What can't be read gives a failure in its place, and the others are read."""
    results = list(ingest([f"{folder}/none.txt", f"{folder}/b.txt", f"{folder}/logo.png"]))
    assert [type(result) for result in results] == [Failure, RawDocument, Failure]


def test_nothing_is_read_before_it_is_asked_for(tmp_path: Path) -> None:
    """Documents come one by one, so a thousand of them never lie in memory together."""
    results = ingest([str(tmp_path / "late.txt")])
    (tmp_path / "late.txt").write_text(STORY[0])
    assert isinstance(next(results), RawDocument)


@pytest.mark.parametrize("name", ["gone.txt", "", "x" * 5000, "a\0b", "no\nsuch\x1bfile"])
def test_missing(name: str) -> None:
    """A path that isn't there gives one line, whatever its name."""
    assert failed(name).problem


def test_empty(tmp_path: Path) -> None:
    """An empty file and one of blanks are named as empty."""
    for content in (b"", b" \n\t\n", b"\xef\xbb\xbf"):
        (tmp_path / "a.txt").write_bytes(content)
        assert failed(tmp_path / "a.txt").problem in ("is empty", "holds no visible text")


def test_folder_and_glob_of_nothing(tmp_path: Path) -> None:
    """A folder or glob that yields nothing is a failure that says what would be read."""
    (tmp_path / "table.csv").write_text("1,2")
    assert ".docx" in failed(tmp_path).remedy
    assert ".docx" in failed(tmp_path / "*.csv").remedy
    assert failed(tmp_path / "*.txt").problem == "matches no file"


def test_cap_on_size(tmp_path: Path) -> None:
    """A file over the cap is refused by its size, not read to its end."""
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000_000)  # a sparse file, far more than memory
    assert failed(path).problem == "is larger than 20 MB"


def test_cap_on_standard_input() -> None:
    """Standard input has the same cap."""
    (result,) = ingest(["-"], stdin=lambda: b"x" * 11, limits=Limits(body_bytes=10))
    assert isinstance(result, Failure)
    assert result.problem == "is larger than 10 bytes"


def test_pipes_and_devices(tmp_path: Path) -> None:
    """A pipe or device is refused instead of waited for."""
    os.mkfifo(tmp_path / "pipe.txt")
    assert failed(tmp_path / "pipe.txt").remedy == "pipe it in and name - instead"
    assert failed("/dev/zero").problem == "is no regular file"


NOBODY = 65534


@contextmanager
def as_nobody() -> Iterator[None]:
    """Root may read everything, so it gives up its rights for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(os.name != "posix", reason="needs rights as POSIX has them")
def test_no_right_to_read(tmp_path: Path) -> None:
    """A file and a folder without the right to read them are named with the reason."""
    failed(tmp_path / "gone.txt")  # so that what is imported late is there already
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "shut.txt").write_text(STORY[0])
        (folder / "shut.txt").chmod(0)
        (folder / "shut").mkdir(0)
        with as_nobody():
            assert failed(folder / "shut.txt").problem == "can't be opened (permission denied)"
            assert failed(folder / "shut").problem == "can't be opened (permission denied)"


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that fails to read")
def test_error_of_the_disk() -> None:
    """A file that opens but can't be read is named with the reason."""
    assert failed("/proc/self/mem").problem == "can't be opened (input/output error)"


def test_other_schemes() -> None:
    """Addresses that are not of the web are refused, not opened."""
    for url in ("ftp://host/a.txt", "file:///etc/passwd", "http://[", "http:///a"):
        assert "address" in failed(url).problem
