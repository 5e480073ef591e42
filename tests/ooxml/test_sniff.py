"""A file is what its bytes say, whatever its name says; and every refusal says what to do."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from pipeline.ooxml.sniff import classify
from pipeline.values import FileClass, SourceFile

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/x" ContentType="{}"/></Types>'
)
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="x.xml"/>'
    "</Relationships>"
)
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"


def _zip(files: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def _office(kind: str, part: bytes | str = "<x/>", **more: bytes) -> bytes:
    return _zip({"[Content_Types].xml": TYPES.format(kind), "_rels/.rels": RELS, "x.xml": part, **more})


def _class(data: bytes, name: str = "form.xlsx") -> tuple[FileClass, str]:
    file_class, family, message = classify(SourceFile(name, data, ""))
    assert (message == "") == (file_class is FileClass.PARSED)
    return file_class, family


def test_a_workbook_is_a_workbook_under_any_name() -> None:
    assert _class(_office(SHEET), "form.pdf") == (FileClass.PARSED, "xlsx")


@pytest.mark.parametrize("name", ["a.xlsx", "a.xlsm", "a.txt"])
def test_macros_are_seen_under_any_name(name: str) -> None:
    assert _class(_office(MACRO, **{"xl/vbaProject.bin": b"x"}), name)[0] is FileClass.MACRO
    assert _class(_office(SHEET, **{"xl/vbaProject.bin": b"x"}), name)[0] is FileClass.MACRO
    assert _class(_office("application/vnd.ms-excel.intlmacrosheet+xml"), name)[0] is FileClass.MACRO


@pytest.mark.parametrize(
    ("kind", "family"),
    [
        (MACRO, "xlsx"),
        ("application/vnd.ms-excel.template.macroEnabled.main+xml", "xlsx"),
        ("application/vnd.ms-word.document.macroEnabled.main+xml", "docx"),
        ("application/vnd.ms-word.template.macroEnabledTemplate.main+xml", "docx"),
    ],
)
def test_a_file_that_may_hold_macros_and_holds_none_is_read(kind: str, family: str) -> None:
    assert _class(_office(kind), "form.xlsm") == (FileClass.PARSED, family)


@pytest.mark.parametrize(
    ("stream", "expected"),
    [
        ("EncryptedPackage", (FileClass.ENCRYPTED, "locked")),
        ("Workbook", (FileClass.CORRUPT, "damaged")),
        ("WordDocument", (FileClass.CORRUPT, "damaged")),
        ("__properties_version1.0", (FileClass.PARSED, "msg")),
    ],
)
def test_old_and_locked_office_files_are_told_apart(stream: str, expected: tuple[FileClass, str]) -> None:
    assert _class(OLE + stream.encode("utf-16-le"), "form.xlsx") == expected


@pytest.mark.parametrize(
    ("whole", "name", "family"),
    [
        (b"<!DOCTYPE html><html><body><table><tr><td>A</td></tr></table></body></html>\n", "a.xls", "html-xls"),
        (b"<html><body><p>A</p></body></html>", "a.doc", "html-doc"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook><a/></Workbook>', "a.xls", "xml-xls"),
        (b"{\\rtf1 Our answers}\r\n", "a.doc", "rtf"),
    ],
)
def test_a_page_that_was_cut_off_is_said_to_be_damaged(whole: bytes, name: str, family: str) -> None:
    assert _class(whole, name)[1] == family
    assert _class(whole[:-12], name) == (FileClass.CORRUPT, "damaged")


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"", "form.xlsx", FileClass.CORRUPT),
        (b"nonsense", "form.xlsx", FileClass.CORRUPT),
        (b"PK\x03\x04 cut short", "form.docx", FileClass.CORRUPT),
        (b"{\\rtf1 hello}", "form.docx", FileClass.UNSUPPORTED),
        (b"<html><body>Invoice</body></html>", "invoice.html", FileClass.NOT_OFFICE),
        (b"<!DOCTYPE html><html></html>", "form.xlsx", FileClass.UNSUPPORTED),
        (b"\x7fELF\0\0\0", "setup", FileClass.NOT_OFFICE),
        (b"lock", "~$form.xlsx", FileClass.IGNORED),
        (b"\0\0", "folder/.DS_Store", FileClass.IGNORED),
        (b"", "Thumbs.db", FileClass.IGNORED),
        (b"Minutes of our meeting", "minutes.txt", FileClass.PARSED),
    ],
)
def test_everything_has_a_class(data: bytes, name: str, expected: FileClass) -> None:
    assert _class(data, name)[0] is expected


@pytest.mark.parametrize(
    ("kind", "family"),
    [("application/vnd.oasis.opendocument.spreadsheet", "ods"), ("application/vnd.oasis.opendocument.text", "odt")],
)
def test_open_document_files_are_told_how_to_be_saved(kind: str, family: str) -> None:
    assert _class(_zip({"mimetype": kind, "content.xml": "<x/>"})) == (FileClass.UNSUPPORTED, family)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_every_part(encoding: str) -> None:
    part = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    assert _class(_office(SHEET, part.encode(encoding)))[0] is FileClass.CORRUPT


@pytest.mark.parametrize("before", ["", " " * 10_000, f"<!-- {'-=' * 10_000} -->"])
def test_a_document_type_is_found_however_far_down_it_stands(before: str) -> None:
    part = f'<?xml version="1.0"?>{before}<!DOCTYPE x [<!ENTITY e "e">]><x>&e;</x>'
    assert _class(_office(SHEET, part.encode()))[0] is FileClass.CORRUPT


def test_a_bomb_is_refused() -> None:
    assert _class(_office(SHEET, bytes(29_000_000)))[0] is FileClass.ZIP_BOMB
    many = _zip({f"p{number}": b"" for number in range(2_500)})
    assert _class(many)[0] is FileClass.ZIP_BOMB


def test_parts_that_lie_over_one_another_are_refused() -> None:
    data = bytearray(_zip({"a": b"aaaa" * 100, "b": b"bbbb" * 100}))
    second = data.rfind(b"PK\x01\x02")
    data[second + 42 : second + 46] = struct.pack("<L", 0)
    assert _class(bytes(data))[0] is FileClass.ZIP_BOMB


def test_a_zip_with_a_password_is_encrypted() -> None:
    data = bytearray(_zip({"a.txt": b"hello"}))
    entry = data.rfind(b"PK\x01\x02")
    data[entry + 8] |= 1
    assert _class(bytes(data), "a.zip")[0] is FileClass.ENCRYPTED


def test_what_is_larger_than_we_take_is_told_so() -> None:
    assert _class(b"%PDF-1.4" + bytes(25_000_001), "big.pdf")[0] is FileClass.TOO_LARGE


def test_a_kind_that_is_declared_but_not_there_says_nothing_about_the_file() -> None:
    """SheetJS declares binary workbooks in the list of types of every file that it writes."""
    binary = '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
    types = TYPES.format(SHEET).replace("<Override", f"{binary}<Override")
    files = {"[Content_Types].xml": types, "_rels/.rels": RELS, "x.xml": "<x/>"}
    assert _class(_zip(files)) == (FileClass.PARSED, "xlsx")
    assert _class(_zip({**files, "xl/workbook.bin": "x"}))[1] == "xlsb"
