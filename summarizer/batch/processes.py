"""Workers that are processes of this machine. Each loads the models once."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
from dataclasses import dataclass
from functools import cache
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from summarizer.batch.engine import LOST, Raised, attempt
from summarizer.batch.jobs import Job, load
from summarizer.settings import Settings


@dataclass(slots=True)
class Worker:
    """A process, the pipe to it, and the number of the job it is at."""

    process: BaseProcess
    pipe: Connection
    job: int | None = None


class Processes:
    """Hands on this machine: as many as there are cores that this process may use, if not said
    otherwise. They are new interpreters, as torch does not live on in forks."""

    def __init__(self, settings: Settings, most: int = 0) -> None:
        self._settings = settings
        self._most = most or cores()
        self.workers: list[Worker] = []

    @property
    def most(self) -> int:
        return self._most

    def give(self, number: int, job: Job[Any]) -> None:
        worker = next((w for w in self.workers if w.job is None), None) or self._hired()
        worker.job = number
        try:
            worker.pipe.send(job)
        except OSError:  # it died in its sleep, which `next` will notice
            return

    def next(self) -> tuple[int, Any]:
        busy = {worker.pipe: worker for worker in self.workers if worker.job is not None}
        pipe = wait(list(busy))[0]
        assert isinstance(pipe, Connection)
        worker = busy[pipe]
        number = worker.job
        assert number is not None
        try:
            found: Any = pickle.loads(pipe.recv_bytes())
        except (EOFError, OSError):
            self.workers.remove(worker)
            _dismissed(worker)
            return number, LOST
        worker.job = None
        return number, found

    def close(self) -> None:
        workers, self.workers = self.workers, []
        for worker in workers:
            _dismissed(worker)

    def _hired(self) -> Worker:
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=_work, args=(there, self._settings), daemon=True)
        process.start()
        there.close()  # so that the end of the process is the end of the pipe
        worker = Worker(process, here)
        self.workers.append(worker)
        return worker


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _dismissed(worker: Worker) -> None:
    worker.pipe.close()
    worker.process.kill()  # nothing of a worker's needs to be kept
    worker.process.join()


def _work(pipe: Connection, settings: Settings) -> None:
    """What a worker does until the run that started it is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ending it is for the run
    models = cache(lambda: load(settings))
    while True:
        try:
            found = attempt(pipe.recv(), models)
            pipe.send_bytes(_packed(found))
        except (EOFError, OSError):
            return


def _packed(found: Any) -> bytes:
    try:
        return pickle.dumps(found, pickle.HIGHEST_PROTOCOL)
    except Exception as unsent:  # some errors can't be sent
        error = found.error if isinstance(found, Raised) else unsent
        return pickle.dumps(Raised(RuntimeError(f"{type(error).__name__}: {error}")))
