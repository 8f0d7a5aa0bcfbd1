"""The memos of the golden cases by two condensers, side by side: what each states of what it must.

    python -m benchmarks.model_memos [--models extractive,default] [--words 350] [--lines]
                                     [--articles FOLDER ...]

`--lines` prints the sections' lines of both, one under the other, for reading. `--articles` adds
folders of articles without expectations.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from summarizer import Memo, Settings, generate
from summarizer.golden import check, load_case

ROOT = Path(__file__).resolve().parent.parent


def sections(memo: Memo) -> list[str]:
    """Bottom line and sections as lines, with the number of independent sources of each."""
    out = []
    for part in memo.stories:
        out.append(f"  # {part.headline.text}")
        for name, lines in [
            ("bottom line", part.bottom_line),
            *((s.title, s.statements) for s in part.sections),
        ]:
            out += [f"  {name}: {s.text} [{s.sources}]" for s in lines]
    return out


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--models", default="extractive,default")
    args.add_argument("--words", type=int, default=350)
    args.add_argument("--lines", action="store_true")
    args.add_argument("--articles", type=Path, nargs="*", default=[])
    opts = args.parse_args()
    cases = [load_case(p.parent) for p in sorted(ROOT.glob("tests/golden/*/facts.toml"))]
    total: dict[str, list[int]] = {model: [0, 0, 0, 0] for model in opts.models.split(",")}
    for name, folder, case in [
        *((c.folder.name, c.articles, c) for c in cases),
        *((f.name, f, None) for f in opts.articles),
    ]:
        for model in opts.models.split(","):
            began = time.perf_counter()
            memo = generate([str(folder)], Settings(model=model, words=opts.words))
            took = time.perf_counter() - began
            lines = sections(memo)
            words = sum(len(line.split()) for line in lines)
            findings = check(case, memo).findings if case else ()
            missed = [f for f in findings if not f.holds]
            kept = memo.making.checked - len(memo.making.removed)
            print(
                f"{name:18} {model:11} {len(findings) - len(missed)} of {len(findings)} hold;"
                f" {words} words; {kept} of {memo.making.checked} statements passed the check;"
                f" {took:.1f} s",
                flush=True,
            )
            for finding in missed:
                print(f"    missed: {finding.expectation}; {finding.because}")
            if opts.lines:
                print(*lines, sep="\n")
            for i, n in enumerate((len(findings) - len(missed), len(findings), words, kept)):
                total[model][i] += n
    for model, (held, asked, words, kept) in total.items():
        print(f"{'all':18} {model:11} {held} of {asked} hold; {words} words; {kept} statements")


if __name__ == "__main__":
    main()
