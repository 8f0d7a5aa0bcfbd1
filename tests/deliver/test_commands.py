"""`brief outbox` and `brief doctor`, on a store with mails of every state."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from summarizer.cli import app, doctor
from summarizer.deliver.weeks import Due, Week
from summarizer.errors import BusyError, MailError, UsageError
from summarizer.store import only_run, outbox, weeks
from summarizer.store.outbox import State
from summarizer.store.weeks import Decision
from summarizer.watch.web import HandClock
from tests.deliver.mailserver import PASSWORD, USER, Trouble, serving
from tests.deliver.office import MONDAY, Office, letter
from tests.deliver.test_secrets import SETTINGS

STATES = ("waiting", "sent", "refused", "unknown", "held", "suppressed", "transmitting")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A settings file beside a store with a mail of each state."""
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "a.txt").write_text("Orchard is to buy Pear. " * 30)
    file = tmp_path / "brief.toml"
    file.write_text(SETTINGS.format(port=25, ca="ca.pem", user=USER))
    now = datetime.now(UTC).replace(microsecond=0)
    office = Office(tmp_path, HandClock(now))
    db, post = office.open()
    with db:
        week = Week.of(now.date())
        letters = [letter(f"{state}@example.com", str(week)) for state in STATES]
        numbers = post.queue("deals", Due(week, now), letters)
        with db.writing():
            for number, state in zip(numbers, STATES, strict=True):
                outbox.change(db, number, State(state), now, "" if state == "sent" else "because")
    return file


def asked(desk: Path, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "-c", str(desk)])


def test_the_list_shows_what_is_open_and_alarms(desk: Path) -> None:
    """What is settled is left out unless asked for; what may or may not have arrived is shown in
    capitals and ends the command with 6. What a killed run left is among it."""
    found = asked(desk, "outbox", "list")
    assert found.exit_code == MailError.exit_code == 6
    assert "sent@" not in found.output
    assert found.output.count("UNKNOWN") == 2
    assert "transmitting@example.com" in found.output
    assert "1 refused; mend the reason, then `brief outbox resend --refused`." in found.output
    assert "sent@" in asked(desk, "outbox", "list", "--all").output
    for number in (4, 7):
        assert asked(desk, "outbox", "resend", str(number)).exit_code == 0
    assert asked(desk, "outbox", "list").exit_code == 0


def test_a_mail_is_shown_with_its_history_or_as_it_is(desk: Path) -> None:
    """`show` tells headers and states; with --raw the very bytes; a mail that isn't is one line."""
    found = asked(desk, "outbox", "show", "4").output
    assert "Subject: Orchard to buy Pear" in found
    assert "UNKNOWN  because" in found
    raw = asked(desk, "outbox", "show", "4", "--raw").stdout_bytes
    assert raw.endswith(b"\r\n")
    assert b"\r\nMessage-ID: <" in raw
    assert isinstance(asked(desk, "outbox", "show", "99").exception, UsageError)


def test_deciding_by_hand(desk: Path) -> None:
    """Mails are resent with the Message-ID they had, one by one or all that were refused or held;
    waiting ones are cancelled; other wishes are one line."""
    before = asked(desk, "outbox", "show", "3", "--raw").stdout_bytes
    assert "mail 3 waits" in asked(desk, "outbox", "resend", "--refused").output
    assert asked(desk, "outbox", "show", "3", "--raw").stdout_bytes == before
    assert "mail 5 is cancelled" in asked(desk, "outbox", "cancel", "--held").output
    assert "mail 1 is cancelled" in asked(desk, "outbox", "cancel", "1").output
    for words, said in (
        (("resend", "99"), "not in the outbox"),
        (("cancel", "2"), "mail 2: is sent"),
        (("resend",), "no mail: is named"),
    ):
        assert said in str(asked(desk, "outbox", *words).exception)


def test_a_held_week_is_shown_until_somebody_decides(desk: Path) -> None:
    """A week that waits for a confirmation is listed with the command that sends it, until it is
    dismissed."""
    with only_run(desk.with_name("brief.db")):
        db, _ = Office(desk.parent, HandClock(MONDAY)).open()
        with db:
            week = Week(2026, 19)
            with db.writing():
                weeks.decide(db, "deals", str(week), MONDAY, Decision.HELD, MONDAY, "late")
    shown = asked(desk, "outbox", "list").output
    assert "deals, 2026-W19: held for confirmation; late." in shown
    assert "`brief weekly --watch deals --confirm 2026-W19` sends it" in shown
    found = CliRunner().invoke(app, ["outbox", "dismiss", "deals", "2026-W19", "-c", str(desk)])
    assert found.exit_code == 0
    assert "2026-W19" not in asked(desk, "outbox", "list").output


def test_nobody_decides_while_a_run_is_at_work(desk: Path) -> None:
    """While another run holds the store, mails can be looked at but not changed."""
    with only_run(desk.with_name("brief.db")):
        assert isinstance(asked(desk, "outbox", "resend", "4").exception, BusyError)
        found = asked(desk, "outbox", "list")
        assert "UNDER WAY" in found.output
        assert "another run is at work" in found.output


def test_suppressing_an_address(desk: Path) -> None:
    """An address is put on the list once, however it is spelled; a mail to it is then kept back."""
    assert "from now on" in asked(desk, "outbox", "suppress", "Waiting@Example.com").output
    assert "was on the list" in asked(desk, "outbox", "suppress", "waiting@example.com").output
    assert isinstance(asked(desk, "outbox", "suppress", "nobody").exception, MailError)
    file = desk.with_name("suppressed.txt")
    assert len(file.read_text().splitlines()) == 1
    file.write_text(file.read_text() + "not an address\n")
    found = asked(desk, "outbox", "resend", "3")
    assert "suppressed.txt, line 2" in str(found.exception)


def test_the_doctor_logs_in_and_sends_nothing(
    desk: Path, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a server that lets us in every check is well but the outbox, which needs somebody; with
    a wrong password the mail check says so, and nothing is ever sent."""
    monkeypatch.setattr(doctor, "CHECKS", {k: v for k, v in doctor.CHECKS.items() if k != "model"})
    with serving(certificate) as (box, server):
        ca = certificate.with_name("ca.pem")
        desk.write_text(SETTINGS.format(port=server.port, ca=ca, user=USER))
        monkeypatch.setenv("MAIL_PASSWORD", PASSWORD)
        found = asked(desk, "doctor")
        assert f"ok    mail: localhost:{server.port} lets us in as {USER}" in found.output
        bad = [line for line in found.output.splitlines() if line.startswith("BAD")]
        assert [line.split()[1] for line in bad] == ["outbox:"]
        assert found.exit_code == 3
        monkeypatch.setenv("MAIL_PASSWORD", "wrong")
        assert "BAD   mail: localhost" in asked(desk, "doctor").output
        box.trouble = Trouble()
        assert box.taken == []


def test_the_doctor_finds_what_is_wrong(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing folder, a full disk, a damaged store and a clock that stands still are each one
    line."""
    monkeypatch.setattr(doctor, "CHECKS", {k: v for k, v in doctor.CHECKS.items() if k != "model"})
    monkeypatch.delenv("MAIL_PASSWORD", raising=False)
    shutil.rmtree(desk.parent / "inbox")
    with sqlite3.connect(desk.with_name("brief.db")) as db:
        db.execute("INSERT INTO runs (began, state) VALUES ('2199-01-01T00:00:00+00:00', 'done')")
    usage = shutil.disk_usage(desk.parent)._replace(free=1_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage)
    output = asked(desk, "doctor").output
    for said in (
        "BAD   sources: ", "inbox: is not there; make it", "BAD   disk: ",
        "has 1 MB left", "BAD   clock: the clock: is before", "BAD   mail: env:MAIL_PASSWORD: is",
    ):  # fmt: skip
        assert said in output
    data = bytearray(desk.with_name("brief.db").read_bytes())
    data[4096 * 3 : 4096 * 5] = b"\xff" * 8192
    desk.with_name("brief.db").write_bytes(data)
    assert "BAD   store: " in asked(desk, "doctor").output
