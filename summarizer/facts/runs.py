"""Stretches of a sentence that are written like names: capitalised words and what joins them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from summarizer.facts.knowledge import word_list, words
from summarizer.facts.tokens import TICKER, Token, capitalised
from summarizer.names import LEGAL, LOOSE, PLAIN, TITLES

JOINED_BY_OF = re.compile(
    r"(?:Bank|University|Department|Ministry|Bancorp|House|Board|Institute|Republic|Office|Court"
    r"|Association|Federation|Church|Council|Society|Chamber|Commission)$"
)
PARTICLES = frozenset(
    ("de", "do", "da", "del", "della", "di", "du", "van", "von", "der", "den", "des", "la", "le",
     "bin", "al", "el", "en", "y", "e", "dos")
)  # fmt: skip
INITIAL = re.compile(r"[A-Z]\.")
TAIL = re.compile(
    r"-(?:based|listed|owned|led|backed|controlled|run|style|born|traded|made|affiliated|linked"
    r"|speaking|related|focused|appointed|registered)$"
)

CONTRACTION = re.compile(
    r"(?:I|We|You|They|He|She|It|That|There|Here|What|Who|Let|Don|Doesn|Didn|Isn|Won|Can|Couldn)"
    r"['’]"
)


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens `first` to `last` (half-open) of a sentence; `legal` where a legal form, a ticker or
    an exchange stands beside it; `opens` where it begins the sentence."""

    first: int
    last: int
    start: int
    end: int
    text: str
    legal: bool
    opens: bool


@cache
def _roles() -> re.Pattern[str]:
    ends = "|".join(re.escape(w) for w in words("names", "role_words"))
    middles = "|".join(re.escape(w) for w in words("names", "role_middles"))
    return re.compile(
        rf"(?:(?:{ends}|{middles}) )*"
        rf"(?:(?:Attorney|Solicitor|Surgeon|Secretary) General|{ends})(?![\w-])"
    )


def find_runs(
    tokens: Sequence[Token], lowered: frozenset[str], raised: frozenset[str] = frozenset()
) -> list[Run]:
    """The runs of one sentence. `lowered` holds words the article also writes without a capital,
    `raised` those it writes with one inside a sentence.

    A name that ends in "'s" itself has to be one token: see `join_possessives`.
    """
    barred = _barred(tokens)
    runs: list[Run] = []
    at = 0
    while at < len(tokens):
        if at in barred or not _begins(tokens, at, lowered, raised):
            at += 1
            continue
        last = _extent(tokens, at, barred)
        run = _run(tokens, at, last)
        if run is not None:
            runs.append(run)
        at = max(last, at + 1)
    return runs


def _barred(tokens: Sequence[Token]) -> frozenset[int]:
    """Tokens that are a role written with capitals, or a place made an adjective ("X-based")."""
    text, starts = "", {}
    for index, token in enumerate(tokens):
        starts[len(text)] = index
        text += token.text + " "
    barred: set[int] = set()
    for match in _roles().finditer(text):
        if match.start() in starts:
            count = match[0].count(" ") + 1
            barred.update(range(starts[match.start()], starts[match.start()] + count))
    for index, token in enumerate(tokens):
        if TAIL.search(token.text):
            first = _back(tokens, index)
            if first > 1 and tokens[first - 1].text == ",":
                first = _back(tokens, first - 1)  # "Des Moines, Iowa-based"
            barred.update(range(first, index + 1))
    return frozenset(barred | _shouted(tokens) | _fields(tokens))


RUNS = frozenset(("President", "Head", "Director", "Chief", "Manager", "Leader", "VP", "Secretary"))


def _fields(tokens: Sequence[Token]) -> set[int]:
    """Tokens of a field written with capitals between a role and a name: "President of Retail
    Banking Jane Roe"."""
    out: set[int] = set()
    for at in range(len(tokens) - 3):
        if tokens[at].text not in RUNS or tokens[at + 1].text not in ("of", "for"):
            continue
        last = at + 2
        while last < len(tokens) and (
            capitalised(tokens[last].text) or tokens[last].text in ("and", "&", "the")
        ):
            last += 1
        name = _name_at_end(tokens, at + 2, last)
        out.update(range(at + 2, name))
    return out


def _name_at_end(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where in a stretch of capitals a person's name begins: at a known first name, or behind a
    known place; `first` where neither stands there."""
    for at in range(first + 1, last - 1):
        if tokens[at].text in word_list("first_names") and tokens[at - 1].text not in ("and", "&"):
            return at
    for at in range(last - 2, first, -1):
        place = " ".join(t.text for t in tokens[first:at])
        if place in words("names", "places") or tokens[at - 1].text in words("names", "places"):
            return at
    return first


def _shouted(tokens: Sequence[Token]) -> set[int]:
    """Tokens of a heading in capitals that stands in running text."""
    out: set[int] = set()
    at = 0
    while at < len(tokens):
        last = at
        while last < len(tokens) and tokens[last].text.isupper():
            last += 1
        long = [t for t in tokens[at:last] if len(t.text) > 3]
        if last - at > 1 and long and sum(len(t.text) for t in tokens[at:last]) > 7:
            out.update(range(at, last))
        at = max(last, at + 1)
    return out


def _back(tokens: Sequence[Token], index: int) -> int:
    """The first word of the capitalised stretch that ends at `index` ("Las Vegas-based")."""
    while index > 0 and capitalised(tokens[index - 1].text) and _adjacent(tokens, index - 1):
        index -= 1
    return index


def _adjacent(tokens: Sequence[Token], index: int) -> bool:
    return index + 1 < len(tokens) and tokens[index + 1].start - tokens[index].end <= 1


def _begins(
    tokens: Sequence[Token], at: int, lowered: frozenset[str], raised: frozenset[str]
) -> bool:
    word = tokens[at].text
    if at + 1 < len(tokens) and tokens[at + 1].text in "$€£" and len(word) < 3:
        return False
    if _legal_next(tokens, at):
        return True
    if (
        not capitalised(word)
        or word in words("names", "not_names")
        or word in words("names", "never_first")
        or word.rstrip(".").lower() in TITLES
        or _legal_word(word)
        or TICKER.fullmatch(word)
        or CONTRACTION.match(word)
    ):
        return False
    if not opens(tokens, at) or word in raised:
        return True
    return not _ordinary(tokens, at, lowered)


def _legal_next(tokens: Sequence[Token], at: int) -> bool:
    """A brand written small, told by its legal form ("ev9 Inc")."""
    word = tokens[at].text
    after = tokens[at + 1].text if at + 1 < len(tokens) else ""
    small = word[:1].islower() and word.isalnum() and word not in word_list("common_words")
    return small and after in ("Inc", "Inc.", "Corp", "Corp.", "Ltd", "Plc", "AG", "LLC")


def opens(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word stands where any word has a capital."""
    return at == 0 or tokens[at - 1].text in '"“”‘(:-–—•*.'


def _ordinary(tokens: Sequence[Token], at: int, lowered: frozenset[str]) -> bool:
    """Whether a word that opens a sentence is no name, only capitalised for its place."""
    word = tokens[at].text.lower()
    if JOINED_BY_OF.search(tokens[at].text) and [t.text for t in tokens[at + 1 : at + 2]] == ["of"]:
        return not (at + 2 < len(tokens) and capitalised(tokens[at + 2].text))
    follows = at + 1 < len(tokens) and capitalised(tokens[at + 1].text)
    parts = tokens[at].text.split("-")
    if _common(parts[0].lower()) and "".join(parts[1:]).islower() | (len(parts) == 1):
        return not _ends_legally(tokens, at + 1)
    return not follows and (word in lowered or word in PLAIN or word in LOOSE)


def _common(word: str) -> bool:
    return word in word_list("common_words") or word in words("names", "descriptors")


def _ends_legally(tokens: Sequence[Token], at: int) -> bool:
    """Whether the capitals from here on end in a legal form ("Equity Trust Inc")."""
    for token in tokens[at : at + 4]:
        if not capitalised(token.text):
            return False
        if _legal_word(token.text):
            return True
    return False


def _extent(tokens: Sequence[Token], at: int, barred: frozenset[int]) -> int:
    """The token after the last one of the run that begins at `at`."""
    last = at + 1
    while last < len(tokens) and last not in barred:
        step = _step(tokens, last)
        if step == 0 or last + step - 1 in barred:
            break
        last += step
    return last


def _step(tokens: Sequence[Token], at: int) -> int:
    """How many tokens from `at` on still belong to the name that ends just before: 0 for none."""
    word, before = tokens[at].text, tokens[at - 1].text
    after = tokens[at + 1].text if at + 1 < len(tokens) else ""
    close = _legal_word(before)
    if word == "," and after.rstrip(".").lower() in LEGAL and after[:1].isupper():
        return 2
    if close and word != "&":
        return int(_legal_word(word))
    if capitalised(word) and word not in words("names", "not_names"):
        return 0 if TICKER.fullmatch(word) else 1
    if _nickname(tokens, at):
        return 4
    if not capitalised(after) or TICKER.fullmatch(after):
        return 0
    if word == "&" or (word == "of" and JOINED_BY_OF.search(before)):
        return 2
    if word == "and":
        beyond = tokens[at + 2].text if at + 2 < len(tokens) else ""
        known = f"{before} and {after}" in words("names", "joined_by_and")
        return 2 if known or beyond in ("Co", "Co.", "Company", "Sons") else 0
    return 2 if word in PARTICLES else 0


def _nickname(tokens: Sequence[Token], at: int) -> bool:
    """Whether a name goes on with a nickname in marks of its own: "Harold (Terry) McGraw"."""
    if at + 3 >= len(tokens) or tokens[at].text not in '("“‘':
        return False
    name, close, surname = (t.text for t in tokens[at + 1 : at + 4])
    return (
        (
            tokens[at - 1].text in word_list("first_names")
            or INITIAL.fullmatch(tokens[at - 1].text) is not None
        )
        and close in ')"”’'
        and name.isalpha()
        and capitalised(name)
        and capitalised(surname)
        and surname.isalpha()
    )


@lru_cache(maxsize=1 << 12)
def _legal_word(word: str) -> bool:
    return word[0].isupper() and word.rstrip(".").lower() in LEGAL and len(word) > 1


DANGLING = frozenset((",", "&", "To", "For", "In", "On", "At", "By", "With", "From"))
"""What no name ends in, though a headline writes it with a capital."""


def _run(tokens: Sequence[Token], first: int, last: int) -> Run | None:
    while last > first and tokens[last - 1].text in DANGLING:
        last -= 1
    if last == first:
        return None
    pieces = tokens[first:last]
    if all(p.text.rstrip(".").lower() in LEGAL for p in pieces) and len(pieces) > 1:
        return None
    start, end = pieces[0].start, pieces[-1].end
    text = " ".join(p.text for p in pieces).replace(" ,", ",")
    text = re.sub(r"(?<=[(“‘]) | (?=[)”’])", "", text)
    return Run(first, last, start, end, text, _legal(tokens, first, last), first == 0)


def _legal(tokens: Sequence[Token], first: int, last: int) -> bool:
    if last - first > 1 and _legal_word(tokens[last - 1].text):
        return True
    after = [t.text for t in tokens[last : last + 4]]
    if after and TICKER.fullmatch(after[0]):
        return True
    return (
        len(after) > 2
        and after[0] == "("
        and (after[2] == ":" or TICKER.fullmatch(after[1]) is not None)
    )


VERBAL = frozenset(
    ("said", "says", "has", "had", "was", "will", "would", "to", "for", "and", "in", "at", "with",
     "also", "plans", "agreed", "which", "by", "from", "could", "may", "declined", "did", ",", ".",
     "Inc", "Inc.", "Plc")
)  # fmt: skip


def own_possessives(sentences: Sequence[Sequence[Token]]) -> frozenset[str]:
    """Words that are never without "'s" and at least once followed by a verb: "Miller's said"."""
    bare: set[str] = set()
    owned: set[str] = set()
    for tokens in sentences:
        for at, token in enumerate(tokens[:-1]):
            if not capitalised(token.text):
                continue
            follows = [t.text for t in tokens[at + 1 : at + 3]]
            if follows[0] not in ("'s", "’s"):
                bare.add(token.text)
            elif len(follows) > 1 and follows[1] in VERBAL:
                owned.add(token.text)
    return frozenset(owned - bare)


def join_possessives(tokens: Sequence[Token], owned: frozenset[str]) -> list[Token]:
    """The tokens with such words and their "'s" as one."""
    out: list[Token] = []
    for token in tokens:
        if out and token.text in ("'s", "’s") and out[-1].text in owned:
            out[-1] = Token(out[-1].text + token.text, out[-1].start, token.end)
        else:
            out.append(token)
    return out
