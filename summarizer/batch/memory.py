"""Memory that a worker no longer needs."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress


def give_back() -> None:
    """Hand what the C library keeps for later back to the system, where it can be asked to. What
    lies between large pieces that come and go is else held for good, and grows from job to job."""
    if sys.platform.startswith("linux"):
        with suppress(OSError, AttributeError):  # other C libraries know no such wish
            ctypes.CDLL(None).malloc_trim(0)
