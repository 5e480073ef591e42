"""What Excel alone puts into a workbook, with its content types, relations and places in the sheet and the workbook.

The structures follow [MS-XLSX] 2.1 to 2.6 (threaded comments, persons, slicers on a table, lists on another sheet,
form controls) and ECMA-376 part 1 (controls 18.3.1.19, printer settings 15.2.15, calculation chain 18.6, pivot caches
18.10, custom XML 22.5). The validator of Microsoft's Open XML SDK finds nothing wrong in a workbook that carries them.
"""

from __future__ import annotations

from typing import NamedTuple

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MS = "http://schemas.microsoft.com/office"
_X14 = f"{_MS}/spreadsheetml/2009/9/main"
_X15 = f"{_MS}/spreadsheetml/2010/11/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_TC = f"{_MS}/spreadsheetml/2018/threadedcomments"
_PERSON = "{9A1B7E12-0000-4000-8000-0000000000B2}"
THREAD = "{5C1B7E12-0000-4000-8000-0000000000A1}"
_SHEET, _SHEET_RELATIONS = "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"
_BOOK, _BOOK_RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_TYPES = "[Content_Types].xml"


class _Part(NamedTuple):
    """A part, where the relation that leads to it stands, and its content type (none for what goes by its ending)."""

    name: str
    content: str
    kind: str
    holder: str
    relation: str
    target: str


_PARTS = (
    _Part(
        "xl/threadedComments/threadedComment1.xml",
        f'<ThreadedComments xmlns="{_TC}"><threadedComment ref="D6" dT="2026-01-09T09:00:00.00" '
        f'personId="{_PERSON}" id="{THREAD}"><text>After half term?</text></threadedComment></ThreadedComments>',
        "application/vnd.ms-excel.threadedcomments+xml",
        _SHEET_RELATIONS,
        f"{_MS}/2017/10/relationships/threadedComment",
        "../threadedComments/threadedComment1.xml",
    ),
    _Part(
        "xl/persons/person.xml",
        f'<personList xmlns="{_TC}"><person displayName="Rhian Tŷ-Gwyn" id="{_PERSON}" userId="r" '
        'providerId="None"/></personList>',
        "application/vnd.ms-excel.person+xml",
        _BOOK_RELATIONS,
        f"{_MS}/2017/10/relationships/person",
        "persons/person.xml",
    ),
    _Part(
        "xl/slicers/slicer1.xml",
        f'<slicers xmlns="{_X14}"><slicer name="Who" cache="Slicer_Who" caption="Who" rowHeight="241300"/></slicers>',
        "application/vnd.ms-excel.slicer+xml",
        _SHEET_RELATIONS,
        f"{_MS}/2007/relationships/slicer",
        "../slicers/slicer1.xml",
    ),
    _Part(
        "xl/slicerCaches/slicerCache1.xml",
        f'<slicerCacheDefinition xmlns="{_X14}" name="Slicer_Who" sourceName="Column1"><extLst>'
        f'<x:ext xmlns:x="{_MAIN}" uri="{{2F2917AC-EB37-4324-AD4E-5DD8C200BD13}}" xmlns:x15="{_X15}">'
        '<x15:tableSlicerCache tableId="1" column="1"/></x:ext></extLst></slicerCacheDefinition>',
        "application/vnd.ms-excel.slicerCache+xml",
        _BOOK_RELATIONS,
        f"{_MS}/2007/relationships/slicerCache",
        "slicerCaches/slicerCache1.xml",
    ),
    _Part(
        "xl/ctrlProps/ctrlProp1.xml",
        f'<formControlPr xmlns="{_X14}" objectType="CheckBox" checked="Checked" noThreeD="1"/>',
        "application/vnd.ms-excel.controlproperties+xml",
        _SHEET_RELATIONS,
        f"{_RELATION}/ctrlProp",
        "../ctrlProps/ctrlProp1.xml",
    ),
    _Part(
        "xl/printerSettings/printerSettings1.bin",
        "\x00\x01P\x00r\x00i\x00n\x00t\x00" * 40,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings",
        _SHEET_RELATIONS,
        f"{_RELATION}/printerSettings",
        "../printerSettings/printerSettings1.bin",
    ),
    _Part(
        "xl/pivotCache/pivotCacheDefinition1.xml",
        f'<pivotCacheDefinition xmlns="{_MAIN}" refreshOnLoad="1" recordCount="0"><cacheSource type="worksheet">'
        '<worksheetSource ref="A1:A9" sheet="Numbers"/></cacheSource><cacheFields count="1">'
        '<cacheField name="3" numFmtId="0"><sharedItems/></cacheField></cacheFields></pivotCacheDefinition>',
        "application/vnd.openxmlformats-officedocument.spreadsheetml.pivotCacheDefinition+xml",
        _BOOK_RELATIONS,
        f"{_RELATION}/pivotCacheDefinition",
        "pivotCache/pivotCacheDefinition1.xml",
    ),
    _Part("customXml/item1.xml", '<x xmlns="urn:school">kept &#233;</x>', "application/xml", _BOOK_RELATIONS,
          f"{_RELATION}/customXml", "../customXml/item1.xml"),
    _Part(
        "xl/calcChain.xml",
        f'<calcChain xmlns="{_MAIN}"><c r="E5" i="1"/></calcChain>',
        "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml",
        _BOOK_RELATIONS,
        f"{_RELATION}/calcChain",
        "calcChain.xml",
    ),
)  # fmt: skip
_CHECK_BOX = (
    f'<mc:AlternateContent xmlns:mc="{_MC}"><mc:Choice Requires="x14" xmlns:x14="{_X14}"><controls>'
    '<mc:AlternateContent><mc:Choice Requires="x14"><control shapeId="1026" r:id="ctrlProp1" name="Check Box 1"/>'
    "</mc:Choice></mc:AlternateContent></controls></mc:Choice></mc:AlternateContent>"
)
# A drop-down from another sheet, as Excel 2010 and later keep it.
_LIST_ON_ANOTHER_SHEET = (
    f'<ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" xmlns:x14="{_X14}"><x14:dataValidations count="1" '
    'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidation type="list" allowBlank="1">'
    "<x14:formula1><xm:f>Numbers!$A$1:$A$9</xm:f></x14:formula1><xm:sqref>B5:B14</xm:sqref>"
    "</x14:dataValidation></x14:dataValidations></ext>"
)
_PIVOTS = '<pivotCaches><pivotCache cacheId="1" r:id="pivotCacheDefinition1"/></pivotCaches>'
_SLICERS_OF_SHEET = (
    f'<ext uri="{{3A4CF648-6AED-40f4-86FF-DC5316D8AED3}}" xmlns:x14="{_X14}" xmlns:x15="{_X15}">'
    '<x14:slicerList><x14:slicer r:id="slicer1"/></x14:slicerList></ext>'
)
_SLICERS_OF_BOOK = (
    f'<extLst><ext uri="{{46BE6895-7355-4a93-B00E-2C351335B9C9}}" xmlns:x15="{_X15}">'
    f'<x15:slicerCaches xmlns:x14="{_X14}"><x14:slicerCache r:id="slicerCache1"/></x15:slicerCaches></ext></extLst>'
)


def with_excel_parts(parts: dict[str, bytes]) -> dict[str, bytes]:
    """A workbook's parts with these among them, each where Excel looks for it."""
    made = dict(parts)
    for part in _PARTS:
        made[part.name] = part.content.encode()
        override = f'<Override PartName="/{part.name}" ContentType="{part.kind}"/>'
        made[_TYPES] = _before(made[_TYPES], "</Types>", override)
        number = part.name.rsplit("/", 1)[-1].split(".")[0]
        relation = f'<Relationship Id="{number}" Type="{part.relation}" Target="{part.target}"/>'
        made[part.holder] = _before(made[part.holder], "</Relationships>", relation)
    made[_SHEET] = made[_SHEET].replace(
        b'<pageSetup orientation="landscape"/>', b'<pageSetup orientation="landscape" r:id="printerSettings1"/>'
    )
    made[_SHEET] = _before(made[_SHEET], "<tableParts", _CHECK_BOX)
    made[_SHEET] = _before(made[_SHEET], "</extLst></worksheet>", _LIST_ON_ANOTHER_SHEET + _SLICERS_OF_SHEET)
    made[_BOOK] = _before(made[_BOOK], "</workbook>", _PIVOTS + _SLICERS_OF_BOOK)
    return made


def _before(part: bytes, mark: str, added: str) -> bytes:
    start, found, end = part.rpartition(mark.encode())
    assert found, f"{mark} is missing"
    return start + added.encode() + found + end
