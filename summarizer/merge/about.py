"""Whether a sentence is about the story's own deal, or about other companies."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from summarizer.merge.candidates import Candidate
from summarizer.merge.equivalence import PARTIES
from summarizer.merge.knowledge import pattern, word_set
from summarizer.merge.material import Material
from summarizer.merge.values import sure
from summarizer.records import EntityKind, FactKind, Name, Span

_TITLES = 2
"""Headlines in which a name must stand to be a party's, where no fact says so."""

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

    def _companies(self, span: Span) -> bool:
        """Whether a company is named there."""
        named = self.material.entities.get(span.article, ())
        return any(e.kind is EntityKind.ORGANISATION and span.holds(e.span) for e in named)
