"""`brief batch`, `brief retry` and `brief status`: unattended runs over the watchlists."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.batch.wishes import Wishes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SOME_FAILED = 3


class EngineName(StrEnum):
    """Who reads articles."""

    LOCAL = "local"
    RAY = "ray"


class Log(StrEnum):
    """What a run prints while it is at work: a table, or one JSON object a line."""

    TABLE = "table"
    JSON = "json"


ConfigFile = Annotated[
    Path | None, typer.Option("--config", "-c", help="Settings file.  [default: brief.toml]")
]
LogOption = Annotated[
    Log, typer.Option("--log", help="A live table, or one JSON line an event on standard output.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
Wait = Annotated[int, typer.Option("--wait", min=0, help="Seconds to wait for another run to end.")]
Model = Annotated[
    str | None, typer.Option("--model", "-m", help="The condenser.  [default: as in the file]")
]

EngineOption = Annotated[
    EngineName | None,
    typer.Option("--engine", help="Who reads: this machine's processes, or Ray.  [default: local]"),
]
Processes = Annotated[
    int | None,
    typer.Option("--processes", min=0, help="How many read.  [default: one for each core]"),
]
Address = Annotated[
    str | None, typer.Option("--address", help="A Ray cluster's.  [default: Ray on this machine]")
]


def _command(says: str, *, again: bool) -> Callable[..., None]:
    """A command that runs a batch."""

    def run(
        config: ConfigFile = None,
        model: Model = None,
        engine: EngineOption = None,
        processes: Processes = None,
        address: Address = None,
        log: LogOption = Log.TABLE,
        quiet: Quiet = False,
        wait: Wait = 0,
    ) -> None:
        wishes = Wishes(model, engine, processes, address)
        _run(config, wishes, log, quiet, wait, again=again)

    run.__doc__ = says
    return run


batch = _command(
    "Read what is new in the watchlists, and write a memo of each new or changed story.",
    again=False,
)
retry = _command("Run a batch that also tries again what failed.", again=True)


def status(
    config: ConfigFile = None,
    last: Annotated[int, typer.Option("--last", help="How many runs to show.")] = 5,
) -> None:
    """Show the last runs, what the store holds, and what failed and why."""
    from summarizer.batch.report import status_lines
    from summarizer.batch.wiring import load_config
    from summarizer.store import read_store

    chosen = load_config(config)
    db = read_store(chosen.at(chosen.batch.store))
    if db is None:
        typer.echo("no run yet")
        return
    with db:
        for line in status_lines(db, last):
            typer.echo(line)


def _run(
    config: Path | None, wishes: Wishes, log: Log, quiet: bool, wait: int, *, again: bool
) -> None:
    from summarizer.batch.cells import Cells
    from summarizer.batch.processes import cores
    from summarizer.batch.report import listener, summary
    from summarizer.batch.run import batch as run_batch
    from summarizer.batch.wiring import parts
    from summarizer.cli import console

    console.set_up(0)
    with (
        listener(log is Log.JSON, quiet=quiet) as tell,
        Cells(cores()) as take_apart,
        parts(config, wishes, tell, take_apart) as ready,
    ):
        outcome = run_batch(ready, retry=again, patience=wait)
    if log is Log.TABLE and not quiet:
        typer.echo(summary(outcome.counts))
        if outcome.folder:
            typer.echo(outcome.folder)
    _finish(outcome.counts)


def _finish(counts: Mapping[str, int]) -> None:
    if counts["failed"]:
        raise typer.Exit(SOME_FAILED)
