from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from summarizer.deliver import weeks
from summarizer.deliver.carrier import Setback, SetbackError, Stage
from summarizer.deliver.post import Post
from summarizer.errors import MailError
from summarizer.store import outbox
from summarizer.store.outbox import State
from summarizer.store.weeks import Decision
from tests.deliver.office import MONDAY, RHYTHM, Office, letter

WEEK = timedelta(weeks=1)


@dataclass
class Bag:
    """A carrier that takes everything, or what `fails` says."""

    fails: dict[str, Setback] = field(default_factory=dict)
    taken: list[str] = field(default_factory=list)
    opened: int = 0

    def __call__(self) -> Bag:
        self.opened += 1
        return self

    def send(self, sender: str, recipient: str, mail: bytes, begin: Callable[[], None]) -> None:
        setback = self.fails.get(recipient)
        if setback and setback.stage is not Stage.BODY:
            raise SetbackError(setback)
        begin()
        if setback:
            raise SetbackError(setback)
        self.taken.append(recipient)

    def close(self) -> None:
        pass


def weekly(office: Office, bag: Bag, moment: datetime, *recipients: str) -> None:
    """A run at a moment: whatever is due is queued, and what waits goes out."""
    office.clock.moment = moment
    db, post = office.open()
    with db:
        due = post.due("deals", RHYTHM)
        if due:
            to = recipients or ("ann@example.com",)
            post.queue("deals", due, [letter(each, str(due.week)) for each in to])
        post.send(bag)


def states(office: Office) -> dict[str, State]:
    return {row.week: row.state for row in office.at(Post.rows)}


def decisions(office: Office) -> dict[str, Decision]:
    from summarizer.store import weeks as stored

    db, _ = office.open()
    with db:
        return {found.week: found.state for found in stored.decided(db)}


def test_one_memo_a_week_and_recipient(tmp_path: Path) -> None:
    """However often a run comes by, and however an address is spelled, each recipient gets one mail
    of a week."""
    office, bag = Office(tmp_path), Bag()
    for hours in (0, 1, 24, 47, 100):
        moment = MONDAY + timedelta(hours=hours)
        weekly(office, bag, moment, "ann@example.com", "Ann <Ann@Example.com>", "bob@example.com")
    assert bag.taken == ["ann@example.com", "bob@example.com"]
    weekly(office, bag, MONDAY + WEEK)
    assert len(bag.taken) == 3


def test_a_week_s_letters_are_queued_all_or_none(tmp_path: Path) -> None:
    """Where one letter can't be composed, or is of another week, the outbox stays empty and the
    week is still due."""
    office = Office(tmp_path)
    db, post = office.open()
    with db:
        due = post.due("deals", RHYTHM)
        assert due
        for wrong in (letter("nobody"), letter(week="2026-W22"), letter(watch="rail")):
            with pytest.raises(MailError):
                post.queue("deals", due, [letter(), wrong])
        assert post.rows() == []
        assert post.due("deals", RHYTHM) == due


def test_a_week_without_a_mail_has_its_reason(tmp_path: Path) -> None:
    """A week with nothing new, or nobody to tell, is decided once, and never due again."""
    office = Office(tmp_path)
    db, post = office.open()
    with db:
        due = post.due("deals", RHYTHM)
        assert due
        post.nothing("deals", due)
        assert post.due("deals", RHYTHM) is None
        assert post.queue("deals", due, [letter()]) == []
        office.clock.sleep(WEEK.total_seconds())
        later = post.due("deals", RHYTHM)
        assert later
        assert post.queue("deals", later, []) == []
        assert post.due("deals", RHYTHM) is None
    assert set(decisions(office).values()) == {Decision.NOTHING}


def test_a_late_week_waits_for_a_confirmation(tmp_path: Path) -> None:
    """A week that is more than 48 hours late is held; confirmed, its mails go out."""
    office, bag = Office(tmp_path), Bag()
    weekly(office, bag, MONDAY + timedelta(hours=49))
    assert bag.taken == []
    db, post = office.open()
    with db:
        (held,) = post.held("deals")
        assert (held.week, held.reason) == ("2026-W21", weeks.LATE)
        with pytest.raises(MailError, match="not due yet"):
            post.confirm("deals", "2026-W22")
        post.queue("deals", post.confirm("deals", held.week), [letter()])
        assert post.held() == []
        post.send(bag)
    assert bag.taken == ["ann@example.com"]


def test_a_late_week_may_be_let_be(tmp_path: Path) -> None:
    """A held week that somebody dismissed is no longer held, and never sent."""
    office, bag = Office(tmp_path), Bag()
    weekly(office, bag, MONDAY + timedelta(hours=49))
    office.at(lambda post: post.dismiss("deals", "2026-W21"))
    assert office.at(lambda post: post.held("deals")) == []
    with pytest.raises(MailError, match="is nothing"):
        office.at(lambda post: post.confirm("deals", "2026-W21"))
    weekly(office, bag, MONDAY + timedelta(hours=50))
    assert bag.taken == []


def test_what_is_put_off_is_tried_again_with_growing_pauses(tmp_path: Path) -> None:
    """A mail that a server can't take now is tried again after 5, 10, 20 … minutes, and after 48
    hours it is held."""
    office = Office(tmp_path)
    office.queue()
    busy = Setback(Stage.RCPT, State.WAITING, "451 later", lost=False)
    bag = Bag({"ann@example.com": busy})
    tried: list[int] = []
    for minute in [*range(0, 160, 5), *range(160, 49 * 60, 40)]:
        office.clock.moment = MONDAY + timedelta(minutes=minute)
        report = office.at(lambda post: post.send(bag))
        if report.counts:
            tried.append(minute)
    assert tried[:8] == [0, 5, 15, 35, 75, 155, 320, 560]
    (row,) = office.at(Post.rows)
    assert (row.state, row.tries) == (State.HELD, len(tried))


def test_a_pause_that_a_wrong_clock_noted_doesn_t_count(tmp_path: Path) -> None:
    """A mail that was put off while the clock stood a month ahead is tried once it is right."""
    office = Office(tmp_path)
    office.queue()
    office.clock.moment = MONDAY + timedelta(hours=1)
    db, post = office.open()
    with db:
        busy = Setback(Stage.RCPT, State.WAITING, "451 later", lost=False)
        post.send(Bag({"ann@example.com": busy}))
        with db.writing():
            later = MONDAY + timedelta(days=30)
            outbox.change(db, 1, State.WAITING, later, not_before=later)
    bag = Bag()
    office.at(lambda post: post.send(bag))
    assert bag.taken == ["ann@example.com"]


def test_a_setback_of_the_connection_is_one_of_all(tmp_path: Path) -> None:
    """Where the login fails, it is tried once, and every mail has the reason; three broken
    connections in a row end a run."""
    office = Office(tmp_path)
    everyone = [f"r{number}@example.com" for number in range(6)]
    office.queue(*everyone)
    gone = Setback(Stage.MAIL, State.WAITING, "closed", lost=True)
    bag = Bag(dict.fromkeys(everyone, gone))
    report = office.at(lambda post: post.send(bag))
    assert (bag.opened, report.counts) == (3, {State.WAITING: 3})
    office.clock.sleep(600)
    wrong = Setback(Stage.LOGIN, State.REFUSED, "535 no", lost=False)

    def refusing() -> Bag:
        bag.opened += 1
        raise SetbackError(wrong)

    report = office.at(lambda post: post.send(refusing))
    assert (bag.opened, report.counts) == (4, {State.REFUSED: 6})
    assert report.troubles == ("login: 535 no",)


def test_unknown_is_left_alone_and_resent_by_hand_as_it_was(tmp_path: Path) -> None:
    """A mail of which nobody knows whether it arrived isn't touched by any later run; a person may
    send the same bytes again, or leave it."""
    office = Office(tmp_path)
    (number,) = office.queue()
    lost = Setback(Stage.BODY, State.UNKNOWN, "closed", lost=True)
    assert office.at(lambda post: post.send(Bag({"ann@example.com": lost}))).unknown == 1
    bag = Bag()
    assert office.at(lambda post: post.send(bag)).unknown == 1
    for days in range(1, 40):
        weekly(office, bag, MONDAY + timedelta(days=days))
    assert states(office)["2026-W21"] is State.UNKNOWN
    bag.taken.clear()
    db, post = office.open()
    with db:
        before = outbox.mail(db, number)
        with pytest.raises(MailError, match="is unknown"):
            post.cancel(number)
        post.resend(number)
        with pytest.raises(MailError, match="is waiting"):
            post.resend(number)
        post.send(bag)
        assert outbox.mail(db, number) == before
        seen = [entry.state for entry in outbox.history(db, number)]
    assert bag.taken == ["ann@example.com"]
    assert seen == ["waiting", "transmitting", "unknown", "waiting", "transmitting", "sent"]


def test_a_mail_that_was_cancelled_stays(tmp_path: Path) -> None:
    """A cancelled mail isn't sent; a mail that is none has one line for it."""
    office, bag = Office(tmp_path), Bag()
    (number,) = office.queue()
    office.at(lambda post: post.cancel(number))
    office.at(lambda post: post.send(bag))
    assert bag.taken == []
    with pytest.raises(MailError, match="not in the outbox"):
        office.at(lambda post: post.resend(77))


def test_who_wants_no_mail_gets_none(tmp_path: Path) -> None:
    """Whoever is on the list when a week is queued, or comes on it before the mail goes out, gets
    nothing, and the outbox says why."""
    office, bag = Office(tmp_path), Bag()
    office.suppressed = frozenset({"ann@example.com"})
    office.queue("Ann@Example.com", "bob@example.com", "cid@example.com")
    office.suppressed = frozenset({"ann@example.com", "bob@example.com"})
    office.at(lambda post: post.send(bag))
    assert bag.taken == ["cid@example.com"]
    rows = office.at(Post.rows)
    assert [row.state for row in rows] == [State.SUPPRESSED, State.SUPPRESSED, State.SENT]
    assert all("want no mail" in row.reason for row in rows[:2])


@pytest.mark.parametrize("gone", ["store", "store and witness", "whole computer"])
def test_an_old_store_that_was_put_back_sends_nothing_again(tmp_path: Path, gone: str) -> None:
    """With last month's store in its place, each week since then waits for a confirmation, also
    the one of today; the next week's memo goes out as ever. It is noticed by what lies beside the
    store, by its absence, and, where that is of last month too, by the weeks that are missing."""
    office, bag = Office(tmp_path), Bag()
    witness, before = tmp_path / "witness", tmp_path / "before"
    for number in range(8):
        weekly(office, bag, MONDAY + number * WEEK)
        if number == 3:
            shutil.copy(office.store, tmp_path / "copy.db")
            shutil.copytree(witness, before)
    shutil.copy(tmp_path / "copy.db", office.store)
    if gone != "store":
        shutil.rmtree(witness)
    if gone == "whole computer":
        before.rename(witness)
    assert len(bag.taken) == 8
    for hours in (3, 30, 100):
        weekly(office, bag, MONDAY + 7 * WEEK + timedelta(hours=hours))
    assert len(bag.taken) == 8
    held = office.at(lambda post: post.held("deals"))
    assert [found.week for found in held] == ["2026-W25", "2026-W26", "2026-W27", "2026-W28"]
    assert all(found.reason for found in held)
    weekly(office, bag, MONDAY + 8 * WEEK)
    assert len(bag.taken) == 9


def test_a_store_of_this_morning_sends_nothing_again(tmp_path: Path) -> None:
    """A copy from between queueing and sending, put back the same day, holds its mails."""
    office, bag = Office(tmp_path), Bag()
    weekly(office, bag, MONDAY - WEEK)
    office.clock.moment = MONDAY
    office.queue()
    shutil.copy(office.store, tmp_path / "copy.db")
    office.at(lambda post: post.send(bag))
    assert len(bag.taken) == 2
    shutil.copy(tmp_path / "copy.db", office.store)
    weekly(office, bag, MONDAY + timedelta(hours=2))
    assert len(bag.taken) == 2
    assert states(office)["2026-W21"] is State.HELD
    office.at(lambda post: post.resend(2))
    office.at(lambda post: post.send(bag))
    assert len(bag.taken) == 3


def test_a_copy_of_the_same_moment_is_the_same_store(tmp_path: Path) -> None:
    """A store that is put back without anything sent since then goes on as before."""
    office, bag = Office(tmp_path), Bag()
    weekly(office, bag, MONDAY)
    shutil.copy(office.store, tmp_path / "copy.db")
    shutil.copy(tmp_path / "copy.db", office.store)
    weekly(office, bag, MONDAY + WEEK)
    assert len(bag.taken) == 2


def test_nothing_goes_out_where_the_witness_can_t_be_kept(tmp_path: Path) -> None:
    """Where the folder beside the store can't be written to, mails wait and the line names it."""
    office, bag = Office(tmp_path), Bag()
    office.witness = tmp_path / "file"
    office.witness.write_text("not a folder")
    with pytest.raises(MailError, match="another folder"):
        office.queue()
    assert bag.taken == []


def test_unsafe_headers_keep_every_mail_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the proof of safe headers fails, nothing is sent and everything still waits."""
    office, bag = Office(tmp_path), Bag()
    office.queue()

    def fails() -> None:
        raise MailError("this Python", "lets a title become a header", "update Python")

    monkeypatch.setattr("summarizer.deliver.post.proved", fails)
    with pytest.raises(MailError, match="become a header"):
        office.at(lambda post: post.send(bag))
    assert bag.opened == 0
    assert states(office) == {"2026-W21": State.WAITING}
