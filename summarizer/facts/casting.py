"""Who plays which part in the own deal: what the clauses tell, weighed against everything else the
article says of each name.

Clauses name the parties where a sentence tells the deal outright. Much of the news doesn't: its
buyer stands in the title, its target three sentences on, its seller in an aside. So every name gets
a probability for each part, a logistic score of its features (`cues.py`, what the clauses say, and
what the network's head for parts hears), with the weights of `data/party_weights.toml`, or
`party_weights_heard.toml` where there is such a head, fitted on labelled articles by
`training/parties.py`. The probability is the confidence of the party's fact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import log1p

from summarizer.facts.cues import Features, chance, name_features, weights_for
from summarizer.facts.deals import Matter, hint_deal
from summarizer.facts.frames import Deal
from summarizer.facts.heard import heard_names
from summarizer.facts.knowledge import table
from summarizer.facts.scene import Scene

ROLES = ("buyer", "target", "seller")
GROUPS = {"buyer": "buyers", "target": "targets", "seller": "sellers"}
Chances = Mapping[int, float]


def settle(scene: Scene, matter: Matter) -> Matter:
    """The matter with its parties as all the article's words have them, and how sure each is."""
    chances = _chances(party_features(scene, matter))
    return _recast(scene, matter, chances)


def party_features(scene: Scene, matter: Matter) -> dict[int, Features]:
    """Each name's features: the words around it, the parts that clauses give it, and those that
    the network hears."""
    features = name_features(scene)
    told, heard = _told(scene, matter), heard_names(scene)
    for actor, own in features.items():
        own.update(told.get(actor, {}))
        own.update(heard.get(actor, {}))
        for role in ROLES:
            actors = getattr(matter, GROUPS[role])
            if actor in actors:
                own[f"is {role}"] = 1.0
                own[f"is {role} sure"] = own.get(f"own {role}", 0.0)
                own[f"is {role} first"] = float(actors[0] == actor)
            elif actors:
                own[f"other {role}"] = 1.0
            else:
                own[f"no {role}"] = 1.0
        if matter.unit is not None:
            own["unit's" if actor in matter.unit.sellers else "unit"] = 1.0
    return features


def _told(scene: Scene, matter: Matter) -> dict[int, Features]:
    """How much the clauses, of the own deal and of others, make each actor a party."""
    sums: dict[int, Features] = defaultdict(lambda: defaultdict(float))
    for name, deals in (("own", matter.own), ("aside", matter.aside)):
        for deal in deals:
            sort = "hint" if deal.frame == "hint" else name
            weight = deal.confidence * _place(scene, deal.sentence)
            for role, group in GROUPS.items():
                for actor in getattr(deal, group):
                    sums[actor][f"{sort} {role}"] += weight
    return {a: {name: log1p(v) for name, v in told.items()} for a, told in sums.items()}


def _place(scene: Scene, sentence: int) -> float:
    if sentence in scene.titles:
        return 1.5
    return 1.3 if scene.rank(sentence) < 2 else 1 / (1 + 0.08 * scene.rank(sentence))


def _chances(features: Mapping[int, Features]) -> dict[str, dict[int, float]]:
    """The probability of each part, for each actor."""
    weights = {actor: weights_for("party_weights", own) for actor, own in features.items()}
    return {
        role: {actor: chance(own, weights[actor][role]) for actor, own in features.items()}
        for role in ROLES
    }


# ---------------------------------------------------------------- from chances to parties


def _recast(scene: Scene, matter: Matter, chances: Mapping[str, Chances]) -> Matter:
    rules = table("cues")["casting"]
    least = "brief" if len(scene.views) <= BRIEF else None
    cast = {role: _cast(role, matter, chances, rules, least or role) for role in ROLES}
    unit = matter.unit
    if unit is not None:
        surest = max((chances["target"].get(a, 1.0) for a in cast["target"]), default=0.0)
        if surest < rules["over_unit"]:
            cast["target"] = ()
        else:
            unit = None
    surest = max((chances["target"].get(a, 1.0) for a in cast["target"]), default=0.0)
    nothing = not any(cast.values()) and unit is None
    if nothing or (not matter.own and surest < rules["alone"]):
        aside = (*matter.own, *matter.aside)
        return replace(matter, own=(), aside=aside, buyers=(), targets=(), sellers=(), unit=None)
    own, aside = _own(matter, cast, unit)
    own = (*own, *_missing(scene, cast, own))
    sure = {
        (role, actor): _sure(role, chances[role][actor], actor in matter.buyers, rules)
        for role in ROLES
        for actor in cast[role]
        if actor in chances[role] and not (role == "seller" and actor in matter.sellers)
    }
    return replace(
        matter, own=own, aside=aside, buyers=cast["buyer"], targets=cast["target"],
        sellers=cast["seller"], unit=unit, sure=sure,
    )  # fmt: skip


def _sure(role: str, chance: float, told: bool, rules: Mapping[str, float]) -> float:
    """The confidence in a party: its chance, for a buyer whom a clause names at least so much."""
    if role == "buyer" and told and chance >= rules["told_from"]:
        chance = max(chance, rules["told_sure"])
    return round(min(0.97, chance), 3)


BRIEF = 3
"""A text of so few sentences tells its parties in clauses or hardly at all."""
SETTLED = 0.5
"""From this chance of another part on, a clause's word for one doesn't count."""


def _cast(
    role: str,
    matter: Matter,
    chances: Mapping[str, Chances],
    rules: Mapping[str, float],
    least: str,
) -> tuple[int, ...]:
    """The actors that play a part: likely enough, and no other part likelier. For those whom a
    clause gives the part, less is enough; sellers, too few to learn from, keep what it says."""
    own = chances[role]
    told = getattr(matter, GROUPS[role])
    enough = max(rules[least], rules["beside"] if role == "buyer" and _signed(matter) else 0.0)
    likely: list[int] = [a for a in told if a not in own]  # places and states
    for actor, sure in own.items():
        other = max(chances[r][actor] for r in ROLES if r != role)
        settled = other >= SETTLED and other > sure
        given = role == "seller" or (sure >= rules["told"] and not settled)
        free = actor not in matter.sellers and sure >= max(enough, other)
        if given if actor in told else free:
            likely.append(actor)
    return tuple(sorted(likely, key=lambda a: -own.get(a, 0.0)))


def _signed(matter: Matter) -> bool:
    """Whether a clause names the buyer of a deal that is agreed or done: others are likely rivals
    or earlier ones."""
    return any(d.told and d.buyers and d.status in ("agreed", "closed") for d in matter.own)


def _own(
    matter: Matter, cast: Mapping[str, Sequence[int]], unit: Deal | None
) -> tuple[tuple[Deal, ...], tuple[Deal, ...]]:
    """The clauses of the own deal and the others, by what is bought and by whom."""
    own: list[Deal] = []
    aside: list[Deal] = []
    for deal in (*matter.own, *matter.aside):
        was = any(deal is d for d in matter.own)
        (own if _fits(deal, was, cast, unit) else aside).append(deal)
    return tuple(own), tuple(aside)


def _fits(deal: Deal, was: bool, cast: Mapping[str, Sequence[int]], unit: Deal | None) -> bool:
    targets, buyers = set(cast["target"]), set(cast["buyer"])
    if unit is not None:
        return was
    if not set(deal.targets) & targets:
        return was and not deal.targets and not targets
    if deal.buyers and buyers and not set(deal.buyers) & buyers:
        return False
    return was or bool(set(deal.buyers) & buyers) or not deal.buyers


def _missing(scene: Scene, cast: Mapping[str, Sequence[int]], own: Sequence[Deal]) -> list[Deal]:
    """A deal for each party no clause of the own deal names, where its name stands first."""
    out = []
    for role, group in GROUPS.items():
        for actor in cast[role]:
            if any(actor in getattr(d, group) for d in own):
                continue
            place = next(((m.start, m.end) for m in scene.cast.mentions if m.actor == actor), None)
            sentence = None if place is None else _sentence_of(scene, place[0])
            if place is None or sentence is None:
                continue
            roles = {"targets": tuple(cast["target"][:1]), group: (actor,)}
            out.append(hint_deal(scene, (actor, sentence, place), **roles))
    return out


def _sentence_of(scene: Scene, at: int) -> int | None:
    rows = enumerate(scene.article.sentences)
    return next((i for i, s in rows if s.start <= at < s.end), None)
