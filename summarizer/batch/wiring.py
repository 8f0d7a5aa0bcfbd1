"""From the settings file to the parts a batch works with."""

from __future__ import annotations

import os
from ipaddress import ip_network
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.ingest.fetch import HttpFetch, Patience
from summarizer.ingest.guard import Guard
from summarizer.ingest.shapes import Limits
from summarizer.settings import CONFIG_VARIABLE, DEFAULT_FILE

if TYPE_CHECKING:
    from summarizer.batch.parts import Parts, TakeApart, Tell
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


def web(config: Config) -> Web:
    """Fetching as the settings want it. Only public addresses are connected to, and those that
    `[fetch] allow` names."""
    from summarizer.watch.web import Manners, Web

    said = config.fetch
    guard = Guard(tuple(ip_network(network) for network in said.allow))
    patience = Patience(total=said.seconds)
    fetch = HttpFetch(limits(config), patience, guard, named=False)
    manners = Manners(said.seconds, said.attempts, gap=said.gap, robots=said.robots)
    return Web(fetch.ask, manners)


def parts(named: Path | None, model: str | None, tell: Tell, take_apart: TakeApart) -> Parts:
    """Everything a batch works with, as the settings file wants it; a model named by hand wins."""
    from functools import cache

    from summarizer import settings
    from summarizer.batch.parts import Parts
    from summarizer.pipeline import load_models
    from summarizer.watch.web import SystemClock

    file = config_file(named)
    config = load_config(file)
    chosen = settings.load({"model": model}, file)
    return Parts(
        config=config,
        settings=chosen,
        web=web(config),
        clock=SystemClock(),
        models=cache(lambda: load_models(chosen.model, chosen)),
        tell=tell,
        take_apart=take_apart,
    )
