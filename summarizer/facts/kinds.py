"""What kind of name a name is, told by its form and by what stands around it.

Each clue is a row with a weight; the kind with most weight wins, and a name without any clue is
taken for a company, which it mostly is in business news.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from summarizer.facts.knowledge import table, word_list, words
from summarizer.names import LEGAL, TITLES, person_words, tidy
from summarizer.records import EntityKind


class Kind(StrEnum):
    """The letter a name is masked with."""

    COMPANY = "c"
    PERSON = "p"
    PLACE = "g"
    OTHER = "x"


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name at one place: its words, some characters on both sides, and what the reader says."""

    start: int
    end: int
    text: str
    left: str
    right: str
    legal: bool
    title: bool
    entities: tuple[tuple[EntityKind, float], ...]


READER = {
    EntityKind.ORGANISATION: Kind.COMPANY,
    EntityKind.PERSON: Kind.PERSON,
    EntityKind.PLACE: Kind.PLACE,
    EntityKind.OTHER: Kind.OTHER,
}
GENERATIONS = ("Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV")
CLAN = re.compile(r"(?:O['’]|Mc|Mac|Fitz|De|Van)[A-Z][a-z]+$")
COUNTRY = ("USA", "UK", "US", "U.S.")
SURE = 0.55
"""From this confidence on the reader's word counts; below it, it is a guess."""
REPEATED = 1.5
"""How much the reader's word can grow by being repeated at other places."""


def judge(sightings: Sequence[Sighting]) -> Kind:
    """The kind of the name seen at all these places."""
    votes = dict.fromkeys(Kind, 0.0)
    votes[Kind.COMPANY] = 0.6
    forms = {tidy(s.text) for s in sightings}
    longest = max(forms, key=lambda f: (len(f), f))
    for form in sorted(forms):
        for kind, weight in _by_form(form):
            if form == longest or kind not in (Kind.PLACE, Kind.OTHER):
                votes[kind] += weight
    if any(s.legal for s in sightings):
        votes[Kind.COMPANY] += 6
    for sighting in sightings[:12]:
        for kind, weight in _by_context(sighting):
            votes[kind] += weight
    for kind, weight in _by_reader(sightings[:12]):
        votes[kind] += weight
    if longest.split()[-1] in COUNTRY and longest not in words("names", "places"):
        votes[Kind.PLACE] = 0.0  # "Acme USA"
    acronym = longest.isupper() and " " not in longest  # "asset manager ACM"
    if acronym or any(s.legal for s in sightings):
        votes[Kind.PERSON] = 0.0
    return max(Kind, key=lambda k: votes[k])


def _by_form(form: str) -> list[tuple[Kind, float]]:
    bare = re.sub(r"^(?:U\.S\.|US|UK|EU) (?=\S)", "", form)
    if form in words("names", "places"):
        return [(Kind.PLACE, 8)]
    if bare in words("names", "others"):
        return [(Kind.OTHER, 7)]
    parts = bare.split()
    last, first = parts[-1].rstrip(".").lower(), parts[0].lower()
    out: list[tuple[Kind, float]] = []
    if len(parts) > 1 and last in words("names", "other_endings"):
        out.append((Kind.OTHER, 3))
    named_for = len(parts) > 2 and parts[1] in ("of", "for", "on", "and")
    if named_for and first in words("names", "other_starts"):
        out.append((Kind.OTHER, 2.5))
    if last in words("names", "company_words") and len(parts) > 1:
        out.append((Kind.COMPANY, 3))
    return out + _personal(form, parts) + _corporate(form, parts)


def _personal(form: str, parts: Sequence[str]) -> list[tuple[Kind, float]]:
    names = person_words(form)
    if parts[-1] in GENERATIONS and len(names) > 1:
        return [(Kind.PERSON, 4)]
    if not 1 <= len(names) <= 5 or re.search(r"[\d&@]", form):
        return []
    out: list[tuple[Kind, float]] = []
    given = parts[0].rstrip(".") in word_list("first_names")
    if given and len(names) in (2, 3, 4) and parts[-1][0].isupper() and not parts[-1].isupper():
        out.append((Kind.PERSON, 3))
    if len(names) > 1 and CLAN.match(parts[-1]):
        out.append((Kind.PERSON, 2))
    if len(parts) > 2 and re.fullmatch(r"[A-Z]\.?", parts[1]):
        out.append((Kind.PERSON, 2))
    if parts[0].rstrip(".").lower() in TITLES:
        out.append((Kind.PERSON, 4))
    return out


def _corporate(form: str, parts: Sequence[str]) -> list[tuple[Kind, float]]:
    out: list[tuple[Kind, float]] = []
    if any(p.rstrip(".,").lower() in LEGAL and p[0].isupper() for p in parts[1:]):
        out.append((Kind.COMPANY, 6))
    if "&" in form or re.search(r"\d|[a-z][A-Z]", form.replace("Mc", "").replace("Mac", "")):
        out.append((Kind.COMPANY, 1.5))
    if len(parts) == 1 and form.isupper() and 2 <= len(form) <= 6:
        out.append((Kind.COMPANY, 0.8))
    return out


@cache
def _clues() -> tuple[tuple[str, re.Pattern[str], Kind, float], ...]:
    nouns = "|".join(sorted(words("names", "descriptors"), key=len, reverse=True))
    rows = table("kinds")["clue"]
    out = []
    for row in rows:
        pattern = row["pattern"].replace("{descriptor}", rf"(?:{nouns})")
        side = row["side"]
        ready = re.compile(pattern + "$" if side == "left" else pattern)
        out.append((side, ready, Kind(row["kind"]), float(row["weight"])))
    return tuple(out)


def _by_reader(sightings: Sequence[Sighting]) -> list[tuple[Kind, float]]:
    """What the reader says, as one voice: it tends to repeat itself from place to place."""
    told: dict[Kind, list[float]] = {}
    for sighting in sightings:
        for kind, confidence in sighting.entities:
            if confidence > SURE:
                told.setdefault(READER[kind], []).append(4 * (confidence - SURE) / (1 - SURE))
    return [(kind, min(sum(some), REPEATED * max(some))) for kind, some in told.items()]


@lru_cache(maxsize=1 << 9)
def _by_context(sighting: Sighting) -> tuple[tuple[Kind, float], ...]:
    """Kept for an article's length: a name is judged alone, in its group and as an actor."""
    out: list[tuple[Kind, float]] = []
    for side, pattern, kind, weight in _clues():
        found = pattern.search(sighting.left) if side == "left" else pattern.match(sighting.right)
        if found:
            out.append((kind, weight))
    return tuple(out)
