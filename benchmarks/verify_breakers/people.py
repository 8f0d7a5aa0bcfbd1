"""Names broken: other people and companies, changed places, other speakers and titles."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from benchmarks.verify_breakers.base import NOT_NAMES, Pool, names_of, swap


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
                return swap(text, a, b)
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
    if m and not set(m[1].split()) & NOT_NAMES:
        said = " ".join(evidence)
        new = next((n for n in rng.sample(pool.names, 40) if n not in said), None)
        return text[: m.start(1)] + new + text[m.end(1) :] if new else None
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
