"""D1 to D15: what arrives as the Application."""

from __future__ import annotations

import html
import io
from collections.abc import Callable
from email.message import EmailMessage

import docx
from lxml import etree
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.ooxml.container import normalise
from pipeline.values import Place, Understood

from . import as_programs_write as programs
from .making import Base, Files, W, para, replaced, without_controls, word, workbook
from .rows_pages import APPLICATION_PAGES
from .table import APPLICATION, GONE, RECORD, SCHOOL, Case, Expects, Row, box, in_place_of
from .working_on_sheets import writes
from .working_on_words import (
    COMMENTED,
    COMMENTS,
    DELETED,
    HOW,
    NESTED,
    PICTURE,
    RATING,
    TEXT_BOX,
    TRACKED,
    WORDS,
    among_the_ticks,
    application,
    area_merged,
    border_dragged,
    both,
    boxes_merged,
    criterion_reworded,
    emptied,
    form_box,
    linked,
    old_boxes,
    options,
    other_form,
    rating_cut,
    row_added,
    row_deleted,
    rows_swapped,
    run,
    says,
    second_application,
    shown_otherwise,
    symbol,
    table_as_picture,
    table_deleted,
    table_split,
    ticks,
    title_rows,
    title_rows_of_old,
    under_the_criterion,
    with_parts,
    wrapped,
)

ALONE = (APPLICATION,)
TOGETHER = (RECORD, APPLICATION)
SAME = Expects()
NAME = "Eastling Cross Church of England Primary School"
HOW_BOX, RATING_BOX = box(2, 3, 4), box(2, 3, 3)
COMMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"


def _how(text: str | Understood, *rules: str) -> Expects:
    """What the answer to one criterion became, and what is said at its box."""
    return Expects(reads={HOW: text}, findings=tuple((rule, HOW_BOX) for rule in rules))


def _below(by: int) -> Callable[[Place], Place]:
    """What stands in the tables of criteria stands lower."""

    def moved(place: Place) -> Place:
        if place.table is None or not 2 <= place.table <= 9 or place.row is None:
            return place
        return Place(place.file, table=place.table, row=place.row + by, column=place.column)

    return moved


def _above(place: Place) -> Place:
    """What stood below the row that is gone stands one row higher."""
    if place.table != 2 or place.row is None or place.row <= 3:
        return place
    return Place(place.file, table=2, row=place.row - 1, column=place.column)


def _one_table_up(place: Place) -> Place:
    """What stood below the third table, which is gone."""
    if place.table is None or place.table < 4:
        return place
    return Place(place.file, table=place.table - 1, row=place.row, column=place.column)


def _picture_instead(place: Place) -> Place:
    """The same, with a paragraph more for the picture."""
    if place.paragraph is not None and place.paragraph >= 13:
        return Place(place.file, paragraph=place.paragraph + 1)
    return _one_table_up(place)


def _below_the_split(place: Place) -> Place:
    """What stood in or below the lower half of the second table, which is a table of its own now."""
    if place.paragraph is not None and place.paragraph > 11:
        return Place(place.file, paragraph=place.paragraph + 1)
    if place.table is None or place.row is None or place.table < 2 or (place.table == 2 and place.row <= 3):
        return place
    row = place.row - 3 if place.table == 2 else place.row
    return Place(place.file, table=place.table + 1, row=row, column=place.column)


def _swapped(place: Place) -> Place:
    if place.table != 2 or place.row not in (2, 3):
        return place
    return Place(place.file, table=2, row=5 - place.row, column=place.column)


def _unread(name: str, file_class: str, rule: str) -> Expects:
    return Expects(findings=((rule, Place(name)),), classes={name: file_class}, forms=False, school=None)


def scan(text: str = "") -> bytes:
    """A page as a scanner makes it: a picture and no text; ``text`` is drawn into the picture."""
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("L", (620, 877), 245)
    ImageDraw.Draw(picture).multiline_text((60, 80), text, fill=20, font=ImageFont.load_default(22))
    out = io.BytesIO()
    page = Canvas(out, pagesize=(595, 842), invariant=1)
    page.drawImage(ImageReader(picture), 0, 0, 595, 842)
    page.save()
    return out.getvalue()


def _older(paper: Base) -> Files:
    return {APPLICATION: replaced(paper.application, "docProps/custom.xml", "2025.1", "2023.1")}


def _google(paper: Base) -> Files:
    """What Google Docs exports: no controls, no properties of ours, boxes as characters."""
    return {APPLICATION: without_controls(paper.application)}


def _old_boxes(paper: Base) -> Files:
    return {APPLICATION: normalise(application(old_boxes)(paper)[APPLICATION])}


def _pasted_into_mail(paper: Base) -> Files:
    """The form copied from Word into a mail: a web page whose plain text is a line."""
    tables = docx.Document(io.BytesIO(without_controls(paper.application))).tables
    rows = ("".join(f"<td>{html.escape(cell.text)}</td>" for cell in row.cells) for t in tables for row in t.rows)
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Kent Resilience Award", "Judith Iqbal <j.iqbal@eastlingcross.example>"
    mail.set_content("Please find our application below.")
    page = "<p>Application form</p><table>{}</table>".format("".join(f"<tr>{row}</tr>" for row in rows))
    mail.add_alternative(f"<html><body>{page}</body></html>", subtype="html")
    return {"Our application.eml": mail.as_bytes()}


def _header(paper: Base) -> Files:
    """The school's name stands only in the page header."""
    make = with_parts(
        both(says("application.school_name", ""), _header_on),
        {"word/header9.xml": (HEADER_TYPE, "header", _HEADER)},
    )
    return make(paper)


_HEADER = (
    '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r><w:t>School or setting: '
    f"{NAME}</w:t></w:r></w:p></w:hdr>"
).encode()


def _header_on(tree: etree._Element) -> None:
    section = next(tree.iter(f"{{{W}}}sectPr"))
    section.insert(0, word('<w:headerReference w:type="default" r:id="rIdP1"/>')[0])


def _quality_mark(_paper: Base) -> Files:
    lines = ("School: Eastling Cross Church of England Primary School", "URN: 199270", "Postcode: ME93 2ES")
    rows = (("Criterion", "Emerging", "Established", "Advanced"), ("1. A shared vision", "Yes", "Yes", ""))
    return {APPLICATION: other_form("HeadStart Kent Quality Mark: Resilience Toolkit", lines, rows)}


def _sandwell(_paper: Base) -> Files:
    lines = ("School: Eastling Cross Church of England Primary School", "Postcode: ME93 2ES")
    rows = (("Standard", "What we do", "Score"), ("Leadership, management and ethos", "Weekly meetings", "3"))
    return {APPLICATION: other_form("Sandwell Well-being Charter Mark: School Audit", lines, rows)}


def _carnegie(_paper: Base) -> Files:
    lines = ("School: Eastling Cross Church of England Primary School", "Postcode: ME93 2ES")
    rows = (("Competency", "Bronze, Silver or Gold", "Evidence"), ("1.1 Leading mental health", "Silver", "Policy"))
    return {APPLICATION: other_form("Carnegie School Mental Health Award: self-evaluation", lines, rows)}


def _named(in_record: str, in_application: str) -> Callable[[Base], Files]:
    def make(paper: Base) -> Files:
        return {
            RECORD: workbook(writes(SCHOOL, {"B4": in_record})),
            **application(says("application.school_name", in_application))(paper),
        }

    return make


def _names(in_record: str, in_application: str, *findings: tuple[str, Place], note: str = "") -> Case:
    """Both documents with a name of their own; the URN and the postcode are right."""
    return Case(
        f"“{in_record}” in the Record, “{in_application}” in the Application",
        _named(in_record, in_application),
        Expects(reads={"record.school_name": in_record, "application.school_name": in_application}, findings=findings),
        stands_on=TOGETHER,
        note=note or "Taken for one name in two spellings.",
    )


def _renamed_kinds(ticked: str, unticked: str, words: str) -> Case:
    return Case(words, application(ticks(ticked, unticked)), SAME, stands_on=ALONE)


BY_NUMBER = "Known by its URN and postcode."
FEDERATION = "The Federation of Eastling Cross Church of England Primary School and Saint Werburgh's Primary School"
URL = "https://eastlingcross.sharepoint.com/:b:/s/wellbeing/EaB3"
LINKED = f'<w:p><w:hyperlink r:id="rIdLink"><w:r><w:t>{URL}</w:t></w:r></w:hyperlink></w:p>'
BEHIND = '<w:p><w:hyperlink r:id="rIdLink"><w:r><w:t>here</w:t></w:r></w:hyperlink></w:p>'
PROMPTED = (
    "<w:sdt><w:sdtPr><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent>"
    f"{para('Click or tap here to enter text.')}</w:sdtContent></w:sdt>{para(WORDS)}"
)
FILE_BOX = box(10, 2, 5)

# fmt: off
WORD: tuple[Row, ...] = (
    Row("D1", "Content controls around words, cells, rows and tables", (
        Case("Date pickers, lists and text boxes, as our own form has them", lambda p: {APPLICATION: p.application},
             SAME, stands_on=ALONE),
        Case("A control around each cell", application(wrapped("tc")), SAME, stands_on=ALONE),
        Case("A control around each row", application(wrapped("tr")), SAME, stands_on=ALONE),
        Case("A control around each table", application(wrapped("tbl")), SAME, stands_on=ALONE),
        Case("The prompt of a text box left above the answer", application(emptied(HOW, PROMPTED)),
             _how(WORDS), stands_on=ALONE),
    )),
    Row("D2", "Check boxes of every kind", (
        Case("Word's own check box", lambda p: {APPLICATION: p.application}, SAME, stands_on=ALONE),
        _renamed_kinds(form_box(1), form_box(0), "The check box of the old forms toolbar"),
        _renamed_kinds(symbol("FE"), symbol("A8"), "Symbols of Wingdings"),
        _renamed_kinds(run("☒"), run("☐"), "☒ and ☐ as characters"),
        _renamed_kinds(run("☑"), run("☐"), "☑ and ☐ as characters"),
        _renamed_kinds(run("þ", "Wingdings"), run("¨", "Wingdings"), "“þ” and “¨” in Wingdings"),
        _renamed_kinds(run("[x]"), run("[ ]"), "[x] and [ ]"),
        Case("An x behind the option, its box empty", application(options(
             ("☐ Met x", ""), ("☐ Partly", ""), ("☐ Not yet", ""))), SAME, stands_on=ALONE),
        Case("The box typed over with ■", application(options(
             ("■ Met", ""), ("☐ Partly", ""), ("☐ Not yet", ""))), SAME, stands_on=ALONE),
        Case("The option highlighted, no box ticked", application(options(
             ("☐ Met", '<w:highlight w:val="yellow"/>'), ("☐ Partly", ""), ("☐ Not yet", ""))), SAME, stands_on=ALONE),
        Case("The other options struck through", application(options(
             ("☐ Met", ""), ("☐ Partly", "<w:strike/>"), ("☐ Not yet", "<w:strike/>"))), SAME, stands_on=ALONE),
        Case("The answer typed below the boxes", application(options(
             ("☐ Met", ""), ("☐ Partly", ""), ("☐ Not yet", ""), ("Yes - met", ""))), SAME, stands_on=ALONE),
        Case("Check boxes of the old forms toolbar, saved by LibreOffice as rich text (.rtf)", _old_boxes, Expects(
             reads={RATING: Understood.UNCLEAR}, findings=(
                 ("application-tick-lost", box(2, 3, 3, "Application.rtf")),
                 ("file-old-kind", Place("Application.rtf")))),
             stands_on=ALONE, resaved={APPLICATION: ("Application.rtf", "rtf")}),
        Case("The option in bold, no box ticked", application(options(
             ("☐ Met", "<w:b/>"), ("☐ Partly", ""), ("☐ Not yet", ""))),
             Expects(findings=(("application-tick-doubtful", RATING_BOX),)), stands_on=ALONE),
        Case("Only one option left, its box empty", application(options(("☐ Met", ""))),
             Expects(findings=(("application-tick-doubtful", RATING_BOX),)), stands_on=ALONE),
        Case("A box ticked, and an x behind another option", application(options(
             ("☒ Met", ""), ("☐ Partly x", ""), ("☐ Not yet", ""))),
             Expects(reads={RATING: Understood.UNCLEAR}, findings=(("criteria-rating-unclear", RATING_BOX),)),
             stands_on=ALONE),
        Case("Boxes typed over that Word keeps otherwise", application(shown_otherwise),
             Expects(findings=(("application-tick-against", RATING_BOX),)), stands_on=ALONE),
    )),
    Row("D3", "Changes tracked by a governor and never accepted", (
        Case("Words struck out and put in", application(emptied(HOW, TRACKED)),
             _how(WORDS, "application-tracked-changes"), stands_on=ALONE),
        Case("All words struck out", application(emptied(HOW, DELETED)),
             _how(Understood.EMPTY, "application-answer-deleted"), stands_on=ALONE),
    )),
    Row("D4", "The answer stands in a comment", (
        Case("An empty box with a comment", with_parts(emptied(HOW, COMMENTED),
             {"word/comments.xml": (COMMENT_TYPE, "comments", COMMENTS)}),
             _how(WORDS, "application-in-comment"), stands_on=ALONE),
        Case("“See comment” in the box", with_parts(emptied(HOW, para("See comment") + COMMENTED),
             {"word/comments.xml": (COMMENT_TYPE, "comments", COMMENTS)}),
             _how(WORDS, "application-in-comment"), stands_on=ALONE),
    )),
    Row("D5", "Merged cells", (
        Case("A title row over all columns", application(title_rows), Expects(moved=_below(1)),
             stands_on=ALONE),
        Case("A title row over all columns, merged in the manner of Word 97", application(title_rows_of_old),
             Expects(moved=_below(1)), stands_on=ALONE),
        Case("The area of three lines of the index merged downwards", application(area_merged),
             Expects(places={f"application.evidence.E{line}.area": box(10, 8, 4) for line in (8, 9)}), stands_on=ALONE),
        Case("A border dragged in one row", application(border_dragged), Expects(places={
            "application.criteria.curriculum-skills.evidence": box(2, 3, 6),
            "application.criteria.curriculum-skills.impact": box(2, 3, 7),
            **{f"application.criteria.curriculum-{other}.impact": box(2, row, 7)
               for row, other in ((2, "planned"), (4, "language"), (5, "reviewed"))}}), stands_on=ALONE),
        Case("One box over “How we meet it”, “Evidence” and “Impact”", application(boxes_merged), Expects(
            reads={HOW: f"{WORDS} E2, E3. Fewer are sent in from play.",
                   "application.criteria.curriculum-skills.impact": Understood.UNCLEAR},
            places={f"application.criteria.curriculum-skills.{column}": HOW_BOX for column in ("evidence", "impact")},
            findings=(("application-row-uneven", HOW_BOX),)), stands_on=ALONE,
            note="References are known wherever they stand."),
        Case("A cell cut out of a row", application(rating_cut), Expects(
             reads={RATING: Understood.EMPTY}, findings=(("criteria-rated", RATING_BOX),),
             places={f"application.criteria.curriculum-skills.{column}": box(2, 3, at)
                     for at, column in enumerate(("how", "evidence", "impact"), start=3)}), stands_on=ALONE,
             note="The answers behind it are known by their own controls."),
    )),
    Row("D6", "Words in tables within tables, text boxes and page headers", (
        Case("The answer in a table within the box", application(emptied(HOW, NESTED)), _how(WORDS), stands_on=ALONE),
        Case("The answer in a text box", application(emptied(HOW, TEXT_BOX)),
             _how(WORDS, "application-in-text-box"), stands_on=ALONE),
        Case("The school's name in the page header only", _header, SAME, stands_on=ALONE),
    )),
    Row("D7", "Rows of criteria deleted, moved, added or reworded", (
        Case("A criterion deleted", application(row_deleted), Expects(
            reads={f"application.criteria.curriculum-skills.{column}": GONE
                   for column in ("rating", "how", "evidence", "impact")},
            moved=_above,
            findings=(("criteria-there", box(2, 1, 1)),)), stands_on=ALONE),
        Case("A principle’s whole table deleted", application(table_deleted), Expects(
            reads={f"application.criteria.voice-{criterion}.{column}": GONE
                   for criterion in ("structures", "influence", "inclusive")
                   for column in ("rating", "how", "evidence", "impact")},
            moved=_one_table_up, findings=(("criteria-there", box(2, 1, 1)),)), stands_on=ALONE,
             note="One sentence names the three criteria."),
        Case("A table split in two", application(table_split), Expects(moved=_below_the_split), stands_on=ALONE),
        Case("Two criteria in another order", application(rows_swapped), Expects(moved=_swapped), stands_on=ALONE),
        Case("A criterion of the school's own added", application(row_added), Expects(
            reads={"application.criteria.5.how": "Each class is outside once a week.", **dict.fromkeys(
                [f"application.criteria.5.{column}" for column in ("rating", "evidence", "impact")], Understood.EMPTY),
             }, ), stands_on=ALONE, note="The rest is read right; the row is kept for the panel."),
        Case("A criterion in the school's own words", application(criterion_reworded), SAME, stands_on=ALONE),
    )),
    Row("D8", "The answer typed into the box of the criterion", (
        Case("Below the criterion, its own box empty", application(under_the_criterion),
             Expects(reads={HOW: WORDS}, places={HOW: box(2, 3, 2)},
                     findings=(("application-wrong-box", box(2, 3, 2)),)), stands_on=ALONE),
        Case("Below the boxes to tick, its own box empty", application(among_the_ticks),
             Expects(reads={HOW: WORDS.rstrip(".")}, places={HOW: RATING_BOX},
                     findings=(("application-wrong-box", RATING_BOX),)), stands_on=ALONE),
    )),
    Row("D9", "A link in place of evidence", (
        Case("A SharePoint address in place of the file name",
             linked(URL, emptied("application.evidence.E1.file", LINKED)),
             Expects(reads={"application.evidence.E1.file": URL}, findings=(("index-link", FILE_BOX),),
                     hides=(("evidence-attached", FILE_BOX),)),
             stands_on=ALONE),
        Case("A link behind a word of the index", linked(URL, emptied("application.evidence.E1.file", BEHIND)),
             Expects(reads={"application.evidence.E1.file": "here"}, findings=(("index-link", FILE_BOX),),
                     hides=(("evidence-attached", FILE_BOX),)),
             stands_on=ALONE),
        Case("A Google Drive address in an answer",
             application(says(HOW, "See https://drive.google.com/file/d/1AbC/view for our scheme.")),
             Expects(reads={HOW: "See https://drive.google.com/file/d/1AbC/view for our scheme."},
                     findings=(("application-private-link", HOW_BOX),)), stands_on=ALONE),
    )),
    Row("D10", "A screenshot pasted in place of an answer", (
        Case("A picture of the minutes in the box", with_parts(emptied(HOW, PICTURE), {
            "word/media/minutes.png": ("image/png", "image", programs.picture_bytes("PNG"))}),
             _how(Understood.EMPTY, "application-in-picture"), stands_on=ALONE),
        Case("A principle’s whole table pasted as a picture", with_parts(table_as_picture, {
            "word/media/table.png": ("image/png", "image", programs.picture_bytes("PNG"))}), Expects(
            reads={f"application.criteria.voice-{criterion}.{column}": GONE
                   for criterion in ("structures", "influence", "inclusive")
                   for column in ("rating", "how", "evidence", "impact")},
            moved=_picture_instead,
            findings=(("criteria-there", box(2, 1, 1)),
                      ("application-picture-beside", Place(APPLICATION, paragraph=13)))), stands_on=ALONE),
    )),
    Row("D11", "Other kinds of document", (
        *(Case(f"Saved by LibreOffice as .{form}", lambda p: {APPLICATION: p.application},
               Expects(findings=(("file-old-kind", Place(f"Application.{form}")),)), stands_on=ALONE,
               resaved={APPLICATION: (f"Application.{form}", form)}) for form in ("doc", "rtf", "odt")),
        *APPLICATION_PAGES,
        Case("Made with Pages", lambda p: {"Application.pages": programs.pages()},
             _unread("Application.pages", "unsupported", "file-unsupported"), stands_on=()),
        Case("Exported by Google Docs: no controls, nothing of ours", _google, SAME, stands_on=ALONE),
        Case("The Application as PDF", lambda p: {APPLICATION: p.application},
             in_place_of("application", "Application.pdf", school="199270"), stands_on=(),
             resaved={APPLICATION: ("Application.pdf", "pdf")}),
        Case("The Application pasted into an e-mail", _pasted_into_mail,
             in_place_of("application", "Our application.eml", school="199270"), stands_on=()),
        Case("The Application printed, signed and scanned", lambda p: {"Application signed.pdf": scan("Application")},
             Expects(findings=(("evidence-no-text", Place("Application signed.pdf")),), forms=False, school=None),
             stands_on=()),
    )),
    Row("D12", "The signed page scanned by itself", (
        Case("Called “Signed declaration”",
             lambda p: {APPLICATION: p.application, "Signed declaration.pdf": scan("Signed: P. Nakamura")},
             Expects(findings=(("declaration-sent-apart", Place("Signed declaration.pdf")),)), stands_on=ALONE),
        Case("Beside an Application whose declaration is complete",
             lambda p: {APPLICATION: p.application, "Scan0001.pdf": scan("Signed: P. Nakamura")},
             Expects(findings=tuple(
                 (rule, Place("Scan0001.pdf")) for rule in ("evidence-no-text", "evidence-listed"))),
             stands_on=ALONE),
    )),
    Row("D13", "More than one school", (
        Case("Two Applications in one file", application(second_application(
            [(NAME, "Saint Werburgh's Primary School"), ("199270", "199999"), ("ME93 2ES", "ME99 9ZZ")])),
             Expects(findings=(("application-several-forms", box(12, 2, 2)),)), stands_on=ALONE),
        Case("One school's form twice, with other answers", application(second_application([("Partly", "Not yet")])),
             Expects(findings=(("application-form-twice", box(12, 2, 2)),)), stands_on=ALONE),
        Case("One Application for a federation of two",
             application(both(says("application.school_name", FEDERATION),
                              says("application.urn", "199270 and 199999"))),
             Expects(reads={"application.school_name": FEDERATION, "application.urn": Understood.UNCLEAR},
                     findings=(("application-several-schools", box(1, 2, 2)),), school=None), stands_on=ALONE,
             note="Nobody guesses whose it is."),
    )),
    Row("D14", "Another year's form, or another scheme's", (
        Case("The form of 2023", _older, Expects(findings=(("application-version", Place(APPLICATION)),)),
             stands_on=ALONE),
        *(Case(words, make, in_place_of("application", APPLICATION, "form-of-other-scheme", school),
               stands_on=())
          for words, make, school in (("The older Kent Quality Mark", _quality_mark, "199270"),
                                      ("Sandwell's Well-being Charter Mark", _sandwell, "199270"),
                                      ("Carnegie's School Mental Health Award", _carnegie, "199270"))),
    )),
    Row("D15", "The school named differently on each document", (
        _names("Eastling Cross CE Primary School", NAME),
        _names("Eastling Cross C of E Primary", NAME),
        _names("Eastling Cross Church of England Academy", NAME),
        _names("The Vestry Learning Partnership", NAME, ("school-names-agree", box(1, 1, 2)), note=BY_NUMBER),
    )),
)
