"""Every statement of a story's part, and of an article's summary, checked against its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from summarizer.records import (
    Article,
    CardRow,
    Change,
    Disagreement,
    Embed,
    FactKind,
    LeadershipRow,
    Overtaken,
    Removed,
    Section,
    Span,
    Statement,
    StoryPart,
    Summary,
    Support,
    Verdict,
)
from summarizer.verify.statement import check, check_field, check_value

WHAT_CHANGED = "what changed"
VALUE_WORDS = 6
"""Words at most of a change that is a value, as on the card; longer ones are sentences."""


def verify(
    part: StoryPart, articles: Mapping[str, Article], embed: Embed | None = None
) -> tuple[StoryPart, tuple[Removed, ...]]:
    """The part with a verdict on every statement, without those that nothing supports.

    What was taken out comes back with the place it stood in. Where that is the headline, the
    weightiest supported statement of the part takes its place (of the bottom line first), and
    where there is none the title or first sentence of the first cited article. `embed` compares
    the meaning of what is told in other words.
    """
    work = Work(articles, embed)
    bottom = work.kept("bottom line", part.bottom_line)
    sections = tuple(
        replace(s, statements=work.kept(f"section: {s.title}", s.statements)) for s in part.sections
    )
    checked = replace(
        part,
        bottom_line=bottom,
        sections=sections,
        card=work.card(part.card),
        leadership=tuple(row for r in part.leadership for row in work.leadership(r)),
        disagreements=tuple(d for x in part.disagreements for d in work.disagreement(x)),
        left_out=work.kept("left out", part.left_out),
        overtaken=tuple(o for x in part.overtaken for o in work.overtaken(x)),
    )
    headline = work.kept("headline", (part.headline,))
    chosen = headline[0] if headline else _instead(checked, part.headline, articles)
    return replace(checked, headline=chosen), tuple(work.removed)


def verify_summary(
    summary: Summary, article: Article, embed: Embed | None = None
) -> tuple[tuple[Statement, ...], tuple[Removed, ...]]:
    """The sentences of a condensed article as statements with verdicts, and what was taken out."""
    work = Work({article.id: article}, embed)
    lines = [Statement(s.text, s.spans, weight=s.score) for s in summary.sentences]
    kept = work.kept(f"summary of {article.origin}", lines)
    return kept, tuple(work.removed)


def verify_changes(
    changes: Iterable[Change], articles: Mapping[str, Article]
) -> tuple[tuple[Change, ...], tuple[Removed, ...]]:
    """Changes with a verdict on what is new in them, and those that nothing supports. What has a
    verdict, such as a row of the leadership table, was checked before."""
    work = Work(articles)
    kept = [judged for change in changes for judged in work.change(change)]
    return tuple(kept), tuple(work.removed)


@dataclass(slots=True)
class Work:
    """One check of one part: the articles, and what was taken out so far."""

    articles: Mapping[str, Article]
    embed: Embed | None = None
    removed: list[Removed] = field(default_factory=list)

    def kept(self, where: str, statements: Iterable[Statement]) -> tuple[Statement, ...]:
        """The statements with verdicts; unsupported ones go to `removed`."""
        judged = [self.judged(s) for s in statements]
        self.removed.extend(Removed(where, s) for s in judged if not _stands(s))
        return tuple(s for s in judged if _stands(s))

    def overtaken(self, item: Overtaken) -> Iterable[Overtaken]:
        for statement in self.kept("overtaken", (item.statement,)):
            yield replace(item, statement=statement)

    def judged(self, statement: Statement) -> Statement:
        evidence, context = self.evidence(statement.evidence)
        found = check(statement.text, evidence, context=context, embed=self.embed)
        return replace(statement, verdict=found)

    def evidence(self, spans: Iterable[Span]) -> tuple[list[str], str]:
        """The sentences that spans lie in, and the text of their articles."""
        texts: dict[str, None] = {}
        cited: dict[str, None] = {}
        for span in spans:
            article = self.articles.get(span.article)
            if article is None:
                continue
            texts[article.text] = None
            whole = [s for s in article.sentences if s.start < span.end and span.start < s.end]
            cited.update(dict.fromkeys(article.cut(s) for s in whole or (span,)))
        return list(cited), "\n\n".join(texts)

    def card(self, rows: Iterable[CardRow]) -> tuple[CardRow, ...]:
        out = []
        for row in rows:
            evidence, context = self.evidence(row.value.evidence)
            found = check_value(row.value.text, evidence, row.kind, context=context)
            value = replace(row.value, verdict=found)
            if _stands(value):
                out.append(replace(row, value=value))
            else:
                self.removed.append(Removed(f"card: {row.label}", value))
        return tuple(out)

    def news(self, change: Change) -> Statement:
        """What is new in a change, with its verdict."""
        after = change.after
        if after.verdict is not None:
            return after
        evidence, context = self.evidence(after.evidence)
        value = check_value(after.text, evidence, change.kind, context=context) if (
            change.kind and len(after.text.split()) <= VALUE_WORDS
        ) else None  # fmt: skip
        return replace(after, verdict=value) if value else self.judged(after)

    def change(self, change: Change) -> Iterable[Change]:
        after = self.news(change)
        if _stands(after):
            yield replace(change, after=after)
        else:
            self.removed.append(Removed(f"{WHAT_CHANGED}: {change.label}", after))

    def leadership(self, row: LeadershipRow) -> Iterable[LeadershipRow]:
        """The row without the roles its sentences don't give; nothing where its line falls."""
        where = "leadership table"
        evidence, context = self.evidence(row.statement.evidence)
        line = self.judged(row.statement)
        person = check_field(row.person, evidence, context=context)
        if not _stands(line) or person.support is Support.UNSUPPORTED:
            lost = line if not _stands(line) else replace(line, verdict=person)
            self.removed.append(Removed(where, lost))
            return
        roles = {}
        for name in ("before", "after", "keeps"):
            text = getattr(row, name)
            roles[name] = text
            found = self.role(row.person, text, row.statement) if text else None
            if found is not None and found.support is Support.UNSUPPORTED:
                roles[name] = None
                lost = Statement(f"{row.person}, {name}: {text}", row.statement.evidence)
                self.removed.append(Removed(where, replace(lost, verdict=found)))
        if any(roles.values()) or not any((row.before, row.after, row.keeps)):
            yield replace(row, statement=line, **roles)

    def role(self, person: str, role: str, line: Statement) -> Verdict:
        """Whether the role is the person's, whichever of the two the source names first."""
        evidence, context = self.evidence(line.evidence)
        both = (f"{person}, {role}", f"{role} {person}")
        return max((check_field(t, evidence, context=context) for t in both), key=_scored)

    def disagreement(self, item: Disagreement) -> Iterable[Disagreement]:
        """The disagreement with the readings that stand; with fewer than two there is none."""
        where = f"disagreements: {item.subject}"
        readings = [self.reading(r, item.kind) for r in item.readings]
        self.removed.extend(Removed(where, r) for r in readings if not _stands(r))
        standing = tuple(r for r in readings if _stands(r))
        if len(standing) > 1:
            yield replace(item, readings=standing)

    def reading(self, statement: Statement, kind: FactKind) -> Statement:
        evidence, context = self.evidence(statement.evidence)
        found = check_value(statement.text, evidence, kind, context=context)
        return replace(statement, verdict=found)


def _scored(verdict: Verdict) -> float:
    return verdict.score


def _stands(statement: Statement) -> bool:
    return statement.verdict is None or statement.verdict.support is not Support.UNSUPPORTED


def _instead(part: StoryPart, lost: Statement, articles: Mapping[str, Article]) -> Statement:
    """What becomes the headline where the drafted one fell."""
    for group in (part.bottom_line, _all(part.sections)):
        for wanted in (Support.SUPPORTED, Support.FLAGGED):
            fit = [s for s in group if s.verdict and s.verdict.support is wanted]
            if fit:
                return max(fit, key=lambda s: s.weight)
    return _own_words(lost, articles)


def _all(sections: Iterable[Section]) -> tuple[Statement, ...]:
    return tuple(s for section in sections for s in section.statements)


def _own_words(lost: Statement, articles: Mapping[str, Article]) -> Statement:
    """The first sentence (the title, where there is one) of the first cited article."""
    cited = [span.article for span in lost.evidence if span.article in articles]
    article = articles[cited[0]] if cited else next(iter(articles.values()))
    first = article.sentences[0]
    words = article.cut(first)
    return Statement(words, (article.span(first),), verdict=Verdict(Support.SUPPORTED, 1.0))
