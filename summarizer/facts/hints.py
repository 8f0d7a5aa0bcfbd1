"""Parties of a deal that no clause names together, by the words around their names.

The rows stand in `data/hints.toml`. Each match speaks for a name; the one most is said for is
taken if that is enough and clear. Facts from here are less sure than those of a clause.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import cache

from summarizer.facts.knowledge import table
from summarizer.facts.patterns import compile_pattern
from summarizer.facts.scene import Scene
from summarizer.facts.view import MARK, View

Hint = tuple[int, int, tuple[int, int]]
"""An actor, the sentence and the stretch of the article that speak for it."""


@cache
def _rows(role: str) -> tuple[tuple[re.Pattern[str], float], ...]:
    data = table("hints")
    return tuple((compile_pattern(r["pattern"], data["macros"]), r["weight"]) for r in data[role])


@cache
def _bystander() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = table("hints")["words"]
    return re.compile(data["bystander_before"]), re.compile(data["bystander"])


def speaks_of_deal(scene: Scene, words: str = "deal") -> bool:
    """Whether the title or the first sentence has words of a deal."""
    word = re.compile(table("hints")["words"][words])
    top = [v for v in scene.views if v.sentence in scene.titles or scene.rank(v.sentence) == 0]
    return any(word.search(v.text) for v in top)


def hinted(
    scene: Scene,
    role: str,
    targets: Collection[int],
    barred: Collection[int],
    strict: str | None = None,
) -> Hint | None:
    """Who most probably plays `role` in the deal for `targets`, and where that is told best.

    `barred` are actors that cannot be: the targets and sellers, what other deals are about.
    `strict` names the threshold, by default the role's.
    """
    scores: dict[int, float] = defaultdict(float)
    best: dict[int, tuple[float, Hint]] = {}
    for view in scene.plain:
        for actor, weight, span in _of_view(scene, view, role, targets):
            if actor in barred:
                continue
            scores[actor] += weight
            hint = (actor, view.sentence, view.place(*span))
            if actor not in best or weight > best[actor][0]:
                best[actor] = (weight, hint)
    ranked = sorted(scores, key=lambda a: -scores[a])
    rules = table("hints")
    least, margin = (rules[rule][strict or role] for rule in ("least", "margin"))
    if not ranked or scores[ranked[0]] < least:
        return None
    if len(ranked) > 1 and scores[ranked[0]] < margin * scores[ranked[1]]:
        return None
    return best[ranked[0]][1]


def _of_view(
    scene: Scene, view: View, role: str, targets: Collection[int]
) -> Iterator[tuple[int, float, tuple[int, int]]]:
    named = {int(m[2]) for m in MARK.finditer(view.text) if m[1] == "c"}
    place = _place(scene, view.sentence)
    for pattern, weight in _rows(role):
        for match in pattern.finditer(view.text):
            mark = MARK.fullmatch(match["who"])
            if mark is None or _stands_by(view.text, *match.span("who")):
                continue
            actor = int(mark[2])
            others = named - {actor} - set(targets)
            share = 1.0 if named & set(targets) else 0.7
            yield actor, weight * place * share * (0.6 if others else 1.0), match.span()


def _place(scene: Scene, sentence: int) -> float:
    if sentence in scene.titles:
        return 1.5
    return 1.3 if scene.rank(sentence) < 2 else 1 / (1 + 0.06 * scene.rank(sentence))


def _stands_by(text: str, start: int, end: int) -> bool:
    before, after = _bystander()
    return before.search(text[:start]) is not None or after.match(text[end:]) is not None
