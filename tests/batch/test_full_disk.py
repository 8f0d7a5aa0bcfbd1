"""A store and outputs that have no room: the run that meets it, and the one after."""

from __future__ import annotations

import resource
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import pytest

from summarizer.errors import OutputError, StoreError
from summarizer.store import read_store
from summarizer.watch.watchlist import Watch
from tests.batch.forks import filled, leftovers, state
from tests.batch.press import Desk

pytestmark = pytest.mark.slow


FEW = 6
"""Articles where the disk is full: each position takes two runs."""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What a run over a few articles leaves, and how many pages of the store and bytes it takes."""
    desk = filled(tmp_path_factory.mktemp("small"), FEW)
    desk.run()
    db = read_store(desk.folder / "brief.db")
    assert db is not None
    with db:
        pages = int(db.value("PRAGMA page_count"))
    return state(desk), pages


def recovers(desk: Desk, small: Any) -> None:
    """With room again, the next run leaves what one run would, and no part of anything."""
    assert leftovers(desk) == []
    assert all((path / "run.json").is_file() for path in (desk.folder / "outputs").glob("*"))
    desk.run()
    assert state(desk) == small[0]
    assert leftovers(desk) == []


@pytest.mark.timeout(600)
def test_a_store_that_may_not_grow(tmp_path: Path, small: Any) -> None:
    """A store that may not grow past any of sixty sizes ends its run with one line, and the next
    run goes on from there when there is room."""
    most = small[1]
    sizes = [1 + (most - 1) * step // 60 for step in range(60)]
    for number, pages in enumerate(sizes):
        desk = filled(tmp_path / f"desk{number}", FEW)
        with pytest.raises(StoreError, match="no space left"):
            desk.run(most_pages=pages)
        recovers(desk, small)


class Disk:
    """A small disk in memory, under a folder; made anew at each size."""

    def __init__(self, place: Path) -> None:
        self.place = place
        place.mkdir()

    def fit(self, kilobytes: int | None) -> bool:
        """Make the disk this small, with what is on it kept, or take it away. Whether it can be."""
        words = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(self.place)]
        if self.place.is_mount():
            words = ["mount", "-o", f"remount,size={kilobytes}k", str(self.place)]
        if kilobytes is None:
            words = ["umount", str(self.place)]
        return subprocess.run(words, capture_output=True, check=False).returncode == 0


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    made = Disk(tmp_path / "disk")
    yield made
    if made.place.is_mount():
        made.fit(None)


@pytest.mark.timeout(600)
def test_a_full_disk(tmp_path: Path, disk: Disk, small: Any) -> None:
    """A disk that is full at any of forty sizes, for the store and for the memos, ends the run with
    one line and leaves no part of a file; with room, the next run goes on from there. Where no
    disk may be mounted, the system refuses files beyond a size instead."""
    real = disk.fit(4)
    enough = 4 * (small[1] + 20) + 4 * 20
    full: Counter[type[Exception]] = Counter()
    for number in range(40):
        size = 4 + enough * number // 40
        folder = disk.place if real else tmp_path / f"desk{number}"
        desk = on_disk(tmp_path, folder)
        if real:
            disk.fit(None)
            disk.fit(size)
        try:
            with nullcontext() if real else largest(size << 10):
                desk.run()
        except (StoreError, OutputError) as error:
            full[type(error)] += 1
            assert "no space left" in error.problem or "can't be" in error.problem
        parts = [path.name for path in folder.rglob("*.part")]
        assert parts == []
        if real:
            disk.fit(64_000)
        desk.run()
        assert state(desk, tmp_path) == small[0]
    assert full.total() >= 30
    assert full[StoreError] and (full[OutputError] or not real)


def on_disk(tmp_path: Path, folder: Path) -> Desk:
    """A desk whose articles lie elsewhere than its store and outputs."""
    folder.mkdir(exist_ok=True)
    shelf = tmp_path / "inbox"
    if not shelf.exists():
        filled(tmp_path, FEW)
    desk = Desk(tmp_path)
    desk.folder = folder
    watch = {"deals": Watch(folders=(shelf,))}
    desk.config = desk.config.model_copy(update={"folder": folder, "watch": watch})
    return desk


@contextmanager
def largest(size: int) -> Iterator[None]:
    """No file may be larger than so many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
