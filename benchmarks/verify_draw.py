"""Sentences that models write of unseen articles when nothing guards them, to be judged by reading.

The embedded network's decoder draws its words at random: headlines, shortened sentences, several
sentences told as one, and the same where a sentence of another article on a like matter has slipped
in among them. Beside them stand the headlines and highlights that people wrote, and those they
wrote of the like article, which often tell another day's story of the same company.

A model's sentence is kept as characters of its sources and function words, so that the judged file
holds no text of any article and needs no network to be read again.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.model_data import cased_sentences, records, spaced_sentences
from summarizer.models.text import join

SEED = 41
TEMPERATURE = 1.0
ARTICLES = {"business_news": (700, 70), "cnn_dailymail": (700, 24)}
"""Set: the first of its dev articles that is drawn from, and how many are drawn."""
PER_ARTICLE = 3
TASKS = ("headline", "compress", "condense", "mixed")
"""What the network writes; `own` and `like` are people's."""
KINDS = (*TASKS, "own", "like")


@dataclass(frozen=True, slots=True)
class Drawn:
    """One sentence: the article it is held against, and what it is made of.

    `source` are the keys of the articles whose texts, one after the other, `pieces` are
    characters of; for people's sentences the one article that has it, and `pieces` its number.
    """

    set: str
    key: str
    kind: str
    source: tuple[str, ...]
    pieces: tuple[Any, ...]


def key(name: str, row: dict[str, Any]) -> str:
    told = f"{row['headline']}\n{row['lead']}" if name == "business_news" else row["document"]
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def text_of(name: str, row: dict[str, Any]) -> str:
    """An article's running text, blanks made one."""
    if name == "business_news":
        return " ".join(f"{row['lead']} {row['body']}".split())
    return " ".join(" ".join(spaced_sentences(row["document"])).split())


def sentences_of(name: str, row: dict[str, Any]) -> list[str]:
    """Its sentences; a last one that was cut off is left out."""
    text = text_of(name, row)
    found = cased_sentences(text) if name == "business_news" else spaced_sentences(text)
    return found[:-1] if len(found) > 4 and found[-1][-1:] not in ".!?\"'" else found


def told_by_people(name: str, row: dict[str, Any]) -> list[str]:
    return [row["headline"]] if name == "business_news" else list(row["highlights"])


def rows_of(name: str) -> dict[str, dict[str, Any]]:
    return {key(name, row): row for row in records(name)}


def sentence(drawn: Drawn, rows: dict[str, dict[str, Any]]) -> str:
    """The words of a drawn sentence."""
    if drawn.kind == "reworded":
        return str(drawn.pieces[0])
    if drawn.kind in ("own", "like"):
        return str(told_by_people(drawn.set, rows[drawn.source[0]])[drawn.pieces[0]])
    text = " ".join(text_of(drawn.set, rows[k]) for k in drawn.source)
    return join(text, [p if isinstance(p, str) else (p[0], p[1]) for p in drawn.pieces])


# ---------------------------------------------------------------- drawing


@dataclass(frozen=True, slots=True)
class Order:
    """What the network is asked for: sentences `asked` (character ranges) of a text, by a task."""

    set: str
    key: str
    kind: str
    source: tuple[str, ...]
    text: str
    asked: tuple[tuple[int, int], ...]
    loose: bool


def draw() -> list[Drawn]:
    """The sentences of all chosen articles, three each, of as many kinds in turn."""
    rng = random.Random(SEED)
    out: list[Drawn | Order] = []
    for name, (first, count) in ARTICLES.items():
        rows = rows_of(name)
        keys = list(rows)[first:]
        like = _like(name, [rows[k] for k in keys])
        for n, i in enumerate(sorted(rng.sample(range(len(keys)), count))):
            for k in range(PER_ARTICLE):
                kind = KINDS[(n * PER_ARTICLE + k) % len(KINDS)]
                other = keys[like(i)] if kind in ("mixed", "like") else keys[i]
                if kind in TASKS:
                    out.append(_order(name, rows, keys[i], other, kind, rng))
                else:
                    which = rng.randrange(len(told_by_people(name, rows[other])))
                    out.append(Drawn(name, keys[i], kind, (other,), (which,)))
    written = iter(_written([o for o in out if isinstance(o, Order)]))
    found = [next(written) if isinstance(o, Order) else o for o in out]
    return [d for d in found if len(d.pieces) > 1 or d.kind in ("own", "like")]


def _like(name: str, rows: Sequence[dict[str, Any]]) -> Callable[[int], int]:
    """Of each article the one whose beginning shares most rare words with its own."""
    words = [
        set(re.findall(r"\w{3,}", " ".join(sentences_of(name, row)[:3]).lower())) for row in rows
    ]
    seen = Counter(w for own in words for w in own)

    def nearest(i: int) -> int:
        shared = [
            sum(1 / seen[w] for w in words[i] & other) if k != i else -1.0
            for k, other in enumerate(words)
        ]
        return shared.index(max(shared))

    return nearest


def _order(
    name: str, rows: dict[str, dict[str, Any]], own: str, other: str, kind: str, rng: random.Random
) -> Order:
    sources = (own, other) if kind == "mixed" else (own,)
    groups, at = [], 0
    for k in sources:
        here = text_of(name, rows[k])
        begin, group = 0, []
        for s in sentences_of(name, rows[k]):
            begin = max(begin, here.find(s, begin))
            group.append((at + begin, at + begin + len(s)))
            begin += len(s)
        groups.append(group)
        at += len(here) + 1
    text = " ".join(text_of(name, rows[k]) for k in sources)
    loose = kind in ("condense", "mixed") or rng.random() < 0.5
    return Order(name, own, kind, sources, text, _asked(kind, groups, rng), loose)


def _asked(
    kind: str, groups: list[list[tuple[int, int]]], rng: random.Random
) -> tuple[tuple[int, int], ...]:
    """The sentences to write from."""
    own = groups[0]
    if kind == "headline":
        return tuple(own[: rng.choice((1, 2))])
    if kind == "compress":
        return (rng.choice(own[:8]),)
    if kind == "condense":
        return tuple(sorted(rng.sample(own[:8], min(3, len(own[:8])))))
    return (*sorted(rng.sample(own[:5], min(2, len(own[:5])))), groups[1][0])


def _written(orders: Sequence[Order]) -> list[Drawn]:
    """What the network writes, a batch for each task."""
    from summarizer.models.checkpoint import load
    from summarizer.models.reader import Reader
    from summarizer.models.writer import Writer

    checkpoint = load(Path(__file__).parents[1] / "summarizer" / "models" / "weights")
    reader, writer = Reader(checkpoint), Writer(checkpoint)
    out: dict[int, Drawn] = {}
    for task in ("headline", "compress", "condense"):
        for loose in (False, True):
            mine = [
                i
                for i, o in enumerate(orders)
                if ("condense" if o.kind == "mixed" else o.kind) == task and o.loose is loose
            ]
            if not mine:
                continue
            reads = reader.read([orders[i].text for i in mine], [orders[i].asked for i in mine])
            found = sampled(writer, [r.memory for r in reads], task, loose)
            for i, pieces in zip(mine, found, strict=True):
                o = orders[i]
                out[i] = Drawn(o.set, o.key, o.kind, o.source, pieces)
    return [out[i] for i in range(len(orders))]


def sampled(writer: Any, memories: Sequence[Any], task: str, loose: bool) -> list[tuple[Any, ...]]:
    """The pieces of a sentence each, drawn word by word, up to its first full stop."""
    import torch

    from summarizer.models.decode import BANNED, DecodeSettings, begin
    from summarizer.models.writer import whole

    network = writer.network
    spots = [np.concatenate([np.arange(*s) for s in m.sentences]) for m in memories]
    wide = max(len(at) for at in spots)
    states = torch.zeros(len(spots), wide, network.config.width)
    mask = torch.zeros(len(spots), wide, dtype=torch.bool)
    ids = torch.full((len(spots), wide), -3)
    glued = torch.zeros(len(spots), wide, dtype=torch.bool)
    for i, (memory, at) in enumerate(zip(memories, spots, strict=True)):
        states[i, : len(at)] = memory.states[at]
        mask[i, : len(at)] = True
        ids[i, : len(at)] = torch.from_numpy(memory.pieces.ids[at].astype(np.int64))
        glued[i, : len(at)] = torch.from_numpy(whole(memory, at))
    settings = DecodeSettings(task, most=48, least=5, forward_only=not loose)
    torch.manual_seed(SEED)
    tokens, places = [], []
    with torch.inference_mode():
        choices = begin(network, states, mask, ids, glued, settings)
        for _ in range(settings.most):
            scores = choices.score().masked_fill(~choices.allowed(), BANNED)
            choice = torch.multinomial((scores / TEMPERATURE).softmax(-1), 1)[:, 0]
            place = torch.where(choice < wide, choice, -1)
            token = torch.where(
                place >= 0,
                ids.gather(1, place.clamp(min=0)[:, None])[:, 0],
                network.function_ids[(choice - wide).clamp(min=0)],
            )
            tokens.append(torch.where(choice == wide, 0, token))
            places.append(place)
            choices.take(token, place)
    rows = zip(torch.stack(tokens, 1).tolist(), torch.stack(places, 1).tolist(), strict=True)
    return [
        _first(writer, memory, at, *row)
        for memory, at, row in zip(memories, spots, rows, strict=True)
    ]


def _first(writer: Any, memory: Any, at: Any, tokens: list[int], places: list[int]) -> Any:
    """The pieces up to the first full stop, or the end."""
    stops = [n for n, t in enumerate(tokens) if writer.tokenizer.id_to_token(t) in (".", "?", "!")]
    last = next((n + 1 for n in stops if n > 5), len(tokens))
    pieces = writer._pieces(memory, at, tokens[:last], places[:last])
    return tuple(p if isinstance(p, str) else (int(p[0]), int(p[1])) for p in pieces)


def show(drawn: Sequence[Drawn], folder: Path) -> None:
    """One text file for all: each article with its sentences numbered, for reading."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = {name: rows_of(name) for name in ARTICLES}
    lines: list[str] = []
    before = ""
    for n, item in enumerate(drawn):
        if item.key != before:
            lines.append(f"\n## {text_of(item.set, rows[item.set][item.key])}\n")
            before = item.key
        lines.append(f"{n}. {sentence(item, rows[item.set])}")
    (folder / "drawn.txt").write_text("\n".join(lines), encoding="utf-8")
    kept = "\n".join(json.dumps(asdict(d)) for d in drawn) + "\n"
    (folder / "drawn.jsonl").write_text(kept, encoding="utf-8")
