"""A composed week as the letters to its recipients."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from summarizer.deliver.message import Attachment, Letter
from summarizer.render import render
from summarizer.render.mail import to_mail
from summarizer.watch.watchlist import Mail, Watch
from summarizer.weekly.compose import Week
from summarizer.weekly.whole import whole

KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
NOBODY = "nobody@example.invalid"
"""Sender and recipient of a mail that is only looked at, where the settings name none."""


def letters(week: Week, watch: Watch, mail: Mail, due: datetime, locale: str) -> list[Letter]:
    """A letter for each recipient of the watchlist: the same but for the address."""
    said = to_mail(week.memo, locale)
    sender = mail.sender or NOBODY
    letter = Letter(
        sender=sender,
        recipient=NOBODY,
        subject=said.subject,
        text=said.text,
        html=said.html,
        watch=week.memo.watch,
        week=week.memo.week,
        unsubscribe=mail.unsubscribe or sender,
        date=due,
        attachments=tuple(_attachments(week, watch, locale)),
    )
    return [replace(letter, recipient=recipient) for recipient in watch.recipients]


def sample(week: Week, watch: Watch, mail: Mail, due: datetime, locale: str) -> list[Letter]:
    """The letters as they would be sent; one to nobody where the watchlist has no recipients."""
    named = watch if watch.recipients else watch.model_copy(update={"recipients": (NOBODY,)})
    return letters(week, named, mail, due, locale)


def file_name(letter: Letter, number: int) -> str:
    """The name of a letter's file: nothing of it comes from outside."""
    slug = re.sub(r"[^a-z0-9]+", "-", letter.watch.lower()).strip("-")[:40] or "watchlist"
    return f"{slug}-{letter.week}-{number}.eml"


def _attachments(week: Week, watch: Watch, locale: str) -> Iterator[Attachment]:
    """The week's whole memos in the formats the watchlist asks for; none where nothing is new."""
    if not week.whole:
        return
    memo = whole(week.whole, week.memo.subject, week.memo.made)
    for fmt in dict.fromkeys(watch.attach):
        name = f"{week.memo.watch}-{week.memo.week}.{fmt}"
        yield Attachment(name, KINDS[fmt], render(memo, fmt, locale=locale))
