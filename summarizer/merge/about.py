"""Whether a sentence is about the story's own deal, about others, or about nobody in it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from summarizer.merge.candidates import Candidate
from summarizer.merge.equivalence import PARTIES, own_facts
from summarizer.merge.knowledge import pattern, word_set
from summarizer.merge.material import Material
from summarizer.merge.values import sure
from summarizer.records import EntityKind, FactKind, Name, Span
from summarizer.standing import RISKS, VIEWS

_TITLES = 2
"""Headlines in which a name must stand to be a party's, where no fact says so."""

ASIDE = 0.6
"""What counts of what several sources say of others than the parties."""

BACKGROUND = 0.5
"""What counts of a sentence about no party, or about years gone by, that states nothing of the
deal: the state of the market, what a company once did."""

_LONG_AGO = 2
"""Years before the story's last article from which on a year is gone by."""

_YEAR = re.compile(r"(?<!since )\b(?:19|20)\d\d\b")

_RISKS = frozenset(kind for kind in FactKind if kind.value.endswith("risk"))
"""Facts that others state about the deal without naming it."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The words that the parties are called by, in lower case (none where nobody knows them), and
    the story they are of."""

    names: frozenset[str]
    material: Material

    @classmethod
    def of(cls, material: Material) -> Subject:
        """The parties by the story's facts, their initials, and the names its headlines share."""
        values = [fact.value for kind in PARTIES for fact in sure(material, kind)]
        told = [value.name for value in values if isinstance(value, Name)]
        words = {word.strip(".,'’").lower() for name in told for word in name.split()}
        words |= {"".join(word[0] for word in name.split()).lower() for name in told}
        titles = [line.features.names for line in material.lines.values() if line.title]
        shared = Counter(w for runs in titles for w in {word for run in runs for word in run})
        if told:
            words |= {word for word, count in shared.items() if count >= _TITLES}
        told_by = frozenset(word for word in words - word_set("forms") if len(word) > 1)
        return cls(told_by, material)

    def meant(self, sentence: Candidate) -> bool:
        """Whether a sentence names a party, or no company, or speaks of the deal as such."""
        named = {word for run in sentence.features.names for word in run}
        if not self.names or named & self.names or not self._companies(sentence.spans[0]):
            return True
        if any(fact.kind in _RISKS for fact in sentence.topic):
            return True
        return bool(pattern("deal").search(sentence.text))

    def share(self, sentence: Candidate, asked: bool = True) -> float:
        """What counts of a sentence: less of what is beside the story, nothing of dangers for deals
        in general. What no section asks for (`asked`) is neither motive nor risk, whatever its
        facts."""
        if not self.meant(sentence):
            return ASIDE
        told = {fact.kind for fact in own_facts(sentence.topic)}
        told -= frozenset() if asked else VIEWS
        if pattern("at_large").search(sentence.text) and told <= VIEWS:
            return 0.0 if not asked or told & RISKS else BACKGROUND
        gone = not asked and self._past(sentence)
        return BACKGROUND if not told and (gone or self._colour(sentence)) else 1.0

    def others(self, sentence: Candidate) -> bool:
        """Whether a sentence names no party, doesn't speak of the deal, and tells of another one,
        whatever danger its words speak of."""
        named = {word for run in sentence.features.names for word in run}
        if not self.names or named & self.names or pattern("deal").search(sentence.text):
            return False
        return pattern("other_deal").search(sentence.text) is not None

    def _colour(self, sentence: Candidate) -> bool:
        """Whether a sentence names no party and nobody else, and speaks neither of the deal nor of
        those who have a part in it."""
        named = {word for run in sentence.features.names for word in run}
        if not self.names or named & self.names or pattern("deal").search(sentence.text):
            return False
        people = self._named(sentence.spans[0], EntityKind.PERSON)
        return not people and not pattern("insiders").search(sentence.text)

    def _past(self, sentence: Candidate) -> bool:
        """Whether a sentence tells of years gone by, by their numbers or in words."""
        days = [day.year for a in self.material.articles.values() if (day := a.published)]
        years = [int(found) for found in _YEAR.findall(sentence.text)]
        ended = bool(days) and bool(years) and max(years) <= max(days) - _LONG_AGO
        gone = ended or pattern("long_ago").search(sentence.text) is not None
        now = pattern("to_come").search(sentence.text) or pattern("deal").search(sentence.text)
        return gone and not now

    def _companies(self, span: Span) -> bool:
        """Whether a company is named there."""
        return self._named(span, EntityKind.ORGANISATION)

    def _named(self, span: Span, kind: EntityKind) -> bool:
        """Whether somebody of this kind is named there."""
        named = self.material.entities.get(span.article, ())
        return any(e.kind is kind and span.holds(e.span) for e in named)
