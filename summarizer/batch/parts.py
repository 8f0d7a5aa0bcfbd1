"""What a batch works with, and what it reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from summarizer.batch.confined import Piece, here
from summarizer.batch.engine import Engine, Here
from summarizer.ingest import Blob, Limits
from summarizer.pipeline import Models
from summarizer.settings import Settings
from summarizer.watch.watchlist import Config
from summarizer.watch.web import Clock, Web


class Tell(Protocol):
    """Is told each event by its name, with what belongs to it."""

    def __call__(self, event: str, **fields: Any) -> None: ...


def silent(event: str, **fields: Any) -> None:
    """Whom nobody listens to."""


TakeApart = Callable[[Blob, Limits], list[Piece]]
"""A document's bytes to what they hold: `here`, or `Confined` for what can't be trusted."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Settings, and everything that reaches out of the program: the network, the clock, the models
    (loaded when the first article is read), whoever is told what happens, whatever takes documents
    apart, and whoever reads articles and renders memos."""

    config: Config
    settings: Settings
    web: Web
    clock: Clock
    models: Callable[[], Models]
    tell: Tell = silent
    take_apart: TakeApart = here
    most_pages: int | None = None
    engine: Engine | None = None

    @property
    def crew(self) -> Engine:
        """Whoever does the work that can be given away; this process, if nobody else."""
        return self.engine or Here(self.models)

    @property
    def store(self) -> Path:
        return self.config.at(self.config.batch.store)

    @property
    def outputs(self) -> Path:
        return self.config.at(self.settings.outputs)

    def today(self) -> date:
        return self.clock.now().date()


@dataclass(slots=True)
class Tally:
    """How many of what. The names are those of the summary line and of run.json."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, number: int = 1) -> None:
        self.counts[name] += number

    def told(self) -> dict[str, int]:
        return {name: self.counts[name] for name in NAMES}


NAMES = (
    "new", "changed", "unchanged", "read", "aside", "undated", "failed", "stories", "updates",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run went: its number, its counts, and the folder of its memos where there are any."""

    run: int
    counts: dict[str, int]
    folder: Path | None
