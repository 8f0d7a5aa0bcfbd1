"""The connections behind a fetch, and a watch that ends them when time is up.

Timeouts of a socket start anew with every byte, so a server that sends one now and then could hold
on for ever. The watch shuts the sockets themselves, whatever they are waiting for. Looking a name
up knows no end of its own at all, and a name may stand for many addresses that don't answer; both
are given what time is left.
"""

from __future__ import annotations

import contextlib
import queue
import socket
import threading
import time
from collections.abc import Callable
from typing import Any, Self

from requests import Session
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError

from summarizer.ingest.guard import Guard


class Watch:
    """Shuts every socket it was told of once `seconds` are over; `over` tells that they are."""

    def __init__(self, seconds: float) -> None:
        self.over = False
        self._end = time.monotonic() + seconds
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._shut)
        self._timer.daemon = True

    def add(self, opened: socket.socket) -> None:
        self._sockets.append(opened)
        if self.over:
            self._shut()

    def left(self) -> float:
        """Seconds that are left; none once it is over."""
        return 0.0 if self.over else max(self._end - time.monotonic(), 0.0)

    def _shut(self) -> None:
        self.over = True
        for opened in list(self._sockets):
            with contextlib.suppress(OSError):  # closed by now
                opened.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()


def session(watch: Watch, guard: Guard) -> Session:
    """A session that tells the watch of each socket it opens, before and after it is secured, and
    opens none to an address that the guard refuses."""
    made = Session()
    for scheme in ("http://", "https://"):
        made.mount(scheme, _Adapter(watch, guard))
    return made


class _Adapter(HTTPAdapter):
    def __init__(self, watch: Watch, guard: Guard) -> None:
        self._watch = watch
        self._guard = guard
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _pools(self._watch, self._guard)


def _pools(watch: Watch, guard: Guard) -> dict[str, type[HTTPConnectionPool]]:
    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return _connected(self, super()._new_conn, guard, watch)

        def connect(self) -> None:
            super().connect()
            if self.sock:
                watch.add(self.sock)

    class Secured(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            made = _connected(self, super()._new_conn, guard, watch)
            watch.add(made)
            return made

        def connect(self) -> None:
            super().connect()
            if self.sock:
                watch.add(self.sock)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecuredPool(HTTPSConnectionPool):
        ConnectionCls = Secured

    return {"http": PlainPool, "https": SecuredPool}


def _connected(
    connection: HTTPConnection,
    connect: Callable[[], socket.socket],
    guard: Guard,
    watch: Watch,
) -> socket.socket:
    """A socket to the first address of the host that answers.

    The name is looked up once, and connected to is the very address that was judged: a name that
    stands for another address a moment later gains nothing. The host's name stays what the request
    and its certificate are about.
    """
    host, patience = connection._dns_host, connection.timeout
    try:
        addresses = _within(watch, lambda: guard.addresses(host, connection.port or 0))
    except socket.gaierror as error:
        raise NameResolutionError(host, connection, error) from error
    failed: Exception | None = None
    for address in addresses:
        connection._dns_host = address
        connection.timeout = min(patience or watch.left(), watch.left())
        if not connection.timeout:
            raise ConnectTimeoutError(connection, "no time is left")
        try:
            return connect()
        except (NewConnectionError, ConnectTimeoutError) as error:
            failed = error
        finally:
            connection._dns_host, connection.timeout = host, patience
    raise failed or NewConnectionError(connection, "the host has no address")


def _within(watch: Watch, look: Callable[[], list[str]]) -> list[str]:
    """What a look-up gives, if it does while there is time; else it is left behind."""
    answers: queue.SimpleQueue[list[str] | BaseException] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(look())
        except BaseException as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=watch.left())
    except queue.Empty:
        raise ConnectTimeoutError(None, "its name could not be looked up in time") from None
    if isinstance(answer, BaseException):
        raise answer
    return answer
