"""Text boxes and pictures that lie over a sheet's cells."""

from __future__ import annotations

from lxml import etree

from mutate.addresses import stands_at
from mutate.book import Book, S
from mutate.container import OFFICE_RELATIONS
from mutate.mutant import NotHereError

# One white dot.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe0def46b8"
    "0000000049454e44ae426082"
)
_PART = "xl/drawings/drawingX1.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
_XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_ANCHOR = (
    '<xdr:wsDr xmlns:xdr="{xdr}" xmlns:a="{a}" xmlns:r="{r}"><xdr:twoCellAnchor>'
    "<xdr:from><xdr:col>{column}</xdr:col><xdr:colOff>1000</xdr:colOff>"
    "<xdr:row>{row}</xdr:row><xdr:rowOff>1000</xdr:rowOff></xdr:from>"
    "<xdr:to><xdr:col>{column}</xdr:col><xdr:colOff>90000</xdr:colOff>"
    "<xdr:row>{row}</xdr:row><xdr:rowOff>90000</xdr:rowOff></xdr:to>{inside}<xdr:clientData/>"
    "</xdr:twoCellAnchor></xdr:wsDr>"
)
_SHAPE = (
    '<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="TextBox 1"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr><xdr:spPr/>'
    "<xdr:txBody><a:bodyPr/><a:p><a:r><a:t></a:t></a:r></a:p></xdr:txBody></xdr:sp>"
)
_PICTURE = (
    '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="Picture 1"/><xdr:cNvPicPr/></xdr:nvPicPr>'
    '<xdr:blipFill><a:blip r:embed="{id}"/></xdr:blipFill><xdr:spPr/></xdr:pic>'
)


def draw_text_box(book: Book, cell: etree._Element, text: str) -> None:
    """A text box over one cell. The sheet must have no drawing of its own."""
    _draw(book, cell, _SHAPE)
    next(book.parts.tree(_PART).iter(f"{{{_A}}}t")).text = text


def draw_picture(book: Book, cell: etree._Element) -> None:
    """A picture over one cell. The sheet must have no drawing of its own."""
    _draw(book, cell, _PICTURE.format(id="rIdX1"))
    book.parts.add("xl/media/imageX1.png", PNG, "image/png", _PART, "image")


def _draw(book: Book, cell: etree._Element, inside: str) -> None:
    sheet = book.sheet_of(cell)
    if sheet.root.find(f"{S}drawing") is not None:
        raise NotHereError
    row, column = stands_at(cell)
    xml = _ANCHOR.format(xdr=_XDR, a=_A, r=OFFICE_RELATIONS, row=row - 1, column=column - 1, inside=inside)
    relation = book.parts.add(_PART, xml.encode(), _TYPE, sheet.part, "drawing")
    drawing = etree.Element(f"{S}drawing", {f"{{{OFFICE_RELATIONS}}}id": relation})
    after = [sheet.root.find(f"{S}{tag}") for tag in ("legacyDrawing", "tableParts", "extLst")]
    later = next((element for element in after if element is not None), None)
    if later is None:
        sheet.root.append(drawing)
    else:
        later.addprevious(drawing)
