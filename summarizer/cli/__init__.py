"""The `brief` command: parse, call, print, return a code. One file a command.

Exit codes: 0 all well, 1 no memo possible, 2 usage, 3 done but some sources failed, 4 strict check
failed, 5 another run is at work, 6 a mail needs a person, 7 a memo is not as it was made.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
import threading
from contextlib import suppress

import typer

from summarizer.cli import (
    batch,
    check,
    doctor,
    generate,
    golden,
    init,
    models,
    outbox,
    schedule,
    show,
    site,
    sources,
    weekly,
)
from summarizer.errors import BriefError

app = typer.Typer(
    name="brief",
    help="Turn a pile of news articles about a deal into one executive memo, with evidence.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("generate")(generate.generate)
app.command("show")(show.show)
app.command("check")(check.check)
app.command("site")(site.site)
app.command("init")(init.init)
app.command("batch")(batch.batch)
app.command("retry")(batch.retry)
app.command("status")(batch.status)
app.command("weekly")(weekly.weekly)
app.command("schedule")(schedule.schedule)
app.command("doctor")(doctor.doctor)
app.add_typer(outbox.app, name="outbox")
app.add_typer(sources.app, name="sources")
app.add_typer(models.app, name="models")
app.add_typer(golden.app, name="golden")


@app.callback(invoke_without_command=True)
def _options(
    version: bool = typer.Option(False, "--version", help="Print the version and leave."),
) -> None:
    if version:
        from summarizer import __version__

        typer.echo(f"brief {__version__}")
        raise typer.Exit()


YOUNG = 50_000
"""So many new objects set off the collector. Imports and models make hundreds of thousands, none of
them garbage, and looking through them again and again takes a tenth of a short run."""


def main() -> None:
    """Run the command; an error the user can act on is one line, without a traceback."""
    gc.set_threshold(YOUNG, 10, 10)
    _leave(_run())


def _run() -> int:
    """The command's exit code."""
    try:
        app()
    except BriefError as error:
        typer.echo(f"brief: {error}", err=True)
        return error.exit_code
    except KeyboardInterrupt:
        typer.echo("brief: stopped", err=True)
        return 130
    except BrokenPipeError:
        return 0
    except SystemExit as left:
        return _code(left)
    return 0


def _code(left: SystemExit) -> int:
    if left.code is None or isinstance(left.code, int):
        return left.code or 0
    typer.echo(left.code, err=True)
    return 1


def _leave(code: int) -> None:
    """Taking a model and its libraries apart takes up to half a second; what is to be done at the
    end is done, and the rest is the system's."""
    if code or "torch" not in sys.modules or threading.active_count() > 1:
        sys.exit(code)
    atexit._run_exitfuncs()
    with suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)
