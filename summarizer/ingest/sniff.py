"""What a blob is, by its content first, by what its sender or its extension says second.

Three tables: what is known by its first bytes and read, what is known by them and refused, and the
extensions. A new format is a line in them and a reader in `readers.py`.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from summarizer.ingest.shapes import Blob
from summarizer.records import Media

EXTENSIONS = {
    ".txt": Media.TEXT,
    ".text": Media.TEXT,
    ".md": Media.MARKDOWN,
    ".markdown": Media.MARKDOWN,
    ".html": Media.HTML,
    ".htm": Media.HTML,
    ".xhtml": Media.HTML,
    ".pdf": Media.PDF,
    ".docx": Media.DOCX,
    ".eml": Media.EMAIL,
}
MEDIA_TYPES = {
    "text/plain": Media.TEXT,
    "text/markdown": Media.MARKDOWN,
    "text/x-markdown": Media.MARKDOWN,
    "text/html": Media.HTML,
    "application/xhtml+xml": Media.HTML,
    "application/pdf": Media.PDF,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Media.DOCX,
    "message/rfc822": Media.EMAIL,
}
# Types that say nothing; the content has to.
VAGUE_TYPES = frozenset({"", "application/octet-stream", "binary/octet-stream", "text/xml",
                         "application/xml", "application/x-download"})  # fmt: skip

SAVE_AS = "save the article as text, HTML, PDF or DOCX"
UNPACK = "unpack it and name the files inside"

# First bytes, where they stand, what they are, what to do. Two letters may also begin a text, so
# those need a zero byte near them.
REFUSED: tuple[tuple[int, bytes, str, str], ...] = (
    (0, b"\x89PNG\r\n", "is a PNG image", "run OCR over it and name the text"),
    (0, b"\xff\xd8\xff", "is a JPEG image", "run OCR over it and name the text"),
    (0, b"GIF8", "is a GIF image", "run OCR over it and name the text"),
    (0, b"II*\x00", "is a TIFF image", "run OCR over it and name the text"),
    (0, b"MM\x00*", "is a TIFF image", "run OCR over it and name the text"),
    (8, b"WEBPVP8", "is a WebP image", "run OCR over it and name the text"),
    (0, b"\x1f\x8b", "is a gzip archive", UNPACK),
    (0, b"BZh", "is a bzip2 archive", UNPACK),
    (0, b"\xfd7zXZ", "is an xz archive", UNPACK),
    (0, b"7z\xbc\xaf", "is a 7z archive", UNPACK),
    (0, b"Rar!\x1a", "is a RAR archive", UNPACK),
    (0, b"\x28\xb5\x2f\xfd", "is a zstd archive", UNPACK),
    (257, b"ustar", "is a tar archive", UNPACK),
    (0, b"\x7fELF", "is a program", SAVE_AS),
    (0, b"MZ", "is a program", SAVE_AS),
    (0, b"\xcf\xfa\xed\xfe", "is a program", SAVE_AS),
    (0, b"SQLite format 3\x00", "is a database", SAVE_AS),
    (0, b"OggS", "is a sound or video file", "name a transcript of it"),
    (0, b"ID3", "is a sound file", "name a transcript of it"),
    (0, b"\x1aE\xdf\xa3", "is a video", "name a transcript of it"),
    (4, b"ftyp", "is a sound or video file", "name a transcript of it"),
    (0, b"{\\rtf", "is an RTF document", "save it as DOCX or text"),
    (0, b"%!PS", "is a PostScript file", "convert it to PDF"),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEAD = 8192

# Possessive, so that a run of comments is read once.
_COMMENTS = rb"(?:<!--(?:(?!-->).)*+-->\s*+)*+"
_PROLOGUE = rb"\s*+(?:<\?xml[^>]*+>\s*+)?+" + _COMMENTS
PAGE = re.compile(_PROLOGUE + rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
FEED = re.compile(_PROLOGUE + rb"<(?:rss|feed|rdf:RDF)\b", re.DOTALL)
ANY_TAG = re.compile(rb"<[!/]?[a-z]", re.IGNORECASE)
HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]*):[ \t]?.*(?:\r?\n[ \t].*)*\r?\n")
LEADING = re.compile(rb"\s*(?:From \S+ .*\n)?")  # as mailbox files open
# Any of these among the first header lines makes a mail, or all of one row.
MAIL_SIGNS = frozenset({b"received", b"mime-version", b"message-id", b"return-path"})
MAIL_ROWS = ({b"from", b"subject"}, {b"from", b"to"}, {b"from", b"date"})


def media_of(blob: Blob) -> Media:
    """The medium of a blob. Raises SourceError for what is known and not read."""
    head = blob.body[:HEAD]
    if b"%PDF-" in head[:1024]:
        return Media.PDF
    if head.startswith(b"PK\x03\x04"):
        return _in_zip(blob)
    if head.startswith(OLE):
        raise blob.error(*_in_ole(blob))
    _refuse(blob, head)
    return _of_text(blob, _as_ascii(head))


def is_known(name: str) -> bool:
    """Whether a file is taken when its folder, not the file itself, was named."""
    return Blob(name, b"", name).extension in EXTENSIONS


def _refuse(blob: Blob, head: bytes) -> None:
    for offset, magic, problem, remedy in REFUSED:
        certain = len(magic) > 3 or b"\x00" in head
        if certain and head.startswith(magic, offset):
            raise blob.error(problem, remedy)


def _in_zip(blob: Blob) -> Media:
    try:
        with zipfile.ZipFile(BytesIO(blob.body)) as archive:
            names = set(archive.namelist())
    except Exception as error:  # of many kinds, for versions and methods it doesn't know too
        raise blob.error("is a damaged zip or DOCX file", "get a whole copy of it") from error
    if "word/document.xml" in names:
        return Media.DOCX
    if "[Content_Types].xml" in names:
        raise blob.error("is an Office file that holds no text document", SAVE_AS)
    raise blob.error("is a zip archive", UNPACK)


def _in_ole(blob: Blob) -> tuple[str, str]:
    if "EncryptedPackage".encode("utf-16-le") in blob.body:
        return "is an encrypted Office document", "remove its password and name the unlocked copy"
    if "__substg1.0_".encode("utf-16-le") in blob.body:
        return "is an Outlook message", "save it as .eml"
    return "is a document of an old Office version", "save it as DOCX"


def _as_ascii(head: bytes) -> bytes:
    """The beginning with byte order mark and the zero bytes of UTF-16 and UTF-32 taken out."""
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe\x00").replace(b"\x00", b"")


def _of_text(blob: Blob, head: bytes) -> Media:
    if FEED.match(head):
        raise blob.error("is a feed, not an article", "name the addresses of its articles")
    if PAGE.match(head):
        return Media.HTML
    told = MEDIA_TYPES.get(blob.media_type) or EXTENSIONS.get(blob.extension)
    if _is_mail(head, sure=told is Media.EMAIL):
        return Media.EMAIL
    if told is Media.HTML and ANY_TAG.search(head):
        return Media.HTML
    return Media.MARKDOWN if told is Media.MARKDOWN else Media.TEXT


def _is_mail(head: bytes, *, sure: bool) -> bool:
    """Whether the text opens with the headers of a mail; one is enough if it is called a mail."""
    leading = LEADING.match(head)
    names, at = set(), leading.end() if leading else 0
    while found := HEADER.match(head, at):
        names.add(found[1].lower())
        at = found.end()
    if sure and names:
        return True
    return bool(names & MAIL_SIGNS) or any(row <= names for row in MAIL_ROWS)
