"""Which deal an article is about, told apart from the other deals it mentions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from summarizer.facts.frames import Deal, Unit, read_deals
from summarizer.facts.hints import Hint, hinted, speaks_of_deal
from summarizer.facts.knowledge import table
from summarizer.facts.scene import Scene
from summarizer.facts.view import MARK
from summarizer.records import Certainty, Moment

Key = frozenset[object]


@dataclass(frozen=True, slots=True)
class Matter:
    """The deals of an article: what is said of its own one, and what of others.

    `buyers`, `targets` and `sellers` are actors of the own deal, the surest first; `unit` is the
    part of a company that is bought where that has no name of its own. `aside` holds deals that
    are background, rival bids among them. `sure` has the probability of a party ("buyer", actor).
    """

    own: tuple[Deal, ...]
    aside: tuple[Deal, ...]
    buyers: tuple[int, ...]
    targets: tuple[int, ...]
    sellers: tuple[int, ...]
    unit: Deal | None
    spoken: bool = True
    sure: Mapping[tuple[str, int], float] = field(default_factory=dict)

    def late(self, scene: Scene) -> bool:
        """Whether neither the title nor the first two sentences tell the own deal."""
        return all(scene.rank(d.sentence) > 1 for d in self.own)

    def about(self, sentence: int) -> tuple[list[Deal], list[Deal]]:
        """The own deals and the others that a sentence speaks of."""
        return (
            [d for d in self.own if d.sentence == sentence],
            [d for d in self.aside if d.sentence == sentence],
        )


def find_matter(scene: Scene) -> Matter:
    deals = [d for i in range(len(scene.views)) for d in _in_sentence(scene, i)]
    hints = [d for d in deals if d.open]
    deals = [d for d in deals if not d.open and _sound(d)]
    deals = [_turned(d, deals) for d in deals]
    past = {id(d) for d in deals if _is_past(scene, d)}
    if len(past) == len(deals):  # what comes of a deal that is done
        told = speaks_of_deal(scene, "deal_told")
        past = set() if told else {id(d) for d in deals if scene.rank(d.sentence) > 1}
    topic = _main_topic(scene, deals, past)
    if topic is None:
        alone = _hinted_deal(scene)
        if alone is None:
            return Matter((), tuple(deals), (), (), (), None, _speaks_of_one(scene))
        found = Matter((alone,), tuple(deals), (), alone.targets, (), None)
        return _with_hints(scene, _with_buyers(scene, found, hints))
    ours = [d for d in deals if _key(d) & topic]
    others = [d for d in deals if not _key(d) & topic]
    found = _with_buyers(scene, _cast_roles(scene, ours, others, past), hints)
    return _with_hints(scene, found)


def _turned(deal: Deal, deals: Sequence[Deal]) -> Deal:
    """A merger told the way round in which another clause says who buys."""
    if not deal.merger or any(_same_way(deal, d) for d in deals if not d.merger):
        return deal
    swapped = replace(deal, buyers=deal.targets, targets=deal.buyers)
    return swapped if any(_same_way(swapped, d) for d in deals if not d.merger) else deal


def _same_way(a: Deal, b: Deal) -> bool:
    return bool(set(a.buyers) & set(b.buyers)) and bool(set(a.targets) & set(b.targets))


def _with_buyers(scene: Scene, matter: Matter, hints: Sequence[Deal]) -> Matter:
    """The matter with the buyer that clauses without a target tell, where no other does."""
    parties = {*matter.targets, *matter.sellers, *(n for d in matter.own for n in d.sellers)}
    known = {n for d in matter.aside for n in d.targets}
    told = [d for d in hints if d.buyers and not set(d.buyers) & (parties | known)]
    if matter.buyers or not told or not matter.targets:
        return matter
    weights = {id(d): _weight(scene, d, set()) for d in told}
    lead = _leading_buyers(told, weights)
    ours = [
        replace(d, targets=matter.targets[:1], open=False) for d in told if set(d.buyers) & lead
    ]
    buyers = tuple(dict.fromkeys(n for d in ours for n in d.buyers))
    return replace(matter, own=(*matter.own, *ours), buyers=buyers)


HINTED = 0.6
"""How sure a party is that only the words around its name tell."""


def hint_deal(scene: Scene, hint: Hint, **roles: tuple[int, ...]) -> Deal:
    """A deal of what the words around names say, as if a clause had told it."""
    actor, sentence, place = hint
    filled = {"buyers": (), "targets": (), "sellers": (), **roles}
    return Deal(
        sentence, "hint", place, (0, 0), **filled, unit=None, places=(_spot(scene, actor, place),),
        stake=None, status="agreed", certainty=Certainty.MAY, confidence=HINTED, merger=False,
        attach=False, open=False, told=False, words="",
    )  # fmt: skip


def _spot(scene: Scene, actor: int, place: tuple[int, int]) -> tuple[int, tuple[int, int]]:
    named = (m for m in scene.cast.named(*place) if m.actor == actor)
    return actor, next(((m.start, m.end) for m in named), place)


def _hinted_deal(scene: Scene) -> Deal | None:
    """The deal of an article no clause of which tells one, if its top speaks of a deal."""
    if not speaks_of_deal(scene):
        return None
    hint = hinted(scene, "target", (), (), "alone")
    if hint is None or hint[0] not in _ahead(scene):
        return None
    return hint_deal(scene, hint, targets=(hint[0],))


def _with_hints(scene: Scene, matter: Matter) -> Matter:
    """The matter with a buyer and a seller that only the words around names tell."""
    whole = bool(matter.targets)
    others = {n for d in matter.aside for n in d.targets}
    barred = {*matter.targets, *matter.sellers, *others}
    barred |= {n for d in matter.own for n in d.sellers}
    if not matter.buyers and (whole or matter.unit):
        hint = hinted(scene, "buyer", matter.targets or matter.sellers, barred)
        if hint is not None:
            deal = hint_deal(scene, hint, buyers=(hint[0],), targets=matter.targets[:1])
            matter = replace(matter, own=(*matter.own, deal), buyers=deal.buyers)
    if whole and not matter.sellers:
        hint = hinted(scene, "seller", matter.targets, barred | set(matter.buyers))
        if hint is not None and scene.cast.actors[hint[0]].kind == "c":
            deal = hint_deal(scene, hint, sellers=(hint[0],), targets=matter.targets[:1])
            matter = replace(matter, own=(*matter.own, deal), sellers=deal.sellers)
    return matter


def _speaks_of_one(scene: Scene) -> bool:
    """Whether an article without a clause of its deal speaks of one all the same, and again."""
    word = re.compile(table("deals")["spoken"])
    views = [v for v in scene.views if word.search(v.text)]
    return len([v for v in views if not told_as_past(scene, v.sentence)]) > 1


def _in_sentence(scene: Scene, sentence: int) -> list[Deal]:
    """The deals of one sentence, each pairing once, with the seller another clause adds."""
    views = (scene.plain[sentence], scene.unfolded[sentence])
    found = [d for v in views if v is not None for d in read_deals(v)]
    if sentence in scene.titles:
        found = [_headline_part(scene, d) for d in found]
    sellers = [d for d in found if d.attach]
    best: dict[object, Deal] = {}
    for deal in found:
        if deal.attach:
            continue
        extra = next((d for d in sellers if _same_object(d, deal)), None)
        if extra is not None and not deal.sellers:
            deal = replace(deal, sellers=extra.sellers, places=deal.places + extra.places)
        name = (deal.buyers, deal.targets, deal.unit and deal.unit.text)
        if name not in best or _tells(deal) > _tells(best[name]):
            best[name] = deal
    return _without_partial(list(best.values()))


def _tells(deal: Deal) -> tuple[bool, float]:
    """What of two readings of a pairing is kept: a part without its owner is no deal at all."""
    return deal.unit is not None and bool(deal.sellers), deal.confidence


def _same_object(a: Deal, b: Deal) -> bool:
    if a.targets or b.targets:
        return bool(set(a.targets) & set(b.targets))
    return a.unit is not None and b.unit is not None and a.unit.text == b.unit.text


@cache
def _after_name() -> re.Pattern[str]:
    word = rf" (?!(?:{table('deals')['no_part']})\b)[a-z]{{3,}}\b"
    return re.compile(rf"{word}(?:{word}){{0,2}}")


def _headline_part(scene: Scene, deal: Deal) -> Deal:
    """ "Acme to buy Birch plastics": a headline's name before another noun is the parent's."""
    if len(deal.targets) != 1 or deal.unit is not None or deal.sellers:
        return deal
    place = deal.where(deal.targets[0])
    if place is None or place[1] != deal.span[1]:
        return deal
    text = scene.article.text
    follows = _after_name().match(text, place[1])
    if follows is None:
        return deal
    unit = Unit(place[0], follows.end(), f"[c{deal.targets[0]}]{follows[0]}")
    return replace(deal, targets=(), sellers=deal.targets, unit=unit)


def _without_partial(deals: list[Deal]) -> list[Deal]:
    """Less the readings that another one of the same clause contains."""
    return [
        d
        for d in deals
        if not any(
            e is not d
            and set(d.buyers) <= set(e.buyers)
            and set(d.sellers) <= set(e.sellers)
            and _key(d) <= _key(e)
            and (d.buyers, d.sellers, _key(d)) != (e.buyers, e.sellers, _key(e))
            and e.confidence >= d.confidence - 0.1
            for e in deals
        )
    ]


def _key(deal: Deal) -> Key:
    """What is bought: the companies, and the part of whose it is."""
    part = {("part", deal.sellers[:1])} if deal.sellers else set()
    return frozenset({*deal.targets, *part})


def _sound(deal: Deal) -> bool:
    """Whether the parties can stand together: nobody buys itself or is bought from itself."""
    buyers, targets, sellers = set(deal.buyers), set(deal.targets), set(deal.sellers)
    if buyers & targets or buyers & sellers or (targets & sellers and not deal.unit):
        return False
    if deal.unit is not None and not deal.targets:
        vague = re.match(table("deals")["vague"], deal.unit.text)
        return bool(sellers) and not vague
    return True


def _is_past(scene: Scene, deal: Deal) -> bool:
    """Whether the clause is dated well before the article, or told as an earlier deal."""
    sentence = scene.article.sentences[deal.sentence]
    text = scene.article.text
    start, end = deal.span
    near = text[start : min(end + 48, sentence.end)]
    before = text[max(sentence.start, start - 24) : start]
    rules = table("deals")
    if re.search(rules["past_inside"], near, re.I) or re.search(rules["past_before"], before, re.I):
        return True
    return any(
        long_ago(scene, q.value)
        for q in scene.amounts[deal.sentence]
        if isinstance(q.value, Moment) and start - 24 <= q.start <= end + 48
    )


def told_as_past(scene: Scene, sentence: int) -> bool:
    """Whether the words of a sentence make it a story of earlier times."""
    words = scene.article.cut(scene.article.sentences[sentence])
    return re.search(table("deals")["past_inside"], words, re.I) is not None


DAY = re.compile(r"[A-Z][a-z]+\.? \d{1,2}$|\d{1,2} [A-Z][a-z]+$")


def long_ago(scene: Scene, moment: Moment) -> bool:
    if scene.today is None or moment.year is None:
        return False
    months = (scene.today.year - moment.year) * 12
    if moment.month is not None:
        if months and DAY.match(moment.text):
            return False  # a day without its year may be one to come
        return months + scene.today.month - moment.month > 4
    return months >= 12 and not re.match(r"(?:first|second|third|fourth) ", moment.text)


def _weight(scene: Scene, deal: Deal, past: set[int]) -> float:
    place = (
        2.6 if deal.sentence in scene.titles else (2.2, 1.6, 1.2)[min(2, scene.rank(deal.sentence))]
    )
    if scene.rank(deal.sentence) > 2 and deal.sentence not in scene.titles:
        place = 1 / (1 + 0.12 * scene.rank(deal.sentence))
    return deal.confidence * place * (0.2 if id(deal) in past else 1)


def _main_topic(scene: Scene, deals: Sequence[Deal], past: set[int]) -> Key | None:
    """What the article's own deal is about: the target most and earliest spoken of."""
    scores: dict[Key, float] = defaultdict(float)
    for deal in deals:
        for other in {_key(d) for d in deals}:
            if other & _key(deal):
                scores[other] += _weight(scene, deal, past)
    best = max(scores, key=lambda k: (scores[k], len(k), -_first(deals, k)), default=None)
    if best is None:
        return None
    known = _ahead(scene) & {n for d in deals if _key(d) & best for n in _parties(d)}
    return best if scores[best] >= _least(scene, bool(known)) else None


def _least(scene: Scene, known: bool) -> float:
    """What a topic has to weigh: less where the article's top names a party of it, least where
    that speaks of a deal whose parties only follow."""
    rules = table("deals")
    if speaks_of_deal(scene, "deal_told"):
        return float(rules["least_told"])
    return float(rules["least_known" if known else "least_weight"])


def _parties(deal: Deal) -> set[int]:
    return {*deal.buyers, *deal.targets, *deal.sellers}


def _ahead(scene: Scene) -> set[int]:
    """The actors that the title and the first sentence name."""
    first = [v for v in scene.views if v.sentence in scene.titles or scene.rank(v.sentence) == 0]
    return {int(m[2]) for v in first for m in MARK.finditer(v.text) if m[1] in "cp"}


def _first(deals: Sequence[Deal], key: Key) -> int:
    return min(d.sentence for d in deals if _key(d) & key)


def _cast_roles(
    scene: Scene, ours: Sequence[Deal], others: Sequence[Deal], past: set[int]
) -> Matter:
    weights = {id(d): _weight(scene, d, past) for d in ours}
    titled = _in_titles(scene)
    lead = _leading_buyers(ours, weights, titled)
    own: list[Deal] = []
    rivals: list[Deal] = []
    for deal in ours:
        foreign = deal.buyers and lead and not set(deal.buyers) & lead
        if foreign and _beside(scene, deal) and not set(deal.buyers) & set(deal.targets):
            foreign = any(_beside(scene, d) for d in ours if set(d.buyers) & lead) is False
        (rivals if foreign or id(deal) in past else own).append(deal)
    if not own:
        own, rivals = [d for d in ours if id(d) not in past] or list(ours), []
    buyers = _ranked((n for d in own for n in d.buyers), own, weights, "buyers")
    targets = _ranked((n for d in own for n in d.targets), own, weights, "targets")
    buyers = tuple(n for n in buyers if n not in targets)
    sellers = _ranked((n for d in own for n in d.sellers), own, weights, "sellers")
    sellers = tuple(n for n in sellers if n not in buyers and n not in targets)
    parts = [d for d in own if d.unit and not d.targets]
    unit = max(parts, key=lambda d: len(_ownname(d)), default=None) if not targets else None
    return Matter(tuple(own), (*rivals, *others), buyers, targets, sellers, unit)


def _ownname(deal: Deal) -> str:
    """The words of the part that aren't its parent's name."""
    return re.sub(r"\[\w\d+\] ?", "", deal.unit.text) if deal.unit else ""


def _beside(scene: Scene, deal: Deal) -> bool:
    """Whether a clause at the article's top says that its buyer has the deal: two of them name
    one side ("Roe teams up with Acme": "Roe and his fund will buy Birch")."""
    settled = deal.status in ("agreed", "closed")
    return settled and (deal.sentence in scene.titles or scene.rank(deal.sentence) < 2)


def _in_titles(scene: Scene) -> set[int]:
    views = [scene.views[t] for t in scene.titles]
    return {int(m[2]) for v in views for m in MARK.finditer(v.text) if m[1] in "cp"}


TITLED = 1.8
"""How much more a buyer weighs whom the title names."""


def _leading_buyers(
    ours: Sequence[Deal], weights: dict[int, float], titled: Collection[int] = ()
) -> set[int]:
    scores: dict[frozenset[int], float] = defaultdict(float)
    for deal in ours:
        if deal.buyers:
            more = TITLED if set(deal.buyers) & set(titled) else 1.0
            scores[frozenset(deal.buyers)] += weights[id(deal)] * more
    if not scores:
        return set()
    best = max(scores, key=lambda k: (scores[k], -min(k)))
    return set(best)


def _ranked(
    actors: Iterable[int], deals: Sequence[Deal], weights: dict[int, float], role: str
) -> tuple[int, ...]:
    scores = dict.fromkeys(actors, 0.0)
    for deal in deals:
        for actor in getattr(deal, role):
            scores[actor] += weights[id(deal)]
    return tuple(sorted(scores, key=lambda a: -scores[a]))
