"""The weekly memo of a watchlist: what a week brought, composed from the store alone.

No model and no network: articles were read and stories told by `brief batch`. `window` says which
runs a week is made of, `compose` gathers what they brought, `choose` fits it into the word budget,
`subject` words its biggest point, `whole` is the memo that is attached on request.
"""

from __future__ import annotations

from summarizer.weekly.compose import Week, compose
from summarizer.weekly.window import Window, window

__all__ = ["Week", "Window", "compose", "window"]
