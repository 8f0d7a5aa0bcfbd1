"""How far the own deal is: rumoured, in talks, offered, agreed, awaiting approval, closed, called
off. The clauses of the deal tell it, the cues of `data/status.toml` and the words of the
article's top (`data/cues.toml`); what each counts for is fitted (`data/status_weights.toml`)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import log1p

from summarizer.facts.amount_fact import part_name
from summarizer.facts.attribution import voice_of
from summarizer.facts.cues import Features, chance
from summarizer.facts.deals import Matter
from summarizer.facts.frames import frames
from summarizer.facts.knowledge import table
from summarizer.facts.patterns import compile_pattern
from summarizer.facts.relevance import about_deal
from summarizer.facts.scene import Scene
from summarizer.facts.status_days import day_of
from summarizer.records import Certainty, Fact, FactKind, Phrase

AWAITING = "awaiting approval"
CERTAINTY = {
    "rumoured": Certainty.MAY,
    "in talks": Certainty.MAY,
    "offered": Certainty.DID,
    "agreed": Certainty.DID,
    AWAITING: Certainty.DID,
    "closed": Certainty.DID,
    "called off": Certainty.DID,
}


@dataclass(frozen=True, slots=True)
class Sign:
    """One place that tells a status, and how much it counts. `said` says that a verb does, not
    only a noun that takes the deal for known ("its planned acquisition")."""

    code: str
    sentence: int
    place: tuple[int, int]
    weight: float
    confidence: float
    clause: bool = False
    said: bool = False


@cache
def _cues() -> tuple[tuple[str, re.Pattern[str], bool, bool, float], ...]:
    data = table("status")
    return tuple(
        (
            r["code"],
            compile_pattern(r["pattern"], data["macros"]),
            r.get("firm", False),
            r.get("firm", False) or r.get("known", False),
            r["confidence"],
        )
        for r in data["cue"]
    )


@cache
def _rule(name: str) -> re.Pattern[str]:
    return re.compile(table("status")[name])


OFF = "called off"
CODES = ("rumoured", "in talks", "offered", "agreed", "closed", "called off")
"""How far a deal can be; what waits for an approval is agreed, or offered, beside that."""


def status_facts(scene: Scene, matter: Matter) -> list[Fact]:
    if not matter.own:
        return []
    signs = _signs(scene, matter)
    main = _main(scene, matter, signs)
    out = [] if main is None else [_fact(scene, matter, main)]
    waiting = [s for s in signs if s.code == AWAITING]
    if waiting and main is not None and main.code in ("agreed", "offered"):
        best = max(waiting, key=lambda s: s.weight)
        sure = min(best.confidence, main.confidence)
        out.append(_fact(scene, matter, replace(best, confidence=sure)))
    return out


def _signs(scene: Scene, matter: Matter) -> list[Sign]:
    words = list(_from_words(scene, matter))
    over = [s for s in words if s.code == OFF and s.said]
    clauses = (_ended(sign, over) for sign in _from_deals(scene, matter))
    return [*clauses, *words]


def _ended(sign: Sign, over: Sequence[Sign]) -> Sign:
    """A clause of a deal inside words that end it: "is ending an agreement to sell"."""
    ends = any(s.sentence == sign.sentence and _overlap(s.place, sign.place) for s in over)
    return replace(sign, code=OFF) if ends and sign.code == "agreed" else sign


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def status_features(scene: Scene, matter: Matter) -> Features:
    """What an article says of how far its deal is."""
    return _features(scene, matter, _signs(scene, matter))


def _features(scene: Scene, matter: Matter, signs: list[Sign]) -> Features:
    sums: dict[str, float] = defaultdict(float)
    rank = table("status")["rank"]
    totals: dict[str, float] = defaultdict(float)
    for sign in signs:
        sums[f"{'clause' if sign.clause else 'cue'} {sign.code}"] += sign.weight
        if sign.code != AWAITING:
            totals[sign.code] += sign.weight * rank[sign.code]
    out = {name: log1p(value) for name, value in sums.items()}
    if totals:
        best = max(totals, key=lambda c: totals[c])
        out[f"most {best}"] = totals[best] / sum(totals.values())
    out.update(_top(scene))
    for role, actors in (("buyer", matter.buyers), ("seller", matter.sellers)):
        out[f"no {role}"] = float(not actors)
    return {name: value for name, value in out.items() if value}


@cache
def _kinds() -> dict[str, str]:
    return {w: kind for kind, text in table("cues")["status"].items() for w in text.split()}


def _top(scene: Scene) -> Features:
    """The kinds of telling words in the title, the first sentence and the two after."""
    kinds = _kinds()
    out: Features = {}
    for view in scene.views:
        titled = view.sentence in scene.titles
        if not titled and scene.rank(view.sentence) > 2:
            break
        place = "title" if titled else "lead" if scene.rank(view.sentence) == 0 else "next"
        words = view.text.split(" ")
        for at, word in enumerate(words):
            if word in kinds and not _effort(words, at):
                open_ = kinds[word] == OFFER and _left_open(words[max(0, at - 4) : at])
                out[f"{place} {'open ' if open_ else ''}{kinds[word]}"] = 1.0
    return out


def _effort(words: Sequence[str], at: int) -> bool:
    """Whether a bid is only an effort: "in a bid to calm investors"."""
    idiom = words[max(0, at - 2) : at + 2] == ["in", "a", "bid", "to"]
    return idiom and words[at + 2 : at + 3] not in (["buy"], ["acquire"], ["take"])


OFFER = "offer"
OPEN = frozenset(("maybe", "weigh", "want"))


def _left_open(before: Sequence[str]) -> bool:
    """Whether words before a bid leave open that there is one ("may bid", "considers a bid")."""
    kinds = _kinds()
    return any(kinds.get(word) in OPEN for word in before)


UNTOLD = 0.4
"""How much a clause counts that only names the parties ("the Birch takeover")."""


def _place_weight(scene: Scene, sentence: int) -> float:
    rank = scene.rank(sentence)
    if sentence in scene.titles:
        return 2.0 if sentence == 0 else 0.8
    return (2.0, 1.3, 0.9)[rank] if rank < 3 else 0.9 / (1 + 0.2 * rank)


def _from_deals(scene: Scene, matter: Matter) -> Iterator[Sign]:
    for deal in matter.own:
        if deal.status == "agreed" and not matter.buyers and deal.certainty is not Certainty.DID:
            continue  # a sale that is only planned
        if deal.frame == "hint":
            continue
        weight = deal.confidence * _place_weight(scene, deal.sentence)
        weight *= 1 if deal.told else UNTOLD
        said = deal.frame not in _worded() and not _denied(scene, deal.sentence)
        yield Sign(deal.status, deal.sentence, deal.span, weight, deal.confidence, True, said)


def _from_words(scene: Scene, matter: Matter) -> Iterator[Sign]:
    for view in scene.views:
        if not about_deal(matter, view):
            continue
        for code, pattern, firm, said, confidence in _cues():
            match = pattern.search(view.text)
            if match is None:
                continue
            before = view.text[max(0, match.start() - 70) : match.start()]
            if firm and (_open(before, view.text) or _denied(scene, view.sentence)):
                continue
            weight = 0.7 * confidence * _place_weight(scene, view.sentence)
            place = view.place(*match.span("value"))
            yield Sign(code, view.sentence, place, weight, confidence, said=said)


def _open(before: str, text: str) -> bool:
    """Whether what stands before a cue's words makes them uncertain, or what somebody wants."""
    wanted = _rule("wanted").search(before) and not _rule("resolved").search(before)
    return bool(wanted or _rule("uncertain").search(before)) or " if " in text


def _denied(scene: Scene, sentence: int) -> bool:
    """Whether somebody says in a sentence that what it reports isn't so."""
    return _rule("denied").search(scene.views[sentence].text) is not None


@cache
def _worded() -> frozenset[str]:
    """The frames that tell a status by a noun."""
    return frozenset(frame.name for frame in frames() if frame.worded)


def _main(scene: Scene, matter: Matter, signs: list[Sign]) -> Sign | None:
    """The likeliest status, at the place that tells it best: a sign of it, or else a clause."""
    features = _features(scene, matter, signs)
    weights = table("status_weights")
    chances = {code: chance(features, weights[code]) for code in CODES}
    said = {s.code for s in signs if s.said}
    unsaid = {code for code, also in FIRM.items() if said.isdisjoint(also)}
    likely = {c: chances[c] * (UNSAID if said and c in unsaid else 1) for c in CODES}
    least = table("cues")["casting"]
    signed = {s.code for s in signs}
    codes = [c for c in CODES if c in signed or chances[c] >= least["unsigned"]] or [*CODES]
    code = max(codes, key=lambda c: likely[c])
    sure = round(min(SUREST[code in unsaid], chances[code]), 3)
    if sure < least["status"] and not signs:
        return None
    told = [s for s in signs if s.code == code]
    if told:
        best = max(told, key=lambda s: s.weight)
        return Sign(code, best.sentence, best.place, best.weight, sure)
    deal = min(matter.own, key=lambda d: (d.sentence, d.span))
    return Sign(code, deal.sentence, deal.span, 0.0, sure)


FIRM = {
    "agreed": ("agreed", "closed"),
    "closed": ("closed",),
    "called off": ("called off",),
}
"""States that somebody has to say with a verb, and by which signs they are said."""
UNSAID = 0.78
"""How much such a state counts beside one that is said."""
SUREST = (0.95, 0.58)
"""How sure a state is at most, said and unsaid: of the unsaid ones every other is right."""


def _fact(scene: Scene, matter: Matter, sign: Sign) -> Fact:
    start, end = sign.place
    words = " ".join(scene.article.text[start:end].split())
    target = scene.name(matter.targets[0]) if matter.targets else part_name(scene, matter)
    return Fact(
        FactKind.STATUS,
        Phrase(words, sign.code),
        scene.span(start, end),
        scene.sentence_span(sign.sentence),
        subject=target,
        when=day_of(scene, sign.sentence, sign.place),
        certainty=CERTAINTY[sign.code],
        holder=voice_of(scene, sign.sentence).holder,
        confidence=sign.confidence,
    )
