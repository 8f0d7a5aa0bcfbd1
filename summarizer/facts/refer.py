"""What "the company", "the lender" and "it" stand for, where that can be told.

"The lender" is the one company the article calls a lender; "the company" and an "it" that opens a
sentence are what the sentence before is about. What stays open stays a word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from summarizer.facts.knowledge import words
from summarizer.facts.view import MARK, Piece, View, assemble

GENERIC = frozenset(("company", "firm", "group"))
OPENING = re.compile(r"^(?:(?:but|and|in \[d\d+\] ,|on \[d\d+\] ,|however ,|\") )*(it|he|she)(?= )")
PRONOUN = re.compile(r"(?<![\w-])(?:he|she)(?= )")
TWO = re.compile(
    r"^(?:both|the pair|the duo|(?:the two|both) (?:men|women|executives))"
    r"(?= (?:will|would|are|were|have|had|resigned|left|quit|joined|agreed|remain|stepped|plan)\b)"
)
BOUGHT = re.compile(
    r"\b(?:(?:acquisition|purchase|takeover|buyout|sale|bid|offer|deal|agreement|control|stakes?"
    r"|shares|interest|merger|most|rest|all|\[s\d+\]) (?:of|for|in|with)|buy|buys|buying|acquire"
    r"|acquires|acquiring|acquired|bought|purchase|take|take over|taking over|taking) $"
)
"""What the object of a deal stands after: that is not who does it."""
AFTER = re.compile(r"\b(?:after|as|when|since|because|once|before) $")


@cache
def _nouns() -> frozenset[str]:
    return words("names", "descriptors")


def _is_noun(word: str) -> bool:
    return word in _nouns() or word.endswith(("maker", "tech"))


@cache
def _the() -> re.Pattern[str]:
    """A noun for a company with its article and the words between."""
    nouns = "|".join(sorted(_nouns(), key=len, reverse=True))
    return re.compile(
        rf"\bthe (?:(?!(?:and|of|for|to|in|on|by|with|from|that|which|said) )"
        rf"(?:[\w.-]+|\[[gn]\d+\]) ){{0,5}}?({nouns}|[a-z]+(?:maker|tech))(?= |$)"
    )


@cache
def _described() -> tuple[re.Pattern[str], ...]:
    return (
        re.compile(r"\b([a-z][a-z-]+) \[c(\d+)\]"),
        re.compile(
            r"\[c(\d+)\] ,(?: the| a| an| one of| \[g\d+\] 's)?(?: (?!which|who|said)[\w.'&-]+"
            r"| \[[gn]\d+\]){0,6}? ([a-z][a-z-]+)(?= ,| of | in | with | that | which | based)"
        ),
    )


def resolve(views: Sequence[View]) -> list[View]:
    """The views with such words masked as the actor they stand for."""
    nouns = _descriptions(views)
    out: list[View] = []
    focus: int | None = None
    persons: set[int] = set()
    for order, view in enumerate(views):
        view = _resolve_persons(_resolve_one(view, nouns, focus), persons)
        if order == 1 and focus is not None:
            view = _lead(view, nouns, focus)
        out.append(view)
        focus = _subject(view, focus)
        persons = {int(m[2]) for m in MARK.finditer(view.text) if m[1] == "p"} or persons
    return out


def _resolve_persons(view: View, before: set[int]) -> View:
    """ "He" and "she" masked where only one person can be meant: of the sentence up to there, or
    of the last one that names any."""
    swaps: dict[tuple[int, int], str] = {}
    for match in PRONOUN.finditer(view.text):
        here = {int(m[2]) for m in MARK.finditer(view.text, 0, match.start()) if m[1] == "p"}
        meant = here or before
        if len(meant) == 1:
            swaps[match.span()] = f"[p{next(iter(meant))}]"
    if len(before) == 2 and (two := TWO.match(view.text)):
        swaps[two.span()] = " and ".join(f"[p{n}]" for n in sorted(before))
    return _swap(view, swaps) if swaps else view


def _descriptions(views: Sequence[View]) -> dict[str, set[int]]:
    """Which companies the article calls by each noun."""
    called: dict[str, set[int]] = defaultdict(set)
    before, after = _described()
    for view in views:
        for m in before.finditer(view.text):
            called[_single(m[1])].add(int(m[2]))
        for m in after.finditer(view.text):
            called[_single(m[2])].add(int(m[1]))
    return {noun: actors for noun, actors in called.items() if _is_noun(noun)}


def _single(noun: str) -> str:
    return noun


def _subject(view: View, focus: int | None) -> int | None:
    """The company a sentence is about: the first it names, if that is its subject."""
    first = MARK.search(view.text)
    while first and first[1] in "dgnmsx":
        first = MARK.search(view.text, first.end())
    if first is None:
        return focus
    return int(first[2]) if first[1] == "c" else focus


def _resolve_one(view: View, nouns: dict[str, set[int]], focus: int | None) -> View:
    swaps: dict[tuple[int, int], str] = {}
    opening = OPENING.match(view.text)
    if opening and opening[1] == "it" and focus is not None:
        swaps[opening.span(1)] = f"[c{focus}]"
    for match in _the().finditer(view.text):
        if _named_next(view.text, match.end()) or _tells_part(view.text, match):
            continue
        actor = _meant(view, match, nouns, focus)
        if actor is not None:
            swaps[match.span()] = f"[c{actor}]"
    return _swap(view, swaps) if swaps else view


def _lead(view: View, nouns: dict[str, set[int]], focus: int) -> View:
    """The first sentence's opening "the cloud giant" masked as whom the title is about, unless
    others are called so or the sentence names that one itself."""
    opening = _the().match(view.text)
    if opening is None or f"[c{focus}]" in view.text or nouns.get(opening[1], {focus}) != {focus}:
        return view
    if _named_next(view.text, opening.end()) or not DOES.match(view.text, opening.end()):
        return view
    return _swap(view, {opening.span(): f"[c{focus}]"})


DOES = re.compile(
    r" (?:is|was|has|had|will|would|said|says|agreed|plans?|wants?|bought|buys|acquired|acquires"
    r"|offered|paid|pays|takes|took|makes|made|sold|sells)\b"
)


def _named_next(text: str, at: int) -> bool:
    """Whether the noun only introduces a name or another noun ("the company Acme")."""
    return re.match(r" (?:\[[cpx]|[a-z-]+ \[c|-)", text[at:]) is not None and not re.match(
        r" (?:and|or|to|for|from|by|with|in|at|said|bought|acquired) ", text[at:]
    )


PARTS = frozenset(
    ("buyer", "acquirer", "suitor", "bidder", "purchaser", "seller", "owner", "parent", "target")
)


def _tells_part(text: str, match: re.Match[str]) -> bool:
    """Whether "the buyer" says behind a name what part that plays ("Acme, the buyer, said")."""
    return match[1] in PARTS and text[: match.start()].endswith("] , ")


def _meant(
    view: View, match: re.Match[str], nouns: dict[str, set[int]], focus: int | None
) -> int | None:
    called = nouns.get(match[1], set())
    before = [int(m[2]) for m in MARK.finditer(view.text, 0, match.start()) if m[1] == "c"]
    lead = view.text[: match.start()]
    bought = BOUGHT.search(lead) is not None
    if len(called) == 1 and not (bought and called == set(before[-1:])):
        return next(iter(called))
    if bought and len(set(before)) > 1:
        others = set(before) - {before[-1]}
        return next(iter(others)) if len(others) == 1 and not called - set(before) else None
    if called or match[1] not in GENERIC or match[0].count(" ") > 1:
        return None
    if AFTER.search(lead) and before:
        return before[-1]
    if before:
        return before[0] if len(set(before)) == 1 else None
    return focus


def _swap(view: View, swaps: dict[tuple[int, int], str]) -> View:
    pieces: list[Piece] = []
    for piece, at in zip(view.pieces, view.begins, strict=True):
        inside = next((s for s in swaps if s[0] <= at < s[1]), None)
        if inside is None:
            pieces.append(piece)
            continue
        start, end = view.place(*inside)
        if not pieces or pieces[-1].start != start:
            pieces.append(Piece(swaps[inside], start, end))
    return assemble(view.sentence, pieces, view.amounts)
