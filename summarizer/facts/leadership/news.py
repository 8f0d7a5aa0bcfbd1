"""Whether a clause tells news, by its words and its dates."""

from __future__ import annotations

import re

from summarizer.facts.leadership.rows import rule
from summarizer.facts.scene import Scene
from summarizer.facts.view import View
from summarizer.records import Moment

ASIDE = re.compile(r",[^,]*,")
CLAUSE = re.compile(r"[,;]|\b(?:once|when|after|before|until|while|who|which)\b")
AHEAD = re.compile(
    r"\b(?:will|would|is to|to be|starting|beginning|effective|as of|next|(?:is|are) \w+ing)\b"
)
COMES = re.compile(r"\b(?:come|comes|came) (?:(?:[\w-]+|\[[nd]\d+\]) ){1,4}after $")
"""Before what is news as well: "the sale comes two weeks after Jane Roe resigned"."""
YEAR = re.compile(r"\d{4}")
OPENS = re.compile(r"(?:(?:in|after|since|before|until|when|from)\b[^,;]*)?\[d\d+\][^,;]{0,12},")
"""A sentence that begins with a time."""
RECENT, PAST = 4, 12
"""Months after which a change is less likely the article's news, and after which it is none."""
EARLIER = 0.85
"""What the confidence in a change of such months is multiplied with."""


def surety(scene: Scene, view: View, match: re.Match[str], supposed: bool) -> float:
    """How surely the clause tells news, 0 to 1: not an older story, by its words or its date."""
    if rule("biography", "condition").search(f"{match[0]} ~{view.text[match.end() :]}"):
        return 0.0
    if rule("biography", "after").match(view.text[match.end() :]) and not AHEAD.search(match[0]):
        return 0.0
    start = view.place(0, 1)[0]
    if rule("biography", "opens").match(scene.article.text[start : start + 60].lower()):
        return 0.0
    if rule("biography", "refused").search(view.text[: match.start()]):
        return 0.0
    if not supposed and _told_otherwise(view.text[: match.start()], match[0]):
        return 0.0
    left, right = view.text[max(0, match.start() - 30) :], view.text[match.end() :][:30]
    opens = OPENS.match(view.text)
    first = match.start() - len(CLAUSE.split(left[: min(30, match.start())])[-1])
    if opens is not None and match.start() <= opens.end() + 2:
        first = 0
    tail = match.end() + len(CLAUSE.split(right)[0])
    asides = [
        (match.start() + m.start(), match.start() + m.end()) for m in ASIDE.finditer(match[0])
    ]
    near = view.without([(0, first), (tail, len(view.text)), *asides])
    told = view.without([(0, match.start()), (tail, len(view.text)), *asides])
    text = " ".join(scene.article.text[p.start : p.end] for p in told.pieces)
    if rule("biography", "inside").search(text):
        return 0.0
    starts = {p.start for p in near.pieces}
    ahead = AHEAD.search(view.text, first, tail) is not None
    months = [
        0 if ahead and YEAR.search(q.value.text) is None else months_ago(scene, q.value)
        for q in view.amounts
        if isinstance(q.value, Moment) and q.start in starts
    ]
    oldest = max(months, default=0)
    return 0.0 if oldest >= PAST else EARLIER if oldest > RECENT else 1.0


def _told_otherwise(left: str, clause: str) -> bool:
    """Whether the words before a clause make it a story of the past, a wish or a condition."""
    several = re.match(r"(?:\[p\d+\](?: ,)?(?: and)? )+to ", clause)
    if several and rule("biography", "asked").search(left):
        return True
    told = COMES.sub("", left)
    if clause.startswith("[p") and rule("biography", "conjunction").search(told):
        return rule("biography", "ahead").search(clause) is None
    if rule("biography", "instead").search(left):
        return True
    return rule("biography", "before").search(left) is not None


def months_ago(scene: Scene, moment: Moment) -> int:
    """How many months before the article, by its own date; 0 where that isn't known."""
    if scene.today is None or moment.year is None:
        return 0
    months = (scene.today.year - moment.year) * 12
    if moment.month is not None:
        return months + scene.today.month - moment.month
    return 0 if re.match(r"(?:first|second|third|fourth) ", moment.text) else months
