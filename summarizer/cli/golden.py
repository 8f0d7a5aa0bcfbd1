"""`brief golden`: pin what a memo of your own articles must and must not state."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from summarizer.golden import Case
    from summarizer.records import Memo

app = typer.Typer(
    help="Check a folder of articles against its pinned facts and memo.", no_args_is_help=True
)

CaseFolder = Annotated[
    Path, typer.Argument(metavar="CASE", help="Folder with articles/ and facts.toml.")
]
Model = Annotated[
    str,
    typer.Option(
        "--model", "-m", help="extractive also compares memo.md; others compare facts only."
    ),
]
EXTRACTIVE = "extractive"


@app.command()
def check(case: CaseFolder, model: Model = EXTRACTIVE) -> None:
    """Make the case's memo and compare it; exits with 1 where it differs."""
    from summarizer import golden
    from summarizer.render import render

    if golden.is_weeks(case):
        _check_weeks(case, model)
        return
    known = golden.load_case(case)
    memo = _memo(known, model)
    text = render(memo, "md").decode("utf-8") if model == EXTRACTIVE else None
    report = golden.check(known, memo, text)
    typer.echo(report.text())
    if not report.passed:
        raise typer.Exit(1)


@app.command()
def record(case: CaseFolder) -> None:
    """Make the case's memo with the extractive condenser and keep it as memo.md."""
    from summarizer import golden
    from summarizer.render import render

    known = golden.load_case(case)
    typer.echo(golden.record(known, render(_memo(known, EXTRACTIVE), "md").decode("utf-8")))


def _check_weeks(case: Path, model: str) -> None:
    from functools import cache

    from summarizer import golden
    from summarizer.golden.play import play
    from summarizer.pipeline import load_models

    known = golden.load_weeks(case)
    memos = [week.memo for week in play(known, cache(lambda: load_models(model)))]
    report = golden.check_weeks(known, memos)
    typer.echo(report.text())
    if not report.passed:
        raise typer.Exit(1)


def _memo(case: Case, model: str) -> Memo:
    """The case's memo, on the case's own date."""
    from summarizer.pipeline import generate
    from summarizer.settings import Settings

    return generate([str(case.articles)], Settings(model=model, made=case.made))
