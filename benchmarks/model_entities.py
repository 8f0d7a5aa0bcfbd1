"""CoNLL-2003 dev: span F1 of the entity head, exact span and kind.

python -m benchmarks.model_entities [--model FOLDER] [--most 3250]
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from benchmarks.model_data import SHIPPED, laid_out, records
from summarizer.models.checkpoint import load
from summarizer.models.reader import Reader, ReadSettings


def gold(tags: list[str]) -> list[tuple[int, int, str]]:
    """Word ranges and kinds out of IOB1 tags."""
    out: list[tuple[int, int, str]] = []
    for i, tag in enumerate(tags):
        goes_on = tag.startswith("I-") and out and out[-1][1] == i and out[-1][2] == tag[2:]
        if goes_on:
            out[-1] = (out[-1][0], i + 1, tag[2:])
        elif tag != "O":
            out.append((i, i + 1, tag[2:]))
    return out


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--model", type=Path, default=SHIPPED)
    args.add_argument("--most", type=int, default=3250)
    opts = args.parse_args()
    rows = list(records("entities", opts.most))
    reader = Reader(load(opts.model), ReadSettings(least_confidence=0.0))
    texts, words = zip(*(laid_out(r["tokens"]) for r in rows), strict=True)
    found = reader.read(texts, [((0, len(t)),) for t in texts])
    right: Counter[str] = Counter()
    said: Counter[str] = Counter()
    meant: Counter[str] = Counter()
    for row, spans, read in zip(rows, words, found, strict=True):
        want = {(spans[a][0], spans[b - 1][1], kind) for a, b, kind in gold(row["tags"])}
        have = {(m.start, m.end, m.kind) for m in read.mentions}
        right.update(kind for *_, kind in want & have)
        said.update(kind for *_, kind in have)
        meant.update(kind for *_, kind in want)
    for kind in ["PER", "ORG", "LOC", "MISC"]:
        print(
            f"{kind:5} F1 {2 * right[kind] / max(said[kind] + meant[kind], 1):.4f} of {meant[kind]}"
        )
    p, r = right.total() / max(said.total(), 1), right.total() / meant.total()
    both = 2 * p * r / (p + r)
    print(f"{len(rows)} sentences, {meant.total()} names: P {p:.4f} R {r:.4f} F1 {both:.4f}")


if __name__ == "__main__":
    main()
