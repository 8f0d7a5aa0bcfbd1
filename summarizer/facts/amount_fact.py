"""The fact of an amount: what it is a term of, whose, when, and how sure that is."""

from __future__ import annotations

from dataclasses import replace

from summarizer.facts.amount_rows import Row
from summarizer.facts.attribution import Voice, voice_of
from summarizer.facts.deals import Matter
from summarizer.facts.frames import Deal
from summarizer.facts.scene import Scene
from summarizer.facts.sites import SMALL, Site
from summarizer.records import Certainty, Fact, FactKind, Moment, Money, Per, Percent

KINDS = {
    "price": FactKind.PRICE,
    "earlier price": FactKind.PRICE,
    "valuation": FactKind.VALUATION,
    "prior valuation": FactKind.PRIOR_VALUATION,
    "debt": FactKind.DEBT,
    "break-up fee": FactKind.BREAK_FEE,
    "earn-out": FactKind.EARN_OUT,
    "premium": FactKind.PREMIUM,
    "stake": FactKind.STAKE,
    "stake after": FactKind.STAKE_AFTER,
}


def amount_fact(
    scene: Scene, matter: Matter, site: Site, kind: str, row: Row, deal: Deal | None
) -> Fact | None:
    quantity, value = site.quantity, site.quantity.value
    if not isinstance(value, Money | Percent):
        return None
    own = deal is None or deal in matter.own
    if isinstance(value, Money):
        if row.small:
            value = replace(value, per=Per.SHARE)
        if value.per is Per.TOTAL and value.amount < SMALL:
            return None
    if not own and not _same_target(matter, deal):
        return None
    voice = voice_of(scene, site.view.sentence)
    certainty = _certainty(deal, voice)
    return Fact(
        KINDS[kind],
        value,
        scene.span(quantity.start, quantity.end),
        scene.sentence_span(site.view.sentence),
        subject=_subject(scene, matter, deal),
        qualifier=quantity.qualifier,
        when=_when(site),
        certainty=certainty,
        holder=voice.holder,
        background=not own or kind == "earlier price",
        confidence=_confidence(scene, matter, site, row, deal, own),
    )


def _same_target(matter: Matter, deal: Deal | None) -> bool:
    return deal is not None and bool(set(deal.targets) & set(matter.targets))


def _certainty(deal: Deal | None, voice: Voice) -> Certainty:
    return deal.certainty if deal is not None else voice.certainty


def _subject(scene: Scene, matter: Matter, deal: Deal | None) -> str | None:
    if deal is not None and deal.targets:
        return scene.name(deal.targets[0])
    if matter.targets:
        return scene.name(matter.targets[0])
    return part_name(scene, matter)


def part_name(scene: Scene, matter: Matter) -> str | None:
    """The words of the part that is bought, where no name stands for it."""
    unit = matter.unit.unit if matter.unit else None
    return " ".join(scene.article.text[unit.start : unit.end].split()) if unit else None


def _when(site: Site) -> Moment | None:
    """The nearest date of the sentence that is not its day of news, for values of another time."""
    dates = [q for q in site.view.amounts if isinstance(q.value, Moment) and q.value.year]
    near = [q for q in dates if abs(q.start - site.quantity.end) < 60]
    if not near:
        return None
    value = min(near, key=lambda q: abs(q.start - site.quantity.end)).value
    return value if isinstance(value, Moment) else None


def _confidence(
    scene: Scene, matter: Matter, site: Site, row: Row, deal: Deal | None, own: bool
) -> float:
    base = row.confidence
    if deal is None:
        base *= 0.9
    if scene.rank(site.view.sentence) > 6:
        base *= 0.93
    if deal is not None and deal.status == "rumoured" and any(_firmer(d) for d in matter.own):
        base *= 0.75
    if matter.late(scene):
        base *= 0.85
    return round(base if own else base * 0.85, 3)


def _firmer(deal: Deal) -> bool:
    return deal.status in ("agreed", "closed", "offered")
