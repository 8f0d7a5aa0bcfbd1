"""Which side of the story's own deal each party stands on: who sells is no buyer, whatever single
articles took him for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from summarizer.names import LOOSE, PLAIN, initials, tidy
from summarizer.records import Article, Fact, FactKind, Name

OFTEN = 0.5
"""How often, beside the surest party of a side, another one of it is named."""

LEAST = 2
"""So many sentences have to say that somebody sells the target."""

_SELLS = r"\b(?:sells?|selling|sold|sale\s+of|divest\w*)\b"
_BUYS = (
    r"\b(?:buy(?:s|ing)?|bought|acquir\w+|purchas\w+|tak(?:e|es|ing)\s+over|bids?\s+for|offers?\s+for"
    r"|takeover\s+of|acquisition\s+of)\b"
)


@dataclass(frozen=True)
class Sides:
    """The parties of a story's deal, by side: the words each goes by, as one pattern."""

    target: tuple[str, ...] = ()
    buyers: tuple[str, ...] = ()
    sellers: tuple[str, ...] = ()

    @classmethod
    def of(cls, facts: Mapping[str, Sequence[Fact]]) -> Sides:
        """The sides as most articles have them."""
        return cls(*(tuple(_often(facts, kind)) for kind in
                     (FactKind.TARGET, FactKind.BUYER, FactKind.SELLER)))  # fmt: skip

    @cached_property
    def _target(self) -> re.Pattern[str]:
        return _any(self.target)

    @cached_property
    def _buyers(self) -> re.Pattern[str]:
        return _any(self.buyers)

    @cached_property
    def _sellers(self) -> re.Pattern[str]:
        return _any(self.sellers)

    def sold(self, text: str) -> bool:
        """Whether the target is named, or who may be it."""
        if not self.target:
            return self._buyers.search(text) is not None
        return self._target.search(text) is not None

    def bought(self, text: str) -> bool:
        """Whether a buyer is named, where the story has one."""
        return not self.buyers or self._buyers.search(text) is not None

    def dealt(self, text: str) -> bool:
        """Whether a buyer or a seller is named, where the story has one."""
        known = [p for p, names in ((self._buyers, self.buyers), (self._sellers, self.sellers))
                 if names]  # fmt: skip
        return not known or any(p.search(text) for p in known)

    def named(self, text: str) -> bool:
        """Whether any party is named."""
        return any(p.search(text) for p in (self._target, self._buyers, self._sellers))

    @property
    def known(self) -> bool:
        """Whether there are two parties, so that a sentence can be told to be of them."""
        return bool(self.target) or len(self.buyers) > 1

    def both(self, text: str) -> bool:
        """Whether the target is named, or buyer and seller are; where nobody was taken for the
        target, two of those who were taken for buyers."""
        if not self.target:
            return len(set(self._buyers.findall(text))) > 1
        pair = self._buyers.search(text) is not None and self._sellers.search(text) is not None
        return self.sold(text) or pair


def _often(facts: Mapping[str, Sequence[Fact]], kind: FactKind) -> Iterable[str]:
    """The names of a side, the one most articles have first, and such as are named half as often.
    Of the target, the first alone and what begins like it."""
    told: dict[str, float] = defaultdict(float)
    for found in facts.values():
        own = {
            fact.value.name: fact.confidence
            for fact in found
            if fact.kind is kind and isinstance(fact.value, Name) and not fact.background
        }
        for name, sure in own.items():
            told[tidy(name)] += sure
    ranked = sorted(told, key=lambda n: (-told[n], n))
    if not ranked:
        return []
    most = told[ranked[0]]
    if kind is FactKind.TARGET:
        return [n for n in ranked if n == ranked[0] or alias(n) == alias(ranked[0])]
    return [n for n in ranked if told[n] >= OFTEN * most]


def alias(name: str) -> str:
    """The first words of a name by which texts mostly call a company: "Orrin" for "Orrin Foods"."""
    words = tidy(name).split()
    plain = [w.lower().strip(".,") in LOOSE | PLAIN for w in words]
    until = next((n for n, common in enumerate(plain) if not common), len(words) - 1)
    return " ".join(words[: until + 1])


def _any(names: Sequence[str]) -> re.Pattern[str]:
    """What finds any of the names: by the first words, or the letters of a long one."""
    known = {alias(n) for n in names} | {n for name in names if len(n := initials(name)) > 2}
    found = "|".join(map(re.escape, sorted(known, key=lambda n: (-len(n), n))))
    return re.compile(rf"(?<![\w]){'(?:' + found + ')'}(?!\w)" if found else r"(?!)")


def sided(
    facts: Mapping[str, Sequence[Fact]], articles: Mapping[str, Article]
) -> dict[str, tuple[Fact, ...]]:
    """The facts, by article, with buyers who by most sentences sell the target as sellers."""
    sides = Sides.of(facts)
    if not sides.target:
        return {id_: tuple(found) for id_, found in facts.items()}
    every = (article.cut(s) for article in articles.values() for s in article.sentences)
    texts = [text for text in every if sides.sold(text)]
    sales = re.compile(_done_to(_SELLS, sides))
    if sum(sales.search(text) is not None for text in texts) < LEAST:
        return {id_: tuple(found) for id_, found in facts.items()}
    names = {
        f.value.name
        for found in facts.values()
        for f in found
        if f.kind is FactKind.BUYER and isinstance(f.value, Name) and not f.background
    }
    sell = {name for name in names if _sells(name, names - {name}, sides, texts)}
    return {id_: tuple(_moved(f, sell) for f in found) for id_, found in facts.items()}


def _moved(fact: Fact, sell: set[str]) -> Fact:
    own = fact.kind is FactKind.BUYER and isinstance(fact.value, Name) and fact.value.name in sell
    return replace(fact, kind=FactKind.SELLER) if own else fact


def _sells(name: str, others: set[str], sides: Sides, texts: Sequence[str]) -> bool:
    """Whether more sentences have somebody sell the target than buy it, and more than one does."""
    own, rest = _any((name,)), _any([n for n in others if alias(n) != alias(name)])
    sold = sum(_does(_SELLS, text, own, rest, sides) for text in texts)
    if sold < LEAST or sides.sold(name):
        return False
    bought = sum(_does(_BUYS, text, own, rest, sides) for text in texts)
    return sold > max(bought, 1)


def _does(verb: str, text: str, own: re.Pattern[str], rest: re.Pattern[str], sides: Sides) -> bool:
    """Whether a sentence has a party as the one who does it to the target: nobody else and nothing
    else done stands between."""
    for found in re.finditer(_done_to(verb, sides), text):
        before = list(own.finditer(text[: found.start()]))
        if before:
            between = text[before[-1].end() : found.start()]
            if not rest.search(between) and not re.search(f"{_SELLS}|{_BUYS}", between):
                return True
    return False


def _done_to(verb: str, sides: Sides) -> str:
    """What finds something done to the target."""
    return rf"{verb}[^.;]{{0,60}}?{sides._target.pattern}"
