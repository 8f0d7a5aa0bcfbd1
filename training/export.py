"""Stage 3: a run's weights as the checkpoint folder the product loads.

python -m training.export --run RUN --to FOLDER
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from tokenizers import Tokenizer

from summarizer.models.checkpoint import save
from training.start import fresh, minilm


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--run", type=Path, required=True)
    args.add_argument("--to", type=Path, required=True)
    opts = args.parse_args()
    net = fresh()
    state = torch.load(opts.run / "last.pt")
    net.load_state_dict(state["net"], strict=False)
    tokenizer = Tokenizer.from_file(str(minilm() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    for piece, number in tokenizer.get_vocab().items():
        net.continues[number] = float(piece.startswith("##"))
    save(opts.to, net, tokenizer)
    size = (opts.to / "model.safetensors").stat().st_size
    print(f"step {state['step']}, {state['spent'] / 60:.1f} min; {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
