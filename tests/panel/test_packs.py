from __future__ import annotations

import dataclasses
import hashlib
import re
import sys
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pdfplumber import open as open_words
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from pipeline.checking.engine import check
from pipeline.panel.cases.dossier import evidence_graph, items
from pipeline.panel.packs.compiling import build_meeting_pack, build_pack
from pipeline.values import FileClass, FileReading, Finding, Place, Severity, Submission

sys.path.insert(0, str(Path(__file__).parent))
import builder as b

FINDINGS = (
    Finding("dates", Severity.REQUIRED, "An action has no date", Place("Record.xlsx", sheet="Stage 2 Plan", cell="H9"),
            "by Easter", "We read “by Easter” & <nothing> else.", "Write a date."),
    Finding("office", Severity.OFFICE, "Two schools share a postcode", Place("Record.xlsx"), "", "Secret note.", ""),
)  # fmt: skip


TERMS = ("Autumn", "Spring")
AMISS = (
    "? E1 Piece 1: two files fit:",
    "minutes – ? two files fit: “Autumn/minutes.txt”",
    "✗ “survey results.pdf”: not among the files",
    "✗ E2 Piece 2: not attached; only “survey.url” came, which cannot be read",
    "E3 Piece 3 ",
    "✗ E4: not in the index",
    "survey.docx – ✗ not attached; only “survey.url”",
)


def pdf(pages: int = 2, scripted: bool = False) -> bytes:
    stream = BytesIO()
    canvas = Canvas(stream, invariant=1)
    for number in range(pages):
        canvas.drawString(60, 700, f"Council minutes leaf {number + 1}")
        canvas.showPage()
    canvas.save()
    if not scripted:
        return stream.getvalue()
    with pikepdf.open(BytesIO(stream.getvalue())) as document:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        document.Root.OpenAction = script
        document.pages[0].obj.AA = pikepdf.Dictionary(O=script)
        out = BytesIO()
        document.save(out)
    return out.getvalue()


def picture(turned: int = 1) -> bytes:
    image = Image.new("RGB", (1800, 900), "#2A7F86")
    exif = image.getexif()
    exif[0x0112] = turned
    exif[0x010E] = "taken at home"
    stream = BytesIO()
    image.save(stream, "JPEG", exif=exif)
    return stream.getvalue()


def attached() -> tuple[list[FileReading], Mapping[str, bytes]]:
    files = [
        ("minutes.pdf", pdf(2, scripted=True), "pdf", "", FileClass.PARSED),
        ("folder/display.jpg", picture(6), "image", "", FileClass.PARSED),
        ("policy.docx", b"words", "word", "Agreed ŵ Łódź <b>& so on</b>", FileClass.PARSED),
        ("locked.docx", b"locked", "word", "", FileClass.ENCRYPTED),
        ("broken.pdf", b"%PDF-1.4 no", "pdf", "", FileClass.PARSED),
        ("broken.png", b"\x89PNG no", "image", "", FileClass.PARSED),
    ]
    readings = [b.attachment(name, content, media, text, kind) for name, content, media, text, kind in files]
    return readings, {hashlib.sha256(content).hexdigest(): content for _, content, *_ in files}


def pack(how: str = "") -> bytes:
    readings, contents = attached()
    submission = b.submission(readings, pieces=8, how=how)
    return build_pack(b.case(), submission, FINDINGS, contents, b.SCHEME, b.meeting(), b.TODAY)


def words(data: bytes) -> list[str]:
    with open_words(BytesIO(data)) as document:
        return [page.extract_text() for page in document.pages]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def bookmarks(data: bytes) -> list[str]:
    def walk(items: list[pikepdf.OutlineItem]) -> list[str]:
        return [title for item in items for title in (item.title, *walk(list(item.children)))]

    with pikepdf.open(BytesIO(data)) as document, document.open_outline() as outline:
        return walk(list(outline.root))


def test_the_same_values_give_the_same_bytes() -> None:
    assert pack() == pack()


def test_a_pack_says_its_language_and_title() -> None:
    with pikepdf.open(BytesIO(pack())) as document:
        assert str(document.Root.Lang) == "en-GB"
        assert str(document.docinfo.Title) == f"Panel pack: {b.LONG_NAME} (KRA-C-0001)"


def test_every_page_has_case_school_and_number_at_its_foot() -> None:
    pages = words(pack())
    for number, text in enumerate(pages, start=1):
        assert text.splitlines()[-1] == f"KRA-C-0001 · {b.LONG_NAME} · page {number} of {len(pages)}"


def test_contents_lead_to_the_pages_they_name() -> None:
    pages = words(pack())
    lines = [re.fullmatch(r"(E\d) +(Piece \d).*?(\d+)", line) for line in pages[1].splitlines()]
    found = [(match[1], match[2], int(match[3])) for match in lines if match]
    assert [ref for ref, _, _ in found] == ["E1", "E2", "E3", "E4", "E5", "E6"]
    for ref, title, page in found:
        assert f"{ref} {title}" in squeezed(" ".join(pages[page - 1].splitlines()[:3])) or title in pages[page - 1]


def test_names_and_answers_come_out_as_written() -> None:
    text = squeezed(" ".join(words(pack())))
    assert b.LONG_NAME in text
    assert "<daily> check-ins" in text
    assert "Agreed ŵ Łódź <b>& so on</b>" in text
    assert "We read “by Easter” & <nothing> else." in text


def test_office_notes_stay_in_the_office() -> None:
    assert "Secret note" not in " ".join(words(pack()))


def test_findings_of_one_cause_are_one_entry_with_all_their_places_as_in_the_letter() -> None:
    def same(row: int) -> Finding:
        place = Place("Record.xlsx", sheet="Stage 2 Plan", cell=f"H{row}")
        return Finding(
            "outcome", Severity.ADVICE, "The same outcome twice", place, "x", f"Row {row} again.", "Say more."
        )

    findings = (*(same(row) for row in range(5, 46)), *FINDINGS)
    pages = words(build_pack(b.case(), b.submission(pieces=3), findings, {}, b.SCHEME, b.meeting(), b.TODAY))
    text = squeezed(" ".join(pages))
    assert "1 to mend and 1 worth a look." in text
    assert text.count("The same outcome twice") == 1
    assert "Row 5 again. There are 40 more like this." in text
    assert "H5:H45" in text


def test_an_area_is_counted_by_the_line_that_its_criteria_cite_as_the_check_counts_it() -> None:
    filled = b.application([b.index_row(1, "minutes.txt", area=""), b.index_row(9, "poster.txt", area="")])
    submission = Submission((b.record(), filled), b.school())
    pieces = items(submission, b.SCHEME, evidence_graph(submission, b.SCHEME))
    every = frozenset(area.id for area in b.SCHEME.evidence.areas)
    assert [(piece.ref, piece.areas) for piece in pieces] == [("E1", every), ("E9", frozenset())]
    (short,) = [f for f in check(submission, b.SCHEME, b.TODAY) if f.rule == "evidence-minimum"]
    pages = words(build_pack(b.case(), submission, (), {}, b.SCHEME, b.meeting(), b.TODAY))
    glance = squeezed(next(page for page in pages if "Evidence by area" in page))
    assert "all areas together (1 of" in short.message  # so every area has its one
    assert [f"{area.name} 1 0 E1" in glance for area in b.SCHEME.evidence.areas] == [True] * len(every)
    assert "No area named 1 0 E9" in glance


def test_what_cannot_be_opened_has_a_page_saying_so() -> None:
    text = squeezed(" ".join(words(pack())))
    assert "This file could not be opened. This file is protected with a password." in text
    assert "This PDF could not be opened." in text
    assert "This picture could not be opened." in text


def test_a_pdf_is_appended_page_by_page_without_its_scripts() -> None:
    data = pack()
    assert sum("Council minutes leaf" in text for text in words(data)) == 2
    with pikepdf.open(BytesIO(data)) as document:
        assert not any("JavaScript" in repr(item) for item in document.objects)
        assert "/OpenAction" not in document.Root


def test_pictures_stand_upright_and_lose_what_the_camera_wrote() -> None:
    with pikepdf.open(BytesIO(pack())) as document:
        pictures = [image for page in document.pages for image in page.get_images().values()]
        sizes = [(int(image.Width), int(image.Height)) for image in pictures]
        raw = pictures[0].read_raw_bytes()
    assert sizes == [(700, 1400)]
    assert b"taken at home" not in raw


def test_bookmarks_name_every_section_and_piece() -> None:
    titles = bookmarks(pack())
    assert titles[:4] == [b.LONG_NAME, "Contents", "At a glance", "School and team"]
    assert [title for title in titles if title.startswith("E") and title != "Evidence index"] == [
        f"E{n}  Piece {n}" for n in range(1, 7)
    ]


@pytest.mark.parametrize("how", ["word " * 4000, "x" * 5000, "line\n" * 400, "\x00\u202e\ud800 ok", "&amp;<para>"])
def test_no_answer_is_too_long_or_too_odd(how: str) -> None:
    assert len(words(pack(how))) > 10


def test_only_evidence_comes_in_whether_the_index_names_it_or_not() -> None:
    leaflet = b.attachment("leaflet.txt", b"l", text="Come to our coffee morning.")
    locked = b.attachment("locked record.xlsx", b"r", file_class=FileClass.ENCRYPTED)
    spring = b.attachment("Minutes-of_council.txt", b"n", text="The spring minutes.")
    autumn = b.attachment("minutes of council.txt", b"o", text="The autumn minutes.")
    base = b.submission([autumn], pieces=1)
    submission = Submission((*base.files, leaflet, locked, spring), b.school())
    text = squeezed(" ".join(words(build_pack(b.case(), submission, (), {}, b.SCHEME, b.meeting(), b.TODAY))))
    assert "Attached, not in the evidence index" in text
    assert "Attached: leaflet.txt" in text
    assert "Come to our coffee morning." in text
    assert "The spring minutes." in text
    assert "The autumn minutes." in text
    assert "locked record" not in text


def test_what_did_not_come_is_said_beside_the_criterion_and_in_the_index() -> None:
    minutes = [b.attachment(f"{term}/minutes.txt", term.encode(), text=f"Minutes, {term}") for term in TERMS]
    shortcut = b.attachment("survey.url", b"u", file_class=FileClass.UNSUPPORTED)
    index = [b.index_row(1, "minutes"), b.index_row(2, "survey.docx"), b.index_row(3, "Autumn/minutes.txt")]
    said = "All are trained, see survey results.pdf for what they said."
    submission = Submission((b.application(index, said), *minutes, shortcut), b.school())
    text = squeezed(" ".join(words(build_pack(b.case(), submission, (), {}, b.SCHEME, b.meeting(), b.TODAY))))
    assert {said: said in text for said in AMISS} == dict.fromkeys(AMISS, True)


@pytest.mark.parametrize("action", ["word " * 900, "line\n" * 300, "w" * 4000, "a few words " * 25])
def test_no_plan_row_or_finding_is_too_long(action: str) -> None:
    form = b.record().form
    assert form is not None
    plan = tuple(b.row("plan", f"A{n}", action=action, who=action, outcome=action) for n in (1, 2, 3))
    record = dataclasses.replace(b.record(), form=dataclasses.replace(form, tables={**form.tables, "plan": plan}))
    finding = dataclasses.replace(FINDINGS[0], message=action)
    submission = Submission((record, b.application([b.index_row(1, "x.pdf", title=action)])), b.school())
    data = build_pack(b.case(), submission, (finding,), {}, b.SCHEME, b.meeting(), b.TODAY)
    headings = [text.count("Who and when") for text in words(data)]
    assert sum(headings) >= 1


def test_a_case_without_documents_still_has_a_pack() -> None:
    data = build_pack(b.case(), Submission(()), (), {}, b.SCHEME, b.meeting(), b.TODAY)
    assert "The school named no evidence and attached none." in squeezed(" ".join(words(data)))


def test_a_meeting_pack_keeps_every_page_bookmark_and_link() -> None:
    one = pack()
    other = b.case("KRA-C-0002", b.school("900003", "Second <School> & Sons"))
    data = build_meeting_pack(b.meeting(), [(b.case(), one), (other, one)], b.SCHEME)
    count = len(words(one))
    assert len(words(data)) == 1 + 2 * count
    assert "Second <School> & Sons" in words(data)[0]
    titles = bookmarks(data)
    assert titles.count("At a glance") == 2
    assert "Second <School> & Sons (KRA-C-0002)" in titles
    assert data == build_meeting_pack(b.meeting(), [(b.case(), one), (other, one)], b.SCHEME)
    with pikepdf.open(BytesIO(data)) as document:
        numbers = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        goals = [[numbers[link.Dest[0].objgen] for link in document.pages[page].obj.Annots] for page in (2, 2 + count)]
    assert goals[1] == [goal + count for goal in goals[0]]


def test_a_meeting_without_schools_is_an_agenda() -> None:
    assert len(words(build_meeting_pack(b.meeting(), [], b.SCHEME))) == 1


def heic() -> bytes:
    import pillow_heif

    pillow_heif.register_heif_opener()
    stream = BytesIO()
    Image.new("RGB", (600, 400), "#2A7F86").save(stream, "HEIF")
    return stream.getvalue()


def screenshots() -> bytes:
    """A Word document that is a heading and a pasted picture."""
    import os

    from docx import Document

    stream, shot = BytesIO(), BytesIO()
    Image.frombytes("RGB", (120, 80), os.urandom(120 * 80 * 3)).save(shot, "PNG")
    document = Document()
    document.add_paragraph("Minutes")
    document.add_picture(shot)
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(("name", "content", "media"), [("IMG_1.jpg", heic(), "image"),
                                                       ("Shots.docx", screenshots(), "word")])  # fmt: skip
def test_the_panel_sees_iphone_photographs_and_pasted_screenshots(name: str, content: bytes, media: str) -> None:
    reading = b.attachment(name, content, media, "Minutes" if media == "word" else "")
    made = build_pack(b.case(), b.submission([reading], pieces=1), (), {reading.sha256: content}, b.SCHEME,
                      b.meeting(), b.TODAY)  # fmt: skip
    with pikepdf.open(BytesIO(made)) as document:
        pictures = [name for page in document.pages for name in page.get_images()]
    assert len(pictures) == 1
