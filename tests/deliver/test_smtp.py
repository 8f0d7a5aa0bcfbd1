from __future__ import annotations

import ssl
from dataclasses import replace
from ipaddress import ip_address
from itertools import product
from pathlib import Path

import pytest

from summarizer.deliver.carrier import SetbackError, Stage
from summarizer.deliver.post import Post
from summarizer.deliver.secrets import Secret
from summarizer.deliver.smtp import Connection
from summarizer.store import outbox
from summarizer.store.outbox import State
from tests.deliver.mailserver import PASSWORD, Trouble, certificates, serving
from tests.deliver.office import Office

FAULTS = ("drop", "421", "4xx", "5xx", "stall")


def right_state(stage: Stage, fault: str) -> State:
    """What each fault has to leave a mail in."""
    if stage is Stage.QUIT:
        return State.SENT
    if fault == "5xx":
        return State.REFUSED
    if stage is Stage.BODY and fault in ("drop", "stall"):
        return State.UNKNOWN
    return State.WAITING


@pytest.mark.parametrize(("stage", "fault"), list(product(Stage, FAULTS)))
def test_each_fault_at_each_step_leaves_the_right_state(
    stage: Stage, fault: str, tmp_path: Path, certificate: Path
) -> None:
    """However a server fails, the mail is sent, waits for another try, is refused, or is unknown;
    the next run sends what waits and nothing else, and no mail is taken twice."""
    office = Office(tmp_path)
    with serving(certificate) as (box, server):
        patience = 1.0 if fault == "stall" else 20.0
        quick = replace(server, seconds=patience, body_seconds=patience)
        office.queue()
        box.trouble = Trouble(stage, fault)
        db, post = office.open()
        with db:
            report = post.send(lambda: Connection(quick))
            (row,) = post.rows()
            assert row.state is right_state(stage, fault)
            assert report.counts == {row.state: 1}
            assert bool(row.reason) == (row.state is not State.SENT)
            assert post.send(lambda: Connection(quick)).counts == {}
        box.trouble = Trouble()
        office.clock.sleep(5 * 60)
        db, post = office.open()
        with db:
            post.send(lambda: Connection(quick))
            later = State.SENT if row.state is State.WAITING else row.state
            assert post.rows()[0].state is later
        assert len(box.taken) == (later is State.SENT)


@pytest.mark.parametrize("security", ["starttls", "tls", "plain"])
@pytest.mark.parametrize("login", [True, False])
def test_mail_arrives_as_it_was_composed(
    security: str, login: bool, tmp_path: Path, certificate: Path
) -> None:
    """With each way to secure a connection the server gets the very bytes of the outbox."""
    office = Office(tmp_path)
    with serving(certificate, security, login=login) as (box, server):
        (number,) = office.queue()
        db, post = office.open()
        with db:
            assert post.send(lambda: Connection(server)).counts == {State.SENT: 1}
            assert box.taken == [("brief@example.com", "ann@example.com", outbox.mail(db, number))]
        assert box.seen["logins"] == int(login)
        assert box.seen["quits"] == 1


def test_lines_that_begin_with_dots_survive(tmp_path: Path, certificate: Path) -> None:
    """A mail whose lines begin with dots arrives with all of them, and to its end."""
    mail = b"Subject: x\r\n\r\n.\r\n..\r\n.a\r\n\r\n.\r\nend\r\n"
    with serving(certificate) as (box, server):
        connection = Connection(server)
        connection.send("a@example.com", "b@example.com", mail, lambda: None)
        connection.close()
        assert box.taken[0][2] == mail


def test_addresses_beyond_ascii(tmp_path: Path, certificate: Path) -> None:
    """A server that knows SMTPUTF8 gets such an address and headers that hold it."""
    office = Office(tmp_path)
    with serving(certificate) as (box, server):
        office.queue("jörg@müller.example")
        office.at(lambda post: post.send(lambda: Connection(server)))
        _, recipient, mail = box.taken[0]
        assert recipient == "jörg@xn--mller-kva.example"
        assert f"To: {recipient}\r\n".encode() in mail


@pytest.mark.parametrize("flaw", ["stranger", "name"])
@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_certificates_are_checked(
    security: str, flaw: str, tmp_path: Path, certificate: Path
) -> None:
    """A server whose certificate is a stranger's, or another host's, gets neither the password nor
    a mail."""
    other = certificates(tmp_path, "localhost" if flaw == "stranger" else "other.example")
    with serving(other, security) as (box, server):
        ca = certificate.with_name("ca.pem") if flaw == "stranger" else other.with_name("ca.pem")
        strict = replace(server, context=lambda: ssl.create_default_context(cafile=str(ca)))
        with pytest.raises(SetbackError, match=r"(?i)certificate") as told:
            Connection(strict)
        assert told.value.setback.state is State.WAITING
        assert not box.seen["logins"]


def test_a_server_that_hides_starttls_gets_nothing(certificate: Path) -> None:
    """Where STARTTLS is asked for and not offered, the password stays with us."""
    with serving(certificate, "plain") as (box, server):
        with pytest.raises(SetbackError, match="STARTTLS: the server offers none"):
            Connection(replace(server, security="starttls"))
        assert not box.seen["logins"]


def test_plain_is_only_for_this_computer(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a name that looked like this computer's leads to another, nothing is said to it."""
    elsewhere = ip_address("192.0.2.7")
    monkeypatch.setattr("summarizer.deliver.smtp.ip_address", lambda _: elsewhere)
    with serving(certificate, "plain") as (box, server):
        with pytest.raises(SetbackError, match="is not this computer"):
            Connection(server)
        assert not box.seen["logins"]


def test_a_wrong_password_is_told_without_it(certificate: Path) -> None:
    """A server that repeats the password in its refusal doesn't get it into our words."""
    with serving(certificate) as (box, server):
        box.trouble = Trouble(Stage.LOGIN, "5xx", said=f"535 5.7.8 no user with {PASSWORD}")
        with pytest.raises(SetbackError, match=r"login: 535 .* no user with \*\*\*") as told:
            Connection(server)
        assert told.value.setback.general
        wrong = replace(server, password=lambda: Secret("wrong"))
        box.trouble = Trouble()
        with pytest.raises(SetbackError, match="535") as told:
            Connection(wrong)
        assert told.value.setback.state is State.REFUSED


def test_one_refused_recipient_doesn_t_keep_the_others(tmp_path: Path, certificate: Path) -> None:
    """After a mail that was refused or put off the same connection carries the rest."""
    office = Office(tmp_path)
    with serving(certificate) as (box, server):
        office.queue("a@example.com", "b@example.com", "c@example.com")
        for stage, fault in product(
            (Stage.MAIL, Stage.RCPT, Stage.DATA, Stage.BODY), ("4xx", "5xx")
        ):
            box.taken.clear()
            box.seen.clear()
            box.trouble = Trouble(stage, fault, times=1)
            report = office.at(lambda post: post.send(lambda: Connection(server)))
            assert [taken[1] for taken in box.taken] == ["b@example.com", "c@example.com"], stage
            assert box.seen["connections"] == 1
            assert sum(report.counts.values()) == 3
            office.at(_all_again)


def _all_again(post: Post) -> None:
    for row in post.rows():
        if row.state is State.WAITING:
            post.cancel(row.id)
        post.resend(row.id)


def test_an_answer_to_a_mail_that_is_none_leaves_it_unknown(
    tmp_path: Path, certificate: Path
) -> None:
    """What a server says to a mail and has no number tells nothing about it."""
    office = Office(tmp_path)
    with serving(certificate) as (box, server):
        office.queue()
        box.trouble = Trouble(Stage.BODY, "5xx", said="what?")
        office.at(lambda post: post.send(lambda: Connection(server)))
        db, post = office.open()
        with db:
            assert post.rows()[0].state is State.UNKNOWN
