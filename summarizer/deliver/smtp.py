"""One connection to a mail server, driven step by step.

The standard library's `sendmail` hides on which side of the mail's body a connection broke. Here
each step is taken by itself, so that it is known whether the server may have the mail: before the
body it can't, once it began it may, and only its own answer tells.
"""

from __future__ import annotations

import base64
import re
import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any, Literal

from summarizer.deliver.carrier import Setback, SetbackError, Stage
from summarizer.deliver.secrets import Secret
from summarizer.store.outbox import State

CLOSING = 421
QUIT_SECONDS = 5.0
"""Nothing hangs on how a server says good-bye."""
LONGEST_SAID = 300


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail goes, and how. `name` is what we call ourselves; `password` is asked for at each
    login; seconds are those for an answer, and for the answer to a mail's body."""

    host: str
    port: int
    security: Literal["starttls", "tls", "plain"]
    name: str
    username: str = ""
    password: Callable[[], Secret] | None = None
    seconds: float = 60.0
    body_seconds: float = 600.0
    context: Callable[[], ssl.SSLContext] = field(default=ssl.create_default_context)


class Connection:
    """A session that is open and logged in. SetbackError where it can't be."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._secrets: list[Secret] = []
        self._smtp = self._step(Stage.CONNECT, lambda: _connected(server))
        try:
            self._open()
        except BaseException:
            self._smtp.close()
            raise

    def send(self, sender: str, recipient: str, mail: bytes, begin: Callable[[], None]) -> None:
        """Give one mail to the server; see `Carrier`."""
        smtp = self._smtp
        options = [f"SIZE={len(mail)}"] if smtp.has_extn("size") else []
        if not (sender.isascii() and recipient.isascii()):
            if not smtp.has_extn("smtputf8"):
                said = "the server takes no address with letters beyond ASCII"
                raise SetbackError(Setback(Stage.MAIL, State.REFUSED, said, lost=False))
            options += ["SMTPUTF8", "BODY=8BITMIME"]
        try:
            self._ask(Stage.MAIL, 250, lambda: smtp.mail(sender, options))
            self._ask(Stage.RCPT, 250, lambda: smtp.rcpt(recipient))
            self._ask(Stage.DATA, 354, lambda: smtp.docmd("DATA"))
            begin()
            self._ask(Stage.BODY, 250, lambda: self._body(mail))
        except SetbackError as error:
            if not error.setback.lost and not self._fresh():
                raise SetbackError(_lost(error.setback)) from None
            raise

    def close(self) -> None:
        """Say good-bye, if the server listens; a mail it took stays taken."""
        with suppress(OSError, smtplib.SMTPException):
            if self._smtp.sock:
                self._smtp.sock.settimeout(min(QUIT_SECONDS, self._server.seconds))
            self._smtp.docmd("QUIT")
        self._smtp.close()

    def _open(self) -> None:
        smtp, server = self._smtp, self._server
        if server.security == "plain" and not ip_address(smtp.sock.getpeername()[0]).is_loopback:
            raise self._flaw(Stage.CONNECT, "is not this computer, and plain is only for it")
        self._ask(Stage.EHLO, 250, smtp.ehlo)
        if server.security == "starttls":
            if not smtp.has_extn("starttls"):
                raise self._flaw(Stage.STARTTLS, "the server offers none")
            context = server.context()
            self._ask(Stage.STARTTLS, 220, lambda: smtp.starttls(context=context))
            self._ask(Stage.EHLO, 250, smtp.ehlo)
        if server.username and server.password:
            self._login(server.username, server.password())

    def _login(self, user: str, password: Secret) -> None:
        """PLAIN, or LOGIN where there is only that."""
        smtp = self._smtp
        self._secrets.append(password)
        offered = smtp.esmtp_features.get("auth", "").upper().split()
        if "PLAIN" in offered:
            blob = Secret(_base64(f"\0{user}\0{password.reveal()}"))
            self._secrets.append(blob)
            self._ask(Stage.LOGIN, 235, lambda: smtp.docmd("AUTH", f"PLAIN {blob.reveal()}"))
        elif "LOGIN" in offered:
            self._ask(Stage.LOGIN, 334, lambda: smtp.docmd("AUTH", "LOGIN"))
            self._ask(Stage.LOGIN, 334, lambda: smtp.docmd(_base64(user)))
            self._ask(Stage.LOGIN, 235, lambda: smtp.docmd(_base64(password.reveal())))
        else:
            raise self._flaw(Stage.LOGIN, "the server offers neither PLAIN nor LOGIN")

    def _body(self, mail: bytes) -> tuple[int, bytes]:
        """A mail with its dots doubled and its end marked, and what the server says to it."""
        lines = re.sub(rb"(?m)^\.", b"..", mail)
        end = b".\r\n" if lines.endswith(b"\r\n") else b"\r\n.\r\n"
        assert self._smtp.sock
        self._smtp.sock.settimeout(self._server.body_seconds)
        self._smtp.send(lines + end)
        answer: tuple[int, bytes] = self._smtp.getreply()
        self._smtp.sock.settimeout(self._server.seconds)
        return answer

    def _fresh(self) -> bool:
        """Whether the connection is ready for another mail after one that wasn't taken."""
        try:
            code: int = self._smtp.rset()[0]
            return code == 250
        except (OSError, smtplib.SMTPException):
            return False

    def _ask(self, stage: Stage, wanted: int, step: Callable[[], tuple[int, bytes]]) -> None:
        """Take a step that has to be answered with a number of the wanted hundred (or with just
        that one, where it isn't 250). No frame of what is raised holds the server's own words,
        which may repeat a password."""
        setback = self._judged(stage, wanted, step)
        if setback:
            raise SetbackError(setback)

    def _judged(
        self, stage: Stage, wanted: int, step: Callable[[], tuple[int, bytes]]
    ) -> Setback | None:
        code, said = self._step(stage, step)
        if code == wanted or (wanted == 250 and 250 <= code < 260):
            return None
        return self._answer(stage, code, said)

    def _step(self, stage: Stage, step: Callable[[], Any]) -> Any:
        """Take a step. What the library raises is told without its traceback, whose frames hold
        what was sent, a password among it."""
        setback: Setback | None = None
        caught: BaseException | None = None
        try:
            return step()
        except smtplib.SMTPResponseException as error:
            setback = self._answer(stage, error.smtp_code, error.smtp_error)
        except (OSError, smtplib.SMTPException, ValueError) as error:
            setback = self._broken(stage, error)
        except BaseException as error:
            caught = error.with_traceback(None)
        if setback:
            raise SetbackError(setback)
        assert caught
        raise caught

    def _answer(self, stage: Stage, code: int, said: bytes | str) -> Setback:
        """What an answer that isn't the wanted one means. A number that is none after the body
        leaves open what became of it."""
        text = said if isinstance(said, str) else said.decode("utf-8", "replace")
        kinds = {4: State.WAITING, 5: State.REFUSED}
        other = State.UNKNOWN if stage is Stage.BODY else State.WAITING
        state = kinds.get(code // 100, other)
        lost = code == CLOSING or code // 100 not in kinds
        return Setback(stage, state, self._shown(f"{code} {text}"), lost)

    def _broken(self, stage: Stage, error: Exception) -> Setback:
        state = State.UNKNOWN if stage is Stage.BODY else State.WAITING
        words = "no answer in time" if isinstance(error, TimeoutError) else str(error)
        return Setback(stage, state, self._shown(words or type(error).__name__), lost=True)

    def _flaw(self, stage: Stage, said: str) -> SetbackError:
        return SetbackError(Setback(stage, State.WAITING, said, lost=True))

    def _shown(self, said: str) -> str:
        """What may be kept of a server's words: one line, without anything we told it in trust."""
        for secret in self._secrets:
            said = secret.hidden(said)
        line = " ".join("".join(c if c.isprintable() else " " for c in said).split())
        return line[:LONGEST_SAID]


def _connected(server: Server) -> smtplib.SMTP:
    if server.security == "tls":
        return smtplib.SMTP_SSL(
            server.host,
            server.port,
            server.name,
            timeout=server.seconds,
            context=server.context(),
        )
    return smtplib.SMTP(server.host, server.port, server.name, timeout=server.seconds)


def _lost(setback: Setback) -> Setback:
    return Setback(setback.stage, setback.state, setback.said, lost=True)


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode("ascii")
