"""What follows a heading such as "Related articles" or "Comments (3)".

Such a zone lasts until the article goes on. That is hard to see where the teasers are about the
same company, so being about the same things is not enough: a teaser stands right under a headline
of its own whose words it repeats, or is cut off, or is the only paragraph there.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from summarizer.clean.cues import cues
from summarizer.clean.page import Page
from summarizer.clean.words import Look
from summarizer.records import DropReason

_LONE_TEASER_WORDS = 45
_COMMENT_WORDS = 35
_SUBHEADING_WORDS = 6
_KIN = 0.25
_PERSONAL = frozenset(("i", "i'm", "i've", "my", "you", "your", "you're", "me", "lol", "imo"))


@dataclass(slots=True)
class _Walk:
    """Where the walk down the page is: the zone, the article so far, the last lines of the zone."""

    zone: DropReason | None = None
    body: set[str] = field(default_factory=set)
    paragraphs: int = 0
    inside: list[int] = field(default_factory=list)


def decide(page: Page) -> dict[int, DropReason]:
    walk = _Walk()
    drops: dict[int, DropReason] = {}
    for i in page.live():
        look = page.looks[i]
        opens = None if i == page.title else cues().zone(look.plain)
        if opens is not None:
            drops[i] = _open(walk, opens, i)
        elif walk.zone is None or i == page.title or _resumes(page, walk, i):
            _resume(page, walk, i, drops)
        else:
            drops[i] = walk.zone
            walk.inside.append(i)
    return drops


def _open(walk: _Walk, reason: DropReason, i: int) -> DropReason:
    """A comment counter above the article opens nothing."""
    if reason is DropReason.COMMENT and not walk.paragraphs:
        return DropReason.NAVIGATION
    walk.zone = reason
    walk.inside = [i]
    return reason


def _resume(page: Page, walk: _Walk, i: int, drops: dict[int, DropReason]) -> None:
    """The article goes on, with its own subheading or headline where one stands above."""
    above = walk.inside[-1] if walk.inside else i
    if walk.zone and above == i - 1 and _own_heading(page, walk, above):
        del drops[above]
    walk.zone, walk.inside = None, []
    if page.looks[i].paragraph or page.looks[i].cut:
        walk.body |= page.looks[i].stems
        walk.paragraphs += 1


def _own_heading(page: Page, walk: _Walk, above: int) -> bool:
    look = page.looks[above]
    if not look.headline or len(walk.inside) < 2:
        return False
    if not walk.paragraphs:
        return True
    return len(look.words) <= _SUBHEADING_WORDS and len(walk.inside) > 2


def _resumes(page: Page, walk: _Walk, i: int) -> bool:
    look = page.looks[i]
    if not look.paragraph:
        return False
    run = _run(page, i)
    if walk.zone is DropReason.COMMENT:
        return len(run) > 1 and all(_reported(page.looks[j], walk.body) for j in run[:2])
    above = page.looks[walk.inside[-1]]
    under_headline = len(walk.inside) > 1 and above.headline
    if not walk.paragraphs:
        return len(run) > 1
    if not kin(look, walk.body):
        return False
    if not under_headline:
        return len(run) > 1 or len(walk.inside) == 1 or len(look.words) > _LONE_TEASER_WORDS
    if repeats_headline(above, look, walk.body):
        return False
    return len(run) > 1 or len(look.words) > _LONE_TEASER_WORDS


def _run(page: Page, i: int) -> list[int]:
    """The paragraphs from number `i` on, until something else comes."""
    run: list[int] = []
    for j in (j for j in page.live() if j >= i):
        if not page.looks[j].paragraph or cues().zone(page.looks[j].plain):
            break
        run.append(j)
    return run


def kin(look: Look, body: set[str] | frozenset[str]) -> bool:
    """Does enough of this paragraph's matter occur in the body?"""
    return len(look.stems & body) >= _KIN * len(look.stems)


def repeats_headline(headline: Look, look: Look, body: set[str] | frozenset[str]) -> bool:
    """Does a paragraph say again what the headline above it says and the article doesn't?"""
    new = headline.stems - body
    if not new:
        return len(headline.stems & look.stems) >= 0.6 * len(headline.stems)
    return len(new & look.stems) * 3 >= len(new)


def _reported(look: Look, body: set[str]) -> bool:
    return (
        len(look.words) >= _COMMENT_WORDS
        and not _PERSONAL.intersection(look.words)
        and kin(look, body)
    )
