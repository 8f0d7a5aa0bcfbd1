"""What a network took for a while and no longer needs."""

from __future__ import annotations

import ctypes
import os
from contextlib import suppress


def give_back() -> None:
    """Hands it, some hundreds of MB, back to the system where its C library knows how; else it
    stays with the process, and what the next stage takes comes on top."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


KEPT = "32"


def remember_less() -> None:
    """Has oneDNN keep fewer of the products it prepared, unless the environment says how many. It
    keeps a thousand by shape, and texts have ever new shapes: 50 MB after 600 articles, and not
    faster. Asked for before the first product."""
    for name in ("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "LRU_CACHE_CAPACITY"):
        os.environ.setdefault(name, KEPT)
