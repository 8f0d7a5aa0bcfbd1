"""The list of those who want no mail: a file of addresses, one a line; # begins a comment."""

from __future__ import annotations

from pathlib import Path

from summarizer.errors import MailError
from summarizer.watch import addresses


def read(file: Path) -> frozenset[str]:
    """The keys of the addresses on the list; none where there is no file. MailError names a line
    that is no address, so that nobody is written to because of a slip of the pen."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return frozenset()
    except (OSError, UnicodeDecodeError) as error:
        said = getattr(error, "strerror", None) or "is not UTF-8"
        raise MailError(str(file), f"can't be read ({said})", "mend it; nothing is sent") from error
    found: set[str] = set()
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.partition("#")[0].strip()
        if bare:
            try:
                found.add(addresses.parse(bare).key)
            except ValueError as error:
                raise MailError(f"{file}, line {number}", str(error), "mend the line") from error
    return frozenset(found)


def add(file: Path, address: str, day: str) -> bool:
    """Put an address on the list; False where it stands there. MailError where it is none."""
    try:
        found = addresses.parse(address)
    except ValueError as error:
        raise MailError(address, "is no mail address", "name one") from error
    if found.key in read(file):
        return False
    before = file.read_text(encoding="utf-8-sig") if file.exists() else ""
    gap = "\n" if before and not before.endswith("\n") else ""
    with file.open("a", encoding="utf-8") as opened:
        opened.write(f"{gap}{found.spec}  # {day}\n")
    return True
