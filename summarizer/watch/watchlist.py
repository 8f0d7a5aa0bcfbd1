"""Watchlists: what `brief.toml` says about sources, and how they are fetched and kept.

A new key is a field here and a line in `starter.toml`. Unknown keys are errors. Relative paths are
those of the file's own folder.
"""

from __future__ import annotations

import ipaddress
from datetime import time
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from summarizer import toml
from summarizer.errors import UsageError
from summarizer.watch import addresses

TABLES = ("generate", "batch", "fetch", "mail", "watch")
SEE = "`brief init` writes a commented file"


def _web_address(value: str) -> str:
    try:
        parts = urlsplit(value)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise ValueError(f"{value!r} is no http or https address")
    return value


def _network(value: str) -> str:
    try:
        ipaddress.ip_network(value)
    except ValueError:
        raise ValueError(f"{value!r} is no network, such as 127.0.0.0/8") from None
    return value


def _mailbox(value: str) -> str:
    addresses.parse(value)
    return value


def _timezone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"{value!r} is no time zone, such as Europe/Berlin") from None
    return value


def _password_source(value: str) -> str:
    kind, _, name = value.partition(":")
    if kind not in PASSWORD_SOURCES or not name:
        known = ", ".join(f"{kind}:{what}" for kind, what in PASSWORD_SOURCES.items())
        raise ValueError(f"says where the password is, not the password: one of {known}")
    if kind == "env" and name.startswith("BRIEF_"):
        raise ValueError("variables that begin with BRIEF_ are settings; name it otherwise")
    return value


def on_this_computer(host: str) -> bool:
    """Whether a host is this computer, as far as its name tells."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


PASSWORD_SOURCES = {
    "env": "VARIABLE", "file": "PATH", "credential": "NAME", "keyring": "SERVICE",
}  # fmt: skip
"""Where a password may lie; the name after the colon says where there."""
Text = Annotated[str, Field(min_length=1)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
Network = Annotated[str, AfterValidator(_network)]
Mailbox = Annotated[str, AfterValidator(_mailbox)]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
PasswordSource = Annotated[str, AfterValidator(_password_source)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Watch(_Table):
    """One watchlist: its sources, what counts as a story, and who gets the weekly memo."""

    folders: tuple[Path, ...] = ()
    """Folders (or single files) that are read with everything in them."""
    feeds: tuple[WebAddress, ...] = ()
    """Addresses of RSS or Atom feeds."""
    urls: tuple[Path, ...] = ()
    """Files with one address a line; lines that begin with # are comments."""
    about: tuple[Text, ...] = ()
    """Words of which the title or the first sentences must hold one; empty: the words of deals."""
    languages: tuple[Literal["en"], ...] = ("en",)
    """Languages of the articles; others are set aside."""
    recipients: tuple[Mailbox, ...] = ()
    """Mail addresses of the weekly memo."""
    sections: tuple[Text, ...] = ()
    """Keys of the sections that the weekly memo tells of; empty: all."""
    words: int = Field(default=400, ge=60, le=5000)
    """Word budget of the weekly memo; sentences are never cut."""
    attach: tuple[Literal["pdf", "docx"], ...] = ()
    """Formats of the week's whole memos that are attached to the mail."""
    nothing: Literal["note", "silence"] = "note"
    """Where a week has nothing new: a short note that says so, or no mail."""
    quiet: bool = True
    """Whether deals are named that nobody wrote of any more."""
    timezone: Annotated[str, AfterValidator(_timezone)] = "UTC"
    """Whose weeks count, such as "Europe/Berlin"."""


class Batch(_Table):
    """How a batch works."""

    store: Path = Path("brief.db")
    """The file that remembers what was seen, read and told."""
    at_once: int = Field(default=32, ge=1, le=10_000)
    """Articles that are read at the same time; at most so many are read again after a crash. A
    process reads 16 of them together, so more processes than that makes have nothing to do."""
    engine: Literal["local", "ray"] = "local"
    """Who reads: processes of this machine, or Ray's."""
    processes: int = Field(default=0, ge=0, le=1000)
    """Processes that read; 0 are as many as there are cores, 1 is the run itself."""
    address: str = ""
    """Where the Ray cluster is; without one Ray is started on this machine."""
    days: int = Field(default=45, ge=1, le=3650)
    """Articles older than this no longer join a story."""
    tries: int = Field(default=5, ge=1, le=100)
    """Runs that try again what could not be fetched, before `brief retry` is needed."""


class Fetching(_Table):
    """How the network is used."""

    seconds: float = Field(default=60, gt=0, le=600)
    """The most that one address may take, all attempts together."""
    attempts: int = Field(default=3, ge=1, le=10)
    gap: float = Field(default=1.0, ge=0, le=60)
    """Seconds between two requests to the same host."""
    hosts: int = Field(default=8, ge=1, le=64)
    """Hosts that are asked at the same time."""
    megabytes: float = Field(default=20, gt=0, le=500)
    """The most that one address may send."""
    robots: bool = True
    """Keep to robots.txt."""
    allow: tuple[Network, ...] = ()
    """Networks that may be fetched from although they are not public."""


class Mail(_Table):
    """How the weekly memo is sent. Without a host none is."""

    host: str = ""
    """The server that takes our mail."""
    port: int | None = Field(default=None, ge=1, le=65535)
    """[default: 587, or 465 for tls, 25 for plain]"""
    security: Literal["starttls", "tls", "plain"] = "starttls"
    """plain only on this computer. Certificates are always checked."""
    ca: Path | None = None
    """A file of certificates to trust instead of the system's."""
    username: str = ""
    password_from: PasswordSource | None = None
    """Where the password is: env:VARIABLE, file:PATH, credential:NAME or keyring:SERVICE."""
    sender: Mailbox | None = None
    """The address on the mail, with or without a name."""
    unsubscribe: Mailbox | None = None
    """Where wishes to get no more of them go.  [default: the sender]"""
    suppressed: Path = Path("suppressed.txt")
    """A file of addresses that get nothing, one a line."""
    seconds: float = Field(default=60, gt=0, le=600)
    """The most that the server may take for an answer."""
    body_seconds: float = Field(default=600, gt=0, le=3600)
    """The most it may take to accept the mail itself."""
    day: Weekday = "monday"
    """The day on which the memo of a week is due, in the watchlist's time zone."""
    hour: time = time(7)
    """The hour of that day."""
    witness: Path | None = None
    """A folder outside of what is backed up with the store.  [default: the user's state folder]"""

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.security == "plain" and self.host and not on_this_computer(self.host):
            raise ValueError("security plain is for a host on this computer, such as 127.0.0.1")
        if bool(self.username) != bool(self.password_from):
            raise ValueError("username and password_from go together")
        if self.host and self.sender is None:
            raise ValueError("a host needs a sender")
        return self


class Config(_Table):
    """Everything `brief.toml` says but the `[generate]` table, which `settings` reads."""

    watch: dict[Text, Watch] = {}
    batch: Batch = Batch()
    fetch: Fetching = Fetching()
    mail: Mail = Mail()
    folder: Path = Path()
    """Where the file lies."""

    def at(self, path: Path) -> Path:
        """A path of the file, from where it lies."""
        return self.folder / path


def load(file: Path) -> Config:
    """The watchlists in a settings file. UsageError names the key and what is wrong with it."""
    said = _parsed(file)
    said.pop("generate", None)
    if "folder" in said:  # a field of ours, but no key of the file
        raise _unknown(file, "folder", TABLES)
    try:
        config = Config.model_validate({**said, "folder": file.parent})
    except ValidationError as error:
        raise _usage(file, error) from error
    for name, watch in config.watch.items():
        if not (watch.folders or watch.feeds or watch.urls):
            problem = "names no source"
            raise UsageError(f"{file}: watch.{name}", problem, "give it folders, feeds or urls")
    if not config.watch:
        raise UsageError(str(file), "holds no watchlist", f"add one; {SEE}")
    return config


def _parsed(file: Path) -> dict[str, Any]:
    if not file.exists():
        raise UsageError(str(file), "is not there", SEE)
    return toml.table(file, "name another")


def _usage(file: Path, error: ValidationError) -> UsageError:
    first = error.errors()[0]
    place = [str(step) for step in first["loc"]]
    if first["type"] == "extra_forbidden":
        return _unknown(file, ".".join(place), _keys(place[:-1]))
    said = first["msg"].removeprefix("Value error, ")
    return UsageError(f"{file}: {'.'.join(place)}", said, SEE)


def _unknown(file: Path, key: str, known: tuple[str, ...]) -> UsageError:
    return UsageError(f"{file}: {key}", "is not known", f"use one of {', '.join(known)}")


def _keys(table: list[str]) -> tuple[str, ...]:
    """The keys that a table may have."""
    models: dict[str, type[_Table]] = {"watch": Watch, "batch": Batch, "fetch": Fetching,
                                         "mail": Mail}  # fmt: skip
    return tuple(sorted(models[table[0]].model_fields)) if table else TABLES
