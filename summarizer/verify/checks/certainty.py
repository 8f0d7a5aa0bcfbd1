"""What may happen told as what will or did, and the other way round."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.verify.findings import Comparison, Finding, Kind
from summarizer.verify.lexicon import Tag
from summarizer.verify.parse import Clause, Parsed

SLACK = 0.16
"""Differences up to here are a matter of style ("to buy", "will buy", "agreed to buy")."""
AHEAD = (0.6, 0.85)
TENSE = 0.3
"""What a past tense adds where the evidence looks ahead ("will join", "joined")."""
FULL = 0.5
"""The difference that counts fully."""
SETTLED = frozenset({"agreed", "deal"})
"""Words that tell of a deal made, where others tell of talks."""
CLOSE = 3
"""Tokens between a word of talks and the counterparts of the statement's neighbours."""
_STAGES = frozenset({Tag.NOUN, Tag.VERB})


def certainty(c: Comparison) -> Iterator[Finding]:
    """Each verb of the statement beside its counterpart in the evidence."""
    for clause in c.statement.clauses:
        link = c.links.get(clause.verb)
        if link is None:
            yield from _stage(c, clause)
            continue
        if _speaking(c, clause.verb, link.to):
            continue
        level, cue = _source(c, link.to)
        apart = clause.certainty - level
        if clause.past and clause.certainty == 1.0 and AHEAD[0] <= level <= AHEAD[1]:
            apart += TENSE
        if apart > SLACK:
            severity = min(1.0, apart / FULL) * c.trust(clause.verb)
            yield Finding(Kind.CERTAINTY, severity, _reason(c, clause, cue))
        elif apart < -2 * SLACK:
            severity = min(0.6, -apart / FULL / 2) * c.trust(clause.verb)
            yield Finding(Kind.CERTAINTY, severity, _reason(c, clause, cue))
    yield from _nominal(c)


def _stage(c: Comparison, clause: Clause) -> Iterator[Finding]:
    """ "Agreed with the seller" of a buyer "in talks with the seller": the talks stand where the
    statement has them done."""
    verb = c.statement.tokens[clause.verb]
    if c.found(clause.verb) or c.lex.control.get(verb.lemma) not in SETTLED:
        return
    other = c.slot(clause.verb, _STAGES, reach=CLOSE)
    if other is None or c.lex.control.get(other.lemma) != "talks":
        return
    apart = clause.certainty - c.lex.control_levels["talks"]
    if apart > SLACK:
        severity = min(1.0, apart / FULL) * c.anchored(clause.verb)
        reason = f"says '{verb.text}', source says '{other.text}'"
        yield Finding(Kind.CERTAINTY, severity, reason)


def _speaking(c: Comparison, verb: int, j: int) -> bool:
    """Whether the verb brings in what somebody says; a market that "sees gains" says nothing."""
    if c.statement.tokens[verb].lemma not in c.lex.speech:
        return False
    own = any(a.cue == verb for a in c.statement.attributions)
    return own or any(a.cue == j for a in c.evidence.attributions)


def _source(c: Comparison, j: int) -> tuple[float, int | None]:
    """How sure the evidence is of a verb, or of the deed a noun names."""
    clause = c.evidence.clause_of(j)
    if clause is not None:
        return clause.certainty, clause.cue
    return _of_noun(c.evidence, j, c)


def _of_noun(parsed: Parsed, j: int, c: Comparison) -> tuple[float, int | None]:
    """ "Talks over a merger", "a possible sale": how sure a noun's deed is."""
    for k in range(j - 1, max(-1, j - 6), -1):
        token = parsed.tokens[k]
        if token.tag in (Tag.VERB, Tag.MARK, Tag.SUB):
            break
        kind = c.lex.control.get(token.lemma)
        if kind in ("talks", "plan") and token.tag is not Tag.NAME:
            return c.lex.control_levels[kind], k
        if c.lex.modifiers.get(token.low) == "claim":
            return 0.5, k
    return 1.0, None


def _nominal(c: Comparison) -> Iterator[Finding]:
    """A noun for what the evidence's verb only may do: "the sale" of what may be sold."""
    for i, link in c.links.items():
        token = c.statement.tokens[i]
        clause = c.evidence.clause_of(link.to)
        if token.tag is not Tag.NOUN or clause is None or clause.certainty > 0.5:
            continue
        level, _ = _of_noun(c.statement, i, c)
        over = c.statement.clauses and min(x.certainty for x in c.statement.clauses) <= 0.6
        if level == 1.0 and not over:
            word = c.evidence.tokens[clause.cue].text if clause.cue is not None else "may"
            yield Finding(Kind.CERTAINTY, 0.4, f"takes for a fact what the source says '{word}' of")


def _reason(c: Comparison, clause: Clause, cue: int | None) -> str:
    said = _words(c.statement, clause.cue, clause.verb)
    has = _words(c.evidence, cue, c.links[clause.verb].to)
    return f"says '{said}', source says '{has}'"


def _words(parsed: Parsed, cue: int | None, verb: int) -> str:
    word = parsed.tokens[verb].text
    return word if cue is None else f"{parsed.tokens[cue].text} … {word}"
