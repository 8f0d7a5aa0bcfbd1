"""The memo as PDF, typeset by typst: tagged (PDF/UA), with bookmarks and footnoted evidence.

Foreign text reaches the template as data and is never read as markup. The fonts that come with
typst set Latin, Greek, Cyrillic and Hebrew, so that such a memo looks the same everywhere; for
other scripts the fonts of the system are looked through, and where none has a character the memo
says so.
"""

from __future__ import annotations

import json
import logging
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from summarizer.render import paper
from summarizer.render.matrix import COLUMNS, said_by
from summarizer.render.notes import Note, Notes
from summarizer.render.view import Line, MemoView, PartView, SourceView
from summarizer.render.wording import Words, runs

if TYPE_CHECKING:
    import typst

log = logging.getLogger(__name__)

# Of each line this many sources are quoted in its footnote.
QUOTED = 1

# Characters that the fonts in typst set well: up to Hebrew, Latin and Greek extended, punctuation
# and the signs a memo itself uses.
_OWN = re.compile(r"[\u0000-\u05ff\u1e00-\u20cf\u2100-\u218f\u25cf\ufb00-\ufb06]*")
_MISSING = re.compile(r'the text `"(.*?)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
_LONG_WORD = re.compile(r"\S{25,}")
_STEP = 12
_BREAK = "\u200b"

_PAPERS = {"en-US": "us-letter", "en-GB": "a4"}


def to_pdf(memo: MemoView) -> bytes:
    """The memo as a PDF; the same memo gives the same bytes on the same fonts."""
    from typst import TypstError

    data = _memo(memo)
    plain = _OWN.fullmatch(json.dumps(data, ensure_ascii=False)) is not None
    missing: list[str] = []
    for system in (False, True) if plain else (True,):
        try:
            return _typeset(data, _fonts(system), "ua-1")
        except TypstError as error:
            missing = _missing(error)
    if missing:
        log.warning(
            "PDF: no installed font has %s; install one that does (Noto has most scripts)",
            " ".join(missing),
        )
    data["missing"] = missing
    return _typeset(data, _fonts(system=True), "1.7")


@cache
def _fonts(system: bool) -> typst.Fonts:
    import typst

    return typst.Fonts(include_system_fonts=system)


def _typeset(data: dict[str, Any], fonts: typst.Fonts, standard: Any) -> bytes:
    import typst

    source = files("summarizer.render").joinpath("templates/memo.typ").read_bytes()
    compiler = typst.Compiler(
        source, font_paths=fonts, sys_inputs={"memo": json.dumps(data, ensure_ascii=False)}
    )
    made = compiler.compile(format="pdf", pdf_standards=standard, timestamp=0)
    assert isinstance(made, bytes)
    return made


def _missing(error: typst.TypstError) -> list[str]:
    """The characters that no font has, as code points; those that can't be shown are told so."""
    texts = _MISSING.findall(error.diagnostic or str(error))
    shown = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), "".join(texts))
    return [f"U+{ord(character):04X}" for character in dict.fromkeys(shown)]


# ---------------------------------------------------------------- the data of the template


def _memo(memo: MemoView) -> dict[str, Any]:
    notes = _Numbered()
    parts = [_part(part, notes) for part in memo.parts]
    removed = [
        {"where": _soft(r.where), "line": notes.line(r.line), "reason": _soft(r.reason)}
        for r in memo.making.removed
    ]
    left_out = [notes.line(line) for part in memo.parts for line in part.left_out]
    words = {name.lower(): text for name, text in vars(Words).items() if name.isupper()}
    return {
        "words": words,
        "paper": _PAPERS[memo.locale],
        "region": memo.locale.partition("-")[2],
        "title": _soft(memo.title),
        "plain_title": memo.title,
        "made": memo.made,
        "day": [int(part) for part in memo.made_iso.split("-")],
        "basis": memo.basis,
        "several": len(memo.parts) > 1,
        "parts": parts,
        "sources": [_source(source) for source in memo.sources],
        "aside": [[_soft(item.name), _soft(item.reason)] for item in memo.aside],
        "failures": [[_soft(item.name), _soft(item.reason)] for item in memo.failures],
        "litter": "; ".join(f"[{item.source.number}] {item.total}" for item in memo.litter),
        "outcome": memo.making.outcome,
        "facts": [[label, _soft(text)] for label, text in memo.making.facts],
        "removed": removed,
        "left_out": left_out,
        "notes": [_soft(note) for note in memo.making.notes],
        "missing": [],
    }


class _Numbered:
    """Lines with their notes; a note is written out where it is first needed."""

    def __init__(self) -> None:
        self._notes = Notes(QUOTED)
        self._written = 0

    def line(self, line: Line) -> dict[str, Any]:
        note = self._notes.of(line)
        first = note is not None and note.number > self._written
        self._written += first
        return {
            "text": _soft(line.text),
            "cites": [list(run) for run in runs(line.cites)],
            "agreement": line.agreement,
            "warning": _soft(line.warning),
            "risk": [line.risk.certainty, line.risk.kind, _soft(line.risk.who), line.risk.code]
            if line.risk
            else None,
            "number": note.number if note else 0,
            "note": _note(note) if note and first else None,
        }


def _note(note: Note) -> dict[str, Any]:
    return {
        "cited": [
            {
                "number": item.source.number,
                "by": _soft(item.source.name),
                "sentences": [_soft(sentence) for sentence in item.sentences],
            }
            for item in note.cited
        ],
        "verbatim": note.verbatim,
    }


def _part(part: PartView, notes: _Numbered) -> dict[str, Any]:
    return {
        "number": part.number,
        "titled": part.titled,
        "headline": notes.line(part.headline),
        "changed": part.changed,
        "changes": [
            [_soft(c.label), notes.line(c.line), notes.line(c.before) if c.before else None]
            for c in part.changes
        ],
        "bottom": [notes.line(line) for line in part.bottom_line],
        "card": [
            [_soft(term.label), notes.line(term.line), term.verdict, term.code]
            for term in part.card
        ],
        "sections": [
            {
                "title": _soft(section.title),
                "lines": [notes.line(line) for line in section.lines],
                "empty": _soft(section.empty),
            }
            for section in part.sections
        ],
        "roles": [
            [*(_soft(cell) for cell in (r.person, r.before, r.after, r.keeps)), notes.line(r.line)]
            for r in part.leadership
        ],
        "timeline": [
            {
                "number": event.number,
                "place": event.place,
                "date": event.date,
                "line": notes.line(event.line),
                "note": event.note,
                "ahead": event.ahead,
                "worth": event.worth,
            }
            for event in part.timeline
        ],
        "differences": [
            {
                "fact": _soft(item.fact),
                "readings": [notes.line(reading) for reading in item.readings],
                "verdict": item.verdict,
                "code": item.code,
                "reason": _soft(item.reason),
            }
            for item in part.differences
        ],
        "matrix": _matrix(part),
    }


def _matrix(part: PartView) -> dict[str, Any] | None:
    if part.matrix is None:
        return None
    wide = len(part.matrix.columns) > COLUMNS
    return {
        "wide": wide,
        "heads": [] if wide else paper.heads(part.matrix),
        "rows": [
            {
                "fact": _soft(row.fact),
                "values": [
                    [mark, _soft(text), paper.cited(by)]
                    for mark, text, by in said_by(part.matrix, row)
                ],
                "cells": [] if wide else [paper.mark(c.letters, c.stated) for c in row.cells],
                "outcome": row.outcome,
                "code": row.code,
            }
            for row in part.matrix.rows
        ],
    }


def _source(source: SourceView) -> dict[str, Any]:
    return {
        "number": source.number,
        "title": _soft(source.title),
        "byline": _soft(source.byline),
        "href": source.link.href if source.link else None,
        "address": _soft(source.link.href if source.link else source.address or ""),
        "copy_of": source.copy_of,
    }


def _soft(text: str) -> str:
    """Text whose very long words may break, as typst breaks none that it can't hyphenate."""

    def parted(match: re.Match[str]) -> str:
        word = match[0]
        return _BREAK.join(word[n : n + _STEP] for n in range(0, len(word), _STEP))

    return _LONG_WORD.sub(parted, text)
