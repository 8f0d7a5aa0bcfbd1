"""The `brief` command: parse, call, print, return a code. One file a command.

Exit codes: 0 all well, 1 no memo possible, 2 usage, 3 done but some sources failed, 4 strict check
failed, 5 another run is at work, 6 a mail needs a person.
"""

from __future__ import annotations

import sys

import typer

from summarizer.cli import (
    batch,
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


def main() -> None:
    """Run the command; an error the user can act on is one line, without a traceback."""
    try:
        app()
    except BriefError as error:
        typer.echo(f"brief: {error}", err=True)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        typer.echo("brief: stopped", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(0)
