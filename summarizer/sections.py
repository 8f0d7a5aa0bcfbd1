"""The sections of the memo, read from their files (see `prompts/README.md`)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from summarizer import toml
from summarizer.errors import UsageError
from summarizer.records import FactKind, SectionPrompt, Topic

_Text = Annotated[str, Field(min_length=1)]


class _File(BaseModel):
    """What a section's file may say."""

    model_config = ConfigDict(extra="forbid")

    title: _Text
    order: int
    question: _Text
    instruction: _Text
    empty: _Text
    probes: Annotated[list[_Text], Field(min_length=1)]
    facts: list[FactKind] = []
    topic: Topic | None = None


def shipped() -> Path:
    """The folder of section files that come with `brief`: in the wheel, or beside the sources."""
    package = Path(__file__).parent
    inside = package / "prompts"
    return inside if inside.is_dir() else package.parent / "prompts"


def load(folder: Path | None = None, keys: Sequence[str] = ()) -> tuple[SectionPrompt, ...]:
    """The sections of `folder` (by default the shipped ones), in order; only `keys` where given.

    Raises UsageError naming the file or key.
    """
    place = folder or shipped()
    if not place.is_dir():
        raise UsageError(str(place), "is no folder", "name a folder of section files (*.toml)")
    sections = [_read(path) for path in sorted(place.glob("*.toml"))]
    if not sections:
        raise UsageError(str(place), "holds no section file", "add one (*.toml)")
    known = {section.key: section for section in sections}
    for key in keys:
        if key not in known:
            raise UsageError(f"section {key}", "is not there", f"use {', '.join(sorted(known))}")
    wanted = [known[key] for key in dict.fromkeys(keys)] or sections
    return tuple(sorted(wanted, key=lambda section: (section.order, section.key)))


def _read(path: Path) -> SectionPrompt:
    said = toml.validated(path, _File, "mend it", "see prompts/README.md")
    return SectionPrompt(
        key=path.stem,
        title=said.title,
        order=said.order,
        question=said.question,
        probes=tuple(said.probes),
        instruction=said.instruction,
        empty=said.empty,
        facts=tuple(said.facts),
        topic=said.topic,
    )
