"""What a sum named as the deal's price covers: with debt or without, of both companies together.

Equity and enterprise value of one deal are two figures and no dispute. The words around a sum tell
what it covers (`data/bases.toml`); where they don't, another source that gives the same figure may,
and so may the debt: of two prices that lie as far apart as the debt is large, one includes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import combinations

from summarizer.merge.claims import likeness
from summarizer.merge.knowledge import pattern, table
from summarizer.merge.material import Material
from summarizer.merge.values import sure
from summarizer.names import same_name
from summarizer.quantities import Likeness
from summarizer.records import Fact, FactKind, Money, Name, Per, Qualifier

WITH_DEBT, WITHOUT_DEBT = "with debt", "without debt"
ALIKE = (Likeness.EQUAL, Likeness.ROUNDING)
AMOUNTS = (FactKind.PRICE, FactKind.VALUATION)
COMPARABLE = Decimal("1.5")
"""An amount more than so many times another is an amount of something else."""
UNSURE = 0.6
"""Of less confidence than this, a term is left to the prose."""
REACH = 160
"""Characters on each side of a sum in which the words stand that tell what it covers."""


@dataclass(frozen=True, slots=True)
class Base:
    """What a sum may cover; see `data/bases.toml`."""

    name: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    kinds: frozenset[FactKind]
    words: tuple[str, ...] = ()
    label: str = ""
    term: bool = True

    def told(self, left: str, right: str) -> bool:
        """Whether the words on both sides of a sum say so."""
        if self.unless is not None and self.unless.search(left):
            return False
        before = self.before is not None and self.before.search(left) is not None
        return before or (self.after is not None and self.after.search(right) is not None)


@cache
def known() -> Mapping[str, Base]:
    """The bases by name, in the order in which they are tried."""

    def ready(row: Mapping[str, str], side: str) -> re.Pattern[str] | None:
        return re.compile(row[side], re.IGNORECASE) if side in row else None

    return {
        row["name"]: Base(
            row["name"], ready(row, "before"), ready(row, "after"), ready(row, "unless"),
            frozenset(map(FactKind, row.get("kinds", AMOUNTS))),
            tuple(row.get("words", ())), row.get("label", ""), row.get("term", True),
        )
        for row in table("bases")["base"]
    }  # fmt: skip


def amounts(material: Material, kind: FactKind) -> list[Fact]:
    """The facts of a kind. Of a whole company bought, valuation and price are one amount."""
    if kind not in AMOUNTS:
        return sure(material, kind)
    valued = [f for f in sure(material, FactKind.VALUATION) if _priced(f, material)]
    if kind is FactKind.VALUATION:
        return [f for f in sure(material, kind) if f not in valued]
    return [*sure(material, kind), *(replace(f, kind=kind, subject=None) for f in valued)]


def _priced(fact: Fact, material: Material) -> bool:
    """Whether a valuation is the price of what is bought: no part of it is bought, and it lies near
    what another source calls the price, or its sentence says that the deal has that value."""
    part = any(f.confidence >= UNSURE for f in sure(material, FactKind.STAKE))
    if part or not _of_target(fact, material) or not isinstance(fact.value, Money):
        return False
    prices = [f.value for f in sure(material, FactKind.PRICE) if isinstance(f.value, Money)]
    totals = [p for p in prices if (p.currency, p.per) == (fact.value.currency, Per.TOTAL)]
    if totals:
        return any(near(fact.value, price) for price in totals)
    text = material.articles[fact.sentence.article].cut(fact.sentence)
    return pattern("valued").search(text) is not None and bool(sure(material, FactKind.TARGET))


def near(one: Money, other: Money) -> bool:
    """Whether two sums may be one: an amount much larger than another is one of something else."""
    low, high = sorted((one.amount, other.amount))
    return high <= COMPARABLE * low


def _of_target(fact: Fact, material: Material) -> bool:
    """Whether a valuation is that of what is bought, by whatever name it goes."""
    others = [
        f.value.name
        for kind in (FactKind.BUYER, FactKind.SELLER)
        for f in sure(material, kind)
        if isinstance(f.value, Name)
    ]
    return fact.subject is None or not any(same_name(fact.subject, name) for name in others)


def bases(facts: Sequence[Fact], material: Material) -> dict[Fact, str]:
    """What each sum covers, "" where nothing tells."""
    own = {fact: _stated(fact, material) for fact in facts}
    own = {fact: base or _as_others(fact, own, material) for fact, base in own.items()}
    return _by_debt(own, material)


def _stated(fact: Fact, material: Material) -> str:
    """What a sum covers by the words of its own sentence."""
    if isinstance(fact.value, Money) and fact.value.per is not Per.TOTAL:
        return ""
    text = material.articles[fact.span.article].text
    left = text[fact.sentence.start : fact.span.start]
    return told_base(fact.kind, left, text[fact.span.end : fact.sentence.end])


def told_base(kind: FactKind, left: str, right: str) -> str:
    """The base that the words on both sides of a sum tell, "" for none."""
    left, right = (_INSIDE.sub(",", side) for side in (left[-REACH:], right[:REACH]))
    right = _CONVERTED.sub("", right)
    fitting = (base for base in known().values() if kind in base.kinds)
    return next((base.name for base in fitting if base.told(left, right)), "")


_INSIDE = re.compile(r"(?<=\d)\.(?=\d)|(?<=\b[A-Z])\.")
_CONVERTED = re.compile(r"^\s*\([^)]*\)")


def _as_others(fact: Fact, own: Mapping[Fact, str], material: Material) -> str:
    """What the same figure covers where another sentence tells it, if all that tell it agree."""
    told = {base for other, base in own.items() if base and likeness(fact, other) in ALIKE}
    if not told and isinstance(fact.value, Money) and fact.value.per is Per.TOTAL:
        told = {
            base
            for line in material.lines.values()
            for q in line.features.amounts
            if isinstance(q.value, Money) and q.value == fact.value
            if (base := told_base(fact.kind, line.text[: q.start], line.text[q.end :]))
        }
        told = {base for base in told if known()[base].term}
    return told.pop() if len(told) == 1 else ""


def _by_debt(own: Mapping[Fact, str], material: Material) -> dict[Fact, str]:
    """The same, where two prices lie as far apart as the debt that is taken on is large."""
    out = dict(own)
    debts = [f.value for f in sure(material, FactKind.DEBT) if isinstance(f.value, Money)]
    totals = [
        f
        for f in own
        if f.kind in AMOUNTS
        and isinstance(f.value, Money)
        and f.value.per is Per.TOTAL
        and f.qualifier in _PLAIN
    ]
    for one, other in combinations(totals, 2):
        low, high = sorted((one, other), key=_amount)
        if not _parted(low, high, debts):
            continue
        pair = {low: WITHOUT_DEBT, high: WITH_DEBT}
        if all(own[fact] in ("", base) for fact, base in pair.items()):
            for fact in totals:
                for end, base in pair.items():
                    if not out[fact] and likeness(fact, end) in ALIKE:
                        out[fact] = base
    return out


_PLAIN = (Qualifier.EXACT, Qualifier.ABOUT)


def _amount(fact: Fact) -> float:
    return float(fact.value.amount) if isinstance(fact.value, Money) else 0.0


def _parted(low: Fact, high: Fact, debts: Iterable[Money]) -> bool:
    """Whether the higher sum is the lower one with a debt, by rounding."""
    a, b = low.value, high.value
    if not isinstance(a, Money) or not isinstance(b, Money) or a.currency != b.currency:
        return False
    if likeness(low, high) in ALIKE or a.high or b.high:
        return False
    together = (
        replace(low, value=replace(a, amount=a.amount + debt.amount), qualifier=Qualifier.ABOUT)
        for debt in debts
        if debt.currency == a.currency and debt.per is Per.TOTAL
    )
    return any(likeness(total, high) in ALIKE for total in together)
