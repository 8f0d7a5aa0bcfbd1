"""What the commands share on the terminal: the log's level and a line of progress."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from summarizer.pipeline import Progress, silent


def set_up(verbose: int) -> None:
    """Send the project's log to standard error: warnings, with -v times, with -vv everything."""
    level = (logging.WARNING, logging.INFO, logging.DEBUG)[min(verbose, 2)]
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("brief: %(message)s"))
    log = logging.getLogger("summarizer")
    log.handlers[:] = [handler]
    log.setLevel(level)


@contextmanager
def meter(quiet: bool) -> Iterator[Progress]:
    """A line on the terminal that says which stage is under way; it leaves no trace."""
    from rich.console import Console

    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield silent
        return
    with console.status("starting") as status:

        def show(stage: str, done: int, total: int) -> None:
            count = f" {done}/{total}" if total else f" {done}" if done else ""
            status.update(f"{stage}{count}")

        yield show
