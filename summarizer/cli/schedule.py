"""`brief schedule`: a timer that runs `brief weekly`, or `brief batch` every day."""

from __future__ import annotations

import os
import sys
from datetime import datetime, time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from summarizer.deliver.schedule import Job

SIX = time(6)
"""The hour at which the news is read where none is named."""
PASSED_ON = ("PATH", "HOME", "USER", "LOGNAME", "TMPDIR")
"""What another program needs of the environment; a password is none of its business."""


class What(StrEnum):
    WEEKLY = "weekly"
    BATCH = "batch"


class Kind(StrEnum):
    SYSTEMD = "systemd"
    CRON = "cron"
    WINDOWS = "windows"


def schedule(
    what: Annotated[
        What, typer.Argument(help="The command that is run.", show_default=True)
    ] = What.WEEKLY,
    daily: Annotated[
        datetime | None,
        typer.Option("--daily", formats=["%H:%M"], help="When to run `batch`.  [default: 06:00]"),
    ] = None,
    kind: Annotated[
        Kind | None, typer.Option("--kind", "-k", help="[default: what this system has]")
    ] = None,
    config: Annotated[
        Path | None, typer.Option("--config", "-c", help="Settings file.  [default: brief.toml]")
    ] = None,
    install: Annotated[
        bool, typer.Option("--install", help="Write it to where it belongs; the rest is said.")
    ] = False,
) -> None:
    """Print a timer that sends each watchlist's memo when it is due, or reads the news every
    day."""
    from summarizer.deliver.schedule import crontab, systemd, windows
    from summarizer.errors import UsageError

    if daily and what is What.WEEKLY:
        remedy = "its day and hour stand in [mail] of the settings"
        raise UsageError("--daily", "is for `brief schedule batch`, not the weekly memo", remedy)
    job = _weekly(config) if what is What.WEEKLY else _batch(config, daily.time() if daily else SIX)
    chosen = kind or _usual()
    if chosen is Kind.SYSTEMD:
        _systemd(systemd(job), install=install)
    elif chosen is Kind.CRON:
        _cron(crontab(job), what, install=install)
    else:
        _windows(windows(job), job, install=install)


def _weekly(config: Path | None) -> Job:
    from summarizer.batch.wiring import config_file, load_config
    from summarizer.deliver.schedule import Job

    mail = load_config(config).mail  # what is wrong is better told now than by a timer
    place, _, name = (mail.password_from or "").partition(":")
    file = config_file(config).resolve()
    if place == "env":
        typer.echo(f"brief: no timer knows ${name}; use file: or credential: instead", err=True)
    credential = name if place == "credential" else ""
    return Job(_program(), ["weekly", "--config", str(file)], file.parent, credential)


def _batch(config: Path | None, daily: time) -> Job:
    """A batch that waits, as the weekly run may be at work at the same minute."""
    from summarizer.batch.wiring import config_file, load_config
    from summarizer.deliver.schedule import Job

    load_config(config)
    file = config_file(config).resolve()
    words = ["batch", "--wait", "600", "--config", str(file)]
    return Job(_program(), words, file.parent, daily=daily)


def _program() -> str:
    """The command as it was called, so that the timer calls the same."""
    from shutil import which

    called = Path(sys.argv[0])
    beside = Path(sys.executable).with_name("brief")
    if called.name.startswith("brief") and called.exists():
        return str(called.absolute())
    return str(beside) if beside.exists() else which("brief") or "brief"


def _usual() -> Kind:
    from shutil import which

    if sys.platform == "win32":
        return Kind.WINDOWS
    return Kind.SYSTEMD if which("systemctl") else Kind.CRON


def _systemd(units: dict[str, str], *, install: bool) -> None:
    from platformdirs import user_config_path

    if not install:
        for name, text in units.items():
            typer.echo(f"# {name}\n{text}")
        return
    folder = user_config_path() / "systemd" / "user"
    for name, text in units.items():
        _write(folder / name, text, "utf-8")
    timer = next(name for name in units if name.endswith(".timer"))
    typer.echo(f"now run: systemctl --user daemon-reload && systemctl --user enable --now {timer}")
    typer.echo("to have it run while nobody is logged in: loginctl enable-linger")


def _cron(line: str, what: What, *, install: bool) -> None:
    """With `install`, the line is put into the user's crontab in the place of one it has."""
    import subprocess

    from summarizer.errors import OutputError

    if not install:
        typer.echo(line, nl=False)
        return
    try:
        wanted = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        now = subprocess.run(
            ["crontab", "-l"], capture_output=True, text=True, check=False, env=wanted
        )
        mark = f"# brief {what}"
        kept = [old for old in now.stdout.splitlines() if not old.endswith(mark)]
        text = "\n".join([*kept, f"{line.rstrip()}  {mark}"]) + "\n"
        subprocess.run(["crontab", "-"], input=text, text=True, check=True, env=wanted)
    except (OSError, subprocess.CalledProcessError) as error:
        raise OutputError(
            "crontab", f"can't be changed ({error})", "add the line by hand"
        ) from error
    typer.echo("the line is in your crontab")


def _windows(task: str, job: Job, *, install: bool) -> None:
    if not install:
        typer.echo(task)
        return
    file = job.folder / f"{job.name}.xml"
    _write(file, task, "utf-16")
    typer.echo(f'now run: schtasks /create /tn {job.name} /xml "{file}"')


def _write(file: Path, text: str, encoding: str) -> None:
    from summarizer.errors import OutputError

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding)
    except OSError as error:
        raise OutputError(str(file), f"can't be written ({error.strerror})", "print it") from error
    typer.echo(file)
