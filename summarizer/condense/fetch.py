"""Fetching one file of a checkpoint, and holding it against what it must hash to."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.condense.hub import Known
from summarizer.errors import ModelError

if TYPE_CHECKING:
    from requests import Response

TIMEOUT = (10.0, 60.0)
"""Seconds to connect, and to wait for the next piece of a file."""
PIECE = 1 << 20
_AGAIN = "try again later, or use `--model extractive`"


@dataclass(frozen=True, slots=True)
class Checked:
    """A fetched file's hash, and what it was held against: `pinned` in our table or stated by the
    `hub` itself."""

    file: str
    sha256: str
    against: str


def fetch(entry: Known, file: str, to: Path, base: str, *, needed: bool = True) -> Checked | None:
    """Fetch and check a file; None for one that isn't there and isn't needed.

    Raises ModelError where it can't be had or isn't what it should be.
    """
    import requests

    url = f"{base}/{entry.repo}/resolve/{entry.revision}/{file}"
    try:
        with requests.get(
            url, stream=True, timeout=TIMEOUT, headers={"Accept-Encoding": "identity"}
        ) as response:
            if response.status_code == 404 and not needed:
                return None
            if response.status_code != 200:
                problem = f"{file} can't be fetched (the hub answered {response.status_code})"
                raise ModelError(entry.name, problem, _AGAIN)
            _download(response, to)
            return _check(entry, file, to, _first_headers(response))
    except requests.RequestException as error:
        problem = f"{file} can't be fetched ({type(error).__name__})"
        raise ModelError(entry.name, problem, f"check the network, {_AGAIN}") from error


def _download(response: Response, to: Path) -> None:
    with to.open("wb") as out:
        for piece in response.iter_content(PIECE):
            out.write(piece)


def _first_headers(response: Response) -> Mapping[str, str]:
    """What the hub said, before it redirected to where the bytes are."""
    first = response.history[0] if response.history else response
    return first.headers


def _check(entry: Known, file: str, path: Path, headers: Mapping[str, str]) -> Checked:
    commit = headers.get("X-Repo-Commit", entry.revision)
    if commit != entry.revision:
        raise ModelError(entry.name, f"{file} is of another revision ({commit})", _AGAIN)
    found = _hash(path, hashlib.sha256())
    pinned = entry.sha256.get(file)
    stated = pinned or _stated(headers)
    if not re.fullmatch(r"[0-9a-f]{64}|[0-9a-f]{40}", stated):
        raise ModelError(entry.name, f"nothing says what {file} must hash to", _AGAIN)
    mine = found if len(stated) == 64 else _git_hash(path)
    if mine != stated:
        problem = f"{file} is not what it should be (hash {mine[:12]}…, not {stated[:12]}…)"
        raise ModelError(entry.name, problem, _AGAIN)
    return Checked(file, found, "pinned" if pinned else "hub")


def _stated(headers: Mapping[str, str]) -> str:
    """The hub's hash of a file: the SHA-256 of a large one, git's own of a small one."""
    return headers.get("X-Linked-Etag", headers.get("ETag", "")).removeprefix("W/").strip('"')


def _git_hash(path: Path) -> str:
    """What git calls a file: the SHA-1 of its length and content."""
    header = f"blob {path.stat().st_size}\0".encode()
    return _hash(path, hashlib.sha1(header, usedforsecurity=False))


def _hash(path: Path, digest: hashlib._Hash) -> str:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()
