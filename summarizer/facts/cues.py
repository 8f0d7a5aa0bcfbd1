"""What the words around an actor's names say of its part in a deal, as features of a linear score.

A name's nearest telling word on either side, by kind (`data/cues.toml`): "R acquire" where a buying
verb follows, "L takeover of" where "takeover of" leads to it. What is told early counts more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import exp, log1p

from summarizer.facts.knowledge import table
from summarizer.facts.scene import Scene
from summarizer.facts.view import MARK

Features = dict[str, float]
REACH = 9
"""How many words away a telling word may stand."""
NEGATING = frozenset(
    ["not", "never", "no", "refused", "refuses", "denied", "denies", "declined", "unable", "nor"]
)
OBLIQUE = frozenset(("from", "through", "via"))
"""A name right after one of these does nothing itself ("won approval from Acme to buy")."""
MODAL = ("agree", "want")
"""What comes before "to be" tells less than the verb after it ("agreed to be acquired by")."""
PASSIVE = ("acquired", "sold", "take", "invest")


@cache
def _kinds() -> dict[str, str]:
    return {word: kind for kind, text in table("cues")["words"].items() for word in text.split()}


@cache
def _small() -> tuple[frozenset[str], frozenset[str]]:
    data = table("cues")
    return frozenset(data["small"]["prepositions"].split()), frozenset(
        data["stops"]["marks"].split()
    )


def chance(features: Features, weights: Mapping[str, float]) -> float:
    """The logistic score of some features: a probability."""
    score = weights["bias"] + sum(weights.get(name, 0.0) * v for name, v in features.items())
    return 1 / (1 + exp(-max(-30.0, min(30.0, score))))


def weights_for(name: str, features: Features) -> dict[str, dict[str, float]]:
    """The table of weights: one for what the network's head was heard about, one for the rest."""
    weights: dict[str, dict[str, float]] = table(f"{name}_heard" if "heard" in features else name)
    return weights


def name_features(scene: Scene) -> dict[int, Features]:
    """The features of every company, person and other name, by its number in the cast."""
    sums: dict[int, Features] = defaultdict(lambda: defaultdict(float))
    counts: dict[int, int] = defaultdict(int)
    for view in scene.plain:
        titled = view.sentence in scene.titles
        rank = scene.rank(view.sentence)
        place = 1.5 if titled else 1.3 if rank < 2 else 1 / (1 + 0.08 * rank)
        words = view.text.split(" ")
        for order, (actor, at) in enumerate(_named(words)):
            counts[actor] += 1
            told = sums[actor]
            for cue in _around(words, at):
                told[cue] += place
                if titled:
                    told["T " + cue] += 1
            if titled:
                told["title"] = 1.0
                told["title opens" if order == 0 else "title later"] = 1.0
            elif rank == 0:
                told["lead"] = 1.0
                told["lead opens" if order == 0 else "lead later"] = 1.0
            if order == 0:
                told["opens"] += place
    most = max(counts.values(), default=1)
    out: dict[int, Features] = {}
    for actor, told in sums.items():
        features = {cue: log1p(value) for cue, value in told.items()}
        features["share"] = counts[actor] / most
        features["often"] = log1p(counts[actor])
        features["kind " + scene.cast.actors[actor].kind] = 1.0
        out[actor] = features
    return out


def _named(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The actors a sentence names and where."""
    for at, word in enumerate(words):
        mark = MARK.fullmatch(word) if word[:1] == "[" else None
        if mark is not None and mark[1] in "cpx":
            yield int(mark[2]), at


def _is_name(word: str) -> bool:
    return word[:2] in ("[c", "[p")


def _around(words: Sequence[str], at: int) -> Iterator[str]:
    yield from _after(words, at)
    yield from _before(words, at)


def _after(words: Sequence[str], at: int) -> Iterator[str]:
    """The telling word that follows, with "'s" where the name owns it."""
    kinds, (_, stops) = _kinds(), _small()
    if at and words[at - 1] in OBLIQUE:
        return
    side = "R"
    here = at + 1
    if here < len(words) and words[here] in ("'s", "'"):
        side, here = "R's", here + 1
    listed = True
    for step in range(here, min(len(words), here + REACH)):
        word = words[step]
        if word in stops:
            return
        if _is_name(word):
            if listed and words[step - 1] in ("and", ",", "or", "&"):
                continue
            yield f"{side} name"
            return
        kind = kinds.get(word)
        if kind in MODAL and words[step + 1 : step + 3] == ["to", "be"]:
            continue
        if kind is None:
            listed = listed and word in ("and", ",", "or", "&", "-and-")
            continue
        if not NEGATING.isdisjoint(words[here : step + 1]):
            yield f"{side} not"
            return
        yield f"{side} {kind}{_voice(words, step, kind)}"
        if step == here:
            yield f"{side} {kind} next"
        return


def _voice(words: Sequence[str], at: int, kind: str) -> str:
    """ " by" where something is done to the name that stands before."""
    if kind not in PASSIVE:
        return ""
    before = words[max(0, at - 3) : at]
    if "be" in before or "been" in before or "being" in before:
        return " by"
    return " by" if "by" in words[at + 1 : at + 4] else ""


def _before(words: Sequence[str], at: int) -> Iterator[str]:
    """The telling word that leads to the name, and the preposition between."""
    kinds, (prepositions, stops) = _kinds(), _small()
    link = ""
    here = at - 1
    if here > 0 and words[here] in ("'s", "'") and words[here - 1][:1] == "[":
        yield "L owned"
        here -= 2
    for step in range(here, max(-1, here - REACH), -1):
        word = words[step]
        if word in stops:
            return
        if _is_name(word):
            if words[step + 1] in ("and", ",", "or", "&"):
                continue
            yield f"L name{link}"
            return
        if word in prepositions:
            link = link or " " + word
            continue
        kind = kinds.get(word)
        if kind is not None and not NEGATING.isdisjoint(words[max(0, step - 4) : step]):
            yield "L not"
            return
        if kind is not None:
            yield f"L {kind}{link}"
            if step == here:
                yield f"L {kind} next"
            return
