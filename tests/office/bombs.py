"""Files made to hurt a reader, each small to send. Every one is built here; none needs a program."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import cache

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.{kind}.main+xml"/></Types>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="{type}" Target="{target}"/></Relationships>'
)
SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>"
)


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def workbook(sheet: bytes | str, names: str = "", parts: Mapping[str, str] | None = None) -> bytes:
    """A workbook of one sheet, in as few parts as Excel opens; ``names`` stand for ranges, ``parts`` by their kind."""
    book = (
        f'<workbook xmlns="{SHEETS}" xmlns:r="{OFFICE}"><sheets><sheet name="Plan" sheetId="1" r:id="r1"/></sheets>'
        f"<definedNames>{names}</definedNames></workbook>"
    )
    more = dict(parts or {})
    links = RELATIONS.format(type=f"{OFFICE}/worksheet", target="worksheets/sheet1.xml")
    for number, kind in enumerate(more, start=2):
        link = f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>'
        links = links.replace("</Relationships>", f"{link}</Relationships>")
    return zipped(
        {
            "[Content_Types].xml": TYPES.format(part="xl/workbook.xml", kind="spreadsheetml.sheet"),
            "_rels/.rels": RELATIONS.format(type=f"{OFFICE}/officeDocument", target="xl/workbook.xml"),
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": links,
            "xl/worksheets/sheet1.xml": sheet,
        }
        | {f"xl/{kind}.xml": content for kind, content in more.items()}
    )


def texts_in_runs(count: int, runs: int) -> bytes:
    """So many texts, each letter of them in a look of its own, as copying from a web page leaves them."""
    text = f"<si>{'<r><rPr><b/></rPr><t>a</t></r>' * runs}</si>"
    return workbook(sheet(""), parts={"sharedStrings": f'<sst xmlns="{SHEETS}">{text * count}</sst>'})


def many_formats(count: int) -> bytes:
    """As many cell formats as Excel allows: 64,000, which years of copying between workbooks bring together."""
    one = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    return workbook(
        sheet(""), parts={"styles": f'<styleSheet xmlns="{SHEETS}"><cellXfs>{one * count}</cellXfs></styleSheet>'}
    )


def many_names(count: int, settings: str = "") -> bytes:
    """Names for ranges that came along with copied sheets."""
    names = (f'<definedName name="n{n}"{settings}>Plan!$A${n}</definedName>' for n in range(1, count))
    return workbook(sheet(""), "".join(names))


def sheet(rows: str, before: str = "") -> str:
    return f'<worksheet xmlns="{SHEETS}">{before}<sheetData>{rows}</sheetData></worksheet>'


def document(body: bytes | str) -> bytes:
    """A Word document of one part."""
    return zipped(
        {
            "[Content_Types].xml": TYPES.format(part="word/document.xml", kind="wordprocessingml.document"),
            "_rels/.rels": RELATIONS.format(type=f"{OFFICE}/officeDocument", target="word/document.xml"),
            "word/document.xml": body,
        }
    )


def text_cell(address: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t>Gardening club</t></is></c>'


def nested(depth: int, width: int) -> bytes:
    """Zips within zips, each level holding the one below several times."""
    content = zipped({"minutes.txt": "Minutes " * 1_000})
    for _ in range(depth):
        content = zipped({f"{number}.zip": content for number in range(width)})
    return content


def overlapping() -> bytes:
    """Two entries over the same bytes, as in D. Fifield's “A better zip bomb” (2019)."""
    data = bytearray(zipped({"a.xml": b"a" * 5_000, "b.xml": b"b" * 5_000}))
    second = data.rfind(b"PK\x01\x02")
    data[second + 42 : second + 46] = struct.pack("<L", 0)
    return bytes(data)


def zeros(size: int) -> bytes:
    """A zip of one part of zeros, written in pieces so that making it does not hurt either."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package,
        package.open("zeros.bin", "w") as part,
    ):
        for _ in range(size // 1_000_000):
            part.write(bytes(1_000_000))
    return out.getvalue()


def lying_zeros() -> bytes:
    """The same, with a directory that says the part is small."""
    data = bytearray(zeros(100_000_000))
    entry = data.rfind(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<L", 10)
    return bytes(data)


def endless_pdf(levels: int = 14) -> bytes:
    """A page that draws a form ten times, which draws another ten times, and so on: 10^14 drawings in 3 KB."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"]
    objects.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>")
    draw = b"/F Do " * 10
    objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(draw), draw))
    for level in range(levels):
        inner = b"/Resources<</XObject<</F %d 0 R>>>>" % (6 + level) if level < levels - 1 else b""
        head = b"<</Type/XObject/Subtype/Form/BBox[0 0 99 99]%s/Length %d>>" % (inner, len(draw))
        objects.append(b"%sstream\n%s\nendstream" % (head, draw))
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)


def wide_png(side: int = 50_000) -> bytes:
    """A picture of 2.5 thousand million dots in a few bytes."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">L", len(content)) + kind + content + struct.pack(">L", zlib.crc32(kind + content))

    head = struct.pack(">LLBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(9))) + chunk(b"IEND", b"")


def deep_mail(parts: int = 5_000) -> bytes:
    return b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(parts))


@cache
def numbered_rows() -> str:
    """A million rows that were formatted and never filled, as a spreadsheet program writes them, and one at the end."""
    empty = "".join(
        f'<row r="{row}" spans="1:8" s="1" customFormat="1" ht="15" customHeight="1"/>' for row in range(2, 1_048_576)
    )
    return f'<row r="1">{text_cell("A1")}</row>{empty}<row r="1048576">{text_cell("XFD1048576")}</row>'


def columns_formatted(columns: int, rows: int = 1_048_576) -> bytes:
    """Whole columns formatted and nothing in them, as programs write that which keep a cell for each; one is filled."""
    letters = [chr(65 + number) for number in range(columns)]
    cells = "".join(f'<c r="{letter}%d" s="3"/>' for letter in letters)
    blank = f'<row r="%d" spans="1:{columns}">{cells}</row>'
    filling = "".join(blank % ((row,) * (columns + 1)) for row in range(2, rows + 1))
    return workbook(sheet(f'<row r="1">{text_cell("A1")}</row>{filling}'))


def filled_cells(count: int, cell: Callable[[str], str], across: int = 10) -> bytes:
    """So many filled cells, each as ``cell`` writes it at an address."""
    letters = [chr(65 + number) for number in range(across)]
    rows = (
        f'<row r="{row}">{"".join(cell(f"{letter}{row}") for letter in letters)}</row>'
        for row in range(1, count // across + 1)
    )
    return workbook(sheet("".join(rows)))


def number_cell(address: str) -> str:
    return f'<c r="{address}"><v>{address[1:]}</v></c>'


def rich_cell(address: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><r><t>Tea</t></r><r><t> and toast, {address}</t></r></is></c>'


def word(body: str, before: str = "") -> bytes:
    return document(f'{before}<w:document xmlns:w="{WORDS}"><w:body>{body}</w:body></w:document>')


OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
ODS = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}
DEEP = 1_000_000
# By the name under which each arrives: how it is made, the class it ends in, and how the sentence begins.
DOCUMENT_TYPE = "it holds instructions that Office never writes"
BOMBS: Mapping[str, tuple[Callable[[], bytes], str, str]] = {
    "deep.xlsx": (lambda: workbook(sheet("<row>" * DEEP + "</row>" * DEEP)), "zip-bomb", "unpacks to far more"),
    "deeper.docx": (lambda: word("<w:p>" * 150_000), "too-large", "lie too deep within one another"),
    "laughs.xlsx": (lambda: workbook(LAUGHS + sheet("<row><c><v>&j;</v></c></row>")), "corrupt", DOCUMENT_TYPE),
    "laughs.docx": (lambda: word("&j;", LAUGHS), "corrupt", DOCUMENT_TYPE),
    "outside.docx": (lambda: word("&a;", OUTSIDE), "corrupt", DOCUMENT_TYPE),
    "laughs.ods": (
        lambda: zipped({**ODS, "content.xml": LAUGHS + "<x>&j;</x>"}),
        "unsupported",
        "could not be turned into the new kind.",
    ),
    "far away.xlsx": (lambda: workbook(sheet(f'<row r="1048576">{text_cell("XFD1048576")}</row>')), "parsed", ""),
    "a million rows.xlsx": (
        lambda: workbook(sheet(numbered_rows(), '<dimension ref="A1:XFD1048576"/>')),
        "parsed",
        "",
    ),
    "many cells.xlsx": (
        lambda: workbook(sheet("".join(f"<row>{'<c><v>1</v></c>' * 100}</row>" for _ in range(1_001)))),
        "too-large",
        "has more than 100,000 filled cells.",
    ),
    "words.docx": (
        lambda: word("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 100_000),
        "too-large",
        "We did not read this file to its end because",
    ),
    "zeros.zip": (lambda: zeros(1_000_000_000), "zip-bomb", "unpacks to far more"),
    "lying.zip": (lying_zeros, "zip-bomb", "because a file inside it is far too large."),
    "overlapping.zip": (overlapping, "zip-bomb", "what it holds overlaps."),
    "many.zip": (lambda: zipped({f"{number}.txt": "" for number in range(5_000)}), "zip-bomb", "holds 5,000 files."),
    "endless.pdf": (endless_pdf, "corrupt", "took more time or memory than any form should."),
    "wide.png": (wide_png, "too-large", "more than 100 million dots"),
    "deep.eml": (deep_mail, "corrupt", "is not an e-mail."),
    "nested.zip": (lambda: nested(6, 10), "parsed", ""),
}
# These are for LibreOffice, which is ended in its box when its time is up.
SLOW_BOMBS: Mapping[str, tuple[Callable[[], bytes], str, str]] = {
    "deep.rtf": (
        lambda: b"{\\rtf1 " + b"{" * 1_000_000 + b"}" * 1_000_001,
        "unsupported",
        "could not be turned into the new kind.",
    ),
    "tables.doc": (lambda: b"<html>" + b"<table><tr><td>" * 200_000 + b"</html>", "unsupported", "could not be turned"),
}
