"""The weekly run: what is due is composed, put into the outbox, and sent.

Composed weeks are kept together with the runs they are made of, so that a run that was killed is
gone on with by the next one, from the same memo.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from summarizer import sections
from summarizer.deliver import wiring
from summarizer.deliver.message import compose as to_bytes
from summarizer.deliver.post import Post, Report
from summarizer.deliver.weeks import Due
from summarizer.deliver.weeks import Week as IsoWeek
from summarizer.errors import UsageError
from summarizer.records import SectionPrompt
from summarizer.settings import Settings
from summarizer.store import Database, only_run, open_store, read_store, weeklies
from summarizer.watch.watchlist import Config, Watch
from summarizer.watch.web import Clock
from summarizer.weekly.compose import Week, compose
from summarizer.weekly.letters import file_name, letters, sample
from summarizer.weekly.window import Window, window

NOTHING_NEW = "nothing new"


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a watchlist's week: how many mails were put into the outbox, or why none."""

    watch: str
    week: str
    subject: str
    mails: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The weeks that were decided, those that wait for a confirmation, and how sending went."""

    done: tuple[Done, ...]
    held: tuple[tuple[str, str, str], ...]
    report: Report | None


@dataclass(frozen=True, slots=True)
class Desk:
    """What a weekly run works with: the settings and the clock."""

    config: Config
    settings: Settings
    clock: Clock

    @property
    def store(self) -> Path:
        return self.config.at(self.config.batch.store)

    def watches(self, only: str | None) -> dict[str, Watch]:
        """All watchlists, or the one named. UsageError where there is none of that name."""
        if only is None:
            return dict(self.config.watch)
        if only not in self.config.watch:
            known = ", ".join(sorted(self.config.watch))
            raise UsageError(f"watchlist {only}", "is not in the settings", f"use one of {known}")
        return {only: self.config.watch[only]}

    def prompts(self) -> tuple[SectionPrompt, ...]:
        chosen = self.settings.prompts
        folder = self.config.at(chosen) if chosen else None
        return sections.load(folder, self.settings.sections)

    def made(self, db: Database, watch: str, due: Due) -> tuple[Window, Week]:
        """The memo of a due week, as it was kept or as it is now."""
        said, now = self.config.watch[watch], self.clock.now()
        runs = window(db, watch, str(due.week), said.timezone, due.due, now)
        made = compose(db, watch, said, runs, self.prompts(), due.due.date())
        kept = weeklies.one(db, watch, str(due.week))
        return runs, replace(made, memo=kept[1]) if kept else made


def weekly(desk: Desk, only: str | None = None, confirm: str | None = None) -> Outcome:
    """Compose, queue and send what is due in all watchlists or one; with `confirm`, a held week of
    it too.

    Raises MailError where mails are to go out and no server is named, BusyError where another run
    is at work.
    """
    with only_run(desk.store), open_store(desk.store) as db:
        watches = desk.watches(only)
        wanted = any(watch.recipients for watch in watches.values())
        connect = wiring.connector(desk.config) if wanted else None
        office = wiring.post(desk.config, db, desk.clock)
        done = [found for name in watches for found in _decided(desk, db, office, name, confirm)]
        held = tuple((item.watch, item.week, item.reason) for name in watches
                     for item in office.held(name))  # fmt: skip
        return Outcome(tuple(done), held, office.send(connect) if connect else None)


def _decided(
    desk: Desk, db: Database, office: Post, name: str, confirm: str | None
) -> Iterator[Done]:
    """What becomes of the weeks of a watchlist that are due now, or that somebody confirmed."""
    if not desk.config.watch[name].recipients:
        return
    due = office.due(name, wiring.rhythm(desk.config, name))
    confirmed = office.confirm(name, confirm) if confirm else None
    for found in (confirmed, due):
        if found is not None:
            yield _one(desk, db, office, name, found)


def _one(desk: Desk, db: Database, office: Post, name: str, due: Due) -> Done:
    watch, week = desk.config.watch[name], str(due.week)
    runs, made = desk.made(db, name, due)
    with db.writing():
        weeklies.keep(db, runs.kept(), made.memo, desk.clock.now())
    if made.memo.nothing and watch.nothing == "silence":
        office.nothing(name, due, NOTHING_NEW)
        return Done(name, week, "", 0, NOTHING_NEW)
    ready = letters(made, watch, desk.config.mail, due.due, desk.settings.locale)
    numbers = office.queue(name, due, ready)
    return Done(name, week, made.memo.subject, len(numbers))


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A mail as it would be sent: the watchlist and the days it tells of, the name of its file, its
    bytes and its subject; without a file where no mail would be sent. `since` is the week that will
    tell what was read since then, empty where nothing was."""

    watch: str
    days: tuple[date, date]
    since: str = ""
    file: str = ""
    mail: bytes = b""
    subject: str = NOTHING_NEW


def rehearsed(desk: Desk, only: str | None, week: str | None) -> Iterator[Rehearsed]:
    """The mails of the latest week, or the one named, as they would be sent. Nothing is kept or
    sent. UsageError without a store, or for what is no week."""
    db = read_store(desk.store)
    if db is None:
        raise UsageError(str(desk.store), "is not there", "run `brief batch` first")
    number = 0
    with db:
        for name, watch in desk.watches(only).items():
            rhythm = wiring.rhythm(desk.config, name)
            chosen = _week(week) if week else rhythm.latest(desk.clock.now())
            due = Due(chosen, rhythm.due(chosen))
            runs, made = desk.made(db, name, due)
            days = made.memo.first, made.memo.last
            more = not week and weeklies.last_run(db, desk.clock.now()) > runs.upto
            since = str(chosen.after()) if more else ""
            if made.memo.nothing and watch.nothing == "silence":
                yield Rehearsed(name, days, since)
                continue
            ready = sample(made, watch, desk.config.mail, due.due, desk.settings.locale)
            for letter in ready:
                number += 1
                file = file_name(letter, number)
                yield Rehearsed(name, days, since, file, to_bytes(letter), letter.subject)


def _week(text: str) -> IsoWeek:
    try:
        return IsoWeek.parse(text)
    except ValueError as error:
        raise UsageError(f"week {text!r}", "is no ISO week", "write it as 2026-W47") from error
