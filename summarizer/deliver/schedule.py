"""Timers that run `brief weekly`, or `brief batch` once a day: a systemd service and timer, a line
of crontab, a Windows task.

The weekly one runs often; `weeks` decides what is due, in each watchlist's own time zone, and a
run with nothing due ends at once. So clocks that are put forward or back, several zones and mails
that are to be tried again need nothing of the timer.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from xml.sax.saxutils import escape

from summarizer.errors import UsageError

MINUTES = 15
"""All time zones differ by whole quarters of an hour."""
SERVICE = """\
[Unit]
Description={what} of {folder}
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
Description={what} of {folder}, {when}

[Timer]
OnCalendar={calendar}
Persistent=true
RandomizedDelaySec=30

[Install]
WantedBy=timers.target
"""
TASK = """\
<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>{what} of {folder}, {when}</Description>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
{repetition}      <StartBoundary>2026-01-01T{start}:00</StartBoundary>
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
REPETITION = """\
      <Repetition>
        <Interval>PT{minutes}M</Interval>
        <Duration>P1D</Duration>
      </Repetition>
"""


@dataclass(frozen=True, slots=True)
class Job:
    """What is run: the program and its arguments, the folder it is run in, the name of the
    credential that it needs of systemd, where it does, and the hour at which the news of a day is
    read; without one the weekly memo is looked after."""

    program: str
    arguments: Sequence[str]
    folder: Path
    credential: str = ""
    daily: time | None = None

    @property
    def name(self) -> str:
        return "brief-batch" if self.daily else "brief-weekly"

    def words(self) -> dict[str, str]:
        """What a timer's description says."""
        if self.daily:
            return {"what": "News", "when": f"daily at {self.daily:%H:%M}"}
        return {"what": "Weekly memo", "when": "when it is due"}


def systemd(job: Job) -> dict[str, str]:
    """A user's units, by the names of their files."""
    _plain(job)
    command = " ".join(_unit_word(word) for word in (job.program, *job.arguments))
    said = {"folder": str(job.folder).replace("%", "%%"), **job.words()}
    name = job.credential.replace("%", "%%")
    credential = f"LoadCredential={name}:%h/.config/brief/{name}\n" if name else ""
    calendar = f"*-*-* {job.daily:%H:%M}:00" if job.daily else f"*:0/{MINUTES}"
    return {
        f"{job.name}.service": SERVICE.format(command=command, credential=credential, **said),
        f"{job.name}.timer": TIMER.format(calendar=calendar, **said),
    }


def crontab(job: Job) -> str:
    """A line for `crontab -e`. Where cron reads %, it reads a line's end."""
    _plain(job)
    words = " ".join(shlex.quote(word) for word in (job.program, *job.arguments))
    command = f"cd {shlex.quote(str(job.folder))} && {words}".replace("%", "\\%")
    times = f"{job.daily.minute} {job.daily.hour}" if job.daily else f"*/{MINUTES} *"
    return f"{times} * * * {command}\n"


def windows(job: Job) -> str:
    """A task for `schtasks /create /xml`; it catches up on runs that were missed."""
    _plain(job)
    return TASK.format(
        folder=escape(str(job.folder)),
        program=escape(job.program),
        arguments=escape(" ".join(_windows_word(word) for word in job.arguments)),
        start=f"{job.daily or time():%H:%M}",
        repetition="" if job.daily else REPETITION.format(minutes=MINUTES),
        **job.words(),
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
