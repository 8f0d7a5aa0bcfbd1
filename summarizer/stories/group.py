"""Articles to stories, and to what is set aside by name and reason."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from summarizer.records import Article, Grouping, Reading, SetAside, Story
from summarizer.stories.copies import copies
from summarizer.stories.events import events
from summarizer.stories.parties import central
from summarizer.stories.profile import profiles
from summarizer.stories.sketch import Sketch, Vocabulary, sketch

_NAMED_AT_MOST = 2


def group(articles: Iterable[Article], readings: Mapping[str, Reading]) -> Grouping:
    """Part articles into stories; the order of the input has no influence.

    Copies of one text are one source. Articles that stand alone are set aside where stories of
    several sources make up half of all; where they don't, each that is about a deal is a story.
    The readings' entities help to tell names, and their vectors what is about one event. Of the
    articles and readings, no more than one is held at a time.
    """
    return grouped(*sketched(articles, readings))


def of_deals(articles: Iterable[Article], readings: Mapping[str, Reading]) -> tuple[Story, ...]:
    """The same as stories alone, also those that only one source tells; what is about no deal
    belongs to none."""
    sketches, vocabulary = sketched(articles, readings)
    found = list(grouped(sketches, vocabulary).stories)
    told = {id_ for story in found for id_ in story.articles}
    alone = [one for one in sketches if one.article not in told and one.deal]
    if alone:
        found += grouped(alone, vocabulary).stories
    deals = {one.article for one in sketches if one.deal}
    return tuple(story for story in found if not deals.isdisjoint(story.articles))


def sketched(
    articles: Iterable[Article], readings: Mapping[str, Reading]
) -> tuple[list[Sketch], Vocabulary]:
    """What grouping has to know of the articles, and the words that they number."""
    vocabulary = Vocabulary()
    return [sketch(one, readings.get(one.id), vocabulary) for one in articles], vocabulary


def grouped(sketches: Sequence[Sketch], vocabulary: Vocabulary) -> Grouping:
    """`group`, from sketches."""
    sources = {copied[0].article: [one.article for one in copied] for copied in copies(sketches)}
    by_id = {one.article: one for one in sketches}
    found = profiles([by_id[head] for head in sources], vocabulary)
    told, alone = _choose(events(found), by_id)
    place = {id_: number for number, id_ in enumerate(found.ids)}
    heads = ([found.parties[place[id_]] for id_ in event] for event in told)
    casts = _Casts([central(head) for head in heads] if alone else [])
    aside = [
        SetAside(by_id[id_].origin, by_id[id_].title, _reason(by_id[head], casts, vocabulary))
        for head in alone
        for id_ in sources[head]
    ]
    return Grouping(
        stories=tuple(_story([sources[head] for head in event], by_id) for event in told),
        set_aside=tuple(sorted(aside, key=lambda item: (item.origin, item.title or ""))),
    )


def _choose(
    found: Sequence[list[str]], sketches: Mapping[str, Sketch]
) -> tuple[list[list[str]], list[str]]:
    """The events that are told, and the sources that are not."""
    several = [event for event in found if len(event) > 1]
    single = [event for event in found if len(event) == 1]
    if 2 * sum(len(event) for event in several) >= sum(len(event) for event in found):
        return several, [head for [head] in single]
    deals = [event for event in single if sketches[event[0]].deal]
    if not several and not deals:
        return single, []
    return several + deals, [head for [head] in single if not sketches[head].deal]


class _Casts:
    """The names that stories are about."""

    def __init__(self, casts: Sequence[frozenset[int]]) -> None:
        self._casts = casts
        self._holders: dict[int, list[int]] = defaultdict(list)
        for number, cast in enumerate(casts):
            for key in cast:
                self._holders[key].append(number)

    def nearest(self, keys: Iterable[int]) -> frozenset[int]:
        """The first cast that holds most of the keys, empty where none holds any."""
        shared = Counter(number for key in keys for number in self._holders.get(key, ()))
        best = min(shared, key=lambda number: (-shared[number], number), default=None)
        return frozenset() if best is None else self._casts[best]


def _reason(one: Sketch, casts: _Casts, vocabulary: Vocabulary) -> str:
    """Why a source is not told: what it shares with the story it shares most names with."""
    if not one.deal:
        return "about something else: no deal in its title or lead"
    written = dict(zip(one.keys.tolist(), one.written.tolist(), strict=True))
    cast = casts.nearest(written)
    shared = cast.intersection(written)
    if not shared:
        return "about something else: shares no name with the story"
    spelled = sorted((vocabulary.words[key], vocabulary.words[written[key]]) for key in shared)
    names = " and ".join(f"'{text}'" for _, text in spelled[:_NAMED_AT_MOST])
    if len(shared) < len(cast):
        return f"about something else: of the story's names it shares only {names}"
    return f"about something else, though it names {names}"


def _story(sources: Sequence[list[str]], sketches: Mapping[str, Sketch]) -> Story:
    ordered = sorted(sources, key=lambda ids: (sketches[ids[0]].origin, ids[0]))
    name = " ".join(sorted(id_ for ids in sources for id_ in ids))
    return Story(
        id=hashlib.sha256(name.encode()).hexdigest()[:16],
        sources=tuple(tuple(ids) for ids in ordered),
    )
