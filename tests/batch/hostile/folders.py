"""Names and things in a folder that are no files."""

from __future__ import annotations

import os
from pathlib import Path

from tests.batch.press import article

ODD_NAMES = (
    "new\nline", "tab\t", "-rf", "--help", "~", "$(reboot)", "`id`", "%s%n", "a b", "'", '"',
    "a;b", "*", "..", "...", " ", "\u202etxt", "CON", "\U0001f4a3", "é", "e\u0301", "x" * 240,
    "\udcff\udcfe", "\x01", "\x7f", "<b>", "a#b", "a?b", "a%00b", "|", "\\",
)  # fmt: skip


def odd_files(folder: Path) -> int:
    """Names that break what takes them for text, and things that are no files; how many."""
    made = 0
    for number, name in enumerate(ODD_NAMES):
        path = os.path.join(os.fsencode(folder), os.fsencode(f"{name}.txt"))  # noqa: PTH118
        with open(path, "wb") as file:  # noqa: PTH123
            file.write(article(900 + number).encode())
        made += 1
    os.mkfifo(folder / "pipe.txt")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")
    (folder / "zero.txt").symlink_to("/dev/zero")
    (folder / "random.html").symlink_to("/dev/urandom")
    (folder / "around").symlink_to(folder)
    (folder / "folder.txt").mkdir()
    below = folder
    for _ in range(40):
        below = below / "deeper.md"
        below.mkdir()
    (below / "a.txt").write_text(article(999), "utf-8")
    return made + 6
