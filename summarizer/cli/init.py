"""`brief init`: a commented brief.toml to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def init(
    file: Annotated[
        Path, typer.Argument(metavar="[FILE]", help="The file to write.", show_default=True)
    ] = Path("brief.toml"),
) -> None:
    """Write a commented settings file with a first watchlist."""
    from importlib.resources import files

    from summarizer.errors import UsageError

    text = files("summarizer.watch").joinpath("starter.toml").read_text(encoding="utf-8")
    try:
        with file.open("x", encoding="utf-8") as opened:
            opened.write(text)
    except FileExistsError as error:
        raise UsageError(str(file), "is already there", "name another file") from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(str(file), f"can't be written ({reason})", "name another") from error
    typer.echo(file)
    typer.echo(
        "put articles into inbox/ or name other sources, then: brief sources check", err=True
    )
