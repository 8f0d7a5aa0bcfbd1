"""What each kind of batch teaches; every function returns (loss, name)s."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as fn

from summarizer.models.network import NEGATIVE, BriefNetwork

Batch = dict[str, Any]


def encode(net: BriefNetwork, ids: Tensor, lower: nn.ModuleList) -> Tensor:
    """States of the ids. `lower` stands in for the lowest layers, which no gradient reaches."""
    mask = ids != 0
    bias = torch.where(mask, 0.0, NEGATIVE)[:, None, None, :]
    with torch.no_grad():
        x = net.encoder.embed(ids)
        for layer in lower:
            x = layer(x, bias)
    for layer in net.encoder.layers[len(lower) :]:
        x = layer(x, bias)
    return x


def decoding(net: BriefNetwork, states: Tensor, ids: Tensor, d: Batch) -> Tensor:
    """Mean negative log-likelihood: at the certain place, or over all places that hold the
    token."""
    rows = d["row"][:, None]
    source = net.decoder.source(states[rows, d["at"]], d["copyable"])
    found = net.step(d["fed"], d["places"], d["last"], d["visited"], source)
    answer = d["answer"]
    source_ids = torch.where(d["copyable"], ids[rows, d["at"]], -2)
    same = source_ids[:, None, :] == answer[:, :, None]
    exact = torch.arange(same.shape[2]) == d["answer_places"][:, :, None]
    known = d["known"][:, :, None]
    free = (net.function_ids == answer[:, :, None]) & ~known
    allowed = torch.cat([torch.where(known, exact, same), free], -1)
    score = found.masked_fill(~allowed, -1e9).logsumexp(-1)
    counts = allowed.any(-1) & (answer >= 0)
    return -(score[counts].mean())


def salience(scores: Tensor, real: Tensor, chosen: Tensor, own: Tensor) -> Tensor:
    """Chosen or not, and the share of the sentences' own overlap with the summary.

    scores [B, N, 2]; real [B, N] where a sentence is; chosen and own [B, N].
    """
    first = fn.binary_cross_entropy_with_logits(scores[..., 0][real], chosen[real])
    want = (own * 12).masked_fill(~real, NEGATIVE).softmax(-1)
    got = scores[..., 1].masked_fill(~real, NEGATIVE).log_softmax(-1)
    share: Tensor = (want * (want.clamp(min=1e-9).log() - got)).sum(-1).mean()
    return first + 0.5 * share


def contrast(a: Tensor, b: Tensor) -> Tensor:
    """Rows of a and b belong together; all other rows of the batch don't."""
    scores = a @ b.T * 20
    here = torch.arange(len(a))
    return (fn.cross_entropy(scores, here) + fn.cross_entropy(scores.T, here)) / 2


def vector(net: BriefNetwork, states: Tensor, ids: Tensor) -> Tensor:
    return net.vectors(states, (ids != 0).float()[:, None, :])[:, 0]


def article_losses(net: BriefNetwork, batch: Batch, lower: nn.ModuleList) -> dict[str, Tensor]:
    states = encode(net, batch["ids"], lower)
    weights = batch["weights"]
    scores = net.sentence_scores(states, weights)
    out = {"salience": salience(scores, weights.any(-1), batch["label"], batch["own"])}
    if "decode" in batch:
        out["decode"] = decoding(net, states, batch["ids"], batch["decode"])
    return out


def embed_losses(net: BriefNetwork, batch: Batch, lower: nn.ModuleList) -> dict[str, Tensor]:
    lead = vector(net, encode(net, batch["ids"], lower), batch["ids"])
    body = vector(net, encode(net, batch["body"], lower), batch["body"])
    return {"contrast": contrast(lead, body)}


def pair_losses(net: BriefNetwork, batch: Batch, lower: nn.ModuleList) -> dict[str, Tensor]:
    states = encode(net, batch["ids"], lower)
    return {"decode": decoding(net, states, batch["ids"], batch["decode"])}


def entity_losses(net: BriefNetwork, batch: Batch, lower: nn.ModuleList) -> dict[str, Tensor]:
    found = net.entity(encode(net, batch["ids"], lower), batch["case"])
    return {"tags": fn.cross_entropy(found.flatten(0, 1), batch["tags"].flatten())}


LOSSES = {
    "cnn": article_losses,
    "news": article_losses,
    "embed": embed_losses,
    "pairs": pair_losses,
    "entities": entity_losses,
}
