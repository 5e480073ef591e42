"""Every kind of file that schools send is told apart by what it holds, and each refusal says what to do instead."""

from __future__ import annotations

import io
import re
import struct
import zipfile

import pillow_heif
import pytest
from PIL import Image

from pipeline.ooxml import kinds
from pipeline.ooxml.kinds import KINDS
from pipeline.ooxml.sniff import classify
from pipeline.values import FileClass, SourceFile

SENTENCES = [kind.sentence for kind in KINDS.values() if kind.sentence]
SENTENCES += [text for name, text in vars(kinds).items() if name.isupper() and isinstance(text, str) and "." in text]


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    image = Image.new("RGB", (64, 48), "teal")
    if kind == "HEIF":
        pillow_heif.from_pillow(image).save(out)
    else:
        image.save(out, kind)
    return out.getvalue()


ODF_LOCK = b'<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
# A Numbers file of 2013 and later: an index of .iwa parts (seen in files written by numbers-parser).
NUMBERS = zipped(
    **{"Index/Document.iwa": b"\0", "Index/CalculationEngine.iwa": b"\0", "Metadata/Properties.plist": b""}
)
# iWork '09: one index.xml whose root names the program ([libetonyek] reads the same roots).
PAGES_09 = zipped(
    **{"index.xml": b'<?xml version="1.0"?>\n<sl:document xmlns:sl="http://developer.apple.com/namespaces/sl">'}
)
NUMBERS_09 = zipped(**{"index.xml": b'<?xml version="1.0"?><ls:document xmlns:ls="http://developer.apple.com/ls">'})
# Word's “Single File Web Page”.
# As LibreOffice 7.4 writes them: the generator in the head, and Calc's own style; a flat file names its kind at once.
CALC_PAGE = (
    b'<!DOCTYPE html>\n<html><head><meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/>'
    b"<style>body,div,table,thead,tbody,tfoot,tr,th,td,p { }</style></head><body></body></html>"
)
FLAT = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<office:document office:version="1.3" '
    b'office:mimetype="application/vnd.oasis.opendocument.text"><office:body/></office:document>'
)
PAGE_IN_ONE = (
    b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="----=_NextPart_01D"\n\n'
    b"This document is a Single File Web Page, also known as a Web Archive file.\n\n------=_NextPart_01D\n"
)
# What Chrome writes under “Save as, web page, single file”.
CHROME_PAGE = (
    b"From: <Saved by Blink>\nSnapshot-Content-Location: https://school.example/\nSubject: Home\nMIME-Version: 1.0\n\n"
)
MAIL = b"From: Head <head@school.example>\r\nTo: award@office.example\r\nSubject: Our files\r\n\r\nDear all\r\n"
# [MS-SHLLINK] 2.1: the size of the header, then the class of a shortcut.
LNK = struct.pack("<L", 0x4C) + bytes.fromhex("0114020000000000c000000000000046") + bytes(56)
WEBLOC = b'<?xml version="1.0"?><!DOCTYPE plist><plist version="1.0"><dict><key>URL</key></dict></plist>'

ARRIVALS: tuple[tuple[str, bytes, str], ...] = (
    # Photographs, whatever they are called.
    ("IMG_1.HEIC", picture("HEIF"), "image"),
    ("IMG_2.jpg", picture("HEIF"), "image"),
    ("IMG_3.png", picture("HEIF"), "image"),
    ("IMG_4.heic", picture("JPEG"), "image"),
    ("a.avif", picture("AVIF"), "image"),
    ("a.webp", picture("WEBP"), "image"),
    ("a.bmp", picture("BMP"), "image"),
    ("a.tiff", picture("TIFF"), "image"),
    ("a.gif", picture("GIF"), "image"),
    ("a.png", picture("PNG"), "image"),
    ("logo.svg", b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "svg"),
    # OpenDocument.
    ("plan.ods", zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "ods"),
    ("plan.xlsx", zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet-template"), "ods"),
    ("form.odt", zipped(mimetype=b"application/vnd.oasis.opendocument.text"), "odt"),
    ("talk.odp", zipped(mimetype=b"application/vnd.oasis.opendocument.presentation"), "odf"),
    (
        "locked.ods",
        zipped(**{"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "META-INF/manifest.xml": ODF_LOCK}),
        "locked",
    ),
    # Apple.
    ("Record.numbers", NUMBERS, "numbers"),
    ("Record.xlsx", NUMBERS, "numbers"),
    ("Record.numbers", NUMBERS_09, "numbers"),
    ("Form.pages", zipped(**{"Index/Document.iwa": b"\0", "Index/ViewState.iwa": b"\0"}), "pages"),
    ("Form.pages", PAGES_09, "pages"),
    ("Talk.key", zipped(**{"Index/Document.iwa": b"\0", "Index/Slide-1.iwa": b"\0"}), "keynote"),
    ("Form.pages", zipped(**{"Index.zip": b"PK"}), "iwork"),
    # Web pages, and what only calls itself a workbook.
    ("export.xls", b"<html><table><tr><td>Origin</td></tr></table></html>", "html-xls"),
    ("export.xls", b'<meta charset="utf-8"><table><tr><td>1</td></tr></table>', "html-xls"),
    ("form.doc", b"<html xmlns:o='urn:schemas-microsoft-com:office:office'><body></body></html>", "html-doc"),
    ("page.html", b"<!DOCTYPE html><html>", "html"),
    ("page.html", CALC_PAGE, "page-xls"),
    ("page.html", CALC_PAGE.replace(b"body,div,table,thead,tbody", b"p"), "page-doc"),
    ("page.html", CALC_PAGE.replace(b"</html>", b""), "damaged"),
    ("form.xml", FLAT, "fodt"),
    ("form.fods", FLAT.replace(b"opendocument.text", b"opendocument.spreadsheet"), "fods"),
    ("form.fodt", FLAT[:-3], "damaged"),
    ("export.xls", b"Origin,Action,Who\nSurvey,Gardening club,JB\n", "text"),
    ("export.csv", b"Origin,Action,Who\nSurvey,Gardening club,JB\n", "text"),
    ("form.xls", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook></Workbook>', "xml-xls"),
    ("form.xml", b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>', "xml-xls"),
    ("form.xml", b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package/>', "xml-doc"),
    ("form.doc", PAGE_IN_ONE, "mhtml"),
    ("page.mhtml", CHROME_PAGE, "mhtml"),
    ("form.rtf", b"{\\rtf1\\ansi Hello}", "rtf"),
    ("form.doc", b"{\\rtf1\\ansi Hello}", "rtf"),
    # Mail.
    ("Our files.eml", MAIL, "message"),
    ("Our files", MAIL, "message"),
    ("winmail.dat", b"\x78\x9f\x3e\x22\x01\x00", "tnef"),
    # Shortcuts.
    ("Policy.url", b"[InternetShortcut]\r\nURL=https://school.example/policy\r\n", "shortcut"),
    ("Policy.docx.lnk", LNK, "shortcut"),
    ("Policy.webloc", WEBLOC, "shortcut"),
    ("Policy.webloc", b"bplist00\xd1\x01\x02SURL", "shortcut"),
    ("Policy alias", b"book\0\0\0\0mark\0\0\0\0", "shortcut"),
    ("Policy.desktop", b"[Desktop Entry]\nType=Link\nURL=https://school.example\n", "shortcut"),
    ("Record.gsheet", b'{"url": "https://docs.google.com/open?id=1a2b", "email": "a@school.example"}', "google-link"),
    ("Form.gdoc", b'{"":"WARNING! DO NOT EDIT THIS FILE!","doc_id":"1a2b","email":"a@school.example"}', "google-link"),
    # Films, sounds, packed files.
    ("Assembly.mov", b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", "video"),
    ("Assembly.mp4", b"\0\0\0\x18ftypisom\0\0\2\0", "video"),
    ("Assembly.avi", b"RIFF\x10\0\0\0AVI LIST", "video"),
    ("Assembly.wmv", bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c"), "video"),
    ("Choir.m4a", b"\0\0\0\x1cftypM4A \0\0\0\0", "audio"),
    ("Choir.mp3", b"ID3\x04\0\0\0\0\0\0", "audio"),
    ("Choir.wav", b"RIFF\x10\0\0\0WAVEfmt ", "audio"),
    ("all.7z", b"7z\xbc\xaf'\x1c\0\4", "archive"),
    ("all.rar", b"Rar!\x1a\x07\x01\0", "archive"),
    ("all.tar.gz", b"\x1f\x8b\x08\0\0\0\0\0", "archive"),
    ("all.tar", b"minutes.txt".ljust(257, b"\0") + b"ustar\x0000", "archive"),
    ("Notes.one", bytes.fromhex("e4525c7b8cd8a74daeb15378d02996d3"), "onenote"),
    ("Our book.epub", zipped(mimetype=b"application/epub+zip"), "book"),
    ("IMG_5.CR2", picture("TIFF"), "raw-photograph"),
    ("page.mht", b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n', "mhtml"),
    ("setup.exe", b"MZ\x90\0", "program"),
    ("setup.ps1", b"Get-ChildItem", "program"),
    ("strange", b"\x01\x02\x03", "unknown"),
)


@pytest.mark.parametrize(("name", "data", "family"), ARRIVALS, ids=[f"{n}-{f}" for n, _, f in ARRIVALS])
def test_every_kind_is_known_by_what_it_holds(name: str, data: bytes, family: str) -> None:
    kind = KINDS[family]
    assert classify(SourceFile(name, data, "")) == (kind.file_class, family, kind.sentence)


def test_every_kind_we_read_is_silent_and_every_other_has_a_sentence() -> None:
    assert [k.family for k in KINDS.values() if (k.sentence == "") != (k.file_class is FileClass.PARSED)] == []


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_sentence_says_what_to_do_in_short_sentences(sentence: str) -> None:
    assert "lease " in sentence or "nothing to do" in sentence or sentence == kinds.UNTURNED
    assert max(len(part.split()) for part in re.split(r"(?<=[.!?]) ", sentence)) <= 25


@pytest.mark.parametrize(
    "name", ["../up.txt", "a/../../up.txt", "/etc/passwd", "..\\up.txt", "C:/up.txt", "\\\\host\\a"]
)
def test_an_office_file_whose_names_lead_outside_is_refused(name: str) -> None:
    file_class, _, sentence = classify(SourceFile("a.xlsx", zipped(**{"[Content_Types].xml": b"a", name: b"x"}), ""))
    assert file_class is FileClass.CORRUPT
    assert sentence.startswith("The file could not be read: something inside it has a name that leads out of it.")


def test_a_name_cut_short_by_a_nul_is_refused() -> None:
    data = zipped(**{"[Content_Types].xml": b"a", "form.docx#.exe": b"x"}).replace(b"docx#", b"docx\0")
    assert classify(SourceFile("a.zip", data, ""))[0] is FileClass.CORRUPT


@pytest.mark.parametrize("brand", ["HEIF", "JPEG"])
def test_a_damaged_photograph_is_damaged_and_not_unknown(brand: str) -> None:
    whole = picture(brand)
    assert classify(SourceFile("a.jpg", whole[:40], ""))[:2] == (FileClass.CORRUPT, "image")


def test_a_file_without_a_byte_is_said_to_be_empty_and_why_that_may_be() -> None:
    said = classify(SourceFile("Record.xlsx", b"", ""))[2]
    assert said == "The file is empty. It may not have finished saving or uploading. Please send it again."
