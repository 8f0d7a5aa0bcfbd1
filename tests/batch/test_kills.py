"""Runs that are killed, at named points and at random, and the run after them.

The children are forks, so that a kill costs a run and not an interpreter's start. They are killed
with SIGKILL: nothing of theirs runs after it.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from summarizer.batch.confined import Piece, here
from summarizer.batch.run import batch
from summarizer.errors import BusyError, OutputError, StoreError
from summarizer.ingest import Blob, Limits
from summarizer.store import Database, read_store
from summarizer.watch.watchlist import Watch
from tests.batch.press import Desk, article

ARTICLES = 16
AT_ONCE = 4
STEPS = (
    "run_began", "source_looked_at", "batch_loaded", "batch_stored", "batch_reading", "batch_read",
    "batch_kept", "grouped", "story_told", "settling", "settled", "memo_written", "folder_written",
    "folder_placed",
)  # fmt: skip

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork"),
]


def filled(folder: Path, count: int = ARTICLES) -> Desk:
    folder.mkdir(exist_ok=True)
    desk = Desk(folder)
    for number in range(count):
        desk.put(f"{number:03d}.txt", article(number // 2, telling=number % 2))
    return desk


def forked(work: Callable[[], int]) -> int:
    """Do the work in a child, which ends with what it gives; the child's number."""
    child = os.fork()
    if child:
        return child
    code = 70
    try:
        code = work()
    finally:
        os._exit(code)
    raise AssertionError("unreachable")


def ended(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def run_logged(desk: Desk, log: Path, kill: tuple[str, int] | None = None) -> int:
    """A run that writes down which articles it reads, and dies at the given occurrence of an
    event."""
    seen: Counter[str] = Counter()

    def tell(event: str, **fields: Any) -> None:
        if event == "batch_reading":
            with log.open("a") as file:
                file.write(json.dumps(fields["articles"]) + "\n")
        if kill == (event, seen[event]):
            os.kill(os.getpid(), signal.SIGKILL)
        seen[event] += 1

    batch(desk.parts(tell))
    return 0


def state(desk: Desk, root: Path | None = None) -> tuple[dict[str, list[Any]], dict[str, str]]:
    """What a store and its outputs hold, whichever runs it took, and wherever they lie."""
    place = str(root or desk.folder)
    db = read_store(desk.folder / "brief.db")
    assert db is not None
    tables = {
        "documents": "SELECT watch, origin, version, content, article, aside FROM documents",
        "articles": "SELECT id FROM articles",
        "readings": "SELECT article, vectors FROM readings",
        "summaries": "SELECT article, record FROM summaries",
        "facts": "SELECT article, position, record FROM facts",
        "stories": "SELECT id, headline FROM stories",
        "held": "SELECT story, article, origin FROM story_articles",
        "memos": "SELECT story, changes FROM memos",
        "failures": "SELECT origin FROM failures",
        "items": "SELECT key, state FROM items",
    }
    with db:
        held = {
            name: sorted(tuple(str(v).replace(place, "") for v in row)
                         for row in db.rows(sql)) for name, sql in tables.items()
        }  # fmt: skip
        assert db.value("PRAGMA integrity_check") == "ok"
        assert db.rows("PRAGMA foreign_key_check") == []
    memos = {
        path.parent.name: path.read_text("utf-8").replace(place, "")
        for path in sorted((desk.folder / "outputs").glob("*/*/memo.md"))
    }
    return held, memos


def leftovers(desk: Desk) -> list[str]:
    return [p.name for p in desk.folder.rglob("*") if p.name.endswith(".part")]


def read_again(log: Path) -> int:
    """How many articles were read more than once, each time counted."""
    lines = log.read_text().splitlines()
    counts = Counter(id_ for line in lines for id_ in json.loads(line))
    return sum(count - 1 for count in counts.values())


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What an undisturbed run leaves. It is made in this process, so that the forks find
    everything loaded."""
    desk = filled(tmp_path_factory.mktemp("whole"))
    run_logged(desk, desk.folder / "log")
    held, memos = state(desk)
    assert len(memos) >= ARTICLES // 4
    return held, memos


def check(desk: Desk, whole: Any, kills: int) -> None:
    """Nothing is lost, nothing is there twice, at most a batch was read again for each kill."""
    assert ended(forked(lambda: run_logged(desk, desk.folder / "log"))) == 0
    held, memos = state(desk)
    assert held == whole[0]
    assert memos == whole[1]
    assert len(list((desk.folder / "outputs").glob("*/run.json"))) == 1
    assert leftovers(desk) == []
    assert read_again(desk.folder / "log") <= AT_ONCE * kills


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_a_named_point(tmp_path: Path, whole: Any, step: str) -> None:
    """Killed when it first comes to any step, the next run leaves what one run would."""
    desk = filled(tmp_path / "desk")
    code = ended(forked(lambda: run_logged(desk, desk.folder / "log", (step, 0))))
    assert code == -signal.SIGKILL
    check(desk, whole, kills=1)


@pytest.mark.parametrize("seed", range(3))
def test_killed_at_random_again_and_again(tmp_path: Path, whole: Any, seed: int) -> None:
    """Killed five times at random moments, the run after leaves what one run would."""
    desk, chance, kills = filled(tmp_path / "desk"), random.Random(seed), 0
    for _ in range(5):
        child = forked(lambda: run_logged(desk, desk.folder / "log"))
        time.sleep(chance.uniform(0.0, 0.6))
        os.kill(child, signal.SIGKILL)
        kills += ended(child) == -signal.SIGKILL
    (desk.folder / "log").touch()
    check(desk, whole, max(kills, 1))


@dataclass(frozen=True, slots=True)
class Point:
    """Where a run is killed: at the n-th time of an event, the n-th change of the store, the n-th
    thing done to a file, or after so many seconds."""

    kind: str
    name: str = ""
    n: float = 0


CHANGE, FILE, MOMENT = "change", "file", "moment"
FILE_WORK = frozenset({"os.rename", "os.mkdir", "os.rmdir", "os.remove", "shutil.rmtree", "open"})
BIG_BATCH = 16


def points(chance: random.Random) -> Iterator[Point]:
    """Kills that follow a run of 200 articles from its first step to its last."""
    looking = [Point("event", name, n) for name, n in (("run_began", 0), ("source_looked_at", 0))]
    looking += [Point(CHANGE, n=n) for n in (1, 2, 60, 199)]
    intake = [Point("event", name, n) for name in ("batch_loaded", "batch_stored") for n in (0, 1)]
    intake += [Point(CHANGE, n=chance.randrange(1, 250)) for _ in range(8)]
    intake += [Point(MOMENT, n=chance.uniform(0.02, 0.5)) for _ in range(6)]
    names = ("batch_reading", "batch_read", "batch_kept")
    study = [Point("event", name, n) for name in names for n in (0, 1)]
    study += [Point(CHANGE, n=chance.randrange(1, 250)) for _ in range(8)]
    study += [Point(MOMENT, n=chance.uniform(0.02, 0.5)) for _ in range(5)]
    telling = [Point("event", *at) for at in (("grouped", 0), ("story_told", 50), ("settling", 0))]
    telling += [Point(CHANGE, n=chance.randrange(1, 400)) for _ in range(3)]
    telling += [Point("event", "settled", 0)]
    publishing = [Point(FILE, n=n) for n in (0, 1, 2, 3, 4)]
    publishing += [Point(FILE, n=chance.randrange(5, 500)) for _ in range(6)]
    publishing += [Point("event", *at) for at in (("memo_written", 30), ("folder_written", 0))]
    publishing += [Point("event", "folder_placed", 0), Point(CHANGE, n=0)]
    for step in (looking, intake, study, telling, publishing):
        yield from step


def run_to(desk: Desk, log: Path, point: Point) -> int:
    """A run that writes down what it takes apart and what it reads, and dies at a point."""
    seen: Counter[str] = Counter()

    def at(kind: str, name: str = "") -> None:
        if (point.kind, point.name) == (kind, name) and seen[kind + name] == point.n:
            os.kill(os.getpid(), signal.SIGKILL)
        seen[kind + name] += 1

    def tell(event: str, **fields: Any) -> None:
        for id_ in fields["articles"] if event == "batch_reading" else ():
            note(log, id_)
        at("event", event)

    def take_apart(blob: Blob, limits: Limits) -> list[Piece]:
        note(log, blob.origin)
        return here(blob, limits)

    def hook(event: str, told: tuple[Any, ...]) -> None:
        if event in FILE_WORK and "outputs" in str(told[0]) and "r" not in str(told[1:2]):
            at(FILE)

    def changing(self: Database, sql: str, *values: Any) -> int:
        at(CHANGE)
        return write(self, sql, *values)

    write = Database.write
    Database.write = changing  # type: ignore[method-assign]  # of this fork alone, as the hook is
    sys.addaudithook(hook)
    batch(replace(desk.parts(tell), take_apart=take_apart))
    return 0


def note(log: Path, line: str) -> None:
    with log.open("a") as file:
        file.write(line + "\n")


def killed(desk: Desk, log: Path, point: Point) -> bool:
    """Run to a point; whether the run died there."""
    child = forked(lambda: run_to(desk, log, point))
    if point.kind == MOMENT:
        time.sleep(point.n)
        os.kill(child, signal.SIGKILL)
    code = ended(child)
    assert code in (0, -signal.SIGKILL)
    return code != 0


def look_into(desk: Desk) -> Counter[str]:
    """How many documents of each origin the store holds, whatever state a kill left it in."""
    try:
        db = read_store(desk.folder / "brief.db")
    except StoreError as error:
        assert error.problem == "is still of an older version, or empty"
        return Counter()
    if db is None:
        return Counter()
    with db:
        return Counter(row["origin"] for row in db.rows("SELECT origin FROM documents"))


@pytest.mark.timeout(900)
def test_two_hundred_articles_killed_fifty_times(tmp_path: Path) -> None:
    """A batch of 200 articles that is killed more than fifty times, at named points, amid changes
    of the store, amid work on files and at random, ends as one that isn't killed: nothing lost,
    nothing stored twice, at most one batch of articles taken up again for each kill. After every
    kill the store can be looked into."""
    calm, desk = filled(tmp_path / "calm", 200), filled(tmp_path / "desk", 200)
    for one in (calm, desk):
        sized = one.config.batch.model_copy(update={"at_once": BIG_BATCH})
        one.config = one.config.model_copy(update={"batch": sized})
    assert ended(forked(lambda: run_to(calm, calm.folder / "log", Point("")))) == 0
    log, kills, before = desk.folder / "log", 0, Counter[str]()
    log.touch()
    for point in points(random.Random(200)):
        known = len(log.read_text().splitlines())
        kills += killed(desk, log, point)
        lines = log.read_text().splitlines()
        again = Counter(lines[known:]) & before
        assert again.total() <= BIG_BATCH
        before = Counter(lines)
        assert max(look_into(desk).values(), default=1) == 1
    assert kills >= 50
    assert ended(forked(lambda: run_to(desk, log, Point("")))) == 0
    (held, memos), (calm_held, calm_memos) = state(desk), state(calm)
    assert held == calm_held
    assert memos == calm_memos
    assert len(list((desk.folder / "outputs").glob("*/run.json"))) == 1
    assert leftovers(desk) == []
    assert sum(look_into(desk).values()) == 200


def test_a_kill_in_the_second_run_keeps_the_first(tmp_path: Path) -> None:
    """What an earlier run left stays as it is when a later one is killed and gone on with."""
    desk = filled(tmp_path / "desk", 4)
    assert ended(forked(lambda: run_logged(desk, desk.folder / "log"))) == 0
    before = {p: p.read_bytes() for p in (desk.folder / "outputs").rglob("*") if p.is_file()}
    desk.put("more.txt", article(50))
    for step in ("batch_kept", "settled", "folder_written"):
        ended(forked(lambda step=step: run_logged(desk, desk.folder / "log", (step, 0))))  # type: ignore[misc]
    assert ended(forked(lambda: run_logged(desk, desk.folder / "log"))) == 0
    after = {p: p.read_bytes() for p in (desk.folder / "outputs").rglob("*") if p.is_file()}
    assert before.items() <= after.items()
    assert len(desk.memos()) == 3


def one_start(desk: Desk, begin: int, go_on: int) -> int:
    """One of many runs that start together. The one that gets in goes on when it is told to."""

    def tell(event: str, **_: Any) -> None:
        if event == "run_began":
            os.read(go_on, 1)

    os.read(begin, 1)
    try:
        batch(desk.parts(tell))
    except BusyError as error:
        assert "in use by another run" in str(error)
        return error.exit_code
    return 0


def closed(end: int, other: int) -> None:
    os.close(end)
    os.close(other)


@pytest.mark.parametrize("round_", range(20))
def test_twenty_starts_at_once(tmp_path: Path, round_: int) -> None:
    """Of twenty runs started at the same time exactly one works, the others say that it does and
    leave with their own exit code; no store is ever "locked", not for who looks into it either."""
    desk = filled(tmp_path / "desk", 2)
    (begin, start), (go_on, release) = os.pipe(), os.pipe()

    def work() -> int:
        closed(start, release)
        return one_start(desk, begin, go_on)

    children = [forked(work) for _ in range(20)]
    closed(begin, start)  # all of them hear that nothing more will come
    codes: Counter[int] = Counter()
    waited = time.monotonic() + 60
    while codes.total() < 19 and time.monotonic() < waited:
        child, status = os.waitpid(-1, os.WNOHANG)
        if child:
            codes[os.waitstatus_to_exitcode(status)] += 1
        else:
            look_into(desk)
            time.sleep(0.01)
    closed(go_on, release)
    while codes.total() < len(children):
        codes[ended(-1)] += 1
    assert codes == {0: 1, BusyError.exit_code: 19}
    assert len(desk.memos()) == 1
    assert look_into(desk).total() == 2


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
