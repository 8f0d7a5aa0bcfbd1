"""Settings of a memo: defaults < settings file < environment < flags. Unknown keys fail.

The settings file is TOML with a `[generate]` table; `brief.toml` in the current folder is read
where no other is named. Environment variables are `BRIEF_` and the setting's name in capitals;
lists are parted by commas.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from summarizer import toml
from summarizer.errors import UsageError

Format = Literal["md", "html", "pdf", "docx", "json"]
DEFAULT_FILE = Path("brief.toml")
PREFIX = "BRIEF_"
CONFIG_VARIABLE = "BRIEF_CONFIG"
OPTIONS = {"formats": "format", "sections": "section", "outputs": "out", "made": "date"}
"""Options that aren't named as their setting is."""


class Settings(BaseModel):
    """What a memo is made with. Frozen; `load` makes one from all the places."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    model: str = Field(default="default", min_length=1)
    """The condenser: `default`, `extractive`, an alias, a hub id, or a checkpoint's folder."""
    runtime: Literal["auto", "torch", "ctranslate2", "transformers"] = "auto"
    """What runs a checkpoint; `auto` is torch where it serves the checkpoint."""
    precision: Literal["auto", "fp32", "bf16", "int8"] = "auto"
    """The number format of a checkpoint's products; `auto` asks the processor."""
    words: int = Field(default=350, ge=80, le=5000)
    """Word budget of one story's part, tables apart."""
    sections: tuple[str, ...] = ()
    """Keys of the sections wanted; empty means all."""
    prompts: Path | None = None
    """A folder of section files instead of those that come with the package."""
    title: str | None = Field(default=None, min_length=1, max_length=200)
    """The memo's title; by default its main story's headline."""
    made: date | None = None
    """The date the memo carries; today where none is given."""
    locale: Literal["en-US", "en-GB"] = "en-US"
    """How dates and numbers are written."""
    formats: tuple[Format, ...] = get_args(Format)
    outputs: Path = Path("outputs")
    """The folder under which each memo gets a folder of its own."""
    strict: bool = False
    """Fail when the check had to drop a statement."""

    @field_validator("sections", "formats", mode="before")
    @classmethod
    def _list(cls, value: Any) -> Any:
        """Lists may be written as text parted by commas, as flags and the environment do."""
        given = [value] if isinstance(value, str) else value
        if not isinstance(given, (list, tuple)):
            return value
        words = (word.strip() for text in given for word in str(text).split(","))
        return tuple(dict.fromkeys(word for word in words if word))

    @field_validator("formats")
    @classmethod
    def _some_format(cls, formats: tuple[Format, ...]) -> tuple[Format, ...]:
        if not formats:
            raise ValueError("name at least one of " + ", ".join(get_args(Format)))
        return formats


def load(flags: Mapping[str, Any] | None = None, file: Path | None = None) -> Settings:
    """Settings from the file, the environment and the flags (None means not given).

    Raises UsageError naming the key and what is wrong with it.
    """
    given = {key: value for key, value in (flags or {}).items() if value is not None}
    environment = _from_environment()
    try:
        return Settings.model_validate({**_from_file(file), **environment, **given})
    except ValidationError as error:
        raise _usage(error, given, environment) from error


def _from_file(file: Path | None) -> dict[str, Any]:
    """The `[generate]` table of the settings file."""
    named = file or (Path(os.environ[CONFIG_VARIABLE]) if CONFIG_VARIABLE in os.environ else None)
    path = named or DEFAULT_FILE
    if named is None and not path.is_file():
        return {}
    table = toml.table(path, "name another").get("generate", {})
    if not isinstance(table, dict):
        raise UsageError(str(path), "`generate` is not a table", "write `[generate]`")
    return table


def _from_environment() -> dict[str, str]:
    names = (name for name in os.environ if name.startswith(PREFIX) and name != CONFIG_VARIABLE)
    return {name.removeprefix(PREFIX).lower(): os.environ[name] for name in names}


def _usage(
    error: ValidationError, flags: Mapping[str, Any], environment: Mapping[str, str]
) -> UsageError:
    first = error.errors()[0]
    key = str(first["loc"][0])
    named = f"setting {key}"
    if first["type"] == "extra_forbidden":
        known = ", ".join(sorted(Settings.model_fields))
        return UsageError(named, "is not known", f"use one of {known}")
    if key in flags:
        named = f"--{OPTIONS.get(key, key)}"
    elif key in environment:
        named = f"{PREFIX}{key.upper()}"
    if first["type"] == "literal_error":
        known = first["ctx"]["expected"].replace("'", "")
        return UsageError(f"{named} {first['input']}", "is not known", f"use {known}")
    said = first["msg"].removeprefix("Value error, ")
    return UsageError(named, said, f"{first['input']!r} won't do")
