"""Timers that run `brief weekly`: a systemd service and timer, a line of crontab, a Windows task.

Each of them runs it often; `weeks` decides what is due, in each watchlist's own time zone, and a
run with nothing due ends at once. So clocks that are put forward or back, several zones and mails
that are to be tried again need nothing of the timer.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from xml.sax.saxutils import escape

from summarizer.errors import UsageError

EVERY = timedelta(minutes=15)
"""All time zones differ by whole quarters of an hour."""
NAME = "brief-weekly"
SERVICE = """\
[Unit]
Description=Weekly memo of {folder}
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
WorkingDirectory={folder}
ExecStart={command}
{credential}UMask=0077
NoNewPrivileges=yes
"""
TIMER = """\
[Unit]
Description=Weekly memo of {folder}, when it is due

[Timer]
OnCalendar=*:0/{minutes}
Persistent=true
RandomizedDelaySec=30

[Install]
WantedBy=timers.target
"""
TASK = """\
<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Weekly memo of {folder}, when it is due</Description>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <Repetition>
        <Interval>PT{minutes}M</Interval>
        <Duration>P1D</Duration>
      </Repetition>
      <StartBoundary>2026-01-01T00:00:00</StartBoundary>
      <ScheduleByDay>
        <DaysInterval>1</DaysInterval>
      </ScheduleByDay>
    </CalendarTrigger>
  </Triggers>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <StartWhenAvailable>true</StartWhenAvailable>
    <RunOnlyIfNetworkAvailable>true</RunOnlyIfNetworkAvailable>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{program}</Command>
      <Arguments>{arguments}</Arguments>
      <WorkingDirectory>{folder}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
"""


@dataclass(frozen=True, slots=True)
class Job:
    """What is run: the program and its arguments, the folder it is run in, and the name of the
    credential that it needs of systemd, where it does."""

    program: str
    arguments: Sequence[str]
    folder: Path
    credential: str = ""


def systemd(job: Job) -> dict[str, str]:
    """A user's units, by the names of their files."""
    _plain(job)
    command = " ".join(_unit_word(word) for word in (job.program, *job.arguments))
    folder = str(job.folder).replace("%", "%%")
    minutes = EVERY // timedelta(minutes=1)
    name = job.credential.replace("%", "%%")
    credential = f"LoadCredential={name}:%h/.config/brief/{name}\n" if name else ""
    service = SERVICE.format(folder=folder, command=command, credential=credential)
    return {
        f"{NAME}.service": service,
        f"{NAME}.timer": TIMER.format(folder=folder, minutes=minutes),
    }


def crontab(job: Job) -> str:
    """A line for `crontab -e`. Where cron reads %, it reads a line's end."""
    _plain(job)
    words = " ".join(shlex.quote(word) for word in (job.program, *job.arguments))
    command = f"cd {shlex.quote(str(job.folder))} && {words}".replace("%", "\\%")
    return f"*/{EVERY // timedelta(minutes=1)} * * * * {command}\n"


def windows(job: Job) -> str:
    """A task for `schtasks /create /xml`; it catches up on runs that were missed."""
    _plain(job)
    return TASK.format(
        folder=escape(str(job.folder)),
        program=escape(job.program),
        arguments=escape(" ".join(_windows_word(word) for word in job.arguments)),
        minutes=EVERY // timedelta(minutes=1),
    )


def _plain(job: Job) -> None:
    """A line's end in a path would end the line that it stands in."""
    for word in (job.program, *job.arguments, str(job.folder), job.credential):
        if not word.isprintable():
            raise UsageError(repr(word), "can't stand in a timer", "rename the folder")


def _unit_word(word: str) -> str:
    """A word of ExecStart: systemd would read %, $, quotes and backslashes its own way."""
    bare = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{bare}"'


def _windows_word(word: str) -> str:
    return f'"{word}"' if " " in word else word
