from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from pathlib import Path

from summarizer.ingest import Limits, ingest
from summarizer.records import Failure, Media, RawDocument
from tests.ingest.making import STORY, document, failed, lines, page, pdf


def mail(text: str | None = None, html: str | None = None) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Rail Courier <news@rail.test>"
    message["To"] = "me@desk.test"
    message["Subject"] = "Alder buys Birch – at last"
    message["Date"] = "Fri, 13 Jun 2025 23:30:00 -0500"
    if text is not None:
        message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html")
    return message


def save(tmp_path: Path, message: EmailMessage) -> Path:
    path = tmp_path / "mail.eml"
    path.write_bytes(message.as_bytes())
    return path


def test_plain_mail(tmp_path: Path) -> None:
    """The subject is the title, the sender the publisher, and the day the sender's own."""
    found = document(save(tmp_path, mail(f"{STORY[0]}\n\n{STORY[1]}\n")))
    assert found.media == Media.EMAIL
    assert found.text == f"Alder buys Birch – at last\n\n{STORY[0]}\n\n{STORY[1]}\n"
    assert (found.title, found.publisher) == ("Alder buys Birch – at last", "Rail Courier")
    assert found.published == date(2025, 6, 13)


def test_html_mail(tmp_path: Path) -> None:
    """The HTML part is read as a page, with what it hides listed."""
    html = page('<p style="display:none">Preview of the mail</p>')
    found = document(save(tmp_path, mail("Your reader shows no HTML.", html)))
    assert all(paragraph in found.text for paragraph in STORY)
    assert "no HTML" not in found.text
    assert [drop.text for drop in found.hidden] == ["Preview of the mail"]
    assert found.media == Media.EMAIL


def test_html_part_without_text(tmp_path: Path) -> None:
    """Where the HTML part is only pictures, the plain part is read."""
    found = document(save(tmp_path, mail(STORY[0], "<html><body><img src=a.png></body></html>")))
    assert STORY[0] in found.text


def test_attachments(tmp_path: Path) -> None:
    """Attachments of known types are documents named after the mail; others are passed over."""
    message = mail(STORY[0])
    message.add_attachment(pdf(lines([STORY[1][:90]])), "application", "pdf", filename="terms.pdf")
    message.add_attachment(b"\x89PNG\r\n", "image", "png", filename="logo.png")
    message.add_attachment(b"", "application", "pdf", filename="empty.pdf")
    path = save(tmp_path, message)
    first, second, third = ingest([str(path)])
    assert isinstance(first, RawDocument)
    assert isinstance(second, RawDocument)
    assert (second.origin, second.media) == (f"{path}#terms.pdf", Media.PDF)
    assert third == Failure(f"{path}#empty.pdf", "is empty", "name a source that holds text")


def test_forwarded_mail(tmp_path: Path) -> None:
    """A mail inside a mail is a document of its own."""
    outer = mail("See below.")
    outer.add_attachment(mail(STORY[0]))
    _, inner = ingest([str(save(tmp_path, outer))])
    assert isinstance(inner, RawDocument)
    assert inner.origin.endswith("mail.eml#part-1.eml")
    assert STORY[0] in inner.text


def test_mail_that_only_carries(tmp_path: Path) -> None:
    """A mail without text gives its attachments alone, and a failure if there are none."""
    message = mail()
    message.add_attachment(STORY[0], filename="a.txt")
    assert document(save(tmp_path, message)).text == f"{STORY[0]}\n"
    assert failed(save(tmp_path, mail(""))).problem == "is a mail without text"


def test_mails_nested_without_end(tmp_path: Path) -> None:
    """Mails that lie too deep in others are named, not opened."""
    message = mail(STORY[0])
    for _ in range(5):
        outer = mail(STORY[0])
        outer.add_attachment(message)
        message = outer
    *documents, last = ingest([str(save(tmp_path, message))])
    assert len(documents) == 4
    assert isinstance(last, Failure)
    assert last.problem == "lies too deep inside other mails"


def test_too_many_attachments(tmp_path: Path) -> None:
    """A mail with more attachments than the limit is refused."""
    message = mail(STORY[0])
    for number in range(3):
        message.add_attachment(STORY[0], filename=f"{number}.txt")
    assert "3 attachments" in failed(save(tmp_path, message), limits=Limits(parts=2)).problem


def test_charsets_and_flowed_lines(tmp_path: Path) -> None:
    """Bytes that no charset is stated for are told by themselves; flowed lines are joined."""
    (tmp_path / "a.eml").write_bytes(
        b"From: a@b.test\r\nSubject: =?utf-8?q?K=C3=B6hler?=\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: text/plain; charset=no-such; format=flowed\r\n"
        b"Content-Transfer-Encoding: 8bit\r\n\r\nZo\xe9 \r\nagreed.\r\nNext.\r\n"
    )
    found = document(tmp_path / "a.eml")
    assert found.text == "Köhler\n\nZoé agreed.\nNext.\n"
    assert found.publisher == "a@b.test"


def test_mailbox(tmp_path: Path) -> None:
    """A mailbox file of several mails is refused rather than mixed."""
    one = b"From a@b.test Fri Jun 13 10:00:00 2025\nFrom: a@b.test\nSubject: x\n\nBody\n\n"
    (tmp_path / "box.eml").write_bytes(one * 2)
    assert failed(tmp_path / "box.eml").remedy == "export each mail as .eml"
