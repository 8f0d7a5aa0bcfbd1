"""Stage 1: text to token arrays, sentence labels and aligned pairs, cached as one pickle a kind.

python -m training.prepare --data ../shared/data --cache CACHE [--cnn 16000] [--news 30000]
"""

from __future__ import annotations

import argparse
import json
import lzma
import pickle
import random
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from training.align import align

ROOT = Path(__file__).resolve().parent.parent
END = 102
TASKS = {"compress": 1, "headline": 2, "condense": 3}  # rows of [unused0..2] in the vocabulary
NEGATIONS = {"not", "no", "never", "nor", "neither", "without", "none", "nothing", "nobody"}
CASES = ("lower", "capital", "upper", "mixed", "digit", "other")
LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC")
SPLIT = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]*[A-Z0-9$])")
NOT_END = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Inc|Corp|Co|Ltd|vs|St|Jr|Sr|No|Gov|Sen|Rep|U\.S|U\.K|Jan|Feb|Aug|Sept|Oct|Nov|Dec))\.$"
)

TOK: Tokenizer | None = None
FREE: frozenset[int] = frozenset()
NEG: frozenset[int] = frozenset()


def records(path: Path) -> Iterator[dict[str, Any]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def setup(vocabulary: str) -> None:
    global TOK, FREE, NEG
    TOK = Tokenizer.from_file(vocabulary)
    TOK.no_truncation()
    TOK.no_padding()
    FREE = frozenset(function_ids(TOK))
    NEG = frozenset(i for w in NEGATIONS if (i := TOK.token_to_id(w)) is not None)


def function_ids(tok: Tokenizer) -> tuple[int, ...]:
    """Ids of the closed list, the end of text first."""
    lines = (ROOT / "summarizer/models/function_words.txt").read_text().splitlines()
    words = [w for line in lines if not line.startswith("#") for w in line.split()]
    ids: list[int] = [END]
    for word in words:
        found = tok.token_to_id(word)
        if found is None:
            raise SystemExit(f"function_words.txt: {word!r} is not one piece of the vocabulary")
        if found not in ids:
            ids.append(found)
    return tuple(ids)


def encode(texts: list[str]) -> list[list[int]]:
    assert TOK is not None
    return [e.ids for e in TOK.encode_batch(texts, add_special_tokens=False)]


def sentences_spaced(document: str) -> list[str]:
    """Sentences of a document tokenised with spaces."""
    out: list[str] = []
    words: list[str] = []
    for word in document.split():
        words.append(word)
        if word in {".", "!", "?"}:
            if len(words) > 2 or not out:
                out.append(" ".join(words))
            else:
                out[-1] += " " + " ".join(words)
            words = []
    if len(words) > 3:
        out.append(" ".join(words))
    return out


def sentences_cased(text: str) -> list[str]:
    out: list[str] = []
    for part in SPLIT.split(text):
        if out and NOT_END.search(out[-1]):
            out[-1] += " " + part
        elif part.strip():
            out.append(part.strip())
    return out


def grams(ids: list[int]) -> tuple[Counter[int], Counter[tuple[int, int]]]:
    return Counter(ids), Counter(pairwise(ids))


def score(have: Counter[Any], want: Counter[Any]) -> float:
    same = sum((have & want).values())
    return 2 * same / max(have.total() + want.total(), 1)


def oracle(sents: list[list[int]], target: list[int], most: int) -> tuple[list[int], list[float]]:
    """Greedy choice by ROUGE-1 + ROUGE-2 F over pieces, and every sentence's own score."""
    want1, want2 = grams(target)
    parts = [grams(s) for s in sents]
    own = [score(a, want1) / 2 + score(b, want2) for a, b in parts]
    chosen: list[int] = []
    have1: Counter[int] = Counter()
    have2: Counter[tuple[int, int]] = Counter()
    best = 0.0
    while len(chosen) < most:
        gain, pick = best, -1
        for i, (a, b) in enumerate(parts):
            if i not in chosen:
                value = score(have1 + a, want1) + score(have2 + b, want2)
                if value > gain:
                    gain, pick = value, i
        if pick < 0:
            break
        chosen.append(pick)
        have1, have2, best = have1 + parts[pick][0], have2 + parts[pick][1], gain
    return chosen, own


def _array(values: Any) -> Any:
    return np.asarray(values, dtype=np.int32)


def pair(task: str, at: list[int], source: list[int], target: list[int], most: float) -> Any:
    """(task, source positions, target ids, places, sure), or None if not learnable by copying."""
    if not 3 <= len(target) <= 120 or len(source) < 4:
        return None
    found = align(source, target, FREE)
    if found.unknown > most or found.jumps > 1 + len(target) / 4:
        return None
    if NEG & set(source) and not NEG & set(target) and found.jumps < 4:
        return None
    return (task, _array(at), _array(target), _array(found.places), np.asarray(found.sure))


def layout(sents: list[list[int]], limit: int) -> tuple[list[int], list[tuple[int, int]]]:
    """[CLS] sentences [SEP] within `limit` tokens, and each sentence's range."""
    ids, ranges = [101], []
    for s in sents:
        if len(ids) + len(s) + 1 > limit:
            break
        ranges.append((len(ids), len(ids) + len(s)))
        ids.extend(s)
    return [*ids, 102], ranges


def cnn(record: dict[str, Any]) -> Any:
    sents = encode(sentences_spaced(record["document"]))
    ids, ranges = layout(sents, 400)
    sents = sents[: len(ranges)]
    if len(sents) < 4:
        return None
    lights = encode(record["highlights"])
    chosen, own = oracle(sents, [t for h in lights for t in h], 5)
    good: list[tuple[int, list[int]]] = []
    pairs = []
    for light in lights:
        bag = Counter(light)
        cover = [sum((bag & Counter(s)).values()) / max(len(light), 1) for s in sents]
        at = int(np.argmax(cover))
        if cover[at] < 0.7:
            continue
        a, b = ranges[at]
        if p := pair("compress", list(range(a, b)), sents[at], light, 0.1):
            pairs.append(p)
            good.append((at, light))
    if len({at for at, _ in good}) > 1:
        good.sort(key=lambda g: g[0])
        positions = [p for at in sorted({g[0] for g in good}) for p in range(*ranges[at])]
        target = [t for _, light in good for t in light]
        if p := pair("condense", positions, [ids[i] for i in positions], target, 0.1):
            pairs.append(p)
    return pack(ids, ranges, chosen, own, pairs)


def pack(ids: Any, ranges: Any, chosen: list[int], own: list[float], pairs: list[Any]) -> Any:
    label = np.zeros(len(ranges), dtype=np.float32)
    label[chosen] = 1
    return (
        np.asarray(ids, np.int32),
        np.asarray(ranges, np.int32),
        label,
        np.asarray(own, np.float32),
        pairs,
    )


def news(record: dict[str, Any]) -> Any:
    head, lead = encode([record["headline"], record["lead"]])
    body = encode(sentences_cased(record["body"]))
    if len(head) < 3 or len(lead) < 6 or len(body) < 3:
        return None
    ids, ranges = layout([lead, *body], 320)
    sents = [lead, *body][: len(ranges)]
    if len(sents) < 3:
        return None
    first, own_head = oracle(sents, head, 1)
    more, own = oracle(sents[1:], head + lead, 2)
    chosen = sorted({0, *first, *(i + 1 for i in more)})
    own = [own_head[0] + 0.3] + [a + 0.5 * b for a, b in zip(own, own_head[1:], strict=True)]
    p = pair("headline", list(range(*ranges[0])), lead, head, 0.3)
    flat = [t for s in body for t in s][:200]
    return (
        np.asarray(head, np.int32),
        np.asarray(lead, np.int32),
        np.asarray(flat, np.int32),
        pack(ids, ranges, chosen, own, [p] if p else []),
    )


def compression(record: dict[str, Any]) -> Any:
    source, target = encode([record["sentence"], record["compression"]])
    if len(source) > 100:
        return None
    return alone("compress", source, target, 0.1)


def alone(task: str, source: list[int], target: list[int], most: float) -> Any:
    p = pair(task, list(range(1, len(source) + 1)), source, target, most)
    return (np.asarray([101, *source, 102], np.int32), p) if p else None


def cnn_sentences(record: dict[str, Any]) -> list[Any]:
    sents = encode(sentences_spaced(record["document"]))
    bags = [Counter(s) for s in sents]
    out = []
    for light in encode(record["highlights"]):
        bag = Counter(light)
        cover = [sum((bag & b).values()) / max(len(light), 1) for b in bags]
        at = int(np.argmax(cover)) if cover else -1
        if at < 0 or cover[at] < 0.75 or len(sents[at]) > 90:
            continue
        if p := alone("compress", sents[at], light, 0.08):
            out.append(p)
    return out


def case_kind(word: str) -> int:
    """The index in CASES of a word's letters."""
    if word.isdigit():
        return 4
    if not any(c.isalpha() for c in word):
        return 5
    if word.islower():
        return 0
    if len(word) > 1 and word.isupper():
        return 2
    return 1 if word[0].isupper() and not any(c.isupper() for c in word[1:]) else 3


def tagged(record: dict[str, Any]) -> Any:
    """Pieces, tag a piece (-100 after a word's first), case kinds; IOB1 tags become BIO."""
    ids, tags, cases, before = [], [], [], "O"
    for word, pieces, tag in zip(
        record["tokens"], encode(record["tokens"]), record["tags"], strict=True
    ):
        name = tag
        if tag.startswith("I-") and before[2:] != tag[2:]:
            name = "B-" + tag[2:]
        before = tag
        pieces = pieces or [100]
        ids += pieces
        tags += [LABELS.index(name)] + [-100] * (len(pieces) - 1)
        assert TOK is not None
        cases += kinds(word, len(pieces))
    return tuple(np.asarray(x, np.int32) for x in (ids, tags, cases))


def kinds(word: str, count: int) -> list[int]:
    """The case of the part between punctuation that each piece belongs to, as in running text."""
    assert TOK is not None
    enc = TOK.encode(word, add_special_tokens=False)
    starts = [i for i, t in enumerate(enc.tokens) if not t.startswith("##")]
    out = []
    for n, i in enumerate(starts):
        end = starts[n + 1] if n + 1 < len(starts) else len(enc.tokens)
        out += [case_kind(word[enc.offsets[i][0] : enc.offsets[end - 1][1]])] * (end - i)
    return out or [5] * count


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--data", type=Path, default=ROOT.parent / "shared/data")
    args.add_argument("--cache", type=Path, required=True)
    args.add_argument("--vocabulary", required=True, help="tokenizer.json of the starting encoder")
    args.add_argument("--cnn", type=int, default=16000)
    args.add_argument("--news", type=int, default=30000)
    args.add_argument("--only", default="")
    opts = args.parse_args()
    opts.cache.mkdir(parents=True, exist_ok=True)
    rng = random.Random(7)
    with Pool(2, setup, (opts.vocabulary,)) as workers:
        for kind, name, work, most in JOBS:
            if opts.only and kind not in opts.only.split(","):
                continue
            rows = list(records(opts.data / f"{name}.train.jsonl.xz"))
            rng.shuffle(rows) if kind != "entities" else None
            rows = rows[: getattr(opts, most)] if most else rows
            done = [r for r in workers.imap(work, rows, 64) if r]
            done = [x for r in done for x in r] if kind == "sentences" else done
            with (opts.cache / f"{kind}.pkl").open("wb") as file:
                pickle.dump(done, file, protocol=5)
            print(kind, len(rows), "->", len(done), flush=True)


JOBS = (
    ("entities", "entities", tagged, None),
    ("compression", "sentence_compression", compression, None),
    ("cnn", "cnn_dailymail", cnn, "cnn"),
    ("news", "business_news", news, "news"),
    ("sentences", "cnn_dailymail", cnn_sentences, None),
)

if __name__ == "__main__":
    main()
