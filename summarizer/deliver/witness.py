"""How often mails went out, noted outside the store, by which an old copy of the store is noticed.

Whoever puts back last month's store would otherwise send again whatever it doesn't know to be
sent. The number in the store and the one beside it grow together, before mails go out and after; a
store that is behind, or that has sent and finds nothing beside it, is a copy. A copy of the whole
computer can't be told this way: there the weeks' age and the gap before them hold mails back
(`weeks`).
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from summarizer.errors import MailError


@dataclass(frozen=True, slots=True)
class Witness:
    """A small file in a folder for each store."""

    folder: Path

    def seen(self, store: str) -> int | None:
        """The number noted for a store; None where there is none."""
        try:
            return int(self._file(store).read_text("ascii"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise self._error(store, "can't be read", error) from error

    def note(self, store: str, rounds: int) -> None:
        """Note a number, so that it outlasts a crash."""
        file = self._file(store)
        fresh = file.with_name(f"{file.name}.{os.getpid()}")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with fresh.open("w", encoding="ascii") as opened:
                opened.write(str(rounds))
                opened.flush()
                os.fsync(opened.fileno())
            fresh.replace(file)
        except OSError as error:
            with suppress(OSError):
                fresh.unlink()
            raise self._error(store, "can't be written", error) from error

    def _file(self, store: str) -> Path:
        return self.folder / f"post-{store}"

    def _error(self, store: str, problem: str, error: Exception) -> MailError:
        said = f"{problem} ({getattr(error, 'strerror', None) or error})"
        return MailError(str(self._file(store)), said, "name another folder in [mail] witness")


def is_old(rounds: int, seen: int | None) -> bool:
    """Whether a store that counts so many rounds is an older copy, by what is noted beside it."""
    return rounds > 0 if seen is None else rounds < seen
