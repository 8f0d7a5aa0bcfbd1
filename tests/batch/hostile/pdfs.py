"""PDF with circles, bombs, pages of any size and fonts of any kind."""

from __future__ import annotations

import zlib
from random import Random

from tests.batch.hostile.families import Made, canary, family
from tests.batch.hostile.formats import objects, one_page, sound, stream


@family(8)
def pdf_circles(chance: Random) -> Made:
    """Pages, trees and forms that hold themselves."""
    return ".pdf", chance.choice(
        (
            objects(
                b"<</Type/Catalog/Pages 2 0 R>>",
                b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2/Parent 2 0 R>>",
            ),
            objects(
                b"<</Type/Catalog/Pages 2 0 R>>",
                b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                b"<</Type/Pages/Kids[2 0 R]/Count 1>>",
            ),
            objects(b"<</Type/Catalog/Pages 1 0 R>>"),
            objects(b"1 0 R"),
            objects(b"2 0 R", b"1 0 R"),
            one_page(b"4 0 R"),
            one_page(
                stream(b"/X Do"),
                b"",
                stream(b"/X Do", b"/Type/XObject/Subtype/Form/Resources<</XObject<</X 6 0 R>>>>"),
            ),
            objects(
                b"<</Type/Catalog/Pages 2 0 R>>",
                b"<</Type/Pages/Kids[]/Count 0>>",
                trailer=b"<</Root 1 0 R/Prev 0/Info 1 0 R/Size 99999999>>",
            ),
        )
    )


@family(6)
def pdf_filters(chance: Random) -> Made:
    data = b"BT /F 9 Tf 9 9 Td (a) Tj ET " * 1_000
    layers = chance.choice((1, 20, 200, 3_000))
    for _ in range(min(layers, 200)):
        data = zlib.compress(data, 1)
    return ".pdf", one_page(stream(data, b"/Filter[" + b"/FlateDecode " * layers + b"]"))


@family(4)
def pdf_bombs(chance: Random) -> Made:
    data = zlib.compress(chance.choice((b" ", b"\0", b"q ", b"(a) Tj ")) * 20_000_000, 1)
    predictor = b"/DecodeParms<</Predictor 12/Columns 100000000>>"
    return ".pdf", one_page(stream(data, b"/Filter/FlateDecode" + predictor * chance.randrange(2)))


@family(16)
def pdf_pages(chance: Random) -> Made:
    """Pages without end, of no size, of the size of a country."""
    box = chance.choice(
        (b"0 0 1e30 1e30", b"0 0 0 0", b"-9 -9 -99999999999999 1", b"/a (b) 1", b"")
    )
    says = b"/MediaBox[" + box + b"]/UserUnit 1e30/Rotate 1e99"
    count = chance.choice((1, 200, 3_000))
    text = stream(b"BT /F 1e30 Tf 9e9 9e9 Td (a b) Tj ET")
    kids = b"3 0 R " * count
    body = one_page(text, says).replace(b"/Kids[3 0 R]/Count 1", b"/Kids[%b]/Count 999999" % kids)
    return ".pdf", body


@family(10)
def pdf_nesting(chance: Random) -> Made:
    piece = chance.choice((b"<</A ", b"[", b"(", b"<", b"9", b"/a", b"1 0 R ", b"%", b"null "))
    return ".pdf", b"%PDF-1.7\n1 0 obj" + piece * chance.randrange(1_000, 30_000)


@family(12)
def pdf_operators(chance: Random) -> Made:
    piece = chance.choice((
        b"q ", b"BT ", b"Q ", b"/F 9 Tf ", b"1 0 0 1 0 0 cm ", b"(a) Tj ", b"T* ", b"[",
        b"BI ID ", b"[(a)-9999999(b)] TJ ", b"0 0 Td ", b"1e99 Tz ", b"/X Do ",
    ))  # fmt: skip
    return ".pdf", one_page(stream(piece * chance.randrange(500, 3_000)))


@family(10)
def pdf_fonts(chance: Random) -> Made:
    ranges = b"<0000> <ffffffff> <0000>\n" * chance.choice((1, 100, 2_000))
    to = b"1 begincodespacerange <00> <ffffffff> endcodespacerange 9 beginbfrange\n%b endbfrange"
    font = b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/ToUnicode 6 0 R"
    font += b"/DescendantFonts[5 0 R]/Widths[" + b"1 " * 10_000 + b"]/FirstChar -9>>"
    body = one_page(stream(b"BT /F 9 Tf (abc) Tj ET"), b"", stream(to % ranges))
    return ".pdf", body.replace(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", font)


@family(10)
def pdf_actions(chance: Random) -> Made:
    place = canary().encode()
    says = (
        b"/OpenAction<</S/Launch/F(%b)>>",
        b"/AA<</O<</S/JavaScript/JS(app.alert(1))>>>>",
        b"/OpenAction<</S/URI/URI(file://%b)>>",
        b"/AcroForm<</XFA(%b)>>",
    )
    head = chance.choice(says)
    head = head % place if b"%b" in head else head
    return ".pdf", sound()[".pdf"].replace(b"/Type /Catalog", b"/Type /Catalog" + head)
