"""A text as the check sees it: words, names, amounts, dates, in order, with their lemmas."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from summarizer.quantities import Quantity, find
from summarizer.records import Moment
from summarizer.verify.lexicon import Lexicon, Tag

_STRAIGHT = str.maketrans(
    {"‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "–": "-", "−": "-",
     "\u00a0": " ", "\u202f": " ", "\u2009": " ", "`": "'"}
)  # fmt: skip
_CLITIC = r"'(?:s|re|ve|ll|d|m)\b"
_WORD = re.compile(
    r"\b(?:St|Mr|Mrs|Ms|Dr|Lt|Gov|Sen|Rep|Gen|Inc|Corp|Co|Ltd|Jr|Sr|No|vs|Col|Prof)\."
    rf"|n't\b|{_CLITIC}|(?:[^\W\d_]\.){{2,}}|[^\W_]+(?:[-&.'][^\W_]+)*?(?=n't|{_CLITIC})"
    r"|[^\W_]+(?:[-&][^\W_]+|\.(?=[^\W\d_]{2,}\b)[^\W_]+|'(?!s\b)[^\W_]+)*|\.{3}|--|[^\w\s]",
    re.I,
)
_EXCHANGE = r"(?:NYSE|NASDAQ|Nasdaq|LSE|TSX|ASX|[A-Z]{2,6}) ?: ?[A-Z.]{1,6}"
_TICKER = re.compile(rf"\(\s?(?:[A-Z]\w{{0,6}}\.[A-Z]{{1,2}}|{_EXCHANGE})\s?\)")
_ORDINAL = re.compile(r"(?i)st|nd|rd|th")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a whole amount or date, or a mark; characters `start` to `end` of the text.

    `low` is the word in small letters, `lemma` what it comes down to; amounts and dates carry
    their `quantity` instead. `first` marks the first word of the sentence.
    """

    text: str
    low: str
    lemma: str
    start: int
    end: int
    tag: Tag = Tag.NOUN
    quantity: Quantity | None = None
    first: bool = False

    @property
    def content(self) -> bool:
        """Whether the word says something by itself."""
        return self.tag in CONTENT


CONTENT = frozenset({Tag.NAME, Tag.TITLE, Tag.NOUN, Tag.VERB, Tag.QUANTITY, Tag.DATE})
NOMINAL = frozenset({Tag.NAME, Tag.TITLE, Tag.NOUN, Tag.QUANTITY})


def straighten(text: str) -> str:
    """As many characters, with typewriter quotes, dashes and spaces, and tickers blanked out."""
    return _TICKER.sub(lambda m: " " * len(m[0]), text.translate(_STRAIGHT))


def tokenize(text: str, lex: Lexicon) -> tuple[Token, ...]:
    """Words in order, untagged but for amounts and dates; fixed phrases are one token."""
    text = straighten(text)
    out: list[Token] = []
    at = 0
    for q in find(text):
        if _ORDINAL.match(text, q.end):
            continue
        out.extend(_plain(text, at, q.start))
        tag = Tag.DATE if isinstance(q.value, Moment) else Tag.QUANTITY
        words = text[q.start : q.end]
        out.append(Token(words, words.lower(), tag.value, q.start, q.end, tag, q))
        at = q.end
    out.extend(_plain(text, at, len(text)))
    return tuple(_mark_first(_lemmas(_join(out, lex), lex)))


def _plain(text: str, start: int, end: int) -> Iterable[Token]:
    for match in _WORD.finditer(text, start, end):
        word = match[0]
        tag = Tag.NOUN if word[0].isalnum() or (word[0] == "'" and len(word) > 1) else Tag.MARK
        low = word.lower() if word.count(".") != 1 or len(word) < 3 else word.lower().rstrip(".")
        yield Token(word, low, low, match.start(), match.end(), tag)


def _join(tokens: list[Token], lex: Lexicon) -> list[Token]:
    """Tokens with the fixed phrases (titles, countries) put together, longest first."""
    out: list[Token] = []
    i = 0
    while i < len(tokens):
        length = next((n for n in (4, 3, 2, 1) if _phrase(tokens[i : i + n], lex, n)), 0)
        if length:
            piece = tokens[i : i + length]
            name = lex.phrases[tuple(t.low for t in piece)]
            tag = Tag.TITLE if name in lex.titles else piece[0].tag
            text = " ".join(t.text for t in piece)
            out.append(Token(text, name, name, piece[0].start, piece[-1].end, tag))
            i += length
        else:
            out.append(tokens[i])
            i += 1
    return out


def _phrase(piece: list[Token], lex: Lexicon, length: int) -> bool:
    return len(piece) == length and tuple(t.low for t in piece) in lex.phrases


def _lemmas(tokens: list[Token], lex: Lexicon) -> Iterable[Token]:
    for token in tokens:
        plain = token.quantity is None and token.tag is Tag.NOUN
        yield replace(token, lemma=lemma(token.low, lex)) if plain else token


def lemma(word: str, lex: Lexicon) -> str:
    """The dictionary form: verbs by the table, plurals by their ending."""
    if word in lex.closed:
        return word
    if found := lex.verbs.get(word):
        return found.lemma
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _mark_first(tokens: Iterable[Token]) -> Iterable[Token]:
    fresh = True
    for token in tokens:
        if fresh and token.tag is not Tag.MARK:
            yield replace(token, first=True)
            fresh = False
        else:
            yield token
            fresh = fresh or token.text in (".", "?", "!", ":", '"')
