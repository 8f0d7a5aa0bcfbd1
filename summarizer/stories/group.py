"""Articles to stories, and to what is set aside by name and reason."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from summarizer.records import Article, Grouping, Reading, SetAside, Story
from summarizer.stories.copies import copies
from summarizer.stories.events import events
from summarizer.stories.parties import central
from summarizer.stories.profile import Profile, profiles

_HEAD_SENTENCES = 3
_NAMED_AT_MOST = 2


def group(articles: Sequence[Article], readings: Mapping[str, Reading]) -> Grouping:
    """Part articles into stories; the order of the input has no influence.

    Copies of one text are one source. Articles that stand alone are set aside where stories of
    several sources make up half of all; where they don't, each that is about a deal is a story.
    The readings' entities help to tell names, and their vectors what is about one event.
    """
    sources = {
        group[0].id: [article.id for article in group]
        for group in copies(sorted(articles, key=lambda article: article.id))
    }
    fullest = [article for article in articles if article.id in sources]
    found = profiles(sorted(fullest, key=lambda article: article.id), readings)
    by_id = {article.id: article for article in articles}
    told, alone = _choose(events(found), by_id)
    casts = [central([found[id_] for id_ in event]) for event in told]
    aside = [
        SetAside(by_id[id_].origin, by_id[id_].title, _reason(found[head], casts, by_id[head]))
        for head in alone
        for id_ in sources[head]
    ]
    return Grouping(
        stories=tuple(_story([sources[head] for head in event], by_id) for event in told),
        set_aside=tuple(sorted(aside, key=lambda item: (item.origin, item.title or ""))),
    )


def _choose(
    found: Sequence[list[str]], articles: Mapping[str, Article]
) -> tuple[list[list[str]], list[str]]:
    """The events that are told, and the sources that are not."""
    several = [event for event in found if len(event) > 1]
    single = [event for event in found if len(event) == 1]
    if 2 * sum(len(event) for event in several) >= sum(len(event) for event in found):
        return several, [head for [head] in single]
    deals = [event for event in single if about_a_deal(articles[event[0]])]
    if not several and not deals:
        return single, []
    return several + deals, [head for [head] in single if [head] not in deals]


def about_a_deal(article: Article) -> bool:
    """Whether title or lead speak of a deal."""
    head = [article.title or "", *map(article.cut, article.body()[:_HEAD_SENTENCES])]
    return bool(_cues().search("\n".join(head).lower()))


@cache
def _cues() -> re.Pattern[str]:
    text = files("summarizer.stories").joinpath("deal_cues.txt").read_text(encoding="utf-8")
    stems = [stem for line in text.splitlines() if line[:1] != "#" for stem in line.split()]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, stems))})")


def _reason(profile: Profile, casts: Sequence[frozenset[str]], article: Article) -> str:
    """Why a source is not told: what it shares with the story it shares most names with."""
    if not about_a_deal(article):
        return "about something else: no deal in its title or lead"
    shared, cast = max(
        ((sorted(cast.intersection(profile.keys)), cast) for cast in casts),
        key=lambda found: len(found[0]),
        default=([], frozenset()),
    )
    if not shared:
        return "about something else: shares no name with the story"
    names = " and ".join(f"'{profile.written[key]}'" for key in shared[:_NAMED_AT_MOST])
    if len(shared) < len(cast):
        return f"about something else: of the story's names it shares only {names}"
    return f"about something else, though it names {names}"


def _story(sources: Sequence[list[str]], articles: Mapping[str, Article]) -> Story:
    ordered = sorted(sources, key=lambda ids: (articles[ids[0]].origin, ids[0]))
    name = " ".join(sorted(id_ for ids in sources for id_ in ids))
    return Story(
        id=hashlib.sha256(name.encode()).hexdigest()[:16],
        sources=tuple(tuple(ids) for ids in ordered),
    )
