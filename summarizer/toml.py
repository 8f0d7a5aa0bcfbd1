"""Files that users write in TOML: sections, settings, watchlists, golden cases.

A leaf module. Whatever is wrong with a file is one UsageError that names the file, and the key.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from summarizer.errors import UsageError

if TYPE_CHECKING:
    from pydantic import BaseModel

Said = TypeVar("Said", bound="BaseModel")


def table(path: Path, remedy: str) -> dict[str, Any]:
    """What a file holds; `remedy` is what to do where it can't be read."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(str(path), f"can't be read ({error.strerror})", remedy) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(str(path), f"is not TOML ({error})", "mend the line it names") from error


def validated(path: Path, model: type[Said], remedy: str, wrong: str) -> Said:
    """What a file says, by its model; `wrong` is what to do about a key that can't be used."""
    from pydantic import ValidationError

    try:
        return model.model_validate(table(path, remedy))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UsageError(f"{path}: {where}", first["msg"], wrong) from error
