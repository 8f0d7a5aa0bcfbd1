"""What an article looks forward to is past, once another one tells the deal further on."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from summarizer.merge.claims import same_claim
from summarizer.merge.knowledge import pattern
from summarizer.merge.material import Line, Material
from summarizer.merge.stages import Stage
from summarizer.merge.wording import awaited, hearsay, in_sight, tentative
from summarizer.records import Certainty, Fact, FactKind, Money
from summarizer.standing import FAR, VIEWS

HEARD = 0.45
"""What counts of hearsay that a statement has taken the place of."""

BEFORE = 0.6
"""What counts of the rest of an article from before that statement."""

_OWN = frozenset(
    (FactKind.ANTITRUST_RISK, FactKind.CLIENT_RISK, FactKind.LEADERSHIP, FactKind.TALENT_RISK)
)
"""What a sentence about talks may tell beside them that stays true until the deal is done."""

_TERMS = frozenset((FactKind.PRICE, FactKind.STATUS, FactKind.VALUATION))
"""What nobody asks unnamed people for once it was announced."""

_FIGURES = frozenset((FactKind.PRICE, FactKind.VALUATION, FactKind.PREMIUM))
"""What is announced in place of what was expected."""

_EXPECTED = _TERMS | {
    FactKind.PREMIUM, FactKind.STAKE, FactKind.STAKE_AFTER, FactKind.CONSIDERATION,
    FactKind.CLOSING, FactKind.EARN_OUT, FactKind.BREAK_FEE,
}  # fmt: skip
"""What is expected until somebody states it."""


@dataclass(frozen=True, slots=True)
class Ways:
    """How the story went on: the stage told by each article, what overtook it, and what the
    articles state that nothing overtook."""

    stages: Mapping[str, Stage]
    passed: Mapping[str, Stage]
    kinds: Set[FactKind]
    figures: tuple[Fact, ...]

    @classmethod
    def of(cls, material: Material, passed: Mapping[str, Stage]) -> Ways:
        open_ = [line for line in material.lines.values() if line.span.article not in passed]
        facts = [fact for line in open_ for fact in line.facts]
        figures = tuple(fact for fact in facts if fact.kind in _FIGURES)
        return cls(material.stages, passed, {fact.kind for fact in facts}, figures)


def left(line: Line, ways: Ways) -> float:
    """What counts of a line of an article that another one overtook: nothing of what it looks
    forward to, and less of what it heard or tells beside talks."""
    own, by = ways.stages.get(line.span.article), ways.passed[line.span.article]
    if by.ended and _hopes(line):
        return 0.0
    open_ = {f.kind for f in line.facts if f.kind in _OWN} - ways.kinds
    over = by.far >= FAR["closed"] or not open_
    loose = tentative(line.text) or in_sight(line.text) or _waits(line)
    if loose and over:
        return 0.0
    if own is None or not own.talk:
        return 1.0
    heard = hearsay(line.text) or pattern("relayed").search(line.text) is not None
    if heard and over and pattern("forward").search(line.text):
        return 0.0
    if (heard and any(f.kind in _TERMS for f in line.facts)) or _expected(line, ways):
        return 0.0
    return HEARD if heard or loose else BEFORE


def _hopes(line: Line) -> bool:
    """Whether a line of before the end looks forward to the deal, or sees the end come. What was
    wanted and feared of it tells why it ended, and what is to be paid for that is news."""
    kinds = {fact.kind for fact in line.facts}
    if FactKind.BREAK_FEE in kinds:
        return False
    ahead = pattern("forward").search(line.text) is not None and not kinds & (VIEWS | _OWN)
    return ahead or pattern("doomed").search(line.text) is not None


def _waits(line: Line) -> bool:
    """Whether a line waits for what the deal's next step settles, and doesn't tell that step."""
    return awaited(line.text) and pattern("firm").search(line.text) is None


def _expected(line: Line, ways: Ways) -> bool:
    """Whether a line of talks tells only terms as they were expected, which others state since."""
    if any(fact.kind in VIEWS or fact.kind in _OWN for fact in line.facts):
        return False
    if pattern("recalled").search(line.text):
        return False
    ahead = pattern("forward").search(line.text) is not None
    terms = [fact for fact in line.facts if fact.kind in _EXPECTED & ways.kinds]
    guessed = [fact for fact in terms if ahead or fact.certainty is Certainty.MAY]
    return bool(guessed) or any(_replaced(fact, ways) for fact in line.facts)


def _replaced(fact: Fact, ways: Ways) -> bool:
    """Whether a figure was announced since, and another one than this."""
    since = [other for other in ways.figures if _measure(other) == _measure(fact)]
    return fact.kind in _FIGURES and bool(since) and not any(same_claim(fact, x) for x in since)


def _measure(fact: Fact) -> tuple[object, ...]:
    """What a figure is of: its kind, unit and what it is counted for."""
    value = fact.value
    unit = (value.currency, value.per) if isinstance(value, Money) else ()
    return fact.kind, type(value), *unit
