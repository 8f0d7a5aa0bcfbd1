"""Negations that were dropped or added."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.verify.findings import Comparison, Finding, Kind
from summarizer.verify.lexicon import Tag
from summarizer.verify.parse import Parsed
from summarizer.verify.words import Token

_NOUNS = frozenset({Tag.NOUN, Tag.NAME, Tag.TITLE})
_DO = frozenset(["do", "does", "did"])
SHORTEST = 4
"""Letters of a word that "un-" turns round."""


def negation(c: Comparison) -> Iterator[Finding]:
    """Words the statement denies and the evidence doesn't, or the other way round."""
    said, has = negated(c.statement), negated(c.evidence)
    back = c.linked()
    moved = bool(said) and bool(has)
    for i, cue in said.items():
        link = c.links.get(i)
        if link is not None and link.to not in has:
            word = c.statement.tokens[cue].text
            severity = (0.5 if moved else 1.0) * _trust(c, i)
            yield Finding(Kind.NEGATION, severity, f"says '{word}', source doesn't")
    for j, cue in has.items():
        for i in back.get(j, ()):
            if i not in said and not _said_otherwise(c, i):
                word = c.evidence.tokens[cue].text
                severity = (0.5 if moved else 1.0) * _trust(c, i)
                yield Finding(Kind.NEGATION, severity, f"leaves out '{word}'")


def _trust(c: Comparison, i: int) -> float:
    """How far a word's link tells what is denied: fully where the whole statement stands in the
    sentence word after word, however far apart."""
    content = (k for k, t in enumerate(c.statement.tokens) if t.content)
    if all(k in c.links and c.links[k].ordered for k in content):
        return 1.0
    return c.trust(i)


def negated(parsed: Parsed) -> dict[int, int]:
    """Tokens under a negation, and the token that negates each."""
    out = {c.verb: c.negation for c in parsed.clauses if c.negation is not None}
    spent = set(out.values())
    for verb, n in list(out.items()):
        done = _done(parsed, n) if parsed.tokens[verb].low in _DO else None
        if done is not None:
            out.setdefault(done, n)
    for n, token in enumerate(parsed.tokens):
        if token.tag is not Tag.NEG or n in spent:
            continue
        target = _next_content(parsed, n)
        if target is not None:
            out.setdefault(target, n)
    return out


def _done(parsed: Parsed, n: int) -> int | None:
    """What "did not" denies where its verb is read as a noun: "did not decline"."""
    j = n + 1
    while j < len(parsed.tokens) and parsed.tokens[j].tag is Tag.ADV:
        j += 1
    return j if j < len(parsed.tokens) and parsed.tokens[j].tag is Tag.NOUN else None


def _next_content(parsed: Parsed, n: int) -> int | None:
    """What a negation before a noun, or after its verb, denies: the next content word, not past
    an article that has none ("doesn't own for now", where "own" is read as one)."""
    last = None
    for j in range(n + 1, min(len(parsed.tokens), n + 6)):
        token = parsed.tokens[j]
        if token.tag in _NOUNS:
            last = j
        elif token.content:
            return last if last is not None else j
        bare = token.tag is Tag.PREP and parsed.tokens[j - 1].tag is Tag.DET
        if token.tag not in _NOUNS and (last is not None or token.tag is Tag.MARK or bare):
            break
    return last


def _said_otherwise(c: Comparison, i: int) -> bool:
    """Whether the statement has a negative word of its own in or right before the token."""
    before = c.statement.tokens[max(0, i - 4) : i]
    refused = any(t.tag is Tag.NEG or c.lex.control.get(t.lemma) == "fail" for t in before)
    return refused or any(_opposite(c, t) for t in (*before, c.statement.tokens[i]))


def _opposite(c: Comparison, token: Token) -> bool:
    """ "Unable", "non-binding"; but "under" and "unit" deny nothing."""
    if token.low.startswith("non"):
        return True
    rest = token.low.removeprefix("un")
    known = rest in c.lex.frequency or rest in c.lex.verbs
    return token.content and rest != token.low and len(rest) >= SHORTEST and known
