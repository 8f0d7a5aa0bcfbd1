"""Batches over feeds and address lists, from real servers on loopback."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from summarizer.batch.run import batch
from summarizer.ingest import HttpFetch
from summarizer.ingest.guard import Guard
from summarizer.store import queue, read_store
from summarizer.watch.web import Manners, Web
from tests.batch.press import Desk, article
from tests.watch.test_feeds import rss


def page(text: str) -> str:
    title, *paragraphs = text.strip().split("\n\n")
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    head = f"<html><head><title>{title}</title></head><body>"
    return f"{head}<article><h1>{title}</h1>{body}</article></body></html>"


class Paper:
    """A newspaper on loopback: a feed, its pages, and a count of what was asked for."""

    def __init__(self, server: HTTPServer) -> None:
        self.server = server
        self.pages: dict[str, str] = {}
        self.items: list[str] = []
        self.status: dict[str, Response] = {}
        server.expect_request("/feed").respond_with_handler(self._feed)
        server.expect_request("/robots.txt").respond_with_data("", 404)

    def add(self, name: str, text: str, description: str = "Soon.") -> None:
        first = name not in self.pages
        self.pages[name] = page(text)
        link = self.server.url_for(f"/{name}")
        self.items.append(
            f"<title>{text.splitlines()[0]}</title><link>{link}</link>"
            f"<description><![CDATA[{description}]]></description>"
        )
        if first:
            self.server.expect_request(f"/{name}").respond_with_handler(self._page)

    def _feed(self, request: Request) -> Response:
        tag = f'"{len(self.items)}"'
        if "feed" in self.status:
            return self.status["feed"]
        if request.headers.get("If-None-Match") == tag:
            return Response(status=304)
        kind = "application/rss+xml"
        return Response(rss(*self.items), content_type=kind, headers={"ETag": tag})

    def _page(self, request: Request) -> Response:
        name = request.path.strip("/")
        if name in self.status:
            return self.status[name]
        tag = f'"{hash(self.pages[name])}"'
        if request.headers.get("If-None-Match") == tag:
            return Response(status=304)
        return Response(self.pages[name], content_type="text/html", headers={"ETag": tag})

    def asked(self) -> Counter[str]:
        found = Counter(request.path.strip("/") for request, _ in self.server.log)
        self.server.clear_log()
        return found


@pytest.fixture
def paper(httpserver: HTTPServer) -> Paper:
    return Paper(httpserver)


@pytest.fixture
def desk(tmp_path: Path, paper: Paper) -> Desk:
    return Desk(tmp_path, feeds=(paper.server.url_for("/feed"),))


def test_the_page_behind_a_teaser_is_read_once(desk: Desk, paper: Paper) -> None:
    """A feed's teasers lead to their pages, which are fetched once; a feed that is as it was is
    not even sent again."""
    paper.add("a", article(1))
    paper.add("b", article(2))
    outcome = desk.run()
    assert (outcome.counts["new"], outcome.counts["stories"]) == (2, 2)
    assert paper.asked() == {"feed": 1, "a": 1, "b": 1}
    outcome = desk.run()
    assert sum(outcome.counts.values()) == 0
    assert paper.asked() == {"feed": 1}
    paper.add("c", article(3))
    assert desk.run().counts["new"] == 1
    assert paper.asked() == {"feed": 1, "c": 1}


def test_an_entry_that_holds_its_article_needs_no_page(desk: Desk, paper: Paper) -> None:
    """A feed with whole articles is enough."""
    text = article(1) + "\n\n".join(f"Paragraph {n} of the plans for both firms. " * 9
                                    for n in range(6))  # fmt: skip
    paper.add("a", text, description="".join(f"<p>{p}</p>" for p in text.split("\n\n")))
    outcome = desk.run()
    assert outcome.counts["stories"] == 1
    assert paper.asked() == {"feed": 1}
    memo = json.loads(desk.memos()[0].read_text("utf-8"))
    assert memo["sources"][0]["url"] == paper.server.url_for("/a")


def test_what_may_pass_is_tried_by_later_runs(desk: Desk, paper: Paper) -> None:
    """A page that can't be had now is told and tried again after a while, without being asked."""
    paper.add("a", article(1))
    paper.status["a"] = Response(status=503)
    assert desk.run().counts["failed"] == 1
    assert paper.asked()["a"] == 2
    assert desk.run().counts["failed"] == 0
    assert paper.asked()["a"] == 0
    desk.clock.moment += timedelta(hours=1)
    del paper.status["a"]
    assert desk.run().counts["stories"] == 1


def test_what_the_server_asks_for_is_kept_to(desk: Desk, paper: Paper) -> None:
    """A host that wants a day's rest gets a day's rest, for pages and for feeds."""
    paper.add("a", article(1))
    paper.status["a"] = Response(status=429, headers={"Retry-After": "86400"})
    desk.run()
    paper.status = {"feed": Response(status=503, headers={"Retry-After": "86400"})}
    desk.clock.moment += timedelta(hours=20)
    desk.run()
    paper.asked()
    paper.status = {}
    desk.clock.moment += timedelta(hours=2)
    desk.run()
    assert paper.asked() == {}
    desk.clock.moment += timedelta(hours=23)
    assert desk.run().counts["stories"] == 1


def test_what_won_t_pass_waits_for_a_person(desk: Desk, paper: Paper) -> None:
    """A page that is gone is told once; `retry` asks again although its feed is as it was."""
    paper.add("a", article(1))
    paper.status["a"] = Response(status=404)
    assert desk.run().counts["failed"] == 1
    desk.clock.moment += timedelta(days=3)
    paper.asked()
    assert desk.run().counts["failed"] == 0
    assert paper.asked() == {"feed": 1}
    paper.status.clear()
    assert desk.run(retry=True).counts["stories"] == 1


def test_tries_end(desk: Desk, paper: Paper) -> None:
    """What may pass but never does is given up after so many runs."""
    paper.add("a", article(1))
    paper.status["a"] = Response(status=503)
    for _ in range(8):
        desk.run()
        desk.clock.moment += timedelta(days=8)
    assert paper.asked()["a"] == 2 * desk.config.batch.tries


def test_a_dead_feed_costs_only_itself(tmp_path: Path, paper: Paper) -> None:
    """A feed that is none, or not there, is told; the others are read."""
    paper.add("a", article(1))
    paper.server.expect_request("/page").respond_with_data("<p>hello</p>", content_type="text/html")
    names = ("/page", "/nowhere", "/feed")
    desk = Desk(tmp_path, feeds=tuple(paper.server.url_for(name) for name in names))
    outcome = desk.run()
    assert (outcome.counts["failed"], outcome.counts["stories"]) == (2, 1)


def test_addresses_are_asked_for_at_every_run(tmp_path: Path, paper: Paper) -> None:
    """A page of an address list is asked for each time, sent only when it changed, and what
    changed is a new version."""
    (tmp_path / "list.txt").write_text(
        f"# our list\n{paper.server.url_for('/a')}\n\nnot an address\n", "utf-8"
    )
    paper.add("a", article(1, price="$3.5 billion"))
    desk = Desk(tmp_path, urls=(Path("list.txt"),))
    outcome = desk.run()
    assert (outcome.counts["stories"], outcome.counts["failed"]) == (1, 1)
    second = desk.run()
    assert (second.counts["unchanged"], second.counts["read"]) == (1, 0)
    paper.pages["a"] = page(article(1, price="$4.2 billion"))
    third = desk.run()
    assert (third.counts["changed"], third.counts["updates"]) == (1, 1)
    assert paper.asked()["a"] == 3


def test_entries_into_the_own_network_are_not_fetched(tmp_path: Path, paper: Paper) -> None:
    """A feed's entry that leads to a machine of the own network is a failure, and nobody there
    hears of it."""
    (tmp_path / "list.txt").write_text(f"http://127.0.0.1:{paper.server.port}/a\n", "utf-8")
    paper.add("a", article(1))
    desk = Desk(tmp_path, urls=(Path("list.txt"),))
    fetch = HttpFetch(guard=Guard((ip_network("127.9.9.9/32"),)), named=False)
    parts = replace(desk.parts(), web=Web(fetch.ask, Manners(), desk.clock))
    assert batch(parts).counts["failed"] == 1
    assert paper.asked() == {}


def test_robots_are_kept_to(tmp_path: Path, httpserver: HTTPServer) -> None:
    """A page that its host closes to programs is told as such, and not fetched."""
    httpserver.expect_request("/robots.txt").respond_with_data("User-agent: *\nDisallow: /a")
    httpserver.expect_request("/a").respond_with_data(page(article(1)), content_type="text/html")
    (tmp_path / "list.txt").write_text(httpserver.url_for("/a"), "utf-8")
    desk = Desk(tmp_path, urls=(Path("list.txt"),))
    fetching = desk.config.fetch.model_copy(update={"robots": True})
    desk.config = desk.config.model_copy(update={"fetch": fetching})
    assert desk.run().counts["failed"] == 1
    assert [request.path for request, _ in httpserver.log] == ["/robots.txt"]


def test_what_left_a_list_fails_no_more(tmp_path: Path, paper: Paper) -> None:
    """A line that was mended and an address that was taken out are failures no longer."""
    listed = tmp_path / "list.txt"
    listed.write_text(f"nonsense\n{paper.server.url_for('/gone')}\n", "utf-8")
    paper.server.expect_request("/gone").respond_with_data("", 404)
    paper.add("a", article(1))
    desk = Desk(tmp_path, urls=(Path("list.txt"),))
    assert desk.run().counts["failed"] == 2
    listed.write_text(paper.server.url_for("/a"), "utf-8")
    assert desk.run().counts["failed"] == 0
    db = read_store(tmp_path / "brief.db")
    assert db is not None
    with db:
        assert queue.failures(db) == []
