"""Figures broken: numbers, units, qualifiers, days."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from benchmarks.verify_breakers.base import DAYS, MONTHS, NUMBER, Pool, swap


def number(text: str, evidence: Sequence[str], pool: Pool, rng: random.Random) -> str | None:
    """A figure becomes another: a digit changed, or another figure of the evidence."""
    found = [m for m in NUMBER.finditer(text) if not re.fullmatch(r"(?:19|20)\d\d", m[0])]
    if not found:
        return None
    m = rng.choice(found)
    said = {x[0] for e in evidence for x in NUMBER.finditer(e)}
    others = sorted(said - {m[0]} - {y for y in said if re.fullmatch(r"(?:19|20)\d\d", y)})
    if others and rng.random() < 0.4:
        new = rng.choice(others)
        if len(found) > 1 and new in text:
            return swap(text, m[0], new) if m[0] not in new and new not in m[0] else None
    else:
        digits = [i for i, ch in enumerate(m[0]) if ch.isdigit()]
        i = digits[0] if rng.random() < 0.7 else rng.choice(digits)
        low = "1" if i == 0 else "0"
        new_digit = rng.choice([d for d in "0123456789" if d != m[0][i] and d >= low])
        new = m[0][:i] + new_digit + m[0][i + 1 :]
    return text[: m.start()] + new + text[m.end() :] if new not in said or others else None


_UNITS = [
    ("billion", ("million",)), ("million", ("billion",)), ("trillion", ("billion",)),
    ("percent", ("million", "percentage points")), ("%", (" million", " percentage points")),
    ("dollars", ("euros", "pounds")), ("euros", ("dollars", "pounds")), ("€", ("$", "£")),
    ("$", ("€", "£")), ("pounds", ("euros",)), ("yen", ("yuan",)), ("yuan", ("dollars",)),
    (" a share", ("",)), (" per share", ("", " per year")), (" a year", (" a month",)),
]  # fmt: skip


def unit(text: str, evidence: Sequence[str], pool: Pool, rng: random.Random) -> str | None:
    """Millions become billions, dollars euros, percent something else."""
    options = [(a, bs) for a, bs in _UNITS if _stands(a, text)]
    if not options:
        return None
    a, bs = rng.choice(options)
    return text.replace(a, rng.choice(bs), 1)


def _stands(unit_: str, text: str) -> bool:
    if unit_.strip().isalpha():
        return re.search(rf"\d[ \d.,-]*\w*{unit_}\b|\b{unit_}\b(?<=\d {unit_})", text) is not None
    return unit_ in text


def date(text: str, evidence: Sequence[str], pool: Pool, rng: random.Random) -> str | None:
    """Another day, month or year."""
    said = " ".join(evidence)
    for names_ in rng.sample([DAYS, MONTHS], 2):
        for old in names_:
            if re.search(rf"\b{old}\b", text):
                new = rng.choice([n for n in names_ if n not in said])
                return re.sub(rf"\b{old}\b", new, text)
    if m := re.search(r"\b(?:19|20)\d\d\b", text):
        new = str(int(m[0]) + rng.choice([-2, -1, 1, 2, 3]))
        return text[: m.start()] + new + text[m.end() :] if new not in said else None
    for a, b in (("last year", "this year"), ("first quarter", "third quarter"),
                 ("second quarter", "fourth quarter"), ("third quarter", "first quarter"),
                 ("fourth quarter", "second quarter"), ("next year", "this year")):  # fmt: skip
        if a in text and b not in said:
            return text.replace(a, b)
    return None


_QUALIFIERS = {
    "up to": ("at least", "more than", ""),
    "as much as": ("more than", ""),
    "more than": ("less than", "up to"),
    "at least": ("at most", "up to"),
    "less than": ("more than",),
    "over": ("under",),
    "nearly": ("more than",),
    "about": ("more than", "less than"),
    "around": ("more than",),
    "almost": ("more than",),
    "approximately": ("more than", "less than"),
}


def qualifier(text: str, evidence: Sequence[str], pool: Pool, rng: random.Random) -> str | None:
    """ "Up to" dropped, "more than" turned into "less than", or one put before a plain figure."""
    for old, new in rng.sample(sorted(_QUALIFIERS.items()), len(_QUALIFIERS)):
        m = re.search(rf"\b{old} (?=[$€£]?\d)", text)
        if m:
            chosen = rng.choice(new)
            return text[: m.start()] + (chosen + " " if chosen else "") + text[m.end() :]
    m = re.search(r"(?<![\d-])[$€£]?\d[\d,.]* ?(?:%|percent|million|billion)", text)
    before = text[: m.start()].split()[-3:] if m else []
    if m and not set(before) & set(" ".join(_QUALIFIERS).split()):
        return (
            text[: m.start()]
            + rng.choice(["more than ", "less than ", "up to "])
            + text[m.start() :]
        )
    return None
