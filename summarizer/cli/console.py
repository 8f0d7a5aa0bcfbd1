"""What the commands share on the terminal: the log's level and a line of progress."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

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


def open_page(path: Path) -> None:
    """Show a page in the reader's browser, or say where it lies if there is none."""
    import webbrowser

    if not webbrowser.open(path.resolve().as_uri()):
        typer.echo(f"brief: no browser was found; open {path}", err=True)
