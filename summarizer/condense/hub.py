"""The checkpoints that are known by name, and the store they are kept in.

The store is a folder with one folder a checkpoint; `origin.json` in it says where it came from and
how each file was checked. Nothing half-fetched is ever left where a checkpoint is looked for.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from summarizer.errors import ModelError

HUB = "https://huggingface.co"
ORIGIN = "origin.json"
OFFLINE = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")


@dataclass(frozen=True, slots=True)
class Known:
    """A checkpoint of `models.toml`. `sha256` holds what is pinned, by file."""

    name: str
    repo: str
    revision: str
    about: str
    weights: str
    files: tuple[str, ...]
    optional: tuple[str, ...] = ()
    sha256: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of `brief models list`."""

    name: str
    state: str
    about: str
    folder: Path | None = None


@lru_cache(maxsize=1)
def known() -> dict[str, Known]:
    """The table, by name."""
    text = files(__package__).joinpath("data", "models.toml").read_text(encoding="utf-8")
    return {name: Known(name=name, **row) for name, row in tomllib.loads(text).items()}


def default_store() -> Path:
    """A folder in the user's cache."""
    from platformdirs import user_cache_path

    return user_cache_path("brief") / "models"


def offline(environment: Mapping[str, str]) -> bool:
    """Whether the environment forbids to use the network."""
    return any(environment.get(key, "").upper() in ("1", "ON", "YES", "TRUE") for key in OFFLINE)


def stored(entry: Known, store: Path) -> Path | None:
    """The folder of a checkpoint that is in the store at its pinned revision."""
    folder = store / entry.name
    try:
        origin = json.loads((folder / ORIGIN).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return folder if origin.get("revision") == entry.revision else None


def available(store: Path) -> list[Entry]:
    """Every model that `--model` knows by name, and whether it is here."""
    entries = [
        Entry("embedded", "built in", "brief's own network; the default"),
        Entry("extractive", "built in", "picks sentences word for word, without a model"),
    ]
    for entry in known().values():
        folder = stored(entry, store)
        state = "here" if folder else "to be pulled"
        entries.append(Entry(entry.name, state, f"{entry.repo}: {entry.about}", folder))
    return entries


def pull(
    name: str,
    store: Path,
    *,
    base: str = HUB,
    table: Mapping[str, Known] | None = None,
    environment: Mapping[str, str] = os.environ,
) -> Path:
    """Fetch a checkpoint at its pinned revision, check it, keep it as safetensors; its folder.

    A file is held against the SHA-256 in the table where there is one, else against the hash that
    the hub itself states for it. The checkpoint is loaded once before it takes its place. Raises
    ModelError where any of that fails; the store is then as it was.
    """
    entries = known() if table is None else table
    entry = entries.get(name)
    if entry is None:
        raise ModelError(name, "is not listed", f"use one of {', '.join(entries)}")
    if folder := stored(entry, store):
        return folder
    if offline(environment):
        raise ModelError(name, "can't be pulled offline", f"unset {' and '.join(OFFLINE)}")
    with _workplace(store, name) as place:
        _fetch_into(place, entry, base)
        return _put(place, store / name)


@contextmanager
def _workplace(store: Path, name: str) -> Iterator[Path]:
    """A folder in the store that is gone afterwards, unless it was moved away."""
    try:
        store.mkdir(parents=True, exist_ok=True)
        outer = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=store))
    except OSError as error:
        raise _unwritable(store, error) from error
    try:
        place = outer / name
        place.mkdir()
        yield place
    except OSError as error:
        raise _unwritable(store, error) from error
    finally:
        shutil.rmtree(outer, ignore_errors=True)


def _unwritable(store: Path, error: OSError) -> ModelError:
    problem = f"can't be written ({error.strerror or error})"
    return ModelError(str(store), problem, "free space there or name another with --store")


def _fetch_into(place: Path, entry: Known, base: str) -> None:
    from summarizer.condense.checkpoint import load_checkpoint
    from summarizer.condense.convert import to_safetensors
    from summarizer.condense.fetch import Checked, fetch
    from summarizer.condense.places import Place

    checks: list[Checked] = []
    for file in (*entry.files, *entry.optional, entry.weights):
        found = fetch(entry, file, place / file, base, needed=file not in entry.optional)
        checks.extend([found] if found else [])
    if entry.weights.endswith(".bin"):
        to_safetensors(place / entry.weights)
    origin = {
        "repo": entry.repo,
        "revision": entry.revision,
        "files": [asdict(check) for check in checks],
    }
    (place / ORIGIN).write_text(json.dumps(origin, indent=1) + "\n", encoding="utf-8")
    load_checkpoint(Place(place, entry.name))


def _put(place: Path, folder: Path) -> Path:
    """Move a finished checkpoint where it is looked for; an older one there makes room."""
    if folder.exists():
        folder.rename(place.with_name("old"))
    return place.rename(folder)
