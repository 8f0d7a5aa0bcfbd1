"""How what a source says stands to the present of its story.

Once somebody who gives a name has said that a deal is done, the talks and rumours of before are
past. So are an older article's doubts whether it would come. Sentences that only tell of them have
no place in the memo; what else their articles say counts less than what later ones say. So does a
sentence that names only terms of before they were changed. What was to come on a day that has come
since, and what results were expected to be that are out, is told no more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from summarizer.merge.bases import ALIKE, amounts
from summarizer.merge.claims import same_claim
from summarizer.merge.knowledge import pattern
from summarizer.merge.material import Line, Material
from summarizer.merge.times import superseded
from summarizer.merge.values import Stated, stated
from summarizer.merge.wording import REMEMBERED
from summarizer.quantities import agree
from summarizer.records import FactKind, Money, Phrase, Span

PAST = 0.45
"""What counts of hearsay that a statement has taken the place of; what counts no more is past."""

SINCE_CHANGED = 0.15
"""What counts of a sentence that names only terms of before they were changed."""

BEFORE = 0.6
"""What counts of the rest of an article from before that statement."""

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_FIRM = frozenset(("offered", "agreed", "awaiting approval", "closed", "called off"))
_SURE = 0.6
_LEAD = 0.35
"""The part of an article, from its start, in which the news of the day is told."""

_OWN = frozenset(
    (FactKind.ANTITRUST_RISK, FactKind.CLIENT_RISK, FactKind.LEADERSHIP, FactKind.TALENT_RISK)
)
"""What a sentence about talks may tell beside them that stays true."""

_TERMS = frozenset((FactKind.PRICE, FactKind.STATUS, FactKind.VALUATION))
"""What nobody asks unnamed people for once it was announced."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What lines count, by span, where it is less than all; nothing for those overtaken whole.
    `firm` tells whether anybody has said on his word how the deal stands."""

    shares: Mapping[Span, float]
    firm: bool = False

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
    shares = dict.fromkeys(_changed(material), SINCE_CHANGED) | overdue
    told = [line for line in material.lines.values() if states(line)]
    if not told:
        return Standing(shares)
    firm = {line.span.article for line in told}
    last = min(material.age([line.span]) for line in told)
    guessed = {line.span.article for line in material.lines.values() if _guesses(line)} - firm
    shares |= {
        line.span: _share(line) if line.span.article in guessed else 0.0
        for line in material.lines.values()
        if material.age([line.span]) >= last and (line.span.article in guessed or _told_of(line))
    }
    return Standing(shares | overdue, firm=True)


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
    out = [x for x in lines if x.place <= _LEAD and pattern("results_out").search(x.text)]
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


def _told_of(line: Line) -> bool:
    """Whether a firm article only recalls what was heard before."""
    return not states(line) and hearsay(line.text) and bool(pattern("tentative").search(line.text))


def _guesses(line: Line) -> bool:
    """Whether the line tells in its article's headline or lead of talks or hearsay."""
    told = pattern("tentative").search(line.text) or hearsay(line.text)
    return line.place <= _LEAD and bool(told)


def _share(line: Line) -> float:
    guessed, heard = bool(pattern("tentative").search(line.text)), hearsay(line.text)
    own = any(f.kind in _OWN for f in line.facts)
    if (guessed and not own) or (heard and any(f.kind in _TERMS for f in line.facts)):
        return 0.0
    return PAST if heard or guessed else BEFORE


def states(line: Line) -> bool:
    """Whether the line says in its article's headline or lead, on somebody's word, that the deal
    is made, offered, done or off."""
    if line.place > _LEAD or hearsay(line.text) or pattern("tentative").search(line.text):
        return False
    told = any(
        fact.kind is FactKind.STATUS
        and isinstance(fact.value, Phrase)
        and fact.value.code in _FIRM
        and fact.confidence >= _SURE
        for fact in line.facts
    )
    return told or bool((line.title or line.facts) and pattern("firm").search(line.text))


@lru_cache(maxsize=REMEMBERED)
def hearsay(text: str) -> bool:
    """Whether it is said by nobody who gives a name."""
    return bool(pattern("hearsay").search(text))
