"""Whose offer an amount is told for, where its own words name the bidder: a rival's is not the
price of the article's own deal, and neither is an offer that this one is held against.

The rows stand in `data/rivals.toml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from summarizer.facts.amount_rows import bare
from summarizer.facts.deals import Matter
from summarizer.facts.frames import Deal
from summarizer.facts.knowledge import table
from summarizer.facts.patterns import compile_pattern
from summarizer.facts.scene import Scene
from summarizer.facts.sites import Site
from summarizer.facts.view import MARK

REACH = 200
"""Characters of masked text on either side of an amount that are looked at."""
NEAR = re.compile(
    r"\b(?:bid|offer|proposal|approach|counter|takeover|deal|merger|tie-up|sale|agreement|tabled"
    r"|proposed|valued|worth)"
)
"""Without any of these a sentence names no bidder beside an amount."""


@dataclass(frozen=True, slots=True)
class Row:
    left: re.Pattern[str] | None
    right: re.Pattern[str] | None

    def match(self, left: str, right: str) -> re.Match[str] | None:
        """The match that names the bidder, or the other one, where all that is asked is there."""
        before = self.left.search(left) if self.left else None
        after = self.right.search(right) if self.right else None
        if (self.left and before is None) or (self.right and after is None):
            return None
        return before or after


@cache
def _rows(sort: str) -> tuple[Row, ...]:
    data = table("rivals")
    return tuple(
        Row(*(compile_pattern(r[s], data["macros"]) if s in r else None for s in ("left", "right")))
        for r in data[sort]
    )


@cache
def _word(name: str) -> re.Pattern[str]:
    return re.compile(table("rivals")[name])


def rivals(scene: Scene, matter: Matter) -> frozenset[int]:
    """The buyers who bid against the foremost one: no clause of the deal has both of them, and the
    article tells of more than one offer."""
    if len(matter.buyers) < 2:
        return frozenset()
    lead = _foremost(scene, matter)
    beside = {n for d in matter.own if lead in d.buyers for n in d.buyers}
    others = frozenset(matter.buyers) - {lead} - beside
    if not others or not any(_word("contest").search(view.text) for view in scene.views):
        return frozenset()
    return frozenset(n for n in others if not _of_one_house(scene, lead, n))


def _foremost(scene: Scene, matter: Matter) -> int:
    """The buyer whom title or first sentence names first: who bids last makes the news."""
    top = [v for v in scene.views if v.sentence in scene.titles or scene.rank(v.sentence) == 0]
    named = (int(m[2]) for v in top for m in MARK.finditer(v.text))
    return next((n for n in named if n in matter.buyers), matter.buyers[0])


def _of_one_house(scene: Scene, one: int, other: int) -> bool:
    """Whether one is named as the other's ("Roe's Acme", "Acme chief Roe")."""
    pair = rf"\[[cp]{one}\]{{0}}\[[cp]{other}\]|\[[cp]{other}\]{{0}}\[[cp]{one}\]"
    found = re.compile(pair.replace("{0}", HOUSE))
    return any(found.search(view.text) for view in scene.views)


HOUSE = r" (?:'s (?:[\w-]+ ){0,2}|(?:chief|chairman|owner|founder|boss|unit)(?: [\w-]+){0,2} )"


def rivalled(matter: Matter, against: frozenset[int], site: Site, deal: Deal | None) -> bool:
    """Whether the clause of an amount or the words around it say that it is somebody else's offer,
    or one that the own one is held against."""
    left, right = bare(site.left)[-REACH:], site.right[:REACH]
    if NEAR.search(site.view.text):
        for row in _rows("whose"):
            found = row.match(left, right)
            if found is not None:
                return _foreign(matter, against, int(found["who"]))
    if deal is not None and deal.buyers and against.issuperset(deal.buyers):
        return _within(deal, site)
    held = any(row.match(left, right) for row in _rows("against"))
    return held and _word("trading").search(left) is None


def _within(deal: Deal, site: Site) -> bool:
    """Whether an amount stands in a clause or right behind it ("bought by Acme for $3 billion")."""
    start, end = site.quantity.start, site.quantity.end
    if deal.span[0] <= start:
        gap = site.left[-max(1, start - deal.span[1]) :] if deal.span[1] < start else ""
        return end <= deal.span[1] or TURN.search(gap) is None
    return False


TURN = re.compile(r"\b(?:but|while|whereas|although|though|and|after|than|when|its|their)\b")


def _foreign(matter: Matter, against: frozenset[int], bidder: int) -> bool:
    if bidder in (*matter.targets, *matter.sellers):
        return False
    return bidder in against or (bool(matter.buyers) and bidder not in matter.buyers)


def of_other_object(matter: Matter, site: Site) -> bool:
    """Whether an amount is the worth of a holding in another company than the target."""
    left = bare(site.left)[-REACH:]
    found = (row.match(left, "") for row in _rows("object"))
    return any(m is not None and int(m["who"]) not in matter.targets for m in found)
