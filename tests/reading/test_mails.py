"""What is attached to an e-mail comes out, however a program saved the e-mail; what belongs to a signature does not."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from email.message import EmailMessage

import pytest

from pipeline.ooxml import limits
from pipeline.ooxml.sniff import classify
from pipeline.reading.files import read_file, read_files
from pipeline.reading.parcels.mails import said
from pipeline.reading.parcels.unpacking import unpack
from pipeline.scheme import Scheme
from pipeline.values import FileClass, FileKind, SourceFile

from .compound import Tree, compound

MINUTES = b"Minutes of the school council, 3 March 2026"
PHOTOGRAPH = b"\xff\xd8\xff" + bytes(80_000)
LOGO = b"\x89PNG\r\n\x1a\n" + bytes(8_000)
_BINARY, _TEXT, _NUMBER = 0x0102, 0x001F, 0x0003


def properties(head: int, held: dict[tuple[int, int], bytes | int]) -> Tree:
    """Outlook's properties ([MS-OXMSG] 2.4): numbers in the one stream, what is longer in a stream of its own."""
    told = bytearray(head)
    streams: dict[str, bytes | Tree] = {}
    for (number, kind), value in held.items():
        tag = number << 16 | kind
        if isinstance(value, int):
            told += struct.pack("<LLLL", tag, 6, value, 0)
        else:
            told += struct.pack("<LLLL", tag, 6, len(value) + (2 if kind == _TEXT else 0), 0)
            streams[f"__substg1.0_{number:04X}{kind:04X}"] = value
    return {**streams, "__properties_version1.0": bytes(told)}


def text(words: str) -> bytes:
    return words.encode("utf-16-le")


def attachment(name: str, content: bytes, media: str = "application/octet-stream", content_id: str = "") -> Tree:
    held: dict[tuple[int, int], bytes | int] = {
        (0x3705, _NUMBER): 1,
        (0x3707, _TEXT): text(name),
        (0x370E, _TEXT): text(media),
        (0x3701, _BINARY): content,
    }
    return properties(8, held | ({(0x3712, _TEXT): text(content_id)} if content_id else {}))


def outlook(*attachments: Tree, head: int = 32) -> Tree:
    held: dict[tuple[int, int], bytes | int] = {
        (0x001A, _TEXT): text("IPM.Note"),
        (0x0037, _TEXT): text("Our evidence"),
        (0x1000, _TEXT): text("Please find it attached."),
    }
    parts = {f"__attach_version1.0_#{number:08X}": part for number, part in enumerate(attachments)}
    return {**properties(head, held), "__nameid_version1.0": {}, **parts}


def forwarded(message: Tree) -> Tree:
    """A message attached to a message: it lies in a folder of the attachment ([MS-OXMSG] 2.2.2.1)."""
    return {**properties(8, {(0x3705, _NUMBER): 5, (0x3707, _TEXT): text("Fwd")}), "__substg1.0_3701000D": message}


def tnef(*files: tuple[str, bytes]) -> bytes:
    """[MS-OXTNEF] 2.1.3: a head, then for each file its rendering, its title and its data, each with a checksum."""
    out = bytearray(struct.pack("<LH", 0x223E9F78, 1))

    def part(level: int, name: int, kind: int, content: bytes) -> None:
        out.extend(struct.pack("<BHHL", level, name, kind, len(content)))
        out.extend(content + struct.pack("<H", sum(content) & 0xFFFF))

    part(1, 0x9006, 0x0008, struct.pack("<L", 0x00010000))
    for name, content in files:
        part(2, 0x9002, 0x0006, bytes(14))
        part(2, 0x8010, 0x0001, name.encode("cp1252") + b"\0")
        part(2, 0x800F, 0x0006, content)
    return bytes(out)


def eml(*parts: tuple[str, bytes, str, str]) -> bytes:
    """Name, content, media type and content id of each part."""
    message = EmailMessage()
    message["From"], message["Subject"] = "head@school.example", "Our evidence"
    message.set_content("Please find it attached.")
    for name, content, media, content_id in parts:
        main, _, sub = media.partition("/")
        given = {"cid": f"<{content_id}>", "disposition": "inline"} if content_id else {}
        message.add_attachment(content, maintype=main, subtype=sub, filename=name, **given)
    return message.as_bytes()


def files(name: str, data: bytes) -> list[tuple[str, bytes]]:
    return [(file.name, file.content) for file in unpack(SourceFile(name, data, ""))]


def zipped(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(name, content)
    return out.getvalue()


SAVED: dict[str, Callable[[str, bytes], bytes]] = {
    "a.eml": lambda name, content: eml((name, content, "application/octet-stream", "")),
    "a.msg": lambda name, content: compound(outlook(attachment(name, content))),
    "winmail.dat": lambda name, content: tnef((name, content)),
}


@pytest.mark.parametrize("name", SAVED)
@pytest.mark.parametrize("content", [MINUTES, MINUTES * 300], ids=["short", "long"])
def test_what_is_attached_comes_out_whichever_program_saved_the_mail(name: str, content: bytes) -> None:
    assert files(name, SAVED[name]("Café minutes.txt", content)) == [("Café minutes.txt", content)]


@pytest.mark.parametrize("name", SAVED)
def test_a_zip_in_a_zip_in_a_mail_is_opened_and_one_level_more_is_not(name: str, scheme: Scheme) -> None:
    once = SAVED[name]("all.zip", zipped("minutes.txt", MINUTES))
    inner = zipped("minutes.txt", MINUTES)
    twice = SAVED[name]("all.zip", zipped("inner.zip", inner))
    assert (files(name, once), files(name, twice)) == ([("minutes.txt", MINUTES)], [("minutes.txt", MINUTES)])
    thrice = SAVED[name]("all.zip", zipped("more.zip", zipped("inner.zip", inner)))
    assert files(name, thrice) == [("inner.zip", inner)]
    wrapper, left = read_files([SourceFile(name, thrice, "")], scheme)
    assert (wrapper.kind, wrapper.file_class, left.kind, left.file_class) == (
        FileKind.MESSAGE,
        FileClass.PARSED,
        FileKind.ARCHIVE,
        FileClass.UNSUPPORTED,
    )
    assert left.message.startswith("We could not take any files out of this zip:")


def test_a_zip_in_a_mail_in_a_zip_is_opened(scheme: Scheme) -> None:
    mail = eml(("inner.zip", zipped("minutes.txt", MINUTES), "application/zip", ""))
    *_, minutes = read_files([SourceFile("all.zip", zipped("Fwd.eml", mail), "")], scheme)
    assert (minutes.file, minutes.message) == ("minutes.txt", "")


def test_a_mail_that_lies_too_deep_is_said_to_be_unopened(scheme: Scheme) -> None:
    mail = eml(("minutes.txt", MINUTES, "text/plain", ""))
    deep = zipped("a.zip", zipped("b.zip", zipped("Our files.eml", mail)))
    *_, left = read_files([SourceFile("all.zip", deep, "")], scheme)
    assert (left.file, left.file_class) == ("Our files.eml", FileClass.UNSUPPORTED)
    assert left.message.startswith("We did not open what is attached to this e-mail:")


def test_an_attachment_without_a_name_comes_out_under_its_kind_and_the_words_do_not() -> None:
    mail = EmailMessage()
    mail.set_content("Our scan")
    mail.add_alternative("<p>Our scan</p>", subtype="html")
    mail.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf")
    assert files("scan.eml", mail.as_bytes()) == [("attachment 4.pdf", b"%PDF-1.7")]


def test_a_mail_with_more_parts_than_are_taken_out_says_so_and_gives_the_first(scheme: Scheme) -> None:
    mail = EmailMessage()
    mail.set_content("Our evidence")
    for number in range(limits.MAIL_PARTS + 10):
        mail.add_attachment(f"Minutes {number}".encode(), maintype="text", subtype="plain", filename=f"{number}.txt")
    whole, *inside = read_files([SourceFile("All.eml", mail.as_bytes(), "0" * 64)], scheme)
    assert whole.file_class is FileClass.TOO_LARGE
    assert whole.message == (
        "We did not read this file to its end because it has more than 200 parts. "
        "Please send only what the award needs."
    )
    assert [reading.file for reading in inside[:2]] == ["0.txt", "1.txt"]


def test_a_mail_attached_to_a_mail_gives_its_files_too() -> None:
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "clerk@school.example", "Minutes"
    inner.add_attachment(MINUTES, maintype="text", subtype="plain", filename="minutes.txt")
    outer = EmailMessage()
    outer["From"], outer["Subject"] = "head@school.example", "Fwd: Minutes"
    outer.set_content("As below.")
    outer.add_attachment(inner)
    assert files("a.eml", outer.as_bytes()) == [("minutes.txt", MINUTES)]
    nested = compound(outlook(forwarded(outlook(attachment("minutes.txt", MINUTES), head=24))))
    assert files("a.msg", nested) == [("minutes.txt", MINUTES)]


def test_pictures_of_a_signature_are_left_out_and_photographs_among_the_words_are_not() -> None:
    parts = [("image001.png", LOGO, "image/png", "image001.png@01D"), ("IMG_2.jpg", PHOTOGRAPH, "image/jpeg", "b@2")]
    assert files("a.eml", eml(*parts)) == [("IMG_2.jpg", PHOTOGRAPH)]
    assert files("a.msg", compound(outlook(*(attachment(*part) for part in parts)))) == [("IMG_2.jpg", PHOTOGRAPH)]
    assert files("a.eml", eml(("logo.png", LOGO, "image/png", ""))) == [("logo.png", LOGO)]


def test_a_mail_without_files_is_evidence_by_its_words(scheme: Scheme) -> None:
    (read,) = read_files([SourceFile("a.msg", compound(outlook()), "")], scheme)
    assert read.kind is FileKind.EVIDENCE
    assert read.evidence is not None
    assert read.evidence.text.splitlines() == ["Subject: Our evidence", "Please find it attached."]


@pytest.mark.parametrize("plain", ["", "See below."])
def test_a_mail_written_as_a_web_page_is_read_by_what_it_shows(plain: str, scheme: Scheme) -> None:
    page = (
        "<html><head><title>x</title><style>p {color: red}</style></head><body><p>Dear all, our café opened.</p>"
        "<table><tr><td>Ref.</td><td>Criterion</td></tr><tr><td>1.1</td><td>Taught in every year</td></tr></table>"
        "</body></html>"
    )
    mail = EmailMessage()
    mail["Subject"] = "Our work"
    if plain:
        mail.set_content(plain)
        mail.add_alternative(page, subtype="html", charset="cp1252")
    else:
        mail.set_content(page, subtype="html", charset="cp1252")
    words = "Dear all, our café opened.\nRef.\tCriterion\n1.1\tTaught in every year"
    assert said("message", mail.as_bytes()) == f"Subject: Our work\n{words}"
    reading = read_file(SourceFile("Our work.eml", mail.as_bytes(), ""), scheme)
    assert reading.evidence is not None
    assert "Dear all, our café opened." in reading.evidence.text


def test_a_winmail_that_holds_no_files_asks_nothing_of_anybody(scheme: Scheme) -> None:
    (read,) = read_files([SourceFile("winmail.dat", tnef(), "")], scheme)
    assert (read.file_class, read.message) == (
        FileClass.IGNORED,
        "This file (winmail.dat) holds only how Outlook laid out a message. There is nothing to do.",
    )


WORD = struct.pack("<5HH", 0xA5EC, 193, 0, 0x0409, 0, 0x1200) + bytes(5_000)
LOCKED_WORD = struct.pack("<5HH", 0xA5EC, 193, 0, 0x0409, 0, 0x0100) + bytes(5_000)
BOF = struct.pack("<HH16x", 0x0809, 16)
EOF = struct.pack("<HH", 0x000A, 0)


@pytest.mark.parametrize(
    ("tree", "family"),
    [
        ({"EncryptedPackage": bytes(9_000), "EncryptionInfo": bytes(200)}, "locked"),
        ({"Workbook": BOF + struct.pack("<HHH", 0x0042, 2, 1200) + EOF + bytes(5_000)}, "xls"),
        ({"Workbook": BOF + struct.pack("<HH54x", 0x002F, 54) + bytes(5_000)}, "locked"),
        ({"Book": BOF + EOF + bytes(5_000)}, "xls"),
        ({"WordDocument": WORD, "1Table": bytes(100)}, "doc"),
        ({"WordDocument": LOCKED_WORD, "1Table": bytes(100)}, "locked"),
        ({"PowerPoint Document": bytes(100)}, "powerpoint"),
        ({"Quill": {"QuillSub": {"CONTENTS": bytes(100)}}, "Contents": bytes(100)}, "publisher"),
        ({"VisioDocument": bytes(100)}, "ole"),
        # A workbook with a Word document in one of its cells is a workbook.
        ({"Workbook": BOF + EOF + bytes(5_000), "MBD0001": {"WordDocument": WORD}}, "xls"),
    ],
)
def test_old_office_files_are_told_apart_by_the_streams_at_their_top(tree: Tree, family: str) -> None:
    assert classify(SourceFile("a.doc", compound(tree), ""))[1] == family
