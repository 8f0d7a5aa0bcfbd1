"""`brief check MEMO...`: finished memos checked once more, and whether somebody edited them."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from summarizer.recheck import Report
    from summarizer.store import Database


def check(
    memos: Annotated[
        list[Path],
        typer.Argument(
            metavar="MEMO...", help="A memo.json, or a folder with one.", show_default=False
        ),
    ],
    store: Annotated[
        Path | None,
        typer.Option("--store", help="A store to compare sources with.  [default: the settings']"),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the findings as JSON, one memo a line.")
    ] = False,
    config: Annotated[
        Path | None,
        typer.Option("--config", "-c", help="Settings file.  [default: brief.toml if there]"),
    ] = None,
) -> None:
    """Check finished memos again, and notice edits by hand; exits with 7 where one doesn't hold.

    Looks at the seal in memo.json, every statement against the sources' sentences, the sources'
    texts against their ids and the store of `brief batch`, and memo.md and memo.html beside it.
    PDF and Word files are not looked into. A memo without a seal (of an older version), and sources
    that the store doesn't have, are told but are no fault.
    """
    from summarizer.recheck import seen

    reports = []
    with _store(store, config) as db:
        for memo in memos:
            reports.append(seen(_file(memo), db))
            _tell(reports[-1], as_json=as_json)
    _finish(reports)


def _file(place: Path) -> Path:
    return place / "memo.json" if place.is_dir() else place


def _store(named: Path | None, config: Path | None) -> AbstractContextManager[Database | None]:
    """The store that is named; else the settings' one, where there are settings and a store."""
    from summarizer.errors import StoreError
    from summarizer.store import read_store

    path = named or _of_settings(config)
    db = read_store(path) if path else None
    if db is None and named is not None:
        raise StoreError(str(named), "is not there", "name the store of `brief batch`")
    return db or nullcontext()


def _of_settings(config: Path | None) -> Path | None:
    """Where the settings have the store; settings that nobody named may be of no use here."""
    from summarizer.batch.wiring import config_file, load_config
    from summarizer.errors import UsageError

    if config is None and not config_file(None).exists():
        return None
    try:
        chosen = load_config(config)
    except UsageError as error:
        if config is not None:
            raise
        typer.echo(f"brief: no store is looked at: {error}", err=True)
        return None
    return chosen.at(chosen.batch.store)


def _tell(report: Report, *, as_json: bool) -> None:
    """A line for each finding, and one for them all."""
    import json

    if as_json:
        typer.echo(json.dumps(report.plain(), ensure_ascii=False))
        return
    for finding in report.findings:
        typer.echo(f"{report.memo}: {finding}")
    typer.echo(f"{report.memo}: {report.closing()}")


def _finish(reports: list[Report]) -> None:
    from summarizer.errors import AlteredError

    if not all(report.holds for report in reports):
        raise typer.Exit(AlteredError.exit_code)
