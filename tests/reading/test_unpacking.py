"""What is inside a zip or a mail comes out, each file once."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

import pytest

from pipeline.reading.files import read_files
from pipeline.reading.parcels.unpacking import unpack
from pipeline.scheme import Scheme
from pipeline.values import FileClass, FileKind, SourceFile


def _zip(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def _mail(name: str, content: bytes) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "head@school.example", "Our application"
    message.set_content("Please find it attached.")
    message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def test_a_zip_gives_its_files_without_litter() -> None:
    data = _zip(folder__Minutes=b"Minutes", **{".DS_Store": b"x", "~$r.xlsx": b"x"})
    assert [f.name for f in unpack(SourceFile("a.zip", data, ""))] == ["folder/Minutes"]


@pytest.mark.parametrize(
    ("packed", "name"),
    [
        ("../../up.txt", "up.txt"), ("/etc/passwd", "etc/passwd"), ("..\\up.txt", "up.txt"), ("C:/up.txt", "up.txt"),
        ("\\\\host\\a", "host/a"), ("a/../../up.txt", "a/up.txt"), ("..", "file"), ("up.docx#.exe", "up.docx.exe"),
    ],
)  # fmt: skip
def test_a_name_that_leads_out_of_a_zip_loses_its_way_and_no_file_is_lost(packed: str, name: str) -> None:
    data = _zip(Minutes=b"Minutes", **{packed: b"x"}).replace(b"docx#", b"docx\0")
    assert [(f.name, f.content) for f in unpack(SourceFile("a.zip", data, ""))] == [
        ("Minutes", b"Minutes"),
        (name, b"x"),
    ]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_files_of_one_name_in_a_zip_come_out_each_under_its_own() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("Record.xlsx", "Record.xlsx", "RECORD.XLSX", "Record (2).xlsx"):
            archive.writestr(name, name + str(len(archive.namelist())))
    files = unpack(SourceFile("a.zip", out.getvalue(), ""))
    assert [(f.name, f.content) for f in files] == [
        ("Record.xlsx", b"Record.xlsx0"), ("Record (2).xlsx", b"Record.xlsx1"), ("RECORD (3).XLSX", b"RECORD.XLSX2"),
        ("Record (2) (2).xlsx", b"Record (2).xlsx3"),
    ]  # fmt: skip


def test_a_mail_that_holds_a_zip_gives_the_files() -> None:
    data = _mail("evidence – Żaneta.zip", _zip(one=b"One", two=b"Two"))
    assert [(f.name, f.content) for f in unpack(SourceFile("a.eml", data, ""))] == [("one", b"One"), ("two", b"Two")]


def test_an_ordinary_file_is_itself(blank_record: bytes) -> None:
    source = SourceFile("r.xlsx", blank_record, "")
    assert unpack(source) == (source,)


def test_the_names_of_attachments_come_out_right() -> None:
    data = _mail("Llŷr & Żaneta.txt", b"hello")
    assert [f.name for f in unpack(SourceFile("a.eml", data, ""))] == ["Llŷr & Żaneta.txt"]


def test_a_container_and_its_members_are_all_accounted_for(blank_record: bytes, scheme: Scheme) -> None:
    source = SourceFile("a.zip", _zip(**{"r.xlsx": blank_record, "note.txt": b"Survey results"}), "")
    readings = read_files([source], scheme)
    assert [(r.file, r.kind) for r in readings] == [
        ("a.zip", FileKind.ARCHIVE),
        ("r.xlsx", FileKind.RECORD),
        ("note.txt", FileKind.EVIDENCE),
    ]
    assert {r.file_class for r in readings} == {FileClass.PARSED}
