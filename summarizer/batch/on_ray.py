"""Workers that are actors of Ray, on this machine or on a cluster. Each loads the models once.

Plain actors instead of Ray Data: the run forms the batches and keeps what comes of each at once, so
there is no data set to plan for, and which jobs are under way when a machine dies stays known.
"""

from __future__ import annotations

import logging
import os
from functools import cache
from importlib import import_module
from typing import Any

from summarizer import __version__
from summarizer.batch.engine import LOST, attempt
from summarizer.batch.jobs import Job, load
from summarizer.batch.processes import cores
from summarizer.errors import BriefError, UsageError
from summarizer.settings import Settings

OBJECT_STORE = 100_000_000
"""Bytes for what travels between the processes of this machine; it is a few articles at a time."""


class Actor:
    """What runs on the other side."""

    def __init__(self, settings: Settings) -> None:
        self._models = cache(lambda: load(settings))

    def version(self) -> str:
        return __version__

    def process(self) -> int:
        return os.getpid()

    def do(self, job: Job[Any]) -> Any:
        return attempt(job, self._models)


class Actors:
    """Hands that are actors: as many as the cluster has cores, if not said otherwise. Without an
    address a Ray of its own is started on this machine, and ended with the run.

    Raises UsageError where Ray is not installed, BriefError where the cluster can't be reached or
    has another brief.
    """

    def __init__(self, settings: Settings, most: int = 0, address: str = "") -> None:
        self._ray = _started(most, address)
        self._settings = settings
        self._most = most or int(self._ray.cluster_resources().get("CPU", 1))
        self.actors: list[Any] = []
        self._free: list[Any] = []
        self._under_way: dict[Any, tuple[int, Any]] = {}

    @property
    def most(self) -> int:
        return self._most

    def give(self, number: int, job: Job[Any]) -> None:
        actor = self._free.pop() if self._free else self._hired()
        self._under_way[actor.do.remote(job)] = (number, actor)

    def next(self) -> tuple[int, Any]:
        (reference,), _ = self._ray.wait(list(self._under_way), num_returns=1)
        number, actor = self._under_way.pop(reference)
        try:
            found: Any = self._ray.get(reference)
        except (self._ray.exceptions.RayActorError, self._ray.exceptions.ObjectLostError):
            self.actors.remove(actor)
            return number, LOST
        self._free.append(actor)
        return number, found

    def close(self) -> None:
        self.actors, self._free, self._under_way = [], [], {}
        self._ray.shutdown()

    def _hired(self) -> Any:
        made = self._ray.remote(Actor).options(num_cpus=1, max_restarts=0)
        actor = made.remote(self._settings)
        self.actors.append(actor)
        return actor


def _started(most: int, address: str) -> Any:
    """Ray, connected or begun. It reports nothing to its makers, and starts no web page."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")  # else it warns
    try:
        ray: Any = import_module("ray")
    except ImportError as error:
        raise UsageError(
            "engine ray", "needs Ray, which is not installed", "pip install 'brief-memo[ray]'"
        ) from error
    own: dict[str, Any] = {
        "num_cpus": most or cores(),
        "num_gpus": 0,
        "object_store_memory": OBJECT_STORE,
        "include_dashboard": False,
    }
    try:
        ray.init(
            address=address or "local",
            log_to_driver=False,
            logging_level=logging.ERROR,
            **({} if address else own),
        )
        theirs = ray.get(ray.remote(Actor).remote("").version.remote()) if address else __version__
    except (ConnectionError, ValueError, RuntimeError, OSError, ray.exceptions.RayError) as error:
        said = " ".join(str(error).split())[:200]
        remedy = "check `address` and that the cluster is up, with this brief on each machine"
        raise BriefError(f"ray at {address or 'this machine'}", said, remedy) from error
    if theirs != __version__:
        problem = f"has brief {theirs}, not {__version__}"
        raise BriefError(f"ray at {address}", problem, "install the same brief on each machine")
    return ray
