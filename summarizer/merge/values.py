"""Facts of one kind gathered over the story's sources, by the value they state."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from summarizer.merge.claims import clusters
from summarizer.merge.knowledge import kinds
from summarizer.merge.material import Material
from summarizer.names import initialism
from summarizer.quantities import find
from summarizer.records import (
    Fact,
    FactKind,
    Money,
    Name,
    Phrase,
    Qualifier,
    RoleChange,
    Span,
    Statement,
)

_LEFTOVER = re.compile(r"^['’]s\s+|[\s.;,]+$")
_OF_SOMEBODY = re.compile(r"\b(?:theirs?|its|his|hers?)\b", re.IGNORECASE)
SURE_ENOUGH = 0.4
"""Confidence from which on a fact may stand in a table of its own."""


@dataclass(frozen=True, slots=True)
class Stated:
    """Facts that state one value, the text it is shown by, and where it is stated."""

    facts: tuple[Fact, ...]
    text: str
    evidence: tuple[Span, ...]
    sources: int

    @property
    def confidence(self) -> float:
        return sum(fact.confidence for fact in self.facts)

    @property
    def sureness(self) -> float:
        """How likely the value is right where its sources may be wrong each by itself."""
        wrong = 1.0
        for article in {fact.span.article for fact in self.facts}:
            own = max(f.confidence for f in self.facts if f.span.article == article)
            wrong *= 1 - own
        return 1 - wrong

    def statement(self) -> Statement:
        return Statement(self.text, self.evidence, self.sources, round(self.confidence, 4))


def sure(material: Material, kind: FactKind) -> list[Fact]:
    """The story's facts of a kind that may be shown as such, the surest first, each once."""
    found = dict.fromkeys(
        fact
        for line in material.lines.values()
        for fact in line.facts
        if fact.kind is kind and fact.confidence >= SURE_ENOUGH
    )
    return sorted(found, key=lambda f: (-f.confidence, f.qualifier is not Qualifier.EXACT, f.span))


def stated(
    material: Material, facts: Iterable[Fact], same: Callable[[Fact, Fact], bool]
) -> list[Stated]:
    """Facts gathered by value; the value with most independent sources first, then the surest."""
    groups = [_stated(material, group) for group in clusters(list(facts), same)]
    return sorted(groups, key=lambda s: (-s.sources, -s.confidence, s.text))


def _stated(material: Material, facts: Sequence[Fact]) -> Stated:
    order = {span: rank for rank, span in enumerate(material.lines)}
    texts = {fact: written(fact, material) for fact in facts}
    votes = Counter(texts.values())
    loose = _only(texts, _loose)
    short = _only(texts, lambda fact: _clipped(fact, material))
    old = _only(texts, lambda fact: _early(fact, facts, material))
    text = min(
        texts.values(),
        key=lambda t: (_unclear(t, facts), t in old, t in short, t in loose, -votes[t], len(t), t),
    )
    own = [fact for fact in facts if texts[fact] == text]
    rest = [fact for fact in facts if texts[fact] != text]
    spans = [
        span
        for part in (own, rest)
        for span in sorted({fact.sentence for fact in part}, key=lambda s: (order.get(s, 0), s))
    ]
    evidence = tuple(dict.fromkeys(spans))
    return Stated(tuple(facts), text, evidence, material.sources(evidence))


def _unclear(text: str, facts: Sequence[Fact]) -> bool:
    """Whether a party's name is only the letters of a longer one, or a value says "theirs"."""
    letters = isinstance(facts[0].value, Name) and initialism(text)
    return letters or _OF_SOMEBODY.search(text) is not None


def _early(fact: Fact, others: Sequence[Fact], material: Material) -> bool:
    """Whether an article of an earlier stage puts a sum so, which one that overtook it states."""
    own = material.stages.get(fact.span.article)
    if own is None or not isinstance(fact.value, Money):
        return False
    since = (material.stages.get(other.span.article) for other in others)
    return any(stage is not None and stage.overtakes(own) for stage in since)


def _only(texts: Mapping[Fact, str], test: Callable[[Fact], bool]) -> set[str]:
    """The texts that only facts of one kind have."""
    found = {fact: test(fact) for fact in texts}
    return {texts[f] for f in texts if found[f]} - {texts[f] for f in texts if not found[f]}


def _clipped(fact: Fact, material: Material) -> bool:
    """Whether its article shortens a sum, as titles do, and may have rounded it."""
    return isinstance(fact.value, Money) and bool(
        SCALE.search(material.articles[fact.span.article].cut(fact.span))
    )


def _loose(fact: Fact) -> bool:
    """Whether a sum is told as about so much: one told exactly says more."""
    return isinstance(fact.value, Money) and fact.qualifier is Qualifier.ABOUT


def written(fact: Fact, material: Material) -> str:
    """A value as its article writes it, with the "about" or "over" that belongs to it; by its code
    where `data/kinds.toml` words that."""
    value = fact.value
    if isinstance(value, Name):
        return value.name
    if isinstance(value, RoleChange):
        return role(value) or value.person
    if isinstance(value, Phrase) and (shown := kinds()[fact.kind].shown.get(value.code or "")):
        return shown
    article = material.articles[fact.span.article]
    start, end = fact.span.start, fact.span.end
    sentence = article.cut(fact.sentence)
    for q in find(sentence):
        at, until = fact.sentence.start + q.start, fact.sentence.start + q.end
        if at < end and start < until:
            start, end = min(start, fact.sentence.start + q.lead), max(end, until)
    text = _LEFTOVER.sub("", " ".join(article.text[start:end].split()))
    return _spelled(text) if isinstance(value, Money) else text


def role(value: RoleChange) -> str | None:
    """The role somebody comes to, marked as interim where it is."""
    words = value.role_after
    if words and value.interim and not any(w in words.lower() for w in ("interim", "acting")):
        return f"interim {words}"
    return words


SCALE = re.compile(r"(?<=\d)[\s-]?(?:([bmt])(?:l?n|rn)?|([BMT]illion))(?!\w)")
SCALES = {"b": " billion", "m": " million", "t": " trillion"}


def _spelled(text: str) -> str:
    """A sum as all of a memo's are written, not as in a wire story ("bln") or a title
    ("Billion")."""
    return SCALE.sub(lambda m: SCALES[(m[1] or m[2])[0].lower()], text)
