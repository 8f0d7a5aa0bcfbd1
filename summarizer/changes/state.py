"""What was known of a story before, and what is known now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from summarizer.merge.equivalence import Claim, coverage, says_all
from summarizer.merge.material import Line, Material, gather
from summarizer.merge.weights import rarity
from summarizer.merge.wording import dangles, length, line
from summarizer.records import Article, Fact, FactKind, Span, Statement, Story, StoryPart

SAYS_IT = 0.6
"""Share of a sentence's content, by weight, that an earlier one must hold to have said it."""
SURE_ENOUGH = 0.5
"""Confidence from which on a fact may be told as news."""
PAIR = 50
"""Words at most of a sentence that points back, together with the one it points to."""


@dataclass(frozen=True, slots=True)
class Known:
    """A story at a moment: what its memo told, and the articles that were there by then."""

    part: StoryPart
    articles: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """All lines of a story, parted into those that were there before and those that came since."""

    story: Story
    known: frozenset[str]
    material: Material
    old: tuple[Line, ...]
    new: tuple[Line, ...]
    weigh: Callable[[str], float]

    @classmethod
    def of(
        cls,
        story: Story,
        known: frozenset[str],
        articles: Mapping[str, Article],
        facts: Mapping[str, Sequence[Fact]],
    ) -> Scene:
        """The scene of a story. `articles` also has the known ones that it no longer holds.

        Every article counts by itself here: of two copies neither takes the other's lines away.
        """
        ids = dict.fromkeys((*story.articles, *sorted(known)))
        alone = Story(story.id, tuple((id_,) for id_ in ids if id_ in articles))
        material = gather(alone, articles, {}, facts)
        lines = tuple(material.lines.values())
        return cls(
            story,
            known,
            material,
            tuple(line for line in lines if line.span.article in known),
            tuple(line for line in lines if line.span.article not in known),
            rarity(material),
        )

    def told(self, kind: FactKind) -> list[Fact]:
        """The facts of a kind that were known before."""
        return [fact for line in self.old for fact in line.facts if fact.kind is kind]

    def told_now(self, kind: FactKind) -> list[Fact]:
        """The sure facts of a kind that came since, each once."""
        found = (f for line in self.new for f in line.facts if f.kind is kind)
        return list(dict.fromkeys(f for f in found if f.confidence >= SURE_ENOUGH))

    def said_before(self, line: Line) -> bool:
        """Whether one earlier sentence says all that this one does."""
        claim = Claim(line.features, line.facts)
        return any(
            says_all(Claim(old.features, old.facts), claim, self.weigh, SAYS_IT) for old in self.old
        )

    def likeness(self, line: Line, old: Line) -> float:
        """How much of a line's content an earlier one holds, from 0 to 1."""
        return coverage(old.features.stems, line.features.stems, self.weigh)

    def statement(self, text: str, evidence: Sequence[Span], weight: float) -> Statement:
        spans = tuple(dict.fromkeys(evidence))
        return Statement(text, spans, max(self.story.independent(spans), 1), round(weight, 4))

    def quoted(self, found: Line, more: Sequence[Line], weight: float) -> Statement | None:
        """A source sentence as a statement, behind the one it points back to where it does; None
        where it can't stand alone. `more` says the same."""
        text, spans = line(found.text), [found.span]
        if dangles(found.text):
            lead = self.material.before(found)
            if lead is None or dangles(lead.text) or length(lead.text) + length(text) > PAIR:
                return None
            text, spans = f"{line(lead.text)} {text}", [lead.span, found.span]
        return self.statement(text, [*spans, *(other.span for other in more)], weight)
