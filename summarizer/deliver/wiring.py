"""From the settings file to an open post office and a connection to the server."""

from __future__ import annotations

import os
import ssl
from collections.abc import Callable, MutableMapping
from functools import cache
from pathlib import Path
from typing import get_args

from summarizer.deliver import suppression
from summarizer.deliver.post import Post
from summarizer.deliver.secrets import Places, Secret, read
from summarizer.deliver.smtp import Connection, Server
from summarizer.deliver.weeks import Rhythm
from summarizer.deliver.witness import Witness
from summarizer.errors import MailError
from summarizer.store import Database
from summarizer.watch import addresses
from summarizer.watch.watchlist import Config, Weekday
from summarizer.watch.web import Clock

PORTS = {"starttls": 587, "tls": 465, "plain": 25}


def post(config: Config, db: Database, clock: Clock) -> Post:
    """The post office over a store that this process holds (`store.only_run`)."""
    suppressed = suppression.read(config.at(config.mail.suppressed))
    return Post(db, clock, Witness(_state_folder(config)), suppressed)


def rhythm(config: Config, watch: str) -> Rhythm:
    """When the memos of a watchlist are due."""
    zone = config.watch[watch].timezone
    return Rhythm(zone, get_args(Weekday).index(config.mail.day) + 1, config.mail.hour)


def connector(
    config: Config, environment: MutableMapping[str, str] = os.environ
) -> Callable[[], Connection]:
    """What connects to the server of the settings. MailError at once where none is named, or the
    password can't be had; a password in the environment is taken out of it."""
    told = server(config, environment)
    return lambda: connect(told)


def connect(told: Server) -> Connection:
    """A session with a server. SetbackError where it doesn't come about."""
    return Connection(told)


def server(config: Config, environment: MutableMapping[str, str] = os.environ) -> Server:
    """The server of the settings, its password in hand."""
    said = config.mail
    if not said.host or not said.sender:
        raise MailError("[mail]", "names no host", "add host and sender; see `brief init`")
    return Server(
        host=said.host,
        port=said.port or PORTS[said.security],
        security=said.security,
        name=addresses.parse(said.sender).domain,
        username=said.username,
        password=_password(config, environment),
        seconds=said.seconds,
        body_seconds=said.body_seconds,
        context=_context(config.at(said.ca) if said.ca else None),
    )


def _password(config: Config, environment: MutableMapping[str, str]) -> Callable[[], Secret] | None:
    said = config.mail
    if not said.password_from:
        return None
    user = os.geteuid() if hasattr(os, "geteuid") else None
    places = Places(environment, config.folder, user, said.username)
    found = read(said.password_from, places)
    return lambda: found


def _context(ca: Path | None) -> Callable[[], ssl.SSLContext]:
    @cache
    def made() -> ssl.SSLContext:
        try:
            return ssl.create_default_context(cafile=str(ca) if ca else None)
        except OSError as error:
            said = (error.strerror or str(error)).lower()
            raise MailError(str(ca), f"can't be used ({said})", "mend [mail] ca") from error

    return made


def _state_folder(config: Config) -> Path:
    if config.mail.witness:
        return config.at(config.mail.witness)
    from platformdirs import user_state_path

    return user_state_path("brief", appauthor=False)
