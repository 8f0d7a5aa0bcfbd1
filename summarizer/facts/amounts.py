"""What the money and the percentages of an article are told for: price, valuation, stake …

The rows stand in `data/amounts.toml`. An amount without a row, or told of another deal, gives no
fact: a wrong number in a memo is the worst there is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from summarizer.facts.amount_fact import amount_fact
from summarizer.facts.amount_rows import PLAIN, Row, bare, row_fits, rows
from summarizer.facts.cues import Features, chance, weights_for
from summarizer.facts.deals import Matter, told_as_past
from summarizer.facts.frames import Deal
from summarizer.facts.knowledge import table
from summarizer.facts.pricing import KEYS, amount_features
from summarizer.facts.relevance import dated_past, elsewhere
from summarizer.facts.rivals import of_other_object, rivalled, rivals
from summarizer.facts.scene import Scene
from summarizer.facts.sites import Site, sites
from summarizer.facts.vouching import vouched
from summarizer.records import Fact, FactKind, Money, Per


@dataclass(frozen=True, slots=True)
class Candidate:
    """An amount, what the rows take it for, and the features it is scored by."""

    site: Site
    kind: str | None
    row: Row | None
    deal: Deal | None
    features: Features


SCORED = (None, "price", "stake")
"""Kinds that are given by their chance; the others by their row."""


def candidates(scene: Scene, matter: Matter) -> Iterator[Candidate]:
    """Every amount of an article about a deal."""
    if not (matter.own or matter.aside):
        return
    for view in scene.views:
        last: str | None = None
        for site in sites(view, last):
            site = replace(site, before=last)
            kind, row, deal, fits = _role(scene, matter, site)
            last = kind or last
            said = "none" if row is not None and row.kind is None else kind or fits
            told = amount_features(
                scene, matter, view, site.quantity, site.at, said, kind is not None
            )
            yield Candidate(site, kind, row, deal, told)


def amount_facts(scene: Scene, matter: Matter) -> list[Fact]:
    """The facts of every amount that a row and the deal vouch for, or that is likely its price."""
    out: list[Fact] = []
    others: list[Fact] = []
    against = rivals(scene, matter)
    for given in candidates(scene, matter):
        kind, sure = _scored(given) if scored(matter, given) else (given.kind, None)
        if kind is None or (given.kind is None and _foreign(scene, matter, given)):
            continue
        row = given.row if given.row is not None and given.row.kind else PLAIN
        fact = amount_fact(scene, matter, given.site, kind, row, given.deal)
        if fact is None or (fact.kind in WORTH and of_other_object(matter, given.site)):
            continue
        fact = fact if sure is None else replace(fact, confidence=sure)
        if fact.kind in OFFERED and rivalled(matter, against, given.site, given.deal):
            others.append(fact)
        else:
            out.append(fact)
    return [*out, *_of_others(others, out, contest=bool(against))]


def _of_others(facts: list[Fact], own: list[Fact], contest: bool) -> list[Fact]:
    """Amounts of other offers: background beside one of the own, and never sure."""
    aside = any(f.kind in OFFERED and not f.background for f in own)
    share = OTHERS if aside or not contest else CONTESTED
    return [
        replace(f, background=f.background or aside, confidence=round(f.confidence * share, 3))
        for f in facts
    ]


WORTH = (FactKind.PRICE, FactKind.VALUATION)
OFFERED = (FactKind.PRICE, FactKind.PREMIUM)
OTHERS = 0.85
CONTESTED = 0.6
"""How much of its confidence an amount of somebody else's offer keeps, and how much where several
bid. An article that has no other one may be about that offer after all."""


def scored(matter: Matter, given: Candidate) -> bool:
    """Whether an amount is given by its chance: what no row takes for another term or deal."""
    ours = given.deal is None or given.deal in matter.own
    return bool(matter.own) and ours and given.kind in SCORED


def _foreign(scene: Scene, matter: Matter, given: Candidate) -> bool:
    """Whether an amount no row vouches for is told of other times, other deals or other things."""
    own, aside = matter.about(given.site.view.sentence)
    if given.row is not None and given.row.kind is None:
        return True
    past = told_as_past(scene, given.site.view.sentence) or dated_past(scene, given.site)
    return past or (bool(aside) and not own) or elsewhere(matter, given.site)


def _scored(given: Candidate) -> tuple[str | None, float]:
    """What a candidate is by its chance, if it is likely enough."""
    value = given.site.quantity.value
    if isinstance(value, Money) and value.per is Per.YEAR:
        return None, 0.0
    kind = KEYS[type(value)]
    sure = chance(given.features, weights_for("amount_weights", given.features)[kind])
    likely = sure >= table("cues")["casting"][kind]
    return (kind if likely else None), round(min(0.97, sure), 3)


def _role(
    scene: Scene, matter: Matter, site: Site
) -> tuple[str | None, Row | None, Deal | None, str]:
    """What the amount is, by which row, and the deal of its sentence it belongs to. A row without
    a kind says that it is none of the deal's terms; last comes what the first row that fits the
    words takes it for, whoever it belongs to."""
    fits = ""
    money = isinstance(site.quantity.value, Money)
    left = bare(site.left)
    for row in rows("money" if money else "percent"):
        if not row_fits(row, site, left):
            continue
        fits = fits or row.kind or "none"
        if row.kind is None and row.needs is None:
            return None, row, None, fits
        verdict = vouched(scene, matter, site, row)
        if verdict is None:
            continue
        if row.kind is None:
            return None, row, None, fits
        if row.kind == "same":
            return site.before, row, verdict.deal, fits
        return row.kind, row, verdict.deal, fits
    return None, None, None, fits
