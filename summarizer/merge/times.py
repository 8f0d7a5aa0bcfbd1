"""Which of two readings is the present one: as dated, as published, as rumour and fact, as offer
and raised offer."""

from __future__ import annotations

from datetime import date

from summarizer.merge.claims import likeness
from summarizer.merge.knowledge import pattern
from summarizer.merge.material import Material
from summarizer.merge.values import Stated
from summarizer.quantities import Likeness
from summarizer.records import Certainty, Fact, FactKind, Money

FAR_APART = 14
"""Days between two articles from which on they may tell of two moments."""

Stretch = tuple[date, date]


def apart(one: Stated, other: Stated, material: Material) -> bool:
    """Whether the readings belong to two times, whichever is the later one."""
    dates = [(_when(one), _when(other)), (span(one, material), span(other, material))]
    return any(a and b and far(a, b) for a, b in dates)


def far(a: Stretch, b: Stretch) -> bool:
    """Whether one stretch of time ends well before the other begins."""
    return (b[0] - a[1]).days > FAR_APART or (a[0] - b[1]).days > FAR_APART


def span(value: Stated, material: Material) -> Stretch | None:
    """The first and last day on which articles that state the value appeared."""
    days = [day for s in value.evidence if (day := material.articles[s.article].published)]
    return (min(days), max(days)) if days else None


def superseded(old: Stated, new: Stated, material: Material) -> bool:
    """Whether a reading is history since another one, and not told after it: a rumour that a firm
    statement overtook, terms that its source says were changed, or those of an earlier stage."""
    if not _alike(old, new):
        return False
    before, after = span(old, material), span(new, material)
    if before is not None and after is not None:
        later = before[1] > after[1] and _far(old, material) > _far(new, material)
        if before[0] > after[1] or later:
            return False
    return (
        expected(old, new, material) or _changed(old, new, material) or _further(old, new, material)
    )


def expected(old: Stated, new: Stated, material: Material) -> bool:
    """Whether a reading was talked about before the other one was stated."""
    stated_since = not talked(new, material) or _further(old, new, material)
    return talked(old, material) and stated_since


def _further(old: Stated, new: Stated, material: Material) -> bool:
    """Whether the articles of the new reading tell the deal further on than those of the old one,
    which all appeared before."""
    before, after = span(old, material), span(new, material)
    first, second = _stages(old, material), _stages(new, material)
    if before is None or after is None or 0 in (*first, *second) or _recalled(new, material):
        return False
    return before[1] < after[0] and max(first) < min(second)


def _recalled(value: Stated, material: Material) -> bool:
    """Whether a reading is told as one of some time before."""
    day, told = span(value, material), _when(value)
    if day and told and far(told, day):
        return True
    texts = (material.articles[s.article].cut(s) for s in value.evidence)
    return all(pattern("recalled").search(text) for text in texts)


def _far(value: Stated, material: Material) -> int:
    """How far the deal was at most where a value is stated."""
    return max(_stages(value, material))


def _stages(value: Stated, material: Material) -> list[int]:
    """How far the articles that state a value tell the deal to be; 0 where they don't."""
    found = (material.stages.get(place.article) for place in value.evidence)
    return [stage.far if stage else 0 for stage in found]


def _alike(one: Stated, other: Stated) -> bool:
    """Whether both are counted alike: a share's price takes the place of no total."""
    a, b = one.facts[0].value, other.facts[0].value
    if isinstance(a, Money) and isinstance(b, Money):
        return (a.currency, a.per) == (b.currency, b.per)
    return type(a) is type(b)


def talked(value: Stated, material: Material) -> bool:
    """Whether a reading is only expected, what others had reported before, or told while nothing
    was offered or agreed."""
    if all(fact.certainty is Certainty.MAY or _retold(fact, material) for fact in value.facts):
        return True
    stages = [material.stages.get(article) for article in {s.article for s in value.evidence}]
    return all(stage is not None and stage.talk for stage in stages)


def _retold(fact: Fact, material: Material) -> bool:
    """Whether its sentence recalls an earlier report."""
    text = material.articles[fact.sentence.article].cut(fact.sentence)
    return pattern("retold").search(text) is not None


def _changed(old: Stated, new: Stated, material: Material) -> bool:
    """Whether the source of the new reading calls the old one earlier, or says that it changed."""
    first, second = old.facts[0], new.facts[0]
    if not isinstance(first.value, Money) or not isinstance(second.value, Money):
        return False
    if {s.article for s in new.evidence} & {s.article for s in old.evidence}:
        return False
    sources = {s.article for s in new.evidence}
    if any(_earlier(fact, first) and fact.span.article in sources for fact in material.earlier):
        return True
    return any(_says_changed(fact, material) for fact in new.facts) and not any(
        _says_changed(fact, material) for fact in old.facts
    )


def _earlier(fact: Fact, old: Fact) -> bool:
    return fact.kind is FactKind.PRICE and likeness(fact, old) is Likeness.EQUAL


def _says_changed(fact: Fact, material: Material) -> bool:
    """Whether the sentence of a sum says that the offer was raised, cut or made anew."""
    text = material.articles[fact.sentence.article].cut(fact.sentence)
    found = pattern("changed").search(text)
    return found is not None and pattern("unchanged").search(text[: found.end()]) is None


def _when(value: Stated) -> Stretch | None:
    """The days a value is dated to in the text, as far as they are known."""
    days = [
        date(w.year, w.month or 1, w.day or 1)
        for fact in value.facts
        if (w := fact.when) and w.year and w.month
    ]
    return (min(days), max(days)) if days else None
