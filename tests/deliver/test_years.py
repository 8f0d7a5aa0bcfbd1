"""Ten years of weekly runs in six time zones, with outages, clocks that jump, and failing mail."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from summarizer.deliver.carrier import Setback, SetbackError, Stage
from summarizer.deliver.message import Letter, message_id
from summarizer.deliver.post import Post
from summarizer.deliver.weeks import Rhythm, Week
from summarizer.deliver.witness import Witness
from summarizer.store import Database, open_store, outbox
from summarizer.store import weeks as stored
from summarizer.store.outbox import State
from summarizer.store.weeks import Decision
from summarizer.watch.web import HandClock
from tests.deliver.office import letter
from tests.deliver.test_weeks import ZONES

BEGIN, END = datetime(2020, 1, 6, 12, tzinfo=UTC), datetime(2030, 1, 7, 12, tzinfo=UTC)
EVERYONE = ("ann@example.com", "bob@example.com")
HELPLESS = (
    Setback(Stage.CONNECT, State.WAITING, "no route", lost=True),
    Setback(Stage.RCPT, State.WAITING, "451 later", lost=False),
    Setback(Stage.MAIL, State.WAITING, "421 closing", lost=True),
    Setback(Stage.RCPT, State.REFUSED, "550 nobody", lost=False),
    Setback(Stage.BODY, State.UNKNOWN, "closed", lost=True),
)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Mails without a body, and disks that aren't waited for."""

    def bare(given: Letter) -> bytes:
        return f"Message-ID: {message_id(given)}\r\n\r\n".encode()

    monkeypatch.setattr("summarizer.deliver.post.compose", bare)
    monkeypatch.setattr("os.fsync", lambda handle: None)


@dataclass
class World:
    """The true time, how far the clock is off, and what really arrived."""

    chance: random.Random
    trouble: bool
    arrived: Counter[tuple[str, str]] = field(default_factory=Counter)
    held_for_cause: set[str] = field(default_factory=set)
    now: datetime = BEGIN
    skew: timedelta = timedelta()
    away: datetime = BEGIN

    def connect(self) -> World:
        self.fails(Stage.CONNECT)
        return self

    def fails(self, *stages: Stage) -> None:
        if self.trouble and self.chance.random() < 0.06:
            setback = self.chance.choice(HELPLESS)
            if setback.stage in stages:
                raise SetbackError(setback)

    def send(self, _sender: str, recipient: str, mail: bytes, begin: Callable[[], None]) -> None:
        self.fails(Stage.MAIL, Stage.RCPT)
        begin()
        identity = mail.partition(b"Message-ID: ")[2].partition(b"\r\n")[0].decode()
        if self.chance.random() < 0.5:  # it may have arrived, whatever is known of it
            self.fails(Stage.BODY)
            self.arrived[recipient, identity] += 1
        else:
            self.arrived[recipient, identity] += 1
            self.fails(Stage.BODY)

    def close(self) -> None:
        pass

    def step(self) -> bool:
        """Some hours pass, sometimes many; sometimes the clock jumps. Whether a run comes by."""
        if self.trouble and self.chance.random() < 0.008:
            self.skew = timedelta(days=self.chance.uniform(-30, 30))
        elif self.chance.random() < 0.1:
            self.skew = timedelta()
        if self.trouble and self.chance.random() < 0.01:
            self.away = self.now + timedelta(days=self.chance.choice((0.5, 1, 3, 10, 40)))
        self.now += timedelta(hours=self.chance.uniform(3, 15))
        return self.now >= self.away


def run(db: Database, post: Post, rhythm: Rhythm, world: World) -> None:
    due = post.due("deals", rhythm)
    if due and world.chance.random() < 0.1:
        post.nothing("deals", due)
    elif due:
        post.queue("deals", due, [letter(each, str(due.week)) for each in EVERYONE])
    if world.trouble and world.chance.random() < 0.03:  # killed before it sent
        return
    post.send(world.connect)


def lived(folder: Path, zone: str, *, trouble: bool) -> tuple[World, Database]:
    """Ten years of runs, each of them a new process's. Writing is not waited for."""
    world, rhythm = World(random.Random(f"{zone} {trouble}"), trouble), Rhythm(zone)
    db = open_store(folder / "brief.db")
    db.rows("PRAGMA synchronous = OFF")
    db.rows("PRAGMA journal_mode = MEMORY")
    while world.now < END:
        if world.step():
            clock = HandClock(world.now + world.skew)
            run(db, Post(db, clock, Witness(folder / "witness")), rhythm, world)
    return world, db


def weeks_between(first: Week, last: Week) -> list[str]:
    found = []
    while first <= last:
        found.append(str(first))
        first = first.after()
    return found


@pytest.mark.slow
@pytest.mark.parametrize("zone", ZONES)
def test_ten_years_with_outages_and_wrong_clocks(tmp_path: Path, zone: str) -> None:
    """Every ISO week of ten years has one decision; each recipient of a week got its memo once, or
    there is one recorded reason why not; nobody got one twice."""
    world, db = lived(tmp_path, zone, trouble=True)
    with db:
        decided = {found.week: found for found in stored.decided(db, "deals")}
        first, last = Week.parse(min(decided)), Week.parse(max(decided))
        assert list(decided) == weeks_between(first, last)
        assert first <= Week.of(BEGIN.date()).after(5)
        assert last >= Week.of(END.date()).after(-6)
        rows = {(row.week, row.recipient): row for row in outbox.rows(db)}
        for week, found in decided.items():
            assert found.state is Decision.QUEUED or found.reason
            for each in EVERYONE:
                row = rows.pop((week, each), None)
                assert (row is not None) == (found.state is Decision.QUEUED)
                times = world.arrived[each, row.message_id] if row else 0
                assert times <= 1
                if row:
                    assert row.state is not State.SENT or times == 1
                    assert row.state in (State.SENT, State.UNKNOWN) or times == 0
                    assert row.state is State.SENT or row.reason
                    assert row.state is not State.TRANSMITTING
        assert not rows
        kinds = Counter(row.state for row in outbox.rows(db))
        assert kinds[State.SENT] > 500
        assert kinds[State.UNKNOWN]
        assert Counter(found.state for found in decided.values())[Decision.HELD]


@pytest.mark.slow
@pytest.mark.parametrize("zone", ZONES[1:2])
def test_ten_quiet_years(tmp_path: Path, zone: str) -> None:
    """Where nothing goes wrong, every week is sent to everybody or had nothing new."""
    world, db = lived(tmp_path, zone, trouble=False)
    with db:
        decided = stored.decided(db, "deals")
        weeks = weeks_between(Week.of(BEGIN.date()), Week.of(END.date()))
        assert [found.week for found in decided] == weeks
        assert {found.state for found in decided} == {Decision.QUEUED, Decision.NOTHING}
        assert {row.state for row in outbox.rows(db)} == {State.SENT}
        assert set(world.arrived.values()) == {1}
