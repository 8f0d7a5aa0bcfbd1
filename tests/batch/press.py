"""A small press for batches: articles about deals that no two tests need to write twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from ipaddress import ip_network
from pathlib import Path
from random import Random
from typing import Any

from summarizer.batch.parts import Outcome, Parts, Tell, silent
from summarizer.batch.run import batch
from summarizer.ingest import HttpFetch
from summarizer.ingest.guard import Guard
from summarizer.pipeline import load_models
from summarizer.settings import Settings
from summarizer.watch.watchlist import Batch, Config, Fetching, Watch
from summarizer.watch.web import HandClock, Manners, Web

NOW = datetime(2026, 5, 12, 8, tzinfo=UTC)
BUYERS = ("Northgate", "Calder", "Ostrava", "Wexham", "Birchwood", "Tamsin", "Ferrous", "Halden")
TARGETS = (
    "Pellworth",
    "Quillon",
    "Rosemont",
    "Sandbar",
    "Tidewell",
    "Umberto",
    "Vantor",
    "Wickley",
)
TRADES = ("railway signals", "hospital software", "frozen food", "wind turbines", "garden tools",
          "school books", "ship engines", "payment cards")  # fmt: skip


def article(number: int, telling: int = 0, price: str | None = None) -> str:
    """Article about deal `number` of many; another `telling` is another paper's report of it."""
    buyer, target = (
        f"{BUYERS[number % 8]} {_name(number)}",
        f"{TARGETS[number % 8]} {_name(number)}",
    )
    trade, cost = TRADES[number // 8 % 8], price or f"${number % 90 + 3}.5 billion"
    ways = (
        f"{buyer} agrees to buy {target} for {cost}\n\n"
        f"{buyer} agreed on Tuesday to buy {target}, a maker of {trade}, for {cost} in cash. "
        f"The price is a third above where shares of {target} closed on Monday.\n\n"
        f"{buyer} wants to stop buying {trade} from its rivals, the company said. "
        f"Regulators must approve the purchase of {target} before it can close in the autumn.\n",
        f"{target} is sold to {buyer}\n\n"
        f"The maker of {trade}, {target}, is being taken over by {buyer}, which pays {cost}. "
        f"The two boards approved the deal on Tuesday evening after months of talks.\n\n"
        f"Customers of {target} that compete with {buyer} may look for another supplier. "
        f"A spokeswoman for {buyer} declined to comment on the plans for the factories.\n",
    )
    return ways[telling % 2]


def _name(number: int) -> str:
    """A name of its own for each deal."""
    parts = ("ba", "de", "fi", "go", "lu", "ma", "ne", "ri", "so", "tu")
    return "".join(parts[int(digit)] for digit in f"{number:03d}").capitalize()


class Desk:
    """A folder with a watchlist, and batches over it."""

    def __init__(self, folder: Path, **watch: Any) -> None:
        self.folder = folder
        self.inbox = folder / "inbox"
        self.inbox.mkdir(exist_ok=True)
        self.clock = HandClock(NOW)
        self.events: list[tuple[str, dict[str, Any]]] = []
        self.config = Config(
            watch={"deals": Watch(**(watch or {"folders": (Path("inbox"),)}))},
            batch=Batch(at_once=4),
            fetch=Fetching(gap=0, robots=False),
            folder=folder,
        )
        self.settings = Settings(model="extractive", formats=("md", "json"))

    def put(self, name: str, text: str) -> None:
        (self.inbox / name).write_text(text, "utf-8")

    def parts(self, tell: Tell = silent, most_pages: int | None = None) -> Parts:
        here = Guard((ip_network("127.0.0.0/8"), ip_network("::1/128")))
        manners = Manners(gap=0, robots=self.config.fetch.robots, attempts=2)
        web = Web(HttpFetch(guard=here, named=False).ask, manners, self.clock, Random(1))
        models = cache(lambda: load_models("extractive"))
        return Parts(
            self.config, self.settings, web, self.clock, models, tell, most_pages=most_pages
        )

    def run(self, *, retry: bool = False, most_pages: int | None = None) -> Outcome:
        self.events = []
        return batch(self.parts(self._note, most_pages), retry=retry)

    def _note(self, event: str, **fields: Any) -> None:
        self.events.append((event, fields))

    def memos(self) -> list[Path]:
        """The memos of all runs, by folder."""
        return sorted((self.folder / "outputs").glob("*/*/memo.json"))

    def read(self) -> list[str]:
        """The articles that the last run read, in order."""
        return [i for e, fields in self.events if e == "batch_reading" for i in fields["articles"]]


Making = Callable[[Path], Desk]
