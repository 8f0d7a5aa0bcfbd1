"""Who does what a verb says, or that it can't be told."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.verify.chains import Chain
from summarizer.verify.clauses import Clause
from summarizer.verify.lexicon import Tag
from summarizer.verify.phrases import ENDS, phrase
from summarizer.verify.words import NOMINAL, Token

_Subject = tuple[frozenset[int], bool]


def subject_of(tokens: Sequence[Token], chain: Chain, i: int, before: Sequence[Clause]) -> _Subject:
    """The words that may be the subject, and whether it is open."""
    prior = before[-1] if before else None
    k = chain.start - 1
    while k >= 0 and tokens[k].tag is Tag.ADV:
        k -= 1
    if k < 0:
        return frozenset(), True
    here = tokens[k].tag
    if chain.purpose:
        both = prior.subject | prior.object if prior else frozenset()
        return both, True
    if here is Tag.CONJ:
        return _coordinated(before)
    if here is Tag.REL:
        end = k - 2 if k and tokens[k - 1].text == "," else k - 1
        return phrase(tokens, end), end < 0
    if here is Tag.PRON:
        return frozenset(), True
    if tokens[k].text == ",":
        return _across_comma(tokens, chain, i, k)
    if here in NOMINAL or here in (Tag.DATE, Tag.POSS):
        found = phrase(tokens, k) | _past_relative(tokens, k, before)
        inserted = bool(found) and _participle_after_comma(tokens, min(found))
        return found, not found or inserted
    if here is Tag.VERB and prior is not None:
        return prior.subject | prior.object, True
    return frozenset(), True


def _participle_after_comma(tokens: Sequence[Token], first: int) -> bool:
    """Whether a noun phrase only ends an insertion: ", accompanied by the minister, …"."""
    j = first - 1
    while j > 0 and tokens[j].tag in (Tag.PREP, Tag.DET, Tag.ADV):
        j -= 1
    return j > 0 and tokens[j].tag is Tag.VERB and tokens[j - 1].text == ","


def _coordinated(before: Sequence[Clause]) -> _Subject:
    """After "and": the subject of the verb before, or of the clause a relative one stands in."""
    out: frozenset[int] = frozenset()
    is_open = not before
    for clause in reversed(before):
        out |= clause.subject
        is_open |= clause.open
        if not clause.relative:
            break
    return out, is_open


def _past_relative(tokens: Sequence[Token], k: int, before: Sequence[Clause]) -> frozenset[int]:
    """The antecedent, where the words before a verb belong to a relative clause of its subject."""
    for clause in reversed(before):
        if any(t.tag is Tag.MARK for t in tokens[clause.verb : k]):
            break
        if clause.relative:
            return clause.subject
    return frozenset()


def _across_comma(tokens: Sequence[Token], chain: Chain, i: int, comma: int) -> _Subject:
    """The subject before an insertion ("X, which owns Y, said"), or a participle's."""
    alone = tokens[i].tag is Tag.VERB and chain.start == i
    after = tokens[i + 1].tag if i + 1 < len(tokens) else Tag.MARK
    third = tokens[i].low.endswith("s")
    loose = alone and (tokens[i].low.endswith("ing") or (after in (Tag.PREP, Tag.TO) and not third))
    begin = max((j for j in range(comma) if tokens[j].text in ENDS), default=-1) + 1
    found = frozenset(j for j in range(begin, comma) if tokens[j].tag in NOMINAL)
    return found, loose or not found
