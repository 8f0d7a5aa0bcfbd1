"""A letter to the bytes of its mail (RFC 5322, MIME). The same letter is always the same bytes.

Two guards stand between text from outside and a header: `headers` cleans every text, and before a
mail leaves this module it is read again as its receiver will, and must have just the headers that
were set.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from summarizer.deliver import headers
from summarizer.errors import MailError
from summarizer.watch import addresses
from summarizer.watch.addresses import Address

KIND = re.compile(r"(application|text|image)/[a-z0-9][a-z0-9.+-]*")
FOREIGN = "would get a header that nobody set"
MOSTLY_FOREIGN = 6
"""Of so many bytes one that isn't ASCII makes base64 the shorter encoding."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a mail; `kind` is its media type, such as application/pdf."""

    name: str
    kind: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """A memo on its way to one recipient.

    `sender`, `recipient` and `unsubscribe` are addresses, with or without a name; `watch` is the
    watchlist's name and `week` its ISO week, such as 2026-W21; `date` knows its time zone.
    """

    sender: str
    recipient: str
    subject: str
    text: str
    html: str
    watch: str
    week: str
    unsubscribe: str
    date: datetime
    attachments: tuple[Attachment, ...] = ()


def compose(letter: Letter) -> bytes:
    """The mail, with CRLF line ends, ready for DATA.

    Raises MailError where an address is none, or a header would not come out as it was set.
    """
    sender, recipient = address(letter.sender), address(letter.recipient)
    utf8 = not (sender.ascii and recipient.ascii)
    fields = list(_fields(letter, sender, recipient, utf8=utf8))
    head = "".join(headers.field(name, words) for name, words in fields).encode()
    _prove(head, [name for name, _ in fields], letter)
    return head + _body(letter.text, letter.html, letter.attachments, utf8=utf8)


def address(text: str) -> Address:
    """The address a text holds. Raises MailError where it holds none."""
    try:
        return addresses.parse(text)
    except ValueError as error:
        raise MailError(repr(text), "is no mail address", "mend it in the settings") from error


def message_id(letter: Letter) -> str:
    """The same for the same memo to the same recipient, however often it is composed."""
    domain = address(letter.sender).domain
    key = address(letter.recipient).key
    return f"<{_digest(letter.watch, letter.week, key, domain)}@{domain}>"


def thread_id(letter: Letter) -> str:
    """What all mails of a watchlist refer to, so that mail programs show them together."""
    domain = address(letter.sender).domain
    return f"<{_digest('thread', letter.watch, domain)}@{domain}>"


def _fields(
    letter: Letter, sender: Address, recipient: Address, *, utf8: bool
) -> Iterator[tuple[str, list[str]]]:
    """The headers of the mail and the words of each. Plain ASCII on the wire, unless an address
    can't be written in it (RFC 6532)."""
    watch = headers.plain(letter.watch, headers.NAME)
    subject = headers.plain(letter.subject) or f"{watch}, {headers.plain(letter.week)}"
    thread = thread_id(letter)
    yield "From", _written(sender, utf8=utf8)
    yield "To", _written(recipient, utf8=utf8)
    yield "Subject", list(headers.tokens(subject, utf8=utf8))
    yield "Date", format_datetime(letter.date).split()
    yield "Message-ID", [message_id(letter)]
    yield "In-Reply-To", [thread]
    yield "References", [thread]
    yield "List-Id", [_list_id(letter.watch, sender.domain)]
    yield "List-Unsubscribe", [_unsubscribe(address(letter.unsubscribe), watch)]
    yield "Auto-Submitted", ["auto-generated"]


def _written(found: Address, *, utf8: bool) -> list[str]:
    """An address in a header; its name quoted or encoded, whatever it holds."""
    name = headers.plain(found.name, headers.NAME).replace("\\", "").replace('"', "'")
    if not name:
        return [found.spec]
    plain = utf8 or name.isascii()
    words = [f'"{name}"'] if plain else list(headers.tokens(name))
    return [*words, f"<{found.spec}>"]


def _list_id(watch: str, domain: str) -> str:
    """What a list is known by, under the sender's domain (RFC 2919)."""
    slug = re.sub(r"[^a-z0-9]+", "-", watch.lower()).strip("-")[:40].strip("-") or "list"
    return f"<{slug}.{_digest('list', watch)[:8]}.{domain}>"


def _unsubscribe(mailbox: Address, watch: str) -> str:
    local = quote(mailbox.local, safe="!$'*+-._~")
    return (
        f"<mailto:{local}@{mailbox.domain}?subject={quote('unsubscribe ' + watch[:40], safe='')}>"
    )


@lru_cache(maxsize=2)
def _body(text: str, html: str, attachments: tuple[Attachment, ...], *, utf8: bool) -> bytes:
    """The text, the page beside it, and what is attached; made once for all recipients."""
    base: Any = SMTPUTF8 if utf8 else SMTP
    message = EmailMessage(base.clone(max_line_length=headers.LINE, cte_type="7bit"))
    for kind, said in (("plain", text), ("html", html)):
        whole = said.encode("utf-8", "replace").decode("utf-8")
        lines = whole.replace("\r\n", "\n").replace("\r", "\n")
        add: Any = message.set_content if kind == "plain" else message.add_alternative
        add(lines, subtype=kind, charset="utf-8", cte=_encoding(lines))
    for file in attachments:
        if not KIND.fullmatch(file.kind):
            raise MailError(repr(file.kind), "is no kind of file to attach", "use its media type")
        main, _, sub = file.kind.partition("/")
        name = headers.file_name(file.name)
        message.add_attachment(file.body, maintype=main, subtype=sub, filename=name)
    _fix_boundaries(message, _digest(text, html))
    data = message.as_bytes()
    _prove_parts(data, message)
    return data


def _encoding(text: str) -> str:
    whole, ascii_ = len(text.encode()), len(text.encode("ascii", "ignore"))
    return "base64" if (whole - ascii_) * MOSTLY_FOREIGN > whole else "quoted-printable"


def _fix_boundaries(message: EmailMessage, digest: str) -> None:
    """Boundaries that can't stand in any part: no encoding used here yields "=_"."""
    parts = [part for part in message.walk() if part.is_multipart()]
    for number, part in enumerate(parts):
        part.set_boundary(f"=_{digest}_{number}")


def _digest(*parts: str) -> str:
    text = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(text).hexdigest()[:40]


def _prove(head: bytes, names: list[str], letter: Letter) -> None:
    """Read the head as its receiver will. MailError unless every line of it is one of the headers
    that were set, or goes on with one."""
    lines = head.removesuffix(b"\r\n").split(b"\r\n")
    begun = [line.split(b":", 1)[0].decode() for line in lines if line[:1] not in (b" ", b"\t")]
    if begun != names or not _whole_lines(head):
        raise MailError(f"{letter.watch}, {letter.week}", FOREIGN, "run `brief doctor`")


def _prove_parts(data: bytes, body: EmailMessage) -> None:
    """The same for what follows: the parts, and the headers of each."""
    found = [list(part.keys()) for part in message_from_bytes(data).walk()]
    if found != [list(part.keys()) for part in body.walk()] or not _whole_lines(data):
        raise MailError("a part of the mail", FOREIGN, "run `brief doctor`")


def _whole_lines(data: bytes) -> bool:
    """Whether every line ends as lines of mails do."""
    return data.count(b"\r") == data.count(b"\n") == data.count(b"\r\n")
