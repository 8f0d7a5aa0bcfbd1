"""Buyer, target and seller of the article's own deal, each by its fullest name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.facts.attribution import voice_of
from summarizer.facts.deals import Matter
from summarizer.facts.frames import Deal
from summarizer.facts.rivals import rivals
from summarizer.facts.scene import Scene
from summarizer.facts.view import MARK
from summarizer.records import Fact, FactKind, Name

PARENT = re.compile(
    r"\[c(\d+)\] ,? ?(?:a |an |the |its )?(?:[\w.-]+ |\[[gn]\d+\](?: 's)? ){0,5}?"
    r"(?:unit|arm|division|subsidiary|business|part|affiliate) (?:of|owned by) "
    r"(?:[a-z][\w.-]+ |\[g\d+\] 's ){0,5}?\[c(\d+)\]"
)
OWNERS = (
    re.compile(
        r"\bowners?(?: ,)? (?:[a-z][\w.-]* ){0,3}"
        r"(\[[cp]\d+\](?:(?: ,| and|, and) \[[cp]\d+\]){0,2})"
    ),
    re.compile(
        r"(?P<target>\[c\d+\]) ,(?: (?:which|that) is)?(?: \[s\d+\])? (?:jointly |majority )?"
        r"(?:owned|controlled|held) by (?:[a-z][\w.-]* |\[g\d+\] 's ){0,4}"
        r"(\[[cp]\d+\](?:(?: ,| and) \[[cp]\d+\]){0,2})"
    ),
    re.compile(
        r"(?P<target>\[c\d+\]) 's (?:[a-z][\w-]* ){0,2}(?:owner|parent|parent company|owners) ,? ?"
        r"(?:[a-z][\w-]* ){0,3}(\[[cp]\d+\])"
    ),
)  # fmt: skip
"""Who owns what is bought, told beside it."""
EARLY = 5
MERGER = 0.72
"""Which side of a merger buys is often a matter of form: such parties count less."""


RIVAL = 0.55
"""How sure a buyer is at most who bids against the foremost one."""
LATE = 0.8
"""A deal that neither the title nor the first two sentences tell may not be the article's own."""


def party_facts(scene: Scene, matter: Matter) -> list[Fact]:
    out = [
        *_named(scene, matter, FactKind.BUYER, matter.buyers, "buyers"),
        *_named(scene, matter, FactKind.TARGET, matter.targets, "targets"),
        *_named(scene, matter, FactKind.SELLER, matter.sellers, "sellers"),
        *_part(scene, matter),
    ]
    if not any(d.sellers and d.frame != "hint" for d in matter.own):
        named = {f.value for f in out}
        told = list(_parents(scene, matter)) or list(_owners(scene, matter))
        out += [f for f in told if f.value not in named]
    return out


def _named(
    scene: Scene, matter: Matter, kind: FactKind, actors: tuple[int, ...], role: str
) -> Iterator[Fact]:
    against = rivals(scene, matter) if kind is FactKind.BUYER else frozenset()
    for rank, actor in enumerate(actors):
        deals = [d for d in matter.own if actor in getattr(d, role)]
        best = max(deals, key=lambda d: (_direct(scene, d, actor), d.confidence, -d.sentence))
        place = best.where(actor) or best.span
        voice = voice_of(scene, best.sentence)
        sure = matter.sure.get((kind.value, actor)) or _confidence(scene, deals, best, rank)
        yield Fact(
            kind,
            Name(scene.name(actor)),
            scene.span(*place),
            scene.sentence_span(best.sentence),
            subject=_subject(scene, matter, kind),
            certainty=best.certainty,
            holder=voice.holder,
            confidence=min(sure, RIVAL) if actor in against else sure,
        )


def _direct(scene: Scene, deal: Deal, actor: int) -> bool:
    """Whether the clause names the actor itself, not by "it" or "the company"."""
    place = deal.where(actor)
    return place is not None and any(
        m.start == place[0] and m.actor == actor for m in scene.cast.mentions
    )


def _subject(scene: Scene, matter: Matter, kind: FactKind) -> str | None:
    """A buyer and a seller belong to what is bought, a target to who buys it."""
    side = matter.buyers if kind is FactKind.TARGET else matter.targets
    return scene.name(side[0]) if side else None


def _confidence(scene: Scene, deals: list[Deal], best: Deal, rank: int) -> float:
    value = best.confidence * (0.97 if scene.rank(best.sentence) < 2 else 0.85)
    if len({d.sentence for d in deals}) > 1:
        value = 1 - (1 - value) * 0.6
    if best.merger:
        value *= MERGER
    if min(scene.rank(d.sentence) for d in deals) > 1:
        value *= LATE
    return round(min(0.97, value * 0.93**rank), 3)


def _part(scene: Scene, matter: Matter) -> Iterator[Fact]:
    """The target where it is a part without a name of its own."""
    deal = matter.unit
    if deal is None or deal.unit is None:
        return
    words = " ".join(scene.article.text[deal.unit.start : deal.unit.end].split())
    yield Fact(
        FactKind.TARGET,
        Name(words),
        scene.span(deal.unit.start, deal.unit.end),
        scene.sentence_span(deal.sentence),
        subject=_subject(scene, matter, FactKind.TARGET),
        certainty=deal.certainty,
        holder=voice_of(scene, deal.sentence).holder,
        confidence=_confidence(scene, [deal], deal, 0),
    )


def _parents(scene: Scene, matter: Matter) -> Iterator[Fact]:
    """The seller told beside the target's name: "Birch, the paper arm of Stone"."""
    for deal in matter.own:
        view = scene.views[deal.sentence]
        for match in PARENT.finditer(view.text):
            target, parent = int(match[1]), int(match[2])
            if target not in matter.targets or parent in (*matter.buyers, *matter.targets):
                continue
            yield Fact(
                FactKind.SELLER,
                Name(scene.name(parent)),
                scene.span(*view.place(match.start(2) - 2, match.end(2) + 1)),
                scene.sentence_span(deal.sentence),
                subject=scene.name(target),
                certainty=deal.certainty,
                holder=voice_of(scene, deal.sentence).holder,
                confidence=round(deal.confidence * 0.8, 3),
            )
            return


def _owners(scene: Scene, matter: Matter) -> Iterator[Fact]:
    """The owners named near the top, where the article says that something is sold."""
    if not matter.targets or not SOLD.search(" ".join(v.text for v in scene.views[:EARLY])):
        return
    parties = {*matter.buyers, *matter.targets}
    for view in scene.views[:EARLY]:
        for match in (m for p in OWNERS for m in p.finditer(view.text)):
            whose = match.groupdict().get("target")
            if whose and int(whose[2:-1]) not in matter.targets:
                continue
            last = match.lastindex or 1
            marks = list(MARK.finditer(view.text, *match.span(last)))
            if any(int(m[2]) in parties for m in marks):
                continue
            for mark in marks:
                yield Fact(
                    FactKind.SELLER,
                    Name(scene.name(int(mark[2]))),
                    scene.span(*view.place(*mark.span())),
                    scene.sentence_span(view.sentence),
                    subject=scene.name(matter.targets[0]),
                    certainty=matter.own[0].certainty,
                    holder=voice_of(scene, view.sentence).holder,
                    confidence=0.6,
                )
            return


SOLD = re.compile(r"\b(?:sell|sells|selling|sold|sale|auction|shed|divest\w*|offload\w*)\b")
