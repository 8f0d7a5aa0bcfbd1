"""The words, dates and counts that every format of a memo shares.

What a memo says of itself is worded here and nowhere else, so that no two formats can differ. A
new locale is a new row of `DATE_ORDERS`; a new reason for dropping text needs a row of `DROPPED`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from summarizer.errors import UsageError
from summarizer.records import (
    Agreement,
    Certainty,
    Change,
    DropReason,
    FactKind,
    Moment,
    Money,
    Per,
)

DATE_ORDERS = {
    "en-US": "{month} {day}, {year}",
    "en-GB": "{day} {month} {year}",
}
DEFAULT_LOCALE = "en-US"

SCALES = {
    "en-US": ((10**12, " trillion"), (10**9, " billion"), (10**6, " million")),
    "en-GB": ((10**12, "tn"), (10**9, "bn"), (10**6, "m")),
}
SYMBOLS = {"USD": "$", "GBP": "£", "EUR": "€", "JPY": "¥", "INR": "₹", "KRW": "₩"}
FINEST = Decimal("0.001")
PER = {Per.TOTAL: "", Per.SHARE: " a share", Per.YEAR: " a year"}

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

DROPPED = {
    DropReason.REPEAT: ("repeated passage", "repeated passages"),
    DropReason.TEASER: ("teaser of another article", "teasers of other articles"),
    DropReason.LISTING: ("list of other headlines", "lists of other headlines"),
    DropReason.CROSS_LINK: ("cross-link", "cross-links"),
    DropReason.NAVIGATION: ("navigation text", "navigation texts"),
    DropReason.COMMENT: ("reader comment", "reader comments"),
    DropReason.CREDIT: ("image credit", "image credits"),
    DropReason.DATELINE: ("dateline", "datelines"),
    DropReason.LANGUAGE: ("passage in another language", "passages in another language"),
    DropReason.HIDDEN: ("hidden text", "hidden texts"),
    DropReason.INJECTION: ("text that addresses a model", "texts that address a model"),
    DropReason.NOTICE: ("notice of the site", "notices of the site"),
    DropReason.FRAGMENT: ("fragment", "fragments"),
    DropReason.ASIDE: ("box beside the article", "boxes beside the article"),
    DropReason.CAPTION: ("image caption", "image captions"),
    DropReason.TABLE: ("table", "tables"),
    DropReason.OUTSIDE: (
        "passage that is not part of the article, by the page’s structure",
        "passages that are not part of the article, by the page’s structure",
    ),
}

AGREEMENTS = {
    Agreement.ROUNDING: "Rounding",
    Agreement.COMPATIBLE: "Compatible",
    Agreement.MOMENT: "Different moment",
    Agreement.CONFLICT: "Conflict",
}

CERTAINTIES = {
    Certainty.DID: "Stated as fact",
    Certainty.WILL: "Expected",
    Certainty.MAY: "Possible",
}

# As many citations of neighbouring sources are written out; more become a range.
SHORT_RUN = 3

# Invisible characters that could reorder or hide what stands around them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_ELLIPSIS = "…"


def clean(text: str) -> str:
    """Foreign text for showing: on one line, without control and direction-override characters.

    The record, and so the JSON, keeps the text as it is.
    """
    return " ".join(visible(text).split())


def visible(text: str) -> str:
    """Text without the characters that no reader would see."""
    return _UNSEEN.sub("", text)


def plural(number: int, one: str, many: str | None = None) -> str:
    """The form of a noun that goes with a number."""
    return one if number == 1 else many or f"{one}s"


def count(number: int, one: str, many: str | None = None) -> str:
    """A number and its noun: "1 source", "2 sources", "1,204 sources"."""
    return f"{number:,} {plural(number, one, many)}"


def independent(number: int) -> str:
    return count(number, "independent source")


def copy_of(number: int) -> str:
    return f"Copy of [{number}]"


def runs(numbers: Sequence[int]) -> list[tuple[int, ...]]:
    """Citations as shown: each number alone, longer runs of neighbours by first and last.

    1, 2, 3, 4, 7 becomes (1, 4), (7,).
    """
    found: list[list[int]] = []
    for number in numbers:
        if found and found[-1][-1] == number - 1:
            found[-1].append(number)
        else:
            found.append([number])
    shown: list[tuple[int, ...]] = []
    for run in found:
        shown += [(run[0], run[-1])] if len(run) > SHORT_RUN else [(number,) for number in run]
    return shown


def listed(items: Sequence[str]) -> str:
    """Items as an English list: "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def excerpt(text: str, width: int = 80) -> str:
    """The beginning of a text, cut between words where it is longer than `width`."""
    line = clean(text)
    if len(line) <= width:
        return line
    head = line[: width - 1]
    words, _, _ = head.rpartition(" ")
    return (words if len(words) > width // 2 else head).rstrip(" ,;:.") + _ELLIPSIS


def valued(amount: str, subject: str) -> str:
    return f"{subject} valued at {amount}" if subject else f"Valued at {amount}"


def nothing(watch: str) -> str:
    """The subject of a week without news: "deals: nothing new this week"."""
    return f"{excerpt(watch)}: {Words.NOTHING}"


def overtaken(by: str, when: str) -> str:
    """Why a point was left out that a later article took the place of: by what, told when."""
    return f"({', '.join(part for part in (f'overtaken by: {by or Words.FURTHER}', when) if part)})"


def according(who: str) -> str:
    return f"according to {who}"


def plain_letters(text: str) -> str:
    """Text in small letters without accents, as a search compares it."""
    parted = unicodedata.normalize("NFKD", text)
    return clean("".join(c for c in parted if not unicodedata.category(c).startswith("M"))).lower()


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def change(item: Change) -> str:
    """A change in one line: "Price: $4.2 billion (before: $3.5 billion)"."""
    was = f" ({Words.WAS}: {clean(item.before.text)})" if item.before else ""
    return f"{clean(item.label)}: {clean(item.after.text)}{was}"


def fact(kind: FactKind) -> str:
    """A kind of fact as a label."""
    return capital(kind.value)


@dataclass(frozen=True, slots=True)
class Wording:
    """Wording that depends on the locale. An unknown locale is a usage error."""

    locale: str = DEFAULT_LOCALE

    def __post_init__(self) -> None:
        if self.locale not in DATE_ORDERS:
            raise UsageError(
                f"locale {self.locale!r}",
                "is not known",
                f"use one of {', '.join(DATE_ORDERS)}",
            )

    def date(self, day: date) -> str:
        order = DATE_ORDERS[self.locale]
        return order.format(day=day.day, month=MONTHS[day.month - 1], year=day.year)

    def moment(self, when: Moment) -> str:
        """A date as far as it is known; without a month in the source's words, if they name the
        year ("the end of 2021")."""
        if when.year is None:
            return clean(when.text)
        if when.month is None:
            words = clean(when.text)
            return capital(words) if str(when.year) in words else str(when.year)
        if when.day is None:
            return f"{MONTHS[when.month - 1]} {when.year}"
        return self.date(date(when.year, when.month, when.day))

    def money(self, value: Money) -> str:
        """An amount in the largest unit it fills: "$19.7 billion", in en-GB "$19.7bn"."""
        text = self._amount(value.amount, value.currency)
        if value.high is not None:
            text += f" to {self._amount(value.high, value.currency)}"
        return text + PER[value.per]

    def _amount(self, amount: Decimal, currency: str) -> str:
        size, unit = next((s for s in SCALES[self.locale] if abs(amount) >= s[0]), (1, ""))
        shown = f"{(amount / size).quantize(FINEST).normalize():,f}"
        symbol = SYMBOLS.get(currency)
        return f"{symbol}{shown}{unit}" if symbol else f"{currency} {shown}{unit}"


class Words:
    """Headings and fixed phrases of the memo."""

    KICKER = "Executive memo"
    CONTENTS = "Contents"
    BOTTOM_LINE = "Bottom line"
    CARD = "The deal at a glance"
    MATRIX = "Who says what"
    LEADERSHIP = "Leadership: from and to"
    DISAGREEMENTS = "Where sources differ"
    SUMMARIES = "Each source, condensed"
    SOURCES = "Sources"
    ASIDE = "Set aside, and why"
    FAILURES = "Could not be read"
    DROPPED = "Left out of the sources’ pages"
    MAKING = "How this memo was made and checked"
    REMOVED = "Removed by the check"
    LEFT_OUT = "Points left out, for length unless said otherwise"
    FURTHER = "what was told since"
    NOTES = "Notes"
    FLAG = "Not fully supported"
    FLAG_WITHOUT_REASON = "the cited sentences support it only in part"
    REMOVED_WITHOUT_REASON = "the cited sentences do not support it"
    NO_STORY = "No story could be told from these sources."
    NO_SUMMARY = "No summary was made of it."
    NOT_STATED = "not stated"
    STATED = "states it"
    UNTITLED = "Untitled source"
    PERSON, BEFORE, AFTER, KEEPS = "Person", "From", "To", "Keeps"
    AGREEMENT = "Agreement"
    FACT, READINGS, DIFFERENCE = "Fact", "Readings", "How they differ"
    TERM, VALUE = "Term", "As reported"
    EVIDENCE = "Evidence"
    TITLE = "Title"
    SKIP = "Skip to the memo"
    TIMELINE = "Timeline"
    CLOSES = "Expected close"
    REPORTED = "reported that day"
    AHEAD = "still ahead when this memo was made"
    NOTES_EVIDENCE = "Evidence"
    WORD_FOR_WORD = "word for word"
    COPY = "copy of"
    SOURCE_ITSELF = "the source itself"
    DATE = "Date"
    EVENT = "Event"
    PAPER = "The condensed sources, and what was left out of their pages, stand in memo.html."
    MISSING = "No installed font has these characters; boxes stand in their place:"
    ALL_MEMOS = "Memos"
    SEARCH = "Search by company"
    NO_MEMOS = "No memo is in this folder yet."
    NO_MATCH = "No memo names such a company."
    CHANGES = "What changed"
    SINCE = "since"
    EARLIER = "the memo before, of the same day"
    WAS = "before"
    WEEKLY = "Weekly memo"
    NEW_DEALS = "New deals"
    RUNNING = "What changed in running deals"
    QUIET = "Gone quiet"
    QUIET_NOTE = "Told before; no source wrote of it this week."
    LAST = "last told on"
    NOTHING = "nothing new this week"
    NOTHING_LONG = "No new deal, and nothing new in the deals told before."
    LEFT_OUT_WEEK = "Left out for length"
    TOO_LARGE = "Left out to keep this mail small"
    FOOT = "Each line rests on the sources whose numbers stand behind it."
    HINT = "Select any line to see the sentences it rests on."
