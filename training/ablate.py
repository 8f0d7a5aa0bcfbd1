"""What each part of the decoder and its lessons gives: a short run for each doubt.

    python -m training.ablate --cache CACHE --run RUN [--settings training/ablate.toml]
    python -m training.ablate --run RUN --table

Every variant of the settings is trained on the same number of pairs and measured on the same dev
sentences; its line goes to RUN/ablate.jsonl, and a variant that has one there with the same
settings is not run again.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from summarizer.models.decode import DecodeSettings, greedy
from summarizer.models.network import BriefNetwork, Source
from summarizer.models.quantize import in_eight_bits
from training import prepare
from training.align import align
from training.batches import Batch, buckets, load, padded
from training.batches import decoding as decoder_batch
from training.losses import decoding as decoder_loss
from training.losses import encode
from training.start import minilm, started
from training.train import optimizer

NOTHING = -1e9
FOREIGN = (2, 5)
"""How many pieces of another sentence noise puts in."""


@dataclass(frozen=True, slots=True)
class Variant:
    """What is trained; the defaults are the shipped checkpoint's.

    copies: there is a copy head. closed: it writes a closed list of words, not any of the
    commonest pieces. states_back: what was copied is fed back with the encoder's state. jumps:
    scores carry a bias for the jump. pretrained: the encoder starts from MiniLM. denoise: the share
    of the steps, the first ones, that restore noisy sentences. kinds: what is learned from.
    """

    name: str
    decoder_layers: int = 3
    copies: bool = True
    closed: bool = True
    states_back: bool = True
    jumps: bool = True
    pretrained: bool = True
    denoise: float = 0.0
    kinds: tuple[str, ...] = ("compression", "sentences", "headlines")


class Tried(BriefNetwork):
    """The network, less what the variant leaves out."""

    variant = Variant("as shipped")

    def step(
        self,
        ids: Tensor,
        places: Tensor,
        last: Tensor,
        visited: Tensor,
        source: Source,
        start: int = 0,
    ) -> Tensor:
        fed = places if self.variant.states_back else torch.full_like(places, -1)
        scores, x = self.decoder(self.encoder.words(ids), fed, last, visited, source, start)
        if not self.variant.copies:
            scores = torch.full_like(scores, NOTHING)
        return torch.cat([scores, self.function_scores(x)], -1).log_softmax(-1)


def variants(settings: dict[str, Any]) -> list[Variant]:
    found = []
    for row in settings["variant"]:
        row = dict(row)
        if "kinds" in row:
            row["kinds"] = tuple(row["kinds"])
        found.append(Variant(**row))
    return found


def commonest(rows: dict[str, list[Any]], most: int) -> list[int]:
    """The pieces that the pairs' targets hold most often."""
    seen: Counter[int] = Counter()
    for found in rows.values():
        for _, pair in found:
            seen.update(pair[2].tolist())
    return [piece for piece, _ in sorted(seen.items(), key=lambda x: (-x[1], x[0]))[:most]]


def network(variant: Variant, tok: Tokenizer, words: Sequence[int]) -> Tried:
    """`words`: what may be written where the list isn't closed."""
    changes: dict[str, Any] = {"decoder_layers": variant.decoder_layers}
    if not variant.closed:
        changes["function_ids"] = tuple(dict.fromkeys([*prepare.function_ids(tok), *words]))
    net = started(Tried, **changes)
    net.variant = variant
    with torch.no_grad():
        if not variant.jumps:
            net.decoder.jump.zero_().requires_grad_(False)
        if not variant.pretrained:
            for part in net.encoder.modules():
                if isinstance(part, nn.Linear | nn.LayerNorm | nn.Embedding):
                    part.reset_parameters()
            net.encoder.words.weight.mul_(0.05)
            net.encoder.positions.weight.mul_(0.05)
    return net


class Trial:
    """One variant in training."""

    def __init__(
        self, variant: Variant, settings: dict[str, Any], tok: Tokenizer, words: Sequence[int]
    ) -> None:
        torch.manual_seed(settings["seed"])
        self.variant, self.net = variant, network(variant, tok, words)
        rates = dict(settings)
        if not variant.pretrained:
            rates |= {"frozen_layers": 0, "encoder_rate": settings["untrained_rate"]}
        self.best = optimizer(self.net, rates)
        self.written = torch.zeros(self.net.config.vocab_size, dtype=torch.bool)
        self.written[self.net.function_ids] = True
        self.lower: nn.ModuleList | None = None
        if variant.pretrained:
            self.lower = copy.deepcopy(self.net.encoder.layers[: rates["frozen_layers"]])
            in_eight_bits(self.lower)
        else:
            encoder = self.net.encoder
            new = [*encoder.words.parameters(), *encoder.positions.parameters()]
            new += encoder.norm.parameters()
            for weights in new:
                weights.requires_grad_(True)
            self.best.add_param_group({"params": new, "peak": rates["encoder_rate"]})

    def states(self, ids: Tensor) -> Tensor:
        if self.lower is None:
            return self.net.encode(ids, ids != 0)
        return encode(self.net, ids, self.lower)

    def fitted(self, batch: Batch) -> Batch:
        """A decoder's batch without places, where nothing is copied; with the pieces that have no
        place in the source, where they may be written."""
        if not self.variant.closed:
            unknown = (batch["answer"][:, :-1] == -1) & self.written[batch["fed"][:, 1:]]
            batch["answer"][:, :-1][unknown] = batch["fed"][:, 1:][unknown]
        if not self.variant.copies:
            nowhere = torch.full_like(batch["places"], -1)
            batch |= {"places": nowhere, "last": nowhere, "answer_places": nowhere}
            batch["known"] = torch.zeros_like(batch["known"])
            batch["visited"] = torch.zeros_like(batch["visited"])
            out_of_reach = (batch["answer"] >= 0) & ~self.written[batch["answer"].clamp(min=0)]
            batch["answer"][out_of_reach] = -1
        return batch

    def learn(self, group: Sequence[Any], part: float) -> float:
        """One step at this part of the peak rates."""
        for params in self.best.param_groups:
            params["lr"] = params["peak"] * part
        ids, decode = laid(group)
        loss = decoder_loss(self.net, self.states(ids), ids, self.fitted(decode))
        loss.backward()  # type: ignore[no-untyped-call]
        weights = [p for params in self.best.param_groups for p in params["params"]]
        torch.nn.utils.clip_grad_norm_(weights, 1.0)
        self.best.step()
        self.best.zero_grad(set_to_none=True)
        return loss.item()


def laid(group: Sequence[Any]) -> tuple[Tensor, Batch]:
    """(ids, pair) rows as the encoder's and the decoder's batch."""
    return padded([r[0] for r in group], 0), decoder_batch([(i, r[1]) for i, r in enumerate(group)])


def lessons(cache: Path, longest: int) -> dict[str, list[Any]]:
    """The pairs of each kind, as `batches.pairs` mixes them (compressions twice)."""
    rows = {"sentences": load(cache, "sentences"), "compression": load(cache, "compression") * 2}
    rows["headlines"] = [
        ([101, *lead, 102], p) for _, lead, _, article in load(cache, "news") for p in article[4]
    ]
    return {kind: [r for r in found if len(r[0]) <= longest] for kind, found in rows.items()}


def noisy(
    ids: Sequence[int], other: Sequence[int], free: frozenset[int], rng: random.Random
) -> list[int]:
    """A sentence's pieces with some of another's put in, a tenth of the function words gone, and
    two neighbours swapped."""
    out = [t for t in ids if t not in free or rng.random() > 0.1]
    if len(out) > 3:
        at = rng.randrange(len(out) - 1)
        out[at : at + 2] = out[at + 1], out[at]
    size = rng.randint(*FOREIGN)
    start = rng.randrange(max(len(other) - size, 0) + 1)
    at = rng.randrange(len(out) + 1)
    return [*out[:at], *other[start : start + size], *out[at:]]


def denoising(
    rows: Sequence[Any], free: frozenset[int], rng: random.Random, size: int
) -> Iterator[list[Any]]:
    """Batches of noisy sentences and what they were."""
    while True:
        group: list[Any] = []
        while len(group) < size:
            ids, other = ([int(t) for t in rng.choice(rows)[0][1:-1]] for _ in range(2))
            source = noisy(ids, other, free, rng)
            found = align(source, ids, free)
            at = list(range(1, len(source) + 1))
            arrays = (np.asarray(x, np.int32) for x in (at, ids, found.places))
            pair = ("compress", *arrays, np.asarray(found.sure))
            group.append(([101, *source, 102], pair))
        yield group


def train(trial: Trial, rows: dict[str, list[Any]], settings: dict[str, Any]) -> None:
    rng = random.Random(settings["seed"])
    mixed = [r for kind in trial.variant.kinds for r in rows[kind]]
    free = frozenset(trial.net.config.function_ids if trial.variant.closed else ())
    plain = buckets(mixed, settings["batch"], lambda r: len(r[0]), rng)
    noise = denoising(rows["sentences"], free, rng, settings["batch"])
    steps, losses = settings["steps"], []
    for step in range(steps):
        feed = noise if step < trial.variant.denoise * steps else plain
        part = min(1.0, (step + 1) / settings["warm_steps"]) * (1 - step / steps)
        losses.append(trial.learn(next(feed), part))
        if (step + 1) % 25 == 0:
            print(f"  step {step + 1}: loss {sum(losses[-25:]) / 25:.3f}", flush=True)


@torch.inference_mode()
def likelihood(trial: Trial, rows: Sequence[Any], size: int) -> dict[str, float]:
    """Mean negative log-likelihood of the tokens in reach, and accuracy over those that the closed
    list or the source hold; each given those before it."""
    net, total, reached, right, count = trial.net, 0.0, 0, 0, 0
    for start in range(0, len(rows), size):
        ids, d = laid(rows[start : start + size])
        answer = d["answer"].clone()
        d = trial.fitted(d)
        row = d["row"][:, None]
        source = net.decoder.source(trial.states(ids)[row, d["at"]], d["copyable"])
        found = net.step(d["fed"], d["places"], d["last"], d["visited"], source)
        names = torch.where(d["copyable"], ids[row, d["at"]], -2)
        names = torch.cat([names, net.function_ids.expand(len(names), -1)], 1)
        asked = answer >= 0
        which, _ = asked.nonzero(as_tuple=True)
        scores, wanted = found[asked], answer[asked]
        same = names[which] == wanted[:, None]
        likely = scores.masked_fill(~same, NOTHING).logsumexp(-1)
        total -= float(likely[likely > NOTHING / 2].sum())
        reached += int((likely > NOTHING / 2).sum())
        said = names[which].gather(1, scores.argmax(-1)[:, None])[:, 0]
        right += int((said == wanted).sum())
        count += len(wanted)
    return {"loss": total / reached, "accuracy": right / count}


@torch.inference_mode()
def written(
    trial: Trial, pairs: Sequence[tuple[list[int], list[int]]], tok: Tokenizer, size: int
) -> dict[str, float]:
    """ROUGE-2 of greedy decoding, and the share of pieces written that the source lacks."""
    from rouge_score.rouge_scorer import RougeScorer

    goes_on = {i for piece, i in tok.get_vocab().items() if piece.startswith("##")}
    settings = DecodeSettings("compress", most=48)
    scorer = RougeScorer(["rouge2"], use_stemmer=True)
    total, foreign, count = 0.0, 0, 0
    for start in range(0, len(pairs), size):
        group = pairs[start : start + size]
        ids = padded([[101, *source, 102] for source, _ in group], 0)
        mask = (ids != 0) & (ids != 101) & (ids != 102)
        glued = torch.tensor([[t in goes_on for t in row] for row in ids.tolist()])
        found = greedy(trial.net, trial.states(ids), mask, ids, glued, settings)
        for (source, target), row in zip(group, found.ids.tolist(), strict=True):
            said = [t for t in row if t]
            total += scorer.score(tok.decode(target), tok.decode(said))["rouge2"].fmeasure
            foreign += sum(t not in source for t in said)
            count += len(said)
    return {"rouge2": 100 * total / len(pairs), "foreign": foreign / max(count, 1)}


def sentences(data: Path, most: int, longest: int) -> list[tuple[list[int], list[int]]]:
    """The dev set's sentences and their compressions, as pieces."""
    found = []
    for number, record in enumerate(prepare.records(data / "sentence_compression.dev.jsonl.xz")):
        if number < most:
            source, target = prepare.encode([record["sentence"], record["compression"]])
            found.append((source, target))
    return sorted((p for p in found if len(p[0]) + 2 <= longest), key=lambda p: len(p[0]))


def table(lines: Sequence[dict[str, Any]]) -> str:
    """The results as rows of a table, in the order they were made."""
    head = "| variant | loss a token | token accuracy | ROUGE-2 | pieces not of the source |"
    return "\n".join(
        [head, "|---|---|---|---|---|"]
        + [
            f"| {r['name']} | {r['loss']:.3f} | {r['accuracy']:.3f} | {r['rouge2']:.1f}"
            f" | {100 * r['foreign']:.1f} % |"
            for r in lines
        ]
    )


def done(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--cache", type=Path, help="the folder `training.prepare` filled")
    args.add_argument("--run", type=Path, required=True)
    args.add_argument("--settings", type=Path, default=Path(__file__).with_suffix(".toml"))
    args.add_argument("--data", type=Path, default=prepare.ROOT.parent / "shared/data")
    args.add_argument("--threads", type=int, default=2)
    args.add_argument("--table", action="store_true", help="print what is there already")
    opts = args.parse_args()
    kept = opts.run / "ablate.jsonl"
    if opts.table:
        print(table(done(kept)))
        return
    if opts.cache is None:
        args.error("--cache is missing: name the folder that training.prepare filled")
    opts.run.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(opts.threads)
    settings = tomllib.loads(opts.settings.read_text())
    common = {k: v for k, v in settings.items() if k != "variant"}
    made = [r["settings"] for r in done(kept)]
    vocabulary = str(minilm() / "tokenizer.json")
    prepare.setup(vocabulary)
    tok = Tokenizer.from_file(vocabulary)
    dev = sentences(opts.data, settings["dev"], settings["longest"])
    alike = [p for s, t in dev if (p := prepare.alone("compress", s, t, 0.1))]
    rows = lessons(opts.cache, settings["longest"])
    words = commonest(rows, settings["words"])
    for variant in variants(settings):
        key = json.loads(json.dumps(common | asdict(variant)))
        if key in made:
            continue
        print(variant.name, flush=True)
        began = time.process_time()
        trial = Trial(variant, settings, tok, words)
        train(trial, rows, settings)
        line = {"name": variant.name} | likelihood(trial, alike, settings["batch"])
        line |= written(trial, dev, tok, settings["batch"])
        line |= {"processor_s": round(time.process_time() - began), "settings": key}
        with kept.open("a") as file:
            file.write(json.dumps(line) + "\n")
        print({k: v for k, v in line.items() if k != "settings"}, flush=True)


if __name__ == "__main__":
    main()
