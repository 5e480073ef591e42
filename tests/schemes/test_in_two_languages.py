"""An award in English and in Welsh: a school that writes in Welsh reads nothing but Welsh."""

from __future__ import annotations

import ast
import datetime as dt
import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import Workbook, load_workbook

from pipeline.blank_forms.application import build_application
from pipeline.checking.engine import check, finding, look
from pipeline.checking.proving.examples import submission_of
from pipeline.checking.scene import set_scene
from pipeline.checking.signposts import put_up
from pipeline.feedback.annotate import annotate_record
from pipeline.feedback.comment_application import annotate_application
from pipeline.feedback.enclosed import Enclosed
from pipeline.feedback.letter import letter_context
from pipeline.feedback.steps import Standing
from pipeline.grouping import SEVERITY_LABELS
from pipeline.office.desk import open_desk
from pipeline.office.premises.setting_up import make_workspace
from pipeline.office.taking_in.arrivals import run
from pipeline.ooxml.kinds import KINDS
from pipeline.ooxml.our_marks import AUTHOR, LAST_LINE, LAST_LINES
from pipeline.reading.files import read_file
from pipeline.rendering.word import Template
from pipeline.scheme.faults.sentences import names_in
from pipeline.scheme.loader import load_scheme
from pipeline.scheme.model import Scheme
from pipeline.scheme.words.phrases import phrases_of
from pipeline.scheme.words.placeholders import PLACEHOLDERS
from pipeline.values import (
    CaseState,
    CaseView,
    FileKind,
    Finding,
    Place,
    School,
    Severity,
    SourceFile,
    Submission,
    Understood,
)

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "rules" / "examples" / "cymru-phases"
TODAY = dt.date(2026, 3, 3)
# What is filled in whole, and what is written alike in both.
SAME = frozenset({"{why}", "{how}", "{example}"})
ENGLISH_WORDS = re.compile(
    r"\b(the|of|and|not|please|which|this|that|was|were|with|for|are|your|it|has|have|nothing|there|more)\b",
    re.IGNORECASE,
)
QUOTED = re.compile("“[^”]*”")
CHECKBOX = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MADE_UP_FILES = frozenset({"file-protected", "file-out-of-time"})


@pytest.fixture(scope="module")
def english() -> Scheme:
    return load_scheme(FOLDER)


@pytest.fixture(scope="module")
def welsh() -> Scheme:
    return load_scheme(FOLDER, "cy")


def said(scheme: Scheme) -> Iterator[tuple[str, str]]:
    """Every text of a scheme that reaches a school, by its address."""
    yield from (("name", scheme.name), ("short_name", scheme.short_name))
    named = [*scheme.bodies, *scheme.principles, *scheme.evidence.kinds, *scheme.outcomes]
    named += scheme.levels.levels if scheme.levels is not None else ()
    yield from ((f"{each.id}.name", each.name) for each in named)
    yield from ((criterion.id, criterion.text) for criterion in scheme.criteria)
    yield from ((f"rating.{number}", word) for number, word in enumerate(scheme.printed_options("rating")))
    for document in scheme.documents:
        yield from (("title", document.title), ("also_called", document.also_called), ("file", document.file_name))
        for section in document.sections:
            yield from ((f"{section.id}.title", section.title), (f"{section.id}.intro", section.intro))
            yield from ((f"{section.id}.{field.id}", field.label) for field in section.fields)
            for table in section.tables:
                yield f"{table.id}.title", table.title
                yield from ((f"{table.id}.{column.id}", column.label) for column in table.columns)
    for rule in scheme.checks:
        if rule.severity != "office":
            yield from ((f"{rule.id}.{part}", getattr(rule, part)) for part in ("title", "message", "fix", "example"))
    yield from scheme.sentences.items()


def test_no_text_that_reaches_a_school_is_the_same_in_both(english: Scheme, welsh: Scheme) -> None:
    plain = dict(said(english))
    alike = [(where, text) for where, text in said(welsh) if text and plain[where] == text and text not in SAME]
    assert alike == []


def test_every_name_that_is_filled_in_stands_in_both(english: Scheme, welsh: Scheme) -> None:
    plain = dict(said(english))
    pairs = [*((plain[where], text) for where, text in said(welsh)), *welsh.phrases.items()]
    assert [pair for pair in pairs if set(names_in(pair[0])) != set(names_in(pair[1]))] == []


def literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*literals(node.body), *literals(node.orelse))


def asked_for() -> set[str]:
    """Every phrase that the line asks for by its words."""
    found: set[str] = set()
    rooms = ("checking", "feedback", "awarding", "office", "scheme")
    for page in (page for room in rooms for page in (ROOT / "pipeline" / room).rglob("*.py")):
        for node in ast.walk(ast.parse(page.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                found |= set(literals(node.args[0])) if called == "say" else set()
    return found


def test_every_phrase_that_the_line_says_is_said_in_welsh(welsh: Scheme) -> None:
    tables = {*SEVERITY_LABELS.values(), *(s.value for s in Standing if s not in (Standing.FIRST, Standing.FIXED))}
    tables |= {*PLACEHOLDERS, AUTHOR, LAST_LINE, *(f"{dt.date(2026, month, 1):%B}" for month in range(1, 13))}
    assert sorted((asked_for() | tables) - welsh.phrases.keys()) == []
    assert welsh.phrases[LAST_LINE] in LAST_LINES


def test_what_is_said_of_every_kind_of_file_is_said_in_welsh(welsh: Scheme) -> None:
    phrases = phrases_of(welsh)
    told = {kind.family: phrases.again(kind.sentence) for kind in KINDS.values() if kind.sentence}
    assert {family: text for family, text in told.items() if ENGLISH_WORDS.search(text)} == {}


def test_no_finding_is_half_in_english(welsh: Scheme) -> None:
    told = [
        (rule.id, text)
        for rule in welsh.checks
        if rule.severity != "office" and rule.id not in MADE_UP_FILES
        for example in rule.failing
        for submission in [submission_of(example, welsh)]
        for hit in look(rule, set_scene(submission, welsh, example.today))
        for made in [finding(rule, hit, put_up(submission, welsh))]
        for text in (made.message, made.fix, made.sign.words())
    ]
    assert len(told) > 300
    assert [each for each in told if ENGLISH_WORDS.search(QUOTED.sub("", each[1]))] == []


@pytest.mark.parametrize(
    ("english", "cymraeg"),
    [
        ("3 March 2026", "3 Mawrth 2026"),
        ("E1, E2 and E3", "E1, E2 a hefyd E3"),
        ("We took it for “Met”.", "Fe’i cymerwyd yn “Cyflawnwyd”."),
        ("“of this and that”", "“of this and that”"),
        ("Something new that nobody has put into Welsh.", "Something new that nobody has put into Welsh."),
        (" The name most like it is “a.pdf” and “b.pdf”.", " Yr enw tebycaf iddo: “a.pdf” a hefyd “b.pdf”."),
    ],
)
def test_what_a_reader_said_in_english_is_said_again(welsh: Scheme, english: str, cymraeg: str) -> None:
    assert phrases_of(welsh).again(english) == cymraeg


@pytest.mark.parametrize("page", sorted((ROOT / "templates" / "any-scheme").glob("*.docx")), ids=lambda page: page.stem)
def test_every_template_has_a_welsh_one_that_is_filled_in_alike(page: Path) -> None:
    pages = [page, page.parent / "cy" / page.name]
    english, cymraeg = (Template(each.read_bytes(), each.name).placeholders() for each in pages)
    assert english == cymraeg
    told = QUOTED.sub("", re.sub(r"\{[{%].*?[%}]\}", "", words(pages[1].read_bytes(), "word/document.xml")))
    assert ENGLISH_WORDS.findall(told) == []


def source(name: str, content: bytes) -> SourceFile:
    return SourceFile(name, content, hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize("read_in", ["", "cy"])
@pytest.mark.parametrize("marked", [True, False], ids=["as Word keeps it", "as other programs save it"])
def test_a_blank_welsh_form_holds_no_answer(welsh: Scheme, read_in: str, *, marked: bool) -> None:
    document = Document(io.BytesIO(build_application(welsh)))
    for prompt in [] if marked else list(document.element.body.iter(qn("w:showingPlcHdr"))):
        prompt.getparent().remove(prompt)
    form = read_file(source("Cais.docx", saved(document)), load_scheme(FOLDER, read_in)).form
    assert form is not None
    values = [*form.fields.values(), *(v for rows in form.tables.values() for row in rows for v in row.cells.values())]
    assert [v for v in values if v.understood is not Understood.EMPTY] == []


def saved(document: Document) -> bytes:  # type: ignore[valid-type]
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def filled(scheme: Scheme) -> bytes:
    """A Welsh Application as a school fills it in: one aspect, of which a line does not say how."""
    document = Document(io.BytesIO(build_application(scheme)))
    boxes: dict[str, list[object]] = {}
    for control in document.element.body.iter(qn("w:sdt")):
        tag = control.find(qn("w:sdtPr")).find(qn("w:tag")).get(qn("w:val"))
        boxes.setdefault(tag.removeprefix("award.application."), []).append(control)
    answers = {"school_name": "Ysgol y Bryn", "head_name": "Mrs E. Parry", "lead_name": "Mr G. Rowlands"}
    answers |= {"lead_email": "g.rowlands@ysgolybryn.example", "phase": "Cyfnod 2", "declaration_name": "Mrs E. Parry"}
    for line in ("food-leads", "food-taught", "food-lived", "food-shared"):
        answers[f"criteria.{line}.how"] = (
            "" if line == "food-taught" else f"Dyma sut rydym yn gwneud {line} bob wythnos."
        )
        answers[f"criteria.{line}.evidence"] = "E1"
        answers[f"criteria.{line}.impact"] = "Mae mwy o ddisgyblion yn dod â ffrwythau."
        box = boxes[f"criteria.{line}.rating"][0]
        next(box.iter(qn("w:t"))).text = "☒"  # type: ignore[attr-defined]
        next(box.iter(f"{CHECKBOX}checked")).set(f"{CHECKBOX}val", "1")  # type: ignore[attr-defined]
    answers |= {"evidence.E1.title": "Cofnodion", "evidence.E1.kind": "Cofnodion cyfarfod"}
    answers |= {"evidence.E1.file": "Cofnodion.pdf", "evidence.E1.date": "14 Hydref 2025"}
    for name, answer in answers.items():
        (control,) = boxes[name]
        if answer:
            properties = control.find(qn("w:sdtPr"))  # type: ignore[attr-defined]
            properties.remove(properties.find(qn("w:showingPlcHdr")))
            next(control.iter(qn("w:t"))).text = answer  # type: ignore[attr-defined]
    return saved(document)


def words(document: bytes, part: str) -> str:
    text = zipfile.ZipFile(io.BytesIO(document)).read(part).decode()
    return "\n".join(
        "".join(re.findall(r"<w:t[^>]*>([^<]*)", p)) for p in re.findall(r"<w:p[ >].*?</w:p>", text, re.DOTALL)
    )


def test_answers_in_welsh_mean_what_they_mean_in_english(english: Scheme, welsh: Scheme) -> None:
    sent = source("Cais.docx", filled(welsh))
    as_english, as_welsh = read_file(sent, english).form, read_file(sent, welsh).form
    assert as_english is not None
    assert as_welsh is not None
    assert (as_english.language, as_english.text("phase"), as_welsh.text("phase")) == ("cy", "Phase 2", "Cyfnod 2")
    rows = [form.tables["evidence"][0].cells for form in (as_english, as_welsh)]
    assert [row["kind"].value for row in rows] == ["Minutes of a meeting", "Cofnodion cyfarfod"]
    assert [row["date"].value for row in rows] == [dt.date(2025, 10, 14)] * 2


@pytest.mark.parametrize(("made_in", "told"), [("cy", "cy"), ("", "")])
def test_a_form_that_lost_its_mark_tells_its_language_by_its_labels(english: Scheme, made_in: str, told: str) -> None:
    made = build_application(load_scheme(FOLDER, made_in))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as whole, zipfile.ZipFile(out, "w") as bare:
        for name in whole.namelist():
            bare.writestr(name, whole.read(name).replace(b'name="award.', b'name="lost.'))
    form = read_file(source("Cais.docx", out.getvalue()), english).form
    assert form is not None
    assert (form.scheme, form.language) == (None, told)


def test_a_welsh_application_is_answered_in_welsh(welsh: Scheme) -> None:
    sent = source("Cais.docx", filled(welsh))
    submission = Submission((read_file(sent, welsh),))
    findings = check(submission, welsh, TODAY)
    school = School("660001", "Ysgol y Bryn")
    case = CaseView("WPA-26-0001", school, welsh.id, welsh.version, CaseState.OPENED, TODAY, "Mr G. Rowlands")
    office = {"name": "Tîm yr ysgolion iach", "email": "iach@cymru.example"}
    context = letter_context(case, findings, submission.files, welsh, office, TODAY)
    page = ROOT / "templates" / "any-scheme" / "cy" / "feedback-letter.docx"
    letter = words(Template(page.read_bytes(), str(page)).render(context), "word/document.xml")
    comments = words(annotate_application(sent.content, findings, phrases=phrases_of(welsh)), "word/comments.xml")
    for told in (letter, comments):
        assert "Mae maen prawf 1.2 wedi’i dicio, ond ni allem weld sut rydych yn ei gyflawni." in told
        assert "Mae 1 o 7 maes ar y lefel hon neu’n uwch: Cyfnod 1; mae angen 2." in told
        assert [line for line in told.splitlines() if ENGLISH_WORDS.search(QUOTED.sub("", line))] == []
    assert "3 Mawrth 2026" in letter
    assert "“Cais.docx”, maen prawf 1.2, “Sut rydym yn ei gyflawni”" in letter


def test_what_goes_along_is_told_in_welsh(welsh: Scheme) -> None:
    of = (FileKind.APPLICATION,)
    enclosed = Enclosed(marked=(FileKind.RECORD,), renewed=of, blank=of)
    marked, renewed, blank = enclosed.what_to_do(welsh)
    copy = "Gwnewch y newidiadau hyn yn y copi â’n sylwadau (eich Cofnod)."
    form = "Llenwch yr hyn sy’n dal yn wag yn y ffurflen newydd (eich Cais)."
    assert marked == f"{copy} Bydd eich copi eich hun yn gwneud y tro hefyd."
    assert renewed == f"{form} Nid oes angen i chi anfon eto yr hen ffurflen."
    assert blank == "Copïwch eich atebion i’n ffurflen ni (eich Cais), a gwiriwch yr hyn a lenwyd gennym."
    assert ENGLISH_WORDS.search(enclosed.paragraphs(welsh)) is None


def test_our_comments_are_known_again_in_either_language(english: Scheme, welsh: Scheme) -> None:
    sent = source("Cais.docx", filled(welsh))
    findings = check(Submission((read_file(sent, welsh),)), welsh, TODAY)
    marked = annotate_application(sent.content, findings, phrases=phrases_of(welsh))
    form = read_file(source("Cais.docx", marked), welsh).form
    assert form is not None
    assert form.notices == ()
    assert annotate_application(marked, findings) == annotate_application(sent.content, findings)


def test_a_workbook_too_goes_back_in_welsh_and_our_words_in_it_are_known_again(welsh: Scheme) -> None:
    book, out = Workbook(), io.BytesIO()
    book.worksheets[0].title = "Cynllun"
    book.save(out)
    place = Place("Cofnod.xlsx", sheet="Cynllun", cell="B2")
    wrong = Finding("r", Severity.REQUIRED, "Nid oes dyddiad", place, "", "Darllenwyd: dim byd.", "Rhowch un.", "12/01")
    marked = annotate_record(out.getvalue(), [wrong], office="Swyddfa", phrases=phrases_of(welsh))
    there = load_workbook(io.BytesIO(marked))
    first = [cell.value for row in there.worksheets[0].iter_rows(max_col=6) for cell in row if cell.value]
    headings = ["Rhif", "Beth i’w wneud", "Ble", "Yr hyn a ddarllenwyd ac a ddisgwyliwyd", "Er enghraifft", "Statws"]
    assert first[1] == "1 peth i’w gywiro cyn y panel."
    assert first[3:9] == headings
    note = there["Cynllun"]["B2"].comment
    assert note is not None
    assert note.text.splitlines()[-1] == welsh.phrases[LAST_LINE]
    assert annotate_record(marked, [wrong]) == annotate_record(out.getvalue(), [wrong])


def test_an_office_answers_each_school_in_the_language_of_its_form(tmp_path: Path, welsh: Scheme) -> None:
    make_workspace(tmp_path, ("cymru-phases",))
    (tmp_path / "schools.csv").write_text(
        "URN,EstablishmentName,Postcode,Town\n660001,Ysgol y Bryn,ZZ5 5AA,Bryn\n", encoding="utf-8"
    )
    shelf = tmp_path / "inbox" / "660001 Ysgol y Bryn"
    shelf.mkdir(parents=True)
    (shelf / "Cais.docx").write_bytes(filled(welsh))
    with open_desk(tmp_path, TODAY) as desk:
        run(desk)
        (case,) = desk.cases()
        folder = tmp_path / "outbox" / "schools" / case.reference / "feedback-1"
    mail = message_from_bytes((folder / "E-mail to the school.eml").read_bytes(), policy=policy.default)
    assert mail["Subject"] == f"Eich cais am wobr: Ysgol y Bryn ({case.reference})"
    names = [part.get_filename() for part in mail.iter_attachments()]
    assert names == ["Cais - gyda’n sylwadau.docx", "Llythyr adborth.pdf"]
