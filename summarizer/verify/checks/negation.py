"""Negations that were dropped or added."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.verify.findings import Comparison, Finding, Kind
from summarizer.verify.lexicon import Tag
from summarizer.verify.parse import Parsed


def negation(c: Comparison) -> Iterator[Finding]:
    """Words the statement denies and the evidence doesn't, or the other way round."""
    said, has = negated(c.statement), negated(c.evidence)
    back = c.linked()
    moved = bool(said) and bool(has)
    for i, cue in said.items():
        link = c.links.get(i)
        if link is not None and link.to not in has:
            word = c.statement.tokens[cue].text
            severity = (0.5 if moved else 1.0) * c.trust(i)
            yield Finding(Kind.NEGATION, severity, f"says '{word}', source doesn't")
    for j, cue in has.items():
        for i in back.get(j, ()):
            if i not in said and not _said_otherwise(c, i):
                word = c.evidence.tokens[cue].text
                severity = (0.5 if moved else 1.0) * c.trust(i)
                yield Finding(Kind.NEGATION, severity, f"leaves out '{word}'")


def negated(parsed: Parsed) -> dict[int, int]:
    """Tokens under a negation, and the token that negates each."""
    out = {c.verb: c.negation for c in parsed.clauses if c.negation is not None}
    spent = set(out.values())
    for n, token in enumerate(parsed.tokens):
        if token.tag is not Tag.NEG or n in spent:
            continue
        target = _next_content(parsed, n)
        if target is not None:
            out.setdefault(target, n)
    return out


def _next_content(parsed: Parsed, n: int) -> int | None:
    """What a negation before a noun, or after its verb, denies: the next content word."""
    last = None
    for j in range(n + 1, min(len(parsed.tokens), n + 6)):
        token = parsed.tokens[j]
        if token.tag in (Tag.NOUN, Tag.NAME, Tag.TITLE):
            last = j
        elif token.content:
            return last if last is not None else j
        elif last is not None or token.tag is Tag.MARK:
            break
    return last


def _said_otherwise(c: Comparison, i: int) -> bool:
    """Whether the statement has a negative word of its own right before the token."""
    near = c.statement.tokens[max(0, i - 4) : i + 1]
    return any(
        t.tag is Tag.NEG or c.lex.control.get(t.lemma) == "fail" or t.low.startswith(("un", "non"))
        for t in near
    )
