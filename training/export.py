"""Stage 3: a run's weights as the checkpoint folder the product loads.

python training/export.py --run RUN --to FOLDER
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import torch
from tokenizers import Tokenizer

sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent)]

from start import fresh, minilm  # noqa: E402

from summarizer.models.checkpoint import save  # noqa: E402


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
