"""What the checks look at, and what they report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from summarizer.verify.align import Link
from summarizer.verify.lexicon import Lexicon, Tag
from summarizer.verify.parse import Parsed
from summarizer.verify.words import Token

AROUND = 3
"""Content words on each side of a word that tell whether its link can be relied on."""
SPREAD = 8
"""Tokens by which the counterparts of neighbours may lie further apart than the neighbours."""
ENOUGH = 0.6
"""The share of neighbours with close counterparts from which a link is relied on fully."""


class Kind(StrEnum):
    """What can be wrong with a statement. Each kind has a weight in `data/weights.toml`."""

    NUMBER = "number"
    UNIT = "unit"
    MEASURE = "measure"
    QUALIFIER = "qualifier"
    DATE = "date"
    NAME = "name"
    TITLE = "title"
    ROLE = "role"
    MERGED = "merged"
    NEGATION = "negation"
    CERTAINTY = "certainty"
    HOLDER = "holder"
    DIRECTION = "direction"
    ADDED = "added"
    CLAIM = "claim"
    REPLACED = "replaced"
    SCATTER = "scatter"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the evidence doesn't bear out: how grave it is (0 to 1), and the words for it."""

    kind: Kind
    severity: float
    reason: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A statement beside the evidence sentence it is closest to.

    `links` leads from statement tokens to `evidence` tokens, `elsewhere` from those without a
    link to a token of another cited sentence. `resolved` holds names that stand for a pronoun or
    a noun ("the company") of the evidence, or spell out a shorter name, as the article does.
    """

    statement: Parsed
    evidence: Parsed
    links: Mapping[int, Link]
    elsewhere: Mapping[int, tuple[Parsed, int]]
    resolved: frozenset[int]
    lex: Lexicon

    def found(self, i: int) -> bool:
        """Whether a statement token has a counterpart anywhere."""
        return i in self.links or i in self.elsewhere or i in self.resolved

    def linked(self) -> Mapping[int, tuple[int, ...]]:
        """Evidence tokens to the statement tokens they stand behind."""
        out: dict[int, tuple[int, ...]] = {}
        for i, link in self.links.items():
            out[link.to] = (*out.get(link.to, ()), i)
        return out

    def trust(self, i: int) -> float:
        """How far a token's link can be relied on, from 0 to 1: whether the words around it have
        their counterparts around its own. A lone word in common tells nothing of who did what."""
        if i not in self.links:
            return 0.0
        near = self._neighbours(i)
        if not near:
            return 1.0
        at = self.links[i].to
        close = [
            k for k in near if k in self.links and abs(self.links[k].to - at) <= SPREAD + abs(k - i)
        ]
        return min(1.0, len(close) / len(near) / ENOUGH)

    def anchored(self, i: int) -> float:
        """How far the links of the words next to a token can be relied on."""
        near = range(max(0, i - 4), i + 5)
        content = self.statement.tokens
        return max(
            (self.trust(k) for k in near if k != i and k in self.links and content[k].content),
            default=0.0,
        )

    def _neighbours(self, i: int) -> list[int]:
        tokens = self.statement.tokens
        before = [k for k in range(i - 1, -1, -1) if tokens[k].content][:AROUND]
        after = [k for k in range(i + 1, len(tokens)) if tokens[k].content][:AROUND]
        return before + after

    def slot(self, i: int, tags: frozenset[Tag], reach: int = 5) -> Token | None:
        """What the evidence has at the place of a statement token, among tokens of these tags.

        The place lies between the counterparts of the nearest neighbours that are linked in
        order, at most `reach` tokens from one of them.
        """
        left = next((self.links[k].to for k in range(i - 1, -1, -1) if self._steady(k)), None)
        count = len(self.statement.tokens)
        right = next((self.links[k].to for k in range(i + 1, count) if self._steady(k)), None)
        taken = {link.to for k, link in self.links.items() if link.ordered and k != i}
        gaps = {
            j: min(
                j - left if left is not None else reach + 1,
                right - j if right is not None else reach + 1,
            )
            for j, token in enumerate(self.evidence.tokens)
            if token.tag in tags
            and j not in taken
            and (left is None or j > left)
            and (right is None or j < right)
        }
        best = min(gaps, key=lambda j: gaps[j], default=None)
        return self.evidence.tokens[best] if best is not None and gaps[best] <= reach else None

    def _steady(self, k: int) -> bool:
        token = self.statement.tokens[k]
        return k in self.links and self.links[k].ordered and token.tag is not Tag.MARK


def weaken(findings: Iterable[Finding], trust: float) -> Iterator[Finding]:
    """The findings as far as the link they rest on can be relied on."""
    for finding in findings:
        yield replace(finding, severity=finding.severity * trust)


Check = Callable[[Comparison], Iterator[Finding]]
