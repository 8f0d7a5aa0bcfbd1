"""From single moves to who follows whom: roles, houses and directions that another clause tells."""

from __future__ import annotations

from collections.abc import Iterable

from summarizer.facts.leadership.arrivals import complete, with_home, with_one_house, within
from summarizer.facts.leadership.followers import complement, pair
from summarizer.facts.leadership.home import Company
from summarizer.facts.leadership.leavers import join_leavers, still_there, stood_in
from summarizer.facts.leadership.merging import bare, idle, merge
from summarizer.facts.leadership.steps import Step
from summarizer.facts.leadership.titled import holders_leave
from summarizer.facts.leadership.unnamed import (
    drop_unnamed,
    name_the_unnamed,
    off_the_board,
    stand_ins,
)


def settle(steps: Iterable[Step], known: Company) -> list[Step]:
    """Each person's moves once, as full as the article tells them, in its order."""
    told = merge(steps)
    told = stand_ins(told)
    told = name_the_unnamed(told, known.posts)
    told = pair(told, known.posts)
    told = name_the_unnamed(told, known.posts)
    told = holders_leave(told, known)
    told = off_the_board(within(still_there(told)), known.posts)
    told = complement(told, known.posts)
    told = [complete(s, known) for s in told]
    told = [s for s in told if not idle(s, told)]
    told = join_leavers(told, known)
    told = merge(with_home(s, known) for s in drop_unnamed(told))
    return with_one_house([stood_in(s, known) for s in told if not bare(s)], known)
