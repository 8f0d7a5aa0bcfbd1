"""Names that the evidence doesn't hold, or holds in another place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.verify.align import likeness
from summarizer.verify.findings import Comparison, Finding, Kind
from summarizer.verify.lexicon import Tag
from summarizer.verify.words import Token

_NAME = frozenset({Tag.NAME})


def names(c: Comparison) -> Iterator[Finding]:
    """Names none of whose words, or not all of them, stand in a cited sentence."""
    for run in runs_of(c.statement.tokens):
        missing = [i for i in run if not c.found(i)]
        if not missing:
            continue
        other = c.slot(missing[0], _NAME)
        severity = 1.0 if other is not None or len(missing) == len(run) else 0.7
        said = " ".join(c.statement.tokens[i].text for i in run)
        if other is None:
            yield Finding(Kind.NAME, severity, f"names '{said}', which the source doesn't")
        else:
            yield Finding(Kind.NAME, severity, f"says '{said}', source says '{other.text}'")


def runs_of(tokens: Sequence[Token]) -> Iterator[list[int]]:
    """The names of a sentence, each as the positions of its words."""
    run: list[int] = []
    for i, token in enumerate(tokens):
        if token.tag is Tag.NAME:
            run.append(i)
        elif run:
            yield run
            run = []
    if run:
        yield run


def misplaced(c: Comparison) -> Iterator[Finding]:
    """Names, amounts and titles that stand where the evidence has another one."""
    yield from _misplaced_amounts(c)
    yield from _misplaced_titles(c)
    for run in runs_of(c.statement.tokens):
        if not all(_loose(c, i) for i in run):
            continue
        if not _settled(c, run[0], run[-1]):
            continue
        other = c.slot(run[0], _NAME, reach=3)
        said = {c.statement.tokens[i].low for i in run}
        if other is not None and other.low not in said:
            words = " ".join(c.statement.tokens[i].text for i in run)
            yield Finding(
                Kind.ROLE,
                0.8 * c.anchored(run[0]),
                f"has '{words}' where the source has '{other.text}'",
            )


def _loose(c: Comparison, i: int) -> bool:
    """Whether a token's counterpart is out of order, or in another cited sentence."""
    return (i in c.links and not c.links[i].ordered) or i in c.elsewhere


def _misplaced_titles(c: Comparison) -> Iterator[Finding]:
    for i, token in enumerate(c.statement.tokens):
        if token.tag is not Tag.TITLE or not _loose(c, i) or not _settled(c, i, i):
            continue
        other = c.slot(i, frozenset({Tag.TITLE}), reach=2)
        if other is not None and other.lemma != token.lemma:
            reason = f"says '{token.text}' where the source says '{other.text}'"
            yield Finding(Kind.TITLE, 0.9, reason)


def _settled(c: Comparison, first: int, last: int) -> bool:
    """Whether a word next to a name keeps its order; else the whole phrase was moved."""
    sides = (range(first - 1, -1, -1), range(last + 1, len(c.statement.tokens)))
    near = [next((k for k in side if c.statement.tokens[k].content), None) for side in sides]
    return any(k is not None and k in c.links and c.links[k].ordered for k in near)


def _misplaced_amounts(c: Comparison) -> Iterator[Finding]:
    for i, token in enumerate(c.statement.tokens):
        if token.quantity is None or not _loose(c, i):
            continue
        other = c.slot(i, frozenset({token.tag}), reach=3)
        if other is None or other.quantity is None or likeness(token, other, c.lex):
            continue
        if type(other.quantity.value) is type(token.quantity.value):
            kind = Kind.DATE if token.tag is Tag.DATE else Kind.MEASURE
            reason = f"has '{token.text}' where the source has '{other.text}'"
            yield Finding(kind, 0.9, reason)
