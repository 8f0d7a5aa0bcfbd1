"""`brief show MEMO`: a memo on the terminal, the newest one of a folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

OTHERS = 10
"""Further memos of a folder that are named."""


def show(
    memo: Annotated[
        Path, typer.Argument(metavar="MEMO", help="A memo.json, or a folder with one or several.")
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

    view = build(read_memo(_chosen(memo)), locale)
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


def _chosen(place: Path) -> Path:
    """The file that is meant: of a folder of memos the newest, and the others are named."""
    own = place / "memo.json"
    if not place.is_dir() or own.exists():
        return own if place.is_dir() else place
    found = sorted(place.rglob("memo.json"), key=_age)
    if not found:
        return own
    newest, *others = found
    for path in others[:OTHERS]:
        typer.echo(f"brief: there is also {path.parent}", err=True)
    if others[OTHERS:]:
        typer.echo(f"brief: and {len(others) - OTHERS} more", err=True)
    return newest


def _age(path: Path) -> tuple[float, str]:
    """What sorts the newest first, and those of one moment by name."""
    return -path.stat().st_mtime, str(path)
