"""How many wrong statements the check catches, and how many true ones it loses.

True statements: written ones (`verify_sentences.toml`), sentences of the business news cited
among their neighbours, their headlines beside the lead, and compressed sentences beside the whole
ones. Each is broken in twelve ways; the rules that break them know nothing of the check.

    python -m benchmarks.verify_breaks measure [--data DIR]      counts by kind, beside the baseline
    python -m benchmarks.verify_breaks fit --data DIR            weights for the check, from train
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.verify_breakers import BREAKERS, Case
from benchmarks.verify_statements import ABSTRACTIVE, DATA, cases_of


def copied(text: str, evidence: Sequence[str]) -> float:
    """The baseline: the share of a statement's words that stand in the evidence."""
    has = set(re.findall(r"\w+", " ".join(evidence).lower()))
    words = re.findall(r"\w+", text.lower())
    return sum(w in has for w in words) / max(1, len(words))


@dataclass(frozen=True, slots=True)
class Outcome:
    case: Case
    score: float
    support: str
    baseline: float


def outcomes(cases: Sequence[Case]) -> list[Outcome]:
    from summarizer.verify import check

    out = []
    for case in cases:
        v = check(case.text, case.evidence, context=case.context)
        base = copied(case.text, case.evidence)
        out.append(Outcome(case, v.score, v.support.value, base))
    return out


def auc(true: Sequence[float], wrong: Sequence[float]) -> float:
    """How often a true statement scores above a broken one."""
    ranks = sorted([(s, 1) for s in true] + [(s, 0) for s in wrong])
    total, below, i = 0.0, 0, 0
    while i < len(ranks):
        j = i
        while j < len(ranks) and ranks[j][0] == ranks[i][0]:
            j += 1
        ones = sum(r[1] for r in ranks[i:j])
        zeros = j - i - ones
        total += ones * (below + zeros / 2)
        below += zeros
        i = j
    return total / max(1, len(true) * len(wrong))


def report(found: Sequence[Outcome]) -> Iterator[str]:
    """Counts by group of statements, and by kind of break for all but the headlines."""
    heads = "lost of true statements   flagged   caught of breaks         AUC    copied words"
    yield f"{'group':20}{heads}"
    for group in dict.fromkeys(o.case.group for o in found):
        yield _row(group, [o for o in found if o.case.group == group])
    plain = [o for o in found if o.case.group not in ABSTRACTIVE]
    yield _row("all but these two", plain)
    yield ""
    yield "kind              caught (unsupported)  flagged      of    AUC    copied words"
    for kind in [*BREAKERS, "all"]:
        line = _kind(kind, plain)
        if line:
            yield line


def _row(name: str, rows: Sequence[Outcome]) -> str:
    true = [o for o in rows if o.case.true]
    wrong = [o for o in rows if not o.case.true]
    lost, caught = _fallen(true), _fallen(wrong)
    flagged = sum(o.support == "flagged" for o in true)
    return (
        f"{name:18}{lost:4} of {len(true):4} ({lost / max(1, len(true)):5.1%}) {flagged:8}"
        f"   {caught:5} of {len(wrong):5} ({caught / max(1, len(wrong)):5.1%})"
        f"   {_area(true, wrong)}"
    )


def _kind(kind: str, rows: Sequence[Outcome]) -> str:
    true = [o for o in rows if o.case.true]
    wrong = [o for o in rows if not o.case.true and kind in (o.case.kind, "all")]
    if not wrong:
        return ""
    caught = _fallen(wrong)
    flagged = sum(o.support == "flagged" for o in wrong)
    return (
        f"{kind:18}{caught:6} ({caught / len(wrong):6.1%}) {flagged:13} {len(wrong):7}"
        f"  {_area(true, wrong)}"
    )


def _fallen(rows: Sequence[Outcome]) -> int:
    return sum(o.support == "unsupported" for o in rows)


def _area(true: Sequence[Outcome], wrong: Sequence[Outcome]) -> str:
    own = auc([o.score for o in true], [o.score for o in wrong])
    copies = auc([o.baseline for o in true], [o.baseline for o in wrong])
    return f"{own:.3f}  {copies:.3f}"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("measure", "fit", "show"))
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--limit", type=int, default=300)
    parser.add_argument("--skip", type=int, default=0)
    parser.add_argument("--kind", default="true")
    parser.add_argument("--group")
    options = parser.parse_args(arguments)
    cases, left = cases_of(options.data, options.split, options.limit, options.skip)
    if options.what == "show":
        from benchmarks.verify_fit import show

        show(cases, options.kind, options.group)
    elif options.what == "fit":
        from benchmarks.verify_fit import fit

        fit(cases)
    else:
        for line in report(outcomes(cases)):
            print(line)
        print(left)
    return 0


if __name__ == "__main__":
    sys.exit(main())
