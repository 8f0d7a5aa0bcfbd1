"""What a batch gives away to be done elsewhere: jobs that need nothing but themselves and the
models. They and what comes of them can be pickled, and none touches the store or the network.

A new kind of work for other processes is a new class here.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from summarizer import pipeline
from summarizer.errors import BriefError
from summarizer.pipeline import Models
from summarizer.records import Article, Memo, Study
from summarizer.render import FORMATS, render
from summarizer.settings import Settings

log = logging.getLogger(__name__)

Result_co = TypeVar("Result_co", covariant=True)
GetModels = Callable[[], Models]
"""The models, loaded when they are first asked for."""


class Job(Protocol[Result_co]):
    """Something to do. The same job has the same result wherever and however often it is done."""

    def do(self, models: GetModels) -> Result_co: ...


@dataclass(frozen=True, slots=True)
class Studied:
    """Studies without their readers' states, and the articles that broke whatever read them, with
    the names of the errors."""

    studies: tuple[Study, ...]
    failed: tuple[tuple[Article, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ToStudy:
    """Articles to be read, condensed and searched for facts, all in one go."""

    articles: tuple[Article, ...]

    def do(self, models: GetModels) -> Studied:
        return _studied(self.articles, models())


@dataclass(frozen=True, slots=True)
class ToRender:
    """A memo to be made into files."""

    memo: Memo
    formats: tuple[str, ...]
    locale: str

    def do(self, models: GetModels) -> dict[str, bytes]:
        """Bytes by the name of the file. A format that breaks must not cost the others."""
        found: dict[str, bytes] = {}
        for fmt in self.formats:
            try:
                found[FORMATS[fmt].file] = render(self.memo, fmt, locale=self.locale)
            except BriefError:
                raise
            except Exception as error:
                log.warning("%r can't be made into %s", self.memo.title, fmt, exc_info=error)
        return found


def _light(study: Study) -> Study:
    """A study without what only condensing and extracting needed of its reading."""
    return replace(study, reading=replace(study.reading, states=None, parts=None))


def _studied(articles: Sequence[Article], models: Models) -> Studied:
    """One article that breaks the reading must not cost the others."""
    try:
        found = pipeline.study(articles, models)
        return Studied(tuple(_light(study) for study in found))
    except BriefError:
        raise
    except Exception as error:
        if len(articles) == 1:
            log.warning("%s could not be read", articles[0].origin, exc_info=error)
            return Studied((), ((articles[0], type(error).__name__),))
    parted = [_studied([article], models) for article in articles]
    return Studied(
        tuple(study for one in parted for study in one.studies),
        tuple(pair for one in parted for pair in one.failed),
    )


def load(settings: Settings) -> Models:
    """The models, computing in one thread: as many processes as there are cores do more that way,
    and the last digits are the same wherever the work is done."""
    import sys

    found = pipeline.load_models(settings.model, settings)
    if "torch" in sys.modules:  # some condensers need none
        import torch

        torch.set_num_threads(1)
    return found
