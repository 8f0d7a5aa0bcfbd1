"""Whose word it is: an analyst's view told as a fact, or put into another mouth."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.verify.align import likeness
from summarizer.verify.findings import Comparison, Finding, Kind, weaken
from summarizer.verify.lexicon import Tag
from summarizer.verify.parse import Attribution, Parsed
from summarizer.verify.words import Token

DROPPED = {"hearsay": 0.9, "opinion": 0.9, "named": 0.35, "authority": 0.15}
"""Kind of speaker: how grave it is to tell what they say as a plain fact."""
ADDED = 0.7
ANOTHER = 0.8
"""The gravity of a speaker of another kind from the same place."""


def holders(c: Comparison) -> Iterator[Finding]:
    """The speakers over the statement's claims beside those over their counterparts."""
    seen: set[str] = set()
    for i in _claims(c):
        said = _outer(c.statement.over(i))
        has = _outer(c.evidence.over(c.links[i].to))
        finding = _compare(c, i, said, has)
        if finding is not None and finding.reason not in seen:
            seen.add(finding.reason)
            yield from weaken([finding], c.trust(i))


def _claims(c: Comparison) -> Iterator[int]:
    """The verbs of the statement that carry a claim and have a counterpart."""
    speech = {a.cue for a in c.statement.attributions} | {a.cue for a in c.evidence.attributions}
    verbs = [x.verb for x in c.statement.clauses if x.verb in c.links]
    plain = [i for i in verbs if i not in speech and c.links[i].to not in speech]
    if not plain:
        put = _put_in(c.statement)
        content = [i for i, t in enumerate(c.statement.tokens) if t.content and i not in put]
        plain = [i for i in content if i in c.links][-1:]
    return iter(plain)


def _put_in(statement: Parsed) -> set[int]:
    """The tokens in square brackets: names put in from another sentence, which claim nothing."""
    out: set[int] = set()
    inside = False
    for i, token in enumerate(statement.tokens):
        inside = token.text == "[" or (inside and token.text != "]")
        if inside:
            out.add(i)
    return out


def _outer(over: tuple[Attribution, ...]) -> Attribution | None:
    """Of several speakers the one who vouches least; who isn't told ("I think") comes last."""
    order = ("hearsay", "opinion", "named", "authority")
    return min(over, key=lambda a: (not a.speaker, order.index(a.holder)), default=None)


def _compare(
    c: Comparison, i: int, said: Attribution | None, has: Attribution | None
) -> Finding | None:
    if said is None and has is None:
        return None
    if said is None and has is not None:
        return _dropped(c, i, has)
    if has is None and said is not None:
        return _added(c, said)
    assert said is not None and has is not None
    if not said.speaker or not has.speaker:
        return None
    words = c.statement.words(said.speaker), c.evidence.words(has.speaker)
    if _share(c, said, has):
        return _another_kind(c, said, has, words)
    if said.holder == has.holder == "hearsay":
        return None
    anaphor = any(c.evidence.tokens[j].lemma in c.lex.anaphor_nouns for j in has.speaker)
    named = any(c.evidence.tokens[j].tag is Tag.NAME for j in has.speaker)
    severity = 0.3 if anaphor and not named and has.holder == "authority" else 1.0
    return Finding(Kind.HOLDER, severity, f"credits '{words[0]}', source credits '{words[1]}'")


def _dropped(c: Comparison, i: int, has: Attribution) -> Finding | None:
    clause = c.statement.clause_of(i)
    subject = clause.subject if clause else frozenset()
    own = any(
        likeness(c.statement.tokens[k], c.evidence.tokens[j], c.lex) >= 0.9
        for k in subject
        for j in has.speaker
    )
    if own and has.holder in ("authority", "named"):
        return None
    who = c.evidence.words(has.speaker) or c.evidence.tokens[has.cue].text
    mentioned = any(likeness(t, c.evidence.tokens[j], c.lex) >= 0.9
                    for t in c.statement.tokens for j in has.speaker)  # fmt: skip
    severity = DROPPED[has.holder] * (0.3 if mentioned else 1.0)
    return Finding(Kind.HOLDER, severity, f"leaves out that '{who}' says so")


def _added(c: Comparison, said: Attribution) -> Finding | None:
    if said.cue in c.links and c.evidence.tokens[c.links[said.cue].to].low == (
        c.statement.tokens[said.cue].low
    ):
        return None
    known = [i for i in said.speaker if c.found(i)]
    severity = 0.4 if known else ADDED
    who = c.statement.words(said.speaker) or c.statement.tokens[said.cue].text
    return Finding(Kind.HOLDER, severity, f"credits '{who}', the source nobody")


def _share(c: Comparison, said: Attribution, has: Attribution) -> bool:
    """Whether two attributions have a speaker in common."""
    if said.holder != has.holder and "hearsay" in (said.holder, has.holder):
        return False
    return any(
        likeness(a, b, c.lex) >= 0.75
        for a in _speakers(c.statement, said)
        for b in _speakers(c.evidence, has)
    )


def _another_kind(
    c: Comparison, said: Attribution, has: Attribution, words: tuple[str, str]
) -> Finding | None:
    """A speaker of a kind no cited sentence has, where the rest of it is shared: "regulators for
    X" of "a spokesman for X"."""
    plain = c.lex.anaphor_nouns | c.lex.generic
    new = {c.statement.tokens[i].lemma for i in said.speaker if not c.found(i)} - plain
    theirs = {c.evidence.tokens[j].lemma for j in has.speaker}
    if new.isdisjoint(c.lex.holders) or theirs.isdisjoint(c.lex.holders):
        return None
    return Finding(Kind.HOLDER, ANOTHER, f"credits '{words[0]}', source credits '{words[1]}'")


def _speakers(parsed: Parsed, a: Attribution) -> list[Token]:
    return [parsed.tokens[i] for i in a.speaker if parsed.tokens[i].tag is not Tag.QUANTITY]
