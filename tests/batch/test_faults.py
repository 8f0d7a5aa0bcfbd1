"""A batch over a network in which three requests in ten go wrong, on loopback, by a real clock."""

from __future__ import annotations

import gzip
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from ipaddress import ip_network
from pathlib import Path
from random import Random

import pytest

from summarizer.batch.parts import Outcome, Parts
from summarizer.batch.run import batch
from summarizer.ingest import HttpFetch, Limits, Patience
from summarizer.ingest.guard import Guard
from summarizer.store import queue, read_store
from summarizer.watch.web import Manners, SystemClock, Web
from tests.batch.press import Desk, article
from tests.batch.test_network import page

PAGES = 44
SECONDS = 4.0
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n"
BOMB = gzip.compress(b"\0" * 50_000_000)


def whole(connection: socket.socket, body: bytes) -> None:
    connection.sendall(OK + b"Content-Length: %d\r\n\r\n" % len(body) + body)


def reset(connection: socket.socket, _: bytes) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def stall(_: socket.socket, __: bytes) -> None:
    time.sleep(SECONDS + 2)


def drip(connection: socket.socket, body: bytes) -> None:
    connection.sendall(OK + b"Content-Length: %d\r\n\r\n" % len(body))
    for at in range(int(2 * SECONDS)):
        connection.sendall(body[at : at + 1])
        time.sleep(0.5)


def truncated(connection: socket.socket, body: bytes) -> None:
    connection.sendall(OK + b"Content-Length: %d\r\n\r\n" % len(body) + body[: len(body) // 2])


def bomb(connection: socket.socket, _: bytes) -> None:
    head = OK + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n"
    connection.sendall(head % len(BOMB) + BOMB)


def answer(head: bytes) -> Callable[[socket.socket, bytes], None]:
    def send(connection: socket.socket, _: bytes) -> None:
        connection.sendall(b"HTTP/1.1 " + head + b"\r\nContent-Length: 0\r\n\r\n")

    return send


FAULTS: tuple[Callable[[socket.socket, bytes], None], ...] = (
    reset,
    stall,
    drip,
    truncated,
    bomb,
    answer(b"429 Busy\r\nRetry-After: 3600"),
    answer(b"429 Busy\r\nRetry-After: 0"),
    answer(b"500 Oops"),
    answer(b"503 Later"),
    answer(b"302 Found\r\nLocation: /0"),
    answer(b"not http"),
)


class Faulty:
    """Serves page n at /n of any loopback address; `fault` says what goes wrong with a request."""

    def __init__(self, fault: Callable[[int, int], Callable[[socket.socket, bytes], None]]) -> None:
        self.fault = fault
        self.asked: dict[int, int] = {}
        self.pages = [page(article(n)).encode() for n in range(PAGES)]
        self.listening = socket.create_server(("0.0.0.0", 0), backlog=100)
        self.port = self.listening.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def url(self, number: int) -> str:
        return f"http://127.0.1.{number + 1}:{self.port}/{number}"

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self.listening.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection:
            try:
                words = connection.recv(8192).split()
                number = int(words[1].strip(b"/")) if len(words) > 1 else 0
                self.asked[number] = self.asked.get(number, 0) + 1
                self.fault(number, self.asked[number])(connection, self.pages[number])
            except (OSError, ValueError):
                return


@pytest.fixture
def serve() -> Iterator[Callable[..., Faulty]]:
    made: list[Faulty] = []

    def start(fault: Callable[[int, int], Callable[[socket.socket, bytes], None]]) -> Faulty:
        made.append(Faulty(fault))
        return made[-1]

    yield start
    for server in made:
        server.listening.close()


def run(desk: Desk) -> Outcome:
    guard = Guard((ip_network("127.0.0.0/8"),))
    patience = Patience(connect=1, read=1, total=SECONDS)
    fetch = HttpFetch(Limits(body_bytes=2_000_000), patience, guard, named=False)
    manners = Manners(seconds=SECONDS, pause=0.1, gap=0, robots=False)
    parts = desk.parts()
    web = Web(fetch.ask, manners, SystemClock(), Random(1))
    return batch(Parts(desk.config, desk.settings, web, desk.clock, parts.models))


def listed(tmp_path: Path, server: Faulty, refused: int = 0) -> Desk:
    lines = [server.url(number) for number in range(PAGES - refused)]
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        lines += [f"http://127.0.2.{n + 1}:{taken.getsockname()[1]}/" for n in range(refused)]
    (tmp_path / "list.txt").write_text("\n".join(lines), "utf-8")
    desk = Desk(tmp_path, urls=(Path("list.txt"),))
    batching = desk.config.batch.model_copy(update={"at_once": 32})
    fetching = desk.config.fetch.model_copy(update={"hosts": 16})
    desk.config = desk.config.model_copy(update={"batch": batching, "fetch": fetching})
    return desk


def known(desk: Desk) -> tuple[set[str], dict[str, queue.Trouble]]:
    db = read_store(desk.folder / "brief.db")
    assert db is not None
    with db:
        read = {row["origin"] for row in db.rows("SELECT origin FROM documents")}
        return read, {failure.origin: failure for failure in queue.failures(db)}


def test_every_address_is_fetched_or_recorded(tmp_path: Path, serve: Callable[..., Faulty]) -> None:
    """With three addresses in ten broken for good, the others are all read, each broken one is
    recorded with its reason, and none takes longer than it may."""
    broken = {n: FAULTS[n % len(FAULTS)] for n in range(0, PAGES, 4)}
    server = serve(lambda number, _: broken.get(number, whole))
    desk = listed(tmp_path, server, refused=3)
    began = time.monotonic()
    outcome = run(desk)
    took = time.monotonic() - began
    read, failed = known(desk)
    served = PAGES - 3
    fine = {server.url(n) for n in range(served) if n not in broken}
    redirected = {server.url(n) for n in broken if FAULTS[n % len(FAULTS)] is FAULTS[9]}
    assert fine <= read
    assert len(read | set(failed)) == PAGES
    assert not read & set(failed)
    assert all(failure.problem and failure.remedy for failure in failed.values())
    assert redirected <= set(failed)
    assert outcome.counts["failed"] == len(failed)
    assert took < SECONDS * len(failed) + 60


def test_faults_that_pass_cost_no_article(tmp_path: Path, serve: Callable[..., Faulty]) -> None:
    """With three requests in ten going wrong at random, a few runs have every article, once."""
    chance, calm = Random(5), threading.Event()
    passing = (reset, truncated, *FAULTS[6:9])
    server = serve(
        lambda *_: chance.choice(passing) if chance.random() < 0.3 and not calm.is_set() else whole
    )
    desk = listed(tmp_path, server)
    for _ in range(3):
        run(desk)
        desk.clock.sleep(24 * 3600)
    read, _ = known(desk)
    assert len(read) >= PAGES * 0.95
    calm.set()
    run(desk)
    read, failed = known(desk)
    assert read == {server.url(n) for n in range(PAGES)}
    assert failed == {}
