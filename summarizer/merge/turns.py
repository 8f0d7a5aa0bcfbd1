"""What an article says outright, at its top, of how far the story's own deal is: agreed, off,
blocked, or talked about again. What the words are is data (`data/turns.toml`).

An article's state is read from all of it, and may be one that it only recalls, or that of another
bid; what its title or first sentences say of the story's own parties goes before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from summarizer.merge.knowledge import pattern, table
from summarizer.merge.sides import Sides
from summarizer.merge.wording import hearsay, in_sight, tentative
from summarizer.records import Article, BlockKind, Certainty, Fact, FactKind, Phrase, Sentence
from summarizer.standing import BARRED, ENDED, FAR

SAID = 0.9
"""How sure a state is that is said outright."""

SURE = 0.9
"""How sure an agreement must be for an end told beside it to be another bid's."""

FIRST = 2
"""Sentences behind the title in which an article tells its news."""

BEFORE, BEHIND = 60, 60
"""Letters in front of the words that may take them back, and behind in which they name of what."""

_OF = re.compile(r"\b(?:for|of|buy|sell|acquire)\s+((?:[A-Z]|the\s+[A-Z])[\w&.'’-]*)")
_BETWEEN = re.compile(r"\b(?:with|from|by|to)\s+((?:[A-Z]|the\s+[A-Z])[\w&.'’-]*)")


@dataclass(frozen=True, slots=True)
class Turn:
    """A row of `data/turns.toml`."""

    code: str
    says: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    buyer: bool = False

    def said(self, text: str) -> re.Match[str] | None:
        """Where a sentence says it for good."""
        for found in self.says.finditer(text):
            told = text[max(0, found.start() - BEFORE) : found.end()]
            if self.unless is None or not self.unless.search(told):
                return found
        return None


def turned(
    facts: Mapping[str, Sequence[Fact]], articles: Mapping[str, Article], sides: Sides
) -> dict[str, tuple[Fact, ...]]:
    """The facts, by article, with the state that an article says outright in place of others; a
    story of which no article tells any keeps what it has."""
    if not any(status_code(fact) for found in facts.values() for fact in found):
        return {id_: tuple(found) for id_, found in facts.items()}
    return {id_: _turned(articles[id_], tuple(found), sides) for id_, found in facts.items()}


def outright(fact: Fact) -> bool:
    """Whether a state is one that was said outright, by its whole sentence."""
    return fact.kind is FactKind.STATUS and fact.span == fact.sentence


def _turned(article: Article, facts: tuple[Fact, ...], sides: Sides) -> tuple[Fact, ...]:
    found = next(_outright(article, sides), None) if sides.known else None
    if found is None or _stronger(facts, found.code):
        return facts
    sentence, code = found.sentence, found.code
    kept = tuple(f for f in facts if not _beside(f, code))
    span = article.span(sentence)
    words = Phrase(" ".join(article.cut(span).split()), code)
    sure = max((f.confidence for f in kept if status_code(f) == code), default=SAID)
    certainty = Certainty.MAY if code == "in talks" else Certainty.DID
    subject = next((f.subject for f in facts if f.kind is FactKind.STATUS), None)
    when = next((f.when for f in facts if status_code(f) and f.sentence == span), None)
    told = Fact(
        FactKind.STATUS, words, span, span,
        subject=subject, when=when, certainty=certainty, confidence=max(sure, SAID),
    )  # fmt: skip
    return (*(f for f in kept if (status_code(f), f.sentence) != (code, span)), told)


@dataclass(frozen=True, slots=True)
class _Found:
    sentence: Sentence
    code: str


def _outright(article: Article, sides: Sides) -> Iterator[_Found]:
    """What the first sentences say, and behind them the title."""
    top = list(_top(article))
    body = [s for s in top if article.blocks[s.block].kind is not BlockKind.TITLE]
    for sentence in (*body, *(s for s in top if s not in body)):
        code = _said(article.cut(sentence), sides)
        if code is not None:
            again = (s for s in body[:1] if _repeats(article.cut(s), code))
            yield _Found(next(again, sentence), code)


def _repeats(text: str, code: str) -> bool:
    """Whether a lead tells what the title does, by which words it may name the parties."""
    return not hearsay(text) and any(t.code == code and t.said(text) for t in turns())


def _top(article: Article) -> Iterator[Sentence]:
    left = FIRST
    for sentence in article.sentences:
        titled = article.blocks[sentence.block].kind is BlockKind.TITLE
        if not titled and not left:
            return
        left -= not titled
        yield sentence


def _said(text: str, sides: Sides) -> str | None:
    """The state that a sentence says outright of the story's own deal, if any."""
    if not sides.both(text) or hearsay(text) or pattern("recalled").search(text):
        return None
    if barring(text):
        return BARRED
    for turn in turns():
        found = turn.said(text)
        if found is None or not sides.dealt(text) or (turn.buyer and not sides.bought(text)):
            continue
        if turn.code == "agreed" and (tentative(text) or in_sight(text)):
            continue
        if turn.code not in ENDED or _own(text, found, sides):
            return turn.code
    return None


def ended(text: str, sides: Sides) -> bool:
    """Whether a sentence tells outright that the story's own deal, or talks of it, came to
    nothing."""
    return _said(text, sides) in ENDED


def barring(text: str) -> bool:
    """Whether a sentence says for good that an authority stopped a deal."""
    found = pattern("barred").search(text)
    if found is None or pattern("not_barred").search(found[0]):
        return False
    end = found.start() if "reject" in found[0].lower() else found.end()
    return not pattern("unchanged").search(text[:end])


def _own(text: str, found: re.Match[str], sides: Sides) -> bool:
    """Whether one of the story's parties ends it, and with another one, as far as the words around
    name whom."""
    if not sides.named(text[: found.end()]):
        return False
    around = text[found.start() : found.end() + BEHIND]
    of = [m[1] for m in _OF.finditer(around)]
    between = [m[1] for m in _BETWEEN.finditer(around)]
    return (not of or any(map(sides.sold, of))) and (not between or any(map(sides.named, between)))


def _stronger(facts: Sequence[Fact], code: str) -> bool:
    """Whether an article's own state is surer than what it says outright, or further."""
    own = [f for f in facts if status_code(f) in FAR and not f.background]
    best = max(own, key=lambda f: f.confidence, default=None)
    if best is None or status_code(best) == code:
        return False
    if code in ENDED:
        return status_code(best) in ("agreed", "closed") and best.confidence >= SURE
    return best.confidence >= SAID - 0.1 and FAR[status_code(best)] >= FAR[code]


def _beside(fact: Fact, code: str) -> bool:
    """Whether a fact is a state that the one said outright takes the place of."""
    own = status_code(fact)
    waits = own == "awaiting approval" and code == "agreed"
    return own in FAR and own != code and not waits and not fact.background


def status_code(fact: Fact) -> str:
    """How a fact says the deal stands, "" where it is about something else."""
    if fact.kind is not FactKind.STATUS or not isinstance(fact.value, Phrase):
        return ""
    return fact.value.code or ""


@cache
def turns() -> tuple[Turn, ...]:
    """The rows of the table, ready to search with."""
    return tuple(
        Turn(
            row["code"],
            re.compile(row["says"], re.VERBOSE | re.IGNORECASE),
            re.compile(row["unless"], re.VERBOSE | re.IGNORECASE) if "unless" in row else None,
            row.get("buyer", False),
        )
        for row in table("turns")["turn"]
    )
