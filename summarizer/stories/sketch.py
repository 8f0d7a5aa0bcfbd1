"""What grouping has to know of an article: a few kilobytes, so that no text stays in memory.

Everything that doesn't depend on the other articles is made here, once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from summarizer.records import Article, BlockKind, EntityKind, FloatArray, Reading
from summarizer.stories.shingles import Hashes, shingles

Numbers = npt.NDArray[np.int32]

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
_LEAD_SENTENCES = 3
_SURE = 0.5


class Vocabulary:
    """Numbers for words: the same word has the same number, and numbers count up from zero."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self.words: list[str] = []

    def number(self, word: str) -> int:
        found = self._numbers.setdefault(word, len(self.words))
        if found == len(self.words):
            self.words.append(word)
        return found

    def __len__(self) -> int:
        return len(self.words)


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """An article for grouping. `length` counts its characters and `day` the days to its date (0
    where that is unknown); `deal` tells whether its title or lead speak of one; `hashes` are those
    of its running text's shingles.

    The keys of its words and quantities are numbers of a vocabulary, each once, in the order they
    first come: how often each comes, whether in the title or first sentences, how much oftener with
    a capital than without inside sentences, and how it is spelled. `chains` are capitalised words
    of the head that nothing parts; `names` are words that the reading holds for people and
    organisations. `vector` and `same_event` are the reading's, where its vectors can tell events.
    """

    article: str
    origin: str
    title: str | None
    length: int
    day: int
    deal: bool
    hashes: Hashes
    keys: Numbers
    counts: npt.NDArray[np.uint16]
    heads: npt.NDArray[np.bool_]
    capitals: npt.NDArray[np.int16]
    written: Numbers
    chains: tuple[tuple[int, ...], ...]
    names: tuple[int, ...]
    vector: FloatArray | None = None
    same_event: float | None = None


def sketch(article: Article, reading: Reading | None, vocabulary: Vocabulary) -> Sketch:
    """The sketch of an article, its words numbered by the vocabulary, which grows."""
    tokens = list(_tokens(article))
    counts = Counter(token.key for token in tokens)
    place = {key: index for index, key in enumerate(counts)}
    heads = np.zeros(len(place), np.bool_)
    capitals = np.zeros(len(place), np.int16)
    written = dict.fromkeys(place, "")
    for token in tokens:
        at = place[token.key]
        heads[at] |= token.head
        written[token.key] = token.text
        if token.inner and not token.key.startswith("#"):
            capitals[at] += 1 if token.text[0].isupper() else -1
    told = reading is not None and reading.same_event is not None
    return Sketch(
        article=article.id,
        origin=article.origin,
        title=article.title,
        length=len(article.text),
        day=article.published.toordinal() if article.published else 0,
        deal=about_a_deal(article),
        hashes=shingles(_running_text(article)),
        keys=np.array([vocabulary.number(key) for key in place], np.int32),
        counts=np.minimum(list(counts.values()), np.iinfo(np.uint16).max).astype(np.uint16),
        heads=heads,
        capitals=capitals,
        written=np.array([vocabulary.number(text) for text in written.values()], np.int32),
        chains=tuple(
            tuple(map(vocabulary.number, chain)) for chain in _chains(t for t in tokens if t.head)
        ),
        names=tuple(map(vocabulary.number, sorted(_entities(article, reading)))),
        vector=reading.vector if reading and told else None,
        same_event=reading.same_event if reading else None,
    )


def about_a_deal(article: Article) -> bool:
    """Whether title or lead speak of a deal."""
    head = [article.title or "", *map(article.cut, article.body()[:_LEAD_SENTENCES])]
    return bool(_cues().search("\n".join(head).lower()))


@cache
def _cues() -> re.Pattern[str]:
    lines = data("deal_cues.txt")
    stems = [s.replace("_", " ") for line in lines if line[:1] != "#" for s in line.split()]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, stems))})")


def _running_text(article: Article) -> str:
    """The article without title and headings, which syndication rewrites."""
    return "\n".join(article.cut(sentence) for sentence in article.body()) or article.text


@dataclass(frozen=True, slots=True)
class _Token:
    """A word or quantity of a text. `inner` tells that its sentence doesn't begin with it,
    `joined` that only a blank parts it from the token before."""

    key: str
    text: str
    inner: bool
    head: bool
    joined: bool


def _tokens(article: Article) -> Iterator[_Token]:
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
            joined = head and end is not None and bool(_JOINT.fullmatch(text, end, match.start()))
            if token := _token(match, inner, head, joined):
                yield token
            end = match.end()


def _token(match: re.Match[str], inner: bool, head: bool, joined: bool) -> _Token | None:
    """A word without its possessive, or a quantity with a unit; a bare number is nothing."""
    if word := match["word"]:
        bare = _POSSESSIVE.sub("", word)
        return _Token(bare.lower(), bare, inner, head, joined)
    scale = _SCALES.get(match["unit"] or "")
    amount = match["quantity"].strip("$€£¥ ").replace(",", "")
    if scale or match["quantity"][0] in "$€£¥":
        return _Token(f"#{amount}{scale or ''}", match[0], inner, head, joined=False)
    return None


def _chains(head: Iterable[_Token]) -> Iterator[list[str]]:
    """Capitalised words in a row, which may be names of parties."""
    chain: list[str] = []
    for token in head:
        capital = token.text[0].isupper() and token.key not in _not_parties()
        if chain and not (capital and token.joined):
            yield chain
            chain = []
        if capital:
            chain.append(token.key)
    if chain:
        yield chain


def _entities(article: Article, reading: Reading | None) -> set[str]:
    """Words of the names that the reading holds for people or organisations."""
    kinds = (EntityKind.PERSON, EntityKind.ORGANISATION)
    return {
        _POSSESSIVE.sub("", match["word"]).lower()
        for entity in (reading.entities if reading else ())
        if entity.kind in kinds and entity.confidence >= _SURE
        for match in _TOKEN.finditer(article.cut(entity.span))
        if match["word"] and match["word"][0].isupper() and match["word"].lower() not in common()
    }


@cache
def _not_parties() -> frozenset[str]:
    lines = data("not_parties.txt")
    return frozenset(word.lower() for line in lines if line[:1] != "#" for word in line.split())


@cache
def common() -> Mapping[str, float]:
    """The share of business articles that hold a word, for the words that are common there."""
    shares: dict[str, float] = {}
    for line in data("common_words.txt"):
        tier, parted, words = line.partition(":")
        if parted and tier.isdigit():
            shares.update(dict.fromkeys(words.split(), int(tier) / 1000))
    return shares


def data(name: str) -> list[str]:
    """The lines of a file of this room."""
    return files("summarizer.stories").joinpath(name).read_text(encoding="utf-8").splitlines()
