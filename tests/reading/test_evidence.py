"""Evidence as it really comes: PDFs with and without words, scans, photographs, e-mails, documents, sheets."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from email.message import EmailMessage

import openpyxl
import pytest
from docx import Document
from docx.shared import Cm
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import SimpleDocTemplate, Table

from pipeline.evidence.sighting import Personal
from pipeline.ooxml import limits
from pipeline.reading.evidence.newest_date import newest_date
from pipeline.reading.evidence.pdf_text import TABLE_PAGES
from pipeline.reading.files import read_file, read_files
from pipeline.scheme import Scheme
from pipeline.values import DateMeaning, FileClass, FileReading, NoticeKind, Place, SourceFile

TAKEN, MEANT, AT = 0x9003, 0x8769, 0x8825


def read(name: str, data: bytes, scheme: Scheme) -> FileReading:
    return read_file(SourceFile(name, data, "0" * 64), scheme)


def leaf() -> Image.Image:
    """A page of minutes as a scanner sees it: letters that are dots."""
    picture = Image.new("RGB", (600, 800), "white")
    ImageDraw.Draw(picture).text((60, 60), "Minutes of the council, 12 January 2026", fill="black")
    return picture


def pdf(*pages: str | None, scanned: bool = True) -> bytes:
    """A PDF with a page for each text; None is a scanned page, or an empty one without ``scanned``."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for text in pages:
        if text is not None:
            canvas.drawString(60, 700, text)
        elif scanned:
            canvas.drawImage(ImageReader(leaf()), 0, 0, 600, 800)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def photograph(form: str, *, located: bool = False) -> bytes:
    if form == "HEIF":
        import pillow_heif

        pillow_heif.register_heif_opener()
    tags = Image.Exif()
    tags.get_ifd(MEANT)[TAKEN] = "2026:01:12 10:30:00"
    if located:
        tags.get_ifd(AT).update({1: "N", 2: (51.0, 16.0, 30.0), 3: "E", 4: (1.0, 4.0, 48.0)})
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "#2A7F86").save(out, form, exif=tags)
    return out.getvalue()


def kinds(reading: FileReading) -> list[tuple[NoticeKind, Place, str]]:
    return [(notice.kind, notice.place, notice.read) for notice in reading.notices]


def test_a_pdf_gives_its_words_pages_and_newest_date_with_its_meaning(scheme: Scheme) -> None:
    reading = read("Policy.pdf", pdf("Wellbeing policy. Agreed on 3 May 2024.", "Reviewed 14 October 2025."), scheme)
    assert reading.evidence is not None
    seen = reading.evidence
    assert (seen.media, seen.pages, seen.latest_date, seen.dated, seen.kind) == (
        "pdf", 2, dt.date(2025, 10, 14), DateMeaning.REVIEWED, "policy",
    )  # fmt: skip
    assert seen.text.splitlines() == ["Wellbeing policy. Agreed on 3 May 2024.", "Reviewed 14 October 2025."]
    assert reading.notices == ()


SCANS = [
    ((None,), "its one page", 1),
    ((None, None, None), "all 3 pages", 3),
    (("Minutes", None, None, "Actions"), "2 of its 4 pages", 2),
]


@pytest.mark.parametrize(("pages", "told", "count"), SCANS)
def test_a_scan_says_how_many_pages_have_no_text(
    pages: tuple[str | None, ...], told: str, count: int, scheme: Scheme
) -> None:
    reading = read("Scan0001.pdf", pdf(*pages), scheme)
    assert reading.evidence is not None
    assert (reading.evidence.pictures_only, reading.evidence.blank) == (count, False)
    (notice,) = reading.notices
    assert (notice.kind, notice.words["pages"]) == (NoticeKind.NO_TEXT, told)


def test_a_pdf_of_empty_pages_is_blank_and_no_scan(scheme: Scheme) -> None:
    reading = read("Blank.pdf", pdf(None, None, scanned=False), scheme)
    assert reading.evidence is not None
    assert reading.evidence.blank
    assert kinds(reading) == [(NoticeKind.BLANK, Place("Blank.pdf"), "Blank.pdf")]


@pytest.mark.parametrize(("form", "name"), [("JPEG", "IMG_2342.jpg"), ("HEIF", "IMG_2342.heic"), ("HEIF", "IMG.jpg"),
                                            ("JPEG", "IMG.heic")])  # fmt: skip
def test_a_photograph_gives_the_day_it_was_taken_whatever_its_name_says(form: str, name: str, scheme: Scheme) -> None:
    reading = read(name, photograph(form), scheme)
    assert reading.file_class is FileClass.PARSED
    assert reading.evidence is not None
    assert (reading.evidence.media, reading.evidence.latest_date, reading.evidence.dated) == (
        "image", dt.date(2026, 1, 12), DateMeaning.TAKEN,
    )  # fmt: skip
    assert reading.notices == ()


@pytest.mark.parametrize("form", ["JPEG", "HEIF"])
def test_a_photograph_that_says_where_it_was_taken_is_noticed(form: str, scheme: Scheme) -> None:
    reading = read("Garden.jpg", photograph(form, located=True), scheme)
    assert kinds(reading) == [(NoticeKind.HOLDS_LOCATION, Place("Garden.jpg"), "Garden.jpg")]


def test_an_email_gives_its_subject_words_and_the_day_it_was_sent(scheme: Scheme) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "A parent <p@family.example>", "o@s.example", "Thank you"
    message["Date"] = "Mon, 12 Jan 2026 20:15:00 +0000"
    message.set_content("She slept through for the first time.")
    reading = read("Thanks.eml", message.as_bytes(), scheme)
    assert reading.evidence is not None
    assert (reading.evidence.latest_date, reading.evidence.dated) == (dt.date(2026, 1, 12), DateMeaning.SENT)
    assert reading.evidence.text.startswith("Subject: Thank you\n")
    assert "slept through" in reading.evidence.text


def word(fill: Callable[[Document], None]) -> bytes:  # type: ignore[valid-type]
    document = Document()
    fill(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_document_of_pasted_screenshots_has_no_text(scheme: Scheme) -> None:
    def fill(document: Document) -> None:  # type: ignore[valid-type]
        document.add_paragraph("Minutes")  # type: ignore[attr-defined]
        shot = io.BytesIO()
        leaf().save(shot, "PNG")
        document.add_picture(shot, width=Cm(12))  # type: ignore[attr-defined]

    reading = read("Minutes.docx", word(fill), scheme)
    assert [(n.kind, n.words["pages"]) for n in reading.notices] == [(NoticeKind.NO_TEXT, "its one page")]


@pytest.mark.parametrize("name", ["Empty.docx", "Empty.xlsx", "Empty.txt"])
def test_a_file_that_opens_and_holds_nothing_is_blank(name: str, scheme: Scheme) -> None:
    book = io.BytesIO()
    openpyxl.Workbook().save(book)
    data = {"docx": word(lambda _: None), "xlsx": book.getvalue(), "txt": b" \r\n "}[name.rpartition(".")[2]]
    assert kinds(read(name, data, scheme)) == [(NoticeKind.BLANK, Place(name), name)]


def test_a_pupils_name_is_found_on_its_page(scheme: Scheme) -> None:
    reading = read("Voice.pdf", pdf("What we heard", "“I like the den” – Ollie Marsh, Year 4"), scheme)
    (notice,) = reading.notices
    assert (notice.kind, notice.place, notice.read) == (
        NoticeKind.PERSONAL_DATA, Place("Voice.pdf", page=2), "O. M., Year 4",
    )  # fmt: skip
    assert notice.words["seen"] == "Ollie Marsh, Year 4"


def test_a_list_of_pupils_in_a_pdfs_table_is_found_row_by_row(scheme: Scheme) -> None:
    out = io.BytesIO()
    rows = [["Pupil name", "Class", "DOB"], ["Ollie Marsh", "Oak", "12/03/2015"], ["Mia Todd", "Ash", "01/09/2014"]]
    table = Table(rows, style=[("GRID", (0, 0), (-1, -1), 0.5, "#000000")])
    SimpleDocTemplate(out, invariant=1).build([table])
    found = {
        (n.place.page, n.words["what"], n.words["seen"]) for n in read("Mentors.pdf", out.getvalue(), scheme).notices
    }
    assert {(1, Personal.REGISTER.value, "Ollie Marsh"), (1, Personal.REGISTER.value, "Mia Todd")} <= found
    assert {(1, Personal.BIRTH.value, "12/03/2015"), (1, Personal.BIRTH.value, "01/09/2014")} <= found


def test_a_pupil_in_a_sheet_is_found_in_its_cell(scheme: Scheme) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Mentors"  # type: ignore[union-attr]
    for row in (["Name", "Year"], ["Ollie Marsh", 4], ["Mrs Khan", "TA"]):
        book.active.append(row)  # type: ignore[union-attr]
    out = io.BytesIO()
    book.save(out)
    reading = read("Mentors.xlsx", out.getvalue(), scheme)
    assert [(n.place, n.read) for n in reading.notices] == [
        (Place("Mentors.xlsx", sheet="Mentors", cell="A2"), "O. M.")
    ]


def test_each_date_of_birth_in_a_sheet_is_found_in_its_own_cell_though_two_are_alike(scheme: Scheme) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Mentors"  # type: ignore[union-attr]
    for row in (["Name", "Class", "FSM", "DOB"], ["Ollie Marsh", "4M", None, "12/03/2015"],
                ["Mia Todd", None, "Y", "12/03/2015"], ["O.M.", None, None, "01/09/2015"]):  # fmt: skip
        book.active.append(row)  # type: ignore[union-attr]
    out = io.BytesIO()
    book.save(out)
    found = [(n.place.cell, n.words["seen"]) for n in read("Mentors.xlsx", out.getvalue(), scheme).notices]
    assert sorted(found, key=str) == [
        ("A2", "Ollie Marsh"), ("A3", "Mia Todd"), ("D2", "12/03/2015"), ("D3", "12/03/2015"), ("D4", "01/09/2015"),
    ]  # fmt: skip


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_list_of_pupils_in_a_csv_is_found_and_a_list_of_staff_is_not(mark: str, scheme: Scheme) -> None:
    pupils = mark.join(["Forename", "Surname", "Year"]) + "\r\n" + mark.join(['"Mia"', "Hart", "4"])
    staff = mark.join(["Name", "Role", "Date"]) + "\r\n" + mark.join(["Helen Brooks", "Teacher", "12/03/2025"])
    assert [n.words["seen"] for n in read("Scores.csv", pupils.encode(), scheme).notices] == ["Mia Hart"]
    assert read("Training.csv", staff.encode(), scheme).notices == ()


@pytest.mark.parametrize("ruled", [True, False])
def test_a_list_of_pupils_in_a_pdf_is_found_with_and_without_lines(ruled: bool, scheme: Scheme) -> None:
    out = io.BytesIO()
    style = [("GRID", (0, 0), (-1, -1), 0.5, "#000000")] if ruled else []
    table = Table([["Forename", "Surname", "Year"], ["Mia", "Hart", "4"], ["Kit", "Lund", "5"]], style=style)
    SimpleDocTemplate(out, invariant=1).build([table])
    found = [(n.place.page, n.words["seen"]) for n in read("Scores.pdf", out.getvalue(), scheme).notices]
    assert found == [(1, "Mia Hart"), (1, "Kit Lund")]


@pytest.mark.parametrize(("title", "found"), [
    ("School council minutes 15 January 2026", [(3, "A. B."), (3, "Z. W."), (5, "L. B.")]),
    ("Governors’ meeting 15 January 2026", []),
])  # fmt: skip
def test_those_present_are_found_in_their_paragraph_when_the_title_says_pupils(
    title: str, found: list[tuple[int, str]], scheme: Scheme
) -> None:
    def fill(document: Document) -> None:  # type: ignore[valid-type]
        for text in (title, "Present:", "Aisha B, Zofia Wójcik", "", "Apologies: Lily Brooks"):
            document.add_paragraph(text)  # type: ignore[attr-defined]

    notices = read("Minutes.docx", word(fill), scheme).notices
    assert [(n.place.paragraph, n.read) for n in notices] == found


def test_a_pupil_in_a_document_is_found_in_its_paragraph_or_table_cell(scheme: Scheme) -> None:
    def fill(document: Document) -> None:  # type: ignore[valid-type]
        document.add_paragraph("What pupils said")  # type: ignore[attr-defined]
        document.add_paragraph("Jayden has ADHD and loves the den.")  # type: ignore[attr-defined]
        table = document.add_table(rows=2, cols=2)  # type: ignore[attr-defined]
        for cell, text in zip(
            (c for row in table.rows for c in row.cells), ("Child", "Year", "Mia Todd", "5"), strict=True
        ):
            cell.text = text

    reading = read("Voice.docx", word(fill), scheme)
    assert [(n.place, n.read) for n in reading.notices] == [
        (Place("Voice.docx", paragraph=2), "J. has ADHD"),
        (Place("Voice.docx", table=1, row=2, column=1), "M. T."),
    ]


DATES = [
    ("Policy date: 1 May 2024. Next review: 1 May 2027.", dt.date(2024, 5, 1), DateMeaning.AGREED),
    ("Last reviewed 14/10/2025", dt.date(2025, 10, 14), DateMeaning.REVIEWED),
    ("Meeting held on 12th January 2026", dt.date(2026, 1, 12), DateMeaning.HELD),
    ("Term dates: 5 January 2026", dt.date(2026, 1, 5), DateMeaning.NAMED),
    ("Newsletter, March 2026", dt.date(2026, 3, 1), DateMeaning.NAMED),
    ("Nothing here", None, DateMeaning.NAMED),
]


@pytest.mark.parametrize(("text", "day", "meaning"), DATES)
def test_the_newest_date_says_what_it_is(text: str, day: dt.date | None, meaning: DateMeaning) -> None:
    assert newest_date(text) == (day, meaning)


def test_a_scan_inside_a_zip_inside_a_mail_is_read_too(scheme: Scheme) -> None:
    import zipfile

    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as package:
        package.writestr("evidence/Scan.pdf", pdf(None))
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = "h@s.example", "Ours", "Mon, 12 Jan 2026 20:15:00 +0000"
    message.set_content("Here it is.")
    message.add_attachment(inner.getvalue(), "application", "zip", filename="evidence.zip")
    readings = read_files([SourceFile("Ours.eml", message.as_bytes(), "1")], scheme)
    assert [(r.file, [n.kind for n in r.notices]) for r in readings if r.evidence] == [
        ("evidence/Scan.pdf", [NoticeKind.NO_TEXT])
    ]


@pytest.mark.parametrize(("pages", "more"), [
    (["Wellbeing policy"] * (limits.PDF_TEXT_PAGES + 1), 1),
    (["Wellbeing policy"] * limits.PDF_TEXT_PAGES, 0),
    (["Date of birth"] * (TABLE_PAGES + 1), 1),
    (["Date of birth"] * TABLE_PAGES, 0),
])  # fmt: skip
def test_a_pdf_with_more_pages_or_lists_than_are_looked_through_says_so(
    pages: list[str], more: int, scheme: Scheme
) -> None:
    kinds = [notice.kind for notice in read("Handbook.pdf", pdf(*pages), scheme).notices]
    assert kinds == [NoticeKind.LOOKED_SO_FAR] * more


def test_the_day_on_the_last_page_of_a_long_policy_is_its_newest(scheme: Scheme) -> None:
    text = "Agreed on 1 May 2019. " + "We look after each other. " * 2_000 + "Reviewed on 3 June 2025."
    seen = read("Policy.txt", text.encode(), scheme).evidence
    assert seen is not None
    assert (seen.latest_date, seen.dated) == (dt.date(2025, 6, 3), DateMeaning.REVIEWED)


LINKS = [
    ("https://ashmere.sharepoint.com/:b:/s/x/EaB3", "“https://ashmere.sharepoint.com/:b:/s/x/EaB3”"),
    ("Please see our policy here: www.ashmere.example/policy.", "“www.ashmere.example/policy”"),
    ("The council met on 3 March and asked for a quiet place. It was opened in May. See www.ashmere.example", ""),
    ("We met.", ""),
]


@pytest.mark.parametrize("name", ["Minutes.txt", "Minutes.docx", "Minutes.pdf"])
@pytest.mark.parametrize(("text", "link"), LINKS)
def test_a_document_that_holds_only_a_link_says_so(name: str, text: str, link: str, scheme: Scheme) -> None:
    page = Document()
    page.add_paragraph(text)
    out = io.BytesIO()
    page.save(out)
    made = {"Minutes.txt": text.encode(), "Minutes.docx": out.getvalue(), "Minutes.pdf": pdf(text)}
    told = [n.words["link"] for n in read(name, made[name], scheme).notices if n.kind is NoticeKind.ONLY_LINK]
    assert told == ([link] if link else [])
