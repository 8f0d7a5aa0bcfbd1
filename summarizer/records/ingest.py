"""What a source gives: its text before cleaning, what is dropped of it, what failed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Media(StrEnum):
    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    EMAIL = "email"


class DropReason(StrEnum):
    """Why a piece of a source's text did not become part of the article."""

    REPEAT = "repeat"
    TEASER = "teaser of another article"
    LISTING = "list of other headlines"
    CROSS_LINK = "cross-link"
    NAVIGATION = "navigation"
    COMMENT = "reader comment"
    CREDIT = "image credit"
    DATELINE = "dateline"
    LANGUAGE = "other language"
    HIDDEN = "hidden text"
    INJECTION = "text that addresses a model"
    NOTICE = "notice of the site"
    FRAGMENT = "fragment"
    ASIDE = "box beside the article"
    CAPTION = "image caption"
    TABLE = "table"
    OUTSIDE = "not part of the article, by the page's structure"


@dataclass(frozen=True, slots=True)
class Drop:
    """A piece of a source that was left out: its words, and why."""

    text: str
    reason: DropReason


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A source turned into text, before cleaning.

    `text` holds what a reader of the page would see, paragraphs parted by line breaks; the title
    is its first line where the source has one, so that it can be cited like the rest. `hidden`
    lists what the format hides from a reader (`display:none` and the like) or sets beside the text
    (a page's menus, footers, boxes, comments).
    """

    origin: str
    media: Media
    text: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: date | None = None
    hidden: tuple[Drop, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that gave no article: its name, what is wrong and what to do, in one line."""

    origin: str
    problem: str
    remedy: str
