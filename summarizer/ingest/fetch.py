"""Fetching an address: the seam the rest of the room sees, and the default behind it.

`HttpFetch._open` is the only place of the package that opens a connection to an address somebody
named. It is given one address at a time, redirects included, so that is where a rule about
addresses belongs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urljoin, urlsplit

from summarizer.errors import SourceError
from summarizer.ingest.shapes import Limits, one_line, too_large
from summarizer.ingest.sniff import MEDIA_TYPES, VAGUE_TYPES

if TYPE_CHECKING:
    from requests import Response, Session

USER_AGENT = "Mozilla/5.0 (compatible; brief-memo; reads single articles that a user named)"
ACCEPT = "text/html,application/xhtml+xml,text/plain;q=0.9,application/pdf;q=0.9,*/*;q=0.5"
CHUNK = 65_536

SAVE_PAGE = "open it in a browser, save the page and name that file"
TRY_LATER = "try again later"
CHECK = "check the address"
BROKE_OFF = ("broke off while it was read", TRY_LATER)
# What to do about an answer; others by their hundred.
REMEDIES = {
    401: SAVE_PAGE,
    402: SAVE_PAGE,
    403: SAVE_PAGE,
    404: CHECK,
    410: CHECK,
    429: TRY_LATER,
    451: SAVE_PAGE,
}
REMEDY_OF_HUNDRED = {4: CHECK, 5: TRY_LATER}


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: the body decoded from its transfer, the Content-Type as sent, the last address."""

    body: bytes
    content_type: str | None
    url: str


class Fetch(Protocol):
    """Gets what stands at an http(s) address. Raises SourceError where it can't be had."""

    def __call__(self, url: str) -> Fetched: ...


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds to connect, to wait for the next bytes and for all of it; redirects to follow."""

    connect: float = 10.0
    read: float = 20.0
    total: float = 60.0
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class HttpFetch:
    """Fetch by requests: streamed, with a cap on size, time and redirects."""

    limits: Limits = field(default_factory=Limits)
    patience: Patience = field(default_factory=Patience)

    def __call__(self, url: str) -> Fetched:
        """The body behind an address, at most `limits.body_bytes` of it read."""
        from urllib3.exceptions import HTTPError

        from summarizer.ingest.connections import Watch, session

        with Watch(self.patience.total) as watch, session(watch.add) as opened:
            try:
                fetched = self._fetched(url, opened)
            except (OSError, ValueError, HTTPError) as error:
                raise self._late(url) if watch.over else _as_source_error(url, error) from error
            if watch.over:  # a body that was cut off by the watch looks like one that ended
                raise self._late(url)
            return fetched

    def _late(self, url: str) -> SourceError:
        return SourceError(url, f"took longer than {self.patience.total:g} s", TRY_LATER)

    def _fetched(self, url: str, opened: Session) -> Fetched:
        with self._followed(url, opened) as response:
            _check_answer(url, response)
            body = self._body(url, response)
            return Fetched(body, response.headers.get("Content-Type"), response.url)

    def _followed(self, url: str, opened: Session) -> Response:
        """The first answer that is no redirect."""
        at = url
        for _ in range(self.patience.redirects + 1):
            response = self._open(at, url, opened)
            target = response.headers.get("Location")
            if not response.is_redirect or not target:
                return response
            response.close()
            at = urljoin(at, target)
        raise SourceError(url, f"redirects more than {self.patience.redirects} times", SAVE_PAGE)

    def _open(self, at: str, url: str, opened: Session) -> Response:
        if urlsplit(at).scheme.lower() not in ("http", "https"):
            raise SourceError(url, f"leads to {one_line(at, 80)}, which is no web page", CHECK)
        times = (self.patience.connect, self.patience.read)
        headers = {"User-Agent": USER_AGENT, "Accept": ACCEPT}
        return opened.get(at, stream=True, allow_redirects=False, timeout=times, headers=headers)

    def _body(self, url: str, response: Response) -> bytes:
        from requests import ConnectionError as Lost

        body = bytearray()
        try:
            for chunk in response.iter_content(CHUNK):
                body += chunk
                if len(body) > self.limits.body_bytes:
                    raise too_large(url, self.limits)
        except Lost as error:
            raise SourceError(url, *BROKE_OFF) from error
        return bytes(body)


def _check_answer(url: str, response: Response) -> None:
    status = response.status_code
    if status != HTTPStatus.OK:
        phrase = one_line(response.reason or "", 60)
        remedy = REMEDIES.get(status) or REMEDY_OF_HUNDRED.get(status // 100, SAVE_PAGE)
        raise SourceError(url, f"answers {status} {phrase}".rstrip(), remedy)
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind not in MEDIA_TYPES and kind not in VAGUE_TYPES:
        raise SourceError(
            url, f"is {one_line(kind, 60)}, not an article", "name the address of the article"
        )


def _as_source_error(url: str, error: Exception) -> SourceError:
    """What went wrong on the way, in words for a reader; the first of the table that fits."""
    import requests

    table: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str, str], ...] = (
        (requests.exceptions.SSLError, "has no valid certificate", CHECK),
        (requests.Timeout, "did not answer in time", TRY_LATER),
        (requests.exceptions.ChunkedEncodingError, *BROKE_OFF),
        (requests.exceptions.ContentDecodingError, "sends a broken encoding", SAVE_PAGE),
        (requests.exceptions.ProxyError, "can't be reached through the proxy", "check the proxy"),
        (
            (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema,
             requests.exceptions.MissingSchema, UnicodeError),
            "is no web address", CHECK,
        ),
        (
            requests.ConnectionError,
            "can't be reached",
            "check the address and the network, or save the page and name that file",
        ),
    )  # fmt: skip
    for kind, problem, remedy in table:
        if isinstance(error, kind):
            return SourceError(url, problem, remedy)
    return SourceError(url, f"can't be fetched ({type(error).__name__})", SAVE_PAGE)
