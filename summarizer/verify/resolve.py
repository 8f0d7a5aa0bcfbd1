"""Names that the article lets stand for what the evidence says: "the company", a bare surname."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from summarizer.verify.checks.names import runs_of
from summarizer.verify.lexicon import Lexicon, Tag
from summarizer.verify.parse import Parsed
from summarizer.verify.words import NOMINAL, Token, straighten

RECENT = 600
"""Characters before a sentence in which the bearer of its pronouns is looked for."""


def resolve(
    statement: Parsed, known: Collection[int], evidence: Parsed, context: str, lex: Lexicon
) -> frozenset[int]:
    """The name tokens without a counterpart (not in `known`) that the article accounts for.

    Either the name spells out a shorter one of the evidence, in words that stand together in the
    article; or the evidence has a pronoun or "the company" and the name was used shortly before.
    """
    text = straighten(context)
    out: set[int] = set()
    before = _before(evidence, text)
    for run in runs_of(statement.tokens):
        missing = [i for i in run if i not in known]
        if not missing:
            continue
        words = straighten(statement.text)[
            statement.tokens[run[0]].start : statement.tokens[run[-1]].end
        ]
        spelled = len(missing) < len(run) and words in text
        if spelled or _initials(words, evidence) or (_stands_in(evidence, lex) and words in before):
            out.update(missing)
    return frozenset(out)


def _before(evidence: Parsed, text: str) -> str:
    """The piece of the article a pronoun of the evidence may refer to."""
    at = text.find(straighten(evidence.text))
    return text[max(0, at - RECENT) : at] if at >= 0 else ""


def _stands_in(evidence: Parsed, lex: Lexicon) -> bool:
    """Whether the evidence has a word that stands for a name."""
    tokens = evidence.tokens
    return any(
        t.low in lex.person_pronouns
        or t.low in lex.thing_pronouns
        or (t.lemma in lex.anaphor_nouns and i > 0 and _definite(tokens[:i]))
        for i, t in enumerate(tokens)
    )


def _definite(tokens: Sequence[Token]) -> bool:
    return any(t.low in ("the", "its", "their", "his", "her") for t in tokens[-3:])


def _initials(words: str, evidence: Parsed) -> bool:
    """Whether a name and words of the evidence are each other's initials: "GM", "FDA"."""
    own = words.replace(".", "")
    if own.isupper() and 2 <= len(own) <= 5:
        return own.lower() in _letters(evidence.tokens, len(own))
    letters = "".join(p[0] for p in words.split() if p[0].isupper())
    return len(letters) > 1 and any(
        t.tag is Tag.NAME and t.text.replace(".", "") == letters for t in evidence.tokens
    )


def _letters(tokens: Sequence[Token], length: int) -> set[str]:
    """The first letters of every so many words in a row, little words apart."""
    words = [t.low for t in tokens if t.tag in NOMINAL | {Tag.ADV} and t.low[:1].isalpha()]
    return {"".join(w[0] for w in words[i : i + length]) for i in range(len(words))}
