"""A post office for tests: a store in a folder, a clock that is set by hand, letters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from summarizer.deliver.message import Letter
from summarizer.deliver.post import Post
from summarizer.deliver.weeks import Rhythm
from summarizer.deliver.witness import Witness
from summarizer.store import Database, open_store
from summarizer.watch.web import HandClock

Found = TypeVar("Found")
MONDAY = datetime(2026, 5, 18, 7, 5, tzinfo=UTC)
"""Five minutes after the memo of 2026-W21 was due."""
RHYTHM = Rhythm()


def letter(
    recipient: str = "ann@example.com", week: str = "2026-W21", watch: str = "deals"
) -> Letter:
    return Letter(
        sender="Deals desk <brief@example.com>",
        recipient=recipient,
        subject="Orchard to buy Pear for $3 billion",
        text="Orchard is to buy Pear.\n",
        html="<p>Orchard is to buy Pear.</p>",
        watch=watch,
        week=week,
        unsubscribe="brief@example.com",
        date=MONDAY,
    )


@dataclass
class Office:
    """A store in a folder, opened as often as a process would."""

    folder: Path
    clock: HandClock = field(default_factory=lambda: HandClock(MONDAY))
    suppressed: frozenset[str] = frozenset()
    witness: Path | None = None

    @property
    def store(self) -> Path:
        return self.folder / "brief.db"

    def open(self) -> tuple[Database, Post]:
        db = open_store(self.store)
        witness = Witness(self.witness or self.folder / "witness")
        return db, Post(db, self.clock, witness, self.suppressed)

    def at(self, work: Callable[[Post], Found]) -> Found:
        """Work done by a process of its own."""
        db, post = self.open()
        with db:
            return work(post)

    def queue(self, *recipients: str) -> list[int]:
        """Letters of the week that is due; the numbers of their mails."""
        db, post = self.open()
        with db:
            due = post.due("deals", RHYTHM)
            assert due is not None
            to = recipients or ("ann@example.com",)
            return post.queue("deals", due, [letter(each, str(due.week)) for each in to])
