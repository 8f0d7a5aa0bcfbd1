"""The weekly run, from a store to mails in a real server's hands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from summarizer.cli import app
from summarizer.errors import MailError, UsageError
from summarizer.settings import Settings
from summarizer.store import open_store, weeklies
from summarizer.watch.watchlist import Config, Mail, Watch
from summarizer.weekly.run import Desk, Outcome, rehearsed, weekly
from tests.batch.press import Desk as Press
from tests.batch.press import article
from tests.deliver.conftest import certificate  # noqa: F401
from tests.deliver.mailserver import Mailbox, serving

FRIDAY = datetime(2026, 5, 15, 12, tzinfo=UTC)
MONDAY = datetime(2026, 5, 18, 7, 5, tzinfo=UTC)
A_WEEK = timedelta(days=7)
ANN = "ann@example.com"
Out = tuple[Mailbox, dict[str, Any]]


@pytest.fixture
def server(certificate: Path) -> Iterator[Out]:  # noqa: F811
    with serving(certificate, "plain", login=False) as (box, reached):
        mail = {"host": "127.0.0.1", "port": reached.port, "security": "plain",
                "sender": "Deals desk <brief@example.com>"}  # fmt: skip
        yield box, mail


class House:
    """A press that writes articles, batches that read them, and weekly runs."""

    def __init__(self, folder: Path, mail: dict[str, Any], **watch: Any) -> None:
        self.press = Press(folder)
        said = {"folders": (Path("inbox"),), "recipients": (ANN,), **watch}
        self.config = Config(
            watch={"deals": Watch(**said)},
            batch=self.press.config.batch,
            fetch=self.press.config.fetch,
            mail=Mail(**mail, witness=folder / "witness"),
            folder=folder,
        )
        self.press.config = self.config

    @property
    def desk(self) -> Desk:
        return Desk(self.config, Settings(model="extractive"), self.press.clock)

    def read(self, when: datetime, **articles: str) -> None:
        for name, text in articles.items():
            self.press.put(f"{name}.txt", text)
        self.press.clock.moment = when
        self.press.run()

    def send(self, when: datetime, confirm: str | None = None) -> Outcome:
        self.press.clock.moment = when
        return weekly(self.desk, None, confirm)


def parsed(mail: bytes) -> EmailMessage:
    return message_from_bytes(mail, policy=policy.default)


def body(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_a_week_is_composed_queued_and_sent_once(tmp_path: Path, server: Out) -> None:
    """The memo reaches the recipient with the week's point in its subject; a second run has
    nothing to do, and the next week tells only what is new since."""
    box, mail = server
    house = House(tmp_path, mail)
    house.read(FRIDAY, a=article(1, price="$3.5 billion"))
    first = house.send(MONDAY)
    assert [(done.week, done.mails) for done in first.done] == [("2026-W21", 1)]
    assert not house.send(MONDAY + timedelta(hours=1)).done
    ((_, recipient, data),) = box.taken
    sent = parsed(data)
    assert recipient == ANN
    assert "3.5 billion" in str(sent["Subject"])
    assert "NEW DEALS" in body(sent, "plain")
    assert "prefers-color-scheme" in body(sent, "html")

    house.read(FRIDAY + A_WEEK, a=article(1, price="$4.2 billion"))
    house.send(MONDAY + A_WEEK)
    again = parsed(box.taken[1][2])
    assert "4.2 billion, was $3.5 billion" in str(again["Subject"])
    text = body(again, "plain")
    assert "NEW DEALS" not in text
    assert re.findall(r"^\[(\d)\]", text, re.MULTILINE) == ["1"]
    assert again["References"] == sent["References"]
    assert again["Message-ID"] != sent["Message-ID"]


def test_what_is_read_late_is_told_in_the_next_week(tmp_path: Path, server: Out) -> None:
    """What a batch reads after the memo went out is the next memo's, and told once."""
    box, mail = server
    house = House(tmp_path, mail, quiet=False)
    house.read(FRIDAY, a=article(1))
    house.send(MONDAY)
    house.read(MONDAY + timedelta(hours=1), b=article(2))
    house.send(MONDAY + A_WEEK)
    texts = [body(parsed(data), "plain") for _, _, data in box.taken]
    assert ["Calder" in text for text in texts] == [True, False]
    assert ["Ostrava" in text for text in texts] == [False, True]


@pytest.mark.parametrize(("nothing", "mails"), [("note", 1), ("silence", 0)])
def test_a_week_without_news(tmp_path: Path, server: Out, nothing: str, mails: int) -> None:
    """Where nothing is new, a note is sent or none, as the watchlist wants; the week is settled."""
    box, mail = server
    house = House(tmp_path, mail, nothing=nothing)
    house.read(FRIDAY)
    outcome = house.send(MONDAY)
    assert len(box.taken) == mails
    assert outcome.done[0].reason == ("" if mails else "nothing new")
    if mails:
        assert parsed(box.taken[0][2])["Subject"] == "deals: nothing new this week"
    assert not house.send(MONDAY + timedelta(hours=1)).done


def test_a_run_that_was_killed_goes_on_with_the_same_memo(
    tmp_path: Path, server: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A memo that was composed and not queued is queued by the next run as it was, whatever was
    read in between; that is told a week later."""
    box, mail = server
    house = House(tmp_path, mail)
    house.read(FRIDAY, a=article(1))
    with monkeypatch.context() as broken:
        broken.setattr("summarizer.weekly.run.letters", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            house.send(MONDAY)
    house.read(MONDAY + timedelta(hours=1), b=article(2))
    house.send(MONDAY + timedelta(hours=2))
    house.send(MONDAY + A_WEEK)
    texts = [body(parsed(data), "plain") for _, _, data in box.taken]
    assert ["Ostrava" in text for text in texts] == [False, True]


def test_a_rehearsal_writes_the_very_mail_and_keeps_nothing(tmp_path: Path, server: Out) -> None:
    """The bytes of a dry run are those that are sent; the store knows nothing of it."""
    box, mail = server
    house = House(tmp_path, mail, attach=("pdf", "docx"))
    house.read(FRIDAY, a=article(1), b=article(1, telling=1))
    house.press.clock.moment = MONDAY
    (found,) = rehearsed(house.desk, None, None)
    data, subject = found.mail, found.subject
    assert found.file == "deals-2026-W21-1.eml"
    with open_store(house.desk.store) as db:
        assert weeklies.one(db, "deals", "2026-W21") is None
    house.send(MONDAY)
    assert box.taken[0][2].replace(b"\r\n", b"\n") == data.replace(b"\r\n", b"\n")
    sent = parsed(data)
    assert sent["Subject"] == subject
    names = [part.get_filename() for part in sent.iter_attachments()]
    assert names == ["deals-2026-W21.pdf", "deals-2026-W21.docx"]
    bodies = [part.get_content() for part in sent.iter_attachments()]
    assert bodies[0].startswith(b"%PDF")
    assert bodies[1].startswith(b"PK")


def test_sections_and_words_of_a_watchlist(tmp_path: Path) -> None:
    """A watchlist with sections of its own gets only what belongs to them; a small budget names the
    deals it leaves out."""
    house = House(tmp_path, {}, sections=("client_risk",))
    house.read(FRIDAY, a=article(1), b=article(1, telling=1))
    house.press.clock.moment = MONDAY
    (found,) = rehearsed(house.desk, None, None)
    text = body(parsed(found.mail), "plain")
    assert "may look for another supplier" in " ".join(text.split())
    assert "Price" not in text

    small = House(tmp_path, {}, words=60)
    small.read(FRIDAY, c=article(2), d=article(3), e=article(4), f=article(5))
    small.press.clock.moment = MONDAY
    (found,) = rehearsed(small.desk, None, None)
    assert "Left out for length" in body(parsed(found.mail), "plain")


@pytest.mark.parametrize(
    ("watch", "week", "said"),
    [("nobody", None, "nobody"), (None, "2026-21", "2026-21"), (None, None, "brief.db")],
)
def test_what_can_t_be_rehearsed_says_why(
    tmp_path: Path, watch: str | None, week: str | None, said: str
) -> None:
    """An unknown watchlist, what is no week, and a store that isn't there are one line each."""
    house = House(tmp_path, {})
    if said != "brief.db":
        house.read(FRIDAY)
    with pytest.raises(UsageError, match=said):
        list(rehearsed(house.desk, watch, week))


def test_an_unknown_section_says_why(tmp_path: Path) -> None:
    """A section that no file describes is one line that names those there are."""
    house = House(tmp_path, {}, sections=("weather",))
    house.read(FRIDAY)
    with pytest.raises(UsageError, match="weather"):
        list(rehearsed(house.desk, None, None))


def test_recipients_without_a_server_are_told_before_anything_is_kept(tmp_path: Path) -> None:
    """Where recipients are named and no server, the run says so and settles nothing."""
    house = House(tmp_path, {})
    house.read(FRIDAY, a=article(1))
    with pytest.raises(MailError, match="host"):
        house.send(MONDAY)
    with open_store(house.desk.store) as db:
        assert weeklies.one(db, "deals", "2026-W21") is None


def test_a_late_week_waits_for_somebody(tmp_path: Path, server: Out) -> None:
    """Three days after it was due a memo is held; confirmed, it goes out."""
    box, mail = server
    house = House(tmp_path, mail)
    house.read(FRIDAY, a=article(1))
    late = house.send(MONDAY + timedelta(days=3))
    assert (late.done, [week for _, week, _ in late.held]) == ((), ["2026-W21"])
    assert box.taken == []
    house.send(MONDAY + timedelta(days=3, hours=1), confirm="2026-W21")
    assert len(box.taken) == 1


def test_the_command_writes_mails_and_says_their_subjects(tmp_path: Path) -> None:
    """`brief weekly --dry-run` leaves an .eml a recipient, and prints the days it tells of, where
    it lies and what it says; nothing else is written."""
    house = House(tmp_path, {})
    house.read(FRIDAY, a=article(1))
    toml = (
        "[watch.deals]\nfolders = ['inbox']\nrecipients = ['ann@example.com', 'bo@example.com']\n"
    )
    (tmp_path / "brief.toml").write_text(toml, "utf-8")
    said = ["weekly", "-c", str(tmp_path / "brief.toml"), "--dry-run", "--week", "2026-W21",
            "--out", str(tmp_path / "mails")]  # fmt: skip
    result = CliRunner().invoke(app, said)
    assert result.exit_code == 0, result.output
    files = sorted(path.name for path in (tmp_path / "mails").iterdir())
    assert files == ["deals-2026-W21-1.eml", "deals-2026-W21-2.eml"]
    assert result.output.count("Calder") == 2
    assert "deals, May 11, 2026 – May 17, 2026\n" in result.output
    sent = parsed((tmp_path / "mails" / files[0]).read_bytes())
    assert "Calder" in body(sent, "plain")


def test_a_rehearsal_without_news_names_the_watchlist_and_its_days(tmp_path: Path) -> None:
    """Where a watchlist wants silence, a dry run says for which one and which days no mail goes
    out."""
    house = House(tmp_path, {})
    house.read(FRIDAY)
    toml = "[watch.deals]\nfolders = ['inbox']\nnothing = 'silence'\n"
    (tmp_path / "brief.toml").write_text(toml, "utf-8")
    said = ["weekly", "-c", str(tmp_path / "brief.toml"), "--dry-run", "--week", "2026-W21",
            "--out", str(tmp_path / "mails")]  # fmt: skip
    result = CliRunner().invoke(app, said)
    assert result.output == (
        "deals, May 11, 2026 – May 17, 2026\n  nothing new; no mail would be sent\n"
    )
    assert not (tmp_path / "mails").exists()


def test_a_rehearsal_says_where_newer_articles_will_be_told(tmp_path: Path) -> None:
    """What was read after the latest memo was due isn't missing from a dry run without a word: it
    names the week that will tell it, which can be looked at already."""
    house = House(tmp_path, {})
    house.read(MONDAY + timedelta(days=3), a=article(1))
    house.press.clock.moment += timedelta(hours=1)
    (latest,) = rehearsed(house.desk, None, None)
    assert (latest.subject, latest.since) == ("deals: nothing new this week", "2026-W22")
    (coming,) = rehearsed(house.desk, None, latest.since)
    assert "Calder" in coming.subject
    assert coming.since == ""


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (("weekly",), "no watchlist names recipients; `brief weekly --dry-run` writes what"),
        (("outbox", "list"), "no mail waits, and none needs you"),
    ],
)
def test_nothing_to_do_is_said(tmp_path: Path, said: tuple[str, ...], words: str) -> None:
    """Without recipients or mails a command says so, and doesn't leave with nothing printed."""
    (tmp_path / "brief.toml").write_text("[watch.deals]\nfolders = ['inbox']\n", "utf-8")
    result = CliRunner().invoke(app, [*said, "-c", str(tmp_path / "brief.toml")])
    assert (result.exit_code, words in result.output) == (0, True), result.output
