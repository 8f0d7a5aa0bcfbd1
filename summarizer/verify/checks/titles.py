"""Titles, whose they are, and words such as "interim", "former" or "proposed" before a noun."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.verify.findings import Comparison, Finding, Kind
from summarizer.verify.lexicon import Lexicon, Tag
from summarizer.verify.parse import Parsed
from summarizer.verify.words import Token

GRAVITY = {
    "role": (Kind.TITLE, 0.9, 0.9),
    "claim": (Kind.CERTAINTY, 0.4, 0.2),
    "part": (Kind.QUALIFIER, 0.4, 0.7),
}
"""Kind of modifier: the finding it leads to, how grave leaving it out is, and adding it."""
CLOSE = 4
"""Tokens that may lie between a title and its holder or organisation."""


def titles(c: Comparison) -> Iterator[Finding]:
    """Titles the evidence doesn't give, or gives to somebody else."""
    for i, token in enumerate(c.statement.tokens):
        if token.tag is not Tag.TITLE:
            continue
        if not c.found(i):
            other = c.slot(i, frozenset({Tag.TITLE}))
            said = f"says '{token.text}'"
            reason = f"{said}, source says '{other.text}'" if other else f"{said}, source doesn't"
            yield Finding(Kind.TITLE, 1.0 if other else 0.7, reason)
        elif i in c.links:
            yield from _holder(c, i)


def _holder(c: Comparison, i: int) -> Iterator[Finding]:
    """A title stands beside another name than in the evidence."""
    tokens = c.statement.tokens
    for k in (_beside(tokens, i, -1), _beside(tokens, i, 1)):
        if k is None or k not in c.links:
            continue
        a, b = tokens[i].lemma, c.evidence.tokens[c.links[k].to].low
        if not _near(c.evidence, a, b):
            reason = f"puts '{tokens[i].text}' beside '{tokens[k].text}', the source doesn't"
            yield Finding(Kind.TITLE, 0.7, reason)


def _beside(tokens: Sequence[Token], i: int, step: int) -> int | None:
    """The name next to a title, past a possessive or an article."""
    j = i + step
    while 0 <= j < len(tokens) and tokens[j].tag in (Tag.POSS, Tag.DET):
        j += step
    return j if 0 <= j < len(tokens) and tokens[j].tag is Tag.NAME else None


def _near(evidence: Parsed, title: str, name: str) -> bool:
    """Whether a title and a name stand together, with no other name between."""
    tokens = evidence.tokens
    at = [i for i, t in enumerate(tokens) if t.lemma == title]
    names = [i for i, t in enumerate(tokens) if t.low == name]
    return any(_together(tokens, min(p, q), max(p, q)) for p in at for q in names)


def _together(tokens: Sequence[Token], p: int, q: int) -> bool:
    between = tokens[p + 1 : q]
    if any(t.tag in (Tag.VERB, Tag.CONJ) for t in between):
        return any(t.tag is Tag.REL or t.low in ("is", "was", "as") for t in between)
    runs = sum(
        t.tag is Tag.NAME and (k == 0 or between[k - 1].tag is not Tag.NAME)
        for k, t in enumerate(between)
    )
    return runs <= 1 or len(between) <= CLOSE


def modifiers(c: Comparison) -> Iterator[Finding]:
    """ "Interim", "former", "proposed", "minority": left out, or added."""
    for i, token in enumerate(c.statement.tokens):
        if i not in c.links or token.tag not in (Tag.TITLE, Tag.NOUN, Tag.NAME):
            continue
        source = c.evidence.tokens[c.links[i].to]
        said = _before(c.statement.tokens, i, c.lex)
        has = _before(c.evidence.tokens, c.links[i].to, c.lex)
        for word, kind in has.items():
            if kind in GRAVITY and not _answered(word, c, i) and source.content:
                yield Finding(GRAVITY[kind][0], GRAVITY[kind][1], f"leaves out '{word}'")
        for word, kind in said.items():
            known = (*has, *(t.low for t in c.evidence.tokens))
            if kind in GRAVITY and not any(c.lex.same(word, w) for w in known):
                yield Finding(GRAVITY[kind][0], GRAVITY[kind][2], f"adds '{word}'")


def _before(tokens: Sequence[Token], i: int, lex: Lexicon) -> dict[str, str]:
    """The modifiers right before a token."""
    out = {}
    j = i - 1
    while j >= 0 and (tokens[j].low in lex.modifiers or tokens[j].text == "-"):
        if tokens[j].low in lex.modifiers:
            out[tokens[j].low] = lex.modifiers[tokens[j].low]
        j -= 1
    return out


def _answered(word: str, c: Comparison, i: int) -> bool:
    """Whether the statement says the modifier in its own way, anywhere near."""
    near = c.statement.tokens[max(0, i - 8) : i + 6]
    return any(t.low == word or t.lemma == word or c.lex.same(word, t.low) for t in near)
