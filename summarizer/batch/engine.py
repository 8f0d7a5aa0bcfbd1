"""Where the jobs of a batch are done: here, by processes of this machine, or by a cluster's.

The run forms the jobs and keeps what comes of them; an engine only decides who does them, and does
those of a worker that died once more with another. So the memos are the same, whatever the engine.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, Protocol, TypeVar

from summarizer.batch.jobs import GetModels, Job
from summarizer.closing import Closing
from summarizer.models.memory import give_back

Result = TypeVar("Result")
DEATHS = 2
"""How many workers a job may cost before it is given up."""


@dataclass(frozen=True, slots=True)
class Lost:
    """What came of a job whose workers died."""


LOST = Lost()


@dataclass(frozen=True, slots=True)
class Raised:
    """What came of a job that raised."""

    error: Exception


class Engine(Protocol):
    """Does jobs, and gives the number of each with what came of it, in whatever order."""

    def do(
        self, jobs: Iterable[Job[Result]], at_once: int = 1
    ) -> Iterator[tuple[int, Result | Lost]]:
        """No more than `at_once` jobs are taken from `jobs` whose results were not given yet. What
        a job raises is raised."""


class Hands(Protocol):
    """Workers, each at one job at a time. They start when they are first needed."""

    @property
    def most(self) -> int:
        """How many jobs may be given at the same time."""

    def give(self, number: int, job: Job[Any]) -> None:
        """Have a free worker, or a new one, do a job."""

    def next(self) -> tuple[int, Any]:
        """Wait for one of the jobs: its number, and its result, Raised, or LOST with its worker."""

    def close(self) -> None:
        """Send all workers home."""


class Here:
    """Does the jobs in this process, one after another."""

    def __init__(self, models: GetModels) -> None:
        self._models = models

    def do(
        self, jobs: Iterable[Job[Result]], at_once: int = 1
    ) -> Iterator[tuple[int, Result | Lost]]:
        for number, job in enumerate(jobs):
            yield number, job.do(self._models)


class Crew(Closing):
    """Has the jobs done by hands; a single one by `alone`, if there is one, as workers take their
    time to start."""

    def __init__(self, hands: Callable[[], Hands], alone: Engine | None = None) -> None:
        self._make, self._alone = hands, alone
        self._hands: Hands | None = None

    def do(
        self, jobs: Iterable[Job[Result]], at_once: int = 1
    ) -> Iterator[tuple[int, Result | Lost]]:
        coming = iter(jobs)
        if self._alone and not self._hands:
            first = list(islice(coming, 2 if at_once > 1 else 1))
            if len(first) < 2:
                yield from self._alone.do(chain(first, coming), at_once)
                return
            coming = chain(first, coming)
        yield from self._shared(enumerate(coming), at_once)

    def _shared(
        self, coming: Iterator[tuple[int, Job[Result]]], at_once: int
    ) -> Iterator[tuple[int, Result | Lost]]:
        hands = self._ready()
        under_way: dict[int, Job[Result]] = {}
        again: deque[int] = deque()
        deaths: Counter[int] = Counter()
        while True:
            room = min(hands.most, at_once) - len(under_way)
            for number, job in islice(coming, max(room, 0)):
                under_way[number] = job
                hands.give(number, job)
            while again:
                number = again.popleft()
                hands.give(number, under_way[number])
            if not under_way:
                return
            number, found = hands.next()
            if isinstance(found, Raised):
                raise found.error
            if isinstance(found, Lost):
                deaths[number] += 1
                if deaths[number] < DEATHS:
                    again.append(number)
                    continue
            yield number, found
            del under_way[number]

    def _ready(self) -> Hands:
        if self._hands is None:
            self._hands = self._make()
        return self._hands

    def close(self) -> None:
        hands, self._hands = self._hands, None
        if hands:
            hands.close()


def attempt(job: Job[Any], models: GetModels) -> Any:
    """What a worker sends back: the job's result, or what it raised. What the job took of memory
    is free for others then."""
    try:
        return job.do(models)
    except Exception as error:
        return Raised(error)
    finally:
        give_back()
