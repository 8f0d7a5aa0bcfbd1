"""Lines that say what their source says.

A shortened sentence is what the decoder kept, rounded to whole segments that may be left out. A
headline is written freely first, then closer to the source while the guards object, at last the
beginning of the source, or all of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from summarizer.models.decode import DecodeSettings
from summarizer.models.guards import problems
from summarizer.models.segments import DANGLING, snap
from summarizer.models.text import join
from summarizer.models.writer import Line, Request, Writer

ENOUGH_WORDS = 6
CLAUSE = re.compile(r"[,;](?=\s)|\s(?=(?:as|after|amid|while|because|following|during)\s)")
INSIDE = re.compile(r"\b(?:who|which|that)\b|,")
VERB = re.compile(
    r"\b(?:\w{2,}ed|is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|did|do"
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
LEAST_SCORE = -0.9
"""A line with a lower mean log-probability was a guess."""
COMPRESS = DecodeSettings("compress")
WAYS: Mapping[str, tuple[DecodeSettings, ...]] = {
    "condense": (DecodeSettings("condense", most=120, jump_bias=-1.0, free_bias=-1.0),),
    "headline": (
        DecodeSettings("headline", most=24, free_bias=-1.0, end_bias=-1.0),
        DecodeSettings("headline", most=24, jump_bias=-1.0, free_bias=-3.0, end_bias=-1.5),
        DecodeSettings("headline", most=24, jump_bias=-2.0, free_bias=-2.0, end_bias=-1.0),
        DecodeSettings("headline", most=24, jump_bias=-4.0, free_bias=-4.0, end_bias=-1.0),
    ),
}


def compose(writer: Writer, requests: Sequence[Request], task: str) -> list[Line]:
    """One line a request, in order. `compress` takes one sentence a request.

    Where every way failed, the line is the source's own sentences; such a line keeps in `problems`
    what was wrong with the best attempt.
    """
    if task == "compress":
        found = writer.write(requests, COMPRESS)
        return [shortened(r, line) for r, line in zip(requests, found, strict=True)]
    lines: list[Line | None] = [None] * len(requests)
    left = list(range(len(requests)))
    for settings in WAYS[task]:
        found = writer.write([requests[i] for i in left], settings)
        lines = _merged(lines, left, found)
        left = [i for i, line in zip(left, found, strict=True) if _fails(line, task)]
        if not left:
            break
    for i in left:
        attempt = lines[i]
        lines[i] = (task == "headline" and beginning(requests[i])) or source_line(
            requests[i], attempt
        )
    return [line for line in lines if line is not None]


def shortened(request: Request, attempt: Line) -> Line:
    """The request's sentence, less the segments that the attempt left out."""
    memory, [number] = request.memory, request.sentences
    a, b = memory.sentences[number]
    if b <= a:
        return source_line(request, attempt)
    start, end = int(memory.pieces.starts[a]), int(memory.pieces.ends[b - 1])
    copied = [(p - start, q - start) for p, q in attempt.spans]
    kept = tuple((p + start, q + start) for p, q in snap(memory.text[start:end], copied))
    return Line(join(memory.text, kept), kept, attempt.score, ())


def _merged(lines: list[Line | None], left: list[int], found: list[Line]) -> list[Line | None]:
    new = dict(zip(left, found, strict=True))
    return [new.get(i, line) for i, line in enumerate(lines)]


def _fails(line: Line, task: str) -> bool:
    says_nothing = task == "headline" and not VERB.search(line.text)
    return bool(line.problems) or line.score < LEAST_SCORE or says_nothing


def source_line(request: Request, attempt: Line | None) -> Line:
    """The request's sentences as they stand."""
    memory = request.memory
    ranges = tuple(
        (int(memory.pieces.starts[a]), int(memory.pieces.ends[b - 1]))
        for a, b in (memory.sentences[n] for n in request.sentences)
        if b > a
    )
    text = " ".join(memory.text[a:b] for a, b in ranges)
    why = (attempt.problems or ("was a guess",)) if attempt else ()
    empty = Line(text, ranges, 0.0, why)
    return replace(empty, score=attempt.score) if attempt else empty


def beginning(request: Request) -> Line | None:
    """The first sentence up to a comma or a clause that follows, if that has enough words and
    passes the guards."""
    start, end = next(iter(source_line(request, None).spans), (0, 0))
    text = request.memory.text
    for match in CLAUSE.finditer(text, start, end):
        cut = (start, match.start())
        said = text[slice(*cut)]
        if INSIDE.search(said) or DANGLING.search(said) or not VERB.search(said):
            continue
        if len(said.split()) >= ENOUGH_WORDS and not problems(text, [(start, end)], [cut]):
            return Line(said, (cut,), 0.0, ())
    return None
