"""Fetching with manners, from real servers on loopback, with a clock of its own."""

from __future__ import annotations

import random
import socket
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from summarizer.errors import SourceError, TransientError
from summarizer.ingest import HttpFetch
from summarizer.ingest.guard import Guard
from summarizer.watch.web import Manners, Validators, Web

NOW = datetime(2026, 5, 12, 8, tzinfo=UTC)
HERE = HttpFetch(guard=Guard((ip_network("127.0.0.0/8"), ip_network("::1/128"))), named=False)


class Time:
    """A clock that only moves when somebody sleeps."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def now(self) -> datetime:
        return NOW + timedelta(seconds=self.passed())

    def passed(self) -> float:
        return sum(self.slept)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


@pytest.fixture
def clock() -> Time:
    return Time()


def web(clock: Time, **manners: float | bool) -> Web:
    chosen = {"robots": False, "gap": 0.0, **manners}
    return Web(HERE.ask, Manners(**chosen), clock, random.Random(1))  # type: ignore[arg-type]


def serve(httpserver: HTTPServer, path: str, *given: Response) -> None:
    """The given answers one after another, the last one for ever."""
    left = list(given)
    httpserver.expect_request(path).respond_with_handler(
        lambda _: left.pop(0) if len(left) > 1 else left[0]
    )


def ok(body: str = "news", **headers: str) -> Response:
    return Response(body, content_type="text/plain", headers=headers)


def asked(httpserver: HTTPServer) -> list[str]:
    return [request.path for request, _ in httpserver.log]


def test_what_is_unchanged_is_not_sent_again(httpserver: HTTPServer, clock: Time) -> None:
    """Asked with what the server gave along, a page that is the same comes back as nothing."""

    def answer(request: Request) -> Response:
        known = request.headers.get("If-None-Match") == '"v1"'
        since = request.headers.get("If-Modified-Since") == "Tue, 12 May 2026 07:00:00 GMT"
        if known and since:
            return Response(status=304)
        return ok(ETag='"v1"', **{"Last-Modified": "Tue, 12 May 2026 07:00:00 GMT"})

    httpserver.expect_request("/a").respond_with_handler(answer)
    opened = web(clock)
    page = opened.page(httpserver.url_for("/a"))
    assert page is not None
    assert page.body == b"news"
    assert opened.page(httpserver.url_for("/a"), page.validators) is None


def test_304_without_being_asked_is_an_error(httpserver: HTTPServer, clock: Time) -> None:
    """A server that says "unchanged" to somebody who has nothing is not believed."""
    serve(httpserver, "/a", Response(status=304))
    with pytest.raises(SourceError, match="304"):
        web(clock).page(httpserver.url_for("/a"), Validators())


def test_what_may_pass_is_asked_for_again(httpserver: HTTPServer, clock: Time) -> None:
    """After a 503 the page is asked for again, with pauses that grow and are not the same."""
    serve(httpserver, "/a", Response(status=503), Response(status=502), ok())
    page = web(clock).page(httpserver.url_for("/a"))
    assert page is not None
    first, second = clock.slept
    assert 0.25 <= first <= 1.0
    assert 0.5 <= second <= 2.0


def test_what_won_t_pass_is_asked_for_once(httpserver: HTTPServer, clock: Time) -> None:
    """A 404 is final."""
    serve(httpserver, "/a", Response(status=404))
    with pytest.raises(SourceError, match="404") as told:
        web(clock).page(httpserver.url_for("/a"))
    assert not isinstance(told.value, TransientError)
    assert len(httpserver.log) == 1


def test_attempts_end(httpserver: HTTPServer, clock: Time) -> None:
    """After the last attempt the answer is told, as something that may pass."""
    serve(httpserver, "/a", Response(status=503))
    with pytest.raises(TransientError, match="503"):
        web(clock).page(httpserver.url_for("/a"))
    assert len(httpserver.log) == 3


@pytest.mark.parametrize("wish", ["7", "Tue, 12 May 2026 08:00:07 GMT"])
def test_retry_after_is_waited_for(httpserver: HTTPServer, clock: Time, wish: str) -> None:
    """A pause the server asks for is kept, as seconds or as a date."""
    busy = Response(status=429, headers={"Retry-After": wish})
    serve(httpserver, "/a", busy, ok())
    assert web(clock).page(httpserver.url_for("/a")) is not None
    assert clock.slept == [7]


def test_a_pause_past_the_time_is_told_at_once(httpserver: HTTPServer, clock: Time) -> None:
    """Where the server wants a longer pause than the address may take, nothing is waited for, and
    the error carries the pause."""
    serve(httpserver, "/a", Response(status=429, headers={"Retry-After": "3600"}))
    with pytest.raises(TransientError) as told:
        web(clock).page(httpserver.url_for("/a"))
    assert told.value.wait == 3600
    assert clock.slept == []
    assert len(httpserver.log) == 1


@pytest.mark.parametrize("wish", ["soon", "-5", "nan", "inf", "Tue, 99 May 2026", ""])
def test_nonsense_in_retry_after_is_no_pause(
    httpserver: HTTPServer, clock: Time, wish: str
) -> None:
    """A wish that makes no sense ends in the page or in an error, never in an endless wait."""
    serve(httpserver, "/a", Response(status=429, headers={"Retry-After": wish}), ok())
    try:
        assert web(clock).page(httpserver.url_for("/a"))
    except TransientError as error:
        assert (error.wait or 0) <= 30 * 24 * 3600
    assert clock.passed() < 60


def test_gaps_between_requests_to_a_host(httpserver: HTTPServer, clock: Time) -> None:
    """Two requests to one host are a gap apart; the first waits for nothing."""
    serve(httpserver, "/a", ok())
    opened = web(clock, gap=5)
    for _ in range(3):
        opened.page(httpserver.url_for("/a"))
    assert clock.slept == [5, 5]


def test_one_request_at_a_time_to_a_host(httpserver: HTTPServer, clock: Time) -> None:
    """Many threads that want pages of one host ask one after another."""
    busy: list[int] = []
    most: list[int] = []

    def answer(_: Request) -> Response:
        busy.append(1)
        most.append(len(busy))
        busy.pop()
        return ok()

    httpserver.expect_request("/a").respond_with_handler(answer)
    opened = web(clock)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: opened.page(httpserver.url_for("/a")), range(16)))
    assert max(most) == 1


def test_robots(httpserver: HTTPServer, clock: Time) -> None:
    """The rules of a host are asked for once and kept to, and its delay is the gap."""
    rules = "User-agent: *\nDisallow: /closed\nCrawl-delay: 3"
    serve(httpserver, "/robots.txt", ok(rules))
    serve(httpserver, "/a", ok())
    opened = web(clock, robots=True)
    assert opened.page(httpserver.url_for("/a"))
    with pytest.raises(SourceError, match=r"robots\.txt"):
        opened.page(httpserver.url_for("/closed/1"))
    assert opened.page(httpserver.url_for("/a"))
    assert asked(httpserver) == ["/robots.txt", "/a", "/a"]
    assert clock.slept == [3]


def test_a_host_without_rules_allows_everything(httpserver: HTTPServer, clock: Time) -> None:
    """A missing robots.txt closes nothing."""
    serve(httpserver, "/robots.txt", Response(status=404))
    serve(httpserver, "/a", ok())
    assert web(clock, robots=True).page(httpserver.url_for("/a"))


def test_rules_that_can_t_be_had_close_the_host_for_now(
    httpserver: HTTPServer, clock: Time
) -> None:
    """While a host can't say what it allows, nothing of it is fetched; later may be better."""
    serve(httpserver, "/robots.txt", Response(status=503))
    serve(httpserver, "/a", ok())
    with pytest.raises(TransientError):
        web(clock, robots=True).page(httpserver.url_for("/a"))
    assert "/a" not in asked(httpserver)


def test_feeds_are_read_whatever_robots_say(httpserver: HTTPServer, clock: Time) -> None:
    """A feed is there for programs, so its host's rules for pages don't matter."""
    serve(httpserver, "/robots.txt", ok("User-agent: *\nDisallow: /"))
    feed = Response("<rss/>", content_type="application/rss+xml")
    serve(httpserver, "/feed", feed)
    assert web(clock, robots=True).feed(httpserver.url_for("/feed"))


def test_a_refused_host_is_asked_again_within_the_time(clock: Time) -> None:
    """Where nobody answers, the attempts end and say that it may pass."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(TransientError, match="can't be reached"):
            web(clock).page(f"http://127.0.0.1:{taken.getsockname()[1]}/")
    assert len(clock.slept) == 2


def test_all_attempts_share_the_time(httpserver: HTTPServer, clock: Time) -> None:
    """An address takes no longer than it may, however many attempts are left."""
    serve(httpserver, "/a", Response(status=503, headers={"Retry-After": "25"}))
    with pytest.raises(TransientError):
        web(clock, attempts=10).page(httpserver.url_for("/a"))
    assert clock.passed() <= 60
    assert len(httpserver.log) == 3
