"""What may be left out of a sentence without changing what the rest says.

The patterns are a table; each finds one kind of segment. Nothing that attributes, negates, bounds
or makes conditional is ever a segment, nor anything inside a quotation, nor what holds an amount:
readers act on amounts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from summarizer.models.guards import ASCRIBED, CONDITION, HEARSAY, NEGATION
from summarizer.models.headlines import VERB

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
        r"(?!(?:who|which|where|whose|as|one of|[a-z]+(?:ed|ing|en|wn))\b)"
        r"(?!(?:an?|the|its|his|their|two|three|both) [^,]{2,90}, "
        r"(?!which|who|where|whose|with|a[sn]?\b|the\b)(?:[a-z ]*[A-Z]|it\b|they\b))(?=[^,]{40})",
        # " (NASDAQ:META)"
        r"\s+\((?=[^()]*[A-Z])[^()]{1,80}\)",
        # " on Wednesday", but not in "a rule approved on Wednesday."
        # nor where the day is told of: "on Wednesday, the first day of sales"
        r"(?<!broadcast)(?<!held)(?<!made)(?<!sent)(?<!seen)(?<!given)(?<!shown)(?<!taken)(?<!sold)(?<!told)"
        rf"(?<!ed)(?<![Ll]ate)(?<!early)(?<!earlier)(?<!\bbe)(?<!\bis)(?<!\bwas)(?<!\bwere)\s+(?:(?:late|early|earlier)\s+)?on\s+{_DAY}(?:\s+(?:morning|afternoon|evening|night))?"
        r"(?=[,.]|\s+(?!and\b|or\b|to\b|through\b|that\b))(?!,\s+(?:the|an?|one|two|three|just|when|which|where"
        r"|its|his|their|days?|hours?|weeks?|ahead)\b)",
        # ", which was founded in 1931," before a verb
        rf",\s+(?:who|which|whose|where)\b[^,;:()]{{3,120}},(?=\s+{_VERB}\b(?![^,]{{1,40}}\s(?:and|or)\s[^,]{{1,40}},))",
        # ", adding to doubts about the bid" to the end
        rf",\s+(?:{_CLAUSE}|with|as(?! well as\b))\s{_REST}",
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
    r"|AS|BR|LS|VI|VX|S|ST|OL|HE|CO|IC|AT|IS|TA|J|UL|MM|PR|WA|BU|LU|I)|\.[A-Z][A-Z0-9]{1,6})>?(?=[\s,;:)'’]|\.?$)"
    # of one letter, behind a name and before what it does: "Mill Co M.N said"
    r"|(?<=[a-z])\s(?!U)[A-Z]\.[NOLM]\.?(?=\s[a-z])"
    # of three parts: "MILL.n.DE"
    r"|\s+[A-Z]{2,6}\.[a-z]\.[A-Z]{1,2}(?=[\s,;:)'’]|\.?$)"
    # in brackets, "( MILL_p.DE )", as are addresses: "( link.mill.com/a1 )"
    r"|\s*\(\s*(?:[A-Z0-9]{1,6}(?:_[a-z])?\.[A-Z]{1,2}|(?:https?://|www\.|(?:[\w-]+\.)+[a-z]{2,}/)[^\s()]*)\s*\)"
    # glued to the name: "Mill Inc.MILL.N", "index.LBX"
    r"|(?<=[a-z]\.)[A-Z]{2,5}\.[A-Z]{1,2}(?=[\s,;:)'’]|\.?$)|(?<=[a-z0-9]{2})\.[A-Z][A-Z0-9]{2,14}(?=[\s,;:)'’]|\.?$)"
    # of rates and futures: "JPY=", "LCOc1", "crude CLH7"; what a wire links to: "[ID:nL123]"
    r"|\s+<?(?:[A-Z][A-Z0-9]{1,9}=[A-Z0-9]{0,6}|[A-Z]{1,5}c[1-9]|(?:(?<=crude\s)|(?<=utures\s)|(?<=ontract\s))[A-Z]{2,4}\d)>?"
    r"(?=[\s,;:)'’]|\.?$)|\s*\[ID:[^\[\]]{1,20}\]|\s+\[(?:n[A-Z]|\.?[A-Z]{0,5}/|\.)[^\[\]\s]{0,20}\]"
    r"|(?<=Inc|orp|Ltd|Plc)[A-Z]{1,5}\.[A-Z]{1,2}(?=[\s,;:)'’]|\.?$)"
    # a full stop too many
    r"|(?<!\.)\.(?=\.$)"
)
"""A share's or an index's code behind its name, as machines of the market write it: always goes."""
_JOINING = (
    r"(?:[Mm]eanwhile|[Hh]owever|[Ii]n addition|[Ss]eparately|[Aa]dditionally|[Mm]oreover"
    r"|[Ff]urthermore"
    r"|[Nn]evertheless|[Nn]onetheless|[Ss]imilarly|[Tt]herefore|[Tt]hus|[Ii]nstead"
    r"|[Bb]y contrast|[Ii]n contrast"
    r"|[Oo]n the other hand|[Ff]or (?:example|instance)|[Aa]s a result|[Ee]ven so|[Ii]ndeed"
    r"|[Ii]n fact|[Ii]n turn"
    r"|[Bb]esides|[Cc]onversely|[Ll]ikewise|[Oo]n top of that|[Ss]till|[Aa]lso|[Pp]lus)"
)
LINKS = re.compile(
    rf"^(?:{_JOINING},\s+|(?:Also|As a result|In turn|In addition|Meanwhile|Instead|Therefore"
    rf"|Thus|Moreover"
    r"|Furthermore|Nevertheless)\s+(?=[tT]he\b|[A-Z])"
    rf"|(?:And|But(?! for\b)|Yet)\s+(?:{_JOINING},\s+)?)"
    r"(?=[A-Za-z$€£¥]+[\s\d'’.-])(?![a-z]+[A-Z])"
    r"|,\s+(?:however|meanwhile|moreover|nevertheless|nonetheless|for example|for instance|in turn)"
    r"(?:,(?=\s)|(?=\.$))"
)
"""Words that join a sentence to the one before it."""
DANGLING = re.compile(
    r"\b(?:due|later|early|set|scheduled|slated|effective|even|just|only|both|such|new|as|than|and|or|but"
    r"|the|an?|of|to|for|from|with|in|on|at|by|begins?|ends?|starts?|opens?|closes?|is|are|was|were|be"
    r"|begin|end|start|open|close|starting|beginning|ending|until|since|later|earlier|most|more"
    r"|over|against|about|into|between|through|towards?|without|within|whether|how|why"
    r"|as (?:long|soon|much|many|well|far|early|little)|in part|at least|partly|mainly|largely"
    r"|chiefly|(?:an?|one|two|three|four|five|six|few|several|\d+)"
    r" (?:minute|hour|day|week|month|year)s?)$",
    re.IGNORECASE,
)
"""Words that need what follows them."""
ON_DAY = re.compile(rf"\s+(?:(?:late|early|earlier)\s+)?on\s+{_DAY}\b.*")
AHEAD = re.compile(
    r"\b(?:(?:will|would|may|might|could|due|scheduled|slated|expected|expects?|plans?)\b"
    r"(?!.*\b(?:said|told|showed)\b)|(?:summit|meeting|hearing|election|auction|vote)$)"
)
"""What a day after it dates, that lies ahead or is one of many: "will meet on Monday"."""
SAID = re.compile(r"\b(?:said|says|showed|shows|told)\b")
HALF = re.compile(r"\b(?:that|said) (?:while|although|though|if|when|because)\b[^,]*$")
"""A clause that waits for its main one: "said that while sales may rise"."""
ATTRIBUTED = re.compile(r"[,\"”’]\s(?:\w[^,\"”]*)?$")
"""Who says so, behind what is said: ", the board " and "said"."""
BOUND: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(before), re.compile(inside))
    for before, inside in (
        # "appointed her lawyer, Ada Birch, as lead counsel"
        (r"\b(?:appoint|nam|hir|elect|choos|chose|select|install|retain|promot|nominat|pick)\w*\b",
         r"^,?\s*as\b"),
        # "names its systems after cats"
        (r"\b(?:nam(?:e|es|ed|ing)|call(?:s|ed|ing)?)\b[^,]*$", r"^\s*after\b"),
        # "sixty planes, suspended after the bids": a participle is no line's end
        (r",\s+[a-z]+ed$", r""),
        # "later on Monday"
        (r"\b[Ll]ater$", r"^\s*on\b"),
        # "After taking inflation into account, prices will stay": of what it is true
        (r"^$", r"^After (?:taking|adjusting|excluding|stripping|allowing|accounting)\b"),
    )
)  # fmt: skip
"""What stands before a segment, and how it begins, where the one needs the other."""
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
    dated = bool(ON_DAY.fullmatch(inside) and AHEAD.search(sentence, 0, start))
    bound = any(b.search(sentence[:start]) and i.search(inside) for b, i in BOUND)
    return not (opens or binds or quoted or hangs or dated or bound)


def snap(
    sentence: str,
    copied: Sequence[Range],
    linked: bool = True,
    wanted: Iterable[re.Pattern[str]] = (),
) -> list[Range]:
    """The ranges of a sentence that stay, when the segments go that were hardly `copied`.

    What a decoder chose word by word is so rounded to whole segments: the line is the sentence
    less some of what may be left out. Words that join it to the one before go where it isn't
    `linked` to that. What `wanted` finds there stays: another line speaks of it.
    """
    gone = [_stopped(sentence, *match.span()) for match in _CODE.finditer(sentence)]
    gone += [] if linked else [match.span() for match in LINKS.finditer(sentence)]
    needed = tuple(wanted)
    for start, end in segments(sentence):
        apart = all(end <= a or b <= start for a, b in gone)
        apart = apart and not any(w.search(sentence, start, end) for w in needed)
        if apart and _share(sentence, start, end, copied) <= LEFT:
            kept = _kept(sentence, [*gone, (start, end)])
            left = " ".join(sentence[a:b] for a, b in kept)
            if len(left.split()) >= LEAST_WORDS and (start == 0 or _tells(left)):
                gone.append((start, end))
    return _uncomma(sentence, _kept(sentence, gone))


def _uncomma(sentence: str, kept: list[Range]) -> list[Range]:
    """The ranges without a comma that nothing but the full stop follows now."""
    if len(kept) < 2 or sentence[slice(*kept[-1])] not in (".", "!", "?"):
        return kept
    start, end = kept[-2]
    return [*kept[:-2], (start, end - sentence[:end].endswith(",")), kept[-1]]


def _stopped(sentence: str, start: int, end: int) -> Range:
    """The code's range, with the full stop after it where one stands before it already."""
    twice = sentence[:start].endswith(".") and sentence[end:].rstrip() == "."
    return (start, len(sentence)) if twice else (start, end)


def _tells(left: str) -> bool:
    """Whether what is left still has a verb, beside that of saying so."""
    said = [*SAID.finditer(left)][-1:]
    if HALF.search(left):
        return False
    if not said:
        return bool(VERB.search(left))
    before, after = left[: said[0].start()], left[said[0].end() :]
    named = ATTRIBUTED.search(before)
    return bool(VERB.search(after) or (named and VERB.search(before, 0, named.start())))


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
