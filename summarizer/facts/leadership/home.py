"""The company the article is about, and what else it says of everybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from summarizer.facts.kinds import Kind
from summarizer.facts.leadership.holders import Post
from summarizer.facts.leadership.steps import Step
from summarizer.facts.scene import Scene
from summarizer.facts.view import MARK
from summarizer.names import words as company_words

ALONE = 2.5
"""How many times as often as any other company it has to be named, or be the only one of title and
lead, to be the one meant; both in an article about a deal, which has two."""


@dataclass(frozen=True, slots=True)
class Company:
    """What the article says of everybody beside their moves."""

    posts: Mapping[int, Post]
    insiders: Mapping[int, int | None]
    home: int | None
    """The company the article is about, if one stands out."""
    alone: frozenset[int] = frozenset()
    """Sentences whose people can only be that company's."""
    same: Mapping[int, int] = field(default_factory=dict)
    """Names that are short for another one's: "Citi" of "Citigroup"."""
    deal: bool = False
    """Whether the article is about one, and so about more than one company."""
    former: Mapping[int, Post] = field(default_factory=dict)
    """What people are called former ones of."""

    def aliased(self, step: Step) -> Step:
        """The step with its houses under the names that others have too."""
        return replace(
            step,
            org=self.same.get(step.org, step.org) if step.org is not None else None,
            org_before=None
            if step.org_before is None
            else self.same.get(step.org_before, step.org_before),
        )


def company_of(
    scene: Scene, posts: Mapping[int, Post], insiders: Mapping[int, int | None], deal: bool
) -> Company:
    """What the article says of people, and the company that its title or lead names and its text
    names most often; in an article about a `deal` it has to stand out more."""
    named = [
        [int(m[2]) for m in MARK.finditer(view.text) if m[1] == Kind.COMPANY.value]
        for view in scene.views
    ]
    counts = Counter(n for row in named for n in row)
    lead = {n for i, row in enumerate(named) if scene.rank(i) <= 1 and i < 3 for n in row}
    (best, most), *rest = counts.most_common(2) or [(-1, 0)]
    second = rest[0][1] if rest else 0
    if best not in lead or most <= second:
        return Company(posts, insiders, None, same=_short_names(scene), deal=deal)
    often, only = most >= ALONE * second, lead == {best}
    sure = often and only if deal else often or only
    same = _short_names(scene)
    alone = (i for i, row in enumerate(named) if sure and (not deal or set(row) <= {best}))
    return Company(posts, insiders, same.get(best, best), frozenset(alone), same, deal)


def _short_names(scene: Scene) -> dict[int, int]:
    """Names of one word that begin or abbreviate the first of a longer name of the article."""
    houses = [a for a in scene.cast.actors if a.kind in (Kind.COMPANY, Kind.OTHER)]
    full = {a.number: company_words(a.name) for a in houses}
    out: dict[int, int] = {}
    for short in houses:
        word = "".join(full[short.number]) if len(full[short.number]) == 1 else ""
        long = [
            a.number
            for a in houses
            if a.number != short.number and len(word) > 2 and _shortened(word, full[a.number])
        ]
        if len(long) == 1:
            out[short.number] = long[0]
    return out


def _shortened(word: str, name: Sequence[str]) -> bool:
    if not name or name[0] == word:
        return False
    return name[0].startswith(word) or (len(name) > 2 and word == "".join(w[0] for w in name))
