"""What the reading of one sentence finds: its clauses and who says what."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.verify.words import Token


@dataclass(frozen=True, slots=True)
class Clause:
    """One verb and its surroundings; numbers are positions of tokens.

    `certainty` runs from 0 (didn't) to 1 (did), `cue` is the word that lowers it. `open` says that
    the subject can't be told from this sentence (a pronoun, a participle, none at all).
    """

    verb: int
    start: int
    certainty: float
    cue: int | None
    negation: int | None
    passive: bool
    subject: frozenset[int]
    open: bool
    object: frozenset[int]
    after: frozenset[int]
    agent: frozenset[int]
    relative: bool
    past: bool


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words put into a speaker's mouth: tokens `start` to `end` (half-open), without the speaker.

    `holder` is "hearsay", "opinion", "authority" or "named"; `cue` is the verb or word of saying.
    """

    cue: int
    speaker: frozenset[int]
    start: int
    end: int
    holder: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """One sentence, read."""

    text: str
    tokens: tuple[Token, ...]
    clauses: tuple[Clause, ...]
    attributions: tuple[Attribution, ...]

    def clause_of(self, verb: int) -> Clause | None:
        return next((c for c in self.clauses if c.verb == verb), None)

    def over(self, at: int) -> tuple[Attribution, ...]:
        """The attributions a token stands in."""
        return tuple(a for a in self.attributions if a.start <= at < a.end)

    def words(self, positions: frozenset[int]) -> str:
        return " ".join(self.tokens[i].text for i in sorted(positions))
