"""Word documents, and archives that say they are."""

from __future__ import annotations

import io
import zipfile
from random import Random

from tests.batch.hostile.families import Made, canary, family, prose
from tests.batch.hostile.formats import WORD_LINKS, W, docx, word


@family(2)
def word_bombs(chance: Random) -> Made:
    filler = chance.choice((b" ", b"<w:p/>", b"a"))
    return ".docx", docx(b"<w:document>" + filler * (150_000_000 // len(filler)) + b"</w:document>")


@family(12)
def word_depth(chance: Random) -> Made:
    tag = chance.choice(("a", "w:p", "w:tbl", "w:txbxContent", "w:sdt"))
    depth = chance.choice((200, 2_000, 200_000))
    return ".docx", docx(f"<w:document {W}><w:body>{f'<{tag}>' * depth}".encode())


@family(12)
def word_breadth(chance: Random) -> Made:
    piece = chance.choice(
        ("<w:p/>", "<w:p><w:r><w:t>a b</w:t></w:r></w:p>", "<w:tbl><w:tr/></w:tbl>")
    )
    text = "".join(f"<w:p><w:r><w:t>{t}</w:t></w:r></w:p>" for t in prose(chance).split("\n\n"))
    body = text + piece * chance.randrange(100, 2_000)
    return ".docx", docx(f"<w:document {W}><w:body>{body}</w:body></w:document>".encode())


@family(24)
def liars(chance: Random) -> Made:
    """Archives whose directory says other sizes, places or names than they have."""
    body = bytearray(word(prose(chance)))
    at = body.rfind(b"PK\x01\x02")
    field = chance.choice((10, 16, 20, 24, 28, 30, 32, 42))
    body[at + field : at + field + 4] = chance.randbytes(4)
    return ".docx", bytes(body)


@family(12)
def archives(chance: Random) -> Made:
    """Archives in archives, with many entries, odd names, or nothing of a document."""
    inner = b"x" * 100
    for _ in range(chance.randrange(1, 40)):
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(
                chance.choice(("a.zip", "../../a.txt", "/etc/a", "word/document.xml")), inner
            )
        inner = held.getvalue()
    many = {f"word/{n}.xml": b"x" for n in range(chance.choice((1, 3_000)))}
    return chance.choice((".docx", ".txt", ".html")), chance.choice((inner, docx(inner, **many)))


@family(12)
def outward_words(chance: Random) -> Made:
    """Word documents with parts that lie elsewhere: on this machine, or on the web."""
    target = chance.choice((f"file://{canary()}", "http://127.0.0.1:9/x", "\\\\host\\share"))
    links = WORD_LINKS.replace(
        b"</Relationships>",
        f'<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/attachedTemplate" Target="{target}" TargetMode="External"/>'
        f"</Relationships>".encode(),
    )
    return ".docx", word(prose(chance), "", **{"word/_rels/document.xml.rels": links})
