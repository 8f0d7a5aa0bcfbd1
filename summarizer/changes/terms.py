"""Terms of the deal: those that are new, and those that were put otherwise before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from summarizer.changes.state import SURE_ENOUGH, Known, Scene
from summarizer.changes.steps import step
from summarizer.merge.claims import clusters, likeness
from summarizer.merge.knowledge import kinds
from summarizer.merge.values import written
from summarizer.names import same_name
from summarizer.quantities import Likeness
from summarizer.records import (
    CardRow,
    Certainty,
    Change,
    Fact,
    FactKind,
    Moment,
    Money,
    Name,
    Per,
    Phrase,
    Statement,
    StoryPart,
)
from summarizer.standing import FAR

WEIGHT: Mapping[FactKind, float] = {
    FactKind.STATUS: 9.6,
    FactKind.PRICE: 9.0,
    FactKind.BUYER: 8.0,
    FactKind.STAKE: 7.0,
    FactKind.VALUATION: 6.8,
    FactKind.CLOSING: 6.0,
}
OTHER_TERM = 5.0
SILENT = frozenset({FactKind.TARGET, FactKind.PRIOR_VALUATION, FactKind.STAKE_AFTER})
"""Kinds whose new values are no news of the deal: its own name, and what was before it."""


def terms(scene: Scene, before: Known, now: StoryPart) -> Iterator[Change]:
    """Changes in the rows of the card, in its order."""
    shown = {span for row in now.card for span in row.value.evidence}
    shown |= {s for d in now.disagreements for r in d.readings for s in r.evidence}
    for kind, meaning in kinds().items():
        if not meaning.label or kind in SILENT:
            continue
        found = [f for f in _now(scene, kind) if f.sentence in shown and not _cast(f, scene)]
        if kind is FactKind.STATUS:
            yield from _status(scene, before, found)
            continue
        for label, group in _by_label(kind, found):
            yield from _values(scene, before, label, group)


def _whole(scene: Scene) -> bool:
    """Whether a whole company is bought: then its price and what it is valued at are one amount."""
    lines = (*scene.old, *scene.new)
    found = {f.kind for line in lines for f in line.facts if f.confidence >= SURE_ENOUGH}
    return FactKind.PRICE in found and FactKind.STAKE not in found


def _now(scene: Scene, kind: FactKind) -> list[Fact]:
    """What new articles state of a kind."""
    return _one_amount(scene, kind, scene.told_now)


def _before(scene: Scene, kind: FactKind) -> list[Fact]:
    """What was known of a kind."""
    return _one_amount(scene, kind, scene.told)


def _one_amount(scene: Scene, kind: FactKind, told: Callable[[FactKind], list[Fact]]) -> list[Fact]:
    found = told(kind)
    if kind not in (FactKind.PRICE, FactKind.VALUATION) or not _whole(scene):
        return found
    if kind is FactKind.VALUATION:
        return []
    valued = (replace(f, kind=kind, subject=None) for f in told(FactKind.VALUATION))
    return [*found, *valued]


def _cast(fact: Fact, scene: Scene) -> bool:
    """Whether a share of votes is one that was cast on the deal, and none of its terms."""
    line = scene.material.at(fact.sentence)
    found = step(line.text) if line and fact.kind is FactKind.VOTING else None
    return found is not None and found.kind.code == "vote"


def _by_label(kind: FactKind, found: Sequence[Fact]) -> Iterator[tuple[str, list[Fact]]]:
    """The facts of a kind by the row they belong to: the whole, or a share."""
    meaning = kinds()[kind]
    share = [fact for fact in found if _per_share(fact)]
    apart = {label: [f for f in found if _code(f) == code] for code, label in meaning.apart.items()}
    own = [*share, *(fact for facts in apart.values() for fact in facts)]
    yield meaning.label or kind.value, [fact for fact in found if fact not in own]
    yield from apart.items()
    if meaning.per_share:
        yield meaning.per_share, share


def _per_share(fact: Fact) -> bool:
    return isinstance(fact.value, Money) and fact.value.per is Per.SHARE


def _values(scene: Scene, before: Known, label: str, found: Sequence[Fact]) -> Iterator[Change]:
    """The value of a row that was not known before, if the new articles state one."""
    if not found:
        return
    kind = found[0].kind
    known = _before(scene, kind)
    fresh = [f for f in found if not any(_told(f, old) for old in known) and not _named(f, scene)]
    groups = clusters(fresh, lambda a, b: likeness(a, b) is not Likeness.DIFFERENT)
    if not groups:
        return
    best = max(groups, key=lambda group: _rank(scene, group))
    value = _statement(scene, best, WEIGHT.get(kind, OTHER_TERM))
    old = _row(before.part, kind, label)
    if old is None or not _replaces(best[0], known):
        yield Change(label, value, None, kind)
    else:
        yield Change(label, value, _exactly(scene, old, known), kind)


def _rank(scene: Scene, group: Sequence[Fact]) -> tuple[int, int, float]:
    """By what one value goes before another: a later one takes an earlier one's place, however many
    had stated that; of one day the one of most articles does."""
    age = min(scene.material.age([fact.sentence]) for fact in group)
    return -age, len({fact.span.article for fact in group}), _sureness(group)


def _exactly(scene: Scene, row: CardRow, known: Sequence[Fact]) -> Statement:
    """What a row said, by the most exact of the figures that say the same."""
    cited = [f for f in known if f.sentence in row.value.evidence]
    own = [f for f in cited if _text(f, scene) in row.value.text]
    same = [f for f in known if any(likeness(f, o) in _ALIKE for o in own)]
    best = max(same, key=lambda f: (_digits(_text(f, scene)), f.confidence, f.span), default=None)
    if best is None or _digits(_text(best, scene)) <= _digits(row.value.text):
        return row.value
    return scene.statement(_text(best, scene), [best.sentence], row.value.weight)


_ALIKE = (Likeness.EQUAL, Likeness.ROUNDING)


def _text(fact: Fact, scene: Scene) -> str:
    return written(fact, scene.material)


def _digits(text: str) -> int:
    return sum(c.isdigit() for c in text)


def _sureness(group: Sequence[Fact]) -> float:
    return sum(fact.confidence for fact in group)


def _told(new: Fact, old: Fact) -> bool:
    """Whether an earlier fact says the same: what was only talk, or less exact, does not."""
    found = likeness(new, old)
    if found is Likeness.COMPATIBLE:
        if isinstance(new.value, Moment) and isinstance(old.value, Moment):
            return _exactness(new.value) <= _exactness(old.value)
        return not (old.certainty is Certainty.MAY and new.certainty is not Certainty.MAY)
    return found is not Likeness.DIFFERENT


def _exactness(when: Moment) -> int:
    return sum(part is not None for part in (when.year, when.month, when.day))


def _replaces(new: Fact, known: Sequence[Fact]) -> bool:
    """Whether the new value stands in the place of a known one: of one measure, not beside it."""
    if isinstance(new.value, Money):
        own = (new.value.currency, new.value.per)
        return any(isinstance(f.value, Money) and (f.value.currency, f.value.per) == own
                   for f in known)  # fmt: skip
    return bool(known)


def _named(fact: Fact, scene: Scene) -> bool:
    """Whether a party was named before in any part: another spelling is no other party."""
    if not isinstance(fact.value, Name):
        return False
    name = fact.value.name
    known = (f.value.name for line in scene.old for f in line.facts if isinstance(f.value, Name))
    if any(same_name(name, other) for other in known):
        return True
    first = name.split()[0].casefold()
    return any(first in run for line in scene.old for run in line.features.names)


def _status(scene: Scene, before: Known, found: Sequence[Fact]) -> Iterator[Change]:
    """How far the deal is now, where that is further than it was, or off, or on again."""
    coded = [f for f in found if isinstance(f.value, Phrase) and f.value.code in FAR]
    if not coded:
        return
    newest = max(coded, key=lambda f: (-scene.material.age([f.sentence]), _far(f), f.confidence))
    known = [f for f in scene.told(FactKind.STATUS) if f.confidence >= SURE_ENOUGH - 0.1]
    row = _row(before.part, FactKind.STATUS, kinds()[FactKind.STATUS].label or "")
    codes = {_code(f) for f in known} | ({row.value.text} if row else set())
    ended = "called off" in codes or "closed" in codes
    if _code(newest) in codes:
        return
    if not ended and _far(newest) <= max((FAR.get(code, 0) for code in codes), default=0):
        return
    if ended and "closed" in codes:
        return
    same = [f for f in coded if _code(f) == _code(newest)]
    value = _statement(scene, same, WEIGHT[FactKind.STATUS])
    yield Change(kinds()[FactKind.STATUS].label or "", value, row.value if row else None,
                 FactKind.STATUS)  # fmt: skip


def _code(fact: Fact) -> str:
    return (fact.value.code or "") if isinstance(fact.value, Phrase) else ""


def _far(fact: Fact) -> int:
    return FAR.get(_code(fact), 0)


def _row(part: StoryPart, kind: FactKind, label: str) -> CardRow | None:
    return next((r for r in part.card if r.kind is kind and r.label == label), None)


def _statement(scene: Scene, facts: Sequence[Fact], weight: float) -> Statement:
    """A value as most of the new articles write it, with the sentences that state it."""
    title = {f: (line := scene.material.at(f.sentence)) is not None and line.title for f in facts}
    ordered = sorted(facts, key=lambda f: (title[f], -f.confidence, f.span))
    texts = Counter(written(fact, scene.material) for fact in ordered)
    text = max(texts, key=lambda t: (texts[t], -len(t)))
    own = [f.sentence for f in ordered if written(f, scene.material) == text]
    made = scene.statement(text, [*own, *(f.sentence for f in ordered)], weight)
    return replace(made, weight=round(weight + 0.1 * (made.sources - 1), 4))
