"""Pieces of WordprocessingML that python-docx has no words for: controls, ticks, tables that say what they hold."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import OxmlElement
from lxml import etree

from pipeline.blank_forms.answers import TICKED, Filled, in_words
from pipeline.house_colours import LINE

# The printable width of A4 landscape between the margins of the form, in twentieths of a point.
TABLE_WIDTH = 15020
EMPTY_BOX, TICKED_BOX = "\u2610", TICKED

_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VARIANT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_CUSTOM_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"

_BREAKS = {"\t": "w:tab", "\n": "w:br"}

nsmap.setdefault("w14", _W14)


def element(tag: str, *children: etree._Element, **attributes: str) -> etree._Element:
    """``element("w:p", child, val="x")``: attributes take the tag's own prefix."""
    prefix = tag.partition(":")[0]
    made: etree._Element = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"{prefix}:{name}"), value)
    made.extend(children)
    return made


def run(text: str, *, bold: bool = False, style: str = "", font: str = "") -> etree._Element:
    """A run of words; a tab in ``text`` becomes a tab, and a new line one."""
    properties = element("w:rPr")
    if style:
        properties.append(element("w:rStyle", val=style))
    if font:
        properties.append(element("w:rFonts", ascii=font, hAnsi=font, eastAsia=font, hint="eastAsia"))
    if bold:
        properties.append(element("w:b"))
    made = element("w:r", *([properties] if len(properties) else []))
    for piece in re.split(r"(\t|\n)", text):
        if piece in _BREAKS:
            made.append(element(_BREAKS[piece]))
            continue
        words = element("w:t")
        words.text = piece
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        made.append(words)
    return made


def paragraph(style: str, *children: etree._Element, new_page: bool = False) -> etree._Element:
    """A paragraph in one of the form's styles, on a new page where asked."""
    look = [element("w:pStyle", val=style), *([element("w:pageBreakBefore")] if new_page else [])]
    return element("w:p", element("w:pPr", *look), *children)


def bookmarked(number: int, name: str, *children: etree._Element) -> list[etree._Element]:
    """What stands under a name that other places of the form can point to."""
    start, end = element("w:bookmarkStart", id=str(number), name=name), element("w:bookmarkEnd", id=str(number))
    return [start, *children, end]


def field_code(code: str) -> list[etree._Element]:
    """A field such as PAGE, which Word fills in."""
    instruction = element("w:instrText")
    instruction.text = f" {code} "
    kinds = [element("w:fldChar", fldCharType=kind) for kind in ("begin", "separate", "end")]
    begin, separate, end = (element("w:r", kind) for kind in kinds)
    return [begin, element("w:r", instruction), separate, run("1"), end]


class Control:
    """Makes content controls, each with a number of its own; one whose tag is ``answered`` shows what it holds."""

    def __init__(self, answered: Mapping[str, Filled]) -> None:
        self._last, self._answered = 0, answered

    def text(self, tag: str, title: str, prompt: str) -> etree._Element:
        """A box to write in, over as many lines as it takes."""
        return self._answer(tag, title, prompt, element("w:text", multiLine="1"))

    def date(self, tag: str, title: str, prompt: str) -> etree._Element:
        """A box with a calendar, for a day."""
        kind = element(
            "w:date",
            element("w:dateFormat", val="dd/MM/yyyy"),
            element("w:lid", val="en-GB"),
            element("w:storeMappedDataAs", val="dateTime"),
            element("w:calendar", val="gregorian"),
        )
        return self._answer(tag, title, prompt, kind)

    def choice(self, tag: str, title: str, prompt: str, options: Sequence[str]) -> etree._Element:
        """A box with words to choose from."""
        # A combo box, not a closed list: a school's own words are better than no answer.
        items = [element("w:listItem", displayText=option, value=option) for option in options]
        return self._answer(tag, title, prompt, element("w:comboBox", *items))

    def tick(self, tag: str, title: str, option: str = TICKED) -> etree._Element:
        """A box to tick, of one ``option`` where there are several."""
        filled = self._answered.get(tag, ())
        ticked = filled == option or option in (filled if isinstance(filled, tuple) else ())
        kind = element(
            "w14:checkbox",
            element("w14:checked", val="1" if ticked else "0"),
            element("w14:checkedState", val="2612", font="MS Gothic"),
            element("w14:uncheckedState", val="2610", font="MS Gothic"),
        )
        return self._control(tag, title, [kind], run(TICKED_BOX if ticked else EMPTY_BOX, font="MS Gothic"))

    def _answer(self, tag: str, title: str, prompt: str, kind: etree._Element) -> etree._Element:
        filled = self._answered.get(tag)
        if filled is not None:
            if isinstance(filled, dt.date):
                kind.set(qn("w:fullDate"), f"{filled.isoformat()}T00:00:00Z")
            return self._control(tag, title, [kind], run(in_words(filled)))
        return self._control(tag, title, [element("w:showingPlcHdr"), kind], run(prompt, style="PlaceholderText"))

    def _control(self, tag: str, title: str, kind: list[etree._Element], shown: etree._Element) -> etree._Element:
        self._last += 1
        properties = element(
            "w:sdtPr",
            element("w:alias", val=title[:64]),
            element("w:tag", val=tag),
            element("w:id", val=str(10_000 + self._last)),
            *kind,
        )
        return element("w:sdt", properties, element("w:sdtContent", shown))


@dataclass(frozen=True)
class Cell:
    """A table cell's paragraphs, its fill, and whether they stand in the middle of its height."""

    content: list[etree._Element]
    fill: str = ""
    middle: bool = False


def table_of(
    widths: Sequence[int],
    header: list[Cell] | None,
    rows: Sequence[list[Cell]],
    title: str,
    description: str,
    least_height: int,
) -> etree._Element:
    """A table over the whole width, with alt text, a repeating header row and rows kept whole.

    ``widths`` are shares of the width; ``least_height`` is a row's, in twentieths of a point.
    """
    twips = [TABLE_WIDTH * width // sum(widths) for width in widths]
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    properties = element(
        "w:tblPr",
        element("w:tblW", w=str(sum(twips)), type="dxa"),
        element("w:tblBorders", *(element(f"w:{side}", val="single", sz="4", space="0", color=LINE) for side in sides)),
        element("w:tblLayout", type="fixed"),
        element("w:tblCellMar", *(element(f"w:{side}", w=w, type="dxa") for side, w in _MARGINS)),
        element("w:tblLook", val="04A0" if header else "0480", firstRow="1" if header else "0", firstColumn="1"),
        element("w:tblCaption", val=title),
        element("w:tblDescription", val=description),
    )
    table = element("w:tbl", properties, element("w:tblGrid", *(element("w:gridCol", w=str(w)) for w in twips)))
    if header:
        table.append(_row(header, twips, element("w:tblHeader")))
    height = {"val": str(least_height), "hRule": "atLeast"}
    table.extend(_row(cells, twips, element("w:trHeight", **height)) for cells in rows)
    return table


_MARGINS = (("top", "50"), ("left", "100"), ("bottom", "50"), ("right", "100"))


def _row(cells: Sequence[Cell], twips: Sequence[int], *marks: etree._Element) -> etree._Element:
    row = element("w:tr", element("w:trPr", element("w:cantSplit"), *marks))
    for cell, width in zip(cells, twips, strict=True):
        properties = element("w:tcPr", element("w:tcW", w=str(width), type="dxa"))
        if cell.fill:
            properties.append(element("w:shd", val="clear", color="auto", fill=cell.fill))
        if cell.middle:
            properties.append(element("w:vAlign", val="center"))
        row.append(element("w:tc", properties, *cell.content))
    return row


def custom_properties(document: Document, values: Mapping[str, str]) -> None:
    """Add named texts that a person does not see and that a reader finds by name."""
    root = etree.Element(f"{{{_CUSTOM}}}Properties", nsmap={None: _CUSTOM, "vt": _VARIANT})  # type: ignore[dict-item]  # stubs lag
    for number, (name, value) in enumerate(values.items(), start=2):
        attributes = {"fmtid": _CUSTOM_ID, "pid": str(number), "name": name}
        made = etree.SubElement(root, f"{{{_CUSTOM}}}property", attributes)
        etree.SubElement(made, f"{{{_VARIANT}}}lpwstr").text = value
    package = document.part.package
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    package.relate_to(Part(PackURI("/docProps/custom.xml"), _CUSTOM_TYPE, blob, package), _CUSTOM_LINK)
