"""From the settings file to the parts a batch works with."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from ipaddress import ip_network
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.request import getproxies_environment

from summarizer.errors import UsageError
from summarizer.ingest.fetch import Answer, HttpFetch, Patience
from summarizer.ingest.guard import Guard
from summarizer.ingest.shapes import Limits
from summarizer.settings import CONFIG_VARIABLE, DEFAULT_FILE

log = logging.getLogger(__name__)

PROXIES = ("http", "https", "all")
NO_PROXY = (
    "a proxy looks names up by itself, so nobody could tell which addresses feeds lead to; where"
    " only a proxy leads out, have another program fill a folder that is watched"
)

if TYPE_CHECKING:
    from summarizer.batch.engine import Engine
    from summarizer.batch.jobs import GetModels
    from summarizer.batch.parts import Parts, TakeApart, Tell
    from summarizer.batch.wishes import Wishes
    from summarizer.settings import Settings
    from summarizer.watch.watchlist import Config
    from summarizer.watch.web import Web


def config_file(named: Path | None) -> Path:
    """The settings file: the one that is named, that of the environment, or brief.toml here."""
    return named or Path(os.environ.get(CONFIG_VARIABLE) or DEFAULT_FILE)


def load_config(named: Path | None) -> Config:
    """The watchlists. UsageError where the file is missing or says something unusable."""
    from summarizer.watch.watchlist import load

    return load(config_file(named))


def limits(config: Config) -> Limits:
    return Limits(body_bytes=int(config.fetch.megabytes * 1_000_000))


def web(config: Config, heard: Callable[[Answer], None] | None = None) -> Web:
    """Fetching as the settings want it. Only public addresses are connected to, and those that
    `[fetch] allow` names. `heard` is told every answer."""
    from summarizer.watch.web import Manners, Web

    said = config.fetch
    proxies = [f"{kind}_proxy" for kind in getproxies_environment() if kind in PROXIES]
    if proxies and any(watch.feeds or watch.urls for watch in config.watch.values()):
        log.warning("%s is not used; %s", " and ".join(sorted(proxies)), NO_PROXY)
    guard = Guard(tuple(ip_network(network) for network in said.allow))
    patience = Patience(total=said.seconds)
    fetch = HttpFetch(limits(config), patience, guard, named=False)
    manners = Manners(said.seconds, said.attempts, gap=said.gap, robots=said.robots)

    def ask(*said: Any, **more: Any) -> Answer:
        answer = fetch.ask(*said, **more)
        if heard:
            heard(answer)
        return answer

    return Web(ask, manners)


@contextmanager
def parts(named: Path | None, wishes: Wishes, tell: Tell, take_apart: TakeApart) -> Iterator[Parts]:
    """Everything a batch works with, as the settings file and the wishes want it."""
    from functools import cache

    from summarizer import settings
    from summarizer.batch.jobs import load
    from summarizer.batch.parts import Parts
    from summarizer.watch.web import SystemClock

    file = config_file(named)
    config = load_config(file)
    chosen = settings.load({"model": wishes.model}, file)
    models = cache(lambda: load(chosen))
    with crew(config, wishes, chosen, models) as engine:
        yield Parts(
            config=config,
            settings=chosen,
            web=web(config),
            clock=SystemClock(),
            models=models,
            tell=tell,
            take_apart=take_apart,
            engine=engine,
        )


def crew(
    config: Config, wishes: Wishes, settings: Settings, models: GetModels
) -> AbstractContextManager[Engine]:
    """Whoever reads, as the settings and the wishes want it. Nobody starts before there is work."""
    from summarizer.batch.engine import Crew, Here
    from summarizer.batch.on_ray import Actors
    from summarizer.batch.processes import Processes, cores

    said = config.batch
    most = said.processes if wishes.processes is None else wishes.processes
    address = wishes.address or said.address
    if (wishes.engine or said.engine) == "ray":
        return Crew(lambda: Actors(settings, most, address))
    if wishes.address:
        raise UsageError("--address", "is of no use without Ray", "add --engine ray")
    if (most or cores()) == 1:
        return nullcontext(Here(models))
    return Crew(lambda: Processes(settings, most), alone=Here(models))
