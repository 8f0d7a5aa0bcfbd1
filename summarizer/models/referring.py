"""Which sentences speak of what others told: "then", "a similar bay", "both companies", a surname.

A reader of the sentence alone would ask who or what is meant. The signs stand in
`data/referring.toml`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from summarizer.models.knowledge import pattern, table, words
from summarizer.models.leaning import Name, Ranges

LEAST = 4
"""A shorter surname may be a word of another name."""


def behind(sentence: str) -> bool:
    """Whether a sentence says something of what the one before it told."""
    return any(
        sign.match(sentence) for cues, sign in _before() if any(cue in sentence for cue in cues)
    )


@cache
def _before() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    """Letters without which a sign isn't there, which are faster to look for, and the sign."""
    rows = table("referring")["before"]
    return tuple((tuple(row["cue"]), re.compile(row["sign"])) for row in rows)


def referring(
    text: str, sentences: Ranges, names: Sequence[Name]
) -> Iterator[tuple[int, set[int]]]:
    """Each sentence that speaks of what others told, with those of which one must come with it:
    the last; for two of a kind, any with two names; for "the Leeds deal", any with the name; for a
    surname, any with the name in full."""
    places = [bisect_right(sentences, name.start, key=lambda s: s[0]) - 1 for name in names]
    parties = {text[m.start : m.end] for m in names if m.kind in ("PER", "ORG")}
    parties = {name for name in parties if " " not in name}
    double = {n for n in places if places.count(n) > 1}
    for n, (start, end) in enumerate(sentences):
        own = text[start:end]
        if n and behind(own):
            yield n, {n - 1}
        for found in pattern("referring", "tagged").finditer(own) if n else ():
            name = found["name"]
            if name not in own[: found.start()]:
                yield n, {k for k in range(n) if name in text[slice(*sentences[k])]} or {n - 1}
        if n and (known := _known(own, text, sentences[:n], parties)):
            yield n, known
        many = n and any(cue in own for cue in ("oth ", " two ", " three ", " four ", " pair "))
        pair = pattern("referring", "pair").search(own) if many else None
        if pair and len(pattern("referring", "named").findall(own, 1, pair.start())) < 2:
            yield n, {k for k in double if k < n} or {n - 1}
    yield from _by_surname(text, sentences, names, places)


def _known(own: str, text: str, before: Ranges, parties: Collection[str]) -> set[int]:
    """Numbers of the sentences before one that name whom it is about, where those have more of the
    name: "Ann Vane" for Vane, "Vane Bread" for Vane."""
    if not any(party in own for party in parties):
        return set()
    found = pattern("referring", "about").match(own)
    name = found and (found["name"] or found["speaker"])
    if not name or name not in parties:
        return set()
    told = {k for k, (start, end) in enumerate(before) if text.find(name, start, end) >= 0}
    more = re.compile(rf"[A-Z][\w.]+ {name}\b|\b{name} [A-Z]")
    return told if any(more.search(text, *before[k]) for k in told) else set()


def _by_surname(
    text: str, sentences: Ranges, names: Sequence[Name], places: Sequence[int]
) -> Iterator[tuple[int, set[int]]]:
    """Each sentence with a surname alone that first stood in a person's whole name, though nothing
    but its letters says whose name it is."""
    for surname, told in _surnames(text, names, places).items():
        alone = re.compile(rf"(?<![A-Z.] )(?<![\w-]){re.escape(surname)}\b(?!-| [A-Z&]|\.\w)")
        for n, (start, end) in enumerate(sentences):
            later = n > min(told) and n not in told and text.find(surname, start, end) >= 0
            found = alone.search(text, start, end) if later else None
            if found and not _fuller(text[start : found.start()]):
                yield n, told


def _fuller(before: str) -> bool:
    """Whether what stands before a surname ends in a forename or a title."""
    word = re.search(r"[A-Z][\w.]* $", before)
    opens = word and word.start() == 0 and word[0].strip() in words("referring", "openers")
    return bool(word and not opens)


def _surnames(text: str, names: Sequence[Name], places: Sequence[int]) -> dict[str, set[int]]:
    """The surnames of persons named in full, with the sentences that do so; none that stood alone
    before or is part of another thing's name."""
    out: dict[str, set[int]] = {}
    others = {word for m in names if m.kind != "PER" for word in text[m.start : m.end].split()}
    for name, n in zip(names, places, strict=True):
        parts = text[name.start : name.end].split()
        parts = parts[:-1] if parts[-1] in ("Jr", "Jr.", "Sr", "II", "III", "IV") else parts
        last = parts[-1] if parts else ""
        whole = name.kind == "PER" and len(parts) > 1 and len(last) >= LEAST
        if whole and (last in out or (last not in others and last not in text[: name.start])):
            out.setdefault(last, set()).add(n)
    return out
