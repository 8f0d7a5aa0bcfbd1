"""Terms told in words, from the rows of `data/terms.toml`: undisclosed, cash, votes, seats …"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from summarizer.facts.amount_fact import part_name
from summarizer.facts.attribution import certainty_of, voice_of
from summarizer.facts.deals import Matter
from summarizer.facts.knowledge import table
from summarizer.facts.patterns import compile_pattern, group
from summarizer.facts.relevance import about_deal
from summarizer.facts.scene import Scene
from summarizer.facts.view import MARK, View
from summarizer.records import Certainty, Fact, FactKind, Moment, Phrase, Value

ORDER = (Certainty.DID, Certainty.WILL, Certainty.MAY)
BUYERS = (FactKind.VOTING, FactKind.BOARD)
"""What these bind is the buyer; all others belong to the target."""


@dataclass(frozen=True, slots=True)
class Row:
    kind: FactKind
    code: str | None
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    needs: str
    confidence: float


@cache
def rows() -> tuple[Row, ...]:
    data = table("terms")
    macros = data["macros"]
    return tuple(
        Row(
            FactKind(r["kind"]),
            r.get("code"),
            compile_pattern(r["pattern"], macros),
            compile_pattern(r["unless"], macros) if "unless" in r else None,
            r["needs"],
            r["confidence"],
        )
        for r in data["term"]
    )


@cache
def closings() -> tuple[tuple[re.Pattern[str], float], ...]:
    data = table("terms")
    macros = data["macros"]
    return tuple((compile_pattern(r["pattern"], macros), r["confidence"]) for r in data["close"])


def term_facts(scene: Scene, matter: Matter) -> list[Fact]:
    if not (matter.own or matter.spoken):
        return []
    found = [f for view in scene.views for f in _of_view(scene, matter, view)]
    return [*found, *_closing(scene, matter)]


def _of_view(scene: Scene, matter: Matter, view: View) -> Iterator[Fact]:
    near = about_deal(matter, view)
    taken: list[tuple[int, int]] = []
    for row in rows():
        if row.needs == "deal" and not near:
            continue
        if row.needs == "own" and not (near or _within_reach(scene, matter, view)):
            continue
        if row.unless is not None and row.unless.search(view.text):
            continue
        match = row.pattern.search(view.text)
        if match is None:
            continue
        span = group(match, "value") or match.span()
        if any(span[0] < e and s < span[1] for s, e in taken):
            continue
        taken.append(span)
        yield _fact(scene, matter, view, row, span)


def _within_reach(scene: Scene, matter: Matter, view: View) -> bool:
    """A sentence that names nobody else may speak of the own deal without its words."""
    actors = {int(m[2]) for m in MARK.finditer(view.text) if m[1] == "c"}
    parties = {*matter.buyers, *matter.targets, *matter.sellers}
    return not actors or bool(actors & parties)


def _fact(scene: Scene, matter: Matter, view: View, row: Row, span: tuple[int, int]) -> Fact:
    start, end = view.place(*span)
    words = " ".join(scene.article.text[start:end].split())
    code = row.code
    return _make(scene, matter, view, row.kind, Phrase(words, code), (start, end), row.confidence)


def _make(
    scene: Scene,
    matter: Matter,
    view: View,
    kind: FactKind,
    value: Value,
    place: tuple[int, int],
    confidence: float,
) -> Fact:
    voice = voice_of(scene, view.sentence)
    return Fact(
        kind,
        value,
        scene.span(*place),
        scene.sentence_span(view.sentence),
        subject=_subject(scene, matter, kind),
        certainty=certainty_of(view.text),
        holder=voice.holder,
        confidence=confidence,
    )


def _subject(scene: Scene, matter: Matter, kind: FactKind) -> str | None:
    if kind in BUYERS and matter.buyers:
        return scene.name(matter.buyers[0])
    if matter.targets:
        return scene.name(matter.targets[0])
    return part_name(scene, matter)


def _closing(scene: Scene, matter: Matter) -> Iterator[Fact]:
    for view in scene.views:
        if not (about_deal(matter, view) or _within_reach(scene, matter, view)):
            continue
        for pattern, confidence in closings():
            match = pattern.search(view.text)
            mark = MARK.fullmatch(match["value"]) if match else None
            if match is None or mark is None:
                continue
            quantity = view.amounts[int(mark[2])]
            if not isinstance(quantity.value, Moment):
                continue
            place = (quantity.start, quantity.end)
            fact = _make(scene, matter, view, FactKind.CLOSING, quantity.value, place, confidence)
            yield replace(fact, certainty=max(fact.certainty, Certainty.WILL, key=ORDER.index))
            break
