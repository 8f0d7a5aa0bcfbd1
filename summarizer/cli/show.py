"""`brief show MEMO`: a memo on the terminal."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer


def show(
    memo: Annotated[
        Path, typer.Argument(metavar="MEMO", help="A memo.json, or a folder that holds one.")
    ],
    evidence: Annotated[
        bool, typer.Option("--evidence", "-e", help="Under every line, the sentences it rests on.")
    ] = False,
    locale: Annotated[str, typer.Option("--locale", help="en-US or en-GB.")] = "en-US",
    pager: Annotated[
        bool, typer.Option("--pager/--no-pager", help="Page by page where it is a terminal.")
    ] = True,
) -> None:
    """Read a memo on the terminal, page by page."""
    from rich.console import Console

    from summarizer.render import read_memo
    from summarizer.render.build import build
    from summarizer.render.terminal import show as put

    view = build(read_memo(memo / "memo.json" if memo.is_dir() else memo), locale)
    console = Console(highlight=False)
    if not console.is_terminal:
        with console.capture() as captured:
            put(view, console, evidence=evidence)
        typer.echo("\n".join(line.rstrip() for line in captured.get().splitlines()))
        return
    if not pager:
        put(view, console, evidence=evidence)
        return
    os.environ.setdefault("LESS", "-RFX")  # colours kept, and no pager for what fits the screen
    with console.pager(styles=console.color_system is not None):
        put(view, console, evidence=evidence)
