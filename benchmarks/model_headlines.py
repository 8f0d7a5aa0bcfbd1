"""business_news dev: article to headline, against the first eight words of the lead.

python -m benchmarks.model_headlines [--model FOLDER] [--most 1500] [--show 0]
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.model_data import SHIPPED, Rouge, cased_sentences, laid_out, records
from summarizer.models.checkpoint import load
from summarizer.models.compose import compose
from summarizer.models.decode import DecodeSettings
from summarizer.models.reader import Reader
from summarizer.models.writer import Request, Writer


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--model", type=Path, default=SHIPPED)
    args.add_argument("--most", type=int, default=1500)
    args.add_argument("--body", type=int, default=4, help="sentences of the body that are read")
    args.add_argument("--int8", action="store_true", help="8-bit products, as the product uses")
    args.add_argument("--end-bias", type=float, default=0.0)
    args.add_argument("--any-order", action="store_true")
    args.add_argument("--show", type=int, default=0)
    opts = args.parse_args()
    rows = list(records("business_news", opts.most))
    texts, spans = zip(
        *(laid_out([r["lead"], *cased_sentences(r["body"])[: opts.body]]) for r in rows),
        strict=True,
    )
    checkpoint = load(opts.model, int8=opts.int8)
    reads = Reader(checkpoint).read(texts, spans)
    settings = DecodeSettings(
        task="headline", most=24, forward_only=not opts.any_order, end_bias=opts.end_bias
    )
    requests = [Request(r.memory, (0,)) for r in reads]
    writer = Writer(checkpoint)
    lines, safe = writer.write(requests, settings), compose(writer, requests, "headline")
    rouge = Rouge()
    wanted = [[r["headline"]] for r in rows]
    for name, found in (
        ("first 8", [[" ".join(r["lead"].split()[:8])] for r in rows]),
        ("lead", [[r["lead"]] for r in rows]),
        ("headline", [[line.text] for line in lines]),
        ("guarded", [[line.text] for line in safe]),
    ):
        one, two, long = rouge.mean(zip(found, wanted, strict=True))
        words = sum(len(f[0].split()) for f in found) / len(found)
        print(f"{name:10} R1 {one:5.2f} R2 {two:5.2f} RL {long:5.2f}, {words:.1f} words")
    troubled = sum(bool(line.problems) for line in lines)
    print(f"{len(rows)} articles; guards object to {troubled}")
    for row, line in list(zip(rows, safe, strict=True))[: opts.show]:
        print("-", row["headline"], "\n ", line.text, line.problems)


if __name__ == "__main__":
    main()
