"""Articles a second on this machine: read, choose three sentences, compress them; peak memory.

    python -m benchmarks.model_speed [--model FOLDER] [--most 192] [--exact] [--distilbart 2]

business_news dev articles, lead and body (about 310 words). `--distilbart N` also times
transformers' fp32 `generate` on distilBART's architecture (random weights) for N batches of 4
articles and 60 tokens.
"""

from __future__ import annotations

import argparse
import resource
import time
from pathlib import Path
from typing import Any

from benchmarks.model_data import SHIPPED, cased_sentences, laid_out, records
from summarizer.models.checkpoint import load
from summarizer.models.compose import compose
from summarizer.models.decode import DecodeSettings
from summarizer.models.reader import Reader
from summarizer.models.select import choose
from summarizer.models.writer import Request, Writer


def distilbart(batches: int, texts: list[str]) -> float:
    """Articles a second of distilbart-cnn-12-6's architecture: 12 encoder and 6 decoder layers,
    1024 wide."""
    import torch
    from transformers import BartConfig, BartForConditionalGeneration

    config = BartConfig(decoder_layers=6, forced_eos_token_id=None)
    model: Any = BartForConditionalGeneration(config)
    model.train(False)
    began = time.perf_counter()
    for n in range(batches):
        wide = int(1.35 * max(len(t.split()) for t in texts[4 * n : 4 * n + 4]))
        ids = torch.randint(10, 50000, (4, wide))
        with torch.inference_mode():
            model.generate(ids, num_beams=1, do_sample=False, min_new_tokens=60, max_new_tokens=60)
    return 4 * batches / (time.perf_counter() - began)


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--model", type=Path, default=SHIPPED)
    args.add_argument("--most", type=int, default=192)
    args.add_argument("--batch", type=int, default=64)
    args.add_argument("--guarded", action="store_true", help="with the second attempts, too")
    args.add_argument("--exact", action="store_true", help="fp32 instead of 8-bit products")
    args.add_argument("--distilbart", type=int, default=0)
    opts = args.parse_args()
    rows = list(records("business_news", opts.most))
    documents = [[r["lead"], *cased_sentences(r["body"])] for r in rows]
    texts, spans = zip(*(laid_out(d) for d in documents), strict=True)
    began = time.perf_counter()
    checkpoint = load(opts.model, int8=not opts.exact)
    reader, writer = Reader(checkpoint), Writer(checkpoint)
    print(f"loaded in {time.perf_counter() - began:.2f} s")
    settings = DecodeSettings(task="compress", most=60)
    reading = writing = 0.0
    used = time.process_time()
    words = 0
    for start in range(0, len(rows), opts.batch):
        part = slice(start, start + opts.batch)
        began = time.perf_counter()
        reads = reader.read(texts[part], spans[part])
        reading += time.perf_counter() - began
        began = time.perf_counter()
        requests = [
            Request(r.memory, (i,))
            for d, r in zip(documents[part], reads, strict=True)
            for i in choose(d, r.salience)
        ]
        lines = (
            compose(writer, requests, "compress")
            if opts.guarded
            else writer.write(requests, settings)
        )
        words += sum(len(line.text.split()) for line in lines)
        writing += time.perf_counter() - began
    total = reading + writing
    print(
        f"{len(rows)} articles of {sum(len(t.split()) for t in texts) / len(rows):.0f} words to"
        f" {words / len(rows):.0f}: {len(rows) / total:.1f} a second"
        f" (reading {reading:.1f} s, writing {writing:.1f} s;"
        f" {(time.process_time() - used) / len(rows):.3f} s of processor time an article)"
    )
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB")
    if opts.distilbart:
        theirs = distilbart(opts.distilbart, list(texts))
        ours = len(rows) / total
        print(f"distilBART's architecture: {theirs:.3f} a second; ratio {ours / theirs:.1f}")


if __name__ == "__main__":
    main()
