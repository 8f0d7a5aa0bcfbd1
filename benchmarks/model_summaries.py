"""CNN/DailyMail: ROUGE of the embedded model against lead-3, an extractive baseline and the oracle.

    python -m benchmarks.model_summaries [--model FOLDER] [--most 1500] [--systems lead,oracle,...]

Tokenisation and sentence splitting are the same for all, bylines and datelines are stripped for
all.
"""

from __future__ import annotations

import argparse
import math
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.model_data import SHIPPED, Rouge, laid_out, records, spaced_sentences
from summarizer.models.checkpoint import load
from summarizer.models.compose import compose
from summarizer.models.decode import DecodeSettings
from summarizer.models.reader import Read, Reader
from summarizer.models.select import choose
from summarizer.models.writer import Request, Writer


def grams(text: str, n: int) -> Counter[tuple[str, ...]]:
    words = text.split()
    return Counter(zip(*(words[i:] for i in range(n)), strict=False))


def f1(have: Counter[tuple[str, ...]], want: Counter[tuple[str, ...]]) -> float:
    return 2 * (have & want).total() / max(have.total() + want.total(), 1)


def oracle(sentences: Sequence[str], highlights: Sequence[str], most: int = 4) -> list[str]:
    """The greedy choice that knows the highlights."""
    want1, want2 = grams(" ".join(highlights), 1), grams(" ".join(highlights), 2)
    chosen: list[int] = []
    best = 0.0
    while len(chosen) < most:
        gains = {}
        for i in range(len(sentences)):
            if i not in chosen:
                text = " ".join(sentences[k] for k in [*chosen, i])
                gains[i] = f1(grams(text, 1), want1) + f1(grams(text, 2), want2)
        pick = max(gains, key=lambda i: gains[i], default=-1)
        if pick < 0 or gains[pick] <= best:
            break
        best = gains[pick]
        chosen.append(pick)
    return [sentences[i] for i in sorted(chosen)]


def centroid(documents: Sequence[Sequence[str]], most: int = 3) -> list[list[str]]:
    """An extractive baseline without a model: sentences closest to the article's tf-idf
    centroid."""
    seen: Counter[str] = Counter()
    for sentences in documents:
        seen.update({w for s in sentences for w in s.split()})
    out = []
    for sentences in documents:
        idf = {w: math.log(len(documents) / seen[w]) for s in sentences for w in s.split()}
        whole = Counter(w for s in sentences for w in s.split())

        def close(sentence: str, whole: Counter[str] = whole, idf: dict[str, float] = idf) -> float:
            words = Counter(sentence.split())
            size = math.sqrt(sum((n * idf[w]) ** 2 for w, n in words.items())) or 1.0
            return sum(n * whole[w] * idf[w] ** 2 for w, n in words.items()) / size

        top = sorted(range(len(sentences)), key=lambda i: -close(sentences[i]))[:most]
        out.append([sentences[i] for i in sorted(top)])
    return out


def written(
    reads: Sequence[Read], chosen: Sequence[Sequence[int]], writer: Writer, system: str
) -> tuple[list[list[str]], float]:
    """Chosen sentences compressed one by one or condensed together; the share objected to."""
    joint = system == "condense"
    settings = DecodeSettings(task="condense" if joint else "compress", most=120 if joint else 64)
    requests, owner = [], []
    for n, (read, picks) in enumerate(zip(reads, chosen, strict=True)):
        for group in [tuple(picks)] if joint else [(i,) for i in picks]:
            requests.append(Request(read.memory, group))
            owner.append(n)
    if system == "guarded":
        lines = compose(writer, requests, "compress")
    else:
        lines = writer.write(requests, settings)
    out: list[list[str]] = [[] for _ in reads]
    for n, line in zip(owner, lines, strict=True):
        out[n].append(line.text)
    return out, sum(bool(line.problems) for line in lines) / max(len(lines), 1)


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--model", type=Path, default=SHIPPED)
    args.add_argument("--most", type=int, default=1500)
    args.add_argument("--sentences", type=int, default=3)
    args.add_argument("--int8", action="store_true", help="8-bit products, as the product uses")
    args.add_argument("--systems", default="lead,oracle,centroid,extract,compress,guarded,condense")
    opts = args.parse_args()
    rows = list(records("cnn_dailymail", opts.most))
    documents = [spaced_sentences(r["document"]) for r in rows]
    wanted = [r["highlights"] for r in rows]
    names = opts.systems.split(",")
    rouge = Rouge()

    def show(name: str, found: Sequence[Sequence[str]], note: str = "") -> None:
        one, two, long = rouge.mean(zip(found, wanted, strict=True))
        words = sum(len(" ".join(f).split()) for f in found) / len(found)
        print(f"{name:12} {one:6.2f} {two:6.2f} {long:6.2f}  {words:5.1f} words {note}", flush=True)

    print(f"{len(rows)} articles    R1     R2     RL")
    if "lead" in names:
        show("lead-3", [d[:3] for d in documents])
    if "oracle" in names:
        show("oracle", [oracle(d, h) for d, h in zip(documents, wanted, strict=True)])
    if "centroid" in names:
        show("centroid-3", centroid(documents))
    if not {"extract", "compress", "guarded", "condense"} & set(names):
        return
    checkpoint = load(opts.model, int8=opts.int8)
    began = time.time()
    texts, spans = zip(*(laid_out(d) for d in documents), strict=True)
    reads = []
    for i in range(0, len(texts), 64):
        reads += Reader(checkpoint).read(texts[i : i + 64], spans[i : i + 64])
    note = f"read in {time.time() - began:.0f} s"
    chosen = [
        choose(d, r.salience, most=opts.sentences) for d, r in zip(documents, reads, strict=True)
    ]
    writer = Writer(checkpoint)
    if "extract" in names:
        show("extract", [[d[i] for i in c] for d, c in zip(documents, chosen, strict=True)], note)
    for name in ("compress", "guarded", "condense"):
        if name in names:
            found, fell = written(reads, chosen, writer, name)
            show(name, found, f"guards object to {100 * fell:.0f} %")


if __name__ == "__main__":
    main()
