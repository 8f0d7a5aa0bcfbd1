"""The verb group: what makes a verb sure or unsure, denied, or passive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.verify.lexicon import Form, Lexicon, Tag
from summarizer.verify.words import NOMINAL, Token

_GERUND = ("talks", "fail", "did", "deal")
_BE = frozenset(
    ["be", "is", "are", "was", "were", "been", "being", "get", "gets", "got", "am", "'s_be", "'re"]
)


@dataclass(slots=True)
class Chain:
    """What the walk to the left of a verb has gathered so far."""

    verb: int
    start: int
    certainty: float = 1.0
    cue: int | None = None
    negation: int | None = None
    passive: bool = False
    helped: bool = False
    purpose: bool = False

    def lower(self, level: float, cue: int) -> None:
        if level < self.certainty:
            self.certainty, self.cue = level, cue


def chain_of(tokens: Sequence[Token], i: int, lex: Lexicon) -> Chain:
    """The auxiliaries, modals, negations and governing words to the left of a verb."""
    chain = Chain(i, i)
    at = i
    while (step := _step(tokens, at, chain, lex)) is not None:
        at = step
        chain.start = at
    return chain


def _step(tokens: Sequence[Token], at: int, chain: Chain, lex: Lexicon) -> int | None:
    """One token to the left: where the group now starts, or None where it begins."""
    j = at - 1
    if j < 0:
        return None
    token = tokens[j]
    if token.tag is Tag.ADV:
        chain.lower(lex.adverb_levels.get(token.low, 1.0), j)
        return j
    if token.tag is Tag.NEG:
        chain.negation = j if chain.negation is None else None
        return j
    if token.tag is Tag.AUX or (token.tag is Tag.POSS and j and tokens[j - 1].tag is Tag.PRON):
        if not chain.helped:
            chain.passive = token.low in _BE and _participle(tokens[chain.verb], lex)
        chain.helped = True
        return j
    if token.tag is Tag.MODAL:
        chain.lower(lex.certainty.get(token.low, 1.0), j)
        return j
    if token.tag is Tag.TO:
        chain.helped = True
        return _governed(tokens, j, chain, lex)
    return _gerund(tokens, at, chain, lex)


def _participle(token: Token, lex: Lexicon) -> bool:
    found = lex.verbs.get(token.low)
    return found is not None and Form.PARTICIPLE in found.forms


def _governed(tokens: Sequence[Token], to: int, chain: Chain, lex: Lexicon) -> int | None:
    """Past a "to" and the word that governs it; a "to" of purpose ends the group."""
    j = _past_date(tokens, to - 1)
    while j >= 0 and tokens[j].tag in (Tag.ADV, Tag.NEG) and tokens[j].low not in lex.control:
        if tokens[j].tag is Tag.NEG:
            chain.negation = j if chain.negation is None else None
        j -= 1
    kind = lex.control.get(tokens[j].lemma) if j >= 0 else None
    if kind is not None and not (j == to - 1 and tokens[j].tag is Tag.NAME):
        return _control(tokens, j, kind, chain, lex)
    if j >= 0 and tokens[j].tag is Tag.AUX:
        chain.lower(lex.certainty["infinitive"], to)
        return j
    if j >= 0 and tokens[j].tag in NOMINAL and not _verb_before(tokens, j):
        chain.lower(lex.certainty["infinitive"], to)
        return to
    chain.purpose = True
    chain.start = to
    return None


def _past_date(tokens: Sequence[Token], j: int) -> int:
    """Past "on Monday" and an opening quote: "agreed on Monday to sell"."""
    while j > 0 and (tokens[j].tag is Tag.DATE or tokens[j].text in ('"', "'")):
        j -= 2 if tokens[j].tag is Tag.DATE and tokens[j - 1].tag is Tag.PREP else 1
    return j


def _verb_before(tokens: Sequence[Token], j: int) -> bool:
    return any(t.tag in (Tag.VERB, Tag.AUX, Tag.MODAL) for t in tokens[:j])


def _idiom(tokens: Sequence[Token], j: int) -> bool:
    """ "In a bid to", "in an effort to": a purpose, not a plan."""
    return j > 1 and tokens[j - 1].low in ("a", "an") and tokens[j - 2].low == "in"


def _control(tokens: Sequence[Token], j: int, kind: str, chain: Chain, lex: Lexicon) -> int | None:
    """Past a governing word, and before a noun past its article and preposition too."""
    if kind == "plan" and _idiom(tokens, j):
        chain.purpose = True
        return None
    if kind == "fail":
        chain.negation = j if chain.negation is None else None
    else:
        chain.lower(lex.control_levels[kind], j)
    if tokens[j].tag is Tag.VERB:
        return j
    k = j
    while k and tokens[k - 1].tag in (Tag.DET, Tag.NOUN, Tag.ADV, Tag.QUANTITY):
        k -= 1
    if k and tokens[k - 1].tag is Tag.PREP:
        k -= 1
    return k if k and tokens[k - 1].tag in (Tag.AUX, Tag.VERB, Tag.ADV, Tag.NEG) else j


def _gerund(tokens: Sequence[Token], at: int, chain: Chain, lex: Lexicon) -> int | None:
    """ "considering buying", "talks on buying", "a deal, reached after": or the end."""
    found = lex.verbs.get(tokens[at].low)
    if found is None or Form.ING not in found.forms or at != chain.start:
        return None
    j = at - 1
    if tokens[j].tag is Tag.PREP and j:
        j -= 1
    kind = lex.control.get(tokens[j].lemma)
    chain.helped = True
    return _control(tokens, j, kind, chain, lex) if kind in _GERUND else None
