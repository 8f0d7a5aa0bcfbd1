"""A saved mail by the standard library: its text, and its attachments as documents of their own.

The HTML part goes through the reader of pages, since that is what the reader of the mail saw; the
plain part is taken where there is none, or where it holds no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage, Message, MIMEPart
from email.utils import parseaddr, parsedate_to_datetime

from summarizer.errors import SourceError
from summarizer.ingest import web_page
from summarizer.ingest.encoding import decode
from summarizer.ingest.shapes import Blob, Limits, Read, one_line
from summarizer.ingest.sniff import EXTENSIONS, MEDIA_TYPES
from summarizer.records import Media, RawDocument

MAILBOX = re.compile(rb"From \S+@\S+ .*\n[A-Za-z-]+:")
NEXT_MAIL = re.compile(rb"\n\r?\nFrom \S+ .*\d{4}\r?\n[A-Za-z-]+:")


def read(blob: Blob, limits: Limits) -> Read:
    """A mail: subject, sender and date, the text, and the attachments brief can read."""
    if MAILBOX.match(blob.body) and NEXT_MAIL.search(blob.body):
        raise blob.error("is a mailbox of several mails", "export each mail as .eml")
    message = message_from_bytes(blob.body, policy=policy.default)
    assert isinstance(message, EmailMessage)
    parts = tuple(_attachments(blob, message))
    if len(parts) > limits.parts:
        raise blob.error(f"has {len(parts)} attachments", "save those you need as files")
    document = _document(blob, message, limits)
    if document is None and not parts:
        raise blob.error("is a mail without text", "name one that holds an article")
    return Read(document, parts)


def _document(blob: Blob, message: EmailMessage, limits: Limits) -> RawDocument | None:
    """The mail's own text with its header fields, None where it only carries attachments."""
    document = _from_html(blob, message, limits) or _from_text(blob, message)
    if document is None:
        return None
    name, address = parseaddr(_header(message, "from"))
    return replace(
        document,
        media=Media.EMAIL,
        title=_header(message, "subject") or document.title,
        publisher=name or address or None,
        published=_date(message),
    )


def _from_html(blob: Blob, message: EmailMessage, limits: Limits) -> RawDocument | None:
    part = message.get_body(("html",))
    if part is None:
        return None
    page = Blob(blob.origin, _payload(part), "part.html", _declared(part))
    try:
        return web_page.read(page, limits).document
    except SourceError:
        return None


def _from_text(blob: Blob, message: EmailMessage) -> RawDocument | None:
    part = message.get_body(("plain",))
    payload = _payload(part) if part else b""
    if not part or not payload.strip():
        return None
    charset = part.get_content_charset()
    text = decode(Blob(blob.origin, payload, ""), (charset,) if charset else (), tolerant=True)
    if part.get_param("format") == "flowed":
        text = _unflowed(text)
    return RawDocument(blob.origin, Media.EMAIL, text)


def _unflowed(text: str) -> str:
    """Lines that end in a space go on in the next one (RFC 3676)."""
    return re.sub(r"(?m)(?<!^--) \r?\n(?![ >])", " ", text)


def _attachments(blob: Blob, message: EmailMessage) -> Iterator[Blob]:
    """The attachments of a type brief reads, named after the mail; others are passed over, as
    unknown files of a folder are."""
    for number, part in enumerate(message.iter_attachments(), start=1):
        name = one_line(part.get_filename() or "") or _name(part, number)
        ending = Blob(name, b"", name).extension
        if ending in EXTENSIONS or part.get_content_type() in MEDIA_TYPES:
            yield Blob(f"{blob.origin}#{name}", _payload(part), name, _declared(part))


def _name(part: MIMEPart, number: int) -> str:
    media = MEDIA_TYPES.get(part.get_content_type())
    ending = next((e for e, known in EXTENSIONS.items() if known is media), "")
    return f"part-{number}{ending}"


def _payload(part: MIMEPart) -> bytes:
    """The decoded bytes of a part; a mail inside the mail as its own source."""
    inner = part.get_payload()
    if part.get_content_type() == "message/rfc822" and isinstance(inner, list):
        return b"".join(mail.as_bytes() for mail in inner if isinstance(mail, Message))
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _declared(part: MIMEPart) -> str:
    charset = part.get_content_charset()
    kind = part.get_content_type()
    return f"{kind}; charset={charset}" if charset else kind


def _header(message: EmailMessage, name: str) -> str:
    return " ".join(str(message.get(name, "")).split())


def _date(message: EmailMessage) -> date | None:
    """The day of sending, by the sender's clock."""
    try:
        return parsedate_to_datetime(_header(message, "date")).date()
    except (ValueError, TypeError):
        return None
