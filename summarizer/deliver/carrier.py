"""What takes mails to a server, and what may come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from summarizer.store.outbox import State


class Stage(StrEnum):
    """The steps of SMTP, in words for people. The first four are for all mails of a connection."""

    CONNECT = "connecting"
    EHLO = "EHLO"
    STARTTLS = "STARTTLS"
    LOGIN = "login"
    MAIL = "MAIL"
    RCPT = "RCPT"
    DATA = "DATA"
    BODY = "the mail itself"
    QUIT = "QUIT"


GENERAL = frozenset({Stage.CONNECT, Stage.EHLO, Stage.STARTTLS, Stage.LOGIN})


@dataclass(frozen=True, slots=True)
class Setback:
    """Why a mail was not taken, at which step, and the state that leaves it in: `waiting` where it
    may be tried again, `refused`, or `unknown`. `lost`: the connection can't be used any more."""

    stage: Stage
    state: State
    said: str
    lost: bool

    @property
    def general(self) -> bool:
        """Whether it concerns every mail."""
        return self.stage in GENERAL

    def __str__(self) -> str:
        return f"{self.stage}: {self.said}"


class SetbackError(Exception):
    """A mail was not taken, or a connection not made."""

    def __init__(self, setback: Setback) -> None:
        super().__init__(str(setback))
        self.setback = setback


class Carrier(Protocol):
    """An open connection, for one mail after the other. `begin` is called once the server waits
    for the body, before the first byte of it goes out; SetbackError where a mail isn't taken."""

    def send(self, sender: str, recipient: str, mail: bytes, begin: Callable[[], None]) -> None: ...

    def close(self) -> None: ...
