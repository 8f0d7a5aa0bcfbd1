"""Batches that are led into the own network: by lists, feeds, redirects and names. A socket that
listens on every address of this machine hears nothing, and the process tries no other either."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from ipaddress import ip_network
from pathlib import Path
from random import Random
from typing import Any

import pytest

from summarizer.batch.run import batch
from summarizer.batch.wiring import web
from summarizer.errors import SourceError
from summarizer.ingest import HttpFetch
from summarizer.ingest.guard import Guard
from summarizer.store import queue, read_store
from summarizer.watch.watchlist import Watch
from summarizer.watch.web import Manners, Web
from tests.batch.press import Desk
from tests.ingest.test_guard import LITERALS, NOT_PUBLIC, names
from tests.watch.test_feeds import rss

OTHER_SPELLINGS = """
    127.0.0.%31 127.000.000.001 127.0.1 0x7f.0.0.1 0177.0.0.0x1 1２7.0.0.1 127。0。0。1 ①②⑦.0.0.1
    ip6-localhost localhost.localdomain LocalHost.:@127.0.0.1 %6cocalhost [::1%25lo]
    [::ffff:127.1.2.3] [::127.0.0.1] [0::1] [::0:1] [fe80::1%25lo] 00000.0 0000::1
""".split()  # noqa: SIM905
HOSTS = (
    *LITERALS,
    *(f"[{address}]" if ":" in address else address for address in NOT_PUBLIC),
    *OTHER_SPELLINGS,
)
TRIED: list[Any] = []
"""Every address this process connects to, while it is listened to."""


class Ear:
    """Listens on every address of this machine, and notes by which it was reached."""

    def __init__(self) -> None:
        both = socket.has_dualstack_ipv6()
        self.listening = socket.create_server(
            ("::" if both else "0.0.0.0", 0),
            family=socket.AF_INET6 if both else socket.AF_INET,
            dualstack_ipv6=both,
            backlog=200,
        )
        self.port = self.listening.getsockname()[1]
        self.heard: list[str] = []
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                caller, _ = self.listening.accept()
            except OSError:
                return
            with caller:
                self.heard.append(str(caller.getsockname()[0]).removeprefix("::ffff:"))
                try:
                    caller.recv(4096)
                    caller.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nsecret")
                except OSError:
                    continue


@pytest.fixture
def ear() -> Iterator[Ear]:
    made = Ear()
    yield made
    made.listening.close()


def _hook(event: str, told: tuple[Any, ...]) -> None:
    if event == "socket.connect" and TRIED:
        TRIED.append(told[1])


sys.addaudithook(_hook)


@pytest.fixture
def tried() -> Iterator[list[Any]]:
    """What the process tries to connect to, told by the interpreter itself."""
    TRIED[:] = ["listening"]
    yield TRIED
    TRIED.clear()


def told(desk: Desk) -> list[queue.Trouble]:
    db = read_store(desk.folder / "brief.db")
    assert db is not None
    with db:
        assert db.value("SELECT count(*) FROM documents") == 0
        return queue.failures(db)


def test_a_list_of_addresses_leads_nowhere_inside(
    tmp_path: Path, ear: Ear, tried: list[Any]
) -> None:
    """Of sixty and more addresses of the own machine and network, however they are written, none
    is connected to by a batch with its usual settings, robots.txt included; each is told."""
    urls = [f"http://{host}:{ear.port}/{n}" for n, host in enumerate(HOSTS)]
    assert len(urls) >= 60
    (tmp_path / "list.txt").write_text("\n".join(urls), "utf-8")
    desk = Desk(tmp_path, urls=(Path("list.txt"),))
    usual = desk.config.fetch.model_copy(update={"gap": 0, "robots": True, "attempts": 1})
    desk.config = desk.config.model_copy(update={"fetch": usual})
    outcome = batch(replace(desk.parts(), web=web(desk.config)))
    failures = told(desk)
    assert outcome.counts["failed"] == len(failures) == len(urls)
    assert sum("stands for" in failure.problem for failure in failures) >= 60
    assert ear.heard == []
    assert tried == ["listening"]


def test_only_the_guard_keeps_a_batch_out(ear: Ear) -> None:
    """Most of the same spellings do lead to this machine where all of it is allowed."""
    everything = Guard((ip_network("0.0.0.0/0"), ip_network("::/0")))
    for host in LITERALS:
        with suppress(SourceError):  # not every system knows every spelling
            HttpFetch(guard=everything, named=False)(f"http://{host}:{ear.port}/")
    assert len(ear.heard) >= len(LITERALS) / 2


def test_redirects_and_feeds_lead_nowhere_inside(
    tmp_path: Path, ear: Ear, tried: list[Any]
) -> None:
    """From a feed that may be reached, no link and no redirect leads to what may not."""
    inside = [f"http://{host}:{ear.port}/" for host in HOSTS]
    with socket.create_server(("127.0.0.2", 0), backlog=200) as public:
        here = f"http://127.0.0.2:{public.getsockname()[1]}"
        links = [*inside, *(f"{here}/{number}" for number in range(len(inside)))]
        body = rss(*(f"<title>t</title><link>{link}</link>" for link in links))
        ok = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n" + body
        found = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: %b\r\n\r\n"

        def serve() -> None:
            while True:
                try:
                    caller, _ = public.accept()
                except OSError:
                    return
                with caller:
                    path = caller.recv(4096).split()[1].strip(b"/")
                    said = ok if path == b"feed" else found % inside[int(path)].encode()
                    caller.sendall(said)

        threading.Thread(target=serve, daemon=True).start()
        desk = Desk(tmp_path)
        usual = desk.config.fetch.model_copy(update={"attempts": 1, "allow": ("127.0.0.2/32",)})
        update = {"fetch": usual, "watch": {"deals": Watch(feeds=(f"{here}/feed",))}}
        desk.config = desk.config.model_copy(update=update)
        batch(replace(desk.parts(), web=web(desk.config)))
    assert len(told(desk)) >= 2 * len(NOT_PUBLIC)
    assert ear.heard == []
    assert {address[0] for address in tried[1:]} == {"127.0.0.2"}


@pytest.mark.parametrize("first", ["127.0.0.2", "127.0.0.3"])
@pytest.mark.parametrize("then", ["127.0.0.1", "::1", "0.0.0.0", "::ffff:127.0.0.1"])
def test_names_that_change_lead_nowhere_inside(
    tmp_path: Path, ear: Ear, tried: list[Any], first: str, then: str
) -> None:
    """A name that stands for an allowed address at one moment and for another at the next leads
    only to what it stood for when it was judged, at every attempt."""
    guard = Guard((ip_network(f"{first}/32"),), resolve=names({"paper.test": [[first], [then]]}))
    (tmp_path / "list.txt").write_text(f"http://paper.test:{ear.port}/a\n", "utf-8")
    desk = Desk(tmp_path, urls=(Path("list.txt"),))
    fetch = HttpFetch(guard=guard, named=False)
    manners = Manners(gap=0, robots=True, attempts=3)
    batch(replace(desk.parts(), web=Web(fetch.ask, manners, desk.clock, Random(1))))
    assert len(told(desk)) == 1
    assert set(ear.heard) == {address[0] for address in tried[1:]} == {first}
