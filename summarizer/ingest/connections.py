"""The connections behind a fetch, and a watch that ends them when time is up.

Timeouts of a socket start anew with every byte, so a server that sends one now and then could hold
on for ever. The watch shuts the sockets themselves, whatever they are waiting for.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable
from typing import Any, Self

from requests import Session
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

Opened = Callable[[socket.socket], None]


class Watch:
    """Shuts every socket it was told of once `seconds` are over; `over` tells that they are."""

    def __init__(self, seconds: float) -> None:
        self.over = False
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._shut)
        self._timer.daemon = True

    def add(self, opened: socket.socket) -> None:
        self._sockets.append(opened)
        if self.over:
            self._shut()

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


def session(opened: Opened) -> Session:
    """A session that reports each socket it opens, before and after it is secured."""
    made = Session()
    for scheme in ("http://", "https://"):
        made.mount(scheme, _Adapter(opened))
    return made


class _Adapter(HTTPAdapter):
    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _pools(self._opened)


def _pools(opened: Opened) -> dict[str, type[HTTPConnectionPool]]:
    class Plain(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            if self.sock:
                opened(self.sock)

    class Secured(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            made = super()._new_conn()
            opened(made)
            return made

        def connect(self) -> None:
            super().connect()
            if self.sock:
                opened(self.sock)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecuredPool(HTTPSConnectionPool):
        ConnectionCls = Secured

    return {"http": PlainPool, "https": SecuredPool}
