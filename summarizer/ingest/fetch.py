"""Fetching an address: the seam the rest of the room sees, and the default behind it.

`HttpFetch._open` is the only place of the package that opens a connection to an address somebody
named. It is given one address at a time, redirects included; `guard` judges the addresses of the
network that each stands for.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urljoin, urlsplit

from summarizer.errors import SourceError, TransientError
from summarizer.ingest.guard import Guard
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
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers that may be others in a while."""
ARTICLE_TYPES = frozenset({*MEDIA_TYPES, *VAGUE_TYPES})


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: the body decoded from its transfer, the Content-Type as sent, the last address."""

    body: bytes
    content_type: str | None
    url: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Any answer: its headers by their names in lower case; a body only where all is well."""

    status: int
    reason: str
    headers: Mapping[str, str]
    body: bytes
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
    """Fetch by requests: streamed, with a cap on size, time and redirects.

    With `named`, the host of the address itself may stand in the own network, as a user who types
    it wants; where it redirects to may not. Without, nothing may that `guard` doesn't allow, and
    neither proxies nor passwords are taken from the environment.
    """

    limits: Limits = field(default_factory=Limits)
    patience: Patience = field(default_factory=Patience)
    guard: Guard = field(default_factory=Guard)
    named: bool = True

    def __call__(self, url: str) -> Fetched:
        """The body behind an address, at most `limits.body_bytes` of it read."""
        answer = self.ask(url)
        check_answer(url, answer)
        return Fetched(answer.body, answer.headers.get("content-type"), answer.url)

    def ask(
        self,
        url: str,
        headers: Mapping[str, str] | None = None,
        types: Collection[str] = ARTICLE_TYPES,
        seconds: float | None = None,
    ) -> Answer:
        """The answer of an address, whatever it is; a body of a media type not among `types` is
        refused unread. Raises TransientError where another attempt may help, and SourceError.
        """
        from urllib3.exceptions import HTTPError

        from summarizer.ingest.connections import Watch, session

        guard = self.guard.trusting(url) if self.named else self.guard
        patience = min(self.patience.total, seconds or self.patience.total)
        with Watch(patience) as watch, session(watch, guard) as opened:
            opened.trust_env = self.named
            try:
                answer = self._asked(url, opened, headers or {}, types)
            except (OSError, ValueError, HTTPError) as error:
                if watch.over:
                    raise self._late(url, patience) from error
                raise _as_source_error(url, error) from error
            except SourceError as error:
                raise self._late(url, patience) if watch.over else error from error
            if watch.over:  # a body that was cut off by the watch looks like one that ended
                raise self._late(url, patience)
            return answer

    def _late(self, url: str, seconds: float) -> SourceError:
        return TransientError(url, f"took longer than {seconds:g} s", TRY_LATER)

    def _asked(
        self, url: str, opened: Session, headers: Mapping[str, str], types: Collection[str]
    ) -> Answer:
        with self._followed(url, opened, headers) as response:
            told = {name.lower(): value for name, value in response.headers.items()}
            fine = response.status_code == HTTPStatus.OK
            if fine:
                _check_type(url, told.get("content-type", ""), types)
            body = self._body(url, response) if fine else b""
            return Answer(response.status_code, response.reason or "", told, body, response.url)

    def _followed(self, url: str, opened: Session, headers: Mapping[str, str]) -> Response:
        """The first answer that is no redirect."""
        at = url
        for _ in range(self.patience.redirects + 1):
            response = self._open(at, url, opened, headers)
            target = response.headers.get("Location")
            if not response.is_redirect or not target:
                return response
            response.close()
            at = urljoin(at, target)
        raise SourceError(url, f"redirects more than {self.patience.redirects} times", SAVE_PAGE)

    def _open(self, at: str, url: str, opened: Session, more: Mapping[str, str]) -> Response:
        if urlsplit(at).scheme.lower() not in ("http", "https"):
            raise SourceError(url, f"leads to {one_line(at, 80)}, which is no web page", CHECK)
        times = (self.patience.connect, self.patience.read)
        headers = {"User-Agent": USER_AGENT, "Accept": ACCEPT, **more}
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
            raise TransientError(url, *BROKE_OFF) from error
        return bytes(body)


def check_answer(url: str, answer: Answer) -> None:
    """Raise for an answer that is no document: TransientError where another may come later."""
    if answer.status == HTTPStatus.OK:
        return
    phrase = one_line(answer.reason, 60)
    remedy = REMEDIES.get(answer.status) or REMEDY_OF_HUNDRED.get(answer.status // 100, SAVE_PAGE)
    kind = TransientError if answer.status in PASSING else SourceError
    raise kind(url, f"answers {answer.status} {phrase}".rstrip(), remedy)


def _check_type(url: str, declared: str, types: Collection[str]) -> None:
    kind = declared.partition(";")[0].strip().lower()
    if kind not in types:
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
    passing = (requests.Timeout, requests.ConnectionError, requests.exceptions.ChunkedEncodingError)
    may_pass = isinstance(error, passing) and not isinstance(error, requests.exceptions.SSLError)
    made = TransientError if may_pass else SourceError
    for kind, problem, remedy in table:
        if isinstance(error, kind):
            return made(url, problem, remedy)
    return SourceError(url, f"can't be fetched ({type(error).__name__})", SAVE_PAGE)
