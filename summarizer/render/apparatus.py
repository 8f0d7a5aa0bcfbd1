"""The end of a memo: what it rests on, what was set aside, how it was made and checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from summarizer.records import (
    Drop,
    DropReason,
    Failure,
    Making,
    Memo,
    Removed,
    SetAside,
    Source,
    Statement,
)
from summarizer.render import wording
from summarizer.render.view import (
    AsideView,
    Line,
    Litter,
    LitterView,
    MakingView,
    RemovedView,
    SourceView,
)
from summarizer.render.wording import Words, clean, count

# How many dropped pieces of one reason are shown by their beginnings; the others are counted.
SHOWN = 3


def basis(memo: Memo) -> str:
    """What the memo rests on: "4 articles from 3 independent sources; 1 set aside"."""
    alone = sum(source.copy_of is None for source in memo.sources)
    text = count(len(memo.sources), "article")
    if len(memo.sources) > 1:
        text += f" from {wording.independent(alone)}"
    more = []
    if memo.set_aside:
        more.append(f"{len(memo.set_aside)} set aside")
    if memo.failures:
        more.append(f"{len(memo.failures)} could not be read")
    return "; ".join([text, *([wording.listed(more)] if more else [])])


def name(origin: str) -> str:
    """What a source without a title goes by: an address as it is, of a path its last name."""
    text = clean(origin)
    if urlsplit(text).scheme in ("http", "https"):
        return text
    return PurePosixPath(text.replace("\\", "/")).name or text


def aside(items: Sequence[SetAside]) -> tuple[AsideView, ...]:
    return tuple(
        AsideView(clean(item.title or "") or name(item.origin), clean(item.reason))
        for item in items
    )


def failures(items: Sequence[Failure]) -> tuple[AsideView, ...]:
    return tuple(
        AsideView(clean(item.origin), f"{clean(item.problem)}; {clean(item.remedy)}")
        for item in items
    )


def litter(sources: Iterable[Source], views: dict[int, SourceView]) -> tuple[LitterView, ...]:
    """What was dropped from the page of every source that lost anything, grouped by reason."""
    ordered = sorted(sources, key=lambda source: source.number)
    return tuple(_litter(s, views[s.number]) for s in ordered if s.dropped)


def _litter(source: Source, view: SourceView) -> LitterView:
    groups: dict[DropReason, list[Drop]] = {}
    for drop in source.dropped:
        groups.setdefault(drop.reason, []).append(drop)
    total = count(len(source.dropped), "piece")
    return LitterView(view, total, tuple(_group(*item) for item in groups.items()))


def _group(reason: DropReason, drops: Sequence[Drop]) -> Litter:
    excerpts = tuple(wording.excerpt(drop.text) for drop in drops[:SHOWN])
    more = len(drops) - len(excerpts)
    label = count(len(drops), *wording.DROPPED[reason])
    return Litter(label, excerpts, f"and {more:,} more" if more > 0 else "")


def making(memo: Memo, line: Callable[[Statement], Line]) -> MakingView:
    made = memo.making
    facts = [
        ("Condenser", made.condenser),
        ("Reader", made.reader),
        ("Version", f"brief {made.version}"),
        ("Settings", ", ".join(f"{key} = {value}" for key, value in made.settings)),
    ]
    return MakingView(
        facts=tuple((label, clean(text)) for label, text in facts if clean(text)),
        outcome=_outcome(made),
        removed=tuple(_removed(item, line) for item in made.removed),
        notes=tuple(clean(note) for note in made.notes),
    )


def _outcome(made: Making) -> str:
    checked = count(made.checked, "statement")
    verb = wording.plural(made.checked, "was", "were")
    kept = f"{made.supported:,} supported, {made.flagged:,} flagged, {len(made.removed):,} removed"
    return f"{checked} {verb} checked against the cited sentences: {kept}."


def _removed(item: Removed, line: Callable[[Statement], Line]) -> RemovedView:
    verdict = item.statement.verdict
    reason = "; ".join(clean(text) for text in verdict.reasons) if verdict else ""
    return RemovedView(
        clean(item.where), line(item.statement), reason or Words.REMOVED_WITHOUT_REASON
    )
