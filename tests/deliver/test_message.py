from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.deliver import canary, headers, message
from summarizer.deliver.message import Attachment, Letter, compose, message_id, thread_id
from summarizer.errors import MailError
from tests.deliver.office import letter

HEAD = [
    "From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "List-Id",
    "List-Unsubscribe", "Auto-Submitted",
]  # fmt: skip
BREAKS = (
    "\r\n", "\n", "\r", "\r\n ", "\n\t", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028",
    "\u2029", "\0\n", "\ud800\n", "\u200b\n\u202e", "=?utf-8?q?=0D=0A?=", "=?utf-8?b?DQo=?=",
    "=?us-ascii?Q?=0A?= ", "=?utf-8?q?=?=?utf-8?q?=0A?=?=", "=\u200d?utf-8?q?=0A?=",
    "\r\n\r\n", "é\r\n", "é=?utf-8?q?=0D=0A?=",
)  # fmt: skip
SMUGGLED = ("Bcc: x@example.net", "X-Injected: 1", "Content-Language: xx", "From: a@b.example")
PLACES = ("subject", "watch", "week", "sender", "file")


def parsed(mail: bytes) -> EmailMessage:
    found = message_from_bytes(mail, policy=default)
    assert isinstance(found, EmailMessage)
    return found


def with_text(place: str, text: str) -> Letter:
    """A letter with a text from outside in one of the places that end in a header."""
    plain = letter("jörg@example.com" if len(text) % 2 else "ann@example.com")
    file = Attachment(text if place == "file" else "memo.pdf", "application/pdf", b"%PDF-")
    if place == "sender":
        name = "".join(c for c in text if c.isprintable() and c not in '"<>')
        return replace(plain, sender=f'"{name}" <a@example.com>', attachments=(file,))
    named: dict[str, Any] = {} if place == "file" else {place: text}
    return replace(plain, attachments=(file,), **named)


def test_the_same_letter_is_the_same_bytes() -> None:
    """A letter composed twice gives the same mail, with the same Message-ID and boundaries."""
    assert compose(letter()) == compose(letter())
    assert message_id(letter()).encode() in compose(letter())


def test_what_a_message_id_stands_for() -> None:
    """The Message-ID changes with watchlist, week, recipient and the sender's domain, and with
    nothing else; the thread only with watchlist and domain."""
    one = letter()
    same = replace(one, subject="x", text="y", recipient="Ann <ANN@example.COM>")
    assert message_id(same) == message_id(one)
    others = [
        replace(one, watch="rail"), replace(one, week="2026-W22"), letter("bob@example.com"),
        replace(one, sender="brief@example.org"),
    ]  # fmt: skip
    assert len({message_id(other) for other in (one, *others)}) == 5
    threads = [thread_id(other) for other in (one, *others)]
    assert threads[0] == threads[2] == threads[3]
    assert len(set(threads)) == 3


def test_what_is_in_a_mail() -> None:
    """A mail holds text and page as alternatives, the files beside them, and says that a program
    sent it, what list it belongs to and how to leave it by mail."""
    file = Attachment("memo of May.pdf", "application/pdf", b"%PDF-\x00\xff")
    mail = parsed(compose(replace(letter(), attachments=(file,))))
    kinds = [part.get_content_type() for part in mail.walk()]
    assert kinds == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "application/pdf",
    ]  # fmt: skip
    (attached,) = mail.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == (file.name, file.body)
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Unsubscribe"] == "<mailto:brief@example.com?subject=unsubscribe%20deals>"
    assert mail["List-Unsubscribe-Post"] is None
    assert mail["In-Reply-To"] == mail["References"] == thread_id(letter())
    assert mail["Date"].datetime == letter().date


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=250))
def test_any_subject_is_read_as_it_was_cleaned(subject: str) -> None:
    """Whatever a headline holds, the receiver reads the cleaned line, to the letter."""
    mail = compose(replace(letter(), subject=subject))
    shown = headers.plain(subject) or "deals, 2026-W21"
    assert str(parsed(mail)["Subject"]) == shown
    assert all(len(line) <= 998 for line in mail.split(b"\r\n"))


@pytest.mark.parametrize("text", ["gr\u00fcn " * 60, "wort", "\u5408\u4f75" * 90, '"q" ' * 30])
def test_bodies_come_out_as_they_went_in(text: str) -> None:
    """Text and page are what they were, in any script, with long lines and dots and `From`."""
    body = f"{text}\n.\nFrom here\n{'x' * 3000}\n"
    mail = parsed(compose(replace(letter(), text=body, html=f"<p>{body}")))
    shown = [part.get_content().replace("\r\n", "\n") for part in mail.iter_parts()]
    assert shown == [body, f"<p>{body}"]


def test_names_and_domains_of_other_scripts() -> None:
    """A name beyond ASCII is encoded, a domain becomes what the DNS knows."""
    mail = parsed(compose(letter('"Müller, Jörg" <jm@bücher.example>')))
    (found,) = mail["To"].addresses
    assert (found.display_name, found.addr_spec) == ("Müller, Jörg", "jm@xn--bcher-kva.example")


@pytest.mark.parametrize(
    "address",
    ["", "ann", "@example.com", "a b@example.com", "a@b@c", "a@-x.example", "a@" + 64 * "x",
     "a@x\r\nBcc: b@c.example", "<a@example.com>, <b@example.com>", "a@example.com\u2028",
     "a@[127.0.0.1]", "a..b@example.com", "a\u202e@example.com", "x" * 65 + "@example.com"],
)  # fmt: skip
def test_what_is_no_address_gets_no_mail(address: str) -> None:
    """What is no single plain address is refused, in one line."""
    with pytest.raises(MailError, match="no mail address") as told:
        compose(letter(address))
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("place", PLACES)
def test_no_text_becomes_a_header(place: str) -> None:
    """480 smuggled headers, through titles, names of lists, weeks and senders, and file names: each
    mail has the headers and parts that were set, and no line that begins as the smuggled one."""
    for gap, smuggled in product(BREAKS, SMUGGLED):
        mail = compose(with_text(place, f"Pear bought{gap}{smuggled}"))
        head = mail.split(b"\r\n\r\n")[0].decode().split("\r\n")
        names = [line.split(":")[0] for line in head if line[0] not in " \t"]
        assert names == [*HEAD, "MIME-Version", "Content-Type"], (gap, smuggled)
        lines = mail.replace(b"\r", b"\n").split(b"\n")
        begun = [line for line in lines if line.lower().startswith(smuggled.lower().encode())]
        assert not begun, (gap, smuggled)
        read = message_from_bytes(mail)
        parts = [part.get_content_type() for part in read.walk()]
        assert parts[2:] == ["text/plain", "text/html", "application/pdf"]
        assert read["Bcc"] is None


def test_there_are_enough_injections() -> None:
    """The test above tries more than 300 ways."""
    assert len(BREAKS) * len(SMUGGLED) * len(PLACES) >= 300


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Pear\r\n to  buy", "Pear to buy"),
        ("Pear\nbuys\tOrchard\x0bwith\x00cash", "Pear buys Orchard with cash"),
        ("=?utf-8?q?Pear?= buys", "buys"),
        ("=?=?a?q?b?=utf-8?q?Pear=0A?=", "utf-8?q?Pear=0A? ="),
        ("a\u202eb\u200bc\u2066d\ufeffe\u00adf", "abcdef"),
        ("what =? and ?=", "what = ? and ? ="),
        ("e" + "\u0301" * 40, "é" + "\u0301" * 4),
        ("\ud800x", "?x"),
        ("word " * 60, "word " * 30 + "word" + "…"),
    ],
)
def test_what_is_left_of_text_from_outside(text: str, shown: str) -> None:
    """Controls, invisible characters, encoded words and piles of marks go; what is left is one
    line that cleaning again leaves alone."""
    found = headers.plain(text)
    assert found == shown or (len(found) <= headers.SUBJECT and found.endswith("word…"))
    assert headers.plain(found) == found


@given(st.text(max_size=400))
def test_cleaning_is_done_at_once(text: str) -> None:
    """Cleaning twice is cleaning once, and nothing in it breaks a line or reads as encoded."""
    found = headers.plain(text)
    assert headers.plain(found) == found
    assert len(found) <= headers.SUBJECT
    assert "=?" not in found
    assert found.isprintable()


@pytest.mark.parametrize(
    ("name", "shown"),
    [("../../etc/passwd", "_.._etc_passwd"), ("a\r\nX: y.pdf", "a X_ y.pdf"), ("", "memo"),
     ("x" * 300 + ".docx", "x" * 100 + ".docx"), ("a.pdf\u202efdp.exe", "a.pdffdp.exe")],
)  # fmt: skip
def test_file_names_lead_nowhere(name: str, shown: str) -> None:
    """An attached file's name holds no folders, no line ends and nothing that hides its ending."""
    assert headers.file_name(name) == shown


def test_the_canary_sings_on_this_python() -> None:
    """The proof holds on the Python that runs the tests."""
    canary.prove()


def test_the_canary_falls_silent_where_a_newline_gets_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without our cleaning and our second look the proof fails; with either of them no mail that
    has a foreign header leaves."""
    monkeypatch.setattr(headers, "plain", lambda text, most=0: text)
    monkeypatch.setattr(headers, "file_name", lambda name: "memo.pdf")
    monkeypatch.setattr(headers, "tokens", lambda text, utf8=False: [text.replace("\ud800", "")])
    with pytest.raises(MailError, match="header that nobody set"):
        compose(with_text("subject", "a\r\nX-Injected: 1"))
    monkeypatch.setattr(message, "_prove", lambda *said: None)
    with pytest.raises(MailError, match="lets a title become a header"):
        canary.prove()


def test_a_part_with_a_header_that_nobody_set_doesn_t_leave() -> None:
    """What a library might make of a part is read again too: one header more, a line that ends
    otherwise, or a part more is refused."""
    mail = compose(letter())
    whole = parsed(mail)
    message._prove_parts(mail, whole)
    page = b"Content-Type: text/html"
    for found, instead in (
        (page, b"X-Injected: 1\r\n" + page),
        (page, b"X-Injected: 1\n" + page),
        (b"<p>", b"<p>\r"),
        (b"\r\n" + page, b"\r\n\r\nX: 1\r\n" + page),
    ):
        with pytest.raises(MailError, match="header that nobody set"):
            message._prove_parts(mail.replace(found, instead, 1), whole)
