"""Fetching with manners: one request at a time to a host, with gaps; robots.txt; conditional
requests; further attempts with growing, jittered pauses; and an end to all of it.

Clock, randomness and network are handed in.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Protocol
from urllib.parse import urlsplit

from summarizer.errors import SourceError, TransientError
from summarizer.ingest.fetch import ARTICLE_TYPES, PASSING, Answer, check_answer
from summarizer.watch.robots import Robots

FEED_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"}
)
LONGEST_WAIT = 30 * 24 * 3600.0
"""A server's wish for a pause is heeded up to so many seconds."""


class Network(Protocol):
    """Asks an address once; `HttpFetch.ask`."""

    def __call__(
        self,
        url: str,
        headers: Mapping[str, str] | None = None,
        types: Collection[str] = ARTICLE_TYPES,
        seconds: float | None = None,
    ) -> Answer: ...


class Clock(Protocol):
    """The time of day, a clock that only goes forward, and waiting. All in seconds, and UTC."""

    def now(self) -> datetime: ...

    def passed(self) -> float: ...

    def sleep(self, seconds: float) -> None: ...


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    def passed(self) -> float:
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


@dataclass
class HandClock:
    """A clock that goes only when it is set; sleeping puts it forward, at once."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment

    def passed(self) -> float:
        return self.moment.timestamp()

    def sleep(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


@dataclass(frozen=True, slots=True)
class Manners:
    """Seconds in all for an address, attempts, the first pause and the longest between them, the
    gap between two requests to a host, and whether robots.txt is kept to."""

    seconds: float = 60.0
    attempts: int = 3
    pause: float = 0.5
    longest_pause: float = 20.0
    gap: float = 1.0
    robots: bool = True


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server wants to be told when it is asked for the same again."""

    etag: str | None = None
    modified: str | None = None

    def headers(self) -> dict[str, str]:
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in given.items() if value}


NOTHING_KNOWN = Validators()


@dataclass(frozen=True, slots=True)
class Page:
    """What stands at an address; `url` is the last one after redirects."""

    body: bytes
    content_type: str | None
    url: str
    validators: Validators


@dataclass(slots=True)
class _Host:
    """A host's turn: who holds `lock` may ask it, not before `free` on the forward clock."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    free: float = 0.0
    robots: Robots | None = None


class Web:
    """Gets pages. One object serves a whole run and several threads."""

    def __init__(
        self,
        ask: Network,
        manners: Manners | None = None,
        clock: Clock | None = None,
        chance: random.Random | None = None,
    ) -> None:
        self._ask = ask
        self._manners = manners or Manners()
        self._clock = clock or SystemClock()
        self._chance = chance or random.Random()
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def page(self, url: str, known: Validators | None = None) -> Page | None:
        """The document at an address; None where it is what `known` stands for.

        Raises TransientError for what may be had later, SourceError for what may not.
        """
        return self._get(url, known, ARTICLE_TYPES, robots=self._manners.robots)

    def feed(self, url: str, known: Validators | None = None) -> Page | None:
        """The same for a feed. Feeds are there for programs, so robots.txt isn't asked."""
        return self._get(url, known, FEED_TYPES | ARTICLE_TYPES, robots=False)

    def _get(
        self, url: str, known: Validators | None, types: Collection[str], *, robots: bool
    ) -> Page | None:
        host = self._host(url)
        with host.lock:
            end = self._clock.passed() + self._manners.seconds
            if robots:
                self._keep_to_robots(url, host, end)
            headers = (known or NOTHING_KNOWN).headers()
            answer = self._persistently(url, headers, types, host, end)
        if answer.status == HTTPStatus.NOT_MODIFIED and headers:
            return None
        check_answer(url, answer)
        told = Validators(answer.headers.get("etag"), answer.headers.get("last-modified"))
        return Page(answer.body, answer.headers.get("content-type"), answer.url, told)

    def _host(self, url: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(_site(url), _Host())

    def _keep_to_robots(self, url: str, host: _Host, end: float) -> None:
        if host.robots is None:
            host.robots = self._robots(_site(url) + "/robots.txt", host, end)
            host.free = 0.0  # the first page may follow its rules at once
        if not host.robots.allows(url):
            raise SourceError(url, "is closed to programs by robots.txt", "save the page")

    def _robots(self, url: str, host: _Host, end: float) -> Robots:
        """The rules of a host. A host that has none allows everything; one that can't be asked
        for them right now allows nothing right now (RFC 9309)."""
        answer = self._persistently(url, {}, ARTICLE_TYPES, host, end)
        if answer.status in PASSING:
            check_answer(url, answer)
        return Robots.parse(answer.body if answer.status == HTTPStatus.OK else b"")

    def _persistently(
        self,
        url: str,
        headers: Mapping[str, str],
        types: Collection[str],
        host: _Host,
        end: float,
    ) -> Answer:
        """The first answer that isn't bound to pass, within the attempts and the time."""
        for attempt in range(1, self._manners.attempts + 1):
            last = attempt == self._manners.attempts
            try:
                answer = self._politely(url, headers, types, host, end)
            except TransientError:
                if last or not self._wait(self._pause(attempt), end):
                    raise
                continue
            if answer.status not in PASSING:
                return answer
            wish = _wish(answer.headers.get("retry-after"), self._clock.now())
            if last or not self._wait(self._pause(attempt) if wish is None else wish, end):
                raise _refusal(url, answer, wish)
        raise AssertionError("unreachable")

    def _politely(
        self,
        url: str,
        headers: Mapping[str, str],
        types: Collection[str],
        host: _Host,
        end: float,
    ) -> Answer:
        """One request, a gap after the one before."""
        gap = max(self._manners.gap, host.robots.delay if host.robots else 0.0)
        if not self._wait(host.free - self._clock.passed(), end):
            raise TransientError(url, "had no time left to be asked", "try again later")
        try:
            return self._ask(url, headers, types, max(end - self._clock.passed(), 0.001))
        finally:
            host.free = self._clock.passed() + gap

    def _pause(self, attempt: int) -> float:
        """A random part of a pause that doubles, so that many clients don't come back at once."""
        whole = min(self._manners.pause * 2**attempt, self._manners.longest_pause)
        return self._chance.uniform(whole / 4, whole)

    def _wait(self, seconds: float, end: float) -> bool:
        """Wait; False at once where the time would be over by then."""
        if self._clock.passed() + max(seconds, 0) >= end:
            return False
        if seconds > 0:
            self._clock.sleep(seconds)
        return True


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme.lower()}://{parts.netloc.rpartition('@')[2].lower()}"


def _wish(value: str | None, now: datetime) -> float | None:
    """Seconds a Retry-After asks for, as a number or a date."""
    if value is None:
        return None
    try:
        seconds = float(value)
    except ValueError:
        try:
            moment = parsedate_to_datetime(value)
        except (ValueError, TypeError):
            return None
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        seconds = (aware - now).total_seconds()
    return min(max(seconds, 0.0), LONGEST_WAIT) if seconds == seconds else None


def _refusal(url: str, answer: Answer, wish: float | None) -> SourceError:
    try:
        check_answer(url, answer)
    except TransientError as error:
        return TransientError(error.item, error.problem, error.remedy, wish)
    raise AssertionError("only answers that may pass come here")
