"""What the money and the percentages of an article are told for: price, valuation, stake …

The rows stand in `data/amounts.toml`. An amount without a row, or told of another deal, gives no
fact: a wrong number in a memo is the worst there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from summarizer.facts.attribution import Voice, voice_of
from summarizer.facts.cues import Features, chance
from summarizer.facts.deals import Matter, told_as_past
from summarizer.facts.frames import Deal
from summarizer.facts.knowledge import table
from summarizer.facts.patterns import compile_pattern
from summarizer.facts.pricing import KEYS, amount_features
from summarizer.facts.scene import Scene
from summarizer.facts.view import MARK, View
from summarizer.quantities import Quantity
from summarizer.records import Certainty, Fact, FactKind, Moment, Money, Per, Percent

QUALIFIERS = re.compile(
    r"(?:\b(?:about|around|approximately|roughly|some|nearly|almost|close to|an? estimated"
    r"|estimated|up to|as much as|as many as|more than|over|at least|less than|under|just|at most"
    r"|a? ?(?:reported|cool|whopping|staggering|mere|rumou?red)|an eye-watering"
    r"|well|close|to|only|the equivalent of|a little|slightly|an additional|another|between|an?"
    r"|the) )+$"
)
CONVERTED = re.compile(r"^ \( (?:[a-z]+ ){0,2}\[m\d+\] \)")
SMALL = Decimal(10_000)
"""Below this, money that isn't told per share is no total of a deal."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table, compiled."""

    kind: str | None
    left: re.Pattern[str] | None
    right: re.Pattern[str] | None
    needs: str | None
    per: str | None
    small: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class Site:
    """An amount where it stands: its sentence's view, the masked text on both sides."""

    view: View
    quantity: Quantity
    at: int
    left: str
    right: str
    between: str | None
    before: str | None


@cache
def rows(sort: str) -> tuple[Row, ...]:
    data = table("amounts")

    def ready(row: dict[str, str], side: str) -> re.Pattern[str] | None:
        if side not in row:
            return None
        tail = "$" if side == "left" and not row[side].endswith("$") else ""
        return compile_pattern(row[side] + tail, data["macros"])

    return tuple(
        Row(
            r.get("kind"), ready(r, "left"), ready(r, "right"), r.get("needs"), r.get("per"),
            r.get("small", False), r.get("confidence", 0.0),
        )
        for r in data[sort]
    )  # fmt: skip


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
        for site in _sites(view, last):
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
    for given in candidates(scene, matter):
        kind, sure = _scored(given) if scored(matter, given) else (given.kind, None)
        if kind is None or (given.kind is None and _foreign(scene, matter, given)):
            continue
        row = given.row if given.row is not None and given.row.kind else PLAIN
        fact = _fact(scene, matter, given.site, kind, row, given.deal)
        if fact is not None:
            out.append(fact if sure is None else replace(fact, confidence=sure))
    return out


def scored(matter: Matter, given: Candidate) -> bool:
    """Whether an amount is given by its chance: what no row takes for another term or deal."""
    ours = given.deal is None or given.deal in matter.own
    return bool(matter.own) and ours and given.kind in SCORED


def _foreign(scene: Scene, matter: Matter, given: Candidate) -> bool:
    """Whether an amount no row vouches for is told of other times, other deals or other things."""
    own, aside = matter.about(given.site.view.sentence)
    if given.row is not None and given.row.kind is None:
        return True
    past = told_as_past(scene, given.site.view.sentence) or _dated_past(scene, given.site)
    return past or (bool(aside) and not own) or _elsewhere(matter, given.site)


def _scored(given: Candidate) -> tuple[str | None, float]:
    """What a candidate is by its chance, if it is likely enough."""
    value = given.site.quantity.value
    if isinstance(value, Money) and value.per is Per.YEAR:
        return None, 0.0
    kind = KEYS[type(value)]
    sure = chance(given.features, table("amount_weights")[kind])
    likely = sure >= table("cues")["casting"][kind]
    return (kind if likely else None), round(min(0.97, sure), 3)


PLAIN = Row(None, None, None, None, None, False, 0.0)


def _sites(view: View, last: str | None) -> Iterator[Site]:
    end: int | None = None
    for match in MARK.finditer(view.text):
        if match[1] not in "ms":
            continue
        sides = view.text[: match.start()], view.text[match.end() :]
        quantity = _per_share(view.amounts[int(match[2])], *sides)
        if quantity.conversion or quantity.each:
            continue
        left = view.text[: match.start()]
        between = view.text[end : match.start()] if end is not None else None
        end = match.end()
        right = CONVERTED.sub("", view.text[match.end() :])
        yield Site(view, quantity, match.start(), left, right, between, last)


def _per_share(quantity: Quantity, left: str, right: str) -> Quantity:
    """ "All shares for $31 each" and "tender shares at $31 apiece" name the price of a share."""
    value = quantity.value
    small = isinstance(value, Money) and value.per is Per.TOTAL and value.amount < SMALL
    each = quantity.each or re.match(r" (?:each|apiece)\b", right)
    if not (isinstance(value, Money) and small and each and SHARES.search(left)):
        return quantity
    return replace(quantity, value=replace(value, per=Per.SHARE), each=None)


SHARES = re.compile(r"\b(?:shares?|stock)\b[^.;]{0,40}$")


def _role(
    scene: Scene, matter: Matter, site: Site
) -> tuple[str | None, Row | None, Deal | None, str]:
    """What the amount is, by which row, and the deal of its sentence it belongs to. A row without
    a kind says that it is none of the deal's terms; last comes what the first row that fits the
    words takes it for, whoever it belongs to."""
    fits = ""
    money = isinstance(site.quantity.value, Money)
    left = _bare(site.left)
    for row in rows("money" if money else "percent"):
        if not _fits(row, site, left):
            continue
        fits = fits or row.kind or "none"
        if row.kind is None and row.needs is None:
            return None, row, None, fits
        verdict = _vouched(scene, matter, site, row)
        if verdict is None:
            continue
        if row.kind is None:
            return None, row, None, fits
        if row.kind == "same":
            return site.before, row, verdict.deal, fits
        return row.kind, row, verdict.deal, fits
    return None, None, None, fits


def _bare(left: str) -> str:
    """The text before an amount without "about", "up to" …; a "to" that leads to it stays."""
    bare = QUALIFIERS.sub("", left)
    gone = left[len(bare) :]
    if re.match(r"to (?:an? |the )?(?:\w+ )*$", gone) and not gone.startswith("to the equivalent"):
        return bare + "to "
    return bare


def _fits(row: Row, site: Site, left: str) -> bool:
    value = site.quantity.value
    if isinstance(value, Money):
        share = value.per is Per.SHARE
        if row.small and not (value.amount < SMALL and value.per is Per.TOTAL):
            return False
        if row.per == "share" and not share and not row.small:
            return False
    if row.needs == "after money":
        between = site.between
        if between is None or row.left is None or site.before is None:
            return False
        return row.left.search(_bare(between)) is not None
    if row.left is not None and not row.left.search(left[-260:]):
        return False
    return row.right is None or row.right.search(site.right) is not None


# ---------------------------------------------------------------- whose amount it is


@dataclass(frozen=True, slots=True)
class Vouch:
    deal: Deal | None
    own: bool


def _vouched(scene: Scene, matter: Matter, site: Site, row: Row) -> Vouch | None:
    """Who the amount belongs to if what the row needs is there."""
    own, aside = matter.about(site.view.sentence)
    start, end = site.quantity.start, site.quantity.end
    deal, inside = _nearest(own + aside, start, end)
    ours = deal is None or deal in own
    if not inside and _elsewhere(matter, site):
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
        past = told_as_past(scene, site.view.sentence) or _dated_past(scene, site)
        share = isinstance(value := site.quantity.value, Money) and value.per is Per.SHARE
        speaker = _speaks_of_deal if share else _speaks_only
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


DEAL_WORDS = re.compile(
    r"\b(?:the|this|that|its|their|under the|proposed|planned) (?:[\w-]+ ){0,3}?(?:deal|offer|bid"
    r"|transaction|acquisition|takeover|merger|purchase|sale|investment|agreement|proposal|buyout"
    r"|price|terms|tender)\b"
)


def about_deal(matter: Matter, view: View) -> bool:
    """Whether a sentence is about the article's own deal: by a clause of it, or by its words."""
    own, aside = matter.about(view.sentence)
    if not matter.own:
        return matter.spoken and not aside and DEAL_WORDS.search(view.text) is not None
    return bool(own) or (not aside and _speaks_of_deal(view.text, matter))


def _speaks_of_deal(text: str, matter: Matter) -> bool:
    """Whether a sentence without a clause of a deal still is about the article's own."""
    actors = {int(m[2]) for m in MARK.finditer(text) if m[1] == "c"}
    parties = {*matter.buyers, *matter.targets, *matter.sellers}
    if actors and not actors & parties:
        return False
    return DEAL_WORDS.search(text) is not None or bool(actors & parties)


def _speaks_only(text: str, matter: Matter) -> bool:
    """The same, but a sentence that names others too needs words of a deal, or the target."""
    if not _speaks_of_deal(text, matter):
        return False
    actors = {int(m[2]) for m in MARK.finditer(text) if m[1] == "c"}
    strangers = actors - {*matter.buyers, *matter.targets, *matter.sellers}
    ours = bool(actors & set(matter.targets))
    return not strangers or ours or DEAL_WORDS.search(text) is not None


def _by_words(scene: Scene, matter: Matter, site: Site, row: Row, others: bool) -> Vouch | None:
    """For rows that name the deal or the company themselves."""
    if not matter.own or others:
        return None
    text = site.view.text
    actors = {int(m[2]) for m in MARK.finditer(text) if m[1] == "c"}
    parties = {*matter.buyers, *matter.targets, *matter.sellers}
    if _foreign_bid(text, parties):
        return None
    past = told_as_past(scene, site.view.sentence) or _dated_past(scene, site)
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
    return Vouch(None, True) if _speaks_of_deal(site.view.text, matter) else None


SELF_EVIDENT = ("break-up fee", "earn-out", "premium")
"""What no sentence speaks of but for a deal."""
ANY_DEAL = re.compile(
    r"\b(?:deal|offer|bid|transaction|acquisition|takeover|merger|purchase|sale|investment|buyout"
    r"|proposal|tender|price|terms|stake)\b"
)
FOREIGN = re.compile(
    r"\[[cp](\d+)\] '?s? (?:[\w-]+ |\[[msn]\d+\] ){0,4}?(?:offer|bid|deal|proposal|approach"
    r"|purchase|acquisition|takeover|investment)\b"
)
ELSEWHERE = re.compile(r"^ (?:[\w-]+ ){0,6}?(?:for|of|with) (?:[\w'-]+ |\[g\d+\] ){0,4}?\[c(\d+)\]")


def _elsewhere(matter: Matter, site: Site) -> bool:
    """Whether the words after an amount say that it is for another company."""
    beyond = ELSEWHERE.match(site.right)
    parties = {*matter.buyers, *matter.targets, *matter.sellers}
    return beyond is not None and int(beyond[1]) not in parties


RIVAL = re.compile(
    r"\b(?:competing|rival|alternative|counter) (?:[\w-]+ ){0,2}?(?:bid|offer|proposal)"
)


def _foreign_bid(text: str, parties: set[int]) -> bool:
    """Whether the sentence speaks of the bid of someone who is no party of the own deal."""
    if RIVAL.search(text):
        return True
    return any(int(m[1]) not in parties for m in FOREIGN.finditer(text))


def _dated_past(scene: Scene, site: Site) -> bool:
    today, text = scene.today, scene.article.text
    return today is not None and any(
        isinstance(q.value, Moment)
        and q.value.year is not None
        and q.value.year < today.year
        and not SINCE.search(text[max(0, q.start - 50) : q.start])
        for q in site.view.amounts
    )


SINCE = re.compile(r"\bsince [^.;,]*$")
"""Before a year only compared with ("the biggest deal since 2008")."""


# ---------------------------------------------------------------- the fact

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


def _fact(
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
