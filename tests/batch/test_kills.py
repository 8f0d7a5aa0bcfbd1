"""Runs that are killed, at named points and at random, and the run after them.

The children are forks, so that a kill costs a run and not an interpreter's start. They are killed
with SIGKILL: nothing of theirs runs after it.
"""

from __future__ import annotations

import json
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from summarizer.batch.run import batch
from summarizer.errors import BusyError, StoreError
from summarizer.store import read_store
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


def state(desk: Desk) -> tuple[dict[str, list[Any]], dict[str, str]]:
    """What a store and its outputs hold, whichever runs it took."""
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
            name: sorted(tuple(str(v).replace(str(desk.folder), "") for v in row)
                         for row in db.rows(sql)) for name, sql in tables.items()
        }  # fmt: skip
        assert db.value("PRAGMA integrity_check") == "ok"
        assert db.rows("PRAGMA foreign_key_check") == []
    memos = {
        path.parent.name: path.read_text("utf-8").replace(str(desk.folder), "")
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
@pytest.mark.parametrize("time_", [0, 2])
def test_killed_at_a_named_point(tmp_path: Path, whole: Any, step: str, time_: int) -> None:
    """Killed at any step, at its first and third time, the next run leaves what one run would."""
    desk = filled(tmp_path / "desk")
    code = ended(forked(lambda: run_logged(desk, desk.folder / "log", (step, time_))))
    assert code == -signal.SIGKILL or (time_ and code == 0)  # some steps come only once
    check(desk, whole, kills=1)


@pytest.mark.parametrize("seed", range(6))
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


def test_two_hundred_articles_killed_again_and_again(tmp_path: Path) -> None:
    """A batch of 200 articles that is killed every few seconds at random ends as one that isn't."""
    calm, desk = filled(tmp_path / "calm", 200), filled(tmp_path / "desk", 200)
    began = time.monotonic()
    run_logged(calm, calm.folder / "log")
    took, chance, kills = time.monotonic() - began, random.Random(200), 0
    for _ in range(20):
        child = forked(lambda: run_logged(desk, desk.folder / "log"))
        time.sleep(chance.uniform(0.0, took / 8))
        os.kill(child, signal.SIGKILL)
        kills += ended(child) == -signal.SIGKILL
    check(desk, state(calm), kills)


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


def one_start(desk: Desk) -> int:
    try:
        return run_logged(desk, desk.folder / "log")
    except BusyError as error:
        return error.exit_code


@pytest.mark.parametrize("round_", range(20))
def test_twenty_starts_at_once(tmp_path: Path, round_: int) -> None:
    """Of twenty runs started at the same time those that don't get in leave with their own exit
    code, no store is ever "locked", and the articles are read once."""
    desk = filled(tmp_path / "desk", 2)
    children = [forked(lambda: one_start(desk)) for _ in range(20)]
    codes = Counter(ended(child) for child in children)
    assert set(codes) <= {0, 5}
    assert codes[0] >= 1
    assert len(desk.memos()) == 1
    assert read_again(desk.folder / "log") == 0


def sizes(desk: Desk) -> Iterator[int]:
    """Sizes in pages from an empty store to one that holds everything."""
    db = read_store(desk.folder / "brief.db")
    assert db is not None
    with db:
        most = int(db.value("PRAGMA page_count"))
    yield from sorted({1 + most * step // 25 for step in range(25)})


def test_a_full_disk_at_any_point_loses_nothing(tmp_path: Path, whole: Any) -> None:
    """A store that may not grow past any of many sizes ends its run with one line, and goes on
    from there when there is room."""
    full = filled(tmp_path / "full")
    full.run()
    for number, pages in enumerate(sizes(full)):
        desk = filled(tmp_path / f"desk{number}")
        with pytest.raises(StoreError, match="no space left"):
            desk.run(most_pages=pages)
        assert leftovers(desk) == []
        desk.run()
        held, memos = state(desk)
        assert memos == whole[1]
        assert held == whole[0]
