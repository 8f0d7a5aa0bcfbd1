"""`brief models`: which checkpoints are there, and fetching one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="List and fetch checkpoints.", no_args_is_help=True)

Store = Annotated[
    Path | None, typer.Option("--store", help="Folder of checkpoints.  [default: user cache]")
]


@app.command("list")
def list_(store: Store = None) -> None:
    """Show which models --model knows by name, and which of them are here."""
    from summarizer.condense import hub

    for entry in hub.available(store or hub.default_store()):
        typer.echo(f"{entry.name:<14} {entry.state:<14} {entry.about}")


@app.command()
def pull(
    name: Annotated[str, typer.Argument(help="A name that `brief models list` shows.")],
    store: Store = None,
) -> None:
    """Fetch a checkpoint at its pinned revision, check it, and keep it as safetensors."""
    from summarizer.condense import hub

    typer.echo(hub.pull(name, store or hub.default_store()))
