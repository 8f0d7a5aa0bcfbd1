"""One actor, many spellings: which names of an article mean the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from summarizer.facts.kinds import Kind, Sighting, judge
from summarizer.facts.knowledge import words
from summarizer.facts.spellings import plainer, same_name, short_for
from summarizer.names import tidy


def cluster(sightings: Sequence[Sighting]) -> list[list[Sighting]]:
    """Sightings of one actor together: full names first, then the short forms that follow them."""
    by_form: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in sightings:
        by_form[tidy(sighting.text)].append(sighting)
    forms = sorted(
        (f for f in by_form if f),
        key=lambda f: (-_weight(by_form[f]), -len(f.split()), -len(f), by_form[f][0].start),
    )
    groups: list[list[str]] = []
    kinds: list[Kind] = []
    whole: list[bool] = []
    for form in forms:
        kind = judge(by_form[form])
        home = _home(form, kind, by_form[form], groups, kinds, whole)
        if home is None:
            groups.append([form])
            kinds.append(kind)
            whole.append(any(s.legal for s in by_form[form]))
        else:
            groups[home].append(form)
    merged = [[s for form in group for s in by_form[form]] for group in groups]
    return sorted((sorted(g, key=lambda s: s.start) for g in merged), key=lambda g: g[0].start)


ALIAS = re.compile(
    r"(?<=[\w.]) \((?:the )?[\"“]?([A-Z][\w&-]{1,11})[\"”]?\)|, or ([A-Z]{2,6})(?=,)"
)


def aliases_of(text: str) -> list[tuple[int, str]]:
    """Short names told right behind full ones, "Acme Paper Works (APW)", and where those end."""
    return [
        (m.start(), alias)
        for m in ALIAS.finditer(text)
        if len(re.findall(rf"(?<![\w-]){re.escape(alias := m[1] or m[2])}(?![\w-])", text)) > 1
    ]


def joined(
    clusters: list[list[Sighting]], aliases: Sequence[tuple[int, str]]
) -> list[list[Sighting]]:
    """The clusters with full names and the short ones told for them as one."""
    for end, alias in aliases:
        full = next((c for c in clusters if any(s.end == end for s in c)), None)
        short = next((c for c in clusters if any(s.text == alias for s in c)), None)
        if full is None or short is None or full is short or alias in _places_named():
            continue
        if judge(full) is Kind.COMPANY and _initial(alias, full):
            full.extend(short)
            full.sort(key=lambda s: s.start)
            clusters = [c for c in clusters if c is not short]
    return clusters


@cache
def _places_named() -> frozenset[str]:
    return words("names", "places")


def _initial(alias: str, full: Sequence[Sighting]) -> bool:
    """Whether the letters of a short name stand in the full one, in their order."""
    for sighting in full:
        letters = iter(sighting.text.lower())
        if all(letter in letters for letter in alias.lower() if letter.isalpha()):
            return True
    return False


def _weight(sightings: Sequence[Sighting]) -> int:
    """Forms with a legal ending or a ticker are whole names: they open groups first."""
    return int(any(s.legal for s in sightings)) + int(len(sightings[0].text.split()) > 1)


def _home(
    form: str,
    kind: Kind,
    seen: Sequence[Sighting],
    groups: Sequence[Sequence[str]],
    kinds: Sequence[Kind],
    whole: Sequence[bool],
) -> int | None:
    """The group a form belongs to: one of the same name, else the one it can only be short for."""
    legal = any(s.legal for s in seen)
    same = [i for i, g in enumerate(groups) if same_name(form, kind, g, kinds[i])]
    if same:
        return same[0]
    if kind is not Kind.PLACE:
        plain = [i for i, g in enumerate(groups) if any(plainer(form, other) for other in g)]
        if len(plain) == 1:
            return plain[0]
    if legal or kind is Kind.PLACE:
        return None
    short = [i for i, g in enumerate(groups) if short_for(form, kind, g, kinds[i], whole[i])]
    if len(short) > 1:
        short = [i for i in short if whole[i]] or short
    return short[0] if len(short) == 1 else None
