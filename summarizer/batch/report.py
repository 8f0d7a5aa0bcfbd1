"""What a run says while it is at work and after, to people and to machines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from summarizer.batch.parts import Tell, silent
from summarizer.store import Database, library, queue, runs, stories

if TYPE_CHECKING:
    from rich.table import Table

WORDS = {
    "new": "new",
    "changed": "changed",
    "unchanged": "unchanged",
    "read": "read",
    "aside": "set aside",
    "undated": "undated",
    "failed": "failed",
}
STORIES = {"stories": "new", "updates": "with something new"}
# Which event tells how far which step is: the step's name, the fields of done and of all.
STEPS = {
    "source_looked_at": "looking at sources",
    "source_failed": "looking at sources",
    "batch_stored": "fetching and cleaning",
    "batch_kept": "reading and condensing",
    "story_told": "telling stories",
    "memo_written": "writing memos",
}
AMOUNTS = {"batch_stored": "items", "batch_kept": "articles"}


def summary(counts: Mapping[str, int]) -> str:
    """The counts of articles and of stories in one line."""
    return f"{_counted(counts, WORDS)}; stories: {_counted(counts, STORIES)}"


def _counted(counts: Mapping[str, int], words: Mapping[str, str]) -> str:
    return ", ".join(f"{counts.get(name, 0)} {word}" for name, word in words.items())


@contextmanager
def listener(as_json: bool, *, quiet: bool) -> Iterator[Tell]:
    """Whoever is to be told: JSON lines on standard output, a live table on a terminal, or none."""
    from rich.console import Console
    from rich.live import Live

    if as_json:
        yield json_line
        return
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield _errors if not quiet else silent
        return
    done: dict[str, int] = {}
    with Live(console=console, transient=True, refresh_per_second=4) as live:

        def show(event: str, **fields: Any) -> None:
            if event in ("item_failed", "source_failed"):
                live.console.print(_failure(fields), markup=False, highlight=False)
            step = STEPS.get(event)
            if step:
                done[step] = done.get(step, 0) + int(fields.get(AMOUNTS.get(event, ""), 1))
                live.update(_table(done, fields))

        yield show


def json_line(event: str, **fields: Any) -> None:
    """One event as one line, at once."""
    moment = datetime.now(UTC).isoformat(timespec="milliseconds")
    print(json.dumps({"at": moment, "event": event, **fields}), flush=True)


def _errors(event: str, **fields: Any) -> None:
    if event in ("item_failed", "source_failed"):
        print(_failure(fields), file=sys.stderr)


def _failure(fields: Mapping[str, Any]) -> str:
    origin = fields.get("origin") or fields.get("source")
    return f"brief: {origin}: {fields['problem']}; {fields['remedy']}"


def _table(done: Mapping[str, int], fields: Mapping[str, Any]) -> Table:
    from rich.table import Table

    table = Table(box=None, show_header=False)
    for step, count in done.items():
        table.add_row(step, str(count))
    if fields.get("waiting"):
        table.add_row("still waiting", str(fields["waiting"]))
    return table


def status_lines(db: Database, last: int) -> Iterator[str]:
    """The last runs, what the store holds, and what failed."""
    for run in runs.last(db, last):
        told = summary(run.counts) if run.counts else run.state
        yield f"run {run.id}, {run.began}, {run.state}: {told}"
        if run.folder:
            yield f"  {run.folder}"
        for headline, changes in stories.headlines(db, run.id):
            yield f"    {headline}: {'; '.join(changes) or 'new'}"
    held = ", ".join(f"{count} {name}" for name, count in library.counts(db).items())
    yield f"the store holds {held}"
    for reason, count in library.aside(db):
        yield f"{count} set aside: {reason}"
    yield from _untold(library.untold(db))
    failures = queue.failures(db)
    if failures:
        yield f"{len(failures)} failed; `brief retry` tries them again:"
    for failure in failures:
        again = " (tried again by itself)" if failure.passing else ""
        yield f"  {failure.watch}: {failure.origin}: {failure.problem}; {failure.remedy}{again}"


NAMED = 20
"""Documents without a story that are named; the others are counted."""


def _untold(found: Sequence[tuple[str, str]]) -> Iterator[str]:
    """What was read and tells of no deal, by name."""
    if found:
        yield f"{len(found)} read, but about no deal:"
    for watch, origin in found[:NAMED]:
        yield f"  {watch}: {origin}"
    if len(found) > NAMED:
        yield f"  and {len(found) - NAMED} more"
