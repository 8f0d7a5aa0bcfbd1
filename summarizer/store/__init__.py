"""What is remembered from run to run, in one SQLite file.

`database` opens it, `lock` lets one run in, `codec` writes records as JSON. What is kept: `runs`,
`queue` (what waits, what failed), `library` (documents and articles), `studies` (what was read out
of them), `stories` (what was told). Functions that say "inside `writing`" belong in a transaction
of the caller's, so that what belongs together is kept together.
"""

from __future__ import annotations

from summarizer.store.database import Database, open_store, read_store
from summarizer.store.lock import only_run

__all__ = ["Database", "only_run", "open_store", "read_store"]
