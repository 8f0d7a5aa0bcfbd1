"""Every statement of a memo against the sentences it cites, and the verdict on record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from summarizer.errors import UsageError
from summarizer.recheck.report import Finding, What, quoted
from summarizer.records import Article, Embed, Memo, Source, Support, Verdict
from summarizer.render.record import check_spans
from summarizer.verify import Again, Once

CLOSE = 0.005
"""Scores this near are the same: machines of several kinds differ in the last digits."""


def statements(memo: Memo, embed: Embed | None, *, lacking: bool = False) -> Iterator[Again]:
    """All lines that were checked when the memo was made, with a verdict of now. `lacking`: the
    memo was made with vectors, and there are none."""
    articles = {source.article: _article(source) for source in memo.sources}
    once = Once(articles, embed, lacking)
    for part in memo.stories:
        yield from once.part(part)
    for source in memo.sources:
        where = f"summary of [{source.number}] {source.origin}"
        yield from once.lines(where, source.summary)


def cited(memo: Memo) -> Iterator[Finding]:
    """What cites words that no source of the memo has."""
    try:
        check_spans(memo, "evidence")
    except UsageError as error:
        yield Finding(What.SOURCE, error.item, error.problem)


def differing(lines: Iterable[Again]) -> Iterator[Finding]:
    """The lines that are not borne out, or not as the memo says they were."""
    for line in lines:
        on_record = line.statement.verdict
        which = f"{line.where}: {quoted(line.statement.text)}"
        if on_record is None or not _same(on_record, line.now):
            problem = f"{_said(line.now)}; on record: {_said(on_record)}"
            yield _finding(which, problem, line)
        elif line.now.support is Support.UNSUPPORTED:
            yield Finding(What.STATEMENT, which, _said(line.now))


def _finding(which: str, problem: str, line: Again) -> Finding:
    """A verdict that may only differ as there are no vectors is no sign of an edit; one that no
    vectors could mend is."""
    best = line.at_best
    if best is not None and best != line.now and best.support is not Support.UNSUPPORTED:
        words = f"{problem} (by its words alone, without the model that made the memo)"
        return Finding(What.VERDICT, which, words, note=True)
    fallen = line.now.support is Support.UNSUPPORTED
    return Finding(What.STATEMENT if fallen else What.VERDICT, which, problem)


def _same(one: Verdict, two: Verdict) -> bool:
    alike = (one.support, one.reasons) == (two.support, two.reasons)
    return alike and abs(one.score - two.score) < CLOSE


def _said(verdict: Verdict | None) -> str:
    if verdict is None:
        return "no verdict"
    reasons = f" ({', '.join(verdict.reasons)})" if verdict.reasons else ""
    return f"{verdict.support}, score {verdict.score:.2f}{reasons}"


def _article(source: Source) -> Article:
    """The article that a source was."""
    return Article(
        id=source.article,
        origin=source.origin,
        text=source.text,
        blocks=source.blocks,
        sentences=source.sentences,
        title=source.title,
        publisher=source.publisher,
        url=source.url,
        published=source.published,
    )
