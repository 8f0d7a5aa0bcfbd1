"""Who says so: speakers and what they are made to say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from summarizer.verify.clauses import Attribution, Clause
from summarizer.verify.lexicon import Lexicon, Tag
from summarizer.verify.phrases import ENDS, forward
from summarizer.verify.words import NOMINAL, Token

_JOINS = frozenset({Tag.PREP, Tag.SUB, Tag.CONJ, Tag.REL})
"""What joins another clause to a day ("said on Monday after it …"): nothing is said there."""


def attributions(
    tokens: Sequence[Token], clauses: Sequence[Clause], lex: Lexicon
) -> Iterator[Attribution]:
    yield from _lead_ins(tokens, lex)
    yield from _hearsay(tokens, lex)
    yield from _headline(tokens, clauses, lex)
    speech = (c for c in clauses if tokens[c.verb].lemma in lex.speech)
    spoken = [a for c in speech if (a := _spoken(tokens, c, clauses, lex)) is not None]
    for a in spoken:
        later = [b for b in spoken if a.cue < b.cue < b.start and a.cue < a.start]
        cuts = [k for b in later if (k := _begins_anew(tokens, b)) is not None]
        yield replace(a, end=min([a.end, *cuts]))


def _begins_anew(tokens: Sequence[Token], a: Attribution) -> int | None:
    """Where a further speaker comes in: "…, and analysts said", "… while the board says"."""
    k = min(a.speaker, default=a.cue)
    while k and tokens[k - 1].tag is Tag.DET:
        k -= 1
    joined = k > 0 and (tokens[k - 1].tag in (Tag.CONJ, Tag.SUB) or tokens[k - 1].text == ";")
    return k - 1 if joined and tokens[k - 1].low not in ("that", "if", "whether") else None


def _lead_ins(tokens: Sequence[Token], lex: Lexicon) -> Iterator[Attribution]:
    for i, token in enumerate(tokens[:-1]):
        if token.low == "according" and tokens[i + 1].tag is Tag.TO:
            speaker = forward(tokens, i + 2)
            last = max(speaker, default=i + 1)
            if i == 0 or (i < 3 and tokens[i - 1].tag is Tag.MARK):
                yield Attribution(i, speaker, last + 1, len(tokens), _holder(tokens, speaker, lex))
            else:
                yield Attribution(i, speaker, 0, i, _holder(tokens, speaker, lex))


def _hearsay(tokens: Sequence[Token], lex: Lexicon) -> Iterator[Attribution]:
    for i, token in enumerate(tokens):
        if token.low in lex.hearsay_adverbs:
            yield Attribution(i, frozenset(), i + 1, len(tokens), "hearsay")


def _headline(
    tokens: Sequence[Token], clauses: Sequence[Clause], lex: Lexicon
) -> Iterator[Attribution]:
    """ "Bank in talks to sell unit: sources", "Bank may sell unit - newspaper"."""
    marks = [i for i, t in enumerate(tokens) if t.text in (":", "-", "--")]
    if not marks or not 1 <= len(tokens) - 1 - marks[-1] <= 4:
        return
    at = marks[-1]
    speaker = frozenset(i for i in range(at + 1, len(tokens)) if tokens[i].tag in NOMINAL)
    if speaker and not any(c.verb > at for c in clauses):
        yield Attribution(at, speaker, 0, at, _holder(tokens, speaker, lex))


def _spoken(
    tokens: Sequence[Token], clause: Clause, clauses: Sequence[Clause], lex: Lexicon
) -> Attribution | None:
    """What a verb of saying makes somebody say: before it, or after."""
    verb = clause.verb
    if clause.open and verb == clause.start and verb and tokens[verb - 1].text == ",":
        return None
    goes_on = _speech_goes_on(tokens, verb, clauses)
    begin = _begin(tokens, clause)
    if _closes(tokens, begin, clauses) and not goes_on:
        return Attribution(verb, clause.subject, 0, begin, _holder(tokens, clause.subject, lex))
    inverted = forward(tokens, verb + 1) if _closes(tokens, verb, clauses) else frozenset()
    if inverted and not _speech_goes_on(tokens, max(inverted), clauses):
        return Attribution(verb, inverted, 0, verb, _holder(tokens, inverted, lex))
    if not _takes_clause(tokens, verb, clauses):
        return None
    holder = _holder(tokens, clause.subject, lex)
    return Attribution(verb, clause.subject, verb + 1, len(tokens), holder)


def _begin(tokens: Sequence[Token], clause: Clause) -> int:
    """Where the speaker's words begin."""
    if clause.open and clause.start and tokens[clause.start - 1].tag is Tag.PRON:
        return clause.start - 1
    begin = min(clause.subject, default=clause.start)
    while begin and tokens[begin - 1].tag in (Tag.DET, Tag.PRON, Tag.ADV):
        begin -= 1
    return begin


def _closes(tokens: Sequence[Token], at: int, clauses: Sequence[Clause]) -> bool:
    """Whether a token follows a comma or quote that closes what was said."""
    closed = at > 0 and tokens[at - 1].text in (",", '"')
    return closed and any(c.verb < at for c in clauses)


def _speech_goes_on(tokens: Sequence[Token], verb: int, clauses: Sequence[Clause]) -> bool:
    """Whether what is said follows the verb rather than stands before it."""
    if verb + 1 < len(tokens) and tokens[verb + 1].low == "that":
        return True
    follows = [c for c in clauses if c.verb > verb]
    if not follows:
        return False
    begin = _past_day(tokens, verb + 1)
    first = tokens[begin : follows[0].start + 1]
    if begin > verb + 1 and (follows[0].start == begin or any(t.tag in _JOINS for t in first)):
        return False
    return not any(
        t.text == "," or (t.tag is Tag.PREP and t.low in ("in", "on", "at")) for t in first
    )


def _past_day(tokens: Sequence[Token], i: int) -> int:
    """Past "on Monday" or "in September"."""
    dated = i + 1 < len(tokens) and tokens[i].tag is Tag.PREP and tokens[i + 1].tag is Tag.DATE
    return i + 2 if dated else i


def _takes_clause(tokens: Sequence[Token], verb: int, clauses: Sequence[Clause]) -> bool:
    nxt = next((c for c in clauses if c.verb > verb and not c.relative), None)
    if nxt is None:
        return False
    between = tokens[verb + 1 : nxt.start]
    inserted = any(t.text == "," for t in between)
    return not any((t.tag is Tag.REL and not inserted) or t.text in ENDS for t in between)


def _holder(tokens: Sequence[Token], speaker: frozenset[int], lex: Lexicon) -> str:
    kinds = {lex.holders.get(tokens[i].lemma) or lex.holders.get(tokens[i].low) for i in speaker}
    for kind in ("hearsay", "opinion", "authority"):
        if kind in kinds:
            return kind
    return "named" if speaker else "authority"
