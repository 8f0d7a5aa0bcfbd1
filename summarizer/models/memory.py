"""What a network took for a while and no longer needs."""

from __future__ import annotations

import ctypes
from contextlib import suppress


def give_back() -> None:
    """Hands it, some hundreds of MB, back to the system where its C library knows how; else it
    stays with the process, and what the next stage takes comes on top."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
