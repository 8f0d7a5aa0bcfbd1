from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.errors import UsageError
from summarizer.watch.watchlist import load

HEAD = "[watch.deals]\nfolders = ['in']\n"


def test_keys_of_the_weekly_memo_have_defaults(tmp_path: Path) -> None:
    """A watchlist that says nothing of its memo gets all sections, no attachment, a note where
    nothing is new, quiet deals named, and weeks in UTC."""
    file = tmp_path / "brief.toml"
    file.write_text(HEAD, "utf-8")
    watch = load(file).watch["deals"]
    assert (watch.sections, watch.words, watch.attach) == ((), 400, ())
    assert (watch.nothing, watch.quiet, watch.timezone) == ("note", True, "UTC")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("timezone = 'Mars/Base'", "no time zone"),
        ("timezone = '../../etc/passwd'", "no time zone"),
        ("attach = ['exe']", "attach"),
        ("nothing = 'maybe'", "nothing"),
        ("words = 3", "words"),
        ("weekly = true", "is not known"),
    ],
)
def test_what_a_watchlist_may_not_say_of_its_memo(tmp_path: Path, line: str, said: str) -> None:
    """Each is one line that names the key."""
    file = tmp_path / "brief.toml"
    file.write_text(HEAD + line, "utf-8")
    with pytest.raises(UsageError, match=said):
        load(file)
