"""E1 to E11: the evidence, and how it comes to the door."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

from docx import Document

from pipeline.believable_year.course.parcels import message, zipped
from pipeline.blank_forms.record import build_record
from pipeline.values import Place, Understood

from . import as_programs_write as programs
from . import pupils_in_files as pupils
from .compound import outlook_message
from .making import Base, Files, workbook
from .rows_word import scan
from .table import APPLICATION, EVERYTHING, MINUTES, NEWSLETTER, PHOTO, RECORD, STAGE_2, Case, Drops, Expects, Row, box
from .working_on_sheets import writes

SAME = Expects()
_SURVEY = "Wellbeing survey results.xlsx"
_FILE = "application.evidence.E{}.file"


def heif() -> bytes:
    """A photograph as an iPhone takes it."""
    import pillow_heif
    from PIL import Image

    out = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (320, 240), "#8FC1B5")).save(out, quality=60)
    return out.getvalue()


def letter(*lines: str) -> bytes:
    """A Word document of a few lines."""
    page = Document()
    for line in lines:
        page.add_paragraph(line)
    out = io.BytesIO()
    page.save(out)
    return out.getvalue()


def instead(old: str, name: str, content: Callable[[], bytes]) -> Callable[[Base], Files]:
    """Everything, with one file of the evidence in another shape; the index names it as it is sent."""

    def make(paper: Base) -> Files:
        files = paper.files
        del files[old]
        return files | {name: content()}

    return make


def beside(more: Mapping[str, bytes] | Callable[[Base], Files]) -> Callable[[Base], Files]:
    """Everything, and more files beside it."""
    return lambda paper: paper.files | (dict(more(paper)) if callable(more) else dict(more))


def unasked(*names: str, rule: str = "evidence-listed") -> tuple[tuple[str, Place], ...]:
    """The advice that a file is not in the index, for each."""
    return tuple((rule, Place(name)) for name in names)


def _strange_names(*names: str) -> Case:
    """Scans and photographs under names that say nothing; none of them is in the index."""
    pictures = {name: programs.picture_bytes("PNG", (160, 120 + 8 * at)) for at, name in enumerate(names)}
    return Case(
        " and ".join(f"“{name[:40]}”" for name in names),
        beside(pictures),
        Expects(seen=dict.fromkeys(names, "image"), findings=unasked(*names)),
        stands_on=EVERYTHING,
    )


def _shortcut(name: str, content: bytes) -> Case:
    return Case(
        f"“{name}” in place of the minutes",
        instead(MINUTES, name, lambda: content),
        Expects(
            classes={name: "unsupported"},
            findings=(("file-unsupported", Place(name)), ("evidence-attached", box(10, 2, 5))),
        ),
        stands_on=EVERYTHING,
    )


def _in(folder: str, files: Mapping[str, bytes]) -> Files:
    return {f"{folder}/{name}": content for name, content in files.items()}


NAMES = letter(
    "Nurture group, autumn term",
    "Aaliyah Brampton (Year 4, born 14/03/2017) joined us in October. She has asthma and takes medication for ADHD.",
    "Her mother told us that she is under CAMHS. UPN: A820000119034B. NHS number: 943 476 5919.",
)
MOVIE = b"\0\0\0\x18ftypisom\0\0\x02\0isomiso2" + b"\0\0\0\x08mdat" + bytes(4096)
# [MS-SHLLINK] 2.1: the header of a Windows shortcut is 76 bytes and begins with its own class id.
LNK = b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0F" + bytes(56) + b"\x14\0\x1fP"
WEBLOC = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" '
    b'"http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n<plist version="1.0"><dict><key>URL</key>'
    b"<string>https://docs.google.com/document/d/1AbC/edit</string></dict></plist>\n"
)
NOISE = {
    "~$Record.xlsx": b"\x0dJudith Iqbal" + bytes(150), "lu17334q6ogn0.tmp": b"PK\x03\x04", ".DS_Store": b"Bud1",
    ".~lock.Record.xlsx#": b",", "TESTdoc.docx.~299b": b"PK\x03\x04", "Record.xlsx.part": b"PK",
}  # fmt: skip
MORE_NOISE = dict.fromkeys(
    ("~$ward Application.docx", "Application.asd", "Backup of Application.wbk", "Record.xlk", "Record.xlsx.bak",
     "._Record.xlsx", ".apdisk", "Thumbs.db", "desktop.ini", ".nextcloudsync.log", ".Record.xlsx.swp",
     "Record.xlsx.crdownload", "~WRL0001.tmp", ".syncthing.Record.xlsx.tmp"), b"PK\x03\x04",
)  # fmt: skip
LONG = "Photographs of our display about worries and how we help one another with them " * 3


def _mail(paper: Base) -> Files:
    return {"Our application.eml": message("Our application", paper.files, paper.answers)}


def _msg(paper: Base) -> Files:
    return {
        "Our application.msg": outlook_message(
            "Our application", "Dear all, please find attached our papers.", paper.answers.email, paper.files
        )
    }


def _privately(paper: Base) -> bytes:
    sent = message("Hello", {"IMG_0001.png": programs.picture_bytes("PNG")}, paper.answers)
    return sent.replace(paper.answers.email.encode(), b"jo.woods.77@webmail.example")


def _named(place: Place) -> Expects:
    """The officer is told of a pupil at this place, and of nothing else."""
    return Expects(findings=(("personal-data", place),))


def _forwarded(paper: Base) -> Files:
    within = message("Minutes", {MINUTES: paper.evidence[MINUTES]}, paper.answers)
    rest = {name: content for name, content in paper.files.items() if name != MINUTES}
    return rest | {"FW minutes.eml": message("FW: Minutes", {"Minutes.eml": within}, paper.answers)}


def _renamed(
    old: str, name: str, called: str = "", content: Callable[[], bytes] | None = None
) -> Callable[[Base], Files]:
    """Everything, with one file of the evidence under another name; with ``called`` the index calls it so."""

    def make(paper: Base) -> Files:
        files = paper.files
        files[name] = content() if content else paper.evidence[old]
        del files[old]
        if called:
            line = list(paper.evidence).index(old) + 1
            files[APPLICATION] = in_index({line: called}, paper.application)
        return files

    return make


def _indexed(line: int, text: str) -> Callable[[Base], Files]:
    """Everything, with another text in the index under “File name”."""
    return lambda paper: paper.files | {APPLICATION: in_index({line: text}, paper.application)}


def _changed_places(paper: Base) -> Files:
    return paper.files | {APPLICATION: in_index({1: NEWSLETTER, 7: MINUTES}, paper.application)}


def in_index(names: Mapping[int, str], application: bytes) -> bytes:
    """An Application with other file names in these lines of its evidence index."""
    page = Document(io.BytesIO(application))
    index = next(table for table in page.tables if "File name" in [cell.text for cell in table.rows[0].cells])
    for line, name in names.items():
        index.rows[line].cells[4].text = name
    out = io.BytesIO()
    page.save(out)
    return out.getvalue()


def _faulty(paper: Base) -> bytes:
    return workbook(writes(STAGE_2, {"E6": "TBC"}), paper.record)


def _sync_noise(paper: Base) -> tuple[Files, ...]:
    copies = {"Award Application (another copy).docx": paper.application}
    papers = {name: content for name, content in paper.files.items() if name != APPLICATION}
    return ({**_in("Eastling Cross", papers | copies | NOISE), **NOISE},)


# fmt: off
EVIDENCE: tuple[Row, ...] = (
    Row("E1", "Photographs from telephones, under any name", (
        Case("HEIC data named .heic", instead(PHOTO, "Photograph of the Vestry.heic", heif),
             Expects(seen={"Photograph of the Vestry.heic": "image"}), stands_on=EVERYTHING),
        Case("HEIC data named .jpg", instead(PHOTO, "Photograph of the Vestry.jpg", heif),
             Expects(seen={"Photograph of the Vestry.jpg": "image"}), stands_on=EVERYTHING),
        Case("JPEG data named .heic", instead(PHOTO, "Photograph of the Vestry.heic",
             lambda: programs.picture_bytes("JPEG")),
             Expects(seen={"Photograph of the Vestry.heic": "image"}), stands_on=EVERYTHING),
        Case("HEIF data named .png", instead(PHOTO, PHOTO, heif), Expects(seen={PHOTO: "image"}),
             stands_on=EVERYTHING),
        Case("“IMG_4031.HEIC”, which the index calls IMG_4031", _renamed(PHOTO, "IMG_4031.HEIC", "IMG_4031", heif),
             Expects(reads={_FILE.format(10): "IMG_4031"}, seen={"IMG_4031.HEIC": "image"}), stands_on=EVERYTHING),
    )),
    Row("E2", "Large files, zips in zips, films", (
        Case("A PDF of 26 MB", beside({"All our photos.pdf": b"%PDF-1.7\n" + bytes(26_000_000)}), Expects(
            classes={"All our photos.pdf": "too-large"}, findings=(("file-too-large", Place("All our photos.pdf")),)),
            stands_on=EVERYTHING),
        Case("A zip inside a zip", lambda p: {"Papers.zip": zipped(
            {RECORD: p.record, APPLICATION: p.application, "Evidence.zip": zipped(dict(p.evidence))})}, SAME,
            stands_on=EVERYTHING),
        Case("A zip in a mail in a zip", lambda p: {"Papers.zip": zipped({
            RECORD: p.record, APPLICATION: p.application,
            "Fwd evidence.eml": message("Evidence", {"Evidence.zip": zipped(dict(p.evidence))}, p.answers)})}, SAME,
            stands_on=EVERYTHING),
        Case("The minutes in a .rar file", instead(MINUTES, "Minutes.rar", lambda: b"Rar!\x1a\x07\x01\0" + bytes(99)),
             Expects(classes={"Minutes.rar": "unsupported"}, findings=(
                 ("file-unsupported", Place("Minutes.rar")), ("evidence-attached", box(10, 2, 5)))),
             stands_on=EVERYTHING),
        Case("A PDF with a file inside it", instead(MINUTES, MINUTES, lambda: pupils.portfolio("Pupil voice.docx")),
             Expects(findings=(("evidence-holds-files", Place(MINUTES)),)), stands_on=EVERYTHING),
        Case("A film", beside({"Assembly.mp4": MOVIE}), Expects(
            classes={"Assembly.mp4": "unsupported"}, findings=(("file-unsupported", Place("Assembly.mp4")),)),
            stands_on=EVERYTHING),
    )),
    Row("E3", "File names that say nothing, or too much", (
        _strange_names("IMG_2342.png"),
        _strange_names("🌈 our wall 😀.png"),
        _strange_names(f"{LONG[:196]}.png"),
        _strange_names("S2, Bronze: Pupil Noticeboard.png"),
        *(Case(f"“{name}” for the minutes that the index names", _renamed(MINUTES, name), SAME, stands_on=EVERYTHING)
          for name in ("Bell%20Tower%20Council%20minutes.pdf", "Bell Tower Council minutes.pdf.pdf",
                       "20251219 - Bell Tower Council minutes (Dec 2025) v3 FINAL.pdf")),
        Case("“as per attached” in place of the file's name", _indexed(1, "as per attached"), Expects(
            reads={_FILE.format(1): Understood.PLACEHOLDER}, findings=(("index-file", box(10, 2, 5)),)),
            stands_on=EVERYTHING),
        Case("“Bell Tower Council minutes, page 2” in the index", _indexed(1, "Bell Tower Council minutes, page 2"),
             Expects(reads={_FILE.format(1): "Bell Tower Council minutes, page 2"}), stands_on=EVERYTHING),
        Case("“Scan0001.pdf”", beside({"Scan0001.pdf": scan("Display")}), Expects(
            seen={"Scan0001.pdf": "pdf"},
            findings=(*unasked("Scan0001.pdf"), ("evidence-no-text", Place("Scan0001.pdf")))), stands_on=EVERYTHING),
        Case("A pupil's name and year in the file name",
             beside({"Aaliyah Brampton Year 4 drawing.png": programs.picture_bytes("PNG")}), Expects(
                 seen={"Aaliyah Brampton Year 4 drawing.png": "image"},
                 findings=(*unasked("Aaliyah Brampton Year 4 drawing.png"),
                           ("personal-data", Place("Aaliyah Brampton Year 4 drawing.png")))), stands_on=EVERYTHING),
    )),
    Row("E4", "Pupils named in the evidence, with their health", (
        Case("A name, a year group, a date of birth, a UPN, an NHS number and a diagnosis",
             instead(NEWSLETTER, NEWSLETTER, lambda: NAMES),
             Expects(findings=tuple(
                 ("personal-data", Place(NEWSLETTER, paragraph=number)) for number in (2, 3))), stands_on=EVERYTHING),
        Case("A case study headed “Pupil: Thandiwe Woods”",
             instead(NEWSLETTER, NEWSLETTER, lambda: letter("Case study", "Pupil: Thandiwe Woods", "She likes art.")),
             _named(Place(NEWSLETTER, paragraph=2)), stands_on=EVERYTHING),
        Case("A class register in a workbook", instead(_SURVEY, _SURVEY, lambda: pupils.register()),
             _named(Place(_SURVEY, sheet="4B", cell="B2")), stands_on=EVERYTHING),
        Case("A pupil named in the footer of a document", instead(NEWSLETTER, NEWSLETTER, lambda: pupils.in_footer()),
             _named(Place(NEWSLETTER)), stands_on=EVERYTHING),
        Case("A pupil named in a comment on a cell", instead(_SURVEY, _SURVEY, lambda: pupils.in_comment()),
             _named(Place(_SURVEY, sheet="Survey")), stands_on=EVERYTHING),
        Case("A pupil named in a box of a PDF form", instead(MINUTES, MINUTES, lambda: pupils.in_pdf_form()),
             _named(Place(MINUTES, page=1)), stands_on=EVERYTHING),
        Case("A pupil named in what a photograph carries beside the picture",
             instead(PHOTO, PHOTO, lambda: pupils.in_picture()), _named(Place(PHOTO)), stands_on=EVERYTHING),
    )),
    Row("E5", "One file for everything, and one file under several names", (
        Case("The same file under two names", beside(lambda p: {"Governors minutes.pdf": p.evidence[MINUTES]}), Expects(
            findings=(("evidence-twins", Place("Governors minutes.pdf")),)), stands_on=EVERYTHING),
        Case("The same file beside itself as “(1)”",
             beside(lambda p: {"Bell Tower Council minutes (1).pdf": p.evidence[MINUTES]}), SAME, stands_on=EVERYTHING),
        Case("Two lines of the index that name the minutes", _indexed(2, MINUTES), Expects(
            reads={_FILE.format(2): MINUTES}, findings=(
            ("index-same-file", box(10, 3, 5)), *unasked("Wellbeing survey results.xlsx"))), stands_on=EVERYTHING),
        Case("File names that have changed places", _changed_places, Expects(
            reads={_FILE.format(1): NEWSLETTER, _FILE.format(7): MINUTES}, findings=(
            ("index-slipped", box(10, 2, 5)), ("index-slipped", box(10, 8, 5)))), stands_on=EVERYTHING),
    )),
    Row("E6", "Shortcuts to files that stayed at school", (
        _shortcut("Bell Tower Council minutes.url", b"[InternetShortcut]\r\nURL=https://eastlingcross.sharepoint.com/x\r\n"),
        _shortcut("Bell Tower Council minutes.lnk", LNK),
        _shortcut("Bell Tower Council minutes.webloc", WEBLOC),
        _shortcut("Bell Tower Council minutes - Shortcut.lnk", LNK),
        Case("A document that holds only a link", instead(MINUTES, "Bell Tower Council minutes.docx",
             lambda: letter("https://eastlingcross.sharepoint.com/:b:/s/wellbeing/EaB3")), Expects(
                 findings=(("evidence-only-link", Place("Bell Tower Council minutes.docx")),)), stands_on=EVERYTHING),
        _shortcut("Bell Tower Council minutes.gdoc",
                  b'{"url":"https://docs.google.com/open?id=1AbC","doc_id":"1AbC","email":"j.iqbal@eastling.example"}'),
    )),
    Row("E7", "E-mails with everything attached", (
        Case("An .eml message", _mail, SAME, stands_on=EVERYTHING),
        Case("The minutes in an e-mail forwarded within an e-mail", _forwarded, SAME, stands_on=EVERYTHING),
        Case("An Outlook .msg message", _msg, SAME, stands_on=EVERYTHING),
    )),
    Row("E8", "What programs leave in a shared folder", (
        Drops("Lock files, half-saved files and “(another copy)” beside the papers", _sync_noise, {
            **dict.fromkeys([name for name in EVERYTHING if name != APPLICATION], "processed"),
            "Award Application (another copy).docx": "processed",
            **dict.fromkeys(NOISE, "ignored"),
        }, left=tuple(sorted(NOISE))),
        Drops("What Office, Macs, file servers and programs that keep folders alike put there",
              lambda p: (_in("Eastling Cross", {**p.files, **MORE_NOISE}),),
              {**dict.fromkeys(EVERYTHING, "processed"), **dict.fromkeys(MORE_NOISE, "ignored")}),
    )),
    Row("E9", "A file that is still being copied", (
        Drops("A PDF that a program is writing while we look", lambda p: ({MINUTES: p.evidence[MINUTES]},), {},
              left=(MINUTES,), case=False, being_written=MINUTES),
        Drops("A folder of which one paper is still being written", lambda p: (_in("Eastling Cross", p.files),), {},
              left=("Eastling Cross",), case=False, being_written=f"Eastling Cross/{MINUTES}"),
        Drops("A zip that a browser is still saving", lambda p: ({"Papers.zip": zipped(p.files)},), {},
              left=("Papers.zip",), case=False, being_written="Papers.zip"),
    )),
    Row("E10", "Files that do not say whose they are", (
        Drops("Minutes without a school", lambda p: ({"Minutes.docx": letter("Minutes of a meeting", "We met.")},),
              {"Minutes.docx": "quarantined"}, case=False),
        Drops("A photograph from a private address", lambda p: ({"Hello.eml": _privately(p)},),
              {"Hello.eml": "quarantined", "IMG_0001.png": "quarantined"}, case=False),
        Drops("Minutes with the school's postcode and nothing else of it",
              lambda p: ({"Minutes.docx": letter("Minutes of a meeting", f"We met at {p.answers.postcode}.")},),
              {"Minutes.docx": "quarantined"}, case=False),
        Drops("A blank Record", lambda p: ({RECORD: build_record(p.scheme)},), {RECORD: "quarantined"}, case=False),
    )),
    Row("E11", "Only what was changed is sent again", (
        Drops("First everything with a slip, then the mended Record alone", lambda p: (
            _in("Eastling Cross", p.files | {RECORD: _faulty(p)}), {RECORD: p.record}),
            {**dict.fromkeys(EVERYTHING, "processed")}),
        Drops("The mended Record under another name", lambda p: (
            _in("Eastling Cross", p.files | {RECORD: _faulty(p)}), {"Record v2 CORRECTED (1).xlsx": p.record}),
            {**dict.fromkeys(EVERYTHING, "processed"), "Record v2 CORRECTED (1).xlsx": "processed"}),
        Drops("One piece that was missing, in a reply by e-mail", lambda p: (
            _in("Eastling Cross", {name: content for name, content in p.files.items() if name != MINUTES}),
            {"Re our award.eml": message("Re: our award", {MINUTES: p.evidence[MINUTES]}, p.answers)}),
            {**dict.fromkeys(EVERYTHING, "processed"), "Re our award.eml": "processed"}),
        Drops("The mended papers in a zip", lambda p: (
            _in("Eastling Cross", p.files | {RECORD: _faulty(p)}),
            {"corrections.zip": zipped({RECORD: p.record, MINUTES: p.evidence[MINUTES]})}),
            {**dict.fromkeys(EVERYTHING, "processed"), "corrections.zip": "processed"}),
    )),
)
