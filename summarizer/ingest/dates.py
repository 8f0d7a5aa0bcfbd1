"""Publication dates as people and programs write them.

Only a date that says so itself counts: a value of a header, a line that is nothing but a date or a
byline with one, the dateline of a wire release. A date inside a sentence or a link is about
something else. Numeric dates that can be read two ways (03/04/2025) are left alone.
"""

from __future__ import annotations

import re
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct", "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip

_MONTH = r"(?:{})".format("|".join(sorted(MONTHS, key=len, reverse=True)))
_DAY_OF = {
    "iso": r"(?P<y{n}>\d{{4}})[-/.](?P<m{n}>\d{{1,2}})[-/.](?P<d{n}>\d{{1,2}})",
    "american": rf"(?P<m{{n}}>{_MONTH})\.? (?P<d{{n}}>\d{{{{1,2}}}})(?:st|nd|rd|th)?,? "
    r"(?P<y{n}>\d{{4}})",
    "british": rf"(?P<d{{n}}>\d{{{{1,2}}}})(?:st|nd|rd|th)? (?P<m{{n}}>{_MONTH})\.?,? "
    r"(?P<y{n}>\d{{4}})",
    "dotted": r"(?P<d{n}>\d{{1,2}})\.(?P<m{n}>\d{{1,2}})\.(?P<y{n}>\d{{4}})",
    "slashed": r"(?P<d{n}>\d{{1,2}})/(?P<m{n}>\d{{1,2}})/(?P<y{n}>\d{{4}})",
}
DAY = "(?:{})".format("|".join(shape.format(n=n) for n, shape in enumerate(_DAY_OF.values())))
WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? (?:the )?)?"
TIME = (
    r"(?:(?:,? (?:at )?|[T ])\d{1,2}(?:(?:[:.]\d{2}){1,2}(?:\.\d+)?)?(?: ?[ap]\.?m\.?)?"
    r"(?: ?(?:\(?[A-Z]{1,5}\)?|[+-]\d{2}:?\d{2}))?)?"
)
LABEL = (
    r"(?:(?:first |originally )?(?:published|posted|updated|last updated|last modified|released|"
    r"date|press release)(?: by [^\W\d_][^\d,;:]{1,60})?(?: on| at)?:? )?"
)
BYLINE = r"by [^\W\d_](?:[^\d;:?!]{1,80}[^\W\d_])"

_DAY_ALONE = re.compile(rf"{WEEKDAY}{DAY}{TIME}", re.IGNORECASE)
_DATED = re.compile(rf"{LABEL}(?:{BYLINE},? )?{WEEKDAY}{DAY}{TIME}(?:,? {BYLINE})?", re.IGNORECASE)
# What may stand beside a date: a byline, a reading time, a section in capitals. Not a headline:
# that would be the teaser of another article.
_ASIDE = re.compile(rf"(?i:{BYLINE}|\d+[ -]min(?:ute)?s?(?: read)?)|[A-Z][A-Z &.]{{1,30}}")
_PARTS = re.compile(r"\s*[|·•–—]\s*|\s+-\s+")
_DATELINE = re.compile(
    r"(?P<place>[^\W\d_][\w .’'-]{1,40}(?:, [^\W\d_][\w .]{1,20})?), "
    rf"(?i:{DAY}),?(?P<wire> ?[(/][\w ]{{2,30}}[)/])?,? ?[-–—]{{1,2}} "
)

TOP = 5_000
TOP_LINES = 8
LONGEST_LINE = 160


def parse_day(value: str) -> date | None:
    """The day a header or metadata value names, None if it is not a date and nothing else."""
    found = _DAY_ALONE.fullmatch(" ".join(value.split()))
    return _day(found) if found else None


def day_near_top(text: str) -> date | None:
    """The publication date that one of the first lines states, None if none does."""
    lines = [line for line in (" ".join(row.split()) for row in text[:TOP].split("\n")) if line]
    return next((day for line in lines[:TOP_LINES] if (day := _day_of_line(line))), None)


def _day_of_line(line: str) -> date | None:
    opening = _DATELINE.match(line)
    if opening:
        # told from a sentence by the place in capitals or the name of the wire
        place = opening["place"].partition(",")[0]
        return _day(opening) if place.isupper() or opening["wire"] else None
    if len(line) > LONGEST_LINE:
        return None
    parts = [part for part in _PARTS.split(line) if part]
    dated = [found for part in parts if (found := _DATED.fullmatch(part))]
    others = [part for part in parts if not _DATED.fullmatch(part)]
    if not dated or not all(_ASIDE.fullmatch(part) for part in others):
        return None
    return _day(dated[0])


def _day(found: re.Match[str]) -> date | None:
    """The date of whichever shape matched; None where the calendar or the reader can't tell."""
    groups = found.groupdict()
    shape = next(n for n in range(len(_DAY_OF)) if groups[f"y{n}"])
    year, month, day = (groups[f"{part}{shape}"] for part in "ymd")
    number = MONTHS.get(month.lower()) or int(month)
    if tuple(_DAY_OF)[shape] == "slashed":
        return _either(int(year), int(day), number)
    return _on(int(year), number, int(day))


def _either(year: int, first: int, second: int) -> date | None:
    """Day and month in whichever order only one calendar date allows."""
    days = {d for d in (_on(year, first, second), _on(year, second, first)) if d}
    return days.pop() if len(days) == 1 else None


def _on(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1900 <= year < 2200 else None
    except ValueError:
        return None
