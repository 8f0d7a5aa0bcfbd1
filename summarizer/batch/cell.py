"""The child in which documents are taken apart: `python -m summarizer.batch.cell`.

It reads frames from standard input (a header in JSON, then the document's bytes) and answers each
with a frame of JSON; it ends with its input. What it may use of memory and time is bounded by the
system, because the parsers' own bounds don't stop what their authors never thought of. It is the
only part of a batch that looks inside a document, and what it gives back is data, never code.
"""

from __future__ import annotations

import json
import os
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import IO

from summarizer.clean import clean
from summarizer.errors import EmptyArticleError
from summarizer.ingest import Blob, Limits, documents
from summarizer.records import Failure
from summarizer.store import codec

SIZE = struct.Struct(">I")


def write_frame(stream: IO[bytes], data: bytes) -> None:
    stream.write(SIZE.pack(len(data)))
    stream.write(data)
    stream.flush()


def read_frame(stream: IO[bytes]) -> bytes | None:
    """The next frame, None where the stream ends."""
    head = stream.read(SIZE.size)
    if len(head) < SIZE.size:
        return None
    (size,) = SIZE.unpack(head)
    data = stream.read(size)
    return data if len(data) == size else None


def pieces(blob: Blob, limits: Limits) -> Iterator[dict[str, str]]:
    """What a document holds: each of its documents with its article, or a failure, as JSON."""
    for found in documents(blob, limits):
        if isinstance(found, Failure):
            yield {"failure": codec.dumps(found)}
            continue
        try:
            yield {"document": codec.dumps(found), "article": codec.dumps(clean(found))}
        except EmptyArticleError as error:
            failure = Failure(found.origin, error.problem, error.remedy)
            yield {"document": codec.dumps(found), "failure": codec.dumps(failure)}


def _bound_memory(megabytes: int) -> None:
    with suppress(ImportError, ValueError, OSError):  # systems without such bounds
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        size = megabytes << 20
        resource.setrlimit(resource.RLIMIT_DATA, (size, size))


def _bound_time(seconds: int) -> None:
    """The processor time this process may use from now on before the system ends it."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        end = int(used.ru_utime + used.ru_stime) + 1 + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (end, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def main() -> None:
    source = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get between the frames
    megabytes, seconds = int(sys.argv[1]), int(sys.argv[2])
    _bound_memory(megabytes)
    while (head := read_frame(source)) is not None and (body := read_frame(source)) is not None:
        _bound_time(seconds)
        said = json.loads(head)
        blob = Blob(body=body, **said["blob"])
        found = list(pieces(blob, Limits(**said["limits"])))
        write_frame(answers, json.dumps(found).encode("ascii"))


if __name__ == "__main__":
    main()
