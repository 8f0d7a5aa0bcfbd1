"""The password: where it may lie, and keeping it from being seen.

It comes from an environment variable, a file that only its owner can read, systemd's credentials
or the system's keyring. It is read when a connection is made; no setting, record, log line or
error ever holds it.
"""

from __future__ import annotations

import base64
import os
import stat
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from summarizer.errors import MailError

LONGEST = 4096
"""Bytes of a password's file."""


class Secret:
    """A text that shows itself to nobody who doesn't ask by name."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        return self._text

    def hidden(self, text: str) -> str:
        """Another text without this one, as it is or in the forms in which it goes over the wire;
        servers repeat what they were told."""
        raw = self._text.encode()
        for form in {self._text, base64.b64encode(raw).decode(), repr(self._text)[1:-1]}:
            text = text.replace(form, "***") if form else text
        return text

    def __repr__(self) -> str:
        return "Secret(***)"

    __str__ = __repr__

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not passed on")


@dataclass(frozen=True, slots=True)
class Places:
    """Where a password may be found: the environment, the folder that relative paths start from,
    the user's number (None where the system has none), and whom to ask the keyring for."""

    environment: MutableMapping[str, str]
    folder: Path
    user: int | None
    username: str


def read(source: str, places: Places) -> Secret:
    """The password that a source such as env:NAME names. Raises MailError where it can't be had or
    isn't kept safe; the error names the place, never what lies there."""
    kind, _, name = source.partition(":")
    secret = SOURCES[kind](name, places)
    if not secret.reveal():
        raise MailError(source, "is empty", "put the password there")
    if any(char in secret.reveal() for char in "\r\n\0"):
        raise MailError(source, "holds more than one line", "put the password alone there")
    return secret


def _environment(name: str, places: Places) -> Secret:
    """Taken out of the environment, so that no child inherits it."""
    if name not in places.environment:
        raise MailError(f"env:{name}", "is not set", "set the variable to the password")
    return Secret(places.environment.pop(name))


def _file(name: str, places: Places) -> Secret:
    path = places.folder / Path(name).expanduser()
    return _only_owners(path, f"file:{name}", places.user, others=0o077)


def _credential(name: str, places: Places) -> Secret:
    """What systemd hands to a service. It guards the folder itself, and may let the service's group
    read; anybody else may not."""
    label = f"credential:{name}"
    folder = places.environment.get("CREDENTIALS_DIRECTORY")
    if not folder:
        raise MailError(label, "is only there in a systemd service", "set LoadCredential= in it")
    if Path(name).name != name or name in (".", ".."):
        raise MailError(label, "is no name of a credential", "name it without folders")
    return _only_owners(Path(folder) / name, label, places.user, others=0o027)


def _keyring(name: str, places: Places) -> Secret:
    label = f"keyring:{name}"
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        remedy = "install brief-memo[keyring]"
        raise MailError(label, "needs a library that isn't here", remedy) from None
    problem = ""
    found = None
    try:
        found = keyring.get_password(name, places.username)
    except KeyringError as error:
        problem = f"can't be opened ({type(error).__name__})"
    if problem or found is None:
        problem = problem or f"holds no password of {places.username}"
        raise MailError(label, problem, f"run `keyring set {name} {places.username}`")
    return Secret(found)


def _only_owners(path: Path, label: str, user: int | None, *, others: int) -> Secret:
    """What a file holds that nobody else can read, replace or have put there: a plain file, no
    link, the user's own (or root's), in folders that only they may change."""
    if user is None:
        raise MailError(label, "can't be checked on this system", "use keyring: or env:")
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
    try:
        handle = os.open(path, flags)
    except OSError as error:
        link = path.is_symlink()
        said = "is a link" if link else f"can't be read ({(error.strerror or 'error').lower()})"
        raise MailError(label, said, "put the password into a file of its own there") from None
    try:
        flaw = _flaw(os.fstat(handle), user, others) or _loose_folder(path, user)
        if flaw:
            raise MailError(label, *flaw)
        data = os.read(handle, LONGEST + 1)
    finally:
        os.close(handle)
    if len(data) > LONGEST:
        raise MailError(label, "is too long for a password", "put the password alone there")
    text, flaw = "", None
    try:
        text = data.decode("utf-8").removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError:  # whose text would show what it can't read
        flaw = ("is not UTF-8", "save the password as UTF-8")
    if flaw:
        raise MailError(label, *flaw)
    return Secret(text)


def _flaw(found: os.stat_result, user: int, others: int) -> tuple[str, str] | None:
    if not stat.S_ISREG(found.st_mode):
        return "is no file", "put the password into a file"
    if found.st_uid not in (user, 0):
        return "belongs to somebody else", "make it your own with chown"
    if found.st_mode & others:
        return "can be read or changed by others", "run `chmod 600` on it"
    return None


def _loose_folder(path: Path, user: int) -> tuple[str, str] | None:
    """Whoever may change a folder on the way can put another file there. In a sticky one, such as
    /tmp, nobody may but the owner."""
    for folder in path.resolve().parents:
        found = folder.stat()
        loose = found.st_mode & 0o022 and not found.st_mode & stat.S_ISVTX
        if loose or found.st_uid not in (user, 0):
            return f"lies in {folder}, which others can change", "move it, or mend the rights"
    return None


SOURCES: dict[str, Callable[[str, Places], Secret]] = {
    "env": _environment,
    "file": _file,
    "credential": _credential,
    "keyring": _keyring,
}
