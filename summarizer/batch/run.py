"""The order of a batch: look, read, study, settle, publish.

Each step ends in the store, and the next one starts from what the store says, never from what the
step before had in its hands. So a run that is killed anywhere is gone on with by the next one.
"""

from __future__ import annotations

from summarizer.batch.intake import read_waiting
from summarizer.batch.news import settle
from summarizer.batch.outputs import publish
from summarizer.batch.parts import Outcome, Parts, Tally
from summarizer.batch.rounds import look_round
from summarizer.batch.study import study_new
from summarizer.store import Database, only_run, open_store, queue, runs


def batch(parts: Parts, *, retry: bool = False, patience: float = 0.0) -> Outcome:
    """Read what is new in the watchlists and tell what is news. With `retry`, what failed is tried
    again too. Another run is waited for, `patience` seconds long.

    Raises BusyError where another run is at work, StoreError and OutputError where the store or
    the outputs can't be written; the next run then goes on from there.
    """
    store, pages = parts.store, parts.most_pages
    with only_run(store, patience), open_store(store, most_pages=pages) as db:
        _finish_earlier(db, parts)
        run = runs.begin(db, parts.clock.now())
        parts.tell("run_began", run=run)
        if retry:
            parts.tell("retrying", run=run, items=queue.retry(db))
        tally = Tally()
        look_round(db, run, parts, tally)
        read_waiting(db, run, parts, tally)
        study_new(db, run, parts, tally)
        settle(db, run, parts, tally)
        return _ended(db, run, parts, tally)


def _finish_earlier(db: Database, parts: Parts) -> None:
    """What a run that was killed had settled is published now; what it had only read waits."""
    for earlier in runs.working(db):
        if earlier.folder is None:
            runs.give_up(db, earlier.id)
            parts.tell("earlier_run_broke_off", run=earlier.id)
            continue
        folder = publish(db, earlier, parts)
        runs.end(db, earlier.id, parts.clock.now())
        parts.tell("earlier_run_finished", run=earlier.id, folder=str(folder))


def _ended(db: Database, run: int, parts: Parts, tally: Tally) -> Outcome:
    settled = runs.one(db, run)
    folder = publish(db, settled, parts) if settled.folder else None
    runs.end(db, run, parts.clock.now(), tally.told())
    parts.tell("run_ended", run=run, folder=str(folder) if folder else None, **tally.told())
    return Outcome(run, tally.told(), folder)
