"""What python-docx leaves to be built by hand: styles, bookmarks, links, page numbers."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

NAVY, ACCENT, QUIET = (RGBColor.from_string(c) for c in ("0B2A45", "0F5C82", "4A5662"))
TABLE = "Memo Table"
LEAD, SMALL, NOTE, WARNING = "Memo Lead", "Memo Small", "Evidence Note", "Memo Warning"
REFERENCE, FAINT, LINK, MARK = "Evidence Reference", "Memo Faint", "Hyperlink", "Memo Mark"

_PAPER = {"en-US": (Mm(215.9), Mm(279.4)), "en-GB": (Mm(210), Mm(297))}
# Of Word 2013 and later, so that the document doesn't open in compatibility mode.
_WORD = "15"
_MARGIN = Mm(21)
# Characters that XML can't hold, beyond those `wording.clean` takes out.
_NOT_XML = re.compile("[\ufffe\uffff]")
_RIGHT = frozenset({"R", "AL"})

_TABLE_STYLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="MemoTable">
  <w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:qFormat/>
  <w:pPr><w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/></w:pPr>
  <w:tblPr>
    <w:tblBorders>
      <w:top w:val="single" w:sz="8" w:space="0" w:color="0B2A45"/>
      <w:bottom w:val="single" w:sz="4" w:space="0" w:color="CDD4DB"/>
      <w:insideH w:val="single" w:sz="4" w:space="0" w:color="CDD4DB"/>
    </w:tblBorders>
    <w:tblCellMar>
      <w:left w:w="0" w:type="dxa"/><w:right w:w="120" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="4A5662"/></w:rPr></w:tblStylePr>
</w:style>"""


def blank(locale: str) -> Any:
    """An empty document with the memo's styles, paper and language."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = _PAPER[locale]
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin = section.bottom_margin = _MARGIN
    _styles(document, locale)
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _WORD)
    _page_numbers(section.footer.paragraphs[0])
    return document


def _styles(document: Any, locale: str) -> None:
    styles = document.styles
    normal = styles["Normal"]
    normal.font.name = "Calibri"
    _size(normal, 10.5)
    normal.paragraph_format.space_after = Pt(4)
    normal.paragraph_format.line_spacing = 1.08
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), locale)
    normal.element.get_or_add_rPr().append(language)
    for name, size, before in (("Heading 1", 14, 14), ("Heading 2", 12, 11), ("Heading 3", 11, 8)):
        _heading(styles[name], size, before)
    _heading(styles["Title"], 24, 0)
    for border in styles["Title"].element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)
    _heading(styles["Subtitle"], 10.5, 0)
    styles["Subtitle"].font.color.rgb, styles["Subtitle"].font.bold = QUIET, False
    styles["Subtitle"].font.italic = False
    for spacing in styles["Subtitle"].element.rPr.findall(qn("w:spacing")):
        spacing.getparent().remove(spacing)
    styles["List Bullet"].paragraph_format.space_after = Pt(3)
    for name, size, colour in (
        (LEAD, 13, NAVY),
        (SMALL, 9, QUIET),
        (NOTE, 9, None),
        (WARNING, 9, RGBColor.from_string("7A4300")),
    ):
        made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = normal
        _size(made, size)
        if colour is not None:
            made.font.color.rgb = colour
    styles[NOTE].paragraph_format.left_indent = Mm(7)
    styles[NOTE].paragraph_format.first_line_indent = Mm(-7)
    for name, colour in ((REFERENCE, ACCENT), (FAINT, QUIET), (LINK, ACCENT), (MARK, ACCENT)):
        made = styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        made.font.color.rgb = colour
    styles[REFERENCE].font.superscript = True
    _size(styles[FAINT], 9)
    styles[LINK].font.underline = True
    styles[MARK].font.bold = True
    styles.element.append(parse_xml(_TABLE_STYLE))


def _heading(style: Any, size: float, before: float) -> None:
    style.font.name = "Calibri"
    _size(style, size)
    style.font.color.rgb, style.font.bold, style.font.cs_bold = NAVY, True, True
    fonts = style.element.rPr.find(qn("w:rFonts"))
    for key in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[key]
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(4)
    style.paragraph_format.keep_with_next = True


def _size(style: Any, points: float) -> None:
    """The size of letters, of those read from the right too, which Word keeps apart."""
    style.font.size = Pt(points)
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:szCs")):
        properties.remove(old)
    other = OxmlElement("w:szCs")
    other.set(qn("w:val"), str(int(points * 2)))
    properties.find(qn("w:sz")).addnext(other)


def _page_numbers(paragraph: Any) -> None:
    """ "1 / 3" in the footer, as fields that Word keeps up to date."""
    for number, code in enumerate(("PAGE", "NUMPAGES")):
        if number:
            paragraph.add_run(" / ")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), code)
        run = OxmlElement("w:r")
        text = OxmlElement("w:t")
        text.text = "1"
        run.append(text)
        field.append(run)
        paragraph._p.append(field)
    paragraph.alignment = 2


# ---------------------------------------------------------------- text


def plain(text: str) -> str:
    return _NOT_XML.sub("", text)


def paragraph(document: Any, style: str | None = None) -> Any:
    """A new paragraph at the end. Styles are set by id: looking one up by its name takes
    milliseconds, for every run."""
    made = document.add_paragraph()
    if style:
        made._p.style = _id(style)
    return made


def _id(style: str) -> str:
    return style.replace(" ", "")


def say(
    paragraph: Any, text: str, style: str | None = None, *, bold: bool = False, struck: bool = False
) -> None:
    """Add text; a paragraph that begins from the right is set so, and so is every run of letters
    that are read from the right: Word takes all of a run as one script."""
    if not paragraph.runs and _from_right(text):
        paragraph.paragraph_format.element.get_or_add_pPr().append(OxmlElement("w:bidi"))
    for words, rtl in _runs(plain(text)):
        run = paragraph.add_run(words)
        if style:
            run._r.style = _id(style)
        if bold:
            run.font.bold = run.font.cs_bold = True
        if struck:
            run.font.strike = True
        if rtl:
            run.font.rtl = True


def _from_right(text: str) -> bool:
    """Whether the first letter that has a direction is read from the right."""
    sides = (unicodedata.bidirectional(character) for character in text)
    return next((side in _RIGHT for side in sides if side in {"L", *_RIGHT}), False)


def _runs(text: str) -> Iterator[tuple[str, bool]]:
    """The text parted where its direction changes; what has none goes with what is before it."""
    start, right = 0, False
    for place, character in enumerate(text):
        side = unicodedata.bidirectional(character)
        if side in {"L", "EN", *_RIGHT} and (side in _RIGHT) != right:
            if place > start:
                yield text[start:place], right
            start, right = place, side in _RIGHT
    if start < len(text):
        yield text[start:], right


def bookmark(paragraph: Any, name: str, number: int) -> None:
    """Make a paragraph a place that links can lead to; numbers must be unique in the document."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    start.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    end.set(qn("w:id"), str(number))
    paragraph._p.append(start)
    paragraph._p.append(end)


def link(paragraph: Any, text: str, *, to: str, style: str = LINK) -> None:
    """A link to a bookmark ("#name") or to an address."""
    element = OxmlElement("w:hyperlink")
    if to.startswith("#"):
        element.set(qn("w:anchor"), to[1:])
    else:
        related = paragraph.part.relate_to(to, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        element.set(qn("r:id"), related)
    run = paragraph.add_run(plain(text))
    run._r.style = _id(style)
    element.append(run._r)
    paragraph._p.append(element)


def table(document: Any, head: Sequence[str], widths: Sequence[float]) -> Any:
    """A table with a head that repeats on every page; widths are parts of the text's width."""
    made = document.add_table(rows=0, cols=len(widths), style=TABLE)
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    for column, width in zip(made.columns, widths, strict=True):
        column.width = int(room * width / sum(widths))
    if head:
        for cell, words in zip(row(made), head, strict=True):
            say(cell.paragraphs[0], words)
        repeat = OxmlElement("w:tblHeader")
        made.rows[0]._tr.get_or_add_trPr().append(repeat)
    return made


def row(made: Any) -> Any:
    """The cells of a new row that is kept on one page."""
    added = made.add_row()
    added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, column in zip(added.cells, made.columns, strict=True):
        cell.width = column.width
    return added.cells


def saved(document: Any) -> bytes:
    """The document as bytes that are the same each time: python-docx stamps its parts."""
    buffer = io.BytesIO()
    document.save(buffer)
    steady = io.BytesIO()
    with zipfile.ZipFile(buffer) as made, zipfile.ZipFile(steady, "w") as out:
        for name in made.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(entry, made.read(name))
    return steady.getvalue()
