"""A sentence as the patterns see it: names and amounts masked, asides left out.

    Acme Corp, a maker of paper, said on Monday it will buy rival Birch for about $3 billion.
    [c0] will buy rival [c1] for [m0] .

`c` company, `p` person, `g` place, `x` other name, `m` money, `s` percentage (share), `n` number,
`d` date; the number is the actor's in the cast, or the amount's in the view. Every piece knows
where it stands in the article, so that whatever a pattern finds can be pointed at.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from summarizer.facts.cast import Cast
from summarizer.facts.knowledge import table
from summarizer.facts.tokens import Token
from summarizer.quantities import Count, Quantity
from summarizer.records import Moment, Money, Percent

LETTERS = {Money: "m", Percent: "s", Count: "n", Moment: "d"}
MARK = re.compile(r"\[([cpgxmsnd])(\d+)\]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A masked word at characters `start` to `end` of the article."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class View:
    """Pieces joined by blanks: `text` is what patterns are matched against."""

    sentence: int
    pieces: tuple[Piece, ...]
    text: str
    begins: tuple[int, ...]
    amounts: tuple[Quantity, ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where in the article characters `start` to `end` of the masked text stand."""
        first = max(0, bisect_right(self.begins, start) - 1)
        last = max(first, bisect_right(self.begins, max(start, end - 1)) - 1)
        return self.pieces[first].start, self.pieces[last].end

    def without(self, gone: Sequence[tuple[int, int]]) -> View:
        """The view less the pieces that begin within one of these stretches of the masked text."""
        kept = [
            p
            for p, at in zip(self.pieces, self.begins, strict=True)
            if not any(s <= at < e for s, e in gone)
        ]
        return assemble(self.sentence, kept, self.amounts)


def assemble(sentence: int, pieces: Sequence[Piece], amounts: Sequence[Quantity]) -> View:
    begins, at = [], 0
    for piece in pieces:
        begins.append(at)
        at += len(piece.text) + 1
    text = " ".join(p.text for p in pieces)
    return View(sentence, tuple(pieces), text, tuple(begins), tuple(amounts))


def mask(sentence: int, cast: Cast, amounts: Sequence[Quantity]) -> View:
    """The whole sentence masked. `amounts` are the quantities of it, placed in the article."""
    tokens = cast.tokens[sentence]
    if not tokens:
        return assemble(sentence, [], amounts)
    sums = [q for q in amounts if isinstance(q.value, Money)]
    named = [
        m
        for m in cast.named(tokens[0].start, tokens[-1].end)
        if not any(q.start <= m.start and m.end <= q.end for q in sums)  # "Rs" of "Rs 300 crore"
    ]
    marks = [(m.start, m.end, f"[{cast.actors[m.actor].kind}{m.actor}]") for m in named]
    marks += [
        (q.start, q.end, f"[{LETTERS[type(q.value)]}{i}]")
        for i, q in enumerate(amounts)
        if not any(q.start < e and s < q.end for s, e, _ in marks)
    ]
    return assemble(sentence, _pieces(tokens, sorted(marks)), amounts)


def _pieces(tokens: Sequence[Token], marks: Sequence[tuple[int, int, str]]) -> list[Piece]:
    out: list[Piece] = []
    at = 0
    for token in tokens:
        while at < len(marks) and marks[at][1] <= token.start:
            at += 1
        if at < len(marks) and marks[at][0] < token.end:
            start, end, mark = marks[at]
            if not out or out[-1].start != start:
                out.append(Piece(mark, start, end))
            if token.end > end and "-" in token.text[end - token.start :]:
                out.append(Piece(token.text[end - token.start :].lower(), end, token.end))
        else:
            plain = token.text.lower().replace("’", "'").replace("‑", "-")
            out.append(Piece(plain, token.start, token.end))
    return out


# ---------------------------------------------------------------- asides


@cache
def _drops() -> tuple[tuple[re.Pattern[str], int, tuple[str, ...]], ...]:
    rows = table("view")["drop"]
    return tuple(
        (re.compile(r["pattern"]), r.get("group", 0), tuple(r.get("needs", ()))) for r in rows
    )


@cache
def _unfolds() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p) for p in table("view")["unfold"])


def simplify(view: View) -> View:
    """The view without what stands between a subject and its verb: asides, "said it", adverbs."""
    for pattern, group, needs in _drops():
        if needs and not any(n in view.text for n in needs):
            continue
        gone = [m.span(group) for m in pattern.finditer(view.text)]
        if gone:
            view = view.without(gone)
    return view


def unfold(view: View) -> View | None:
    """The view with relative clauses told as main ones ("X , which bought Y ,"), if it has any."""
    gone = [m.span(1) for p in _unfolds() for m in p.finditer(view.text)]
    return view.without(gone) if gone else None
