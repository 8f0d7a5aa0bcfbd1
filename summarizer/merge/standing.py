"""How what a source says stands to the present of its story.

Once an article tells the deal further on than another one of before or of that day, what this one
looks forward to is past: talks and rumours, figures that were expected, higher bids, answers and
deadlines. Sentences that only tell of them have no place in the memo (`passed`); what else an
article of talks says counts less than what later ones say. So does a sentence that names only terms
of before they were changed. What was to come on a day that has come since, and what results were
expected to be that are out, is told no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import timedelta

from summarizer.merge.bases import ALIKE, amounts
from summarizer.merge.claims import same_claim
from summarizer.merge.knowledge import pattern
from summarizer.merge.material import Line, Material
from summarizer.merge.passed import HEARD, Ways, left
from summarizer.merge.present import code_of, ranked
from summarizer.merge.revived import revived
from summarizer.merge.stages import TOP, Stage
from summarizer.merge.steps import stepped
from summarizer.merge.times import superseded
from summarizer.merge.values import Stated, stated, sure
from summarizer.merge.wording import hearsay, tentative
from summarizer.quantities import agree
from summarizer.records import FactKind, Money, Span
from summarizer.standing import FAR

PAST = HEARD
"""What counts no more than this is past."""

UNTOLD = FAR["offered"]
"""How far the deal may be where an article doesn't tell."""

SINCE_CHANGED = 0.15
"""What counts of a sentence that names only terms of before they were changed."""

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Standing:
    """What lines count, by span, where it is less than all; nothing for those overtaken whole, and
    in `since` by what, where that is a later stage of the deal. `firm` tells whether anybody has
    said on his word how the deal stands, `passed` which articles it has left behind."""

    shares: Mapping[Span, float]
    firm: bool = False
    since: Mapping[Span, Stage] = field(default_factory=dict)
    passed: Set[str] = frozenset()

    def share(self, spans: tuple[Span, ...]) -> float:
        """What counts of something that rests on these sentences: as much as of the first."""
        return self.shares.get(spans[0], 1.0) if spans else 1.0

    def out(self, spans: tuple[Span, ...]) -> bool:
        """Whether a later statement says otherwise."""
        return self.share(spans) == 0.0

    def past(self, spans: tuple[Span, ...]) -> bool:
        """Whether a later statement has taken its place."""
        return self.share(spans) <= PAST


def standing(material: Material) -> Standing:
    """How each line of the story stands to what was last stated."""
    overdue = dict.fromkeys((*_overdue(material), *_reported(material)), 0.0)
    former = stepped(material) | revived(material)
    overdue |= dict.fromkeys(former, 0.0)
    shares = dict.fromkeys(_changed(material), SINCE_CHANGED) | overdue
    if all(stage.talk for stage in material.stages.values()):
        return Standing(shares, since=former)
    reached = _reached(material)
    passed = {x: by for x, own in _owns(material) if (by := _later(own, reached, material))}
    shares |= {span: 0.0 for span in _told_of(material) if span.article not in passed}
    ways = Ways.of(material, passed)
    counted = {x.span: left(x, ways) for x in material.lines.values() if x.span.article in passed}
    shares |= {x: min(share, shares.get(x, 1.0)) for x, share in counted.items() if share < 1}
    since = {span: passed[span.article] for span, share in counted.items() if share == 0}
    return Standing(shares | overdue, True, former | since, frozenset(passed))


def _reached(material: Material) -> int:
    """How far the deal is by what the card shows, firm at least."""
    values = ranked(material, FactKind.STATUS, sure(material, FactKind.STATUS))
    return max(FAR.get(code_of(values[0].facts[0]), 0) if values else 0, FAR["offered"])


def _owns(material: Material) -> Iterator[tuple[str, Stage]]:
    """The stage of each article; one that tells none takes the deal for known, and what is told
    only a day later may be news to it."""
    for id_, article in material.articles.items():
        stage, day = material.stages.get(id_), article.published
        if stage is not None or day is not None:
            yield id_, stage or Stage("", UNTOLD, day and day + timedelta(days=1))


def _later(own: Stage, reached: int, material: Material) -> Stage | None:
    """The furthest stage that the deal came to by another article, if that is further, and since
    when."""
    found = [s for s in material.stages.values() if not s.talk and s.overtakes(own)]
    known = [s for s in found if own.far < s.far <= reached]
    known = known or [Stage("", reached, s.day) for s in found if own.far < reached < s.far]
    return max(known, key=lambda s: (s.far, -s.day.toordinal() if s.day else 0), default=None)


def _overdue(material: Material) -> list[Span]:
    """Lines of what was to come on a day that has come by the story's last article."""
    days = [day for article in material.articles.values() if (day := article.published)]
    return [
        line.span
        for line in material.lines.values()
        if (told := material.articles[line.span.article].published)
        and told < max(days)
        and (found := pattern("ahead").search(line.text))
        and told + timedelta((_DAYS.index(found[1]) - told.weekday()) % 7 or 7) <= max(days)
    ]


def _reported(material: Material) -> list[Span]:
    """Lines of what results were expected to be, from before an article that reports them."""
    lines = material.lines.values()
    out = [x for x in lines if x.place <= TOP and pattern("results_out").search(x.text)]
    last = min((material.age([line.span]) for line in out), default=None)
    return [
        line.span
        for line in lines
        if last is not None
        and material.age([line.span]) > last
        and pattern("results_to_come").search(line.text)
    ]


def _changed(material: Material) -> list[Span]:
    """Lines that name a price which a later one took the place of, and not that one."""
    prices = stated(material, amounts(material, FactKind.PRICE), same_claim)
    pairs = [(old, new) for old in prices for new in prices if superseded(old, new, material)]
    return [
        line.span
        for line in material.lines.values()
        if any(_names(line, old) for old, _ in pairs)
        and not any(_names(line, new) for _, new in pairs)
    ]


def _names(line: Line, price: Stated) -> bool:
    """Whether the amount stands in the line."""
    value, qualifier = price.facts[0].value, price.facts[0].qualifier
    return isinstance(value, Money) and any(
        agree(found.value, value, found.qualifier, qualifier) in ALIKE
        for found in line.features.amounts
    )


def _told_of(material: Material) -> list[Span]:
    """Lines by which an article only recalls what was heard before one of its day or later said
    how the deal stands."""
    firm = {id_ for id_, stage in material.stages.items() if not stage.talk}
    spans = [line.span for line in material.lines.values() if line.span.article in firm]
    last = min((material.age([span]) for span in spans), default=0)
    return [
        line.span
        for line in material.lines.values()
        if hearsay(line.text) and tentative(line.text) and material.age([line.span]) >= last
    ]
