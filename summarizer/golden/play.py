"""Golden weeks played: in each week its articles arrive, a batch reads them, a memo is composed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from summarizer import sections
from summarizer.batch.parts import Parts
from summarizer.batch.run import batch
from summarizer.golden.weeks import Weeks
from summarizer.ingest import HttpFetch
from summarizer.pipeline import Models
from summarizer.settings import Settings
from summarizer.store import open_store, weeklies
from summarizer.watch.watchlist import Config, Watch
from summarizer.watch.web import HandClock, Manners, Web
from summarizer.weekly import Week, compose, window

NAME = "deals"
FRIDAY_NOON, MONDAY_MORNING = timedelta(days=4, hours=12), timedelta(days=7, hours=7)


def play(case: Weeks, models: Callable[[], Models]) -> Iterator[Week]:
    """The memo of each week of a case, as it would have been sent on the Monday after."""
    with TemporaryDirectory(prefix="brief-weeks-") as name:
        folder = Path(name)
        watch = Watch(folders=(Path("inbox"),), timezone="UTC", words=2000)
        config = Config(watch={NAME: watch}, folder=folder)
        clock = HandClock(datetime.combine(case.monday, time(), UTC))
        settings = Settings(formats=("json",))
        web = Web(HttpFetch().ask, Manners(gap=0, robots=False), clock)
        parts = Parts(config, settings, web, clock, models)
        for number, (place, _) in enumerate(case.weeks):
            monday = case.monday + timedelta(days=7 * number)
            shutil.copytree(place, folder / "inbox" / place.name)
            clock.moment = datetime.combine(monday, time(), UTC) + FRIDAY_NOON
            batch(parts)
            clock.moment = datetime.combine(monday, time(), UTC) + MONDAY_MORNING
            yield _composed(parts, watch)


def _composed(parts: Parts, watch: Watch) -> Week:
    now = parts.clock.now()
    with open_store(parts.store) as db:
        runs = window(db, NAME, f"{now:%G-W%V}", watch.timezone, now, now)
        made = compose(db, NAME, watch, runs, sections.load(), now.date())
        with db.writing():
            weeklies.keep(db, runs.kept(), made.memo, now)
    return made
