"""Who takes part in an article: every name, its kind, and which spellings mean the same one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.facts.clusters import aliases_of, cluster, joined
from summarizer.facts.kinds import Kind, Sighting, judge
from summarizer.facts.pairs import part_pairs
from summarizer.facts.runs import join_possessives, opens, own_possessives
from summarizer.facts.sightings import sightings_of, small_names
from summarizer.facts.tokens import Token, capitalised, title_case, tokenize
from summarizer.names import fullest, tidy
from summarizer.records import Article, Entity

FUNCTION = frozenset(("the", "a", "an", "in", "on", "of", "and", "for", "chief", "i"))


@dataclass(frozen=True, slots=True)
class Actor:
    """A company, person, place or other name; `name` is its fullest spelling in the article."""

    number: int
    kind: Kind
    name: str
    forms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor named at characters `start` to `end` of the article."""

    start: int
    end: int
    actor: int


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors of an article, where they are named, and each sentence's words."""

    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    tokens: tuple[tuple[Token, ...], ...]

    def named(self, start: int, end: int) -> list[Mention]:
        return [m for m in self.mentions if start <= m.start and m.end <= end]


def gather(article: Article, entities: Sequence[Entity]) -> Cast:
    """The cast of an article, from its capitals and, where they are sure, the reader's entities."""
    plain = [tokenize(article.cut(s), s.start) for s in article.sentences]
    plain = part_pairs(plain, article.text)
    owned = own_possessives(plain)
    tokens = [join_possessives(t, owned) for t in plain]
    shouting = [title_case(t) for t in tokens]
    lowered = frozenset(
        t.text for row, loud in zip(tokens, shouting, strict=True) if not loud for t in row
        if t.text.islower()
    )  # fmt: skip
    raised = frozenset(
        t.text
        for row, loud in zip(tokens, shouting, strict=True)
        if not loud
        for at, t in enumerate(row)
        if capitalised(t.text) and not opens(row, at) and t.text.lower() not in FUNCTION
    )
    sightings = sightings_of(article, tokens, shouting, (lowered, raised), entities)
    sightings += small_names(article, tokens, sightings)
    clusters = joined(cluster(sightings), aliases_of(article.text))
    actors = tuple(_actor(i, group) for i, group in enumerate(clusters))
    mentions = [Mention(s.start, s.end, i) for i, group in enumerate(clusters) for s in group]
    mentions += _in_headlines(article, tokens, shouting, actors)
    ordered = tuple(sorted(set(mentions), key=lambda m: (m.start, -m.end)))
    return Cast(actors, _apart(ordered), tuple(tuple(t) for t in tokens))


def _apart(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    out: list[Mention] = []
    for mention in mentions:
        if not out or mention.start >= out[-1].end:
            out.append(mention)
    return tuple(out)


def _actor(number: int, group: Sequence[Sighting]) -> Actor:
    forms = frozenset(tidy(s.text) for s in group)
    return Actor(number, judge(group), _canonical(group), forms)


def _canonical(group: Sequence[Sighting]) -> str:
    """The fullest spelling, one with its legal form if there is one; a headline's comes last."""
    body = [s for s in group if not s.title] or list(group)
    legal = {tidy(s.text) for s in body if s.legal}
    name = fullest(legal or {tidy(s.text) for s in body})
    return name[:-1] if re.search(r"(?<!\.\w)\.$", name) else name  # the dot may be the sentence's


def _in_headlines(
    article: Article,
    tokens: Sequence[list[Token]],
    shouting: Sequence[bool],
    actors: Sequence[Actor],
) -> list[Mention]:
    """Where known names stand in lines whose capitals say nothing."""
    known = {form: a.number for a in actors for form in a.forms if _findable(form, a.kind)}
    if not known or not any(shouting):
        return []
    longest = sorted(known, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(f) for f in longest)})(?!\w)")
    return [
        Mention(s.start + m.start(), s.start + m.end(), known[m[0]])
        for s, loud in zip(article.sentences, shouting, strict=True) if loud
        for m in pattern.finditer(article.cut(s))
    ]  # fmt: skip


def _findable(form: str, kind: Kind) -> bool:
    return len(form) > 1 and kind is not Kind.OTHER
