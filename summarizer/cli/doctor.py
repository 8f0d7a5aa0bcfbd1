"""`brief doctor`: whether everything that an unattended run needs is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from summarizer.ingest.fetch import Answer
    from summarizer.watch.watchlist import Config

SOME_FAILED = 3
LEAST_ROOM = 500_000_000
"""Bytes; a run with fewer may end in the middle."""
SLACK = timedelta(minutes=5)
"""A clock that is further off lets certificates and weeks go wrong."""


@dataclass(slots=True)
class _Visit:
    """What the checks know of each other: how far each server's clock is from this one."""

    config: Config
    file: Path
    offsets: list[timedelta] = field(default_factory=list)

    def heard(self, answer: Answer) -> None:
        from email.utils import parsedate_to_datetime

        try:
            told = parsedate_to_datetime(answer.headers["date"])
        except (KeyError, ValueError):
            return
        aware = told if told.tzinfo else told.replace(tzinfo=UTC)
        self.offsets.append(datetime.now(UTC) - aware)


def doctor(
    config: Annotated[
        Path | None, typer.Option("--config", "-c", help="Settings file.  [default: brief.toml]")
    ] = None,
) -> None:
    """Check that all is there for unattended runs; nothing is sent.

    Looks at headers, settings, model, store, disk, feeds, clock and the mail login. Exits with 3 if
    something is wrong.
    """
    from summarizer.batch.wiring import config_file, load_config
    from summarizer.errors import BriefError

    visit = _Visit(load_config(config), config_file(config))
    sound = True
    for name, check in CHECKS.items():
        try:
            for line in check(visit):
                typer.echo(f"ok    {name}: {line}")
        except BriefError as error:
            sound = False
            typer.echo(f"BAD   {name}: {error}")
    if not sound:
        raise typer.Exit(SOME_FAILED)


def _headers(_visit: _Visit) -> Iterator[str]:
    import platform

    from summarizer.deliver import canary

    canary.prove()
    tried = len(canary.eggs())
    yield f"{tried} smuggled newlines stayed in their place on Python {platform.python_version()}"


def _model(visit: _Visit) -> Iterator[str]:
    from summarizer import settings
    from summarizer.pipeline import load_models

    name = settings.load({}, visit.file).model
    load_models(name)
    yield f"{name} can be loaded"


def _store(visit: _Visit) -> Iterator[str]:
    from summarizer.errors import StoreError
    from summarizer.store import read_store

    path = visit.config.at(visit.config.batch.store)
    db = read_store(path)
    if db is None:
        yield f"{path} is made by the first run"
        return
    with db:
        found = db.value("PRAGMA quick_check")
        if found != "ok":
            raise StoreError(str(path), f"is damaged ({found})", "put a copy in its place")
    yield f"{path} is whole"


def _disk(visit: _Visit) -> Iterator[str]:
    import shutil

    from summarizer import settings
    from summarizer.errors import OutputError

    outputs = settings.load({}, visit.file).outputs
    wanted = (visit.config.at(visit.config.batch.store), visit.config.at(outputs))
    folders = [next(f for f in p.absolute().parents if f.is_dir()) for p in wanted]
    for folder in dict.fromkeys(folders):
        free = shutil.disk_usage(folder).free
        if free < LEAST_ROOM:
            problem = f"has {free // 1_000_000} MB left"
            raise OutputError(str(folder), problem, "free some space on its disk")
        yield f"{folder} has {free / 1e9:.0f} GB left"


def _feeds(visit: _Visit) -> Iterator[str]:
    from summarizer.batch.wiring import web
    from summarizer.errors import SourceError
    from summarizer.watch import look

    opened = web(visit.config, visit.heard)
    failed: list[SourceError] = []
    for source in look.sources(visit.config):
        try:
            sight = look.look(source, opened)
        except SourceError as error:
            failed.append(error)
            continue
        failed += sight.errors
        yield f"{source} holds {len(sight.items or ())}"
    if failed:
        more = f" (and {len(failed) - 1} more)" if failed[1:] else ""
        remedy = f"{failed[0].remedy}{more}; see `brief sources check`"
        raise SourceError(failed[0].item, failed[0].problem, remedy)


def _clock(visit: _Visit) -> Iterator[str]:
    """Against the servers of the feeds, and the last thing that the store knows of."""
    from summarizer.errors import UsageError
    from summarizer.store import read_store

    now = datetime.now(UTC)
    if visit.offsets:
        off = sorted(visit.offsets)[len(visit.offsets) // 2]
        if abs(off) > SLACK:
            raise UsageError("the clock", f"is off by {off}", "set it, or let it be set (NTP)")
        yield f"as those of {len(visit.offsets)} answers from the web"
    db = read_store(visit.config.at(visit.config.batch.store))
    if db:
        with db:
            last = db.value("SELECT max(began) FROM runs")
        if last and datetime.fromisoformat(last) > now + SLACK:
            raise UsageError("the clock", f"is before the last run ({last})", "set it")
    yield f"it is {now:%Y-%m-%d %H:%M} UTC"


def _mail(visit: _Visit) -> Iterator[str]:
    from summarizer.deliver import suppression, wiring
    from summarizer.deliver.carrier import SetbackError
    from summarizer.errors import MailError

    config = visit.config
    if not config.mail.host:
        yield "no host is named, so no memo is mailed"
        return
    problem = ""
    server = wiring.server(config)
    try:
        wiring.connect(server).close()
    except SetbackError as error:
        problem = str(error)
    if problem:
        raise MailError(f"{server.host}:{server.port}", problem, "mend [mail] in the settings")
    who = f" as {server.username}" if server.username else ""
    yield f"{server.host}:{server.port} lets us in{who}, by {server.security}; nothing was sent"
    unwanted = suppression.read(config.at(config.mail.suppressed))
    yield f"{len(unwanted)} addresses want no mail"


def _outbox(visit: _Visit) -> Iterator[str]:
    from summarizer.errors import MailError
    from summarizer.store import outbox, read_store
    from summarizer.store.outbox import State

    db = read_store(visit.config.at(visit.config.batch.store))
    if db is None:
        return
    with db:
        rows = outbox.rows(db, (State.UNKNOWN, State.TRANSMITTING, State.REFUSED, State.HELD))
    if rows:
        raise MailError("the outbox", f"has {len(rows)} mails for you", "see `brief outbox list`")
    yield "no mail needs you"


CHECKS: dict[str, Callable[[_Visit], Iterator[str]]] = {
    "headers": _headers,
    "model": _model,
    "store": _store,
    "disk": _disk,
    "sources": _feeds,
    "clock": _clock,
    "mail": _mail,
    "outbox": _outbox,
}
"""A check tells what is well, and raises what isn't. A new one is a function and a line here."""
