"""`facts.toml` to a Case. Unknown keys are errors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from summarizer import toml
from summarizer.errors import UsageError
from summarizer.records import Agreement

Text = Annotated[str, Field(min_length=1)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Said(Strict):
    """Words to be found together in one line of the memo: all of `all`, and all of at least one
    list of `any` where there is one. `section` narrows the search to one section's lines."""

    say: Text
    all: tuple[Text, ...] = ()
    any: tuple[tuple[Text, ...], ...] = ()
    section: str | None = None

    @model_validator(mode="after")
    def _some(self) -> Said:
        if not self.all and not self.any:
            raise ValueError("says nothing to look for; give `all` or `any`")
        return self


class Differing(Strict):
    """A row of the table of differences: each needle in another reading, and the verdict."""

    say: Text
    needles: Annotated[tuple[Text, ...], Field(min_length=2)]
    verdict: Agreement


class _About(Strict):
    """What the case is: `set_aside` and `copies` name files of `articles/`."""

    title: Text
    made: date
    set_aside: tuple[Text, ...] = ()
    copies: tuple[tuple[Text, ...], ...] = ()


class _Facts(Strict):
    case: _About
    must: tuple[Said, ...] = ()
    must_not: tuple[Said, ...] = ()
    disagreement: tuple[Differing, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A golden case: its folders, the date its memo carries, and what is expected."""

    folder: Path
    title: str
    made: date
    must: tuple[Said, ...]
    must_not: tuple[Said, ...]
    disagreements: tuple[Differing, ...]
    set_aside: tuple[str, ...]
    copies: tuple[tuple[str, ...], ...]

    @property
    def articles(self) -> Path:
        return self.folder / "articles"

    @property
    def memo(self) -> Path:
        return self.folder / "memo.md"


def load_case(folder: Path) -> Case:
    """The case in `folder`. Raises UsageError naming the file and key that can't be used."""
    path = folder / "facts.toml"
    if not (folder / "articles").is_dir():
        raise UsageError(str(folder), "is no golden case", "make articles/ and facts.toml in it")
    said = toml.validated(path, _Facts, "write one", "mend the key")
    return Case(
        folder=folder,
        title=said.case.title,
        made=said.case.made,
        must=said.must,
        must_not=said.must_not,
        disagreements=said.disagreement,
        set_aside=said.case.set_aside,
        copies=said.case.copies,
    )
