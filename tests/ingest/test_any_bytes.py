from __future__ import annotations

import subprocess
import sys
from io import BytesIO

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarizer.ingest import ingest
from summarizer.ingest.invisible import INVISIBLE, SUSPECT
from summarizer.ingest.readers import documents
from summarizer.ingest.shapes import Blob, Limits
from summarizer.records import Failure, RawDocument
from tests.ingest.making import STORY, lines, page, pdf

LAZY = ("trafilatura", "lxml", "pypdf", "docx", "requests", "charset_normalizer", "markdown_it")
ENDINGS = ["", ".txt", ".md", ".html", ".pdf", ".docx", ".eml", ".bin"]
FEW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def word() -> bytes:
    out = BytesIO()
    made = docx.Document()
    made.add_paragraph(STORY[0])
    made.save(out)
    return out.getvalue()


SOUND = {
    "text": STORY[0].encode(),
    "page": page("<p style='color:#fff'>x</p><ul><li>y</ul>").encode(),
    "pdf": pdf(lines(list(STORY))),
    "docx": word(),
    "mail": b"From: a@b.test\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
    b"--x\nContent-Type: text/html\n\n<p>Deal\n--x\nContent-Disposition: attachment; "
    b"filename=a.txt\n\nMore\n--x--\n",
    "markdown": b"---\ntitle: x\n---\n# A\n\n- b\n\n| a |\n|---|\n",
}


def check(blob: Blob) -> None:
    results = list(documents(blob, Limits()))
    assert results
    for result in results:
        assert isinstance(result, RawDocument | Failure)
        if isinstance(result, RawDocument):
            assert result.text.strip()
            assert not INVISIBLE.search(result.text)
            assert "\r" not in result.text
            result.text.encode()
        else:
            assert result.origin and result.problem and result.remedy


@FEW
@given(st.binary(max_size=300), st.sampled_from(ENDINGS))
def test_any_bytes(body: bytes, ending: str) -> None:
    """Any bytes under any name give a document or a failure."""
    check(Blob("a", body, f"a{ending}"))


@FEW
@given(st.text(max_size=300), st.sampled_from(ENDINGS))
def test_any_text(text: str, ending: str) -> None:
    """Any text under any name gives a document or a failure."""
    check(Blob("a", text.encode(errors="surrogatepass"), f"a{ending}"))


@pytest.mark.parametrize("name", SOUND)
@FEW
@given(data=st.data())
def test_damaged_files(name: str, data: st.DataObject) -> None:
    """A sound file with some bytes changed, lost or doubled gives a document or a failure."""
    body = SOUND[name]
    at = data.draw(st.integers(0, len(body)))
    lost = data.draw(st.integers(0, 40))
    new = data.draw(st.binary(max_size=40))
    check(Blob("a", body[:at] + new + body[at + lost :], "a"))


@FEW
@given(st.lists(st.text(max_size=30).filter(lambda s: "://" not in s and not s.startswith("/"))))
def test_any_names(tmp_path_factory: pytest.TempPathFactory, sources: list[str]) -> None:
    """Any strings as sources give documents or failures."""
    empty = tmp_path_factory.mktemp("empty")
    for result in ingest([f"{empty}/{source}" for source in sources]):
        assert isinstance(result, RawDocument | Failure)


def test_no_reader_is_loaded_before_it_is_needed() -> None:
    """Importing the room loads none of the libraries behind the formats."""
    code = "import sys, summarizer.ingest; print([m for m in sys.argv[1:] if m in sys.modules])"
    run = subprocess.run(
        [sys.executable, "-c", code, *LAZY], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"


@given(st.text(alphabet=st.characters(), max_size=50))
def test_nothing_invisible_is_unsuspected(text: str) -> None:
    """The quick look for invisible characters overlooks none."""
    assert bool(INVISIBLE.search(text)) <= bool(SUSPECT.search(text))


def test_every_character_that_may_be_invisible_is_suspected() -> None:
    """The quick look covers each single character that the full one takes out."""
    taken = [chr(code) for code in range(sys.maxunicode + 1) if INVISIBLE.search(chr(code))]
    assert taken and all(SUSPECT.search(character) for character in taken)
