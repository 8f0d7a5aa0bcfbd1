"""How likely an amount is the deal's price, or a percentage its stake.

The rows of `data/amounts.toml` are sure of what they match and miss the rest: "$2.2 billion sale to
Acme", "offered as much as …". So each amount gets a probability from its features: what the rows
say of it, the telling words on both sides, where it stands, and what else the sentence names. The
weights (`data/amount_weights.toml`, `amount_weights_heard.toml`) are fitted by
`training/parties.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from math import log10

from summarizer.facts.cues import Features
from summarizer.facts.deals import Matter
from summarizer.facts.frames import Deal
from summarizer.facts.heard import heard_figure
from summarizer.facts.knowledge import table
from summarizer.facts.scene import Scene
from summarizer.facts.view import MARK, View
from summarizer.quantities import Quantity
from summarizer.records import Money, Per, Percent

REACH = 6
KEYS = {Money: "price", Percent: "stake"}


@cache
def _kinds() -> dict[str, str]:
    data = table("cues")
    return {
        word: kind
        for sort in ("words", "amounts")
        for kind, text in data[sort].items()
        for word in text.split()
    }


@cache
def _small() -> tuple[frozenset[str], frozenset[str]]:
    data = table("cues")
    return frozenset(data["amounts_small"]["words"].split()), frozenset(
        data["stops"]["marks"].split()
    )


def amount_features(
    scene: Scene, matter: Matter, view: View, quantity: Quantity, at: int, said: str, vouched: bool
) -> Features:
    """The features of the amount at `at` of the masked text. `said` is what a row takes it for
    ("none": for no term of the deal; "": no row fits), `vouched` whether the deal is its own."""
    out: Features = {f"row {said}" if said else "no row": 1.0}
    if said:
        out[f"row {said} {'vouched' if vouched else 'loose'}"] = 1.0
    words = view.text.split(" ")
    place = view.text[:at].count(" ")
    for cue in (*_after(words, place), *_before(words, place)):
        out[cue] = 1.0
    out.update(_standing(scene, view))
    out.update(_company(scene, matter, view, quantity))
    out.update(_size(scene, quantity))
    out.update(heard_figure(scene, quantity.start, quantity.end))
    return out


def _after(words: Sequence[str], at: int) -> Iterator[str]:
    kinds, (small, stops) = _kinds(), _small()
    near = words[at + 1 : at + 2]
    if near and near[0] in small:
        yield f"then {near[0]}"
    for step, word in enumerate(words[at + 1 : at + 1 + REACH]):
        if word in stops:
            return
        if (mark := MARK.fullmatch(word)) is not None and mark[1] in "cpms":
            yield f"R {mark[1]}"
            return
        if word in kinds:
            yield f"R {kinds[word]}"
            if step == 0:
                yield f"R {kinds[word]} next"
            return


def _before(words: Sequence[str], at: int) -> Iterator[str]:
    kinds, (small, stops) = _kinds(), _small()
    if at and words[at - 1] in small:
        yield f"after {words[at - 1]}"
    told = 0
    for word in reversed(words[max(0, at - 2 * REACH) : at]):
        if word in stops:
            return
        if (mark := MARK.fullmatch(word)) is not None and mark[1] in "cpms":
            yield f"L {mark[1]}{told}"
            if mark[1] in "ms":
                return
        if word in kinds:
            yield f"L {kinds[word]}{told}"
            told += 1
            if told > 1:
                return


def _standing(scene: Scene, view: View) -> Features:
    if view.sentence in scene.titles:
        return {"title": 1.0}
    rank = scene.rank(view.sentence)
    return {"lead": 1.0} if rank == 0 else {"early" if rank < 3 else "late": 1.0, "rank": rank / 10}


def _company(scene: Scene, matter: Matter, view: View, quantity: Quantity) -> Features:
    """Whom and which deals the sentence speaks of."""
    own, aside = matter.about(view.sentence)
    named = {int(m[2]) for m in MARK.finditer(view.text) if m[1] in "cp"}
    parties = {*matter.buyers, *matter.targets, *matter.sellers}
    out: Features = {}
    if own:
        out["own deal"] = 1.0
        out["own deal holds"] = float(any(_holds(d, quantity) for d in own))
        out["own deal before"] = float(any(d.span[1] <= quantity.start for d in own))
    if aside:
        out["other deal"] = 1.0
        out["other deal holds"] = float(any(_holds(d, quantity) for d in aside))
        out["other deal alone"] = float(not own)
    out["target named"] = float(bool(named & set(matter.targets)))
    out["buyer named"] = float(bool(named & set(matter.buyers)))
    out["strangers"] = float(bool(named - parties))
    out["only strangers"] = float(bool(named) and not named & parties)
    out["no target"] = float(not matter.targets and matter.unit is None)
    return {name: value for name, value in out.items() if value}


def _holds(deal: Deal, quantity: Quantity) -> bool:
    return deal.span[0] <= quantity.start and quantity.end <= deal.span[1]


def _size(scene: Scene, quantity: Quantity) -> Features:
    """How the amount stands beside the article's others."""
    value = quantity.value
    every = [q.value for row in scene.amounts for q in row]
    if isinstance(value, Percent):
        same = sum(v == value for v in every)
        return {"said again": float(same > 1), "over half": float(value.value > 50),
                "small": float(value.value < 2)}  # fmt: skip
    if not isinstance(value, Money):
        return {}
    alike = [v for v in every if isinstance(v, Money) and v.per is value.per]
    most = max((v.amount for v in alike), default=value.amount)
    out: Features = {"share": float(value.per is Per.SHARE)}
    if value.amount > 0 and most > 0:
        out["below the largest"] = float(min(3.0, log10(float(most / value.amount))))
    out["largest"] = float(value.amount == most)
    out["first"] = float(bool(alike) and alike[0] == value)
    out["said again"] = float(sum(v == value for v in alike) > 1)
    if out["share"]:
        out |= {f"share {name}": 1.0 for name in ("first", "said again") if out[name]}
    return {name: v for name, v in out.items() if v}
