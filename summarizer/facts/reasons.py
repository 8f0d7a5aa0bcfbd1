"""Why a deal is made and what may go wrong with it, told by the cues of `data/reasons.toml`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from summarizer.facts.amount_fact import part_name
from summarizer.facts.attribution import voice_of
from summarizer.facts.deals import Matter, told_as_past
from summarizer.facts.frames import Deal
from summarizer.facts.knowledge import table
from summarizer.facts.patterns import compile_pattern, group
from summarizer.facts.relevance import about_deal
from summarizer.facts.scene import Scene
from summarizer.facts.view import MARK, View
from summarizer.records import Fact, FactKind, Phrase

CLAUSE_END = re.compile(r" (?:, (?:said|according|which|who|but|while|the \w+ said)\b|;|--|\.$)|$")
NOUN = re.compile(
    r"\b(?:the|this|that|a|an|its|their|proposed|planned|such a) (?:[\w-]+ |\[[msn]\d+\] ){0,4}?"
    r"(?:deal|takeover|acquisition|purchase|buyout|merger|transaction|bid|offer|investment|sale"
    r"|combination|tie-up|partnership|move)\b"
)


@dataclass(frozen=True, slots=True)
class Motive:
    pattern: re.Pattern[str]
    needs: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Risk:
    kind: FactKind
    cues: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None
    confidence: float
    handicap: float
    alone: bool
    near: float


REMEDY = re.compile(
    r"\b(?:ask|forc|requir|order|demand|compel)\w*(?: (?:[\w'-]+|\[[a-z]\d+\])){1,3}? to"
    r" (?:sell|divest|shed|dispose)\b"
)
"""A sale that an authority asks for is a condition of the own deal, not another deal."""
NEAR = 40
"""How close who and what have to stand in such a sentence, in characters."""
ELSEWHERE = 0.7
"""How surely a sentence that names other companies only is about the deal of its article."""
AWAY = 0.62
"""How surely a sentence about no deal, or about another one, concerns what its article is about;
what is told there is kept with that much doubt."""
OTHERS = 0.85
"""What that is multiplied with where only companies are named that the article is not about."""
BACKWARD = 25
"""What a verb before its subject counts more, in characters."""


@cache
def motives() -> tuple[Motive, ...]:
    data = table("reasons")
    return tuple(
        Motive(compile_pattern(r["pattern"], data["macros"]), r.get("needs"), r["confidence"])
        for r in data["motive"]
    )


@cache
def risks() -> tuple[Risk, ...]:
    data = table("reasons")
    macros = data["macros"]
    return tuple(
        Risk(
            FactKind(r["kind"]),
            tuple(compile_pattern(p, macros) for p in r["all"]),
            compile_pattern(r["unless"], macros) if "unless" in r else None,
            r["confidence"],
            r.get("handicap", 0),
            r.get("alone", False),
            r.get("near", float("inf")),
        )
        for r in data["risk"]
    )


def reason_facts(scene: Scene, matter: Matter) -> list[Fact]:
    """Motives and risks of the own deal, and risks of the company that the article is about; told
    with doubt where no clause of a deal vouches for them."""
    out: list[Fact] = []
    main, topical = _main(scene), bool(matter.own or matter.spoken) or _topical(scene)
    for view in scene.views:
        if view.sentence in scene.titles:
            continue
        sure = _speaks(matter, view) if matter.own or matter.spoken else 0.0
        away = _away(view, main)
        risk = _risk(scene, matter, view, sure, away)
        if risk:
            out.append(risk)
        elif topical:
            out += _motive(scene, matter, view, sure, away)
    return out


def _main(scene: Scene) -> int | None:
    """The company named most often, if title or lead name it; an article about an economy or a
    government has none."""
    rows = [{int(m[2]) for m in MARK.finditer(v.text) if m[1] == "c"} for v in scene.views]
    counts = Counter(n for row in rows for n in row)
    lead = {n for i, row in enumerate(rows) if scene.rank(i) <= 1 and i < 4 for n in row}
    told = [n for n, count in counts.most_common() if n in lead and count > 1]
    return told[0] if told else None


def _away(view: View, main: int | None) -> float:
    """How surely a sentence outside any deal is about what its article is about."""
    if main is None:
        return 0.0
    companies = {int(m[2]) for m in MARK.finditer(view.text) if m[1] == "c"}
    return AWAY if not companies or main in companies else AWAY * OTHERS


def _topical(scene: Scene) -> bool:
    """Whether the article is about a deal or a split although no clause of one was found."""
    word = re.compile(table("reasons")["gate"]["topic"])
    found = [view.sentence for view in scene.views if word.search(view.text)]
    return len(found) > 2 or any(scene.rank(i) <= 1 for i in found[:2])


def _speaks(matter: Matter, view: View) -> float:
    """How surely the sentence is about the own deal, from 0 to 1."""
    own, aside = matter.about(view.sentence)
    if own:
        return 1.0
    if aside and not REMEDY.search(view.text):
        return 0.0
    if about_deal(matter, view):
        return 1.0 if matter.own else 0.85
    if not matter.own or not matter.buyers:
        return 0.8 if matter.spoken else 0.0
    return ELSEWHERE if any(m[1] == "c" for m in MARK.finditer(view.text)) else 0.8


def _risk(scene: Scene, matter: Matter, view: View, sure: float, away: float) -> Fact | None:
    """The risk a sentence tells, if any: the one whose cues stand closest together."""
    past = told_as_past(scene, view.sentence)
    if past:
        sure, away = 0.0, away * OTHERS
    text = _with_authorities(scene, view)
    found = [
        (distance, risk)
        for risk in risks()
        if (sure or (risk.alone and away)) and (distance := _distance(risk, text)) is not None
        and (risk.alone or sure != ELSEWHERE or distance <= NEAR)
    ]  # fmt: skip
    if not found:
        return None
    _, nearest = min(found, key=lambda pair: pair[0])
    confidence = max(
        _confidence(risk, view, sure, away) for _, risk in found if risk.kind is nearest.kind
    )
    return _fact(scene, matter, view, nearest.kind, (0, len(view.text)), confidence)


def _confidence(risk: Risk, view: View, sure: float, away: float) -> float:
    if risk.alone:
        return risk.confidence * (1.0 if sure == 1.0 else max(away, sure * 0.8))
    return risk.confidence * (1.0 if NOUN.search(view.text) else 0.92) * sure


def _distance(risk: Risk, text: str) -> float | None:
    """How far apart the first two cues of a risk stand, in characters; None where it isn't told."""
    if risk.unless is not None and risk.unless.search(text):
        return None
    if not all(c.search(text) for c in risk.cues):
        return None
    who = [m.span() for m in risk.cues[0].finditer(text)]
    what = [m.span() for m in risk.cues[1].finditer(text)]
    pairs = [(b[0] - a[1] if b[0] >= a[0] else BACKWARD + a[0] - b[1]) for a in who for b in what]
    nearest = min(pairs)
    return nearest + risk.handicap if nearest <= risk.near else None


def _with_authorities(scene: Scene, view: View) -> str:
    """The masked text with names that are neither company, person nor place in their own words."""
    return MARK.sub(lambda m: scene.name(int(m[2])).lower() if m[1] == "x" else m[0], view.text)


def _motive(scene: Scene, matter: Matter, view: View, sure: float, away: float) -> Iterator[Fact]:
    own, _ = matter.about(view.sentence)
    noun = NOUN.search(view.text) is not None
    party = _names_party(matter, view)
    named = bool(own) or noun or party
    if sure in (0.0, ELSEWHERE):
        if (matter.own and not (noun and (party or sure))) or not _of_deal(view):
            return
        sure = away
    if not sure:
        return
    for motive in motives():
        match = motive.pattern.search(view.text)
        if match is None or (motive.needs == "clause" and not _follows(scene, own, view, match)):
            continue
        if motive.needs == "deal" and not (own or noun):
            continue
        if not named and motive.confidence < 0.8:
            continue
        span = group(match, "value") or match.span()
        end = CLAUSE_END.search(view.text, span[1])
        stop = end.start() if end else len(view.text)
        confidence = motive.confidence * (1.0 if named else 0.85) * sure
        yield _fact(scene, matter, view, FactKind.MOTIVE, (span[0], stop), confidence)
        return


def _of_deal(view: View) -> bool:
    """Whether the words of a sentence are those of deals and splits."""
    return re.search(table("reasons")["gate"]["topic"], view.text) is not None or (
        NOUN.search(view.text) is not None
    )


def _names_party(matter: Matter, view: View) -> bool:
    """Whether the sentence names who buys, sells or is bought in the article's own deal."""
    parties = {*matter.buyers, *matter.targets, *matter.sellers}
    return any(m[1] == "c" and int(m[2]) in parties for m in MARK.finditer(view.text))


def _follows(scene: Scene, own: list[Deal], view: View, match: re.Match[str]) -> bool:
    """Whether "to …" tells what a clause of the deal is for, and not of another one after it."""
    start, _ = view.place(*match.span("value"))
    for deal in own:
        between = scene.article.text[deal.span[1] : start]
        if deal.span[1] <= start and between.count(" ") < 16:
            return re.search(r"\b(?:that|which|such as|who)\b", between) is None
    return False


def _fact(
    scene: Scene,
    matter: Matter,
    view: View,
    kind: FactKind,
    span: tuple[int, int],
    confidence: float,
) -> Fact:
    start, end = view.place(*span)
    voice = voice_of(scene, view.sentence)
    target = scene.name(matter.targets[0]) if matter.targets else part_name(scene, matter)
    return Fact(
        kind,
        Phrase(" ".join(scene.article.text[start:end].split())),
        scene.span(start, end),
        scene.sentence_span(view.sentence),
        subject=target,
        certainty=voice.certainty,
        holder=voice.holder,
        confidence=round(confidence, 3),
    )
