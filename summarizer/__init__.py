"""News articles in, one executive memo out, each line with its evidence.

    from summarizer import Settings, generate
    memo = generate(["articles/"], Settings(words=300))

Names are loaded when first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summarizer.errors import BriefError as BriefError
    from summarizer.pipeline import generate as generate
    from summarizer.records import Memo as Memo
    from summarizer.settings import Settings as Settings

__version__ = "0.1.0"
__all__ = ["BriefError", "Memo", "Settings", "generate"]

_HOMES = {"BriefError": "errors", "Memo": "records", "Settings": "settings", "generate": "pipeline"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
