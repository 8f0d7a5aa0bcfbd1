"""The one tree of errors. Each carries the item that offended and what to do about it.

A leaf module: it imports nothing of the project. A new kind of failure is a new class here, with
the exit code it leads to where it ends a command.
"""

from __future__ import annotations

from typing import ClassVar


class BriefError(Exception):
    """Something the user can act on: one line naming the item, what is wrong, and the remedy."""

    exit_code: ClassVar[int] = 1

    def __init__(self, item: str, problem: str, remedy: str) -> None:
        super().__init__(f"{item}: {problem}; {remedy}")
        self.item = item
        self.problem = problem
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[BriefError], tuple[str, str, str], dict[str, object]]:
        """How it goes from one process to another, as its text is not what it is made of."""
        return type(self), (self.item, self.problem, self.remedy), self.__dict__


class SourceError(BriefError):
    """A source that could not be read. The others are still processed."""


class EmptyArticleError(SourceError):
    """A source that was read but holds no article."""


class TransientError(SourceError):
    """A source that could not be read this time, but may be later: after `wait` seconds, where its
    server says so."""

    def __init__(self, item: str, problem: str, remedy: str, wait: float | None = None) -> None:
        super().__init__(item, problem, remedy)
        self.wait = wait


class UsageError(BriefError):
    """An option, setting, prompt or golden file that does not say anything usable."""

    exit_code = 2


class ModelError(BriefError):
    """A checkpoint that can't be had or can't be used."""

    exit_code = 2


class OutputError(BriefError):
    """An output folder that can't be written."""

    exit_code = 2


class NoMemoError(BriefError):
    """Nothing usable was left to make a memo of."""


class StrictError(BriefError):
    """Strict mode: something had to be dropped from the memo."""

    exit_code = 4


class StoreError(BriefError):
    """A store that can't be opened, read or written."""

    exit_code = 2


class BusyError(BriefError):
    """Another run is at work on the same store."""

    exit_code = 5


class MailError(BriefError):
    """A mail that can't be composed or sent, or that waits for a person's decision."""

    exit_code = 6


class AlteredError(BriefError):
    """A memo that its check no longer bears out."""

    exit_code = 7
