"""Who does what, how surely, and who says so: the reading of one sentence.

A shallow reading from neighbours, without a grammar. Where it can't tell, it says so (`open`), and
the comparison then asks nothing of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from summarizer.verify.chains import Chain, chain_of
from summarizer.verify.clauses import Attribution, Clause, Parsed
from summarizer.verify.lexicon import Form, Lexicon, Tag, lexicon
from summarizer.verify.phrases import agent_of, all_after, object_of, postmodifier
from summarizer.verify.speakers import attributions
from summarizer.verify.subjects import subject_of
from summarizer.verify.tags import PLAIN, Spelling, tag
from summarizer.verify.words import Token

__all__ = ["Attribution", "Clause", "Parsed", "parse"]


@lru_cache(maxsize=1024)
def parse(text: str, spelling: Spelling = PLAIN) -> Parsed:
    """The reading of one sentence; `spelling` helps to tell names at its beginning."""
    lex = lexicon()
    tokens = tag(text, lex, spelling)
    clauses: list[Clause] = []
    for i, token in enumerate(tokens):
        if token.tag is Tag.VERB or _main_be(tokens, i):
            clauses.append(_clause(tokens, i, clauses, lex))
    return Parsed(text, tokens, tuple(clauses), tuple(attributions(tokens, clauses, lex)))


def _main_be(tokens: Sequence[Token], i: int) -> bool:
    """Whether an auxiliary is the verb itself: "is a bank", "has 300 shops"."""
    if tokens[i].tag is not Tag.AUX:
        return False
    for token in tokens[i + 1 :]:
        if token.tag in (Tag.ADV, Tag.NEG):
            continue
        return token.tag not in (Tag.VERB, Tag.AUX)
    return True


def _clause(tokens: Sequence[Token], i: int, before: list[Clause], lex: Lexicon) -> Clause:
    chain = chain_of(tokens, i, lex)
    form = lex.verbs.get(tokens[i].low)
    forms = form.forms if form else frozenset()
    certainty, cue = _certainty(tokens, i, chain, forms, before, lex)
    subject, is_open = subject_of(tokens, chain, i, before)
    passive = chain.passive or _reduced(tokens, i, chain, forms)
    relative = chain.start > 0 and tokens[chain.start - 1].tag is Tag.REL
    return Clause(
        verb=i,
        start=chain.start,
        certainty=certainty,
        cue=cue,
        negation=chain.negation,
        passive=passive,
        subject=subject,
        open=is_open,
        object=object_of(tokens, i),
        after=all_after(tokens, i),
        agent=agent_of(tokens, i) if passive else frozenset(),
        relative=relative or (chain.start == i and postmodifier(tokens, i)),
        past=Form.PAST in forms and Form.BASE not in forms and not chain.passive,
    )


def _certainty(
    tokens: Sequence[Token],
    i: int,
    chain: Chain,
    forms: frozenset[Form],
    before: list[Clause],
    lex: Lexicon,
) -> tuple[float, int | None]:
    """How sure a verb is, by its own group, the verb it is joined to, and "if" before it."""
    certainty, cue = chain.certainty, chain.cue
    joined = chain.start > 0 and tokens[chain.start - 1].tag is Tag.CONJ and before
    bare = (Form.BASE in forms and chain.start == i) or tokens[chain.start].low in ("be", "have")
    if joined and bare:
        certainty, cue = before[-1].certainty, before[-1].cue
    level = _subordinate(tokens, chain.start, before, lex)
    return level if level is not None and level[0] < certainty else (certainty, cue)


def _reduced(tokens: Sequence[Token], i: int, chain: Chain, forms: frozenset[Form]) -> bool:
    """A participle on its own: "the unit sold by X", "the road closed early today by Y"."""
    if chain.start != i or Form.PARTICIPLE not in forms or Form.BASE in forms:
        return False
    agent = agent_of(tokens, i)
    first = min(agent, default=0)
    return bool(agent) and first - i < 7 and tokens[first].tag is not Tag.QUANTITY


def _subordinate(
    tokens: Sequence[Token], start: int, before: list[Clause], lex: Lexicon
) -> tuple[float, int] | None:
    """The "if", "whether" or "unless" that opens the clause a verb stands in."""
    floor = before[-1].verb if before else -1
    for j in range(start - 1, floor, -1):
        if tokens[j].tag is Tag.MARK:
            return None
        level = lex.subordinate_levels.get(tokens[j].low)
        if level is not None:
            return level, j
    return None
