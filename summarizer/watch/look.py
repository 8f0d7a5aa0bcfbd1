"""What a watchlist's sources hold right now: items that could be read, without reading them."""

from __future__ import annotations

import glob
import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from summarizer.errors import SourceError
from summarizer.ingest import Limits
from summarizer.ingest.fetch import Fetched
from summarizer.ingest.sources import SCHEME, Doors, EmptyFolderError, Found, expand
from summarizer.watch.feeds import parse
from summarizer.watch.watchlist import Config
from summarizer.watch.watchlist import Watch as Watchlist
from summarizer.watch.web import NOTHING_KNOWN, Validators, Web


class SourceKind(StrEnum):
    FOLDER = "folder"
    FEED = "feed"
    URLS = "urls"


class ItemKind(StrEnum):
    """How an item is read: a file, a page asked for again at every run, or an entry of a feed,
    whose page is asked for when the entry changes."""

    FILE = "file"
    PAGE = "page"
    ENTRY = "entry"


@dataclass(frozen=True, slots=True)
class Source:
    """One source of a watchlist; `place` is a path or an address."""

    watch: str
    kind: SourceKind
    place: str

    def __str__(self) -> str:
        return f"{self.watch}: {self.kind} {self.place}"


@dataclass(frozen=True, slots=True)
class Item:
    """Something to be read. Two items of a watchlist with the same key are the same; `print`
    changes when it does. `page` is the article itself where its feed holds all of it."""

    key: str
    kind: ItemKind
    origin: str
    print: str
    title: str | None = None
    published: date | None = None
    page: bytes | None = None


@dataclass(frozen=True, slots=True)
class Sight:
    """What a source held when it was looked at. `items` is None where it is as it was."""

    source: Source
    items: tuple[Item, ...] | None
    validators: Validators = NOTHING_KNOWN
    errors: tuple[SourceError, ...] = ()


def sources(config: Config) -> Iterator[Source]:
    """Every source of every watchlist, in the order of the file."""
    for name, watch in config.watch.items():
        for kind, places in _places(config, watch):
            for place in places:
                yield Source(name, kind, place)


def _places(config: Config, watch: Watchlist) -> Iterator[tuple[SourceKind, tuple[str, ...]]]:
    yield SourceKind.FOLDER, tuple(str(config.at(path)) for path in watch.folders)
    yield SourceKind.FEED, watch.feeds
    yield SourceKind.URLS, tuple(str(config.at(path)) for path in watch.urls)


def look(source: Source, web: Web, known: Validators | None = None) -> Sight:
    """Look at a source once. Raises SourceError where it can't be looked at."""
    return _LOOKS[source.kind](source, web, known)


def _folder(source: Source, _web: Web, _known: Validators | None) -> Sight:
    items: list[Item] = []
    errors: list[SourceError] = []
    if not (glob.has_magic(source.place) or os.path.lexists(source.place)):
        remedy = "make it, or mend `folders` in the settings"
        raise SourceError(source.place, "is not there", remedy)
    for found in expand(source.place, files_only(Limits())):
        try:
            if isinstance(found, SourceError):
                raise found
            items.append(_file(found))
        except EmptyFolderError:  # what nobody filled yet holds nothing new
            continue
        except SourceError as error:
            errors.append(error)
    return Sight(source, tuple(items), errors=tuple(errors))


def _file(found: Found) -> Item:
    origin = _shown(found.origin)
    try:
        found.key.encode()
        state = Path(found.key).stat()
    except UnicodeEncodeError as error:
        raise SourceError(origin, "has a name that is no text", "rename it") from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SourceError(origin, f"can't be opened ({reason})", "check its rights") from error
    print_ = f"{state.st_size} {state.st_mtime_ns} {state.st_ino}"
    return Item(found.key, ItemKind.FILE, origin, print_)


def _shown(name: str) -> str:
    """A file's name as it is told and kept: one line of characters that are seen. A name that had
    to be changed for that is told from all others by a few digits."""
    if name.isprintable():
        return name
    digits = hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return f"{''.join(c if c.isprintable() else '?' for c in name)} ({digits})"


def _feed(source: Source, web: Web, known: Validators | None) -> Sight:
    page = web.feed(source.place, known)
    if page is None:
        return Sight(source, None, known or NOTHING_KNOWN)
    feed = parse(page.body, page.url)
    items = tuple(
        Item(e.url, ItemKind.ENTRY, e.url, e.print, e.title or None, e.published, e.page)
        for e in feed.entries
    )
    remedy = "ask the feed's publisher for web addresses"
    errors = tuple(
        SourceError(source.place, f"has an entry that leads nowhere on the web ({link})", remedy)
        for link in feed.refused
    )
    return Sight(source, items, page.validators, errors)


def _urls(source: Source, _web: Web, _known: Validators | None) -> Sight:
    try:
        text = Path(source.place).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = (getattr(error, "strerror", None) or "not UTF-8").lower()
        remedy = "write one address a line"
        raise SourceError(source.place, f"can't be read ({reason})", remedy) from error
    lines = (line.strip() for line in text.splitlines())
    items: dict[str, Item] = {}
    errors: list[SourceError] = []
    for line in lines:
        if not line or line.startswith("#"):
            continue
        for found in (
            expand(line, files_only(Limits())) if SCHEME.match(line) else [_no_address(line)]
        ):
            if isinstance(found, SourceError):
                errors.append(found)
            else:
                items.setdefault(found.key, Item(found.key, ItemKind.PAGE, found.origin, ""))
    return Sight(source, tuple(items.values()), errors=tuple(errors))


def _no_address(line: str) -> SourceError:
    return SourceError(line[:200], "is no web address", "write it whole, with https://")


def files_only(limits: Limits) -> Doors:
    """Doors behind which only files are: standard input is empty, the web is shut."""

    def shut(url: str) -> Fetched:
        raise SourceError(url, "is no file", "name it in a list of addresses")

    return Doors(lambda: b"", shut, limits)


_LOOKS: Mapping[SourceKind, Callable[[Source, Web, Validators | None], Sight]] = {
    SourceKind.FOLDER: _folder,
    SourceKind.FEED: _feed,
    SourceKind.URLS: _urls,
}
