"""`brief generate SOURCE...`: articles in, a memo out."""

from __future__ import annotations

import logging
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from summarizer.records import Memo
    from summarizer.settings import Settings

log = logging.getLogger(__name__)

SOME_FAILED = 3


def generate(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...",
            help="Files, folders, globs, URLs, or - for standard input; text, Markdown, HTML, "
            "PDF, DOCX or .eml.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Folder for the memos' folders.  [default: outputs]"),
    ] = None,
    formats: Annotated[
        list[str] | None,
        typer.Option("--format", "-f", help="md, html, pdf, docx, json; repeatable.  [all]"),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            "--model",
            "-m",
            help="default, extractive, distilbart, a hub id, or a checkpoint's folder.",
        ),
    ] = None,
    runtime: Annotated[
        str | None,
        typer.Option(
            "--runtime", help="What runs a checkpoint: torch, ctranslate2, transformers.  [auto]"
        ),
    ] = None,
    title: Annotated[str | None, typer.Option("--title", "-t", help="Title of the memo.")] = None,
    words: Annotated[
        int | None,
        typer.Option("--words", "-w", help="Word budget of each story.  [default: 350]"),
    ] = None,
    section: Annotated[
        list[str] | None,
        typer.Option("--section", "-s", help="Only this section; repeatable.  [default: all]"),
    ] = None,
    prompts: Annotated[
        Path | None, typer.Option("--prompts", help="Folder of section files of your own.")
    ] = None,
    date: Annotated[
        datetime | None,
        typer.Option("--date", formats=["%Y-%m-%d"], help="Date on the memo.  [default: today]"),
    ] = None,
    locale: Annotated[
        str | None, typer.Option("--locale", help="en-US or en-GB.  [default: en-US]")
    ] = None,
    strict: Annotated[
        bool | None,
        typer.Option("--strict/--no-strict", help="Exit with 4 if the check dropped anything."),
    ] = None,
    as_json: Annotated[
        bool,
        typer.Option("--json", help="Print memo.json on standard output; no files without --out."),
    ] = False,
    open_: Annotated[
        bool, typer.Option("--open", help="Show the memo's page in the browser.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    verbose: Annotated[
        int, typer.Option("--verbose", "-v", count=True, help="Say more: -v times, -vv details.")
    ] = 0,
    config: Annotated[
        Path | None,
        typer.Option("--config", "-c", help="Settings file.  [default: brief.toml if there]"),
    ] = None,
) -> None:
    """Make one memo of articles, every line with its evidence."""
    began = time.perf_counter()
    from summarizer import settings
    from summarizer.cli import console
    from summarizer.errors import UsageError

    console.set_up(verbose)
    flags: dict[str, Any] = {
        "outputs": out,
        "formats": formats,
        "model": model,
        "runtime": runtime,
        "title": title,
        "words": words,
        "sections": section,
        "prompts": prompts,
        "made": date.date() if date else None,
        "locale": locale,
        "strict": strict,
    }
    chosen = settings.load(flags, config)
    files = not as_json or out is not None
    log.info("starting took %.2f s", time.perf_counter() - began)
    if open_ and not (files and "html" in chosen.formats):
        raise UsageError("--open", "has no page to show", "leave html in --format")
    memo = _make(sources, chosen, files=files, quiet=quiet)
    paths = _put_out(memo, chosen, as_json=as_json, files=files, quiet=quiet)
    if open_:
        console.open_page(next(path for path in paths if path.suffix == ".html"))
    _finish(memo, chosen)


def _make(sources: list[str], chosen: Settings, *, files: bool, quiet: bool) -> Memo:
    import sys

    from summarizer import pipeline
    from summarizer.cli import console
    from summarizer.render import check_outputs

    if files:
        check_outputs(chosen.outputs)
    with console.meter(quiet) as progress:
        return pipeline.generate(sources, chosen, stdin=sys.stdin.buffer.read, progress=progress)


def _put_out(
    memo: Memo, chosen: Settings, *, as_json: bool, files: bool, quiet: bool
) -> list[Path]:
    """Write the memo where it is wanted; the paths of its files."""
    from summarizer.render import folder_for, render, write

    if as_json:
        typer.echo(render(memo, "json", locale=chosen.locale).decode("utf-8"), nl=False)
    if not files:
        return []
    folder = folder_for(memo, chosen.outputs)
    began = time.perf_counter()
    paths = write(memo, folder, chosen.formats, locale=chosen.locale)
    log.info("writing the files took %.2f s", time.perf_counter() - began)
    if not quiet and not as_json:
        for path in paths:
            typer.echo(path)
        typer.echo(_count(memo), err=True)
    return paths


def _count(memo: Memo) -> str:
    """What was used and checked, in one line."""
    independent = sum(1 for source in memo.sources if source.copy_of is None)
    making = memo.making
    return (
        f"{len(memo.sources)} sources ({independent} independent), "
        f"{len(memo.set_aside)} set aside, {len(memo.failures)} failed; "
        f"{making.checked} statements checked, {making.flagged} flagged, "
        f"{len(making.removed)} dropped{_where(memo)}"
    )


def _where(memo: Memo) -> str:
    """Where to look for what was set aside or dropped."""
    return " (listed at the memo's end)" if memo.set_aside or memo.making.removed else ""


def _finish(memo: Memo, chosen: Settings) -> None:
    """Name what failed, and leave with the code that says so."""
    from summarizer.errors import StrictError

    for failure in memo.failures:
        typer.echo(f"brief: {failure.origin}: {failure.problem}; {failure.remedy}", err=True)
    if chosen.strict and memo.making.removed:
        first = memo.making.removed[0]
        reasons = ", ".join(first.statement.verdict.reasons if first.statement.verdict else ())
        raise StrictError(
            f"{len(memo.making.removed)} dropped",
            f"first in {first.where}: “{first.statement.text}” ({reasons})",
            "read the sources it cites, or leave out --strict",
        )
    if memo.failures:
        raise typer.Exit(SOME_FAILED)
