from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from datetime import time
from pathlib import Path
from shlex import split
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from summarizer.cli import app
from summarizer.deliver.schedule import Job, crontab, systemd, windows
from summarizer.errors import UsageError

AWKWARD = Path("/home/ann/100% 'deals' & \"co\" $HOME")


def job(folder: Path = Path("/home/ann/deals"), program: str = "/usr/bin/env") -> Job:
    return Job(program, ["weekly", "--config", str(folder / "brief.toml")], folder)


def daily(folder: Path = Path("/home/ann/deals")) -> Job:
    return Job("/usr/bin/env", ["batch"], folder, daily=time(6, 5))


@pytest.mark.parametrize("made", [job, daily])
@pytest.mark.parametrize("folder", [Path("/tmp"), AWKWARD])
def test_systemd_takes_the_units(tmp_path: Path, folder: Path, made: Callable[[Path], Job]) -> None:
    """systemd itself finds nothing to complain about, also where a path holds what it reads its
    own way; the timer makes up for the time the computer was off."""
    units = systemd(made(folder))
    for name, text in units.items():
        (tmp_path / name).write_text(text)
    assert "Persistent=true" in units[f"{made(folder).name}.timer"]
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd is not here")
    files = [str(tmp_path / name) for name in units]
    run = subprocess.run(
        ["systemd-analyze", "--user", "verify", *files], capture_output=True, text=True, check=False
    )
    mine = [line for line in run.stderr.splitlines() if made(folder).name in line]
    assert not mine, run.stderr


@pytest.mark.parametrize(("made", "times"), [(job, "*-*-* *:00/15:00"), (daily, "*-*-* 06:05:00")])
def test_the_timer_s_calendar(made: Callable[[], Job], times: str) -> None:
    """systemd reads the timer's times as those of each quarter of an hour, or as the hour of each
    day that was asked for."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd is not here")
    timer = systemd(made())[f"{made().name}.timer"]
    (line,) = [line for line in timer.splitlines() if "OnCalendar" in line]
    told = subprocess.run(
        ["systemd-analyze", "calendar", line.partition("=")[2]],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert times in told.stdout


def test_a_credential_is_loaded_where_it_is_asked_for() -> None:
    """The service loads the credential that the settings name, and none otherwise."""
    asked = Job("/usr/bin/brief", ["weekly"], Path("/srv"), "mail")
    assert "LoadCredential=mail:%h/.config/brief/mail\n" in systemd(asked)["brief-weekly.service"]
    assert "Credential" not in systemd(job())["brief-weekly.service"]


def test_a_line_of_crontab() -> None:
    """The line has five fields of time and a command that the shell reads back as it was meant."""
    line = crontab(job(AWKWARD, "/opt/my brief"))
    assert line.count("\n") == 1
    *times, command = line.split(maxsplit=5)
    assert times == ["*/15", "*", "*", "*", "*"]
    assert "%" not in command.replace("\\%", "")
    assert crontab(daily()).split()[:5] == ["5", "6", "*", "*", "*"]
    assert split(command.replace("\\%", "%")) == [
        "cd", str(AWKWARD), "&&", "/opt/my brief", "weekly", "--config",
        str(AWKWARD / "brief.toml"),
    ]  # fmt: skip


def test_a_windows_task() -> None:
    """The task is XML that says what is run, every quarter of an hour, and after a missed one."""
    task = windows(job(AWKWARD, "C:\\Program Files\\brief.exe"))
    root = ElementTree.fromstring(task.replace('encoding="UTF-16"', ""))
    found = {e.tag.partition("}")[2]: e.text for e in root.iter()}
    assert found["Command"] == "C:\\Program Files\\brief.exe"
    assert (found["Interval"], found["StartWhenAvailable"]) == ("PT15M", "true")
    assert found["WorkingDirectory"] == str(AWKWARD)
    assert found["Arguments"] == f'weekly --config "{AWKWARD / "brief.toml"}"'
    once = ElementTree.fromstring(windows(daily()).replace('encoding="UTF-16"', ""))
    found = {e.tag.partition("}")[2]: e.text for e in once.iter()}
    assert found["StartBoundary"] == "2026-01-01T06:05:00"
    assert "Interval" not in found


def test_a_folder_that_would_end_a_line() -> None:
    """A folder whose name holds a line's end gets no timer."""
    for made in (systemd, crontab, windows):
        with pytest.raises(UsageError, match="rename the folder"):
            made(job(Path("/srv/a\nExecStart=/bin/sh")))


@pytest.mark.parametrize("kind", ["systemd", "cron", "windows"])
def test_the_command_prints_a_timer(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`brief schedule` prints a timer for the settings file; with --install the units are written
    to where systemd looks for a user's."""
    (tmp_path / "brief.toml").write_text("[watch.a]\nfolders = ['x']\n")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    asked = ["schedule", "-k", kind, "-c", str(tmp_path / "brief.toml")]
    shown = CliRunner().invoke(app, asked)
    assert shown.exit_code == 0
    assert "weekly" in shown.output
    assert str(tmp_path / "brief.toml") in shown.output
    assert not (tmp_path / "home").exists()
    if kind == "systemd":
        assert CliRunner().invoke(app, [*asked, "--install"]).exit_code == 0
        units = tmp_path / "home" / "systemd" / "user"
        assert {file.name for file in units.iterdir()} == {
            "brief-weekly.service", "brief-weekly.timer",
        }  # fmt: skip


def test_a_crontab_keeps_its_other_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Installing twice leaves one line of ours, whatever else the crontab holds, and a password in
    the environment isn't passed on."""
    tools, table = tmp_path / "bin", tmp_path / "table"
    tools.mkdir()
    tool = tools / "crontab"
    tool.write_text(
        f'#!/bin/sh\nenv >> {tmp_path}/env\nif [ "$1" = -l ]; then cat {table}; '
        f"else cat > {table}.new; mv {table}.new {table}; fi\n"
    )
    tool.chmod(0o755)
    table.write_text("0 4 * * * backup\n")
    (tmp_path / "brief.toml").write_text("[watch.a]\nfolders = ['x']\n")
    monkeypatch.setenv("PATH", str(tools), prepend=":")
    monkeypatch.setenv("MAIL_PASSWORD", "canary-1")
    for _ in range(2):
        asked = ["schedule", "-k", "cron", "--install", "-c", str(tmp_path / "brief.toml")]
        assert CliRunner().invoke(app, asked).exit_code == 0
    lines = table.read_text().splitlines()
    assert lines[0] == "0 4 * * * backup"
    assert len(lines) == 2
    assert "canary-1" not in (tmp_path / "env").read_text()


def test_a_batch_every_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`brief schedule batch` prints a timer that reads the news at the hour named, and waits for a
    weekly run of the same minute; its file has a name of its own. The weekly memo takes no hour."""
    file = tmp_path / "brief.toml"
    file.write_text("[watch.a]\nfolders = ['x']\n")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    asked = ["schedule", "batch", "--daily", "06:30", "-c", str(file)]
    shown = CliRunner().invoke(app, [*asked, "-k", "cron"])
    assert shown.output.startswith("30 6 * * * ")
    assert f"batch --wait 600 --config {file}" in shown.output
    assert CliRunner().invoke(app, [*asked, "-k", "systemd", "--install"]).exit_code == 0
    units = tmp_path / "home" / "systemd" / "user"
    assert {file.name for file in units.iterdir()} == {"brief-batch.service", "brief-batch.timer"}
    refused = CliRunner().invoke(app, ["schedule", "--daily", "06:30", "-c", str(file)])
    assert isinstance(refused.exception, UsageError)
    assert "--daily" in str(refused.exception)


def test_a_timer_that_can_t_know_the_password_says_so(tmp_path: Path) -> None:
    """Where the password is in a variable of this shell, the line says that no timer has it."""
    file = tmp_path / "brief.toml"
    file.write_text(
        "[watch.a]\nfolders = ['x']\n[mail]\nhost = 'h'\nsender = 'a@b.example'\n"
        "username = 'u'\npassword_from = 'env:MAIL'\n"
    )
    shown = CliRunner().invoke(app, ["schedule", "-k", "cron", "-c", str(file)])
    assert "no timer knows $MAIL" in shown.output
