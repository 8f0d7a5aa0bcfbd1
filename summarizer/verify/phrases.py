"""Noun phrases before and after a verb, by their neighbours."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.verify.lexicon import Tag
from summarizer.verify.words import NOMINAL, Token

NP = NOMINAL | {Tag.DET, Tag.POSS, Tag.DATE, Tag.ADV}
_PARTICLES = frozenset(["up", "off", "out", "down", "over", "back", "away", "in", "on"])
ENDS = frozenset(";:!?")


def phrase(tokens: Sequence[Token], end: int) -> frozenset[int]:
    """The names and content words of the noun phrase that ends at a token."""
    out = set()
    j = end
    listed = False
    while j >= 0 and end - j < 30:
        token = tokens[j]
        if token.tag in NP:
            if token.tag in NOMINAL:
                out.add(j)
        elif token.tag is Tag.CONJ and j and tokens[j - 1].tag in NP | {Tag.MARK}:
            listed = True
        elif (token.text == "," and listed) or token.tag in (Tag.PREP, Tag.TO):
            if j + 1 <= end and tokens[j + 1].tag not in NP:
                break
        elif token.text != "-" and not postmodifier(tokens, j):
            break
        j -= 1
    return frozenset(out)


def postmodifier(tokens: Sequence[Token], j: int) -> bool:
    """A participle inside a noun phrase: "funds managed by X", "talks aimed at Y"."""
    if tokens[j].tag is not Tag.VERB or j == 0 or tokens[j - 1].tag not in NOMINAL:
        return False
    if tokens[j].low.endswith("ing"):
        return True
    after = tokens[j + 1].tag if j + 1 < len(tokens) else Tag.MARK
    past = tokens[j].low.endswith(("ed", "wn", "ld", "nd", "pt", "de", "ken", "ven", "ght"))
    return past and after in (Tag.PREP, Tag.TO, Tag.DATE, Tag.ADV) and tokens[j].low != "agreed"


def object_of(tokens: Sequence[Token], i: int) -> frozenset[int]:
    """The content words of the noun phrase right after a verb."""
    j = i + 1
    if tokens[i].tag is Tag.AUX and j < len(tokens) and tokens[j].tag is Tag.PREP:
        return frozenset()
    while j < len(tokens) and (
        tokens[j].tag is Tag.ADV or (tokens[j].tag is Tag.PREP and tokens[j].low in _PARTICLES)
    ):
        j += 1
    return forward(tokens, j)


def forward(tokens: Sequence[Token], j: int) -> frozenset[int]:
    out = set()
    while j < len(tokens):
        token = tokens[j]
        if token.tag in NOMINAL:
            out.add(j)
        elif token.tag is Tag.CONJ:
            if j + 1 >= len(tokens) or tokens[j + 1].tag not in NP:
                break
        elif token.tag not in NP and token.text != "-" and not (out and token.low == "of"):
            break
        j += 1
    return frozenset(out)


def all_after(tokens: Sequence[Token], i: int) -> frozenset[int]:
    """All content words after a verb up to the end of its sentence's part."""
    out = set()
    for j in range(i + 1, min(len(tokens), i + 26)):
        if tokens[j].text in ENDS:
            break
        if tokens[j].tag in NOMINAL:
            out.add(j)
    return frozenset(out)


def agent_of(tokens: Sequence[Token], i: int) -> frozenset[int]:
    for j in range(i + 1, min(len(tokens), i + 14)):
        if tokens[j].low == "by":
            return forward(tokens, j + 1)
        if tokens[j].tag in (Tag.VERB, Tag.SUB, Tag.REL) or tokens[j].text in ENDS:
            break
    return frozenset()
