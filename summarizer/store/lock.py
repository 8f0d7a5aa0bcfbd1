"""One run at a time, by a lock of the operating system: it ends with the process, however that
ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from summarizer.errors import BusyError
from summarizer.store.database import told


@contextmanager
def only_run(store: Path, patience: float = 0.0) -> Iterator[None]:
    """Hold the store for this run. Raises BusyError where another run holds it for longer than so
    many seconds."""
    from filelock import FileLock, Timeout

    path = store.with_name(f"{store.name}.lock")
    with told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path, timeout=patience)
        try:
            lock.acquire()
        except Timeout:
            problem = "is in use by another run"
            raise BusyError(str(store), problem, "wait until it is done") from None
    try:
        yield
    finally:
        lock.release()
