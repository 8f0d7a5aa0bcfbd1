"""`brief site FOLDER`: an index of the memos in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

SOME_FAILED = 3


def site(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="The folder that memos have their folders in.")
    ] = Path("outputs"),
    locale: Annotated[str, typer.Option("--locale", help="en-US or en-GB.")] = "en-US",
    open_: Annotated[bool, typer.Option("--open", help="Show the index in the browser.")] = False,
) -> None:
    """Write index.html: a folder's memos, to be searched by company."""
    from summarizer.cli.console import open_page
    from summarizer.render.site import write_index

    path, problems = write_index(folder, locale)
    typer.echo(path)
    for problem in problems:
        typer.echo(f"brief: {problem}", err=True)
    if open_:
        open_page(path)
    if problems:
        raise typer.Exit(SOME_FAILED)
