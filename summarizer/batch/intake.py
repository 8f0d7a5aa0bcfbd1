"""The second step: what waits is fetched, taken apart and cleaned, a batch at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from urllib.parse import unquote, urlsplit

from summarizer.batch import stubs
from summarizer.batch.confined import Piece
from summarizer.batch.parts import Parts, Tally
from summarizer.batch.rounds import trouble
from summarizer.batch.topic import about
from summarizer.batch.wiring import limits
from summarizer.errors import SourceError, TransientError
from summarizer.ingest import Blob
from summarizer.ingest.sources import Found, expand, unopened
from summarizer.records import Article, Failure, RawDocument
from summarizer.store import Database, library, queue
from summarizer.watch.look import ItemKind, files_only
from summarizer.watch.web import NOTHING_KNOWN, Validators

JOBS = 8
"""Batches of jobs that are looked up at once."""
FIRST_REST = 600.0
"""Seconds before the next try of what may pass, doubled each time, where its server says none."""
LONGEST_REST = 7 * 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of loading a job: the pieces of its document (None where it is as it was), or an
    error."""

    job: queue.Job
    pieces: Sequence[Piece] | None = None
    validators: Validators = NOTHING_KNOWN
    error: SourceError | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """A document that isn't in the store yet, and the article it holds, or why it is set aside."""

    document: RawDocument
    article: Article
    day: date
    aside: str | None


def read_waiting(db: Database, run: int, parts: Parts, tally: Tally) -> None:
    """Empty the queue. A transaction says of some items that they are done, and keeps what they
    held. The next ones are fetched meanwhile; both together are a batch, which is all that a kill
    makes anybody read again."""
    batch = parts.config.batch.at_once
    size = max(batch // 2, 1)
    with ThreadPoolExecutor(parts.config.fetch.hosts) as pool:
        while jobs := queue.waiting(db, run, parts.clock.now(), size * JOBS):
            coming = _ahead(pool, parts, jobs, max(batch - size, 1))
            while loaded := list(islice(coming, size)):
                parts.tell("batch_loaded", run=run, items=len(loaded))
                _keep(db, run, parts, loaded, tally)
                left = queue.count_waiting(db, run, parts.clock.now())
                parts.tell("batch_stored", run=run, items=len(loaded), waiting=left)


def _ahead(pool: Executor, parts: Parts, jobs: Iterable[queue.Job], most: int) -> Iterator[Loaded]:
    """What comes of the jobs, in their order; `most` of them are loaded before they are wanted."""
    under_way: deque[Future[Loaded]] = deque()
    try:
        for job in jobs:
            under_way.append(pool.submit(_load, job, parts))
            if len(under_way) >= most:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    finally:
        for waiting in under_way:
            waiting.cancel()


def _load(job: queue.Job, parts: Parts) -> Loaded:
    """Get a document and take it apart; its bytes are needed no longer then."""
    try:
        blob, validators = _got(job, parts)
    except SourceError as error:
        return Loaded(job, error=error)
    except OSError as error:
        return Loaded(job, error=unopened(job.origin, error))
    if blob is None:
        return Loaded(job, None, validators)
    found = parts.take_apart(blob, limits(parts.config))
    return Loaded(job, [_whole(job, blob, piece) for piece in found], validators)


def _got(job: queue.Job, parts: Parts) -> tuple[Blob | None, Validators]:
    if job.kind == ItemKind.FILE:
        return _file(job, parts), NOTHING_KNOWN
    if job.page is not None:
        kept = Validators(job.etag, job.modified)
        return Blob(job.origin, job.page, "", "text/html; charset=utf-8", job.key), kept
    return _page(job, parts)


def _file(job: queue.Job, parts: Parts) -> Blob:
    found, *more = expand(job.key, files_only(limits(parts.config)))
    if not isinstance(found, Found):
        raise SourceError(job.origin, found.problem, found.remedy)
    if more:
        raise SourceError(job.origin, "is a folder by now", "nothing; its files are read")
    return replace(found.load(), origin=job.origin)


def _page(job: queue.Job, parts: Parts) -> tuple[Blob | None, Validators]:
    known = Validators(job.etag, job.modified)
    page = parts.web.page(job.key, known)
    if page is None:
        return None, known
    name = unquote(urlsplit(page.url).path).rpartition("/")[2]
    return Blob(job.origin, page.body, name, page.content_type, page.url), page.validators


def _whole(job: queue.Job, blob: Blob, piece: Piece) -> Piece:
    """The piece, or a failure in its article's place if its page of the web shows only the
    beginning. A file is what its owner wants."""
    if job.kind == ItemKind.FILE or not (piece.document and piece.article):
        return piece
    problem = stubs.stub(blob.body, piece.document, piece.article)
    if problem is None:
        return piece
    return Piece(piece.document, None, Failure(blob.origin, problem, stubs.REMEDY))


def _keep(db: Database, run: int, parts: Parts, loaded: Sequence[Loaded], tally: Tally) -> None:
    """Take each item apart, then keep all of them at once."""
    taken = [(item, list(_documents(db, item, parts))) for item in loaded]
    with db.writing():
        for item, found in taken:
            if item.error is not None:
                _put_off(db, run, parts, item.job, item.error)
                _told_failed(parts, tally, item.job.watch, trouble("", item.error, item.job.origin))
                continue
            _settle(db, run, parts, item, found, tally)


def _settle(
    db: Database,
    run: int,
    parts: Parts,
    item: Loaded,
    found: Sequence[Taken | Failure | None],
    tally: Tally,
) -> None:
    job, failures = item.job, [f for f in found if isinstance(f, Failure)]
    told = [queue.Trouble(job.watch, f.origin, f.problem, f.remedy, False) for f in failures]
    if failures and len(failures) == len(found):
        queue.failed(db, job, told[0], run)
    else:
        queue.done(db, job, run, item.validators.etag, item.validators.modified)
    for problem in told:
        queue.record(db, problem, run, job.id)
        _told_failed(parts, tally, job.watch, problem)
    tally.add("unchanged", sum(1 for f in found if f is None) + (not found))
    for taken in (f for f in found if isinstance(f, Taken)):
        queue.resolve(db, job.watch, taken.document.origin, run)
        kept = library.keep(
            db, job.watch, taken.document, taken.article, run, taken.day, taken.aside
        )
        tally.add("changed" if kept.changed else "new" if kept.new else "unchanged")
        tally.add("aside", 1 if taken.aside else 0)
        tally.add("undated", 0 if taken.article.published else 1)


def _put_off(db: Database, run: int, parts: Parts, job: queue.Job, error: SourceError) -> None:
    """What may pass is tried again by later runs, a number of times; all else only by hand."""
    told = trouble(job.watch, error, job.origin)
    if not isinstance(error, TransientError) or job.tries + 1 >= parts.config.batch.tries:
        queue.failed(db, job, told, run)
        return
    rest = min(FIRST_REST * 2**job.tries, LONGEST_REST) if error.wait is None else error.wait
    queue.put_off(db, job, told, run, parts.clock.now() + timedelta(seconds=rest))


def _told_failed(parts: Parts, tally: Tally, watch: str, problem: queue.Trouble) -> None:
    tally.add("failed")
    parts.tell(
        "item_failed",
        watch=watch,
        origin=problem.origin,
        problem=problem.problem,
        remedy=problem.remedy,
        passing=problem.passing,
    )


def _documents(db: Database, item: Loaded, parts: Parts) -> Iterator[Taken | Failure | None]:
    """The documents of an item: new ones, failures, and None for each that is known already."""
    seen: set[str] = set()
    for piece in item.pieces or ():
        document = piece.document and _named(_filled(piece.document, item.job), seen)
        if document and library.is_known(db, item.job.watch, document):
            yield None
        elif document and piece.article:
            article = replace(piece.article, origin=document.origin)
            yield _taken(db, document, article, item.job, parts)
        elif piece.failure:
            origin = document.origin if document else piece.failure.origin
            yield replace(piece.failure, origin=origin)


def _taken(
    db: Database, document: RawDocument, article: Article, job: queue.Job, parts: Parts
) -> Taken:
    """What nobody dated counts for the day it was first seen, so that it is new only once."""
    published = document.published
    dated = published or library.first_day(db, job.watch, article.id)
    day = min(dated or parts.today(), parts.today())
    words = parts.config.watch[job.watch].about if job.watch in parts.config.watch else ()
    aside = None if about(article, words) else "holds none of the watchlist's words"
    if day < parts.today() - timedelta(days=parts.config.batch.days):
        aside = f"is older than {parts.config.batch.days} days"
    return Taken(document, replace(article, published=published), day, aside)


def _filled(document: RawDocument, job: queue.Job) -> RawDocument:
    """What the feed says of an entry, where its page doesn't say it."""
    day = date.fromisoformat(job.published) if job.published else None
    return replace(document, published=document.published or day)


def _named(document: RawDocument, seen: set[str]) -> RawDocument:
    """Two parts of one mail may have the same name; they are two origins all the same."""
    name, number = document.origin, 2
    while name in seen:
        name, number = f"{document.origin}#{number}", number + 1
    seen.add(name)
    return replace(document, origin=name)
