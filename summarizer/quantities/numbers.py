"""Money, percentages and counts in a text."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import pairwise

from summarizer.quantities.amounts import Amount, Count, Quantity, alternatives, figure, overlaps
from summarizer.quantities.tables import (
    AFTER,
    BEFORE,
    FRACTIONS,
    HUNDREDTHS,
    LETTERS,
    PER,
    PERCENT,
    PREFIXES,
    SCALES,
    SUFFIXES,
    WORDS,
)
from summarizer.records import Money, Per, Percent, Qualifier


def find_numbers(text: str) -> tuple[Quantity, ...]:
    """Money, percentages and counts of `text`; bare years come as counts here, dates in `find`."""
    fractions = _fractions(text)
    parts = [(f.start, f.end) for f in fractions]
    atoms = [a for a in map(_atom, _number().finditer(text)) if a is not None]
    atoms = [a for a in atoms if not overlaps(a.start, a.end, parts)]
    found = sorted((*_join_ranges(text, atoms), *fractions), key=lambda q: q.start)
    return _mark_conversions(text, [_dress(text, q) for q in found])


def find_money(text: str) -> tuple[Quantity, ...]:
    return tuple(q for q in find_numbers(text) if isinstance(q.value, Money))


def find_percents(text: str) -> tuple[Quantity, ...]:
    return tuple(q for q in find_numbers(text) if isinstance(q.value, Percent))


@cache
def _number() -> re.Pattern[str]:
    prefix = alternatives([re.escape(p) for p in PREFIXES])
    suffix = alternatives([*SUFFIXES, *HUNDREDTHS])
    words = alternatives([re.escape(w) for w in WORDS])
    scale = alternatives(list(SCALES))
    gap = r"[\s\-‑–]"
    return re.compile(
        rf"(?:(?<![A-Za-z$])(?P<prefix>{prefix})\s?)?"
        r"(?<![\w.,/])(?:(?<=[$€£¥₹₩A-Za-z.\s(\"'“‘+~−–—\-‑\[])|(?<!.))"
        rf"(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
        rf"|(?P<words>(?i:{words})(?={gap})))"
        rf"(?P<rest>{gap}?(?P<scale>(?i:{scale}))(?![A-Za-z])|(?P<letter>[mMbBkKtT])(?![\w]))?"
        rf"(?:{gap}{{0,2}}(?:(?P<percent>{PERCENT})(?!age| points)"
        rf"|(?P<suffix>{suffix})(?![A-Za-z])))?"
    )


def _atom(match: re.Match[str]) -> Quantity | None:
    """One number with what belongs to it, or nothing where the words only look like one."""
    amount = _amount(match)
    if amount is None:
        return None
    value = _value(match, amount)
    if value is None or (isinstance(value, Count) and match["letter"] not in (None, "B")):
        return None  # "3M" is a name, not three
    return Quantity(match.start(), match.end(), value, lead=match.start())


def _amount(match: re.Match[str]) -> Decimal | None:
    if match["words"]:
        word = match["words"].lower()
        if word in ("a", "an", "one", "half a") and not match["scale"] and not match["percent"]:
            return None
        base = Decimal(WORDS[word])
    else:
        base = Decimal(match["digits"].replace(",", ""))
    money = match["prefix"] or match["suffix"]
    power = SCALES.get((match["scale"] or "").lower(), 0)
    if match["letter"] and (money or match["letter"] == "B"):
        power = LETTERS[match["letter"].lower()]
    return _plain(base.scaleb(power))


def _plain(amount: Decimal) -> Decimal:
    """The same number without trailing zeros or an exponent, so that equal ones print alike."""
    whole = amount.to_integral_value()
    return Decimal(int(whole)) if whole == amount else amount.normalize()


def _value(match: re.Match[str], amount: Decimal) -> Money | Percent | Count | None:
    if match["percent"] and not match["prefix"]:
        return None if match["words"] in ("a", "an") else Percent(amount)
    if match["prefix"]:
        return Money(amount, PREFIXES[match["prefix"]])
    if match["suffix"]:
        return _suffixed(match, amount)
    return Count(amount)


def _suffixed(match: re.Match[str], amount: Decimal) -> Money | Count | None:
    suffix = match["suffix"]
    for pattern, currency in HUNDREDTHS.items():
        if re.fullmatch(pattern, suffix):
            if suffix == "p" and (match["words"] or match[0][-2:-1].isspace()):
                return None
            return Money(_plain(amount / 100), currency)
    currency = next(c for p, c in SUFFIXES.items() if re.fullmatch(p, suffix))
    if suffix == "won" and not match["scale"] and amount < 100:
        return None  # "the two won", not two South Korean won
    return Money(amount, currency)


def _join_ranges(text: str, atoms: list[Quantity]) -> list[Quantity]:
    """Neighbours written as one range become one amount."""
    out: list[Quantity] = []
    for atom in atoms:
        joined = _range(text, out[-1], atom) if out else None
        if joined is None:
            out.append(atom)
        else:
            out[-1] = joined
    return out


def _range(text: str, low: Quantity, high: Quantity) -> Quantity | None:
    between = text[low.end : high.start]
    if re.fullmatch(r"\s?[-–—]\s?", between):
        pass
    elif re.fullmatch(r"-?\s(?:to|or)\s", between):
        if re.search(r"\b(?:from|rose|fell|raised|cut|up|down|increased?)\s+(?:\S+\s+){0,4}$",
                     text[max(0, low.start - 40) : low.start]):  # fmt: skip
            return None
    elif not (
        re.fullmatch(r"\sand\s", between)
        and re.search(r"\bbetween\s+$", text[max(0, low.start - 12) : low.start])
    ):
        return None
    value = _span_value(low.value, high.value, text[low.start : low.end])
    return None if value is None else replace(low, end=high.end, value=value)


def _span_value(low: Amount, high: Amount, words: str) -> Money | Percent | Count | None:
    """The range from `low` to `high`: a bare low number takes the unit and scale of the high."""
    bare = not re.search(r"[a-z]{2}", words.lower())
    first = figure(low)
    if isinstance(high, Money) and isinstance(low, Money | Count):
        if isinstance(low, Money) and low.currency != high.currency:
            return None
        first = _shared_scale(first, high.amount) if bare else first
        return Money(first, high.currency, high.per, high.amount) if first < high.amount else None
    if isinstance(high, Count) and isinstance(low, Money) and bare and high.amount >= 1000:
        first = _shared_scale(first, high.amount)
        return Money(first, low.currency, low.per, high.amount) if first < high.amount else None
    if isinstance(high, Percent) and isinstance(low, Percent | Count) and first < high.value:
        return Percent(first, high.value)
    if isinstance(high, Count) and isinstance(low, Count):
        first = _shared_scale(first, high.amount) if bare else first
        return Count(first, high.unit, high.amount) if first < high.amount else None
    return None


def _shared_scale(low: Decimal, high: Decimal) -> Decimal:
    """The low end of "$10 to $12 billion": those ten are billions too."""
    for power in (12, 9, 6, 3):
        if high >= Decimal(10) ** power > low:
            return _plain(low.scaleb(power))
    return low


@cache
def _fraction() -> re.Pattern[str]:
    words = alternatives(list(FRACTIONS))
    return re.compile(
        rf"(?<![\w-])(?P<words>{words})(?=[ -](?:of|stake|share|interest|the|its|their)\b)", re.I
    )


def _fractions(text: str) -> list[Quantity]:
    out = []
    for match in _fraction().finditer(text):
        after = text[match.end() : match.end() + 24]
        before = text[max(0, match.start() - 12) : match.start()].lower()
        if re.match(r" of (?:\d|this|last|next|the year|fiscal)", after):
            continue
        if re.search(r"(?:first|second|latter|other|better) $", before):
            continue
        value = next(v for p, v in FRACTIONS.items() if re.fullmatch(p, match[0], re.I))
        percent = Percent(_plain(Decimal(value).quantize(Decimal("0.1"))))
        out.append(Quantity(match.start(), match.end(), percent, lead=match.start()))
    return out


@cache
def _per() -> tuple[tuple[Per, re.Pattern[str]], ...]:
    return tuple((per, re.compile(rf"[\s-]?(?:in [a-z]+ )?(?:{p})")) for per, p in PER.items())


EACH = re.compile(
    r"[\s-](?:a|per|an)[ -](barrel|gallon|tonne|ton|ounce|pound|metric ton|bushel|month|day|week"
    r"|hour|unit|user|subscriber|customer|acre|person|head|tower|kilowatt|megawatt|mmBtu)\b"
)
UNIT = re.compile(
    r"[\s-]((?:percentage|basis) points?)"
    r"|[\s-](?:(?:million|billion|new|common|outstanding|full-time) )*([a-z][a-z-]+)"
)


def _dress(text: str, q: Quantity) -> Quantity:
    """The amount with its qualifier and with what it is counted for."""
    q = _count_for(text, q)
    lead, qualifier = _qualifier(text, q.start, q.end)
    return replace(q, lead=lead, qualifier=qualifier)


def _count_for(text: str, q: Quantity) -> Quantity:
    after = text[q.end : q.end + 40]
    if isinstance(q.value, Count):
        unit = UNIT.match(after)
        return replace(q, value=replace(q.value, unit=unit[unit.lastindex or 1] if unit else None))
    if not isinstance(q.value, Money):
        return q
    for per, pattern in _per():
        if found := pattern.match(after):
            return replace(q, end=q.end + found.end(), value=replace(q.value, per=per))
    each = EACH.match(after)
    return replace(q, each=each[1]) if each else q


@cache
def _before() -> re.Pattern[str]:
    words = [re.escape(w) for row in BEFORE.values() for w in row]
    return re.compile(rf"(?<![\w-])(?P<words>{alternatives(words)})\s*(?:an?\s+|the\s+)?$", re.I)


@cache
def _after() -> re.Pattern[str]:
    words = [re.escape(w) for row in AFTER.values() for w in row]
    return re.compile(rf"[\s-]?(?P<words>{alternatives(words)})(?!\w)", re.I)


def _qualifier(text: str, start: int, end: int) -> tuple[int, Qualifier]:
    base = max(0, start - 40)
    if found := _before().search(text[base:start]):
        words = found["words"].lower()
        kind = next(k for k, row in BEFORE.items() if words in row)
        return base + found.start(), kind
    if found := _after().match(text[end : end + 20]):
        words = found["words"].lower()
        return start, next(k for k, row in AFTER.items() if words in row)
    return start, Qualifier.EXACT


def _mark_conversions(text: str, found: list[Quantity]) -> tuple[Quantity, ...]:
    out = found[:1]
    for before, q in pairwise(found):
        between = text[before.end : q.lead]
        bracket = re.fullmatch(r"[\w\s-]{0,24}\((?:or |i\.e\. |worth |equal to )?", between)
        money = isinstance(before.value, Money) and isinstance(q.value, Money)
        other = money and before.value.currency != q.value.currency  # type: ignore[union-attr]
        out.append(replace(q, conversion=True) if bracket and other else q)
    return tuple(out)
