"""Documents taken apart in a child whose memory and time are bounded.

Files from anywhere are made to break what reads them. A child that hangs, grows or crashes costs
its document, never the run.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Self

from summarizer.batch.cell import pieces, read_frame, write_frame
from summarizer.closing import Closing
from summarizer.errors import StoreError
from summarizer.ingest import Blob, Limits
from summarizer.records import Article, Failure, RawDocument
from summarizer.store import codec

MOST_ANSWER = 30_000_000
"""Bytes of an answer."""
START = 60.0
"""Seconds a child may take to start, which are none of its first document's."""
STARTS = 3
"""A machine that is short of something for a moment may be able to start a child in the next."""
REMEDY = "it may be made to do harm; save its text, or try `brief retry` on a machine less busy"


@dataclass(frozen=True, slots=True)
class Piece:
    """One document of a blob and its article, or what is wrong with it."""

    document: RawDocument | None
    article: Article | None
    failure: Failure | None


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one document may cost: megabytes, seconds of the processor, seconds on the clock. A
    child is replaced after so many documents."""

    megabytes: int = 512
    seconds: int = 8
    clock: float = 8.0
    documents: int = 500


def here(blob: Blob, limits: Limits) -> list[Piece]:
    """The pieces of a document that may be trusted, taken apart in this process."""
    return [_piece(found) for found in pieces(blob, limits)]


Call = Callable[["Confined", Blob, Limits], list[Piece]]


def _in_turn(call: Call) -> Call:
    """Threads that ask the same child wait for each other."""

    def one(self: Confined, blob: Blob, limits: Limits) -> list[Piece]:
        with self.turn:
            return call(self, blob, limits)

    return one


class Confined(Closing):
    """Takes documents apart, one at a time. The child starts with the first one."""

    def __init__(self, bounds: Bounds | None = None) -> None:
        self._bounds = bounds or Bounds()
        self._child: subprocess.Popen[bytes] | None = None
        self._left = 0
        self.turn = threading.RLock()

    @_in_turn
    def __call__(self, blob: Blob, limits: Limits) -> list[Piece]:
        """The pieces of a document; a single failure where it broke its child."""
        child = self.start()
        self._left -= 1
        with _Watch(child, self._bounds.clock) as watch:
            found = _asked(child, blob, limits)
        if found is None or watch.over:
            self.close()
        if found is None:
            problem = f"could not be read within {self._bounds.clock:g} s and "
            problem += f"{self._bounds.megabytes} MB"
            return [Piece(None, None, Failure(blob.origin, problem, REMEDY))]
        if found["last"]:
            self.close()
        return [_piece(piece) for piece in found["pieces"]]

    def start(self) -> subprocess.Popen[bytes]:
        """A child that waits for a document. StoreError where none can be started, which is no
        document's fault."""
        if self._left <= 0 or (self._child and self._child.poll() is not None):
            self.close()
        for _ in range(STARTS):
            if self._child is not None:
                return self._child
            self._child = _started(self._bounds)
            self._left = self._bounds.documents
            with _Watch(self._child, START):
                assert self._child.stdout
                if read_frame(self._child.stdout) is None:
                    self.close()
        if self._child is not None:
            return self._child
        problem = "can't be started to read documents"
        raise StoreError(sys.executable, problem, "free some memory, or install brief anew")

    def close(self) -> None:
        """End the child, if there is one."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for stream in (child.stdin, child.stdout):
            if stream:
                try:
                    stream.close()
                except OSError:  # what was still to be written goes nowhere
                    continue


class _Watch:
    """Ends a child when its time is up; `over` tells that it did."""

    def __init__(self, child: subprocess.Popen[bytes], seconds: float) -> None:
        self.child = child
        self.over = False
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def _end(self) -> None:
        self.over = True
        self.child.kill()

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self._timer.join()


def _started(bounds: Bounds) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "summarizer.batch.cell"]
    return subprocess.Popen(
        [*command, str(bounds.megabytes), str(bounds.seconds)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**_plain_environment(), "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
    )


def _plain_environment() -> dict[str, str]:
    """What the child needs of the environment; secrets of the user are none of its business."""
    wanted = ("PATH", "PYTHONPATH", "PYTHONHOME", "HOME", "LANG", "LC_ALL", "SYSTEMROOT", "TMPDIR",
              "VIRTUAL_ENV", "XDG_CACHE_HOME")  # fmt: skip
    return {name: os.environ[name] for name in wanted if name in os.environ}


def _asked(child: subprocess.Popen[bytes], blob: Blob, limits: Limits) -> dict[str, Any] | None:
    """What the child answers; None where it ended instead."""
    assert child.stdin
    assert child.stdout
    said = {name: getattr(blob, name) for name in ("origin", "name", "declared", "url")}
    try:
        write_frame(child.stdin, json.dumps({"blob": said, "limits": asdict(limits)}).encode())
        write_frame(child.stdin, blob.body)
        answer = read_frame(child.stdout, MOST_ANSWER)
    except OSError:
        return None
    found: dict[str, Any] | None = None if answer is None else json.loads(answer)
    return found


def _piece(found: dict[str, str]) -> Piece:
    return Piece(
        document=codec.loads(RawDocument, found["document"]) if "document" in found else None,
        article=codec.loads(Article, found["article"]) if "article" in found else None,
        failure=codec.loads(Failure, found["failure"]) if "failure" in found else None,
    )
