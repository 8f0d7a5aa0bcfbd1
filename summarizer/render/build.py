"""A Memo turned into what its formats show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import overload

from summarizer.records import (
    Agreement,
    CardRow,
    Change,
    Disagreement,
    Event,
    LeadershipRow,
    Memo,
    Overtaken,
    RiskRow,
    Section,
    Source,
    Statement,
    Support,
)
from summarizer.render import apparatus, quotes, wording
from summarizer.render.links import link
from summarizer.render.matrix import about, differs, matrix
from summarizer.render.timeline import timeline, told
from summarizer.render.view import (
    ChangeView,
    DifferenceView,
    Digest,
    Line,
    MemoView,
    PartView,
    Quote,
    RiskView,
    RoleView,
    SectionView,
    SourceView,
    Term,
)
from summarizer.render.wording import Wording, Words, clean


def build(memo: Memo, locale: str = wording.DEFAULT_LOCALE) -> MemoView:
    """The view of a memo. Evidence that points at no source of the memo is a KeyError."""
    builder = _Builder(memo, Wording(locale))
    return MemoView(
        locale=locale,
        title=clean(memo.title),
        made=builder.words.date(memo.made),
        made_iso=memo.made.isoformat(),
        basis=apparatus.basis(memo),
        parts=_Parts(builder),
        sources=tuple(builder.views.values()),
        aside=apparatus.aside(memo.set_aside),
        failures=apparatus.failures(memo.failures),
        litter=apparatus.litter(memo.sources, builder.views),
        making=apparatus.making(memo, builder.line),
    )


class _Parts(Sequence[PartView]):
    """The stories' views, each made when it is asked for: all at once would be many times the
    memo."""

    def __init__(self, builder: _Builder) -> None:
        self._builder = builder

    @overload
    def __getitem__(self, index: int) -> PartView: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[PartView, ...]: ...
    def __getitem__(self, index: int | slice) -> PartView | tuple[PartView, ...]:
        numbers = range(len(self))[index]
        if isinstance(numbers, int):
            return self._builder.part(numbers + 1)
        return tuple(self._builder.part(n + 1) for n in numbers)

    def __len__(self) -> int:
        return len(self._builder.memo.stories)


class Lines:
    """Holds what every line needs: the sources by article and their views by number."""

    def __init__(self, sources: Sequence[Source], words: Wording) -> None:
        self.words = words
        ordered = sorted(sources, key=lambda source: source.number)
        self.by_article = {source.article: source for source in ordered}
        self.views = {source.number: self.source(source) for source in ordered}

    def source(self, source: Source) -> SourceView:
        target = link(source.url)
        return SourceView(
            number=source.number,
            title=clean(source.title or "") or apparatus.name(source.origin) or Words.UNTITLED,
            publisher=clean(source.publisher or "") or (target.host if target else None),
            date=self.words.date(source.published) if source.published else None,
            iso=source.published.isoformat() if source.published else None,
            link=target,
            address=clean(source.url or "") or None if target is None else None,
            copy_of=source.copy_of,
        )

    def line(self, statement: Statement) -> Line:
        numbers = sorted({self.by_article[s.article].number for s in statement.evidence})
        return Line(
            text=clean(statement.text),
            cites=tuple(numbers),
            agreement=wording.independent(statement.sources) if len(numbers) > 1 else "",
            warning=_warning(statement),
            quotes=tuple(self.quotes(statement)),
        )

    def quotes(self, statement: Statement) -> Iterable[Quote]:
        """Evidence in its own order: the source the statement is worded from comes first."""
        for article in dict.fromkeys(span.article for span in statement.evidence):
            source = self.by_article[article]
            spans = [span for span in statement.evidence if span.article == article]
            for group in quotes.by_paragraph(source, spans):
                yield Quote(self.views[source.number], quotes.paragraph(source, group))

    def lines(self, statements: Sequence[Statement]) -> tuple[Line, ...]:
        return tuple(self.line(statement) for statement in statements)


class _Builder(Lines):
    """Makes the views of a memo's stories."""

    def __init__(self, memo: Memo, words: Wording) -> None:
        super().__init__(memo.sources, words)
        self.memo = memo
        self.by_story: dict[str, list[Source]] = {}
        for source in sorted(memo.sources, key=lambda source: source.number):
            self.by_story.setdefault(source.story, []).append(source)

    def part(self, number: int) -> PartView:
        part = self.memo.stories[number - 1]
        sources = self.by_story.get(part.story, [])
        headline = self.line(part.headline)
        return PartView(
            number=number,
            headline=headline,
            titled=len(self.memo.stories) == 1 and headline.text == clean(self.memo.title),
            bottom_line=self.lines(part.bottom_line),
            card=tuple(self.term(row, part.disagreements) for row in part.card),
            sections=tuple(self.section(section, part.risks) for section in part.sections),
            leadership=tuple(self.role(row) for row in part.leadership),
            differences=tuple(self.difference(d) for d in part.disagreements),
            matrix=matrix(part, sources, self.views),
            digests=tuple(self.digest(source) for source in sources),
            left_out=(*self.lines(part.left_out), *map(self.overtaken, part.overtaken)),
            timeline=timeline(part.events, self.memo.made, self.words, self.event),
            changes=tuple(self.change(change) for change in part.changes),
            since=self.words.date(part.since) if part.since else "",
            same_day=part.since == self.memo.made,
        )

    def change(self, change: Change) -> ChangeView:
        before = self.line(change.before) if change.before else None
        return ChangeView(clean(change.label), self.line(change.after), before)

    def term(self, row: CardRow, differing: Sequence[Disagreement]) -> Term:
        term = Term(clean(row.label), self.line(row.value))
        for item in differing:
            if about(item, row):
                verdict, code = wording.AGREEMENTS[item.verdict], item.verdict.name.lower()
                told = term.line
                if item.verdict is Agreement.CONFLICT:  # of several values at once nobody says it
                    told = replace(told, agreement="")
                return replace(term, line=told, verdict=verdict, code=code)
        return term

    def section(self, section: Section, risks: Sequence[RiskRow]) -> SectionView:
        told = {row.statement: self.risk(row) for row in risks}
        lines = (replace(self.line(s), risk=told.get(s)) for s in section.statements)
        return SectionView(clean(section.title), tuple(lines), clean(section.empty))

    def risk(self, row: RiskRow) -> RiskView:
        """Who says so is the holder of the view, else the publisher of the first source."""
        source = self.by_article[row.statement.evidence[0].article]
        own = self.views[source.number].publisher or Words.SOURCE_ITSELF
        return RiskView(
            kind=wording.fact(row.kind),
            certainty=wording.CERTAINTIES[row.certainty],
            code=row.certainty.name.lower(),
            who=wording.according(clean(row.holder or "") or own),
        )

    def overtaken(self, item: Overtaken) -> Line:
        when = self.words.date(item.when) if item.when else ""
        reason = wording.overtaken(clean(item.by), when)
        line = self.line(item.statement)
        return replace(line, text=f"{line.text} {reason}")

    def event(self, event: Event) -> Line:
        return replace(self.line(event.statement), text=told(event, self.words))

    def role(self, row: LeadershipRow) -> RoleView:
        before, after, keeps = (clean(cell or "") for cell in (row.before, row.after, row.keeps))
        return RoleView(clean(row.person), before, after, keeps, self.line(row.statement))

    def difference(self, difference: Disagreement) -> DifferenceView:
        return DifferenceView(
            fact=differs(difference),
            readings=self.lines(difference.readings),
            verdict=wording.AGREEMENTS[difference.verdict],
            code=difference.verdict.name.lower(),
            reason=clean(difference.reason),
        )

    def digest(self, source: Source) -> Digest:
        note = "" if source.summary else _no_summary(source)
        lines = tuple(_own(line, source.number) for line in self.lines(source.summary))
        return Digest(self.views[source.number], lines, note)


def _no_summary(source: Source) -> str:
    if source.copy_of is None:
        return Words.NO_SUMMARY
    return wording.copy_of(source.copy_of)


def _own(line: Line, number: int) -> Line:
    """A line of a digest: citing the digest's own source on each would only be noise."""
    return replace(line, cites=()) if line.cites == (number,) else line


def _warning(statement: Statement) -> str:
    """Why a statement is flagged, or nothing where the check supports it or has not been."""
    verdict = statement.verdict
    if verdict is None or verdict.support is Support.SUPPORTED:
        return ""
    reasons = [clean(reason) for reason in verdict.reasons]
    return "; ".join(reasons) or Words.FLAG_WITHOUT_REASON
