"""Runs that are killed, at named points and at random, and the run after them."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from summarizer.batch.confined import Piece, here
from summarizer.batch.run import batch
from summarizer.ingest import Blob, Limits
from summarizer.store import Database
from tests.batch.forks import (
    ARTICLES,
    AT_ONCE,
    ended,
    filled,
    forked,
    leftovers,
    look_into,
    read_again,
    run_logged,
    state,
)
from tests.batch.press import Desk, article

STEPS = (
    "run_began", "source_looked_at", "batch_loaded", "batch_stored", "batch_reading", "batch_read",
    "batch_kept", "grouped", "story_told", "settling", "settled", "memo_written", "folder_written",
    "folder_placed",
)  # fmt: skip

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork"),
]


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
