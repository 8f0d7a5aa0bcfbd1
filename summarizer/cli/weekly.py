"""`brief weekly`: the weekly memo, composed from the store and mailed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.weekly.run import Desk, Outcome

ConfigFile = Annotated[
    Path | None, typer.Option("--config", "-c", help="Settings file.  [default: brief.toml]")
]


def weekly(
    config: ConfigFile = None,
    watch: Annotated[
        str | None, typer.Option("--watch", help="Only this watchlist.  [default: all]")
    ] = None,
    week: Annotated[
        str | None,
        typer.Option("--week", help="With --dry-run: the week.  [default: the latest]"),
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Write the mails as .eml files; send nothing."),
    ] = False,
    out: Annotated[
        Path, typer.Option("--out", "-o", help="With --dry-run: the folder of the files.")
    ] = Path("weekly"),
    confirm: Annotated[
        str | None, typer.Option("--confirm", help="Also send this held week, such as 2026-W47.")
    ] = None,
) -> None:
    """Mail each watchlist's memo of the week to its recipients.

    It is composed from what `brief batch` has read so far; a week is due on its Monday at 7 unless
    the settings say otherwise, and mailed once.
    """
    from summarizer import settings
    from summarizer.batch.wiring import config_file, load_config
    from summarizer.watch.web import SystemClock
    from summarizer.weekly.run import Desk

    file = config_file(config)
    desk = Desk(load_config(config), settings.load({}, file), SystemClock())
    if dry_run:
        _rehearse(desk, watch, week, out)
    else:
        _send(desk, watch, week, confirm)


def _rehearse(desk: Desk, watch: str | None, week: str | None, out: Path) -> None:
    from itertools import groupby

    from summarizer.render.files import write_files
    from summarizer.render.wording import Wording
    from summarizer.weekly.run import rehearsed

    found = list(rehearsed(desk, watch, week))
    files = {one.file: [one.mail] for one in found if one.file}
    if files:
        write_files(out, files)
    words = Wording(desk.settings.locale)
    for (name, days, since), mails in groupby(found, lambda o: (o.watch, o.days, o.since)):
        typer.echo(f"{name}, {' – '.join(map(words.date, days))}")
        for one in mails:
            place = f"{out / one.file}: " if one.file else ""
            typer.echo(f"  {place}{one.subject}{'' if one.file else '; no mail would be sent'}")
        if since:
            typer.echo(f"  more was read since then: look at it with --dry-run --week {since}")


def _send(desk: Desk, watch: str | None, week: str | None, confirm: str | None) -> None:
    from summarizer.errors import UsageError
    from summarizer.weekly.run import weekly as run

    if week is not None:
        raise UsageError("--week", "goes with --dry-run", "a held week is sent by --confirm")
    if confirm and watch is None and len(desk.config.watch) > 1:
        raise UsageError("--confirm", "needs a watchlist", "add --watch NAME")
    outcome = run(desk, watch, confirm)
    for line in _said(outcome):
        typer.echo(line)
    _finish(outcome)


def _said(outcome: Outcome) -> Iterator[str]:
    from summarizer.deliver.wording import summary

    for done in outcome.done:
        mails = f"{done.mails} mails in the outbox" if done.mails != 1 else "1 mail in the outbox"
        yield f"{done.watch}, {done.week}: {done.reason or f'{mails}: {done.subject}'}"
    for name, week, reason in outcome.held:
        how = f"`brief weekly --watch {name} --confirm {week}` sends it"
        yield f"{name}, {week}: held, {reason}; {how}"
    if outcome.report is not None:
        yield from summary(outcome.report)
    elif not (outcome.done or outcome.held):
        yield "no watchlist names recipients; `brief weekly --dry-run` writes what they would get"


def _finish(outcome: Outcome) -> None:
    """Exits with 6 where a mail or week needs a person."""
    from summarizer.errors import MailError
    from summarizer.store.outbox import State

    counts = outcome.report.counts if outcome.report else {}
    unknown = outcome.report is not None and outcome.report.unknown
    if outcome.held or unknown or counts.get(State.REFUSED):
        raise typer.Exit(MailError.exit_code)
