"""What may be left out of a sentence without changing what the rest says.

The patterns are a table; each finds one kind of segment. Nothing that attributes, negates, bounds
or makes conditional is ever a segment, nor anything inside a quotation, nor what holds an amount:
readers act on amounts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.models.guards import ASCRIBED, CONDITION, HEARSAY, NEGATION

Range = tuple[int, int]

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_VERB = (
    r"(?:also |still |now |already )?(?:\w+(?:ed|s)|are|were|have|had|will|would|can|could|may"
    r"|might|fell|rose|won|made|took|sold|bought|cut|set|saw|began|gave|kept|led|left|lost|met|paid|put"
    r"|ran|sent|shed|spent|went)"
)
_TIME = re.compile(
    r"\d|\b(?:quarter|half|year|month|week|January|February|March|April|May|June|July|August"
    r"|September|October|November|December|first|second|third|fourth)\b"
)
_CLAUSE = r"(?:which|who|whose|where|while|after|although|though|amid|despite|following|because)"
_PARTICIPLE = r"(?!(?:exclud|accord|depend|pend|barr|assum|dur|noth|someth|anyth)ing\b)[a-z]+ing"
_REST = r"(?:[^,]|,(?=\d))*(?=[.!?]\s*$)"
"""To the end, without another comma: behind one the main clause may go on."""
_AMOUNT = re.compile(r"[$€£¥]\s?\d|\d\s?(?:%|percent|per cent|pct|million|billion|trillion|pence)")
SEGMENTS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        # "Meanwhile, ", "But "
        r"^(?:(?:Meanwhile|However|In addition|Separately|Additionally|Moreover|Furthermore"
        r"|Nevertheless|Similarly|Still|Also),\s+|(?:And|But|Yet)\s+)",
        # "Amid doubts about the bid, ": no list or aside may follow, as in "In a suit, filed by"
        r"^(?:In|On|At|After|Following|During|Amid|Despite|With)\b[^,;:]{2,90},\s+"
        r"(?!(?:who|which|where|whose|as|[a-z]+(?:ed|ing|en|wn))\b)(?=[^,]{40})",
        # " (NASDAQ:META)"
        r"\s+\((?=[^()]*[A-Z])[^()]{1,80}\)",
        # " on Wednesday", but not in "a rule approved on Wednesday."
        rf"(?<!ed)(?<![Ll]ate)(?<!early)(?<!earlier)(?<!\bbe)(?<!\bis)(?<!\bwas)(?<!\bwere)\s+(?:(?:late|early|earlier)\s+)?on\s+{_DAY}(?:\s+(?:morning|afternoon|evening|night))?"
        r"(?=[,.]|\s+(?!and\b|or\b|to\b|through\b|that\b))",
        # ", which was founded in 1931," before a verb
        rf",\s+(?:who|which|whose|where)\b[^,;:()]{{3,120}},(?=\s+{_VERB}\b(?![^,]{{1,40}}\s(?:and|or)\s[^,]{{1,40}},))",
        # ", adding to doubts about the bid" to the end
        rf",\s+(?:{_CLAUSE}|with|as)\s{_REST}",
        # the same with a participle, where no list goes on
        rf"(?<!ing),\s+{_PARTICIPLE}\s(?!(?:[^\s,]+\s){{1,3}}and\s){_REST}",
        # " after a review of its business" to the end
        r"(?<![Ee]ven)(?<!soon)(?<!hours)(?<!days)(?<!weeks)(?<!months)(?<!years)(?<!minutes)(?<!named)(?<!look)(?<!looked)(?<!called)(?<!the)"
        r"(?<!ly)(?<!just)(?<!only)"
        rf"\s+(?:after|while|because|although|though|amid|following|despite)\s{_REST}",
    )
)
_JOINS = re.compile(
    r"\s+(?:even\s+|just\s+|and\s+|but\s+)?(?:as|while|when|where|whereas|because|since|although|though|after"
    r"|before|until|if|unless|and|but|or|so|that)\b",
    re.IGNORECASE,
)
"""What opens a clause behind a comma, and no aside."""
_CODE = re.compile(
    r"\s+<?(?:(?:[A-Z0-9]{2,6}[a-z]?|(?<=(?:Co|nc|rp|td|lc|LC)\.\s)[A-Z]|(?<=\b(?:AG|SA|NV|SE|AB)\s)[A-Z])"
    r"\.(?:N|O|OQ|A|P|PK|OB|L|PA|DE|F|T|HK|SS|SZ|TO|V|AX|NZ|SI|KL|BK|JK|KS|KQ|TW|BO|NS|SA|MX|MI|MC"
    r"|AS|BR|LS|VI|VX|S|ST|OL|HE|CO|IC|AT|IS|TA|J)|\.[A-Z]{2,6})>?(?=[\s,;:)'’]|\.?$)"
)
"""A share's or an index's code behind its name, as machines of the market write it: always goes."""
DANGLING = re.compile(
    r"\b(?:due|later|early|set|scheduled|slated|effective|even|just|only|both|such|new|as|than|and|or|but"
    r"|the|an?|of|to|for|from|with|in|on|at|by|begins?|ends?|starts?|opens?|closes?|is|are|was|were|be"
    r"|begin|end|start|open|close|starting|beginning|ending|until|since|later|earlier|most|more"
    r"|over|against|about|into|between|through|towards?|without|within|whether|how|why"
    r"|as (?:long|soon|much|many|well|far|early|little))$",
    re.IGNORECASE,
)
"""Words that need what follows them."""
LEAST_WORDS = 6
"""A line has at least so many words."""
LEFT = 0.3
"""A segment goes where no more than this share of its letters was copied."""
_QUOTES = re.compile(r"[\"“”]")


def segments(sentence: str) -> list[Range]:
    """Half-open ranges of a sentence, longest first; they may overlap."""
    found = {
        _opened(sentence, *span) for pattern in SEGMENTS for span in _matches(pattern, sentence)
    }
    return sorted((s for s in found if _free(sentence, *s)), key=lambda s: (s[0] - s[1], s))


def _opened(sentence: str, start: int, end: int) -> Range:
    """The range, less its last comma where that closes what a comma before it opened, as in "the
    company, Big Mill, which bakes, was sold", but not in "it rose, while the mill, which bakes,
    closed"."""
    inner = sentence[start:end].startswith(",") and sentence[start:end].endswith(",")
    commas = [match.end() for match in re.finditer(r",(?!\d)", sentence[:start])]
    opened = inner and len(commas) % 2 == 1 and not _JOINS.match(sentence, commas[-1])
    return (start, end - 1) if opened else (start, end)


def _matches(pattern: re.Pattern[str], sentence: str) -> Iterator[Range]:
    """All matches, those that begin inside another too."""
    at = 0
    while match := pattern.search(sentence, at):
        yield match.span()
        at = match.start() + 1
        if pattern.pattern.startswith("^"):
            return


def _free(sentence: str, start: int, end: int) -> bool:
    """Whether what stands there bears on nothing outside."""
    inside = sentence[start:end]
    opens = start == 0 and bool(_TIME.search(inside))
    binds = any(p.search(inside) for p in (NEGATION, CONDITION, HEARSAY, ASCRIBED, _AMOUNT))
    quoted = bool(_QUOTES.search(inside)) or len(_QUOTES.findall(sentence, 0, start)) % 2 == 1
    hangs = bool(DANGLING.search(sentence[:start])) and not sentence[end : end + 1].isspace()
    return not (opens or binds or quoted or hangs)


def snap(sentence: str, copied: Sequence[Range]) -> list[Range]:
    """The ranges of a sentence that stay, when the segments go that were hardly `copied`.

    What a decoder chose word by word is so rounded to whole segments: the line is the sentence
    less some of what may be left out.
    """
    gone = [_stopped(sentence, *match.span()) for match in _CODE.finditer(sentence)]
    for start, end in segments(sentence):
        apart = all(end <= a or b <= start for a, b in gone)
        if apart and _share(sentence, start, end, copied) <= LEFT:
            kept = _kept(sentence, [*gone, (start, end)])
            if len(" ".join(sentence[a:b] for a, b in kept).split()) >= LEAST_WORDS:
                gone.append((start, end))
    return _kept(sentence, gone)


def _stopped(sentence: str, start: int, end: int) -> Range:
    """The code's range, with the full stop after it where one stands before it already."""
    twice = sentence[:start].endswith(".") and sentence[end:].rstrip() == "."
    return (start, len(sentence)) if twice else (start, end)


def _share(sentence: str, start: int, end: int, copied: Sequence[Range]) -> float:
    """The share of a range's letters that was copied."""
    letters = sum(c.isalnum() for c in sentence[start:end])
    took = sum(c.isalnum() for a, b in copied for c in sentence[max(a, start) : min(b, end)])
    return took / max(letters, 1)


def _kept(sentence: str, gone: Sequence[Range]) -> list[Range]:
    """What is left, without blanks at the edges."""
    out, at = [], 0
    for start, end in [*sorted(gone), (len(sentence), len(sentence))]:
        part = sentence[at:start]
        if part.strip():
            out.append((at + len(part) - len(part.lstrip()), at + len(part.rstrip())))
        at = end
    return out
