"""Where a checkpoint lies: a name, a folder or a hub id becomes a folder on this machine."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from summarizer.condense.hub import Known, known, offline, stored
from summarizer.errors import ModelError

WANTED = ("*.json", "*.safetensors", "*.txt", "*.model")
"""What is fetched of a hub checkpoint. Weights of other kinds are not even downloaded."""
_HUB_ID = re.compile(r"[\w.-]+(?:/[\w.-]+)?(?:@[\w./-]+)?")


@dataclass(frozen=True, slots=True)
class Place:
    """A checkpoint's folder, and what the memo calls it."""

    folder: Path
    name: str


def find(model: str, store: Path) -> Place:
    """The folder of a checkpoint, fetched from the hub where it is neither a folder nor stored.

    A known name or its hub id means the pinned revision; `id@revision` names another. Raises
    ModelError where the checkpoint can't be had.
    """
    entry = known().get(model) or next((k for k in known().values() if k.repo == model), None)
    if entry and (folder := stored(entry, store)):
        return Place(folder, entry.repo)
    folder = Path(model).expanduser()
    if folder.is_dir():
        return Place(folder, folder.resolve().name)
    if folder.is_file() or not _HUB_ID.fullmatch(model):
        raise ModelError(model, "is not a folder", "name a checkpoint's folder or a hub id")
    return _from_hub(model, entry)


def _from_hub(model: str, entry: Known | None) -> Place:
    from huggingface_hub import snapshot_download

    from summarizer.condense.quiet import quiet

    repo, _, revision = model.partition("@")
    if entry:
        repo, revision = entry.repo, entry.revision
    try:
        with quiet():
            folder = snapshot_download(
                repo,
                revision=revision or None,
                allow_patterns=list(WANTED),
                ignore_patterns=["*/*"],
                local_files_only=offline(os.environ),
            )
    except (OSError, ValueError) as error:
        raise ModelError(model, f"can't be had ({_why(error)})", remedy(model, entry)) from error
    return Place(Path(folder), repo)


def remedy(model: str, entry: Known | None) -> str:
    """What to do about a checkpoint that isn't here."""
    first = f"run `brief models pull {entry.name}`" if entry else "check the name and the network"
    return f"{first}, name a checkpoint's folder, or use `--model extractive`"


def _why(error: Exception) -> str:
    """The kind of failure in a few words; the hub's messages run over many lines."""
    if offline(os.environ):
        return "offline, and not in the cache"
    status = getattr(getattr(error, "response", None), "status_code", None)
    return f"the hub answered {status}" if status else "the hub can't be reached"
