"""What a user names to what can be loaded: files, folders, globs, addresses, standard input.

The order is that in which sources are named; inside a folder or glob it is by name.
"""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

from summarizer.errors import SourceError
from summarizer.ingest.fetch import Fetch
from summarizer.ingest.shapes import Blob, Limits, too_large
from summarizer.ingest.sniff import EXTENSIONS, is_known

STANDARD_INPUT = "-"
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
READABLE = "files brief reads end in " + ", ".join(EXTENSIONS)


class EmptyFolderError(SourceError):
    """A folder in which nothing is to be read, which may change."""


@dataclass(frozen=True, slots=True)
class Doors:
    """Where bytes come from other than files."""

    stdin: Callable[[], bytes]
    fetch: Fetch
    limits: Limits


@dataclass(frozen=True, slots=True)
class Found:
    """A document that can be loaded, by a call that raises SourceError or OSError. Two with the
    same key are the same document."""

    origin: str
    key: str
    load: Callable[[], Blob]


def expand(source: str, doors: Doors) -> Iterator[Found | SourceError]:
    """The documents behind one source, or what is wrong with it."""
    if source == STANDARD_INPUT:
        yield Found(source, "standard input", lambda: _from_stdin(doors))
    elif SCHEME.match(source):
        yield _address(source, doors)
    else:
        yield from _paths(source, doors.limits)


def _from_stdin(doors: Doors) -> Blob:
    body = doors.stdin()
    if len(body) > doors.limits.body_bytes:
        raise too_large("standard input", doors.limits)
    return Blob("standard input", body, "")


def _address(source: str, doors: Doors) -> Found | SourceError:
    try:
        plain = urldefrag(source).url
        parts = urlsplit(plain)
    except ValueError:
        return SourceError(source, "is no web address", "check its spelling")
    if parts.scheme.lower() not in ("http", "https"):
        return SourceError(source, "is neither an http nor an https address", "save it as a file")
    if not parts.hostname:
        return SourceError(source, "is an address without a host", "check its spelling")
    return Found(source, plain, lambda: _fetched(source, plain, doors))


def _fetched(source: str, plain: str, doors: Doors) -> Blob:
    got = doors.fetch(plain)
    name = unquote(urlsplit(got.url).path).rpartition("/")[2]
    return Blob(source, got.body, name, got.content_type, got.url)


def _paths(source: str, limits: Limits) -> Iterator[Found | SourceError]:
    """A path as the user wrote it. A name with a wildcard in it that exists is that file."""
    path = Path(source)
    try:
        exists, folder = bool(source) and path.exists(), path.is_dir()
    except (OSError, ValueError) as error:
        yield unopened(source, error)
        return
    if exists and folder:
        yield from _folder(path, source, limits)
    elif exists:
        yield _file(path, limits)
    elif glob.has_magic(source):
        yield from _glob(source, limits)
    else:
        yield SourceError(source, "does not exist", "check the spelling and the current folder")


def _globbed(pattern: str) -> list[str]:
    # Path.glob takes no absolute patterns
    return sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207


def _glob(pattern: str, limits: Limits) -> Iterator[Found | SourceError]:
    matches = [Path(match) for match in _globbed(pattern)]
    wanted = [path for path in matches if path.is_dir() or is_known(path.name)]
    if not wanted:
        problem = "matches nothing brief reads" if matches else "matches no file"
        yield SourceError(pattern, problem, READABLE)
    for path in wanted:
        if not path.is_dir():
            yield _file(path, limits)
        elif "**" not in pattern:  # which names the files of its folders itself
            yield from _folder(path, str(path), limits)


def _folder(folder: Path, source: str, limits: Limits) -> Iterator[Found | SourceError]:
    empty = True
    for found in _walk(folder, limits):
        empty = False
        yield found
    if empty:
        yield EmptyFolderError(source, "is a folder that holds nothing brief reads", READABLE)


def _walk(folder: Path, limits: Limits) -> Iterator[Found | SourceError]:
    """Files of known types, folder by folder; hidden ones and links to folders are passed over."""
    shut: list[OSError] = []
    for here, folders, names in os.walk(folder, onerror=shut.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and is_known(name):
                yield _file(Path(here) / name, limits)
    for error in shut:
        yield unopened(str(error.filename or folder), error)


def _file(path: Path, limits: Limits) -> Found:
    return Found(str(path), os.path.realpath(path), lambda: _from_file(path, limits))


def _from_file(path: Path, limits: Limits) -> Blob:
    """At most the cap of a regular file; a pipe or device could go on for ever."""
    origin = str(path)
    if not path.is_file():
        raise SourceError(origin, "is no regular file", "pipe it in and name - instead")
    with path.open("rb") as file:
        body = file.read(limits.body_bytes + 1)
    if len(body) > limits.body_bytes:
        raise too_large(origin, limits)
    return Blob(origin, body, path.name)


def unopened(origin: str, error: Exception) -> SourceError:
    """The system's own reason in words."""
    reason = (getattr(error, "strerror", None) or str(error)).lower()
    return SourceError(origin, f"can't be opened ({reason})", "check its name and rights")
