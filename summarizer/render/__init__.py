"""A Memo to files. A new format is a new row of `FORMATS`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from summarizer.errors import UsageError
from summarizer.records import Memo
from summarizer.render.build import build
from summarizer.render.files import check_outputs, folder_for, write_files
from summarizer.render.markdown import to_markdown
from summarizer.render.page import to_html
from summarizer.render.record import from_json, read_memo, to_json
from summarizer.render.wording import DATE_ORDERS, DEFAULT_LOCALE, Wording

LOCALES = tuple(DATE_ORDERS)


@dataclass(frozen=True, slots=True)
class Format:
    """A way to render a memo: the name of its file, and the memo and a locale to bytes, which are
    made piece by piece. `beside`: by a library that lets Python do other things meanwhile."""

    file: str
    render: Callable[[Memo, str], Iterator[bytes]]
    beside: bool = False


def _markdown(memo: Memo, locale: str) -> Iterator[bytes]:
    yield from to_markdown(build(memo, locale))


def _html(memo: Memo, locale: str) -> Iterator[bytes]:
    yield from to_html(build(memo, locale))


def _json(memo: Memo, locale: str) -> Iterator[bytes]:
    yield from to_json(memo)


def _pdf(memo: Memo, locale: str) -> Iterator[bytes]:
    from summarizer.render.pdf import to_pdf

    yield to_pdf(build(memo, locale))


def _docx(memo: Memo, locale: str) -> Iterator[bytes]:
    from summarizer.render.word import to_docx

    yield to_docx(build(memo, locale))


FORMATS = {
    "md": Format("memo.md", _markdown),
    "html": Format("memo.html", _html),
    "pdf": Format("memo.pdf", _pdf, beside=True),
    "docx": Format("memo.docx", _docx),
    "json": Format("memo.json", _json),
}


def render(memo: Memo, fmt: str, *, locale: str = DEFAULT_LOCALE) -> bytes:
    """The memo in one format. An unknown format or locale is a UsageError."""
    return _whole(_format(fmt), memo, locale)


def write(
    memo: Memo, folder: Path, formats: Iterable[str], *, locale: str = DEFAULT_LOCALE
) -> list[Path]:
    """Write a memo into a folder, all formats or none, and give the files' paths.

    Raises UsageError for an unknown format or locale before anything is touched, and OutputError
    where the folder can't be written; then no file of this memo and no empty folder stays behind.
    """
    chosen = [_format(fmt) for fmt in dict.fromkeys(formats)]
    Wording(locale)  # which refuses one it doesn't know
    with ThreadPoolExecutor() as pool:
        aside = [form for form in chosen if form.beside]
        contents = {form.file: form.render(memo, locale) for form in chosen if not form.beside}
        contents |= {form.file: _awaited(pool.submit(_whole, form, memo, locale)) for form in aside}
        paths = {path.name: path for path in write_files(folder, contents)}
    return [paths[form.file] for form in chosen]


def _whole(form: Format, memo: Memo, locale: str) -> bytes:
    return b"".join(form.render(memo, locale))


def _awaited(made: Future[bytes]) -> Iterator[bytes]:
    yield made.result()


def _format(fmt: str) -> Format:
    try:
        return FORMATS[fmt]
    except KeyError:
        known = ", ".join(FORMATS)
        raise UsageError(f"format {fmt!r}", "is not known", f"use one of {known}") from None


__all__ = [
    "FORMATS",
    "LOCALES",
    "Format",
    "check_outputs",
    "folder_for",
    "from_json",
    "read_memo",
    "render",
    "write",
]
