"""A weekly memo as the two parts of a mail: plain text, and a page that mail programs can show.

Both are made from one view, so that they state the same. The page is tables with inlined styles,
without scripts, images or anything from elsewhere; its links lead to sources only.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import Markup

from summarizer.records import WeeklyMemo
from summarizer.render import paper
from summarizer.render.page import environment, squeezed
from summarizer.render.view import SourceView
from summarizer.render.week import Deal, Entry, Group, WeekView, shown, week_view
from summarizer.render.wording import DEFAULT_LOCALE, Words, nothing

if TYPE_CHECKING:
    import css_inline

MOST_BYTES = 100_000
"""Of the page; some mail programs clip what is longer."""
WIDTH = 76


@dataclass(frozen=True, slots=True)
class Mail:
    """What a mail says: its subject line, its plain text, its page."""

    subject: str
    text: str
    html: str


def to_mail(memo: WeeklyMemo, locale: str = DEFAULT_LOCALE, most: int = MOST_BYTES) -> Mail:
    """The mail of a weekly memo. Where its page would be larger than `most` bytes, first the quotes
    go, then the least important deals, which the mail then names."""
    dropped: list[str] = []
    quotes = True
    while True:
        view = _noted(week_view(memo, locale, quotes=quotes), dropped)
        page = to_page(view)
        size = len(page.encode())
        if size <= most or not (quotes or _deals(memo)):
            return Mail(memo.subject or nothing(memo.watch), to_text(view), page)
        if not quotes:
            for _ in range(max(1, int(_deals(memo) * (1 - most / size)))):
                memo = _less(memo, dropped)
        quotes = False


def _deals(memo: WeeklyMemo) -> int:
    return len(memo.new) + len(memo.running) + len(memo.quiet)


def _less(memo: WeeklyMemo, dropped: list[str]) -> WeeklyMemo:
    """The memo without the deal that matters least: quiet ones first, then the last of the longer
    list, as each begins with what matters most."""
    if memo.quiet:
        dropped.append(memo.quiet[-1].headline.text)
        return replace(memo, quiet=memo.quiet[:-1])
    if len(memo.new) > len(memo.running):
        dropped.append(memo.new[-1].name)
        return replace(memo, new=memo.new[:-1])
    dropped.append(memo.running[-1].name)
    return replace(memo, running=memo.running[:-1])


NAMED = 20
"""Deals that are named where they were left out; more are counted."""


def _noted(view: WeekView, dropped: Sequence[str]) -> WeekView:
    if not dropped:
        return view
    names = [shown(name, 100) for name in dropped[:NAMED]]
    if len(dropped) > NAMED:
        names.append(f"and {len(dropped) - NAMED} more")
    return replace(view, left_out=(*view.left_out, f"{Words.TOO_LARGE}: {'; '.join(names)}"))


# ---------------------------------------------------------------- the page


def to_page(view: WeekView) -> str:
    """The page, with its styles inlined; only what is for dark screens stays in its head."""
    template = environment().get_template("weekly.html.j2")
    page = template.render(week=view, style=Markup(_style()), by=_by(view.sources))
    return squeezed(_inliner().inline(page)) + "\n"


@cache
def _style() -> str:
    folder = files("summarizer.render").joinpath("templates")
    return squeezed(folder.joinpath("weekly.css").read_text("utf-8"))


@cache
def _inliner() -> css_inline.CSSInliner:
    import css_inline

    return css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)


def _by(sources: Sequence[SourceView]) -> dict[int, SourceView]:
    return {source.number: source for source in sources}


# ---------------------------------------------------------------- the text


def to_text(view: WeekView) -> str:
    """The plain text; addresses of sources stand in angle brackets, on lines of their own."""
    blocks = [
        f"{view.kicker.upper()}\n{view.subject}",
        f"{view.days}\n{view.basis}",
        view.nothing,
        *(block for group in view.groups for block in _group(group)),
        *view.left_out,
    ]
    if view.sources:
        blocks += [_head(Words.SOURCES), *map(_source, view.sources), Words.FOOT]
    return "\n\n".join(_wrapped(block) for block in blocks if block) + "\n"


def _group(group: Group) -> Iterator[str]:
    yield _head(group.title)
    if group.note:
        yield group.note
    for deal in group.deals:
        yield "\n".join(_deal(deal))


def _deal(deal: Deal) -> Iterator[str]:
    yield f"{deal.title} {paper.cited(deal.cites)}".rstrip()
    for entry in deal.terms:
        yield f"  {_entry(entry)}"
    for entry in deal.entries:
        yield f"- {_entry(entry)}"
        if entry.quote:
            yield f"  “{entry.quote}”"
    if deal.more:
        yield f"  {deal.more}"


def _entry(entry: Entry) -> str:
    label = f"{entry.label}: " if entry.label else ""
    was = f" ({Words.WAS}: {entry.before})" if entry.before else ""
    cites = f" {paper.cited(entry.cites)}" if entry.cites else ""
    more = "".join(f" · {word}" for word in (entry.agreement,) if word)
    flag = f" ({Words.FLAG}: {entry.warning})" if entry.warning else ""
    return f"{label}{entry.text}{was}{cites}{more}{flag}"


def _source(source: SourceView) -> str:
    said = ", ".join(part for part in (source.title, source.byline) if part)
    copy = f" · {Words.COPY} [{source.copy_of}]" if source.copy_of is not None else ""
    address = source.address or ""
    if source.link:
        address = f"<{source.link.href}>"
    number = f"[{source.number}]"
    return f"{number} {said}{copy}" + (f"\n  {address}" if address else "")


def _head(title: str) -> str:
    return f"{title.upper()}\n{'-' * len(title)}"


def _wrapped(block: str) -> str:
    return "\n".join(_line(line) for line in block.splitlines())


def _line(line: str) -> str:
    """A line folded between words; what is set in goes on as far in, addresses stay whole."""
    inside = len(line) - len(line.lstrip(" "))
    rest = " " * (inside + (2 if line.lstrip().startswith("- ") else 0))
    if line.lstrip().startswith("<"):
        return line
    return textwrap.fill(
        line, WIDTH, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
