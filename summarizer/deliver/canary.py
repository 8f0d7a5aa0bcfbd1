"""Proof, on the Python at hand, that no text from outside becomes a header.

Some versions let a newline that was smuggled in an encoded word end a header (CVE-2024-6923, and
ways round its mending). The proof goes through `message.compose` itself, and reads the outcome
line by line as a server would, not by the library that is on trial.
"""

from __future__ import annotations

from datetime import UTC, datetime

from summarizer.deliver.message import Attachment, Letter, compose
from summarizer.errors import MailError

BAIT = "X-Canary"
EGGS = (
    "Deal\r\n{bait}: 1",
    "Deal\n{bait}: 1",
    "Deal\r{bait}: 1",
    "Deal\x0b{bait}: 1\x0c{bait}: 1\x1c{bait}: 1",
    "Deal\u2028{bait}: 1\u2029{bait}: 1\x85{bait}: 1",
    "=?utf-8?q?Deal=0D=0A{bait}=3A_1?=",
    "=?utf-8?b?RGVhbA0KWC1DYW5hcnk6IDE=?=",
    "=?us-ascii?Q?=0A?= =?utf-8?q?{bait}=3A_1?=",
    "=?utf-8?q?=?=?utf-8?q?=0D=0A{bait}=3A_1?=?=",
    "=\u200b?utf-8?q?Deal=0A{bait}=3A_1?\u200b=",
    "Deal\r\n\r\n{bait}: 1",
    "Deal\r\n {bait}: 1\r\n{bait}: 1\udc0d\udc0a{bait}: 1",
)


def eggs() -> tuple[str, ...]:
    """Titles that would become a header where they could."""
    return tuple(egg.format(bait=BAIT) for egg in EGGS)


def prove() -> None:
    """Compose mails of bad titles, names and file names. Raises MailError where one of them got a
    header by it; then no mail may be sent with this Python."""
    for egg in eggs():
        for recipient in ("a@example.com", "\u00e4@example.com"):
            found = foreign(compose(_letter(egg, recipient)))
            if found:
                problem = f"lets a title become a header ({found[0]!r})"
                raise MailError("this Python", problem, "update Python; no mail was sent")


def foreign(mail: bytes) -> list[str]:
    """The lines of a mail that would be read as the header that nobody set."""
    lines = mail.replace(b"\r", b"\n").split(b"\n")
    return [
        line.decode("utf-8", "replace")
        for line in lines
        if line.lower().startswith(BAIT.lower().encode())
    ]


def _letter(egg: str, recipient: str) -> Letter:
    return Letter(
        sender="Brief <brief@example.com>",
        recipient=recipient,
        subject=egg,
        text="Nothing.",
        html="<p>Nothing.</p>",
        watch=egg,
        week=egg,
        unsubscribe="brief@example.com",
        date=datetime(2026, 5, 18, 7, tzinfo=UTC),
        attachments=(Attachment(f"{egg}.pdf", "application/pdf", b"%PDF-"),),
    )
