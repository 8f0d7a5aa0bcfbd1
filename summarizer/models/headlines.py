"""A line as a headline: without articles and legal forms, and "to" for "will".

The edits are a table. None changes who did what, and none is made inside a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from summarizer.models.guards import DESCRIPTION, SAID, Piece, Range

VERB = re.compile(
    r"(?<!\bto\s)\b(?:[a-z]\w+ed|is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|did|do"
    r"|says?|said|sees?|saw|buys?|bought|sells?|sold|gets?|got|wins?|won|makes?|made|takes?|took|gives?"
    r"|gave|goes|went|comes?|came|falls?|fell|rises?|rose|grows?|grew|beats?|begins?|began|leaves?|left"
    r"|loses?|lost|leads?|led|meets?|met|pays|paid|cuts?|hits?|puts?|sets?|holds?|held|keeps?|kept|finds?"
    r"|found|builds?|built|brings?|brought|thinks?|thought|tells?|told|becomes?|became|expects?|plans?"
    r"|seeks?|sought|agrees?|posts|reports|raises|names|faces|wants|needs|looks|shows|sends?|sent|spends?"
    r"|spent|sheds?|slides?|slid|sinks?|sank|shrank|swings?|swung|slips|drops|gains|jumps|climbs|soars"
    r"|surges|tumbles|plunges|warns|urges|files|sues|launches|opens|closes|joins|quits?|steps|stands?|stood"
    r"|runs?|ran|draws?|drew|drives?|drove|breaks?|broke|chooses?|chose|means?|meant|remains|rejects"
    r"|approves|acquires|offers|bids|drags|boosts|slows|halts|ends|starts|adds|calls|asks|aims|moves)\b"
)
"""What a headline has at least one of; a line without says nothing."""

_NAME = r"[A-Z][\w&-]*"
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_STOP = r"(?:\.(?=\s+[a-z]))?"
EDITS: tuple[re.Pattern[str], ...] = (
    # "Old Mill Plc": the form of a company
    re.compile(
        rf"(?<=\w)(?P<gone>,?\s(?:(?:Co|Corp)\.?\s)?(?:Inc|Plc|PLC|Ltd|LLC|LLP|SpA|Oyj|ASA|KGaA"
        rf"|(?:AG|NV|SE|SA|AB)(?!\s{_NAME}))\b{_STOP})"
    ),
    # "Old Mill Corp", but not "Mill Corp", which may be called so
    re.compile(
        rf"\b{_NAME}(?<!'s)(?<!’s)\s(?:(?:{_NAME}|of|and|&)\s)*{_NAME}"
        rf"(?P<gone>\s(?:Corp|Co)\b{_STOP})"
    ),
    # "on Monday", but not "due on Monday" nor "on Monday and Tuesday"
    re.compile(
        rf"(?<!\bdue)(?<!\bset)(?<!open)(?<!close)(?<!end)(?<!effective)(?<!until)"
        rf"(?P<gone>\s(?:(?:late|early)\s)?on\s{_DAY}(?:\s(?:morning|afternoon|evening|night))?)"
        rf"(?!['’]|\s(?:and|or|to|through)\s{_DAY})\b"
    ),
    # "the bid", but not "$5 a share", "a few", "half a year", "one of the largest"
    re.compile(
        r"(?P<gone>^(?:The|An?)\s|(?<![\d%])(?<!half)(?<!such)(?<!many)(?<!once)(?<!times)(?<!twice)"
        r"(?<!quite)(?<!cents)(?<!million)(?<!billion)(?<!trillion)(?<!euros)(?<!dollars)(?<!as)"
        r"(?<!pounds)(?<!yen)(?<!of)(?<!all)(?<!both)(?<!in)\s(?:the|an?)(?=\s))"
        r"(?!\s?(?:few|little|lot|bit|number|third|quarter|half|day|week|month|year|more|less|same|row"
        r"|first|second|last|next|only|other|latter|former|most|[a-z]{3,}est)\b)"
    ),
)
"""What goes: the group `gone` of each."""
WILL = re.compile(
    r"\swill(?=\s(?!not\b|also\b|never\b|have\b|still\b|now\b|only\b|this\b|next\b|\w+ly\b)[a-z])"
)
NOT_SUBJECT = re.compile(
    r"[,;:]|\b(?:to|that|which|who|whose|if|when|what|how|whether|as|says?|said|not|no|is|are|was|were"
    r"|has|have|had|\w{3,}ed)\b"
)
"""What shows that more than a subject stands before "will"."""
ENDED = re.compile(r"[a-z0-9%)]{2}\.\s*$")
QUOTES = re.compile(r"[\"“”]")


IT_WILL = re.compile(
    rf"\s{SAID}\s(?:it|they)\s(?:will|would)(?=\s(?!not\b|also\b|never\b|have\b)[a-z])"
)
MANY = re.compile(r"\band\b|\b[a-z]+s\b")
"""What shows that a subject is more than one."""
SAYS = re.compile(rf"(?<=[a-rt-z])\s{SAID}(?=\s)")
DESCRIBED = re.compile(
    rf"(?:[A-Z][\w.'’-]*\s){{0,2}}(?:[a-z][\w-]*\s){{1,4}}(?=(?:{_NAME}\s){{1,5}}([a-z]+))"
)


def styled(text: str, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces of a line of `text`, which are in its order, less what a headline leaves out."""
    ranges = [n for n, piece in enumerate(pieces) if not isinstance(piece, str)]
    if not ranges:
        return tuple(pieces)
    start, end = _range(pieces[ranges[0]])[0], _range(pieces[ranges[-1]])[1]
    said = text[start:end]
    changes: list[tuple[int, int, tuple[Piece, ...]]] = []
    for here, there in pairwise(ranges):
        gap = _range(pieces[here])[1] - start, _range(pieces[there])[0] - start
        changes.append((*gap, tuple(pieces[here + 1 : there])))
    if any(b < a for a, b, _ in changes):
        return tuple(pieces)
    changes += [(*m.span("gone"), ()) for pattern in EDITS for m in pattern.finditer(said)]
    changes += _opened(said)
    if ENDED.search(said):
        changes.append((len(said.rstrip()) - 1, len(said), ()))
    return (*pieces[: ranges[0]], *_changed(said, changes, start), *pieces[ranges[-1] + 1 :])


def _range(piece: Piece) -> Range:
    assert not isinstance(piece, str)
    return piece


def _changed(
    said: str, changes: Sequence[tuple[int, int, tuple[Piece, ...]]], start: int
) -> list[Piece]:
    """What is left of a text that begins at `start`, with what stands in place of each change; of
    changes that overlap, the first."""
    out: list[Piece] = []
    at = 0
    for a, b, words in sorted(changes, key=lambda c: (c[0], -c[1])):
        if a < at or (words and len(QUOTES.findall(said, 0, a)) % 2):
            continue
        out += [*_trimmed(said, at, a, start), *words]
        at = b
    return [*out, *_trimmed(said, at, len(said), start)]


def _opened(said: str) -> list[tuple[int, int, tuple[Piece, ...]]]:
    """Changes of how a line begins: a name without what describes it, and what a subject does."""
    out: list[tuple[int, int, tuple[Piece, ...]]] = []
    match = DESCRIBED.match(said)
    if match and DESCRIPTION.match(match[0]) and not VERB.search(match[0]):
        out += [(0, match.end(), ())] if VERB.fullmatch(match[1]) else []
    for pattern, word in ((IT_WILL, "to"), (WILL, "to"), (SAYS, "says")):
        match = pattern.search(said)
        if match and not NOT_SUBJECT.search(said, 0, match.start()):
            subject = said[: match.start()]
            if word == "to" or (subject.split()[-1][:1].isupper() and not MANY.search(subject)):
                return [*out, (*match.span(), (word,))]
    return out


def _trimmed(said: str, start: int, end: int, offset: int) -> Iterator[Piece]:
    """The range without blanks at its edges, if anything is left."""
    part = said[start:end]
    if part.strip():
        left = len(part) - len(part.lstrip())
        yield start + left + offset, start + len(part.rstrip()) + offset
