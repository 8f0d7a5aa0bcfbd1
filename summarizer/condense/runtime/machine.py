"""What this machine can do: the number format that is fast here, and how its cores are used."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

Precision = Literal["fp32", "bf16", "int8"]
PRECISIONS: tuple[str, ...] = get_args(Precision)

_BF16 = frozenset({"amx_bf16", "avx512_bf16"})
"""Without one of these, bf16 is emulated, and slower than fp32."""
_EIGHT_BIT = frozenset({"avx512_vnni", "avx_vnni"})
"""Without one of these, 8-bit products are slow, or saturate."""


@lru_cache(maxsize=1)
def flags(path: Path = Path("/proc/cpuinfo")) -> frozenset[str]:
    """The processor's instruction sets, as Linux names them; none where it doesn't say."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return frozenset()
    line = next((line for line in lines if line.startswith(("flags", "Features"))), "")
    return frozenset(line.partition(":")[2].split())


def precision(found: frozenset[str] | None = None) -> Precision:
    """bf16 where the processor has it, fp32 elsewhere; 8 bits only where they are asked for, since
    what they change was measured on small checkpoints alone."""
    known = flags() if found is None else found
    return "bf16" if known & _BF16 else "fp32"


def eight_bit(found: frozenset[str] | None = None) -> bool:
    """Whether 8-bit products are exact and fast here."""
    known = flags() if found is None else found
    return bool(known & _EIGHT_BIT)


def cores() -> int:
    """How many cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Split:
    """How cores are used: batches side by side, and the threads each of them has."""

    workers: int
    threads: int


def split(batches: int, threads: int) -> Split:
    """Batches side by side rather than threads in one: a step's many small products don't wait
    for each other. One batch gets all threads."""
    workers = max(1, min(batches, threads))
    return Split(workers, max(1, threads // workers))


def describe() -> str:
    """The processor, its cores and what it knows, in a line."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    name = next(named, platform.processor() or platform.machine())
    known = sorted(flags() & (_BF16 | _EIGHT_BIT | {"avx2", "avx512f", "amx_int8"}))
    return f"{name}, {cores()} cores, {' '.join(known) or 'no vector extensions known'}"
