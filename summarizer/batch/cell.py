"""The child in which documents are taken apart: `python -m summarizer.batch.cell`.

It says that it is ready with an empty frame, reads frames from standard input (a header in JSON,
then the document's bytes) and answers each with a frame of JSON; it ends with its input. What it
may use of memory and time is bounded by the system, because the parsers' own bounds don't stop what
their authors never thought of. It is the only part of a batch that looks inside a document, and
what it gives back is data, never code.
"""

from __future__ import annotations

import json
import os
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import IO

from summarizer.clean import clean
from summarizer.errors import EmptyArticleError
from summarizer.ingest import Blob, Limits, documents
from summarizer.records import Article, Failure, RawDocument
from summarizer.store import codec

SIZE = struct.Struct(">I")
MOST_LETTERS, MOST_SENTENCES, LONGEST_SENTENCE = 250_000, 2_000, 5_000
"""What is more than this, some five times the longest articles, is something else, and whatever
reads an article after this would be at it for minutes."""
LIBRARIES = ("docx", "markdown_it", "pypdf", "charset_normalizer")
SAMPLE = b"<article><h1>Yard sold</h1>%b</article>" % (
    b"<p>The owners of the yard agreed on Monday to sell it. The price was not told to anybody.</p>"
    b"<p>The buyer builds ferries, and wants to build more of them there from next year on.</p>"
)
WORN = 0.5
"""The part of its memory from which on a child, once it has answered, makes way for another."""


def write_frame(stream: IO[bytes], data: bytes) -> None:
    stream.write(SIZE.pack(len(data)))
    stream.write(data)
    stream.flush()


def read_frame(stream: IO[bytes], most: int | None = None) -> bytes | None:
    """The next frame, None where the stream ends or a frame is longer than it may be."""
    head = stream.read(SIZE.size)
    if len(head) < SIZE.size:
        return None
    (size,) = SIZE.unpack(head)
    if most is not None and size > most:
        return None
    data = stream.read(size)
    return data if len(data) == size else None


def pieces(blob: Blob, limits: Limits) -> Iterator[dict[str, str]]:
    """What a document holds: each of its documents with its article, or a failure, as JSON."""
    for found in documents(blob, limits):
        if isinstance(found, Failure):
            yield {"failure": codec.dumps(found)}
            continue
        try:
            yield {"document": codec.dumps(found), "article": codec.dumps(_article(found))}
        except EmptyArticleError as error:
            failure = Failure(found.origin, error.problem, error.remedy)
            yield {"document": codec.dumps(found), "failure": codec.dumps(failure)}


def _surely(blob: Blob, limits: Limits) -> list[dict[str, str]]:
    """The same, and a failure too where a document broke what should have stood it."""
    try:
        return list(pieces(blob, limits))
    except Exception as error:
        problem = f"broke the reading ({type(error).__name__})"
        return [{"failure": codec.dumps(Failure(blob.origin, problem, "report it"))}]


def _article(document: RawDocument) -> Article:
    """The article in a document. EmptyArticleError where there is none, or far more than one."""
    if len(document.text) > MOST_LETTERS:
        raise _too_much(document, f"{len(document.text):,} letters")
    article = clean(document)
    if len(article.sentences) > MOST_SENTENCES:
        raise _too_much(document, f"{len(article.sentences):,} sentences")
    longest = max((sentence.end - sentence.start for sentence in article.sentences), default=0)
    if longest > LONGEST_SENTENCE:
        raise _too_much(document, f"a sentence of {longest:,} letters")
    return article


def _too_much(document: RawDocument, what: str) -> EmptyArticleError:
    remedy = "save the article's text alone, in sentences"
    return EmptyArticleError(document.origin, f"holds {what}, as no article does", remedy)


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


def _worn(megabytes: int) -> bool:
    """Whether memory that documents left behind might be missed by the next one."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])
        return pages * os.sysconf("SC_PAGE_SIZE") > WORN * (megabytes << 20)
    except (OSError, ValueError, IndexError, AttributeError):
        return False  # other systems count it otherwise


def _warm() -> None:
    """Load what is loaded with the first document of each kind, so that no document is charged
    for it."""
    for library in LIBRARIES:
        import_module(library)
    list(pieces(Blob("warm", SAMPLE, "warm.html"), Limits()))


def main() -> None:
    source = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get between the frames
    megabytes, seconds = int(sys.argv[1]), int(sys.argv[2])
    _bound_memory(megabytes)
    _warm()
    write_frame(answers, b"")
    while (head := read_frame(source)) is not None and (body := read_frame(source)) is not None:
        _bound_time(seconds)
        said = json.loads(head)
        blob = Blob(body=body, **said["blob"])
        found = _surely(blob, Limits(**said["limits"]))
        answer = {"pieces": found, "last": _worn(megabytes)}
        write_frame(answers, json.dumps(answer).encode("ascii"))


if __name__ == "__main__":
    main()
