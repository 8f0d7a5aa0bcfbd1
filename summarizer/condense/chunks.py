"""Splitting a text that is longer than a model's window, on sentence boundaries, without loss.

Pure: what a token is, is asked of a `Count`. Pieces keep the number of the sentence they are from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

Count = Callable[[Sequence[str]], list[int]]
"""Texts to their numbers of tokens, special tokens apart."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence, or a part of one that is longer than the window: `text`, never empty."""

    text: str
    sentence: int
    tokens: int


Chunk = tuple[Piece, ...]


def chunks(sentences: Sequence[str], count: Count, window: int) -> list[Chunk]:
    """Runs of whole sentences of at most `window` tokens each, as few as possible and of nearly
    equal length. A sentence that alone is longer is split between words, a word that alone is
    longer between characters; put together again, the pieces are the sentences."""
    found = list(pieces(sentences, count, window))
    # Tokens are counted sentence by sentence; joined they may be a few more, hence the second look.
    for limit in range(window, 0, -max(1, window // 32)):
        packed = pack(found, limit)
        if all(size <= window for size in count([text_of(chunk) for chunk in packed])):
            return packed
    return [(piece,) for piece in found]


def text_of(chunk: Chunk) -> str:
    """What the model reads of a chunk."""
    return " ".join(piece.text.strip() for piece in chunk)


def pack(found: Sequence[Piece], limit: int) -> list[Chunk]:
    """As few chunks of at most `limit` tokens as filling in order gives, then evened out: the
    lowest limit that gives no more of them."""
    fewest = len(_fill(found, limit))
    low, high = 0, limit
    while low + 1 < high:
        middle = (low + high) // 2
        low, high = (low, middle) if len(_fill(found, middle)) <= fewest else (middle, high)
    return _fill(found, high)


def _fill(found: Sequence[Piece], limit: int) -> list[Chunk]:
    packed: list[list[Piece]] = []
    room = 0
    for piece in found:
        if not packed or piece.tokens > room:
            packed.append([])
            room = limit
        packed[-1].append(piece)
        room -= piece.tokens
    return [tuple(chunk) for chunk in packed]


def pieces(sentences: Sequence[str], count: Count, window: int) -> Iterator[Piece]:
    """The sentences, those above the window in parts."""
    for number, (text, tokens) in enumerate(zip(sentences, count(sentences), strict=True)):
        if tokens <= window:
            yield Piece(text, number, tokens)
        else:
            yield from _parts(text, number, count, window)


def _parts(text: str, number: int, count: Count, window: int) -> Iterator[Piece]:
    words = re.findall(r"\s*\S+|\s+$", text)
    atoms = [atom for word in words for atom in _atoms(word, count, window)]
    sizes = count(atoms)
    held, room = "", window
    for atom, size in zip(atoms, sizes, strict=True):
        if held and size > room:
            yield Piece(held, number, window - room)
            held, room = "", window
        held, room = held + atom, room - size
    if held:
        yield Piece(held, number, window - room)


def _atoms(word: str, count: Count, window: int) -> Iterator[str]:
    """A word, halved until each part fits."""
    if len(word) < 2 or count([word])[0] <= window:
        yield word
    else:
        half = len(word) // 2
        yield from _atoms(word[:half], count, window)
        yield from _atoms(word[half:], count, window)
