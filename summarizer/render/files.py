"""Memos as files: a folder of its own for each, and writing that leaves all of it or nothing."""

from __future__ import annotations

import errno
import os
import re
import secrets
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from summarizer.errors import OutputError
from summarizer.records import Memo

_LONGEST = 60
_EMPTY_SLUG = "memo"

_PROBLEMS = {
    errno.ENOSPC: ("has no space left", "free some space or choose another output folder"),
    errno.EDQUOT: ("has no space left", "free some space or choose another output folder"),
    errno.EFBIG: ("has no space left", "free some space or choose another output folder"),
    errno.EACCES: ("may not be written to", "change its permissions or choose another folder"),
    errno.EPERM: ("may not be written to", "change its permissions or choose another folder"),
    errno.EROFS: ("is read-only", "choose another output folder"),
    errno.ENOTDIR: ("is not a folder", "give a folder to write to"),
    errno.EEXIST: ("is not a folder", "give a folder to write to"),
    errno.ENAMETOOLONG: ("has a name that is too long", "choose a shorter output folder"),
}


def slug(title: str) -> str:
    """A title as part of a file name: a to z, digits and hyphens, at most 60 characters."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"(?<=\w)'(?=\w)", "", plain)
    words = re.findall(r"[a-z0-9]+", plain)
    while len(words) > 1 and len("-".join(words)) > _LONGEST:
        words.pop()
    return "-".join(words)[:_LONGEST] or _EMPTY_SLUG


def folder_for(memo: Memo, outputs: Path) -> Path:
    """A new, empty folder for a memo under `outputs`, named by its date and title.

    It is made at once, so that two runs at the same time can't take the same one. Raises
    OutputError where it can't be made.
    """
    base = _base(memo)
    with output_errors(outputs):
        outputs.mkdir(parents=True, exist_ok=True)
        for number in count(1):
            folder = outputs / (base if number == 1 else f"{base}-{number}")
            with suppress(FileExistsError):
                folder.mkdir()
                return folder
    raise AssertionError("unreachable")


def check_outputs(outputs: Path) -> None:
    """Try whether memos can be written under `outputs`, before the work of making one.

    Leaves nothing behind; raises OutputError where they can't.
    """
    trial = f".{secrets.token_hex(4)}.part"
    missing = [path for path in (outputs, *outputs.parents) if not path.exists()]
    with output_errors(outputs):
        try:
            outputs.mkdir(parents=True, exist_ok=True)
            (outputs / trial).touch(exist_ok=False)
        finally:
            _remove([outputs / trial])
            for path in missing:
                with suppress(OSError):
                    path.rmdir()


def write_files(folder: Path, contents: Mapping[str, Iterable[bytes]]) -> list[Path]:
    """Write files by name, each from its pieces, into a folder, which is made where it is missing.

    Each goes to a temporary file beside its place first, and all take their places only once all
    are safely on the disk. On failure nothing new stays behind, not even an empty folder, and
    OutputError says why.
    """
    with output_errors(folder), _tidied(folder):
        folder.mkdir(parents=True, exist_ok=True)
        return _placed(folder, contents)


def _base(memo: Memo) -> str:
    return f"{memo.made.isoformat()}-{slug(memo.title)}"


def _placed(folder: Path, contents: Mapping[str, Iterable[bytes]]) -> list[Path]:
    waiting: dict[Path, Path] = {}
    fresh = [path for name in contents if not (path := folder / name).exists()]
    try:
        for name, pieces in contents.items():
            waiting[folder / name] = temporary = folder / f".{name}.{secrets.token_hex(4)}.part"
            _write(temporary, pieces)
        for target, temporary in waiting.items():
            temporary.replace(target)
    except BaseException:
        _remove([*waiting.values(), *fresh])
        raise
    sync_folder(folder)
    return list(waiting)


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    with path.open("xb") as file:
        file.writelines(pieces)
        file.flush()
        os.fsync(file.fileno())


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make the new names last; systems that can't open a folder do so by themselves."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _tidied(folder: Path) -> Iterator[None]:
    """Take away folders that a failed write made or left empty; one that may not be written to
    was not ours to begin with."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        yield
    except BaseException as error:
        for path in missing or [folder] * (not isinstance(error, PermissionError)):
            with suppress(OSError):
                path.rmdir()
        raise


@contextmanager
def output_errors(folder: Path) -> Iterator[None]:
    """Tell a failure of the system as one line about the output folder."""
    try:
        yield
    except OSError as error:
        unknown = (f"cannot be written ({error.strerror or error})", "choose another output folder")
        problem, remedy = _PROBLEMS.get(error.errno or 0, unknown)
        raise OutputError(str(folder), problem, remedy) from error
