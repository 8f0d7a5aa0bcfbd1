"""Watchlists: what is named in `brief.toml`, and what stands there now.

`watchlist` is the file, `look` finds the items of a source, `feeds` and `robots` read what the web
says of itself, `web` fetches with manners.
"""

from __future__ import annotations
