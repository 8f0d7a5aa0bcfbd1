"""`brief sources check`: look at each source of the watchlists once, and say what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from summarizer.watch.look import Sight

app = typer.Typer(help="Look after the sources named in brief.toml.", no_args_is_help=True)

SOME_FAILED = 3

ConfigFile = Annotated[
    Path | None, typer.Option("--config", "-c", help="Settings file.  [default: brief.toml]")
]


@app.command()
def check(
    config: ConfigFile = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Name every item, not only how many.")
    ] = False,
) -> None:
    """Fetch each source once and say what would be read; exits with 3 if one fails."""
    from summarizer.batch.wiring import load_config, web
    from summarizer.errors import SourceError
    from summarizer.watch import look

    chosen = load_config(config)
    opened, failed = web(chosen), False
    for source in look.sources(chosen):
        try:
            sight = look.look(source, opened)
        except SourceError as error:
            failed = True
            typer.echo(f"{source}: {error.problem}; {error.remedy}")
            continue
        failed = failed or bool(sight.errors)
        for line in _lines(sight, verbose=verbose):
            typer.echo(line)
    if failed:
        raise typer.Exit(SOME_FAILED)


def _lines(sight: Sight, *, verbose: bool) -> Iterator[str]:
    yield f"{sight.source}: {_count(sight)}"
    for error in sight.errors:
        yield f"  {error}"
    for item in sight.items or () if verbose else ():
        yield f"  {item.origin}" + (f" ({item.title})" if item.title else "")


def _count(sight: Sight) -> str:
    """What a source holds, in words."""
    from summarizer.watch.look import SourceKind

    items = sight.items or ()
    if sight.source.kind is SourceKind.FOLDER:
        return f"{len(items)} files"
    if sight.source.kind is SourceKind.URLS:
        return f"{len(items)} addresses, asked for at every run"
    teasers = sum(1 for item in items if item.page is None)
    newest = max((item.published for item in items if item.published), default=None)
    dated = f", the newest of {newest}" if newest else ""
    return f"{len(items)} entries, {teasers} of them teasers whose page is fetched{dated}"
