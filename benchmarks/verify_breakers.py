"""Ways to break a true statement; the rules know nothing of the check.

A new way is a function and a row of `BREAKERS`.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """A statement, the sentences it cites, whether it is true, and how it was broken."""

    group: str
    text: str
    evidence: tuple[str, ...]
    kind: str = "true"
    context: str = ""

    @property
    def true(self) -> bool:
        return self.kind == "true"


Breaker = Callable[[str, Sequence[str], "Pool", random.Random], str | None]
_NAME = re.compile(r"(?<![.!?] )(?<!^)(?<!^\")\b[A-Z][\w&'-]*[a-z](?: (?:of )?[A-Z][\w&-]+)*")
_FIRST = re.compile(
    r"^[A-Z][\w&-]+(?: [A-Z][\w&-]+)+"
    r"|^[A-Z][\w&-]+(?= (?:said|will|has|is|plans|agreed|may))"
)
_NOT_NAMES = frozenset(
    [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
        "January", "February", "March", "April", "May", "June", "July", "August",
        "September", "October", "November", "December", "Chief", "Executive", "The", "A",
        "An", "In", "On", "It", "He", "She", "CEO", "CFO", "COO", "President", "Chairman",
        "Officer", "Vice", "Inc", "Corp", "Co", "Ltd",
    ]
)  # fmt: skip
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
]  # fmt: skip
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Pool:
    """What breaks borrow from: names, clauses and phrases of other articles."""

    names: tuple[str, ...]
    phrases: tuple[str, ...]
    predicates: tuple[str, ...]


def names_of(text: str) -> list[str]:
    found = [m[0] for m in (*_FIRST.finditer(text), *_NAME.finditer(text))]
    return [n for n in dict.fromkeys(found) if not set(n.split()) & _NOT_NAMES and len(n) > 3]


def _swap(text: str, a: str, b: str) -> str:
    return text.replace(a, "\0").replace(b, a).replace("\0", b)


def _one(rng: random.Random, options: Sequence[str]) -> str | None:
    return rng.choice(options) if options else None


def number(text: str, evidence: Sequence[str], pool: Pool, rng: random.Random) -> str | None:
    """A figure becomes another: a digit changed, or another figure of the evidence."""
    found = [m for m in _NUMBER.finditer(text) if not re.fullmatch(r"(?:19|20)\d\d", m[0])]
    if not found:
        return None
    m = rng.choice(found)
    said = {x[0] for e in evidence for x in _NUMBER.finditer(e)}
    others = sorted(said - {m[0]} - {y for y in said if re.fullmatch(r"(?:19|20)\d\d", y)})
    if others and rng.random() < 0.4:
        new = rng.choice(others)
        if len(found) > 1 and new in text:
            return _swap(text, m[0], new) if m[0] not in new and new not in m[0] else None
    else:
        digits = [i for i, ch in enumerate(m[0]) if ch.isdigit()]
        i = digits[0] if rng.random() < 0.7 else rng.choice(digits)
        low = "1" if i == 0 else "0"
        new_digit = rng.choice([d for d in "0123456789" if d != m[0][i] and d >= low])
        new = m[0][:i] + new_digit + m[0][i + 1 :]
    return text[: m.start()] + new + text[m.end() :] if new not in said or others else None


_UNITS = [
    ("billion", ("million",)), ("million", ("billion",)), ("trillion", ("billion",)),
    ("percent", ("million", "percentage points")), ("%", (" million", " percentage points")),
    ("dollars", ("euros", "pounds")), ("euros", ("dollars", "pounds")), ("€", ("$", "£")),
    ("$", ("€", "£")), ("pounds", ("euros",)), ("yen", ("yuan",)), ("yuan", ("dollars",)),
    (" a share", ("",)), (" per share", ("", " per year")), (" a year", (" a month",)),
]  # fmt: skip


def unit(text: str, evidence: Sequence[str], pool: Pool, rng: random.Random) -> str | None:
    """Millions become billions, dollars euros, percent something else."""
    options = [(a, bs) for a, bs in _UNITS if _stands(a, text)]
    if not options:
        return None
    a, bs = rng.choice(options)
    return text.replace(a, rng.choice(bs), 1)


def _stands(unit_: str, text: str) -> bool:
    if unit_.strip().isalpha():
        return re.search(rf"\d[ \d.,-]*\w*{unit_}\b|\b{unit_}\b(?<=\d {unit_})", text) is not None
    return unit_ in text


def name(text: str, evidence: Sequence[str], pool: Pool, rng: random.Random) -> str | None:
    """A name becomes one of another article."""
    found = names_of(text)
    if not found:
        return None
    old = rng.choice(found)
    said = " ".join(evidence)
    new = next((n for n in rng.sample(pool.names, 40)
                if n not in said and not set(n.split()) & set(said.split())), None)  # fmt: skip
    return text.replace(old, new) if new else None


_ACTS = (
    r"(?:agreed to |plans to |will |may |has |is |in talks to |to )*(?:be )?"
    r"(?:buy|buys|bought|buying|acquire[sd]?|sells?|sold|sue[sd]?|beat|joins?|joined|replace[sd]?"
    r"|owns?|owned|takes?|took|offer(?:ed|s)?|reject(?:ed|s)?|pays?|paid|invest(?:ed|s)? in|told"
    r"|hired?|names?|named|led by|bought by|accuse[sd]?|overt(?:ook|ake)|supplies|supplied|merge"
    r"|backs?|backed|rejected by|lost to|succeed)"
)


def roles(text: str, evidence: Sequence[str], pool: Pool, rng: random.Random) -> str | None:
    """Two names on either side of a deed change places."""
    found = names_of(text)
    for a in found:
        for b in found:
            if a == b or a in b or b in a:
                continue
            between = (
                re.escape(a)
                + r"(?:'s)?,? (?:\S+ ){0,3}?"
                + _ACTS
                + r" (?:\S+ ){0,5}?"
                + re.escape(b)
            )
            if re.search(between, text):
                return _swap(text, a, b)
    return None


_NEG_OUT = [
    (r"\b(will|would|has|have|had|is|are|was|were|did|does|do|could|may|should) not\b", r"\1"),
    (r"\bcannot\b", "can"), (r"\bnot ", ""), (r"\bno longer ", ""), (r"\bno ", "some "),
    (r"\b(is|are|was|were|has|have|had|would|could|should)n't\b", r"\1"), (r"\bwon't\b", "will"),
    (r"\bNeither\b", "Each"), (r"\bneither\b", "each"), (r"\bnever ", ""),
    (r"\bfailed to\b", "managed to"), (r"\bdeclined to\b", "agreed to"),
]  # fmt: skip
_NEG_IN = [
    (
        r"\b(will|would|has|have|had|is|are|was|were|could|may|might|should)\b(?! not|n't)",
        r"\1 not",
    ),
    (r"\bagreed to\b", "refused to"), (r"\bplans to\b", "does not plan to"),
    (r"\bsaid\b", "did not say"), (r"\brose\b", "did not rise"), (r"\bfell\b", "did not fall"),
    (r"\bexpects\b", "does not expect"), (r"\bbought\b", "did not buy"),
]  # fmt: skip


def negation(text: str, evidence: Sequence[str], pool: Pool, rng: random.Random) -> str | None:
    """A negation dropped, or one put in."""
    for table in (_NEG_OUT, _NEG_IN):
        options = [(p, r) for p, r in table if re.search(p, text)]
        if options:
            pattern, new = rng.choice(options)
            return re.sub(pattern, new, text, count=1)
    return None


_SURER = [
    (r"\b(?:may|might|could) (?=[a-z])", "will "), (r"\bmay (?:still )?", "will "),
    (r"\bis expected to (\w+)", "did"), (r"\bin talks to\b", "committed to"),
    (r"\b(?:plans|aims|hopes|intends|wants) to (\w+)", "did"),
    (r"\bwill (buy|sell|join|cut|pay|lead|keep|receive|replace|step)\b", "did"),
    (r"\b(?:considering|exploring|weighing) (\w+)ing\b", "doing"),
    (r"\bis in talks\b", "has agreed"), (r"\bcould be\b", "will be"),
    (r"\bis likely to\b", "is certain to"), (r"\bpossible\b", "certain"),
]  # fmt: skip
_PAST = {
    "buy": "bought", "sell": "sold", "join": "joined", "cut": "cut", "pay": "paid", "lead": "led",
    "keep": "kept", "receive": "received", "replace": "replaced", "step": "stepped",
    "take": "took", "raise": "raised", "make": "made", "list": "listed", "close": "closed",
    "invest": "invested", "open": "opened", "build": "built", "launch": "launched",
    "spend": "spent", "begin": "began", "rise": "rose", "fall": "fell", "focus": "focused",
    "expand": "expanded", "announce": "announced", "complete": "completed", "file": "filed",
}  # fmt: skip


def modality(text: str, evidence: Sequence[str], pool: Pool, rng: random.Random) -> str | None:
    """What may happen will, what is planned was done."""
    rng_order = rng.sample(_SURER, len(_SURER))
    for pattern, new in rng_order:
        m = re.search(pattern, text)
        if m is None:
            continue
        if new == "did":
            past = _PAST.get(m[1])
            if past is None or past == m[1]:
                continue
            new = past
        elif new == "doing":
            new = f"pressing ahead with {m[1]}ing"
        return text[: m.start()] + new + text[m.end() :]
    return None


_WHO = re.compile(
    r"(?i)\b(?:analysts|people familiar with the (?:matter|situation)|sources|critics|experts"
    r"|(?:three |two )?sources familiar with the \w+|investors|economists|people close to \w+"
    r"|a lawyer|the company|a spokesm[ae]n|officials)\b"
)
_SAYS = re.compile(
    r",? (?:according to [^,.;]+"
    r"|[^,.;]{3,45} (?:said|says|say|reported|told [^,.;]+)(?: on \w+)?)(?=\.?$)"
)
_OPENS = re.compile(
    r"^(?:[Aa]nalysts|[Cc]ritics|[Ss]ources|[Ee]xperts|[Ee]conomists|[Pp]eople [\w ]+?)"
    r" (?:say|said|expect)(?: that)? "
)


def attribution(text: str, evidence: Sequence[str], pool: Pool, rng: random.Random) -> str | None:
    """A speaker dropped where it is hearsay or opinion, or another speaker put in."""
    opens, tail, who = _OPENS.search(text), _SAYS.search(text), _WHO.search(text)
    if opens and rng.random() < 0.6:
        rest = text[opens.end() :]
        return rest[:1].upper() + rest[1:]
    if tail and _WHO.search(tail[0]) and not re.search("company|spokes|officials", tail[0]):
        return text[: tail.start()] + text[tail.end() :]
    if who and re.search(r"(?i)said|says?\b|according|expect|reported", text):
        other = rng.choice(
            ["the chief executive of a rival", "regulators", "the government", "unions"]
        )
        return text[: who.start()] + other + text[who.end() :]
    m = re.search(r"\b([A-Z]\w+(?: [A-Z]\w+)*) (said|told)\b", text)
    if m and not set(m[1].split()) & _NOT_NAMES:
        said = " ".join(evidence)
        new = next((n for n in rng.sample(pool.names, 40) if n not in said), None)
        return text[: m.start(1)] + new + text[m.end(1) :] if new else None
    return None


def date(text: str, evidence: Sequence[str], pool: Pool, rng: random.Random) -> str | None:
    """Another day, month or year."""
    said = " ".join(evidence)
    for names_ in rng.sample([_DAYS, _MONTHS], 2):
        for old in names_:
            if re.search(rf"\b{old}\b", text):
                new = rng.choice([n for n in names_ if n not in said])
                return re.sub(rf"\b{old}\b", new, text)
    if m := re.search(r"\b(?:19|20)\d\d\b", text):
        new = str(int(m[0]) + rng.choice([-2, -1, 1, 2, 3]))
        return text[: m.start()] + new + text[m.end() :] if new not in said else None
    for a, b in (("last year", "this year"), ("first quarter", "third quarter"),
                 ("second quarter", "fourth quarter"), ("third quarter", "first quarter"),
                 ("fourth quarter", "second quarter"), ("next year", "this year")):  # fmt: skip
        if a in text and b not in said:
            return text.replace(a, b)
    return None


_SPLIT = re.compile(
    r"^(?P<subject>[A-Z].{2,60}?) (?P<rest>(?:said|will|has|have|is|are|was|were|plans|agreed|rose"
    r"|fell|may|could|would|expects|reported|declined|rejected|sold|bought|told|cut|joins|resigned)"
    r"\b.*)$"
)


def merged(text: str, evidence: Sequence[str], pool: Pool, rng: random.Random) -> str | None:
    """The subject of one sentence or clause with the predicate of another, both cited."""
    m = _SPLIT.match(text)
    if m is None or re.search(r"\b(?:It|He|She|They|This|That|There)\b", m["subject"]):
        return None
    clauses = [c for e in evidence for c in re.split(r"(?:, (?:and|while|but) |; )", e)]
    options = []
    for clause in clauses:
        other = _SPLIT.match(clause[:1].upper() + clause[1:])
        if other is None or other["rest"] in text or m["rest"] in clause:
            continue
        if set(_words(other["subject"])) & set(_words(m["subject"])):
            continue
        if re.search(r"\b(?:It|He|She|They|it|he|she|they|who|which)\b", other["subject"]):
            continue
        options.append(other["rest"].rstrip("."))
    rest = _one(rng, sorted(set(options)))
    return f"{m['subject']} {rest}." if rest else None


def _words(text: str) -> list[str]:
    return re.findall(r"[A-Za-z]{4,}", text.lower())


def added(text: str, evidence: Sequence[str], pool: Pool, rng: random.Random) -> str | None:
    """A phrase of another article put in."""
    phrase = rng.choice(pool.phrases)
    said = set(_words(" ".join(evidence)))
    if len(set(_words(phrase)) - said) < 2:
        return None
    return f"{text.rstrip('.')} {phrase}."


_QUALIFIERS = {
    "up to": ("at least", "more than", ""),
    "as much as": ("more than", ""),
    "more than": ("less than", "up to"),
    "at least": ("at most", "up to"),
    "less than": ("more than",),
    "over": ("under",),
    "nearly": ("more than",),
    "about": ("more than", "less than"),
    "around": ("more than",),
    "almost": ("more than",),
    "approximately": ("more than", "less than"),
}


def qualifier(text: str, evidence: Sequence[str], pool: Pool, rng: random.Random) -> str | None:
    """ "Up to" dropped, "more than" turned into "less than", or one put before a plain figure."""
    for old, new in rng.sample(sorted(_QUALIFIERS.items()), len(_QUALIFIERS)):
        m = re.search(rf"\b{old} (?=[$€£]?\d)", text)
        if m:
            chosen = rng.choice(new)
            return text[: m.start()] + (chosen + " " if chosen else "") + text[m.end() :]
    m = re.search(r"(?<![\d-])[$€£]?\d[\d,.]* ?(?:%|percent|million|billion)", text)
    before = text[: m.start()].split()[-3:] if m else []
    if m and not set(before) & set(" ".join(_QUALIFIERS).split()):
        return (
            text[: m.start()]
            + rng.choice(["more than ", "less than ", "up to "])
            + text[m.start() :]
        )
    return None


_TITLES = [
    (r"\binterim ", ""),
    (r"\bacting ", ""),
    (r"\bformer ", ""),
    (r"\bFormer (\w)", r"\1"),
    (r"\bvice president\b", "president"),
    (r"\b(?:chief executive(?: officer)?|CEO)\b", "chairman"),
    (r"\bchairman\b", "chief executive"),
    (r"\b(?:chief financial officer|finance chief|CFO)\b", "chief executive"),
    (r"\b(?:chief operating officer|COO)\b", "chief financial officer"),
    (r"\bpresident\b", "chairman"),
    (r"\bspokesman\b", "director"),
    (r"\bfounder\b", "chairman"),
    (r"\ban interim\b", "a permanent"),
]


def title(text: str, evidence: Sequence[str], pool: Pool, rng: random.Random) -> str | None:
    """The interim CEO becomes the CEO, the chairman the chief executive."""
    options = [(p, r) for p, r in _TITLES if re.search(p, text)]
    if not options:
        return None
    pattern, new = options[0] if rng.random() < 0.5 else rng.choice(options)
    return re.sub(pattern, new, text, count=1)


_TURNS = [
    ("rose", "fell"), ("fell", "rose"), ("higher", "lower"), ("lower", "higher"), ("buy", "sell"),
    ("joins", "leaves"), ("rejected", "accepted"), ("approved", "rejected"), ("gain", "loss"),
    ("profit", "loss"), ("raised", "cut"), ("cut", "raised"), ("minority", "majority"),
    ("increase", "decrease"), ("strong", "weak"), ("largest", "smallest"), ("up", "down"),
    ("sold", "bought"), ("before", "after"), ("increased", "reduced"), ("above", "below"),
]  # fmt: skip


def direction(text: str, evidence: Sequence[str], pool: Pool, rng: random.Random) -> str | None:
    """Rose becomes fell, rejected accepted."""
    options = [(a, b) for a, b in _TURNS if re.search(rf"\b{a}\b(?! to \d)", text)]
    if not options:
        return None
    a, b = rng.choice(options)
    return re.sub(rf"\b{a}\b", b, text, count=1)


BREAKERS: dict[str, Breaker] = {
    "number": number, "unit": unit, "name": name, "roles": roles, "negation": negation,
    "modality": modality, "attribution": attribution, "date": date, "merged": merged,
    "added": added, "qualifier": qualifier, "title": title, "direction": direction,
}  # fmt: skip


def broken(case: Case, pool: Pool, rng: random.Random) -> Iterator[Case]:
    """Each way a true statement can be broken."""
    for kind, breaker in BREAKERS.items():
        text = breaker(case.text, case.evidence, pool, rng)
        if text and _differs(text, case):
            yield Case(case.group, text, case.evidence, kind, case.context)


def _differs(text: str, case: Case) -> bool:
    plain = re.sub(r"\W+", " ", text).strip().lower()
    return all(plain not in re.sub(r"\W+", " ", e).lower() for e in case.evidence)
