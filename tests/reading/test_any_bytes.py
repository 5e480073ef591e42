"""Whatever arrives, reading ends with a class and a sentence, never with an exception."""

from __future__ import annotations

import io
import warnings
import zipfile
from typing import Any

import pillow_heif
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.pdfgen import canvas

from pipeline.reading.files import read_file, read_files
from pipeline.scheme import Scheme
from pipeline.values import FileClass, FileReading, SourceFile

from .compound import compound
from .test_mails import attachment, eml, outlook, tnef

MSG = compound(outlook(attachment("minutes.txt", b"Minutes")))
TNEF = tnef(("minutes.txt", b"Minutes"))
EML = eml(("minutes.txt", b"Minutes", "text/plain", ""))
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
MAIL = b"From: a\r\nSubject: b\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
STARTS = st.sampled_from(
    [
        *(b"", b"PK\x03\x04", b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", OLE, b"{\\rtf", MAIL, b"<html>"),
        *(
            b"\x78\x9f\x3e\x22\x01\x00",
            b"\0\0\0\x18ftypheic",
            b"RIFF\x10\0\0\0WEBP",
            b'{"url":',
            b"bplist00",
            b"<?xml ",
        ),
    ]
)
NAMES = st.sampled_from(
    ["a.xlsx", "a.docx", "a.pdf", "a.eml", "a.zip", "a.png", "a.txt", "a", "..\\..\\CON.xlsx", "a\u202exslx.exe"]
)


def _sound(reading: FileReading) -> bool:
    return (reading.file_class is FileClass.PARSED) == (reading.message == "")


@FEW
@given(start=STARTS, rest=st.binary(max_size=400), name=NAMES)
def test_any_bytes_end_in_a_class(start: bytes, rest: bytes, name: str, scheme: Scheme) -> None:
    assert all(_sound(reading) for reading in read_files([SourceFile(name, start + rest, "")], scheme))


def _picture(kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    picture = Image.new("RGB", (20, 20), "teal")
    if kind == "HEIF":
        pillow_heif.from_pillow(picture).save(out)
    else:
        picture.save(out, kind)
    return out.getvalue()


def _pdf() -> bytes:
    out = io.BytesIO()
    page = canvas.Canvas(out, invariant=True)
    page.drawString(72, 720, "Minutes, 12 March 2026")
    page.save()
    return out.getvalue()


@FEW
@given(data=st.data())
def test_a_cut_or_flipped_file_ends_in_a_class(
    data: Any, blank_record: bytes, blank_application: bytes, scheme: Scheme
) -> None:
    name, whole = data.draw(
        st.sampled_from(
            [
                *(("r.xlsx", blank_record), ("a.docx", blank_application), ("p.jpg", _picture()), ("m.pdf", _pdf())),
                *(("p.heic", _picture("HEIF")), ("a.msg", MSG), ("winmail.dat", TNEF), ("a.eml", EML)),
            ]
        )
    )
    broken = bytearray(whole)
    for _ in range(data.draw(st.integers(0, 4))):
        broken[data.draw(st.integers(0, len(broken) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    end = data.draw(st.one_of(st.just(len(broken)), st.integers(0, len(broken))))
    assert all(_sound(reading) for reading in read_files([SourceFile(name, bytes(broken[:end]), "")], scheme))


@FEW
@given(data=st.data())
def test_a_form_zipped_again_ends_in_a_class(
    data: Any, blank_record: bytes, blank_application: bytes, scheme: Scheme
) -> None:
    """Parts in another order, left out, doubled, emptied, stored, or under names of another case."""
    name, whole = data.draw(st.sampled_from([("r.xlsx", blank_record), ("a.docx", blank_application)]))
    out = io.BytesIO()
    with (
        warnings.catch_warnings(action="ignore"),
        zipfile.ZipFile(io.BytesIO(whole)) as old,
        zipfile.ZipFile(out, "w") as new,
    ):
        for part in data.draw(st.permutations(old.namelist())):
            change = data.draw(st.sampled_from(["keep"] * 20 + ["drop", "twice", "empty", "upper", "stored", "swap"]))
            content = b"" if change == "empty" else old.read(old.namelist()[0] if change == "swap" else part)
            for _ in range({"drop": 0, "twice": 2}.get(change, 1)):
                how = zipfile.ZIP_STORED if change == "stored" else zipfile.ZIP_DEFLATED
                new.writestr(part.upper() if change == "upper" else part, content, how)
    assert all(_sound(reading) for reading in read_files([SourceFile(name, out.getvalue(), "")], scheme))


@FEW
@given(data=st.data())
def test_flipped_xml_in_a_whole_package_ends_in_a_class(
    data: Any, blank_record: bytes, blank_application: bytes, replace: Any, scheme: Scheme
) -> None:
    parts = ["xl/worksheets/sheet4.xml", "xl/workbook.xml", "xl/styles.xml", "_rels/.rels", "docProps/custom.xml"]
    part = data.draw(st.sampled_from([*parts, "word/document.xml"]))
    whole = blank_application if part.startswith("word/") else blank_record

    def flip(xml: bytes) -> bytes:
        broken = bytearray(xml)
        for _ in range(data.draw(st.integers(1, 6))):
            broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(32, 126))
        return bytes(broken)

    assert _sound(read_file(SourceFile("f.xlsx", replace(whole, part, flip), ""), scheme))


def test_a_pdf_shows_its_text_and_date(scheme: Scheme) -> None:
    reading = read_file(SourceFile("team.pdf", _pdf(), ""), scheme)
    assert reading.evidence is not None
    assert (reading.evidence.text, reading.evidence.kind) == ("Minutes, 12 March 2026", "minutes")
    assert str(reading.evidence.latest_date) == "2026-03-12"


def test_a_picture_is_a_photograph(scheme: Scheme) -> None:
    reading = read_file(SourceFile("IMG_0042.jpg", _picture(), ""), scheme)
    assert reading.evidence is not None
    assert (reading.evidence.media, reading.evidence.kind) == ("image", "photo")
