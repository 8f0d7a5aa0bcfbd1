"""The memo as Markdown: plain enough for a mail, and the same on GitHub.

Foreign text passes through `escape`, so that it shows as it is wherever it stands in a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from summarizer.render.view import (
    AsideView,
    ChangeView,
    DifferenceView,
    Digest,
    EventView,
    Line,
    LitterView,
    Matrix,
    MemoView,
    PartView,
    RiskView,
    RoleView,
    Row,
    SectionView,
    SourceView,
    Term,
)
from summarizer.render.wording import Words, runs

# Always special; special before what looks like an entity, a formula or an address; special at
# the start or end of a line (a dollar sign before a digit alone makes no formula).
_SPECIAL = re.compile(
    r"[\\`*_\[\]<|~]"
    r"|&(?=#?\w+;)"
    r"|\$(?!\d)"
    r"|(?<=[A-Za-z]):(?=//)"
    r"|(?<=\bwww)\."
    r"|^[#>+=-]"
    r"|#(?=#*$)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")


def escape(text: str) -> str:
    """One line of text as Markdown that shows exactly that text, wherever it stands."""
    return _NUMBERED.sub(r"\1\\\2", _SPECIAL.sub(r"\\\g<0>", text))


def to_markdown(memo: MemoView) -> Iterator[bytes]:
    """The memo as UTF-8 Markdown (CommonMark with GitHub's tables), block by block."""
    gap = ""
    for section in (_head, _parts, _sources, _aside, _making):
        for block in filter(None, section(memo)):
            yield f"{gap}{block}".encode()
            gap = "\n\n"
    yield b"\n"


# ---------------------------------------------------------------- the head and the stories


def _head(memo: MemoView) -> Iterator[str]:
    yield f"# {escape(memo.title)}"
    yield memo.made
    yield f"{memo.basis}."
    if len(memo.parts) > 1:
        yield f"## {Words.CONTENTS}"
        yield "\n".join(
            f"{part.number}. [{escape(part.headline.text)}](#{part.anchor})" for part in memo.parts
        )


def _parts(memo: MemoView) -> Iterator[str]:
    if not memo.parts:
        yield Words.NO_STORY
    for part in memo.parts:
        yield from _part(part, level=2 if len(memo.parts) == 1 else 3)


def _part(part: PartView, level: int) -> Iterator[str]:
    yield from _headline(part, level)
    mark = "#" * level
    for title, blocks in (
        (part.changed, [_changes(part.changes)]),
        (Words.BOTTOM_LINE, [_lines(part.bottom_line)]),
        (Words.CARD, [_card(part.card)]),
        *((escape(section.title), [_section(section)]) for section in part.sections),
        (Words.LEADERSHIP, [_leadership(part.leadership)]),
        (Words.TIMELINE, [_timeline(part.timeline)]),
        (Words.DISAGREEMENTS, [_differences(part.differences)]),
        (Words.MATRIX, [_matrix(part.matrix)]),
        (Words.SUMMARIES, [block for digest in part.digests for block in _digest(digest)]),
    ):
        if any(blocks):
            yield f"{mark} {title}"
            yield from blocks


def _headline(part: PartView, level: int) -> Iterator[str]:
    words = f"{Words.TITLE}:" if part.titled else _strong(part.headline.text)
    if level > 2:
        yield f'## <a id="{part.anchor}"></a>{part.number}. {escape(part.headline.text)}'
        words = ""
    yield f"{words}{_tail(part.headline)}".strip()


def _changes(changes: Sequence[ChangeView]) -> str:
    return _items(_change(change) for change in changes)


def _change(change: ChangeView) -> str:
    was = f" ({Words.WAS}: {_line(change.before)})" if change.before else ""
    return f"{_strong(change.label)}: {_line(change.line)}{was}"


def _section(section: SectionView) -> str:
    return _lines(section.lines) or (f"*{escape(section.empty)}*" if section.empty else "")


def _card(card: Sequence[Term]) -> str:
    rows = [(_label(term), _line(term.line)) for term in card]
    return _table((Words.TERM, Words.VALUE), rows)


def _label(term: Term) -> str:
    """The label of a row, and how sources differ over its value."""
    return f"{_strong(term.label)} · {term.verdict}" if term.verdict else _strong(term.label)


def _leadership(rows: Sequence[RoleView]) -> str:
    head = (Words.PERSON, Words.BEFORE, Words.AFTER, Words.KEEPS, Words.SOURCES)
    return _table(
        head,
        [
            (
                _strong(row.person),
                escape(row.before) or "–",
                escape(row.after) or "–",
                escape(row.keeps) or "–",
                _tail(row.line).strip(),
            )
            for row in rows
        ],
    )


def _timeline(events: Sequence[EventView]) -> str:
    return _table((Words.DATE, Words.EVENT), [(_strong(e.date), _event(e)) for e in events])


def _event(event: EventView) -> str:
    note = event.note or (Words.AHEAD if event.ahead else "")
    return _line(event.line) + (f" · *{note}*" if note else "")


def _differences(differences: Sequence[DifferenceView]) -> str:
    return _table(
        (Words.FACT, Words.READINGS, Words.DIFFERENCE),
        [
            (
                _strong(item.fact),
                "<br>".join(_line(reading) for reading in item.readings),
                f"**{item.verdict}**{': ' if item.reason else ''}{escape(item.reason)}",
            )
            for item in differences
        ],
    )


def _matrix(matrix: Matrix | None) -> str:
    if matrix is None:
        return ""
    heads = [_cites((c.source.number, *c.copies)) for c in matrix.columns]
    return _table((Words.FACT, *heads, Words.AGREEMENT), [_row(row) for row in matrix.rows])


def _row(row: Row) -> tuple[str, ...]:
    values = "; ".join(f"{f'({mark}) ' if mark else ''}{escape(text)}" for mark, text in row.values)
    cells = (", ".join(cell.letters) or ("✓" if cell.stated else "–") for cell in row.cells)
    return (f"{_strong(row.fact)}: {values}", *cells, row.outcome)


def _digest(digest: Digest) -> Iterator[str]:
    source = digest.source
    byline = f" ({escape(source.byline)})" if source.byline else ""
    yield f"{_strong(source.title)}{byline} {_cite(source.number)}"
    yield _lines(digest.lines) or f"*{escape(digest.note)}*"


# ---------------------------------------------------------------- the end


def _sources(memo: MemoView) -> Iterator[str]:
    yield f"## {Words.SOURCES}"
    yield _items(_source(source) for source in memo.sources)


def _source(source: SourceView) -> str:
    parts = [_strong(source.title), escape(source.byline)]
    if source.link:
        parts.append(f"<{source.link.href}>")
    elif source.address:
        parts.append(escape(source.address))
    if source.copy_of is not None:
        parts.append(f"copy of {_cite(source.copy_of)}")
    text = ", ".join(part for part in parts if part)
    return f'<a id="{source.anchor}"></a>\\[{source.number}\\] {text}'


def _aside(memo: MemoView) -> Iterator[str]:
    if not (memo.aside or memo.failures or memo.litter):
        return
    yield f"## {Words.ASIDE}"
    yield _items(_named(item) for item in memo.aside)
    if memo.failures:
        yield f"### {Words.FAILURES}"
        yield _items(_named(item) for item in memo.failures)
    if memo.litter:
        yield f"### {Words.DROPPED}"
        yield "\n".join(_litter(item) for item in memo.litter)


def _named(item: AsideView) -> str:
    return f"{_strong(item.name)}: {escape(item.reason)}"


def _litter(litter: LitterView) -> str:
    lines = [f"- {_cite(litter.source.number)} {escape(litter.source.title)}: {litter.total}"]
    for group in litter.groups:
        quoted = ", ".join(f"“{escape(text)}”" for text in group.excerpts)
        more = f" {group.more}" if group.more else ""
        lines.append(f"  - {group.label}: {quoted}{more}")
    return "\n".join(lines)


def _making(memo: MemoView) -> Iterator[str]:
    yield f"## {Words.MAKING}"
    yield memo.making.outcome
    yield _items(f"**{label}:** {escape(text)}" for label, text in memo.making.facts)
    if memo.making.removed:
        yield f"### {Words.REMOVED}"
        yield _items(
            f"{_words(item.line)} — {escape(item.where)}: {escape(item.reason)}"
            for item in memo.making.removed
        )
    left_out = [line for part in memo.parts for line in part.left_out]
    if left_out:
        yield f"### {Words.LEFT_OUT}"
        yield _lines(left_out)
    if memo.making.notes:
        yield f"### {Words.NOTES}"
        yield _items(escape(note) for note in memo.making.notes)


# ---------------------------------------------------------------- small pieces


def _strong(text: str) -> str:
    return f"**{escape(text)}**" if text else ""


def _cite(number: int) -> str:
    return f"[[{number}]](#s{number})"


def _cites(numbers: Sequence[int]) -> str:
    return "".join("–".join(map(_cite, run)) for run in runs(numbers))


def _tail(line: Line) -> str:
    """What follows a statement: citations, how many independent sources, how sure a risk is, a
    warning."""
    text = f" {_cites(line.cites)}" if line.cites else ""
    if line.agreement:
        text += f" · {line.agreement}"
    if line.risk:
        text += f" — {_risk(line.risk)}"
    if line.warning:
        text += f" — ⚠ **{Words.FLAG}:** {escape(line.warning)}"
    return text


def _risk(risk: RiskView) -> str:
    return f"*{risk.certainty} · {risk.kind} · {escape(risk.who)}*"


def _words(line: Line) -> str:
    return f"{escape(line.text)} {_cites(line.cites)}".rstrip()


def _line(line: Line) -> str:
    return escape(line.text) + _tail(line)


def _lines(lines: Sequence[Line]) -> str:
    return _items(_line(line) for line in lines)


def _items(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table with a head; nothing without rows."""
    if not rows:
        return ""
    cells = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)
