"""The embedded model beside itself: its own loop, 8-bit products, and transformers' `generate`."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "summarizer/models/weights"
SENTENCES = (
    "Harbor Foods Group agreed on Tuesday to buy Calder Mills for $2.4 billion in cash.",
    "The purchase gives the grocer eleven flour plants in Canada and a mill in Ohio.",
    "Chief Executive Maria Lindqvist said the price was fair to both sides.",
    "Calder, founded in 1911, employs 3,000 people and made $310 million last year.",
    "Regulators in Canada must approve the deal, which the two expect to close in March.",
    "Northgate Rail broke off talks to merge with U.S. rival Tri-State Lines on Friday.",
    "The two could not agree on a price, said Northgate's chairman, Piet de Vries.",
    "Ostrander Capital sold its 12% stake in Bellweather Energy for about €640 million.",
    "The fund said it would use the proceeds to repay debt.",
)


def _articles(count: int) -> list[list[str]]:
    """Articles of 12 to 24 sentences, some 200 to 400 words."""
    chance = random.Random(4)
    return [[chance.choice(SENTENCES) for _ in range(chance.randint(12, 24))] for _ in range(count)]


def _ours(documents: list[list[str]], *, int8: bool) -> Callable[[], None]:
    """Reading, choosing three sentences, shortening each."""
    from summarizer.models.checkpoint import load
    from summarizer.models.decode import DecodeSettings
    from summarizer.models.reader import Reader
    from summarizer.models.select import choose
    from summarizer.models.writer import Request, Writer

    checkpoint = load(FOLDER, int8=int8)
    reader, writer = Reader(checkpoint), Writer(checkpoint)
    texts = [" ".join(document) for document in documents]
    spans = []
    for document in documents:
        at, found = 0, []
        for sentence in document:
            found.append((at, at + len(sentence)))
            at += len(sentence) + 1
        spans.append(found)

    def run() -> None:
        reads = reader.read(texts, spans)
        pairs = zip(documents, reads, strict=True)
        asked = [Request(r.memory, (n,)) for d, r in pairs for n in choose(d, r.salience)]
        writer.write(asked, DecodeSettings(task="compress", most=60))

    return run


def _generate(documents: list[list[str]], batch: int) -> Callable[[], None]:
    """transformers' `generate` on each article's first tokens, greedily, 60 at most: the same
    reading, one text written instead of three lines."""
    import torch
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    import summarizer.models.registered  # noqa: F401
    from summarizer.condense.quiet import quiet

    with quiet():
        tokenizer = AutoTokenizer.from_pretrained(FOLDER)
        model = AutoModelForSeq2SeqLM.from_pretrained(FOLDER, dtype=torch.float32).eval()
    texts = [" ".join(document) for document in documents]

    def run() -> None:
        for start in range(0, len(texts), batch):
            inputs = tokenizer(
                texts[start : start + batch], padding=True, truncation=True, max_length=512,
                return_tensors="pt",
            )  # fmt: skip
            with quiet(), torch.inference_mode():
                model.generate(
                    input_ids=inputs["input_ids"], attention_mask=inputs["attention_mask"],
                    max_new_tokens=60, num_beams=1, do_sample=False,
                )  # fmt: skip

    return run


def embedded(rounds: int, count: int) -> None:
    """Its tables, at `count` articles and at one."""
    for number in (count, 1):
        documents = _articles(number)
        runs = {
            "transformers generate fp32, one at a time": _generate(documents, 1),
            "transformers generate fp32, batches of 16": _generate(documents, 16),
            "ours, fp32 (three lines an article)": _ours(documents, int8=False),
            "ours, as shipped (8 bits where the processor has them)": _ours(documents, int8=True),
        }
        times: dict[str, list[float]] = {name: [] for name in runs}
        for _ in range(rounds):
            for name, run in runs.items():
                began = time.perf_counter()
                run()
                times[name].append((time.perf_counter() - began) / number)
        base = statistics.median(next(iter(times.values())))
        print(f"\n| embedded, {number} article{'s' * (number > 1)} | an article | × baseline |")
        print("|---|---|---|")
        for name, found in times.items():
            middle = statistics.median(found)
            span = f"{min(found) * 1000:.0f} to {max(found) * 1000:.0f}"
            print(f"| {name} | {middle * 1000:.0f} ms ({span}) | {base / middle:.2f} |")
        print(flush=True)
