"""Real files of every format, made on the spot."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

from summarizer.ingest import Limits, ingest
from summarizer.records import Failure, RawDocument

STORY = (
    "Alder Rail said on Monday it had agreed to buy the signalling arm of Birch Works for "
    "$1.2 billion in cash, ending months of talks between the two groups.",
    "The deal gives Alder a foothold in software for junctions, a field in which it had fallen "
    "behind its larger rivals over the past ten years.",
    "Birch will use the money to pay down debt and to build a second plant in the north, its "
    "finance chief Ida Holm told reporters after the announcement.",
)


def only(*sources: str | Path, limits: Limits | None = None) -> RawDocument | Failure:
    """The one result of some sources."""
    (result,) = ingest([str(source) for source in sources], limits=limits)
    return result


def document(*sources: str | Path) -> RawDocument:
    """The one document of some sources."""
    result = only(*sources)
    assert isinstance(result, RawDocument), result
    return result


def failed(*sources: str | Path, limits: Limits | None = None) -> Failure:
    """The one failure of some sources, checked to be readable."""
    result = only(*sources, limits=limits)
    assert isinstance(result, Failure), result
    for part in (result.origin, result.problem, result.remedy):
        assert part and "\n" not in part
    return result


def page(body: str, head: str = "") -> str:
    """An HTML page whose article has the paragraphs of STORY and then `body`."""
    story = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    return (
        f"<!doctype html><html><head><meta charset=utf-8>{head}</head>"
        f"<body><article><h1>Alder buys Birch signalling</h1>{story}{body}</article></body></html>"
    )


Word = tuple[float, float, float, str]
"""Left edge, height above the lower edge, size of the letters, text."""


def lines(
    texts: Sequence[str], top: float = 740, leading: float = 14, size: float = 11
) -> list[Word]:
    """Lines one below the other; an empty one leaves a gap."""
    return [(60, top - n * leading, size, text) for n, text in enumerate(texts) if text]


def pdf(*pages: Sequence[Word], info: str = "") -> bytes:
    """A PDF with one font, written by hand."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for n, words in enumerate(pages):
        content = "\n".join(
            f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({_escaped(text)}) Tj ET"
            for x, y, size, text in words
        )
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * n} 0 R >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    objects.append(f"<< {info} >>")
    return _written(objects, info=len(objects))


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _written(objects: Sequence[str], info: int) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    start = len(out)
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {info} 0 R >>\n".encode()
    return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())


def zipped(files: Mapping[str, str]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()
