"""One encoder pass an article: entities, vectors, salience, and the states the decoder writes from.

Articles longer than a window are read in windows that share sentences at their borders; each
sentence is taken from one window only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from summarizer.models.checkpoint import Checkpoint
from summarizer.models.given import known_from
from summarizer.models.leaning import needs, pointing
from summarizer.models.referring import referring
from summarizer.models.select import choose
from summarizer.models.states import Kept, States
from summarizer.models.text import Pieces, pieces

if TYPE_CHECKING:
    from torch import Tensor

TEXTS = 64
"""How many texts' states are held at once where only their vectors are asked for."""

FloatArray = npt.NDArray[np.float32]
Ranges = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """window: pieces an encoder pass sees; shared: sentences a window repeats; batch: pieces at
    once."""

    window: int = 320
    shared: int = 2
    batch: int = 2048
    least_confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at characters start to end; kind is PER, ORG, LOC or MISC; confidence from 0 to 1."""

    start: int
    end: int
    kind: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Memory:
    """What the decoder needs of an article: its text, pieces, states and each sentence's pieces.

    sentences holds half-open ranges of pieces, in the order of the ranges the reader was given.
    names are the mentions, which are copied whole. chosen are the numbers of the sentences worth
    telling, in order, top the most salient of them.
    """

    text: str
    pieces: Pieces
    states: States
    sentences: tuple[tuple[int, int], ...]
    names: tuple[Mention, ...]
    chosen: tuple[int, ...]
    top: int

    def slim(self) -> Memory:
        """The same with the states of the chosen sentences alone, which can be pickled."""
        at = [np.arange(*self.sentences[n]) for n in self.chosen]
        rows = np.concatenate(at) if at else np.arange(0)
        return replace(self, states=Kept(rows, self.states[rows].half().numpy()))


@dataclass(frozen=True, slots=True)
class Read:
    """One article. vectors (n, width) and vector (width,) have length one; salience (n,) is 0 to
    1. parts (pieces, parts) are the log-odds of parts in a deal, if the checkpoint has a head."""

    mentions: tuple[Mention, ...]
    vectors: FloatArray
    vector: FloatArray
    salience: FloatArray
    memory: Memory
    parts: FloatArray | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """Sentences first to last of one article; those before `fresh` were in the window before."""

    article: int
    first: int
    fresh: int
    last: int
    size: int


def windows(article: int, sizes: Sequence[int], settings: ReadSettings) -> list[Window]:
    """Parts sentences of the given sizes into windows; a sentence longer than one is cut off in
    it."""
    out: list[Window] = []
    fresh = 0
    room = settings.window - 2
    while fresh < len(sizes):
        first = fresh
        while first > 0 and fresh - first < settings.shared:
            if sum(sizes[first - 1 : fresh + 1]) > room:
                break
            first -= 1
        last, total = fresh + 1, sum(sizes[first : fresh + 1])
        while last < len(sizes) and total + sizes[last] <= room:
            total += sizes[last]
            last += 1
        out.append(Window(article, first, fresh, last, min(total, room)))
        fresh = last
    return out


class Reader:
    """Reads articles with one checkpoint."""

    def __init__(self, checkpoint: Checkpoint, settings: ReadSettings | None = None) -> None:
        self.network, self.tokenizer = checkpoint.network, checkpoint.tokenizer
        self.parts = checkpoint.parts
        self.settings = settings or ReadSettings()
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()

    def read(self, texts: Sequence[str], sentences: Sequence[Ranges]) -> list[Read]:
        """Texts with their sentences' character ranges (in order, not overlapping), to one Read
        each."""
        found = self.tokenizer.encode_batch(list(texts), add_special_tokens=False)
        parts = [pieces(text, encoding) for text, encoding in zip(texts, found, strict=True)]
        spans = [_sentence_pieces(p, s) for p, s in zip(parts, sentences, strict=True)]
        jobs = [
            w
            for i, ranges in enumerate(spans)
            for w in windows(i, [b - a for a, b in ranges], self.settings)
        ]
        drafts = [
            _Draft(p, r, self.network.config.width) for p, r in zip(parts, spans, strict=True)
        ]
        for batch in _batches(jobs, self.settings.batch):
            self._pass(batch, drafts)
        return [draft.finish(text, self) for draft, text in zip(drafts, texts, strict=True)]

    def vectors(self, texts: Sequence[str]) -> FloatArray:
        """Unit vectors (n, width) of short texts, each read alone."""
        if not texts:
            return np.zeros((0, self.network.config.width), np.float32)
        out = []
        for start in range(0, len(texts), TEXTS):
            part = texts[start : start + TEXTS]
            out += [r.vector for r in self.read(part, [((0, len(t)),) for t in part])]
        return np.stack(out)

    def _pass(self, batch: list[Window], drafts: list[_Draft]) -> None:
        import torch

        from summarizer.models.network import pool

        net, config = self.network, self.network.config
        wide = -(-(max(w.size for w in batch) + 2) // 16) * 16
        most = max(w.last - w.first for w in batch)
        ids = torch.full((len(batch), wide), config.pad_id)
        case = torch.full((len(batch), wide), 5)
        weights = torch.zeros(len(batch), most, wide)
        order = torch.zeros(len(batch), most, dtype=torch.long)
        for i, window in enumerate(batch):
            drafts[window.article].lay_out(window, ids[i], case[i], weights[i], wide - 2)
            order[i] = torch.arange(window.first, window.first + most)
            ids[i, 0] = config.cls_id
            ids[i, int(weights[i].sum()) + 1] = config.end_id
        with torch.inference_mode():
            states = net.encode(ids, ids != config.pad_id)
            tags = net.entity(states, case).softmax(-1)
            scores = net.sentence_scores(states, weights, order)
            salience = _salience(scores, weights.any(-1))
            vectors = net.vectors(states, weights)
            means = pool(states, weights)
        for i, window in enumerate(batch):
            drafts[window.article].take(
                window, states[i], tags[i], salience[i], vectors[i], means[i], weights[i]
            )
        for article in {w.article for w in batch}:
            drafts[article].embed(net)


def _salience(scores: Tensor, real: Tensor) -> Tensor:
    """The two salience scores [B, N, 2] as one from 0 to 1 [B, N]."""
    share = scores[..., 1].masked_fill(~real, -1e4).softmax(-1)
    return 0.5 * scores[..., 0].sigmoid() + 0.5 * share


LEAD, LEAD_DECAY = 0.4, 9.0
"""How much an article's beginning counts beside the scores, fading over so many sentences."""
CENTRAL = 0.3
"""How much a sentence's likeness to the whole article counts."""


def _blend(salience: FloatArray, vectors: FloatArray, vector: FloatArray) -> FloatArray:
    """The scores (n,) of an article's sentences with their place and likeness, from 0 to 1."""
    lead = LEAD * np.exp(-np.arange(len(salience)) / LEAD_DECAY)
    central = CENTRAL * np.maximum(vectors @ vector, 0.0)
    blended: FloatArray = (salience + lead + central) / (1 + LEAD + CENTRAL)
    return blended.astype(np.float32)


def _sentence_pieces(found: Pieces, ranges: Ranges) -> tuple[tuple[int, int], ...]:
    """Half-open ranges of pieces that start within each range of characters."""
    starts = found.starts
    return tuple(
        (int(np.searchsorted(starts, a)), int(np.searchsorted(starts, b))) for a, b in ranges
    )


def _batches(jobs: list[Window], most: int) -> list[list[Window]]:
    """Windows of like size together, at most `most` pieces a batch."""
    out: list[list[Window]] = []
    for job in sorted(jobs, key=lambda w: w.size):
        if out and (len(out[-1]) + 1) * (job.size + 18) <= most:
            out[-1].append(job)
        else:
            out.append([job])
    return out


class _Draft:
    """Gathers the results of an article's windows."""

    def __init__(self, found: Pieces, sentences: tuple[tuple[int, int], ...], width: int) -> None:
        import torch

        self.pieces, self.sentences = found, sentences
        self.states = torch.zeros(len(found.ids), width)
        self.tags: Any = None
        self.vectors = np.zeros((len(sentences), width), np.float32)
        self.vector = np.zeros(width, np.float32)
        self.salience = np.zeros(len(sentences), np.float32)

    def lay_out(
        self, window: Window, ids: Tensor, case: Tensor, weights: Tensor, room: int
    ) -> None:
        """Writes the window's pieces into rows of a batch, from place 1 on."""
        import torch

        at = 1
        for n in range(window.first, window.last):
            a, b = self.sentences[n]
            b = min(b, a + room + 1 - at)
            ids[at : at + b - a] = torch.from_numpy(self.pieces.ids[a:b].astype(np.int64))
            case[at : at + b - a] = torch.from_numpy(self.pieces.case[a:b].astype(np.int64))
            weights[n - window.first, at : at + b - a] = 1
            at += b - a

    def take(
        self,
        window: Window,
        states: Tensor,
        tags: Tensor,
        salience: Tensor,
        vectors: Tensor,
        means: Tensor,
        weights: Tensor,
    ) -> None:
        """Keeps what is new of a window's results."""
        import torch

        if self.tags is None:
            self.tags = torch.zeros(len(self.pieces.ids), tags.shape[-1])
        counts = weights.sum(-1).long().tolist()
        at = 1
        for n in range(window.first, window.last):
            row, k = n - window.first, counts[n - window.first]
            if n >= window.fresh:
                a = self.sentences[n][0]
                self.states[a : a + k] = states[at : at + k]
                self.tags[a : a + k] = tags[at : at + k]
                self.salience[n] = float(salience[row])
                self.vectors[n] = vectors[row].numpy()
            at += k

    def embed(self, net: Any) -> None:
        """The article's vector, over all pieces read so far."""
        import torch

        inside = torch.zeros(len(self.pieces.ids))
        for a, b in self.sentences:
            inside[a:b] = 1
        with torch.inference_mode():
            self.vector = net.vectors(self.states[None], inside[None, None])[0, 0].numpy()

    def finish(self, text: str, reader: Reader) -> Read:
        found: tuple[Mention, ...] = ()
        if self.tags is not None:
            names, least = reader.network.config.entity_tags, reader.settings.least_confidence
            found = mentions(self.pieces, self.tags.numpy(), names, self.sentences, least)
        salience = _blend(self.salience, self.vectors, self.vector)
        chosen = self._chosen(text, found, salience)
        memory = Memory(
            text,
            self.pieces,
            self.states,
            self.sentences,
            found,
            chosen,
            max(chosen, key=lambda n: float(salience[n]), default=0),
        )
        parts = None if reader.parts is None else reader.parts(self.states)
        return Read(found, self.vectors, self.vector, salience, memory, parts)

    def _chosen(self, text: str, names: Sequence[Mention], salience: FloatArray) -> tuple[int, ...]:
        """Numbers of the sentences worth telling."""
        spans = [self._span(s) for s in self.sentences]
        told = [text[a:b] for a, b in spans]
        needed = {n: [group] for n, group in needs(text, spans, names).items()}
        for n, group in (*known_from(told), *referring(text, spans, names)):
            needed.setdefault(n, []).append(group)
        return choose(told, salience, leaning=pointing(text, spans, names), needs=needed)

    def _span(self, sentence: tuple[int, int]) -> tuple[int, int]:
        """The characters of a sentence given by its pieces; none, in place, where it has none."""
        (a, b), (starts, ends) = sentence, (self.pieces.starts, self.pieces.ends)
        before = int(ends[a - 1]) if a else 0
        return (int(starts[a]), int(ends[b - 1])) if b > a else (before, before)


def mentions(
    found: Pieces,
    tags: FloatArray,
    names: tuple[str, ...],
    sentences: tuple[tuple[int, int], ...],
    least: float,
) -> tuple[Mention, ...]:
    """Names from tag probabilities (pieces, tags): each word takes the tag of its first piece.

    An inside tag goes on with the name before it whatever that one's kind; the kind is that of the
    largest total. A name below `least` is left out; none crosses a sentence.
    """
    out = []
    for a, b in sentences:
        heads = [i for i in range(a, b) if found.word[i]]
        group: list[int] = []
        for i in [*heads, -1]:
            name = names[int(tags[i].argmax())] if i >= 0 else "O"
            if group and not name.startswith("I-"):
                mention = _mention(found, tags, names, group, b)
                if mention.confidence >= least:
                    out.append(mention)
                group = []
            if name != "O":
                group.append(i)
    return tuple(out)


def _mention(
    found: Pieces, tags: FloatArray, names: tuple[str, ...], group: list[int], stop: int
) -> Mention:
    totals: dict[str, float] = {}
    for n, name in enumerate(names):
        if name != "O":
            totals[name[2:]] = totals.get(name[2:], 0.0) + float(tags[group, n].sum())
    kind = max(totals, key=lambda k: totals[k])
    end = group[-1] + 1
    while end < stop and not found.word[end]:
        end += 1
    confidence = min(1.0, totals[kind] / len(group))
    return Mention(int(found.starts[group[0]]), int(found.ends[end - 1]), kind, confidence)
