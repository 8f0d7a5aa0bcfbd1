"""Sources in, raw documents out: the front door of this room."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence

from summarizer.errors import SourceError
from summarizer.ingest.fetch import Fetch, HttpFetch
from summarizer.ingest.readers import documents
from summarizer.ingest.shapes import Limits, failure
from summarizer.ingest.sources import Doors, Found, expand, unopened
from summarizer.records import Failure, RawDocument


def ingest(
    sources: Sequence[str],
    *,
    stdin: Callable[[], bytes] | None = None,
    fetch: Fetch | None = None,
    limits: Limits | None = None,
) -> Iterator[RawDocument | Failure]:
    """Read files, folders, globs, http(s) addresses and `-` (standard input), one after another.

    Each source gives its documents or a Failure, in the order in which they are named, files of a
    folder by name; a document that is named twice is read once. Nothing is read before it is asked
    for. Never raises for what a source is or holds.
    """
    limits = limits or Limits()
    doors = Doors(stdin or (lambda: read_stdin(limits)), fetch or HttpFetch(limits), limits)
    seen: set[str] = set()
    for source in sources:
        for found in expand(source, doors):
            if isinstance(found, SourceError):
                yield failure(found)
            elif found.key not in seen:
                seen.add(found.key)
                yield from _loaded(found, limits)


def read_stdin(limits: Limits) -> bytes:
    """Standard input, one byte past the cap at most."""
    return sys.stdin.buffer.read(limits.body_bytes + 1)


def _loaded(found: Found, limits: Limits) -> Iterator[RawDocument | Failure]:
    try:
        blob = found.load()
    except SourceError as error:
        yield failure(error)
    except OSError as error:
        yield failure(unopened(found.origin, error))
    else:
        yield from documents(blob, limits)
