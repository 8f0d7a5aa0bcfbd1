"""Whose an amount is: of the article's own deal, of another one, or of none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarizer.facts.amount_rows import Row
from summarizer.facts.deals import Matter, told_as_past
from summarizer.facts.frames import Deal
from summarizer.facts.relevance import (
    dated_past,
    elsewhere,
    foreign_bid,
    speaks_of_deal,
    speaks_only,
)
from summarizer.facts.scene import Scene
from summarizer.facts.sites import Site
from summarizer.facts.view import MARK
from summarizer.records import Money, Per


@dataclass(frozen=True, slots=True)
class Vouch:
    deal: Deal | None
    own: bool


def vouched(scene: Scene, matter: Matter, site: Site, row: Row) -> Vouch | None:
    """Who the amount belongs to if what the row needs is there."""
    own, aside = matter.about(site.view.sentence)
    start, end = site.quantity.start, site.quantity.end
    deal, inside = _nearest(own + aside, start, end)
    ours = deal is None or deal in own
    if not inside and elsewhere(matter, site):
        return None
    if row.needs in ("frame before", "in stake", "giving", "buyer"):
        return _by_frame(matter, site, row, deal, own)
    if row.needs == "not frame":
        return None if deal is not None and _in_stake(deal, start, end) else Vouch(deal, ours)
    if row.needs == "after money":
        return Vouch(deal, ours)
    if deal is not None and deal.span[0] > end and _turns(scene, end, deal.span[0]):
        return None
    if deal is not None and (inside or ours or _next_to(deal, start, end)):
        if row.needs == "past":
            return Vouch(deal, ours)
        return Vouch(deal, ours)
    if row.needs == "deal":
        past = told_as_past(scene, site.view.sentence) or dated_past(scene, site)
        share = isinstance(value := site.quantity.value, Money) and value.per is Per.SHARE
        speaker = speaks_of_deal if share else speaks_only
        speaks = matter.own and not past and speaker(site.view.text, matter)
        return Vouch(None, True) if speaks else None
    return _by_words(scene, matter, site, row, bool(aside))


TURN = re.compile(r"\b(?:after|before|when|while|than|against|versus|though|although|but|since)\b")


def _turns(scene: Scene, start: int, end: int) -> bool:
    """Whether another matter begins between an amount and the clause that follows it."""
    return TURN.search(scene.article.text[start:end]) is not None


def _by_frame(
    matter: Matter, site: Site, row: Row, deal: Deal | None, own: list[Deal]
) -> Vouch | None:
    start, end = site.quantity.start, site.quantity.end
    if row.needs == "in stake":
        held = next((d for d in matter.own + matter.aside if _in_stake(d, start, end)), None)
        return None if held is None else Vouch(held, held in own)
    if row.needs == "frame before":
        if deal is None or deal.span[0] > start:
            return None
        gap = site.left[-max(0, start - deal.span[1]) :] if deal.span[1] < start else ""
        if gap.count(" ") > 14 or re.search(r" (?:said|when|while|which|after|but|that) ", gap):
            return None
        return Vouch(deal, deal in own)
    if deal is not None:
        return Vouch(deal, deal in own)
    marks = {int(m[2]) for m in MARK.finditer(site.left) if m[1] in "cp"}
    return Vouch(None, True) if marks & set(matter.buyers) else None


def _in_stake(deal: Deal, start: int, end: int) -> bool:
    return deal.stake is not None and deal.stake[0] <= start and end <= deal.stake[1]


def _next_to(deal: Deal, start: int, end: int) -> bool:
    return deal.span[0] - 60 <= end and start <= deal.span[1] + 60


def _nearest(deals: list[Deal], start: int, end: int) -> tuple[Deal | None, bool]:
    """The deal whose clause holds the amount, or else the nearest clause of the sentence."""
    holding = [d for d in deals if d.span[0] <= start and end <= d.span[1]]
    if holding:
        return min(holding, key=lambda d: d.span[1] - d.span[0]), True
    before = [d for d in deals if d.span[1] <= start]
    if before:
        return max(before, key=lambda d: d.span[1]), False
    return min(deals, key=lambda d: abs(d.span[0] - end), default=None), False


def _by_words(scene: Scene, matter: Matter, site: Site, row: Row, others: bool) -> Vouch | None:
    """For rows that name the deal or the company themselves."""
    if not matter.own or others:
        return None
    text = site.view.text
    actors = {int(m[2]) for m in MARK.finditer(text) if m[1] == "c"}
    parties = {*matter.buyers, *matter.targets, *matter.sellers}
    if foreign_bid(text, parties):
        return None
    past = told_as_past(scene, site.view.sentence) or dated_past(scene, site)
    if row.needs == "target":
        return Vouch(None, True) if actors & set(matter.targets) else None
    if row.needs == "past":
        return Vouch(None, True) if past and actors & set(matter.targets) else None
    if past or (actors and not actors & {*matter.buyers, *matter.targets}):
        return None
    if row.kind in SELF_EVIDENT:
        return Vouch(None, True)
    if row.kind in ("price", "earlier price") and not ANY_DEAL.search(text):
        return None
    return Vouch(None, True) if speaks_of_deal(site.view.text, matter) else None


SELF_EVIDENT = ("break-up fee", "earn-out", "premium")
"""What no sentence speaks of but for a deal."""
ANY_DEAL = re.compile(
    r"\b(?:deal|offer|bid|transaction|acquisition|takeover|merger|purchase|sale|investment|buyout"
    r"|proposal|tender|price|terms|stake)\b"
)
