"""Lines that say what their source says.

A shortened sentence is what the decoder kept, rounded to whole segments that may be left out. A
headline is written freely first, then closer to the source while the guards object, at last the
beginning of the source, or all of it but for the segments that may go; then it is put as headlines
are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from summarizer.models.decode import DecodeSettings
from summarizer.models.guards import ATTRIBUTION, Piece, Range, problems, speaker
from summarizer.models.headlines import VERB, styled
from summarizer.models.later import meant, wanted
from summarizer.models.segments import dangles, snap
from summarizer.models.text import join
from summarizer.models.writer import Line, Request, Writer

ENOUGH_WORDS = 6
ENDS = tuple(".!?\"'”’)")
"""What a line may end with as it is."""
CLAUSE = re.compile(
    r"[,;](?=\s)|\s(?=(?:as|after|amid|while|because|following|during|when|that|which|who)\s)"
)
AS_WHAT = re.compile(
    r"\b(?:describ|regard|know|view|quot|cast|brand|label|serv|act|see|treat|appoint|hail|nam)\w*\b"
)
"""Verbs after which "as" begins no clause: "described it as a bid"."""
INSIDE = re.compile(r"\b(?:who|which|that)\b|,(?!\d)|[a-z]{3,}[.!?]\s+[A-Z]")
MOST_SPEAKER = 5
ITSELF = re.compile(r"\b(?:it|he|she|they|company|companies|firm|group|bank|\w*maker|statement)$")
"""Who speaks of itself, or of whom the sentence has told already."""
UNSTOPPED = re.compile(r"(?<=\bU\.[KS])\s+(?=[A-Za-z])")
"""Behind a country's letters, where their last full stop is missing."""
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
        lines[i] = source_line(requests[i], attempt)
        if task == "headline":
            lines[i] = beginning(requests[i]) or abridged(requests[i], attempt)
    made = [line for line in lines if line is not None]
    return (
        [_put(r, line) for r, line in zip(requests, made, strict=True)]
        if task == "headline"
        else made
    )


def _put(request: Request, line: Line) -> Line:
    """A line as a headline."""
    pieces = styled(request.memory.text, line.pieces)
    return replace(line, text=join(request.memory.text, pieces), pieces=pieces)


def shortened(request: Request, attempt: Line) -> Line:
    """The request's sentence, less the segments that the attempt left out, and less what joins it
    to the sentence before it where that isn't told."""
    memory, [number] = request.memory, request.sentences
    a, b = memory.sentences[number]
    if b <= a:
        return source_line(request, attempt)
    start, end = int(memory.pieces.starts[a]), int(memory.pieces.ends[b - 1])
    copied = [(p - start, q - start) for p, q in attempt.spans]
    linked = number - 1 in memory.chosen
    sentence = memory.text[start:end]
    found = snap(sentence, copied, linked, wanted(request), whole=meant(request))
    kept = tuple((p + start, q + start) for p, q in found)
    stop = () if sentence.rstrip().endswith(ENDS) else (".",)
    told = (*_stopped(memory.text, kept), *stop)
    return Line(join(memory.text, told), told, attempt.score, ())


def _stopped(text: str, kept: Sequence[Range]) -> Iterator[Piece]:
    """The ranges, with the full stop that "in the U.S markets" lacks."""
    for start, end in kept:
        at = start
        for match in UNSTOPPED.finditer(text, start, end):
            yield at, match.start()
            yield "."
            at = match.end()
        yield at, end


def _merged(lines: list[Line | None], left: list[int], found: list[Line]) -> list[Line | None]:
    new = dict(zip(left, found, strict=True))
    return [new.get(i, line) for i, line in enumerate(lines)]


def _fails(line: Line, task: str) -> bool:
    says_nothing = task == "headline" and not (VERB.search(line.text) or "to" in line.pieces)
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


def abridged(request: Request, attempt: Line | None) -> Line:
    """The request's sentences, less all segments that may be left out."""
    whole, text = source_line(request, attempt), request.memory.text
    kept = tuple(piece for span in whole.spans for piece in _kept(text, span))
    return replace(whole, text=join(text, kept), pieces=kept)


def _kept(text: str, span: Range) -> list[Range]:
    return [(a + span[0], b + span[0]) for a, b in snap(text[slice(*span)], [])]


def beginning(request: Request) -> Line | None:
    """The first sentence up to a comma or a clause that follows, less the segments that may be left
    out, and who says so behind a colon; if that has enough words and passes the guards."""
    start, end = next(iter(source_line(request, None).spans), (0, 0))
    text = request.memory.text
    kept = _kept(text, (start, end))
    said_by = _speaker(text, (start, end))
    for match in CLAUSE.finditer(text, start, end):
        cut = match.start()
        pieces = tuple((a, min(b, cut)) for a, b in kept if a < cut)
        said = join(text, pieces)
        if INSIDE.search(said) or dangles(said) or not VERB.search(said):
            continue
        if text[cut:end].lstrip().startswith("as ") and AS_WHAT.search(said):
            continue
        tail = (":", said_by) if said_by and cut < said_by[0] else ()
        told = problems(text, [(start, end)], [(start, cut), *tail])
        if len(said.split()) >= ENOUGH_WORDS and not told:
            return Line(join(text, (*pieces, *tail)), (*pieces, *tail), 0.0, ())
    return None


def _speaker(text: str, sentence: Range) -> Range | None:
    """Who says so at the end of a sentence, if a headline should name that."""
    match = ATTRIBUTION.search(text[slice(*sentence)])
    if match is None or len(match["who"].split()) > MOST_SPEAKER or ITSELF.search(match["who"]):
        return None
    return speaker(match, sentence[0])
