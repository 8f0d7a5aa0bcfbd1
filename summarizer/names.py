"""Names as they are written: which spellings mean one company or one person.

A leaf module: it imports nothing of the project. Within one article more is known (which short
form follows which full one); these tests judge two names alone, so that facts of different
articles can be put together, and prefer to keep apart what may be two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache


def _bag(words: str) -> frozenset[str]:
    return frozenset(words.split())


LEGAL = _bag(
    "inc incorporated corp corporation co company ltd limited plc llc llp lp nv n.v bv b.v sa s.a"
    " ag se kg kgaa gmbh spa s.p.a srl oy oyj asa as a/s ab aktiebolag kk k.k pty pte bhd berhad"
    " sab de cv s.a.b c.v sarl cos tbk pjsc ojsc oao ao jsc sae saog"
)
"""Words at a name's end that only say what legal form the company has."""
PLAIN = _bag(
    "group groupe grupo gruppe holding holdings international intl global worldwide enterprises"
    " industries platforms technologies technology tech systems software networks labs"
    " laboratories pharmaceuticals pharmaceutical pharma therapeutics biosciences biotech sciences"
    " motors motor airlines airways air bank bancorp bancshares banking financial finance"
    " insurance assurance capital partners management investments investment securities trust"
    " energy oil gas petroleum resources mining minerals metals steel power utilities electric"
    " communications telecom telecommunications telekom wireless media entertainment"
    " broadcasting pictures studios interactive games gaming foods food brands beverages brewing"
    " stores retail supermarkets restaurants hotels resorts properties realty healthcare health"
    " medical devices semiconductor semiconductors electronics chemicals chemical materials paper"
    " packaging products services solutions logistics transport shipping rail railways railroad"
    " aerospace defense defence engineering construction cement automotive auto tires robotics"
    " ai analytics data digital online cloud security consulting associates sons brothers bros"
    " stock market exchange markets & and the of"
)
"""Words that describe what a company is; a name may be cut before them ("Acme Platforms")."""
LOOSE = _bag(
    "general american national united first new north south east west royal international global"
    " standard federal central great british german french china india japan bank deutsche credit"
    " air oil gas energy capital group royal euro european pacific atlantic universal allied"
    " associated consolidated advanced applied public state us u.s republic union western eastern"
    " northern southern digital texas california new york best home big old true open"
)
"""First words too common to stand for the whole name on their own."""
TITLES = _bag("mr mrs ms miss dr sir lord lady dame prof professor baron count sheikh")
GENERATIONS = _bag("jr sr ii iii iv")
SHORT_NAMES = {
    "bob": "robert", "rob": "robert", "bill": "william", "will": "william", "dick": "richard",
    "rick": "richard", "jim": "james", "jimmy": "james", "jack": "john", "tom": "thomas",
    "mike": "michael", "mick": "michael", "tony": "anthony", "ted": "edward", "ed": "edward",
    "steve": "stephen", "steven": "stephen", "chuck": "charles", "charlie": "charles",
    "larry": "lawrence", "hank": "henry", "harry": "henry", "liz": "elizabeth",
    "beth": "elizabeth", "kate": "katherine", "kathy": "katherine", "peggy": "margaret",
    "meg": "margaret", "sue": "susan", "joe": "joseph", "andy": "andrew", "drew": "andrew",
    "sandy": "alexander", "sasha": "alexander", "alex": "alexander", "alexandr": "alexander",
    "dave": "david", "dan": "daniel", "danny": "daniel", "don": "donald", "ken": "kenneth",
    "ron": "ronald", "ray": "raymond", "pat": "patrick", "chris": "christopher",
    "matt": "matthew", "nick": "nicholas", "greg": "gregory", "jeff": "jeffrey",
    "geoff": "geoffrey", "fred": "frederick", "phil": "philip", "phillip": "philip",
    "sam": "samuel", "ben": "benjamin", "tim": "timothy", "vince": "vincent", "walt": "walter",
    "gene": "eugene", "jerry": "gerald", "abby": "abigail", "becky": "rebecca",
}  # fmt: skip
TICKER = re.compile(
    r"\s*\((?:[A-Z][\w ]{1,14}:\s?)?[A-Z0-9.]{1,8}\)|\s*<[A-Z0-9.]+>"
    r"|\s+[A-Z0-9]{1,6}\.[A-Z]{1,3}(?=\s|$)"
)
PARTICLES = _bag("de del della di da dos van von der den la le bin ibn al el ten ter")


@lru_cache(maxsize=1 << 12)
def tidy(name: str) -> str:
    """The name without ticker, possessive, leading article and outer punctuation."""
    name = TICKER.sub("", " ".join(name.split()))
    name = re.sub(r"['’]s?$", "", name.strip(' ,;:"“”()[]‘'))
    return re.sub(r"^[Tt]he\s+(?=\S)", "", name).strip(" ,")


@lru_cache(maxsize=1 << 12)
def words(name: str) -> tuple[str, ...]:
    """The words of a company's name that tell it apart, lowercase: no legal form, no dots."""
    parts = [p.strip(".,'’").lower() for p in re.split(r"[\s,]+", tidy(name))]
    parts = [re.sub(r"['’]s?$|\.(?:com|net|org)$", "", p).replace("’", "'") for p in parts if p]
    while len(parts) > 1 and (parts[-1] in LEGAL or parts[-1] in ("&", "and")):
        parts.pop()
    return tuple("and" if p == "&" else p for p in parts)


def key(name: str) -> str:
    """A normal form: equal keys are one name ("Acme Corp." and "the Acme Corporation")."""
    return " ".join(words(name))


def initials(name: str) -> str:
    """The first letters of a name of several words ("General Motors Corp": "GM")."""
    parts = [p for w in words(name) for p in w.split("-") if p not in ("", "and", "of", "the")]
    return "".join(p[0] for p in parts).upper() if len(parts) > 1 else ""


def contraction(name: str) -> str:
    """The first letters with a small "of" kept ("Bank of America": "BofA")."""
    return "".join(w if w == "of" else w[0].upper() for w in words(name) if w != "and")


def same_company(a: str, b: str) -> bool:
    """Whether two names mean one company, judged by the names alone.

    True where they differ in legal form, ticker, article or descriptive words at the end ("Acme",
    "Acme Platforms (NASDAQ:ACME)"), or one is the other's initials. A unit of a place ("Acme
    India") or another distinguishing word ("Acme Mobile") is another company.
    """
    first, second = words(a), words(b)
    if not first or not second:
        return False
    if first == second or _run_together(first) == _run_together(second):
        return True
    short, long = sorted((first, second), key=len)
    if _shortens(short, long) or _clips(first, second):
        return True
    return _abbreviates(a, b) or _abbreviates(b, a)


def _run_together(parts: tuple[str, ...]) -> str:
    return re.sub(r"[^\w]", "", "".join(p for p in parts if p != "and"))


def _shortens(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    if len(short) == len(long) or long[: len(short)] != short:
        return False
    if all(w in LOOSE or w in PLAIN for w in short):
        return False
    return all(w in PLAIN for w in long[len(short) :])


def _clips(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """ "Acme Pharma" for "Acme Pharmaceuticals": the last word, which only describes, cut short."""
    if len(a) != len(b) or len(a) < 2 or a[:-1] != b[:-1]:
        return False
    short, long = sorted((a[-1], b[-1]), key=len)
    return long in PLAIN and len(short) > 2 and long.startswith(short)


def _abbreviates(short: str, long: str) -> bool:
    letters = re.sub(r"[.&\s]", "", tidy(short))
    if "of" in letters and letters == contraction(long):
        return True
    if _first_syllables(tidy(short), words(long)):
        return True
    if _begins_with_initials(words(short), words(long)):
        return True
    return 2 <= len(letters) <= 6 and letters.isupper() and letters in _letters(long)


def _letters(name: str) -> tuple[str, str]:
    """The initials of a name without and with its legal form ("Acme Oil Corp": AO, AOC)."""
    parts = [p for w in re.split(r"[\s,-]+", tidy(name)) if (p := w.strip(".,'’"))]
    small = ("&", "and", "of", "the")
    whole = "".join(p[0] for p in parts if p.lower() not in small).upper()
    return initials(name), whole if len(parts) > 1 else ""


def initialism(name: str) -> bool:
    """Whether a name is letters alone, as short forms are ("AOC", "A.O.C.")."""
    letters = re.sub(r"[.&\s]", "", tidy(name))
    return 2 <= len(letters) <= 6 and letters.isupper()


def spelled_out(short: str, long: str) -> bool:
    """Whether the letters of a short name stand in a longer one in their order, from its first
    letter on ("PHX" in "Port Harbour Exchange"): it may be short for that, and need not be."""
    letters = re.sub(r"[^a-z]", "", tidy(short).lower())
    rest = re.sub(r"[^a-z]", "", tidy(long).lower())
    if len(letters) < 2 or len(words(long)) < 2 or rest[:1] != letters[:1]:
        return False
    left = iter(rest)
    return all(letter in left for letter in letters)


def _first_syllables(short: str, long: tuple[str, ...]) -> bool:
    """ "StanChart" for "Standard Chartered": each part is how a word begins."""
    parts = re.findall(r"[A-Z][a-z]+", short)
    if len(parts) < 2 or "".join(parts) != short or len(parts) != len(long):
        return False
    pairs = zip(parts, long, strict=True)
    return all(len(p) > 2 and len(w) > len(p) and w.startswith(p.lower()) for p, w in pairs)


def _begins_with_initials(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """ "BNY Mellon" for "Bank of New York Mellon": letters for the first words, then the same."""
    if len(short) < 2 or len(long) <= len(short):
        return False
    rest = short[1:]
    head = [w[0] for w in long[: -len(rest)] if w not in ("of", "the", "and")]
    return long[-len(rest) :] == rest and len(head) > 1 and "".join(head) == short[0]


@lru_cache(maxsize=1 << 12)
def person_words(name: str) -> tuple[str, ...]:
    """The words of a person's name, lowercase: no title, no "Jr", no quoted nickname."""
    bare = re.sub(r"[\"“‘(].*?[\"”’)]", " ", tidy(name))
    parts = [p.strip(".,").lower() for p in bare.split()]
    parts = [p for p in parts if p and p not in TITLES]
    while len(parts) > 1 and parts[-1] in GENERATIONS:
        parts.pop()
    return tuple(parts)


def same_person(a: str, b: str) -> bool:
    """Whether two names may mean one person: the surname and no first name against it.

    A surname alone is taken for the full name; "Bob" and "B." for "Robert".
    """
    first, second = person_words(a), person_words(b)
    if not first or not second:
        return False
    if first == second:
        return True
    short, long = sorted((first, second), key=len)
    if len(short) == 1:
        return short[0] == long[-1]
    if len(short) < len(long) and long[-len(short) :] == short:
        return True
    if short[-1] != long[-1]:
        return False
    return _same_given(short[0], long[0])


def _same_given(a: str, b: str) -> bool:
    a, b = (SHORT_NAMES.get(x, x) for x in (a, b))
    short, long = sorted((a, b), key=len)
    return (
        a == b
        or (len(short) == 1 and long.startswith(short))
        or (len(short) >= 4 and long.startswith(short))
    )


def same_name(a: str, b: str) -> bool:
    """Whether two names of any kind mean one company or person; see `same_company`."""
    if same_company(a, b):
        return True
    first, second = person_words(a), person_words(b)
    both = len(first) > 1 and len(second) > 1
    return both and not (_corporate(a) or _corporate(b)) and same_person(a, b)


def _corporate(name: str) -> bool:
    parts = [p.strip(".,").lower() for p in name.split()]
    return any(p in LEGAL or p in PLAIN for p in parts[1:])


def fullest(names: Iterable[str]) -> str:
    """The fullest of several spellings of one name: most words, then the longest, then by letter.

    ValueError if there is none.
    """
    tidied = {tidy(n) for n in names}
    return min(tidied, key=lambda n: (-len(n.split()), -len(n), n))
