from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Response

from summarizer.ingest import Fetched, HttpFetch, Limits, Patience, ingest
from summarizer.records import Failure, Media, RawDocument
from tests.ingest.making import STORY, lines, page, pdf

HASTY = Patience(connect=1, read=0.5, total=1)


def get(url: str, fetch: HttpFetch | None = None) -> RawDocument | Failure:
    (result,) = ingest([url], fetch=fetch)
    return result


def problem(url: str, fetch: HttpFetch | None = None) -> str:
    result = get(url, fetch)
    assert isinstance(result, Failure)
    assert result.origin == url
    return result.problem


def test_page(httpserver: HTTPServer) -> None:
    """An address gives its article by the name the user gave it, and its host as publisher."""
    httpserver.expect_request("/a").respond_with_data(page(""), content_type="text/html")
    found = get(httpserver.url_for("/a#part"))
    assert isinstance(found, RawDocument)
    assert found.origin == httpserver.url_for("/a#part")
    assert found.url == httpserver.url_for("/a")
    assert (found.publisher or "").startswith("localhost")
    assert STORY[1] in found.text


def test_redirects(httpserver: HTTPServer) -> None:
    """Redirects are followed, and the last address is where the article is from."""
    httpserver.expect_request("/a").respond_with_data("", 301, {"Location": "b"})
    httpserver.expect_request("/b").respond_with_data(page(""), content_type="text/html")
    found = get(httpserver.url_for("/a"))
    assert isinstance(found, RawDocument)
    assert found.url == httpserver.url_for("/b")


def test_declared_charset(httpserver: HTTPServer) -> None:
    """The charset of the answer goes before that of the page."""
    body = page("<p>Zoé Köhler agreed.</p>").replace("utf-8", "koi8-r").encode("cp1252")
    httpserver.expect_request("/a").respond_with_data(
        body, content_type="text/html; charset=iso-8859-1"
    )
    found = get(httpserver.url_for("/a"))
    assert isinstance(found, RawDocument)
    assert "Zoé Köhler agreed." in found.text


def test_other_media(httpserver: HTTPServer) -> None:
    """A PDF is told by its bytes, whatever type the server gives it."""
    body = pdf(lines([STORY[0][:80]]))
    httpserver.expect_request("/a").respond_with_data(body, content_type="text/html")
    found = get(httpserver.url_for("/a"))
    assert isinstance(found, RawDocument)
    assert found.media == Media.PDF


@pytest.mark.parametrize(
    ("status", "remedy"),
    [(404, "check the address"), (403, "save the page"), (429, "later"), (503, "later")],
)
def test_answers_that_are_no_page(httpserver: HTTPServer, status: int, remedy: str) -> None:
    """An error of the server is named by its number, with what can be done about it."""
    httpserver.expect_request("/a").respond_with_data("no", status)
    result = get(httpserver.url_for("/a"))
    assert isinstance(result, Failure)
    assert result.problem.startswith(f"answers {status}")
    assert remedy in result.remedy


def test_wrong_type(httpserver: HTTPServer) -> None:
    """A picture or film is refused by its type, before its body is read."""
    httpserver.expect_request("/a").respond_with_data(b"x" * 100, content_type="video/mp4")
    assert problem(httpserver.url_for("/a")) == "is video/mp4, not an article"


def test_endless_redirects(httpserver: HTTPServer) -> None:
    """A loop of redirects ends after a few."""
    httpserver.expect_request("/a").respond_with_data("", 302, {"Location": "/a"})
    assert problem(httpserver.url_for("/a")) == "redirects more than 5 times"


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://host/x", "http://[", "//"])
def test_redirects_out_of_the_web(httpserver: HTTPServer, target: str) -> None:
    """A redirect to anything but a web address is not followed."""
    httpserver.expect_request("/a").respond_with_data("", 302, {"Location": target})
    assert problem(httpserver.url_for("/a"))


def test_too_large(httpserver: HTTPServer) -> None:
    """A body is read up to the cap, however long it says it is or goes on."""

    def endless(_: object) -> Response:
        return Response((b"x" * 1000 for _ in range(10**9)), content_type="text/plain")

    httpserver.expect_request("/a").respond_with_handler(endless)
    limits = Limits(body_bytes=100_000)
    assert problem(httpserver.url_for("/a"), HttpFetch(limits)) == "is larger than 100,000 bytes"


def test_unreachable() -> None:
    """A host that isn't there, or a port nobody listens on, is a failure."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        assert problem(f"http://127.0.0.1:{taken.getsockname()[1]}/") == "can't be reached"
    assert problem("http://no-such-host.invalid/a") == "can't be reached"
    assert problem("http://exa mple.test/") in ("is no web address", "can't be reached")


@pytest.fixture
def raw() -> Iterator[RawServer]:
    server = RawServer()
    yield server
    server.close()


class RawServer:
    """Sends each caller some bytes, then more every tenth of a second, until it is closed; with
    nothing more to send, it hangs up."""

    def __init__(self) -> None:
        self.greeting = b""
        self.drip: bytes | None = None
        self.stopped = threading.Event()
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listening.getsockname()[1]}/"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while not self.stopped.is_set():
            try:
                caller, _ = self.listening.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(caller,), daemon=True).start()

    def _answer(self, caller: socket.socket) -> None:
        with caller:
            try:
                caller.recv(4096)
                caller.sendall(self.greeting)
                while self.drip is not None and not self.stopped.wait(0.1):
                    caller.sendall(self.drip)
            except OSError:
                return

    def close(self) -> None:
        self.stopped.set()
        self.listening.close()


HEADERS = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"


def test_silent_server(raw: RawServer) -> None:
    """A server that takes the connection and says nothing is given up."""
    raw.greeting, raw.drip = HEADERS, b""
    assert problem(raw.url, HttpFetch(patience=HASTY)) == "did not answer in time"


@pytest.mark.parametrize(
    "greeting",
    [HEADERS + b"X-Slow: ", HEADERS + b"\r\n", HEADERS + b"Content-Length: 999999\r\n\r\n"],
    ids=["headers", "open body", "long body"],
)
def test_dripping_server(raw: RawServer, greeting: bytes) -> None:
    """A server that sends a byte now and then is cut off when the whole time is up."""
    raw.greeting, raw.drip = greeting, b"x"
    start = time.monotonic()
    assert problem(raw.url, HttpFetch(patience=HASTY)) == "took longer than 1 s"
    assert time.monotonic() - start < 3


def test_body_that_breaks_off(raw: RawServer) -> None:
    """A body shorter than announced is a failure, not half an article."""
    raw.greeting = HEADERS + b"Content-Length: 5000\r\n\r\n" + STORY[0].encode()
    assert problem(raw.url) == "broke off while it was read"


def test_nonsense(raw: RawServer) -> None:
    """An answer that is no HTTP is a failure."""
    raw.greeting = b"\x00\x01\x02 what?\r\n\r\n"
    assert problem(raw.url)


def test_own_fetch() -> None:
    """Whoever brings a fetch of their own decides where bytes come from."""
    asked: list[str] = []

    def fetch(url: str) -> Fetched:
        asked.append(url)
        return Fetched(STORY[0].encode(), None, url)

    results = list(ingest(["https://a.test/x", "https://a.test/x#y"], fetch=fetch))
    assert asked == ["https://a.test/x"]
    assert [r.text for r in results if isinstance(r, RawDocument)] == [STORY[0]]


def test_own_fetch_that_fails() -> None:
    """An error of the network from a fetch of one's own is a failure like any other."""

    def fetch(url: str) -> Fetched:
        raise TimeoutError("no answer")

    (result,) = ingest(["https://a.test/x"], fetch=fetch)
    assert isinstance(result, Failure)
