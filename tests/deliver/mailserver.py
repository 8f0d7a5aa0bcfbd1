"""A real mail server on this computer, with TLS and login, that can misbehave at each step."""

from __future__ import annotations

import asyncio
import datetime
import socket
import ssl
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from summarizer.deliver.carrier import Stage
from summarizer.deliver.secrets import Secret
from summarizer.deliver.smtp import Server

USER, PASSWORD = "brief", "canary-7Q2x+pw/ß"
FAULTS = {"421": "421 4.3.2 closing", "4xx": "451 4.3.0 later", "5xx": "554 5.7.1 never"}
STALL = 60.0


@dataclass
class Trouble:
    """What the server does wrong: at a step, some of the times it gets there. `drop_after`: it
    drops a mail it has already taken."""

    stage: Stage | None = None
    fault: str = ""
    times: int = 1_000_000
    said: str = ""


@dataclass
class Mailbox:
    """What the server took, and what was done to it."""

    trouble: Trouble = field(default_factory=Trouble)
    taken: list[tuple[str, str, bytes]] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)
    on_body: Callable[[], None] = lambda: None

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.seen["body"] += 1
        self.on_body()
        stop = await server.misbehave(Stage.BODY)
        if stop:
            return str(stop)
        assert isinstance(envelope.content, bytes)
        for recipient in envelope.rcpt_tos:
            self.taken.append((envelope.mail_from or "", recipient, envelope.content))
        return "250 2.0.0 taken"


class Faulty(SMTP):
    def __init__(self, box: Mailbox, *args: Any, **words: Any) -> None:
        super().__init__(box, *args, **words)
        self.box = box

    async def misbehave(self, stage: Stage) -> str | None:
        """An answer instead of the right one; a connection that ends or hangs on the way."""
        trouble = self.box.trouble
        if trouble.stage is not stage or trouble.times <= 0:
            return None
        trouble.times -= 1
        if trouble.fault == "drop":
            assert self.transport is not None
            self.transport.abort()  # type: ignore[attr-defined]
            await asyncio.sleep(STALL)
        if trouble.fault == "stall":
            await asyncio.sleep(STALL)
        return trouble.said or FAULTS[trouble.fault]

    async def _instead(self, stage: Stage, really: Callable[[], Awaitable[None]]) -> None:
        stop = await self.misbehave(stage)
        if stop is None:
            await really()
            return
        await self.push(stop)
        if stop.startswith("421"):
            assert self.transport is not None
            self.transport.close()

    async def _handle_client(self) -> None:
        self.box.seen["connections"] += 1
        stop = await self.misbehave(Stage.CONNECT)
        if stop is None:
            await super()._handle_client()
            return
        await self.push(stop)
        assert self.transport is not None
        self.transport.close()

    async def smtp_EHLO(self, hostname: str) -> None:  # noqa: N802
        await self._instead(Stage.EHLO, partial(super().smtp_EHLO, hostname))

    async def smtp_STARTTLS(self, arg: str) -> None:  # noqa: N802
        await self._instead(Stage.STARTTLS, partial(super().smtp_STARTTLS, arg))

    async def smtp_AUTH(self, arg: str) -> None:  # noqa: N802
        self.box.seen["logins"] += 1
        await self._instead(Stage.LOGIN, partial(super().smtp_AUTH, arg))

    async def smtp_MAIL(self, arg: str | None) -> None:  # noqa: N802
        await self._instead(Stage.MAIL, partial(super().smtp_MAIL, arg))

    async def smtp_RCPT(self, arg: str | None) -> None:  # noqa: N802
        await self._instead(Stage.RCPT, partial(super().smtp_RCPT, arg))

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        await self._instead(Stage.DATA, partial(super().smtp_DATA, arg))

    async def smtp_QUIT(self, arg: str) -> None:  # noqa: N802
        self.box.seen["quits"] += 1
        await self._instead(Stage.QUIT, partial(super().smtp_QUIT, arg))


class _Controller(Controller):
    def __init__(self, box: Mailbox, **words: Any) -> None:
        super().__init__(box, **words)
        self.box = box

    def factory(self) -> SMTP:
        return Faulty(self.box, **self.SMTP_kwargs)


def _check(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
    right = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=False)


@contextmanager
def serving(
    certificate: Path, security: str = "starttls", *, login: bool = True
) -> Iterator[tuple[Mailbox, Server]]:
    """A server that runs, and how it is reached. `certificate` holds a chain and its key."""
    box = Mailbox()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    starttls, tls = security == "starttls", security == "tls"
    controller = _Controller(
        box,
        hostname="127.0.0.1",
        port=_free_port(),
        ssl_context=context if tls else None,
        tls_context=context if starttls else None,
        require_starttls=starttls,
        authenticator=_check if login else None,
        auth_required=login,
        auth_require_tls=starttls,
        enable_SMTPUTF8=True,
    )
    controller.start()
    box.seen.clear()
    try:
        yield box, reached(controller.port, certificate, security, login=login)
    finally:
        controller.stop(no_assert=True)


def reached(port: int, certificate: Path, security: Any, *, login: bool = True) -> Server:
    ca = str(certificate.with_name("ca.pem"))
    return Server(
        host="localhost",
        port=port,
        security=security,
        name="example.com",
        username=USER if login else "",
        password=(lambda: Secret(PASSWORD)) if login else None,
        seconds=10,
        body_seconds=10,
        context=lambda: ssl.create_default_context(cafile=ca),
    )


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def certificates(folder: Path, host: str = "localhost") -> Path:
    """An authority of our own (ca.pem), and a server's certificate by it with its key."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    def name(common: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])

    begin = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)
    keys = [ec.generate_private_key(ec.SECP256R1()) for _ in range(2)]
    made = []
    for number, common in enumerate(("Test Authority", host)):
        builder = (
            x509.CertificateBuilder()
            .subject_name(name(common))
            .issuer_name(name("Test Authority"))
            .public_key(keys[number].public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(begin)
            .not_valid_after(begin + datetime.timedelta(days=30))
            .add_extension(x509.BasicConstraints(ca=number == 0, path_length=None), critical=True)
        )
        if number:
            names = [x509.DNSName(host), x509.IPAddress(ip_address("127.0.0.1"))]
            builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
        made.append(builder.sign(keys[0], hashes.SHA256()))
    pem = serialization.Encoding.PEM
    folder.joinpath("ca.pem").write_bytes(made[0].public_bytes(pem))
    server = folder / "server.pem"
    server.write_bytes(
        keys[1].private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + made[1].public_bytes(pem)
    )
    return server
