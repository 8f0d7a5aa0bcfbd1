"""The first step: every source is looked at, and what is new or changed in it waits."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import islice

from summarizer.batch.parts import Parts, Tally
from summarizer.errors import SourceError, TransientError
from summarizer.store import Database, queue
from summarizer.watch.look import Item, ItemKind, Sight, Source, SourceKind, look, sources
from summarizer.watch.web import Validators

AT_ONCE = 32
"""Sources that are kept together: every transaction waits for the disk several times."""


def look_round(db: Database, run: int, parts: Parts, tally: Tally) -> None:
    """Look at all sources, several at a time. What is found and what the server wants to be told
    next time are kept together, or neither is."""
    now = parts.clock.now()
    known = {
        s: queue.known_source(db, s.watch, s.kind, s.place, now) for s in sources(parts.config)
    }
    awake = [source for source, last in known.items() if not last.rests]

    def looked(source: Source) -> Sight | SourceError:
        last = known[source]
        try:
            return look(source, parts.web, Validators(last.etag, last.modified))
        except SourceError as error:
            return error

    with ThreadPoolExecutor(parts.config.fetch.hosts) as pool:
        coming = zip(awake, pool.map(looked, awake), strict=True)
        while some := list(islice(coming, AT_ONCE)):
            with db.writing():
                fresh = [_keep(db, run, parts, source, found) for source, found in some]
            for (source, found), new in zip(some, fresh, strict=True):
                _tell(run, parts, source, found, new, tally)


def _keep(db: Database, run: int, parts: Parts, source: Source, found: Sight | SourceError) -> int:
    """Inside `writing`: keep what a source held, or what was wrong with it. How much was new."""
    if isinstance(found, SourceError):
        _failed(db, run, parts, source, found)
        return 0
    validators = (found.validators.etag, found.validators.modified)
    offers = (_offer(source, item, at) for at, item in enumerate(found.items or ()))
    fresh = sum(queue.offer(db, offer) for offer in offers)
    place = (source.watch, str(source.kind), source.place)
    queue.looked_at(db, place, parts.clock.now(), validators)
    _settle(db, run, found)
    return fresh


def _tell(
    run: int, parts: Parts, source: Source, sight: Sight | SourceError, fresh: int, tally: Tally
) -> None:
    if isinstance(sight, SourceError):
        tally.add("failed")
        parts.tell("source_failed", source=str(source), problem=sight.problem, remedy=sight.remedy)
        return
    tally.add("failed", len(sight.errors))
    for error in sight.errors:
        parts.tell("item_failed", watch=source.watch, origin=error.item, problem=error.problem,
                   remedy=error.remedy, passing=False)  # fmt: skip
    seen = len(sight.items or ())
    tally.add("unchanged", seen - fresh if source.kind != "urls" else 0)
    parts.tell("source_looked_at", source=str(source), items=seen, new=fresh)


def _settle(db: Database, run: int, sight: Sight) -> None:
    """What was wrong with the source is well, what is wrong now is remembered, and what is no
    longer there is let go; an entry that left its feed can still be read."""
    source = sight.source
    queue.resolve(db, source.watch, source.place, run)
    if sight.items is None:
        return
    queue.resolve_source(db, source.watch, source.place, run)
    if source.kind is not SourceKind.FEED:
        keys = {item.key for item in sight.items}
        queue.forget_gone(db, source.watch, source.place, keys, run)
    for error in sight.errors:
        queue.record(db, trouble(source.watch, error), run, source=source.place)


def _failed(db: Database, run: int, parts: Parts, source: Source, error: SourceError) -> None:
    rest = error.wait if isinstance(error, TransientError) else None
    if rest:
        place = (source.watch, str(source.kind), source.place)
        known = queue.known_source(db, *place, parts.clock.now())
        queue.looked_at(db, place, parts.clock.now(), (known.etag, known.modified), rest)
    told = trouble(source.watch, error, source.place)
    queue.record(db, told, run, source=source.place)


def _offer(source: Source, item: Item, place: int) -> queue.Offer:
    return queue.Offer(
        watch=source.watch,
        key=item.key,
        source=source.place,
        kind=str(item.kind),
        origin=item.origin,
        print=item.print,
        place=place,
        title=item.title,
        published=item.published.isoformat() if item.published else None,
        page=item.page,
        again=item.kind is ItemKind.PAGE,
    )


def trouble(watch: str, error: SourceError, origin: str | None = None) -> queue.Trouble:
    """An error as the store remembers it."""
    passing = isinstance(error, TransientError)
    return queue.Trouble(watch, origin or error.item, error.problem, error.remedy, passing)
