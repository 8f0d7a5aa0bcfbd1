"""News articles in, one executive memo out, each line with its evidence."""

from __future__ import annotations

__version__ = "0.1.0"
