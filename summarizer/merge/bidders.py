"""Whose offer an amount belongs to where several bid: its own sentence, or the one before that its
first word points to, names a bidder who isn't one of the card's buyers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from summarizer.merge.claims import likeness
from summarizer.merge.knowledge import pattern
from summarizer.merge.material import Line, Material
from summarizer.merge.naming import one_house
from summarizer.names import LOOSE, PLAIN, words
from summarizer.quantities import Likeness
from summarizer.records import EntityKind, Fact, FactKind, Name

NEAR = 40
"""Characters behind "a bid from" in which the bidder is named."""

OURS, OTHER = "ours", "other"


@dataclass(frozen=True, slots=True)
class Bidders:
    """The buyers whom the card has, and the others who bid for the same target."""

    ours: frozenset[str]
    others: frozenset[str]

    @classmethod
    def of(cls, material: Material, ours: Iterable[str], sold: Iterable[str]) -> Bidders:
        """Others are those whom an article that tells of several offers calls a buyer, or who bid
        in a sentence of it that names what is sold (`sold`: target and seller); nobody of whom
        the readers know that he is a person."""
        own, bought = frozenset(ours), [_called(name) for name in sold]
        known = [*own, *sold]
        found: set[str] = set()
        for id_, article in material.articles.items():
            if not pattern("contest").search(article.text):
                continue
            lines = [x for x in material.lines.values() if x.span.article == id_]
            found |= {
                fact.value.name
                for line in lines
                for fact in line.facts
                if fact.kind is FactKind.BUYER and isinstance(fact.value, Name)
            }
            for line in lines:
                if any(called.search(line.text) for called in bought):
                    found |= set(_bidding(line, material))
        found -= _people(material)
        return cls(own, frozenset(n for n in found if not any(one_house(n, o) for o in known)))

    def foreign(self, facts: Iterable[Fact], material: Material) -> set[Fact]:
        """The facts that belong to another one's offer, by their own sentence or, where that names
        nobody, by that of one which states the same: not those whose value is told of a buyer of
        the card, too."""
        told = {fact: self._whose(fact, material) for fact in facts} if self.others else {}
        ours = [fact for fact, whose in told.items() if whose == OURS]
        theirs = [f for f, whose in told.items() if whose == OTHER and not _among(f, ours)]
        same = {f for f, whose in told.items() if not whose and _among(f, theirs)}
        return same.union(theirs)

    def _whose(self, fact: Fact, material: Material) -> str:
        """OURS, OTHER, or "" where nobody is named."""
        line = material.at(fact.sentence)
        if line is None:
            return ""
        at = fact.span.start - line.span.start
        left, right = line.text[:at], line.text[fact.span.end - line.span.start :]
        both = len({whose for _, whose in self._found(line.text)}) > 1
        if fact.kind is FactKind.BREAK_FEE and both:
            ended = pattern("ended_with").search(right) or pattern("ended").search(left)
            return self._first(ended[0]) if ended else ""
        lead = material.before(line) if pattern("points_back").match(line.text) else None
        return self._nearest(left, right) or (self._first(lead.text) if lead else "")

    def _nearest(self, left: str, right: str) -> str:
        """Whose the amount between two texts is: his from whom it comes, else the one's who is
        named last before it and hasn't just been outbid, else of the first one behind it."""
        source = pattern("bid_from").match(right)
        if source is not None and (whose := self._first(right[source.end() :], NEAR)):
            return whose
        return max(self._found(left), default=(0, ""))[1] or self._first(right)

    def _first(self, text: str, within: int = 200) -> str:
        found = min(self._found(text), default=(0, ""))
        return found[1] if found[0] <= within else ""

    def _found(self, text: str) -> Iterator[tuple[int, str]]:
        """Where bidders are named whose offer isn't just called the lower one, and whose."""
        for whose, names in ((OURS, self.ours), (OTHER, self.others)):
            for match in (m for name in names for m in _called(name).finditer(text)):
                beaten = pattern("outbids").search(text[: match.start()])
                if not beaten or pattern("of_him").match(text[match.end() :]):
                    yield match.start(), whose


def _people(material: Material) -> set[str]:
    """The names of persons, and their last words: an owner is no rival of his company."""
    named = (
        material.articles[id_].cut(entity.span).removesuffix("'s").removesuffix("’s")
        for id_, found in material.entities.items()
        for entity in found
        if entity.kind is EntityKind.PERSON
    )
    return {part for name in named if name.strip() for part in (name, name.split()[-1])}


def _among(fact: Fact, others: Iterable[Fact]) -> bool:
    """Whether another fact of its kind states the same value."""
    return any(o.kind is fact.kind and likeness(o, fact) is Likeness.EQUAL for o in others)


def _bidding(line: Line, material: Material) -> Iterator[str]:
    """The companies of a sentence that bid or have a deal by its words."""
    article = material.articles[line.span.article]
    for entity in material.entities.get(line.span.article, ()):
        if entity.kind is EntityKind.ORGANISATION and line.span.holds(entity.span):
            left = article.text[line.span.start : entity.span.start]
            right = article.text[entity.span.end : line.span.end]
            if pattern("bids").match(right) or pattern("bid_of").search(left):
                yield article.cut(entity.span)


@lru_cache(maxsize=1 << 8)
def _called(name: str) -> re.Pattern[str]:
    """A name as a sentence may put it: by its first word where that stands for it, else by two."""
    own = words(name)
    short = own[:1] if own[0] not in LOOSE and own[0] not in PLAIN else own[:2]
    told = r"\s+".join(map(re.escape, short))
    return re.compile(rf"(?<![\w-]){told}(?!\w)", re.IGNORECASE)
