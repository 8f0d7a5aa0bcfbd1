"""Days, months, years and relative dates in a text."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from summarizer.quantities.amounts import Quantity, alternatives
from summarizer.quantities.tables import AHEAD, COUNTED, DAY_AHEAD, MONTHS, WEEKDAYS, WORDS
from summarizer.records import Moment


@cache
def _dates() -> re.Pattern[str]:
    month = alternatives([m for m in MONTHS if len(m) > 3 or m == "may"])
    short = alternatives([m for m in MONTHS if len(m) <= 4 and m not in ("may", "june", "july")])
    name = rf"(?:(?:{month})\b|(?:{short})\b\.?)"
    year = r"(?:19[5-9]\d|20[0-4]\d)"
    day = r"(?:3[01]|[12]\d|0?[1-9])"
    weekday = "|".join(WEEKDAYS)
    ordinal = "first|second|third|fourth|1st|2nd|3rd|4th|final|last"
    shapes = (
        rf"(?P<iso>{year}-\d\d-\d\d)",
        rf"(?P<mdy>{name} {day}(?:st|nd|rd|th)?(?:,? {year})?(?![\d,.]*\d|\s?%| percent))",
        rf"(?P<dmy>{day}(?:st|nd|rd|th)?(?: of)? {name}(?:,? {year})?)",
        rf"(?P<my>{name},?(?: of)? {year})",
        rf"(?P<part>(?:(?:{ordinal})[- ](?:quarter|half)|[QH][1-4])"
        rf"(?:,?(?: of)?(?: fiscal)? ?(?:{year}|this year|next year|last year))?)",
        rf"(?P<near>(?:early|mid|late|end|the end of|year-end)[- ](?:fiscal )?{year})",
        rf"(?P<end>(?:the )?(?:end of (?:the|this|next|last) year|year[- ]end|end of {name}))",
        rf"(?P<ago>(?:\d+|{'|'.join(w for w in WORDS if w.isalpha())}) "
        r"(?:day|week|month|year)s? (?:ago|earlier))",
        rf"(?P<rel>(?:last|next|this|previous|the previous|earlier this|later this|the coming)"
        rf" (?:year|month|week|quarter|spring|summer|autumn|fall|winter|{month}|{weekday}))",
        rf"(?P<day>\b(?:{weekday}|today|yesterday|tomorrow|tonight))",
        rf"(?<=\b[Ii]n )(?P<m1>{month})|(?<=\b[Bb]y )(?P<m2>{month})|(?<=\bof )(?P<m3>{month})"
        rf"|(?<=[Ss]ince )(?P<m4>{month})|(?<=\buntil )(?P<m5>{month})|(?<=early )(?P<m6>{month})"
        rf"|(?<=\blate )(?P<m7>{month})|(?<=\bmid-)(?P<m8>{month})",
        rf"(?P<year>(?<![\d.,$€£/+-]){year}(?![\d%]|[.,]\d|[-/]\d| (?:{COUNTED}|percent|per cent"
        r"|million|billion|euros|pounds|yen)))",
    )
    return re.compile(r"(?<![\w-])(?i:" + "|".join(shapes) + r")(?![\w])(?!-year-old)")


def find_dates(text: str, published: date | None = None) -> tuple[Quantity, ...]:
    """The days, months, years, quarters and relative dates of `text`, resolved where they can be.

    A month or weekday without a year is the last one before `published`, or the next one where
    the words before it look ahead ("is expected to close in March").
    """
    out = []
    for match in _dates().finditer(text):
        kind = (match.lastgroup or "").rstrip("12345678")
        if not _dated(kind, match, text):
            continue
        before = text[max(0, match.start() - 60) : match.start()]
        ahead = re.search(DAY_AHEAD if kind == "day" else AHEAD, before) is not None
        year, month, day = _resolve(kind, match[0].lower(), published, ahead)
        moment = Moment(match[0], year, month, day)
        out.append(Quantity(match.start(), match.end(), moment, lead=match.start()))
    return tuple(out)


def _dated(kind: str, match: re.Match[str], text: str) -> bool:
    """Whether the words are a date here: names of days and months are written with a capital."""
    if kind in ("m", "mdy", "dmy", "my"):
        letters = re.search(r"[A-Za-z]{3,}", match[0].replace("of ", ""))
        return letters is not None and letters[0][0].isupper()
    if kind == "year":
        return not re.match(r"\s?[A-Z]?[a-z]+ (?:Street|Avenue)", text[match.end() :])
    return True


Parts = tuple[int | None, int | None, int | None]


def _resolve(kind: str, words: str, published: date | None, ahead: bool) -> Parts:
    if kind == "iso":
        year, month, day = (int(p) for p in words.split("-"))
        return (year, month, day) if 1 <= month <= 12 else (year, None, None)
    found = re.search(r"(?:19|20)\d\d", words)
    year_written = int(found[0]) if found else None
    if kind in ("mdy", "dmy", "my", "m"):
        return _calendar(words, year_written, published, ahead)
    if year_written is not None:
        return year_written, None, None
    return (None, None, None) if published is None else _relative(words, published, ahead)


def _month(words: str) -> int | None:
    found = next((w for w in re.findall(r"[a-z]+", words) if w in MONTHS), None)
    return MONTHS[found] if found else None


def _calendar(words: str, year: int | None, published: date | None, ahead: bool) -> Parts:
    month = _month(words)
    found = re.search(r"(?<!\d)\d{1,2}(?!\d)", words)
    day = int(found[0]) if found else None
    if year is None and published is not None and month is not None:
        year = published.year
        if ahead and (month, day or 31) < (published.month, published.day):
            year += 1
        elif not ahead and (month, day or 1) > (published.month, published.day):
            year -= 1
    return year, month, day


def _relative(words: str, published: date, ahead: bool) -> Parts:
    step = -1 if re.match(r"last|previous|the previous", words) else int("next" in words)
    for name, delta in (("today", 0), ("tonight", 0), ("yesterday", -1), ("tomorrow", 1)):
        if name in words:
            moved = published + timedelta(days=delta)
            return moved.year, moved.month, moved.day
    if (weekday := next((i for i, w in enumerate(WEEKDAYS) if w in words), None)) is not None:
        bare = words in WEEKDAYS
        return _weekday(weekday, published, step > 0 or (ahead and bare), near=bare)
    if "ago" in words or "earlier" in words.split()[-1:]:
        return _ago(words, published)
    if _month(words) is not None and "end of" not in words:
        return _calendar(words, None, published, ahead or step > 0)
    if "month" in words:
        months = published.year * 12 + published.month - 1 + step
        return months // 12, months % 12 + 1, None
    if "week" in words:
        return published.year, None, None
    if _month(words) is not None:
        return _calendar(words, None, published, ahead)
    quarter = "quarter" in words or "half" in words or re.match(r"[qh]\d", words) is not None
    if quarter and "year" not in words:
        return None, None, None
    return published.year + (step if "year" in words else 0), None, None


DAY_BEFORE = 6
"""How many days ago tomorrow's weekday last was."""


def _weekday(weekday: int, published: date, ahead: bool, near: bool) -> Parts:
    """The last such day, or the next one; `near` ones may be today, and what would be six days ago
    is tomorrow: a paper dates news a day ahead and calls a day so far back the last such one."""
    back = (published.weekday() - weekday) % 7
    ahead = ahead or (near and back == DAY_BEFORE)
    to_come = 0 if near and not back else 7 - back
    moved = published + timedelta(days=to_come if ahead else -back)
    return moved.year, moved.month, moved.day


def _ago(words: str, published: date) -> Parts:
    first = words.split()[0]
    count = int(first) if first.isdigit() else int(WORDS.get(first, 1))
    if "year" in words:
        return published.year - count, None, None
    if "month" in words:
        months = published.year * 12 + published.month - 1 - count
        return months // 12, months % 12 + 1, None
    moved = published - timedelta(days=count * (7 if "week" in words else 1))
    return moved.year, moved.month, None if "week" in words else moved.day
