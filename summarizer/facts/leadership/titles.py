"""Roles as a memo names them, and which names are one role's."""

from __future__ import annotations

import re

from summarizer.facts.knowledge import table
from summarizer.facts.leadership.rows import rule
from summarizer.facts.posts import singular

INTERIM = re.compile(r"^(?:interim|acting|temporary)\s+", re.I)
FOUNDER = re.compile(r"(?:,| and) (?:co-)?founder$|^(?:co-)?founder and ", re.I)
NEXT = re.compile(r"^(?:(?:new\s|next\s|incoming\s|newly appointed\s|then-)\s*)+", re.I)
BOARD = re.compile(r"\bboard\b|^(?:[\w-]+ )?directors?$|^non-?executive director", re.I)
SINGLE = re.compile(r"\b(?:managing|finance|executive|creative|operating|financial|sales)\b", re.I)


def clean_role(role: str | None, interim: bool = False) -> str | None:
    """The role without "interim" and the like; a seat on a board reads "board member"."""
    if role is None:
        return None
    bare = NEXT.sub("", INTERIM.sub("", NEXT.sub("", FOUNDER.sub("", role)))).strip(" ,")
    board = BOARD.search(bare) and not re.search("chair|president", bare.lower())
    if board and not interim and not SINGLE.search(bare):
        return "board member"
    return singular(bare) or None


def seat(words: str) -> str:
    """What one is on a board, or on another committee of the house."""
    return "board member" if "board" in words else " ".join(words.split()[-2:]) + " member"


def is_vague(role: str | None) -> bool:
    """Whether a role is only "the top job" and the like."""
    return role is not None and rule("vague", "roles").search(role.lower()) is not None


def key_of(role: str | None) -> str | None:
    return None if role is None else role_key(role)


def role_key(role: str) -> str:
    """The short name of a role ("chief executive officer": "ceo"), or itself, in small letters."""
    plain = role.casefold()
    names: list[list[str]] = table("leadership")["same"]["roles"]
    return next((row[0] for row in names if plain in row), plain)


def same_role(a: str, b: str | None) -> bool:
    return b is not None and role_key(a) == role_key(b)
