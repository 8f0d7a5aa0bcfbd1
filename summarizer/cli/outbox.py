"""`brief outbox`: what became of the weekly memo's mails, and what a person decides about them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from summarizer.deliver.post import Post
    from summarizer.store import Database
    from summarizer.store.outbox import Row
    from summarizer.watch.watchlist import Config

app = typer.Typer(help="See and decide what becomes of the memo's mails.", no_args_is_help=True)

ConfigFile = Annotated[
    Path | None, typer.Option("--config", "-c", help="Settings file.  [default: brief.toml]")
]
Number = Annotated[int, typer.Argument(metavar="MAIL", help="A number of `brief outbox list`.")]
Numbers = Annotated[
    list[int] | None, typer.Argument(metavar="[MAIL]…", help="Numbers of `brief outbox list`.")
]
Refused = Annotated[bool, typer.Option("--refused", help="All mails that were refused.")]
Held = Annotated[bool, typer.Option("--held", help="All mails that are held.")]


@app.command("list")
def list_(
    config: ConfigFile = None,
    all_: Annotated[bool, typer.Option("--all", help="Also those that are settled.")] = False,
) -> None:
    """Show the mails that wait, failed or need somebody, and the weeks that are held; exits with 6
    if it is not known whether a mail arrived."""
    from summarizer.deliver.wording import listing
    from summarizer.errors import MailError

    with _looking(config) as db:
        found = list(listing(db, everything=all_)) if db else []
    for line, _ in found:
        typer.echo(line)
    if not found:
        typer.echo(
            "no mail waits, and none needs you; --all shows those that are settled", err=True
        )
    unknown = any(alarming for _, alarming in found)
    if unknown:
        raise typer.Exit(MailError.exit_code)


@app.command()
def show(
    number: Number,
    config: ConfigFile = None,
    raw: Annotated[bool, typer.Option("--raw", help="The mail itself, as it is sent.")] = False,
) -> None:
    """Show a mail's headers and every state it was in."""
    import sys

    from summarizer.deliver.wording import history
    from summarizer.errors import UsageError
    from summarizer.store import outbox

    with _looking(config) as db:
        row = outbox.one(db, number) if db else None
        if db is None or row is None:
            raise UsageError(f"mail {number}", "is not in the outbox", "see `brief outbox list`")
        mail = outbox.mail(db, number)
        lines = list(history(db, row))
    if raw:
        sys.stdout.buffer.write(mail)
        return
    typer.echo(mail.partition(b"\r\n\r\n")[0].decode("utf-8", "replace").replace("\r\n", "\n"))
    typer.echo()
    for line in lines:
        typer.echo(line)


@app.command()
def resend(
    numbers: Numbers = None, refused: Refused = False, held: Held = False, config: ConfigFile = None
) -> None:
    """Send mails again as they are, with the Message-ID they had; `brief weekly` does it at its
    next run."""
    from summarizer.store.outbox import State

    with _deciding(config) as post:
        for row in _chosen(post, numbers, refused and State.REFUSED, held and State.HELD):
            post.resend(row)
            typer.echo(f"mail {row} waits to be sent again")


@app.command()
def cancel(numbers: Numbers = None, held: Held = False, config: ConfigFile = None) -> None:
    """Keep mails that wait or are held from being sent."""
    from summarizer.store.outbox import State

    with _deciding(config) as post:
        for row in _chosen(post, numbers, held and State.HELD):
            post.cancel(row)
            typer.echo(f"mail {row} is cancelled")


@app.command()
def dismiss(
    watch: Annotated[str, typer.Argument(help="A watchlist.")],
    week: Annotated[str, typer.Argument(help="A held week of it, such as 2026-W47.")],
    config: ConfigFile = None,
) -> None:
    """Let a week that is held for confirmation be, without a mail."""
    with _deciding(config) as post:
        post.dismiss(watch, week)
    typer.echo(f"{watch}, {week} gets no mail")


@app.command()
def suppress(
    address: Annotated[str, typer.Argument(help="Who wants no mail any more.")],
    config: ConfigFile = None,
) -> None:
    """Put an address on the list of those who get nothing."""
    from summarizer.batch.wiring import load_config
    from summarizer.deliver import suppression
    from summarizer.watch.web import SystemClock

    chosen = load_config(config)
    file = chosen.at(chosen.mail.suppressed)
    new = suppression.add(file, address, f"{SystemClock().now():%Y-%m-%d}")
    typer.echo(f"{address}: {'gets no mail from now on' if new else 'was on the list'} ({file})")


def _chosen(post: Post, numbers: list[int] | None, *states: object) -> list[int]:
    from summarizer.errors import UsageError
    from summarizer.store.outbox import State

    wanted = [state for state in states if isinstance(state, State)]
    rows: list[Row] = post.rows(wanted) if wanted else []
    found = [*(numbers or ()), *(row.id for row in rows if row.id not in (numbers or ()))]
    if not found and not wanted:
        raise UsageError("no mail", "is named", "give its number; see `brief outbox list`")
    return found


@contextmanager
def _looking(file: Path | None) -> Iterator[Database | None]:
    """The store, to look into; what a killed run left is settled first, unless a run is at work."""
    from summarizer.batch.wiring import load_config
    from summarizer.errors import BusyError
    from summarizer.store import read_store

    config = load_config(file)
    path = config.at(config.batch.store)
    if path.exists():
        try:
            with _office(config):
                pass
        except BusyError:
            typer.echo("brief: another run is at work; this is how things stand now", err=True)
    db = read_store(path)
    try:
        yield db
    finally:
        if db:
            db.close()


@contextmanager
def _deciding(file: Path | None) -> Iterator[Post]:
    from summarizer.batch.wiring import load_config

    with _office(load_config(file)) as post:
        yield post


@contextmanager
def _office(config: Config) -> Iterator[Post]:
    from summarizer.deliver import wiring
    from summarizer.store import only_run, open_store
    from summarizer.watch.web import SystemClock

    path = config.at(config.batch.store)
    with only_run(path), open_store(path) as db:
        yield wiring.post(config, db, SystemClock())
