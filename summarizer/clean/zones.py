"""What follows a heading such as "Related articles" or "Comments (3)".

Such a zone lasts until the article goes on. That is hard to see where the teasers are about the
same company, so being about the same things is not enough: a teaser stands right under a headline
of its own whose words it repeats, or is cut off, or is the only paragraph there.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from summarizer.clean.cues import cues
from summarizer.clean.kinship import Matter, repeats_headline
from summarizer.clean.page import Page
from summarizer.clean.words import Look
from summarizer.records import DropReason

_LONE_TEASER_WORDS = 45
_COMMENT_WORDS = 35
_SUBHEADING_WORDS = 6
_AHEAD = 4
"""So many paragraphs are looked at to see whether the article goes on."""
_PERSONAL = frozenset(("i", "i'm", "i've", "my", "you", "your", "you're", "me", "lol", "imo"))


@dataclass(slots=True)
class _Walk:
    """Where the walk down the page is: the zone, the article so far, the last lines of the zone."""

    zone: DropReason | None = None
    about: list[Look] = field(default_factory=list)
    paragraphs: int = 0
    inside: list[int] = field(default_factory=list)


def decide(page: Page) -> dict[int, DropReason]:
    walk = _Walk()
    if page.title is not None:
        walk.about.append(page.looks[page.title])
    drops: dict[int, DropReason] = {}
    for i in page.live():
        look = page.looks[i]
        opens = None if i == page.title else cues().zone(look.plain)
        if opens is not None:
            drops[i] = _open(page, walk, opens, i)
        elif walk.zone is None or i == page.title or _resumes(page, walk, i):
            _resume(page, walk, i, drops)
        else:
            drops[i] = walk.zone
            walk.inside.append(i)
    return drops


def _open(page: Page, walk: _Walk, reason: DropReason, i: int) -> DropReason:
    """A comment counter above the article opens nothing, nor does "Disclosure" in its midst."""
    if reason is DropReason.COMMENT and not walk.paragraphs:
        return DropReason.NAVIGATION
    if reason is DropReason.NOTICE and _words(page, i, len(page.looks)) > _words(page, 0, i):
        return reason
    walk.zone = reason
    walk.inside = [i]
    return reason


def _words(page: Page, start: int, end: int) -> int:
    """Words in the paragraphs from one piece to another."""
    live = (i for i in page.live() if start <= i < end)
    return sum(len(page.looks[i].words) for i in live if page.looks[i].paragraph)


def _resume(page: Page, walk: _Walk, i: int, drops: dict[int, DropReason]) -> None:
    """The article goes on, with its own subheading or headline where one stands above."""
    above = walk.inside[-1] if walk.inside else i
    if walk.zone and above == i - 1 and i != page.title and _own_heading(page, walk, above):
        del drops[above]
    walk.zone, walk.inside = None, []
    if page.looks[i].paragraph or page.looks[i].cut:
        walk.about.append(page.looks[i])
        walk.paragraphs += 1


def _own_heading(page: Page, walk: _Walk, above: int) -> bool:
    look = page.looks[above]
    if not look.headline or len(walk.inside) < 2:
        return False
    if not walk.paragraphs:
        return page.title is None
    return len(look.words) <= _SUBHEADING_WORDS and len(walk.inside) > 2


def _resumes(page: Page, walk: _Walk, i: int) -> bool:
    if not _text(page.looks[i]):
        return walk.zone is DropReason.NOTICE and page.looks[i].headline
    run = [page.looks[j] for j in _run(page, i)]
    about = Matter.of(walk.about)
    if walk.zone is DropReason.NOTICE:
        return False
    if walk.zone is DropReason.COMMENT:
        return len(run) > 1 and all(_reported(look, about) for look in run[:2])
    if not walk.paragraphs:
        return sum(look.paragraph for look in run[:_AHEAD]) > 1
    above = page.looks[walk.inside[-1]]
    under_cue = len(walk.inside) == 1
    under_headline = above.headline and not under_cue
    if under_headline and repeats_headline(above, run[0], about):
        return False
    if _closing_teasers(page, walk, len(run), i):
        return False
    if len(run) > 1:
        return (len(run) > 2 and not under_cue) or about.goes_on(run[:_AHEAD])
    if under_headline:
        return about.kin(run[0]) and len(run[0].words) > _LONE_TEASER_WORDS
    return about.kin(run[0]) and about.knows(run[0])


def _closing_teasers(page: Page, walk: _Walk, run: int, i: int) -> bool:
    """Are these a few single sentences that close a page of longer text, right under the heading:
    headlines written as sentences?"""
    rest = [j for j in page.live() if j >= i]
    looks = [page.looks[j] for j in walk.inside[1:] + rest]
    return (
        run == len(rest)
        and 1 < len(looks) <= _AHEAD
        and all(_text(look) and look.single for look in looks)
        and all(len(look.words) <= _LONE_TEASER_WORDS for look in looks)
        and 2 * sum(len(look.words) for look in looks) < _words(page, 0, walk.inside[0])
    )


def _text(look: Look) -> bool:
    """Whole sentences, be they few."""
    return look.ended and not look.headline


def _run(page: Page, i: int) -> list[int]:
    """The paragraphs from number `i` on, until something else comes."""
    run: list[int] = []
    for j in (j for j in page.live() if j >= i):
        if not _text(page.looks[j]) or cues().zone(page.looks[j].plain):
            break
        run.append(j)
    return run


def _reported(look: Look, about: Matter) -> bool:
    return (
        len(look.words) >= _COMMENT_WORDS
        and not _PERSONAL.intersection(look.words)
        and about.kin(look)
    )
