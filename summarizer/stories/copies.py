"""Copies of one text: syndicated, updated, shortened, or under another headline.

Candidates come from an index of sampled shingles (every hash that 4 divides), which grows with the
texts and not with their pairs. MinHash would estimate how much two texts share of both together
and so miss a short copy of a long text; sampled shingles estimate containment. The exact
containment decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from summarizer.records import Article
from summarizer.stories.shingles import Hashes, containment, shingles

COPIED = 0.5
"""The part of the shorter text's shingles from which on it counts as a copy."""

_SAMPLE = np.uint64(4)
_WORTH_A_LOOK = 0.25
"""Share of the shorter text's sampled shingles from which on a pair is compared in full."""


def copies(articles: Sequence[Article]) -> list[list[Article]]:
    """Part the articles into independent sources; the fullest article of each stands first.

    Articles with no copy form a source of their own. The order of the input has no influence.
    """
    ranked = sorted(articles, key=lambda article: (-len(article.text), article.id))
    samples = [_sample(_whole(article)) for article in ranked]
    root = list(range(len(ranked)))
    for longer, shorter in _candidates(samples):
        if containment(_whole(ranked[longer]), _whole(ranked[shorter])) >= COPIED:
            _join(root, longer, shorter)
    sources: dict[int, list[Article]] = {}
    for index, article in enumerate(ranked):
        sources.setdefault(_find(root, index), []).append(article)
    return list(sources.values())


def _running_text(article: Article) -> str:
    """The article without title and headings, which syndication rewrites."""
    return "\n".join(article.cut(sentence) for sentence in article.body()) or article.text


def _whole(article: Article) -> Hashes:
    """All shingles of an article, made anew: few are needed, and all at once take much room."""
    return shingles(_running_text(article))


def _sample(hashes: Hashes) -> Hashes:
    sampled: Hashes = hashes[hashes % _SAMPLE == 0]
    return sampled


def _candidates(samples: Sequence[Hashes]) -> Iterator[tuple[int, int]]:
    """Pairs of indices (longer text first) that share enough sampled shingles.

    Of the texts that hold one shingle, each is paired with the longest and with its neighbour:
    the number of pairs stays in proportion to the texts even for a phrase that all of them hold.
    """
    if not any(len(sample) for sample in samples):
        return
    hashes = np.concatenate(samples)
    owners = np.repeat(np.arange(len(samples)), [len(sample) for sample in samples])
    order = np.lexsort((owners, hashes))
    hashes, owners = hashes[order], owners[order]
    starts = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1])))
    first = owners[np.repeat(starts, np.diff(np.append(starts, len(hashes))))]
    previous = np.concatenate(([0], owners[:-1]))
    previous[starts] = owners[starts]
    count = len(samples)
    links = np.unique(np.append(first * count + owners, previous * count + owners))
    for longer, shorter in (divmod(link, count) for link in links.tolist()):
        if longer != shorter and containment(samples[longer], samples[shorter]) >= _WORTH_A_LOOK:
            yield longer, shorter


def _find(root: list[int], index: int) -> int:
    while root[index] != index:
        root[index] = root[root[index]]
        index = root[index]
    return index


def _join(root: list[int], one: int, other: int) -> None:
    """The lower index, which is the longer text, becomes the root of both."""
    a, b = sorted((_find(root, one), _find(root, other)))
    root[b] = a
