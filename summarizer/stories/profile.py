"""What an article is about: weighted names, quantities and words, comparable within a batch."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from math import log, sqrt
from sys import intern

from summarizer.records import Article, BlockKind, EntityKind, FloatArray, Reading

_TOKEN = re.compile(
    r"""(?P<quantity>(?:[$€£¥]\s?)?\d[\d.,]*\d|\d)\s?(?P<unit>%|[a-z]+\b)?
      | (?P<word>[^\W\d_](?:[^\W_]|[-&.'’](?=[^\W_]))*)""",
    re.VERBOSE,
)
_JOINT = re.compile(r"[ \u00a0]?[&-]?[ \u00a0]?")
_POSSESSIVE = re.compile(r"['’]s?$")
_SCALES = {
    "%": "%", "percent": "%", "per": "%", "pct": "%", "trillion": "t", "trn": "t", "tn": "t",
    "billion": "b", "bln": "b", "bn": "b", "million": "m", "mln": "m", "mn": "m", "m": "m",
    "b": "b",
}  # fmt: skip
_HEAD_SENTENCES = 2
_HEAD_BOOST = 3.0
_NAME_BOOST = 2.0
_QUANTITY_BOOST = 1.5
_SURE = 0.5
_RARE = 0.0005
_PRIOR_ARTICLES = 20.0
"""Articles of ordinary news the batch counts as mixed with, so that two have rarities as well."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or quantity of a text. `inner` tells that its sentence doesn't begin with it,
    `joined` that only a blank parts it from the token before."""

    key: str
    text: str
    inner: bool
    head: bool
    joined: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """An article's features with weights of length one: `keys` and, in the same order, `values`,
    which take a fraction of a dictionary's room. `parties` are the runs of names in the title and
    the first sentences, as the keys they are made of; `written` spells the keys. `day` counts the
    days to its date, 0 where that is unknown. `vector` and `same_event` are those of its reading,
    where it has one."""

    article: str
    keys: tuple[str, ...]
    values: array[float]
    parties: frozenset[frozenset[str]]
    written: Mapping[str, str]
    day: int = 0
    vector: FloatArray | None = None
    same_event: float | None = None

    @property
    def weights(self) -> dict[str, float]:
        """Weight by key, made anew."""
        return dict(zip(self.keys, self.values, strict=True))


@cache
def _not_parties() -> frozenset[str]:
    lines = _data("not_parties.txt")
    return frozenset(word.lower() for line in lines if line[:1] != "#" for word in line.split())


def _data(name: str) -> list[str]:
    return files("summarizer.stories").joinpath(name).read_text(encoding="utf-8").splitlines()


@cache
def _common() -> Mapping[str, float]:
    """The share of business articles that hold a word, for the words that are common there."""
    shares: dict[str, float] = {}
    for line in _data("common_words.txt"):
        tier, parted, words = line.partition(":")
        if parted and tier.isdigit():
            shares.update(dict.fromkeys(words.split(), int(tier) / 1000))
    return shares


def profiles(
    articles: Sequence[Article], readings: Mapping[str, Reading] | None = None
) -> dict[str, Profile]:
    """The profile of every article, by id. Rarity is counted within the batch, over a prior.

    Words that the readings hold for names of people or organisations count as names too.
    """
    counts, named = _counts(articles)
    names = named | _entities(articles, readings or {})
    total = len(articles) + _PRIOR_ARTICLES
    usual = _common()
    rarity = {
        key: log(total / (count + _PRIOR_ARTICLES * _prior(key, names, usual)))
        for key, count in counts.items()
    }
    return {
        article.id: _profile(article, names, rarity, (readings or {}).get(article.id))
        for article in articles
    }


def _prior(key: str, names: frozenset[str], usual: Mapping[str, float]) -> float:
    return _RARE if key in names else usual.get(key, _RARE)


def _tokens(article: Article) -> Iterator[Token]:
    """The tokens of title and running text; headings of other blocks say little about events."""
    kept = (BlockKind.TITLE, BlockKind.PARAGRAPH, BlockKind.ITEM)
    sentences = [s for s in article.sentences if article.blocks[s.block].kind in kept]
    seen = 0
    for sentence in sentences:
        title = article.blocks[sentence.block].kind is BlockKind.TITLE
        head = title or seen < _HEAD_SENTENCES
        seen += not title
        text, end = article.cut(sentence), None
        for match in _TOKEN.finditer(text):
            inner = end is not None and not title
            joined = end is not None and bool(_JOINT.fullmatch(text, end, match.start()))
            yield from _token(match, inner, head, joined)
            end = match.end()


def _token(match: re.Match[str], inner: bool, head: bool, joined: bool) -> Iterator[Token]:
    """A word without its possessive, or a quantity with a unit; a bare number is nothing. Many
    articles share their words, so that each is kept once."""
    if word := match["word"]:
        bare = _POSSESSIVE.sub("", word)
        yield Token(intern(bare.lower()), intern(bare), inner, head, joined)
        return
    scale = _SCALES.get(match["unit"] or "")
    amount = match["quantity"].strip("$€£¥ ").replace(",", "")
    if scale or match["quantity"][0] in "$€£¥":
        yield Token(f"#{amount}{scale or ''}", match[0], inner, head, joined=False)


def _counts(articles: Sequence[Article]) -> tuple[Counter[str], frozenset[str]]:
    """How many articles hold each key, and the words that inside sentences are mostly capitalised,
    over the whole batch. Tokens are made again for the profiles: they take much room."""
    holders: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    for article in articles:
        found = list(_tokens(article))
        holders.update({token.key for token in found})
        for token in found:
            if token.inner and not token.key.startswith("#"):
                (capital if token.text[0].isupper() else lower)[token.key] += 1
    return holders, frozenset(key for key, count in capital.items() if count > lower[key])


def _entities(articles: Sequence[Article], readings: Mapping[str, Reading]) -> frozenset[str]:
    kinds = (EntityKind.PERSON, EntityKind.ORGANISATION)
    return frozenset(
        _POSSESSIVE.sub("", match["word"]).lower()
        for article in articles
        if article.id in readings
        for entity in readings[article.id].entities
        if entity.kind in kinds and entity.confidence >= _SURE
        for match in _TOKEN.finditer(article.cut(entity.span))
        if match["word"] and match["word"][0].isupper() and match["word"].lower() not in _common()
    )


def _profile(
    article: Article,
    names: frozenset[str],
    rarity: Mapping[str, float],
    reading: Reading | None,
) -> Profile:
    tokens = list(_tokens(article))
    counts = Counter(token.key for token in tokens)
    head = frozenset(token.key for token in tokens if token.head)
    weights = {
        key: rarity[key] * (1 + log(count)) * _boost(key, names, head)
        for key, count in counts.items()
        if rarity[key] > 0
    }
    length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    written = {token.key: token.text for token in tokens if token.key in names}
    shares = array("d", (weight / length for weight in weights.values()))
    day = article.published.toordinal() if article.published else 0
    parties = frozenset(_runs(tokens, names))
    found = Profile(article.id, tuple(weights), shares, parties, written, day)
    if reading is None or reading.same_event is None:
        return found
    return replace(found, vector=reading.vector, same_event=reading.same_event)


def _runs(tokens: Sequence[Token], names: frozenset[str]) -> Iterator[frozenset[str]]:
    """The keys of every run of names in the head."""
    run: set[str] = set()
    for token in tokens:
        named = token.head and token.key in names and token.text[0].isupper()
        named = named and token.key not in _not_parties()
        if run and not (named and token.joined):
            yield frozenset(run)
            run = set()
        if named:
            run.add(token.key)
    if run:
        yield frozenset(run)


def _boost(key: str, names: frozenset[str], head: frozenset[str]) -> float:
    kind = _NAME_BOOST if key in names else _QUANTITY_BOOST if key.startswith("#") else 1.0
    return kind * (_HEAD_BOOST if key in head else 1.0)


def likeness(one: Profile, other: Profile) -> float:
    """The cosine of two profiles, from 0 to 1."""
    small, large = sorted((one, other), key=lambda profile: len(profile.keys))
    known = large.weights
    pairs = zip(small.keys, small.values, strict=True)
    return sum(weight * known.get(key, 0.0) for key, weight in pairs)


def closeness(one: Profile, other: Profile) -> float | None:
    """How far the cosine of two articles' vectors is above the one from which on they likely tell
    of one event; None where the readings' vectors can't tell."""
    if one.vector is None or other.vector is None or one.same_event is None:
        return None
    return float(one.vector @ other.vector) - one.same_event
