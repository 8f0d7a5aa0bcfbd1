"""Sentences that say who buys what from whom: each match of a frame is one Deal.

The patterns stand in `data/frames.toml`, what their leads mean in `data/leads.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from summarizer.facts.knowledge import table
from summarizer.facts.patterns import compile_pattern, group
from summarizer.facts.view import MARK, View
from summarizer.records import Certainty

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of a company that changes hands, by its words at characters `start` to `end`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Deal:
    """What one clause says of one deal. Parties are numbers of the cast; places are the article's.

    `told` says that the clause has words for its status. `span` is the clause, `masked` the stretch
    of the sentence's masked text it was read from.
    """

    sentence: int
    frame: str
    span: Place
    masked: Place
    buyers: tuple[int, ...]
    targets: tuple[int, ...]
    sellers: tuple[int, ...]
    unit: Unit | None
    places: tuple[tuple[int, Place], ...]
    stake: Place | None
    status: str
    certainty: Certainty
    confidence: float
    merger: bool
    attach: bool
    open: bool
    told: bool
    words: str

    def where(self, actor: int) -> Place | None:
        return next((place for number, place in self.places if number == actor), None)


@dataclass(frozen=True, slots=True)
class Frame:
    """A row of the table; `pattern` still holds its macros."""

    name: str
    pattern: str
    needs: tuple[str, ...]
    leads: str | None
    status: str
    certainty: Certainty
    confidence: float
    merger: bool
    worded: str | None
    clausal: bool
    attach: bool
    force: str | None
    open: bool


@dataclass(frozen=True, slots=True)
class Lead:
    pattern: re.Pattern[str]
    status: str | None
    certainty: Certainty
    confidence: float


@cache
def frames() -> tuple[Frame, ...]:
    rows = [*table("frames")["frame"], *table("phrases")["frame"]]
    return tuple(
        Frame(
            row["name"],
            row["pattern"],
            tuple(row["needs"]),
            row.get("leads"),
            row.get("status", "agreed"),
            Certainty(row.get("certainty", "will")),
            row.get("confidence", 1.0),
            row.get("merger", False),
            row.get("worded"),
            row.get("clausal", False),
            row.get("attach", False),
            row.get("force"),
            row.get("open", False),
        )
        for row in rows
    )


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when a sentence first needs it: most articles need a few frames only."""
    return compile_pattern(pattern, table("frames")["macros"])


@cache
def _needs() -> frozenset[str]:
    """What one frame or another needs in a sentence, each looked for once."""
    return frozenset(need for frame in frames() for need in frame.needs)


@cache
def _trigger() -> re.Pattern[str]:
    return re.compile(table("frames")["trigger"])


@cache
def leads(name: str) -> tuple[Lead, ...]:
    data = table("leads")
    tail = "{tail}" if name in data["nominal"] else ""
    return tuple(
        Lead(
            compile_pattern(f"(?:{row['pattern']}){tail}", data["macros"]),
            row.get("status"),
            Certainty(row.get("certainty", "may")),
            row.get("confidence", 0.0),
        )
        for row in data[name]
    )


def read_deals(view: View) -> Iterator[Deal]:
    """Every deal the frames find in a masked, simplified sentence."""
    text = view.text
    if ("[c" not in text and "[p" not in text) or not _trigger().search(text):
        return
    there = {need for need in _needs() if need in text}
    for frame in frames():
        if there.isdisjoint(frame.needs):
            continue
        for match in _compiled(frame.pattern).finditer(text):
            deal = _deal(view, frame, match)
            if deal is not None:
                yield deal


def _deal(view: View, frame: Frame, match: re.Match[str]) -> Deal | None:
    told = _told(view, frame, match)
    if told is None or told.status is None:
        return None
    if frame.clausal and not _opens_clause(view.text, match.start()):
        return None
    status, certainty, confidence = told.status, told.certainty, told.confidence
    doubt = _doubt(view.text[max(0, match.start() - 70) : match.start()])
    if doubt is not None and status in ("agreed", "closed"):
        status, certainty = doubt.status or status, doubt.certainty
        confidence *= doubt.confidence
    if PAID.search(match[0]):
        certainty = Certainty.DID
    if frame.force and status in ("agreed", "closed"):
        status, certainty = frame.force, Certainty.MAY
    buyers = _actors(view, match, "buyers")
    targets = _actors(view, match, "target")
    sellers = _actors(view, match, "seller") or _actors(view, match, "from")
    unit = _unit(view, match)
    if targets and not sellers and unit is None:
        unit = _part_of_target(view, targets, match)
        targets, sellers = ([], targets[:1]) if unit else (targets, sellers)
    if not targets and unit is None and not frame.open:
        return None
    places = (*buyers, *targets, *sellers)
    stake = group(match, "stake")
    return Deal(
        view.sentence,
        frame.name,
        view.place(*match.span()),
        match.span(),
        tuple(n for n, _ in buyers),
        tuple(n for n, _ in targets),
        tuple(n for n, _ in sellers),
        unit,
        places,
        view.place(*stake) if stake else None,
        status,
        certainty,
        confidence,
        frame.merger,
        frame.attach,
        frame.open,
        told.pattern is not match.re,
        match[0],
    )


def _doubt(before: str) -> Lead | None:
    """What stands before a clause and makes it less than a fact ("wants Acme to buy Birch")."""
    return next((row for row in leads("before") if row.pattern.search(before)), None)


PAID = re.compile(r"\b(?:paid|spent)\b")
CLAUSE = re.compile(
    r"(?:[,:;] |\b(?:said|says|that|after|as|while|when|but|because|and|if) )(?:[a-z-]+ ){0,3}$"
)


def _opens_clause(text: str, at: int) -> bool:
    """Whether a name can be what "its" refers to: the sentence's first one, or a clause's."""
    before = text[:at]
    named = any(m[1] in "cp" for m in MARK.finditer(before))
    return not named or CLAUSE.search(before) is not None


DATE = re.compile(r"^(?:(?:on|in|late|early|at|this|last) )*\[d\d+\] ")


PARTNER = re.compile(
    r"\b(?:with|from|through|via|against) (?:[^\s\[]+ |\[[gn]\d+\] ){0,4}?\[[cpx]\d+\]"
    r"(?: and \[[cpx]\d+\])? "
)
"""Who the subject acts with, which says nothing of how far the deal is."""


def _told(view: View, frame: Frame, match: re.Match[str]) -> Lead | None:
    """What the clause says of how far the deal is: by its lead, by its noun, or by its frame."""
    if frame.leads is not None:
        at = group(match, "lead")
        lead = PARTNER.sub("", DATE.sub("", view.text[at[0] : at[1]])).strip() if at else ""
        known = next((r for r in leads(frame.leads) if r.pattern.fullmatch(lead)), None)
        return known and replace(known, confidence=known.confidence * frame.confidence)
    plain = Lead(match.re, frame.status, frame.certainty, frame.confidence)
    if not frame.worded:
        return plain
    worded = next((r for r in leads(frame.worded) if r.pattern.search(match[0])), None)
    return (
        plain
        if worded is None
        else replace(worded, confidence=worded.confidence * frame.confidence)
    )


def _actors(view: View, match: re.Match[str], name: str) -> list[tuple[int, Place]]:
    at = group(match, name)
    if at is None:
        return []
    marks = [m for m in MARK.finditer(view.text, *at) if m[1] in "cp"]
    if any(m[1] == "c" for m in marks):
        marks = [m for m in marks if m[1] == "c" or _joined(view.text, m, at)]
    elif not marks:
        marks = [m for m in MARK.finditer(view.text, *at) if m[1] == "g"]  # a state
    return [(int(m[2]), view.place(*m.span())) for m in marks]


def _joined(text: str, mark: re.Match[str], at: Place) -> bool:
    """Whether a person is named beside a company, not as its officer ("Acme, chief Jane Roe")."""
    before, after = text[at[0] : mark.start()], text[mark.end() : at[1]]
    opens = not before and after.startswith((" and ", " , "))
    return opens or re.search(r"\band [^,\]]*$", before) is not None


PART = re.compile(r" (?:unit|arm|division|subsidiary|business|units|operations)\b")


def _part_of_target(
    view: View, targets: list[tuple[int, Place]], match: re.Match[str]
) -> Unit | None:
    """ "Buys Acme unit" buys a part of Acme; "buys the Birch unit" a part called Birch."""
    at = group(match, "target")
    if at is None or len(targets) > 1 or not (part := PART.match(view.text, at[1])):
        return None
    if re.search(r"\b(?:the|its|their) (?:[\w.-]+ ){0,3}$", view.text[: at[0]]):
        return None
    start, end = view.place(at[0], part.end())
    return Unit(start, end, view.text[at[0] : part.end()])


def _unit(view: View, match: re.Match[str]) -> Unit | None:
    at = group(match, "unit")
    if at is None:
        return None
    start, end = view.place(*at)
    return Unit(start, end, view.text[at[0] : at[1]])
