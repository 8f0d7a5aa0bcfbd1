"""The labels of `deals.toml`, and when something extracted is what a label says.

What the labels mean: one deal an article, the one it is mostly about, read from headline, lead and
body. `angle` is "news" where the deal is the news and "follow-up" where the news is something else
about a known deal (a lawsuit, a hearing, a rating), "none" where it tells of no deal with a target
of its own: all that is found there is wrong.

- Buyer: who buys, bids, would buy, or takes the stake; of several bidders those the article turns
  on. Target: the company, unit or asset whose whole or part is sold. Seller: an owner that sells,
  where one is named; the target's shareholders at large are none. In a merger (`merger`) the two
  may stand either way round, or both as targets or as buyers, whichever fits best.
- Amount: what is paid or bid, in all and a share; `["3070000000 EUR", "4100000000 USD"]` are two
  ways to say one amount, "undisclosed" is one too. Stake: the percentage sold, or come to.
- Status: any of the codes listed, as an article often says two of them: a signed deal under review
  is agreed and awaiting approval.
- `…_ok`: right where named, nothing lost where not (a lesser bidder, another bid's price, a holding
  before the deal; the status of a sale that is only planned).

How they are matched:

- Names: without case, accents, possessive, punctuation, leading article and legal form. Equal to
  one of the ways listed, or with all its words in a row ("chip maker Acme"), or its first words
  ("Acme" for "Acme Foods"); not so if it is exactly another party's name ("Acme", not "Acme Bank").
- Amounts: same currency, same counted thing (total, a share), equal or equal by rounding to the
  coarser one's last digit that isn't a zero (and within 5 %). A range matches a range by both ends,
  and a single figure by either. Percentages likewise, but at least to the nearest whole one.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

LABELS = Path(__file__).with_name("deals.toml")
TRAIN = Path(__file__).with_name("deals_train.toml")
STYLES = Path(__file__).with_name("deals_styles.toml")
ERAS = Path(__file__).with_name("deals_eras.toml")
FILES = {"train": TRAIN, "styles": STYLES, "eras": ERAS}
PARTIES = ("buyer", "target", "seller")
FIGURES = ("amount", "stake")
LEGAL = re.compile(
    r"(?:inc|incorporated|corp|corporation|cos?|company|ltd|limited|plc|llc|llp|lp|nv|bv|sa|ag|se|kg"
    r"|kgaa|gmbh|spa|srl|oyj|asa|ab|pty|bhd)"
)
WITHIN = Decimal("0.05")

Ways = tuple[str, ...]
"""The ways to name one party, or to say one value."""


@dataclass(frozen=True, slots=True)
class Slot:
    """What an article states for one slot, and what may be named too."""

    needed: tuple[Ways, ...] = ()
    fine: tuple[Ways, ...] = ()


@dataclass(frozen=True, slots=True)
class Label:
    """One article's deal as read; `slots` by name, status last."""

    key: str
    split: str
    angle: str
    merger: bool
    slots: Mapping[str, Slot]
    round: int = 0

    def names(self) -> frozenset[str]:
        """Every way to name any party of the article, in the form names are compared in."""
        slots = (self.slots[party] for party in PARTIES)
        ways = (way for slot in slots for way in (*slot.needed, *slot.fine))
        return frozenset(plain(name) for way in ways for name in way)


def load(split: str) -> tuple[Label, ...]:
    """The labels of one half, by key, or those of the news of other years ("train"), or those of
    invented articles ("styles", "eras"), whose text stands beside them."""
    rows = tomllib.loads(FILES.get(split, LABELS).read_text(encoding="utf-8"))["article"]
    return tuple(_label(row, split) for row in rows if row.get("split", split) == split)


def _label(row: Mapping[str, Any], split: str) -> Label:
    slots = {name: _slot(row, name) for name in (*PARTIES, *FIGURES)}
    needed, fine = row.get("status"), row.get("status_ok")
    slots["status"] = Slot((tuple(needed),) if needed else (), (tuple(fine),) if fine else ())
    merger, batch = row.get("merger", False), row.get("round", 0)
    key = row.get("key") or key_of(row["headline"], row["lead"])
    return Label(key, split, row["angle"], merger, slots, batch)


def _slot(row: Mapping[str, Any], name: str) -> Slot:
    return Slot(*(tuple(tuple(ways) for ways in row.get(key, ())) for key in (name, f"{name}_ok")))


def key_of(headline: str, lead: str) -> str:
    return hashlib.sha256(f"{headline}\n{lead}".encode()).hexdigest()[:16]


# ---------------------------------------------------------------- names


def plain(name: str) -> str:
    """The form names are compared in."""
    name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"'s\b|(?<=s)'(?=\s|$)", "", name.replace("&", " and "))
    words = re.findall(r"[a-z0-9]+", re.sub(r"(?<=\b\w)\.", "", name))
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    kept = [word for word in words if not LEGAL.fullmatch(word)]
    return " ".join(kept or words)


def same_name(found: str, ways: Ways, others: frozenset[str]) -> bool:
    """Whether an extracted name is the party of these ways; `others`: all names of the article."""
    name, wanted = plain(found), {plain(way) for way in ways}
    if name in wanted:
        return True
    return bool(name) and name not in others and any(_longer_or_short(name, way) for way in wanted)


def _longer_or_short(name: str, way: str) -> bool:
    """Whether `name` has all of `way` in a row, or is its first words."""
    return f" {way} " in f" {name} " or f"{way} ".startswith(f"{name} ")


# ---------------------------------------------------------------- figures


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, or the two ends of a range, and what it counts ("USD", "USD per share", "%")."""

    low: Decimal
    high: Decimal
    unit: str


def figure(text: str) -> Figure:
    """A label's "24-26 USD per share" or "49"."""
    value, _, unit = text.partition(" ")
    low, _, high = value.partition("-")
    return Figure(Decimal(low), Decimal(high or low), unit or "%")


def same_figure(a: Figure, b: Figure) -> bool:
    if a.unit != b.unit:
        return False
    near = partial(_near, coarsest=Decimal(1) if a.unit == "%" else Decimal("Infinity"))
    if a.low != a.high and b.low != b.high:
        return near(a.low, b.low) and near(a.high, b.high)
    return any(near(x, y) for x in (a.low, a.high) for y in (b.low, b.high))


def _near(a: Decimal, b: Decimal, coarsest: Decimal) -> bool:
    """Whether one is the other, or what it is rounded to; `coarsest`: the widest step."""
    apart, step = abs(a - b), min(coarsest, max(_unit(a), _unit(b)))
    return apart * 2 <= step and apart <= WITHIN * max(a, b)


def _unit(value: Decimal) -> Decimal:
    """One in the last digit that isn't a zero: 100,000,000 for 14.3 billion."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def matches(slot: str, found: str | Figure, ways: Sequence[str], others: frozenset[str]) -> bool:
    """Whether something extracted for `slot` is what one label says."""
    if isinstance(found, Figure):
        return any(way != "undisclosed" and same_figure(found, figure(way)) for way in ways)
    return same_name(found, tuple(ways), others) if slot in PARTIES else found in ways
