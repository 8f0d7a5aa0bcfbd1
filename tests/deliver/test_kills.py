"""Runs that are killed with SIGKILL at every state of sending, and the run after them."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from summarizer.deliver.post import Post
from summarizer.deliver.smtp import Connection
from summarizer.deliver.wording import listing
from summarizer.store.outbox import State
from tests.deliver.mailserver import Mailbox, serving
from tests.deliver.office import RHYTHM, Office, letter

EVERYONE = ["ann@example.com", "bob@example.com", "cid@example.com"]
VICTIM = EVERYONE[1]
POINTS = {
    "queueing": None,
    "connecting": State.WAITING,
    "connected": State.WAITING,
    "before the body": State.WAITING,
    "marked": State.UNKNOWN,
    "in the body": State.UNKNOWN,
    "body sent": State.UNKNOWN,
    "answered": State.UNKNOWN,
    "noted": State.SENT,
    "before QUIT": State.SENT,
}
"""Where a run is killed, and the state that the mail it was about is in after that."""

CHILD = """
import os, signal, sys
from pathlib import Path
from summarizer.deliver import post as posting
from summarizer.deliver.smtp import Connection
from summarizer.store import only_run, outbox
from tests.deliver.mailserver import reached
from tests.deliver.office import RHYTHM, Office, letter
from tests.deliver.test_kills import EVERYONE, VICTIM

folder, certificate, point = Path(sys.argv[1]), Path(sys.argv[3]), sys.argv[4]

def here(name):
    if name == point:
        os.kill(os.getpid(), signal.SIGKILL)

class Watched(Connection):
    def __init__(self, server):
        here("connecting")
        super().__init__(server)
        here("connected")

    def send(self, sender, recipient, mail, begin):
        self.about = recipient
        def begun():
            self.at("before the body")
            begin()
            self.at("marked")
        super().send(sender, recipient, mail, begun)
        self.at("answered")

    def _body(self, mail):
        if point == "in the body" and self.about == VICTIM:
            self._smtp.send(mail[: len(mail) // 2])
        self.at("in the body")
        if point == "body sent" and self.about == VICTIM:
            self._smtp.send(mail + b".\\r\\n")
        self.at("body sent")
        return super()._body(mail)

    def at(self, name):
        if self.about == VICTIM:
            here(name)

    def close(self):
        here("before QUIT")
        super().close()

put = outbox.put
def putting(db, parcel, *rest):
    if parcel.recipient == VICTIM:
        here("queueing")
    return put(db, parcel, *rest)
posting.outbox.put = putting

office = Office(folder)
with only_run(office.store):
    db, post = office.open()
    due = post.due("deals", RHYTHM)
    post.queue("deals", due, [letter(each) for each in EVERYONE])
    server = reached(int(sys.argv[2]), certificate, "starttls")
    post.send(lambda: Watched(server), lambda row: row.recipient == VICTIM and here("noted"))
"""


def killed(office: Office, port: int, certificate: Path, point: str) -> None:
    command = [sys.executable, "-c", CHILD, str(office.folder), str(port), str(certificate), point]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == -signal.SIGKILL, ended.stderr


def next_run(office: Office, connect: object) -> None:
    """What a later run does: queue what is due, send what waits."""
    db, post = office.open()
    with db:
        due = post.due("deals", RHYTHM)
        if due:
            post.queue("deals", due, [letter(each) for each in EVERYONE])
        post.send(connect)  # type: ignore[arg-type]


def times(box: Mailbox, recipient: str) -> int:
    return sum(taken[1] == recipient for taken in box.taken)


@pytest.mark.slow
@pytest.mark.parametrize("point", POINTS)
def test_a_run_that_is_killed_loses_nothing_and_sends_nothing_twice(
    point: str, tmp_path: Path, certificate: Path
) -> None:
    """Wherever a run is killed, the next one sends what surely wasn't sent, leaves alone and shows
    what may have been, and everybody has a mail, once, or is shown."""
    office = Office(tmp_path)
    with serving(certificate) as (box, server):
        killed(office, server.port, certificate, point)
        db, post = office.open()
        with db:
            found = {row.recipient: row.state for row in post.rows()}
            assert found.get(VICTIM) is POINTS[point]
            shown = [line for line, alarming in listing(db, everything=False) if alarming]
            assert len(shown) == sum(state is State.UNKNOWN for state in found.values())
            assert all("UNKNOWN" in line and VICTIM in line for line in shown)
        for _ in range(3):
            office.clock.sleep(3600)
            next_run(office, lambda: Connection(server))
        rows = office.at(Post.rows)
        assert {row.recipient for row in rows} == set(EVERYONE)
        for row in rows:
            took = times(box, row.recipient)
            assert took <= 1
            assert row.state is State.UNKNOWN or (row.state, took) == (State.SENT, 1)
        if point in ("body sent", "answered"):
            assert times(box, VICTIM) == 1
        if point in ("marked", "in the body"):
            assert times(box, VICTIM) == 0


def test_a_mail_under_way_stays_marked_while_its_run_lives(
    tmp_path: Path, certificate: Path
) -> None:
    """While the server has the body and hasn't answered, the store says so on the disk."""
    office = Office(tmp_path)
    seen: list[str] = []
    with serving(certificate) as (box, server):
        office.queue()

        def look() -> None:
            import sqlite3

            with sqlite3.connect(office.store) as other:
                seen.extend(row[0] for row in other.execute("SELECT state FROM outbox"))

        box.on_body = look
        office.at(lambda post: post.send(lambda: Connection(server)))
    assert seen == ["transmitting"]
