"""A weekly memo as what its mail shows: the one model of the page and of the plain text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from summarizer.records import (
    CardRow,
    Change,
    FactKind,
    QuietStory,
    Statement,
    WeeklyMemo,
    WeekStory,
)
from summarizer.render import wording
from summarizer.render.build import Lines
from summarizer.render.links import unlinked
from summarizer.render.view import Line, SourceView
from summarizer.render.wording import Wording, Words, clean, count, excerpt

LONGEST = 900
"""Characters of a line; a longer one is no sentence but a page's mishap."""
TITLE = 160
QUOTE = 240
VALUE = 6
"""Words at most of a value; it is set off from the sentence that states it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something told of a deal: its label (empty for a plain line), its words, the value before,
    the numbers of its sources, and the words it rests on where it doesn't quote them itself."""

    label: str
    text: str
    before: str
    cites: tuple[int, ...]
    agreement: str
    warning: str
    quote: str

    @property
    def brief(self) -> bool:
        """Whether it is a value, and no sentence."""
        return len(self.text.split()) <= VALUE


@dataclass(frozen=True, slots=True)
class Deal:
    """One deal: its title with its sources, what is told of it, and what there was no room for."""

    title: str
    cites: tuple[int, ...]
    terms: tuple[Entry, ...]
    entries: tuple[Entry, ...]
    more: str


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    note: str
    deals: tuple[Deal, ...]


@dataclass(frozen=True, slots=True)
class WeekView:
    """The whole mail. `days` are the week's first and last, `basis` what it rests on; `left_out`
    are lines about what is not in it."""

    locale: str
    subject: str
    kicker: str
    days: str
    basis: str
    nothing: str
    groups: tuple[Group, ...]
    sources: tuple[SourceView, ...]
    left_out: tuple[str, ...]


def week_view(memo: WeeklyMemo, locale: str, *, quotes: bool = True) -> WeekView:
    """The view of a weekly memo; without `quotes` no line shows the words it rests on."""
    builder = _Builder(memo, Wording(locale), quotes)
    groups = tuple(group for group in builder.groups(memo) if group.deals)
    cited = {n for group in groups for deal in group.deals for n in _cited(deal)}
    return WeekView(
        locale=locale,
        subject=shown(memo.subject or wording.nothing(memo.watch), TITLE),
        kicker=shown(f"{Words.WEEKLY}: {memo.watch}", TITLE),
        days=_days(memo, builder.words),
        basis=_basis(memo),
        nothing=Words.NOTHING_LONG if memo.nothing else "",
        groups=groups,
        sources=tuple(_source(s) for n, s in sorted(builder.views.items()) if n in cited),
        left_out=_left_out(memo),
    )


def shown(text: str, longest: int = LONGEST) -> str:
    """Foreign text as a mail shows it: on one line, of a sane length, without links."""
    return unlinked(excerpt(clean(text), longest))


def _cited(deal: Deal) -> Iterator[int]:
    yield from deal.cites
    for entry in (*deal.terms, *deal.entries):
        yield from entry.cites


def _source(source: SourceView) -> SourceView:
    publisher = shown(source.publisher, TITLE) if source.publisher else None
    address = shown(source.address, TITLE) if source.address else None
    return replace(source, title=shown(source.title, TITLE), publisher=publisher, address=address)


class _Builder(Lines):
    def __init__(self, memo: WeeklyMemo, words: Wording, quotes: bool) -> None:
        super().__init__(memo.sources, words)
        self.quoting = quotes

    def groups(self, memo: WeeklyMemo) -> Iterator[Group]:
        yield Group(Words.NEW_DEALS, "", tuple(self.deal(story) for story in memo.new))
        yield Group(Words.RUNNING, "", tuple(self.deal(story) for story in memo.running))
        quiet = tuple(self.silent(item) for item in memo.quiet)
        yield Group(Words.QUIET, Words.QUIET_NOTE, quiet)

    def deal(self, story: WeekStory) -> Deal:
        """A running deal goes by its name: its headline may be old news."""
        title = story.name if story.changes else story.headline.text
        cites = () if story.changes else self.line(story.headline).cites
        more = count(story.left_out, "more line") if story.left_out else ""
        changes = [self.change(change) for change in (*story.changes, *story.later)]
        return Deal(
            title=shown(title),
            cites=cites,
            terms=tuple(self.term(row) for row in story.terms),
            entries=(*(self.plain(line) for line in story.lines), *_quoted_once(changes)),
            more=f"{Words.LEFT_OUT_WEEK}: {more}" if more else "",
        )

    def silent(self, item: QuietStory) -> Deal:
        line = self.line(item.headline)
        last = f" ({Words.LAST} {self.words.date(item.last)})" if item.last else ""
        return Deal(shown(line.text) + last, line.cites, (), (), "")

    def term(self, row: CardRow) -> Entry:
        return self.entry(self.line(row.value), row.label)

    def plain(self, statement: Statement) -> Entry:
        return self.entry(self.line(statement), "")

    def change(self, change: Change) -> Entry:
        line = self.line(change.after)
        before = self.line(change.before) if change.before else None
        entry = self.entry(line, change.label)
        cites = tuple(sorted({*line.cites, *(before.cites if before else ())}))
        quote = shown(_quoted(line), QUOTE) if self.quoting else ""
        warning = "" if quote and change.kind is FactKind.STATUS else entry.warning
        was = shown(before.text) if before else ""
        return replace(entry, before=was, cites=cites, quote=quote, warning=warning)

    def entry(self, line: Line, label: str) -> Entry:
        text = wording.capital(line.text)
        return Entry(
            shown(label), shown(text), "", line.cites, line.agreement, shown(line.warning), ""
        )


def _quoted_once(entries: Sequence[Entry]) -> Iterator[Entry]:
    """The entries of a deal, each quote under the first of them that rests on it, and none that is
    an entry itself."""
    seen = {entry.text for entry in entries}
    for entry in entries:
        yield replace(entry, quote="") if entry.quote in seen else entry
        seen.add(entry.quote)


def _quoted(line: Line) -> str:
    """The first sentence that a line rests on, where the line has not its words itself."""
    if not line.quotes:
        return ""
    marked = [piece.text for piece in line.quotes[0].pieces if piece.marked]
    words = clean(marked[0]) if marked else ""
    return "" if words and words in line.text else words


def _days(memo: WeeklyMemo, words: Wording) -> str:
    return f"{words.date(memo.first)} – {words.date(memo.last)}"


def _basis(memo: WeeklyMemo) -> str:
    """What the memo tells and rests on, in one line."""
    told = [
        count(len(memo.new), "new deal") if memo.new else "",
        count(len(memo.running), "running deal") + " with news" if memo.running else "",
        f"{count(memo.counts.repeated, 'deal')} only told again" if memo.counts.repeated else "",
        f"{count(memo.counts.articles, 'article')} read",
        f"{memo.counts.aside} set aside" if memo.counts.aside else "",
        f"{memo.counts.failed} could not be read" if memo.counts.failed else "",
    ]
    return " · ".join(part for part in told if part)


def _left_out(memo: WeeklyMemo) -> tuple[str, ...]:
    if not memo.left_out:
        return ()
    names: Sequence[str] = [shown(name, TITLE) for name in memo.left_out]
    return (f"{Words.LEFT_OUT_WEEK}: {'; '.join(names)}",)
