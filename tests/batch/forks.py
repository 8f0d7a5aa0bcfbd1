"""Runs in forks, which can be killed, and what they leave.

The children are forks, so that a kill costs a run and not an interpreter's start. They are killed
with SIGKILL: nothing of theirs runs after it.
"""

from __future__ import annotations

import json
import os
import signal
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from summarizer.batch.run import batch
from summarizer.errors import StoreError
from summarizer.store import read_store
from tests.batch.press import Desk, article

ARTICLES = 16
AT_ONCE = 4


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
