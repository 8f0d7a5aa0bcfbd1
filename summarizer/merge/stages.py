"""How far each article tells the deal to be, on the day it appeared.

What an article only sees coming is no state that the deal has come to: one that is about to be
announced is still talked about, and so is one that only nameless people call agreed, where
somebody says so on his word that day or later.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from summarizer.merge.knowledge import pattern
from summarizer.merge.sides import Sides, sided
from summarizer.merge.turns import status_code, turned
from summarizer.merge.wording import hearsay, in_sight, tentative
from summarizer.records import Article, BlockKind, Certainty, Fact, Phrase
from summarizer.standing import ENDED, FAR, TALK

TALKS, OFF = "in talks", "called off"
TALKED = max(FAR[code] for code in TALK)
"""How far a deal is at most while nobody has bound himself."""

SURE = 0.6
"""Confidence from which on a state is what its article tells."""

TOP = 0.35
"""The part of an article, from its start, in which the news of the day is told."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A state ("" where only its being firm is known), how far that is (see `FAR`), and the day of
    the article that tells it."""

    code: str
    far: int
    day: date | None

    @property
    def talk(self) -> bool:
        """Whether nobody has bound himself."""
        return self.far <= TALKED

    @property
    def ended(self) -> bool:
        """Whether nothing comes of the deal."""
        return self.code in ENDED

    def overtakes(self, other: Stage) -> bool:
        """Whether it is further than another one, and told no earlier. What has no day may be as
        late as anything."""
        late = self.day is None or other.day is None or self.day >= other.day
        return self.far > other.far and late


def stages(
    facts: Mapping[str, Sequence[Fact]], articles: Mapping[str, Article]
) -> dict[str, Stage]:
    """The stage that each article tells, by its id; none where it tells nothing of it."""
    found = {id_: _stage(article, facts.get(id_, ())) for id_, article in articles.items()}
    return {id_: stage for id_, stage in found.items() if stage is not None}


def _stage(article: Article, facts: Sequence[Fact]) -> Stage | None:
    told = [f for f in facts if status_code(f) in FAR and f.confidence >= SURE and not f.background]
    if told:
        code = status_code(max(told, key=lambda f: (f.confidence, FAR[status_code(f)])))
        return Stage(code, FAR[code], article.published)
    top = list(_top_part(article))
    if any(_done(text) for text in top):
        return Stage("", FAR["offered"], article.published)
    if any(tentative(text) or hearsay(text) for text in top):
        return Stage(TALKS, FAR[TALKS], article.published)
    return None


def as_told(
    facts: Mapping[str, Sequence[Fact]], articles: Mapping[str, Article]
) -> dict[str, tuple[Fact, ...]]:
    """The facts, by article, with each party on its side, states that were only in sight put back
    to talks, talks that collapsed as called off, and what articles say outright."""
    facts = sided(facts, articles)
    facts = turned(facts, articles, Sides.of(facts))
    firm = [
        (FAR[status_code(fact)], articles[id_].published)
        for id_, found in facts.items()
        for fact in found
        if _bound(fact) and not _seen(fact, articles[id_]) and not _heard(fact, articles[id_])
    ]
    return {
        id_: tuple(
            _told(fact, articles[id_], firm) for fact in found if not _ending(fact, articles[id_])
        )
        for id_, found in facts.items()
    }


def _ending(fact: Fact, article: Article) -> bool:
    """Whether a state of talks is that of somebody who is about to end a deal."""
    own = status_code(fact) in TALK and not fact.background
    return own and pattern("ending").search(article.cut(fact.sentence)) is not None


def _told(fact: Fact, article: Article, firm: Sequence[tuple[int, date | None]]) -> Fact:
    """The fact with the state that its article really tells."""
    if _early(fact, article, firm):
        return replace(fact, value=_as(fact, TALKS), certainty=Certainty.MAY, when=None)
    if status_code(fact) in TALK and not fact.background and _fallen(article.cut(fact.sentence)):
        return replace(fact, value=_as(fact, OFF), certainty=Certainty.DID)
    return fact


def _fallen(text: str) -> bool:
    """Whether it is said that talks came to nothing, and nothing of others that go on."""
    found = pattern("fallen").search(text)
    if found is None:
        return False
    rest = text[: found.start()] + text[found.end() :]
    return not (in_sight(text) or tentative(rest) or hearsay(rest))


def _early(fact: Fact, article: Article, firm: Sequence[tuple[int, date | None]]) -> bool:
    """Whether a state was only in sight when its article told it, or only heard of before others
    told it on their word."""
    if not _bound(fact) or _known(fact):
        return False
    if _seen(fact, article):
        return True
    day, far = article.published, FAR[status_code(fact)]
    since = (other for other, told in firm if day and told and told >= day)
    return _heard(fact, article) and any(other >= far for other in since)


def _bound(fact: Fact) -> bool:
    """Whether a state is one in which somebody has bound himself."""
    return (
        not fact.background
        and FAR.get(status_code(fact), 0) > TALKED
        and status_code(fact) != "closed"
    )


def _known(fact: Fact) -> bool:
    """Whether its words take an offer for known ("its hostile bid", "Orrin's offer"): then it is
    something else that is heard of."""
    words = fact.value.text if isinstance(fact.value, Phrase) else ""
    return status_code(fact) == "offered" and pattern("known_bid").search(words) is not None


def _seen(fact: Fact, article: Article) -> bool:
    """Whether the state is told as one to come, by the title, the lead or its own sentence."""
    texts = [*_opening(article), article.cut(fact.sentence)]
    return any(map(in_sight, texts)) and not any(map(_done, texts))


def _heard(fact: Fact, article: Article) -> bool:
    """Whether nobody who gives a name stands behind the state."""
    texts = [*_opening(article), article.cut(fact.sentence)]
    return any(map(hearsay, texts)) and not any(map(_done, texts))


def _as(fact: Fact, code: str) -> Phrase:
    """The words of a state, as another one."""
    return Phrase(fact.value.text if isinstance(fact.value, Phrase) else code, code)


def _done(text: str) -> bool:
    """Whether it is said on somebody's word that the deal is made, offered, done or off."""
    loose = hearsay(text) or tentative(text) or in_sight(text)
    return not loose and pattern("firm").search(text) is not None


def _opening(article: Article) -> Iterator[str]:
    """The title and the first sentence."""
    for sentence in article.sentences:
        yield article.cut(sentence)
        if article.blocks[sentence.block].kind in (BlockKind.PARAGRAPH, BlockKind.ITEM):
            return


def _top_part(article: Article) -> Iterator[str]:
    """The sentences in which the news of the day is told, its first one at least."""
    opening = len(list(_opening(article)))
    last = max(len(article.sentences) - 1, 1)
    for number, sentence in enumerate(article.sentences):
        if number < opening or number / last <= TOP:
            yield article.cut(sentence)
