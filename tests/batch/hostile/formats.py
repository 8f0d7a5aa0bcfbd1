"""Sound files of each format, and the pieces that harmful ones are made of."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from random import Random

from tests.batch.hostile.families import prose
from tests.batch.press import article
from tests.ingest.making import lines, pdf

WORD_TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
    b'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    b'officedocument.wordprocessingml.document.main+xml"/>'
    b'<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-'
    b'officedocument.wordprocessingml.styles+xml"/></Types>'
)
WORD_LINKS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def page(body: str, head: str = "") -> bytes:
    return f"<html><head><title>x</title>{head}</head><body>{body}</body></html>".encode()


def paragraphs(chance: Random) -> str:
    return "".join(f"<p>{text}</p>" for text in prose(chance).split("\n\n"))


def docx(document: bytes, **more: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", WORD_TYPES)
        archive.writestr("_rels/.rels", WORD_LINKS)
        archive.writestr("word/document.xml", document)
        for name, data in more.items():
            archive.writestr(name, data)
    return held.getvalue()


def word(text: str, head: str = "", /, **more: bytes) -> bytes:
    """A sound Word document, but for what stands in its head and is put beside it."""
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n\n"))
    xml = f'<?xml version="1.0"?>{head}<w:document {W}><w:body>{body}</w:body></w:document>'
    return docx(xml.encode(), **more)


def mail(text: str, kind: str = "text/plain", head: str = "") -> bytes:
    start = f"From: a@b.test\r\nSubject: Deal\r\nMIME-Version: 1.0\r\n{head}"
    return f"{start}Content-Type: {kind}; charset=utf-8\r\n\r\n{text}".encode()


def objects(*bodies: bytes, trailer: bytes = b"<</Root 1 0 R>>") -> bytes:
    """A PDF of objects, without a table of where they stand."""
    held = b"%PDF-1.7\n"
    for number, body in enumerate(bodies, start=1):
        held += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    return held + b"trailer " + trailer + b"\nstartxref\n0\n%%EOF"


def stream(data: bytes, said: bytes = b"") -> bytes:
    return b"<</Length %d %b>>stream\n%b\nendstream" % (len(data), said, data)


def one_page(content: bytes, page_says: bytes = b"", *more: bytes) -> bytes:
    """A PDF of one page; its content is object 4, its font 5, more objects follow."""
    return objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>" + page_says + b">>",
        content,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *more,
    )


@cache
def sound() -> dict[str, bytes]:
    """One good file of each format, to be damaged."""
    text = article(7)
    return {
        ".txt": text.encode(),
        ".md": f"---\ntitle: x\n---\n# Deal\n\n{text}\n| a | b |\n|---|---|\n| 1 | 2 |\n".encode(),
        ".html": page("".join(f"<p>{t}</p>" for t in text.split("\n\n")), "<style>p{}</style>"),
        ".pdf": pdf(lines(text.replace("\n\n", "\n").split("\n"))),
        ".docx": word(text),
        ".eml": mail(text),
    }
