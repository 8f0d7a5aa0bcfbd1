"""A batch over a network in which three requests in ten go wrong, on loopback, by a real clock."""

from __future__ import annotations

import gzip
import socket
import struct
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from ipaddress import ip_network
from pathlib import Path
from random import Random

import pytest

from summarizer.batch.parts import Outcome, Parts
from summarizer.batch.run import batch
from summarizer.errors import SourceError, TransientError
from summarizer.ingest import HttpFetch, Limits, Patience
from summarizer.ingest.guard import Guard
from summarizer.store import queue, read_store
from summarizer.watch.watchlist import Fetching
from summarizer.watch.web import Manners, Page, SystemClock, Validators, Web
from tests.batch.press import Desk, article
from tests.batch.test_network import page

PAGES = 60
SECONDS = 4.0 * 2
"""The most an address may take here; `seconds` of the settings, which is 60 by itself."""
SLACK = 1.5
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n"
LENGTH = b"Content-Length: %d\r\n\r\n"
BOMB = gzip.compress(b"\0" * 50_000_000)
Fault = Callable[[socket.socket, bytes], None]


def whole(connection: socket.socket, body: bytes) -> None:
    connection.sendall(OK + LENGTH % len(body) + body)


def reset(connection: socket.socket, _: bytes) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def stall(_: socket.socket, __: bytes) -> None:
    time.sleep(SECONDS + 2)


def stall_amid(connection: socket.socket, body: bytes) -> None:
    connection.sendall(OK + LENGTH % len(body) + body[:100])
    time.sleep(SECONDS + 2)


def drip(connection: socket.socket, body: bytes) -> None:
    """A byte a second, which no patience with the next byte ends."""
    connection.sendall(OK + LENGTH % len(body))
    for at in range(int(2 * SECONDS)):
        connection.sendall(body[at : at + 1])
        time.sleep(0.9)


def drip_head(connection: socket.socket, _: bytes) -> None:
    for at in range(int(2 * SECONDS)):
        connection.sendall(OK[at : at + 1])
        time.sleep(0.9)


def truncated(connection: socket.socket, body: bytes) -> None:
    connection.sendall(OK + LENGTH % len(body) + body[: len(body) // 2])


def torn_chunks(connection: socket.socket, body: bytes) -> None:
    connection.sendall(OK + b"Transfer-Encoding: chunked\r\n\r\n1000\r\n" + body[:99])


def bomb(connection: socket.socket, _: bytes) -> None:
    connection.sendall(OK + b"Content-Encoding: gzip\r\n" + LENGTH % len(BOMB) + BOMB)


def bomb_in_bomb(connection: socket.socket, _: bytes) -> None:
    body = gzip.compress(BOMB)
    connection.sendall(OK + b"Content-Encoding: gzip, gzip\r\n" + LENGTH % len(body) + body)


def no_gzip(connection: socket.socket, body: bytes) -> None:
    connection.sendall(OK + b"Content-Encoding: gzip\r\n" + LENGTH % len(body) + body)


def endless(connection: socket.socket, _: bytes) -> None:
    """Each address leads on to another of the same page, without end."""
    host, port = connection.getsockname()[:2]
    number = int(host.rpartition(".")[2]) - 1
    place = f"http://{host}:{port}/{number}?{time.monotonic_ns()}"
    connection.sendall(f"HTTP/1.1 302 Found\r\nLocation: {place}\r\n\r\n".encode())


def answer(head: bytes) -> Fault:
    def send(connection: socket.socket, _: bytes) -> None:
        connection.sendall(b"HTTP/1.1 " + head + b"\r\nContent-Length: 0\r\n\r\n")

    return send


FAULTS: tuple[Fault, ...] = (
    reset,
    stall,
    stall_amid,
    drip,
    drip_head,
    truncated,
    torn_chunks,
    bomb,
    bomb_in_bomb,
    no_gzip,
    endless,
    answer(b"302 Found\r\nLocation: http://[::1"),
    answer(b"429 Busy\r\nRetry-After: 3600"),
    answer(b"429 Busy\r\nRetry-After: 0"),
    answer(b"500 Oops"),
    answer(b"503 Later"),
    answer(b"not http"),
)
REFUSED = 1
"""Addresses at a port nobody listens on."""
BROKEN = {n: FAULTS[at] for at, n in enumerate(n for n in range(1, 57) if n % 10 in (1, 4, 7))}


class Faulty:
    """Serves page n at /n of any loopback address; `fault` says what goes wrong with a request."""

    def __init__(self, fault: Callable[[int, int], Fault]) -> None:
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
                path = words[1].partition(b"?")[0] if len(words) > 1 else b"0"
                number = int(path.strip(b"/"))
                self.asked[number] = self.asked.get(number, 0) + 1
                self.fault(number, self.asked[number])(connection, self.pages[number])
            except (OSError, ValueError):
                return


@pytest.fixture
def serve() -> Iterator[Callable[..., Faulty]]:
    made: list[Faulty] = []

    def start(fault: Callable[[int, int], Fault]) -> Faulty:
        made.append(Faulty(fault))
        return made[-1]

    yield start
    for server in made:
        server.listening.close()


class Timed(Web):
    """Notes how long each address took, all its attempts and pauses together."""

    took: dict[str, float]

    def page(self, url: str, known: Validators | None = None) -> Page | None:
        began = time.monotonic()
        try:
            return super().page(url, known)
        finally:
            self.took[url] = time.monotonic() - began


def run(desk: Desk) -> tuple[Outcome, dict[str, float]]:
    guard = Guard((ip_network("127.0.0.0/8"),))
    patience = Patience(connect=1, read=1, total=SECONDS)
    fetch = HttpFetch(Limits(body_bytes=2_000_000), patience, guard, named=False)
    manners = Manners(seconds=SECONDS, pause=0.1, gap=0, robots=False)
    parts = desk.parts()
    web = Timed(fetch.ask, manners, SystemClock(), Random(1))
    web.took = {}
    return batch(Parts(desk.config, desk.settings, web, desk.clock, parts.models)), web.took


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


@pytest.mark.slow
def test_every_address_is_fetched_or_recorded(tmp_path: Path, serve: Callable[..., Faulty]) -> None:
    """With three addresses in ten broken for good, each in its own way, the others are all read,
    each broken one is recorded with its reason, and none takes longer than it may."""
    server = serve(lambda number, _: BROKEN.get(number, whole))
    assert set(BROKEN.values()) == set(FAULTS)
    assert 10 * (len(BROKEN) + REFUSED) == 3 * PAGES
    desk = listed(tmp_path, server, REFUSED)
    outcome, took = run(desk)
    read, failed = known(desk)
    assert read == {server.url(n) for n in range(PAGES - REFUSED) if n not in BROKEN}
    assert len(failed) == outcome.counts["failed"] == len(BROKEN) + REFUSED
    assert all(failure.problem and failure.remedy for failure in failed.values())
    reasons = {n: failed[server.url(n)].problem for n in BROKEN}
    assert len(set(reasons.values())) >= 8
    assert len(took) == PAGES
    assert max(took.values()) <= SECONDS + SLACK
    assert Fetching().seconds <= 60
    assert Manners().seconds <= 60


def test_a_bomb_is_not_unpacked(serve: Callable[..., Faulty]) -> None:
    """Of a packed body no more is unpacked than may be read, whatever it is packed in."""
    server = serve(lambda number, _: (bomb, bomb_in_bomb)[number])
    fetch = HttpFetch(Limits(body_bytes=1_000_000), guard=Guard((ip_network("127.0.0.0/8"),)))
    for number in range(2):
        tracemalloc.start()
        with pytest.raises(SourceError, match="is larger than 1 MB"):
            fetch(server.url(number))
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert most < 20_000_000


def test_a_name_that_is_not_looked_up_takes_no_longer() -> None:
    """A name service that doesn't answer can't hold an address longer than it may take."""

    def asleep(*_: object) -> list[object]:
        time.sleep(20)
        return []

    fetch = HttpFetch(patience=Patience(total=0.5), guard=Guard(resolve=asleep), named=False)
    began = time.monotonic()
    with pytest.raises(TransientError):
        fetch("http://paper.test/a")
    assert time.monotonic() - began < 5


def test_many_addresses_that_don_t_answer_take_no_longer() -> None:
    """A name that stands for many addresses, none of which answers, has one time for all."""
    with socket.create_server(("0.0.0.0", 0), backlog=0) as full:
        port = full.getsockname()[1]
        waiting = [socket.socket() for _ in range(8)]
        for one in waiting:  # until nobody else is let in
            one.setblocking(False)
            one.connect_ex(("127.0.0.1", port))
        names = [(0, 0, 0, "", (f"127.0.3.{n}", port)) for n in range(1, 60)]
        guard = Guard((ip_network("127.0.0.0/8"),), resolve=lambda *_: names)
        fetch = HttpFetch(patience=Patience(connect=1, total=1.5), guard=guard, named=False)
        began = time.monotonic()
        with pytest.raises(TransientError):
            fetch(f"http://paper.test:{port}/a")
        assert time.monotonic() - began < 6
        for one in waiting:
            one.close()


@pytest.mark.slow
def test_faults_that_pass_cost_no_article(tmp_path: Path, serve: Callable[..., Faulty]) -> None:
    """With three requests in ten going wrong at random, a few runs have every article, once."""
    chance, calm = Random(5), threading.Event()
    passing = (reset, truncated, torn_chunks, *FAULTS[13:16])
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
