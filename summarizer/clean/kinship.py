"""How closely one text is related to another: shared matter, shared names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from summarizer.clean.words import Look

_MATTER = 0.25
"""Share of a paragraph's matter that the article has too, from which on it may belong to it."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What some pieces of text are about: stems and names."""

    stems: frozenset[str]
    names: frozenset[str]

    @classmethod
    def of(cls, looks: Iterable[Look]) -> Matter:
        looks = tuple(looks)
        return cls(
            frozenset().union(*(look.stems for look in looks)),
            frozenset().union(*(look.names for look in looks)),
        )

    def share(self, look: Look) -> float:
        """The share of a piece's stems found here; of a piece without any, a half."""
        return len(look.stems & self.stems) / len(look.stems) if look.stems else 0.5

    def mean(self, looks: Sequence[Look]) -> float:
        return sum(self.share(look) for look in looks) / len(looks)

    def kin(self, look: Look) -> bool:
        """Could this paragraph be about the same?"""
        return self.share(look) >= _MATTER

    def knows(self, *looks: Look) -> bool:
        """Does any of the names in these pieces occur here, or have they none?"""
        names = frozenset().union(*(look.names for look in looks))
        return not names or not names.isdisjoint(self.names | self.stems)

    def goes_on(self, looks: Sequence[Look]) -> bool:
        """Could these paragraphs be the next ones of the same article?"""
        related = sum(self.kin(look) or bool(self.names & look.names) for look in looks)
        return related * 2 >= len(looks)


def repeats_headline(headline: Look, below: Look, article: Matter) -> bool:
    """Does a paragraph say again what the headline above it says and the article doesn't?"""
    if retells(headline, below):
        return True
    new = headline.stems - article.stems
    if not new:
        return len(headline.stems & below.stems) >= 0.6 * len(headline.stems)
    return len(new & below.stems) * 3 >= len(new)


def retells(headline: Look, below: Look) -> bool:
    """Does a paragraph say most of what the headline above it says, as the first one of a news
    item does?"""
    return len(headline.stems & below.stems) * 2 >= len(headline.stems)
