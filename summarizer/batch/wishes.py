"""What somebody who starts a batch asks for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is named by hand goes before what the settings file says."""

    model: str | None = None
    engine: str | None = None
    processes: int | None = None
    address: str | None = None
