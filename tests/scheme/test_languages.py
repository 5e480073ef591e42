"""A scheme in a second language: its forms, its sentences, and answers that mean the same in either."""

from __future__ import annotations

import hashlib
import io
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.blank_forms.application import build_application
from pipeline.blank_forms.record import build_record
from pipeline.errors import RulesError
from pipeline.reading.files import read_file
from pipeline.scheme.loader import examine, load_scheme
from pipeline.scheme.model import Scheme
from pipeline.values import SourceFile

RULES = Path(__file__).resolve().parents[2] / "rules"
WELSH = """
name: Gwobr Gwydnwch
principles:
  curriculum: {name: Dysgu drwy’r cwricwlwm, short_name: Cwricwlwm}
criteria:
  curriculum-planned: {text: Addysgir gwydnwch fel rhaglen wedi’i chynllunio ym mhob grŵp blwyddyn.}
documents:
  record:
    title: Cofnod Gwydnwch
    sections:
      school:
        sheet: Yr ysgol
        fields: {school_name: {label: Ysgol neu leoliad}}
      stage3:
        tables: {review: {columns: {done: {label: Wedi’i wneud}}}}
choices:
  done: {"Yes": Do, In progress: Ar y gweill, "No": Na fu}
  rating: {Met: Cyflawnwyd}
checks:
  declaration-ticked: {title: Nid yw’r datganiad wedi’i dicio}
sentences: {came-neither: y ffeiliau}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("kent-award", "common"):
        shutil.copytree(RULES / name, tmp_path / name, ignore=shutil.ignore_patterns("languages"))
    (tmp_path / "kent-award" / "languages").mkdir()
    (tmp_path / "kent-award" / "languages" / "cy.yaml").write_text(WELSH, encoding="utf-8")
    return tmp_path / "kent-award"


def filled(scheme: Scheme, school: str, done: str) -> SourceFile:
    """A blank Record of the scheme, with a school's name and one action that is done."""
    book = load_workbook(io.BytesIO(build_record(scheme)))
    layout = scheme.document("record")
    home, review = book[layout.sections[0].sheet or ""], book[layout.sections[-1].sheet or ""]
    row = next(r for r in range(1, 40) if home.cell(r, 1).value == layout.sections[0].fields[0].label)
    home.cell(row, 2, school)
    head = next(r for r in range(1, 40) if review.cell(r, 1).value == "No.")
    review.cell(head + 1, 3, done)
    out = io.BytesIO()
    book.save(out)
    return SourceFile("Record.xlsx", out.getvalue(), hashlib.sha256(out.getvalue()).hexdigest())


def test_names_and_sentences_are_said_in_the_language_and_the_rest_stays(folder: Path) -> None:
    plain, welsh = load_scheme(folder), load_scheme(folder, "cy")
    assert (plain.language, plain.languages, welsh.language) == ("", ("cy",), "cy")
    assert (plain.name, welsh.name) == ("Kent School Award for Resilience and Emotional Wellbeing", "Gwobr Gwydnwch")
    assert welsh.sentences["came-neither"] == "y ffeiliau"
    assert welsh.sentences["came-both"] == plain.sentences["came-both"]
    ticked = {check.id: check for check in welsh.checks}["declaration-ticked"]
    assert (ticked.title, ticked.fix) == (
        "Nid yw’r datganiad wedi’i dicio",
        "Please ask the headteacher or manager to tick it.",
    )


def test_a_form_prints_the_languages_words(folder: Path) -> None:
    welsh = load_scheme(folder, "cy")
    book = load_workbook(io.BytesIO(build_record(welsh)))
    assert "Yr ysgol" in book.sheetnames
    listed = [cell.value for column in book["Lists"].columns for cell in column]
    assert [word for word in listed if word in ("Do", "Yes")] == ["Do"]
    assert b"Cyflawnwyd" in _document(build_application(welsh))


def test_what_all_schemes_share_is_said_for_each_that_has_a_page_of_the_language(folder: Path) -> None:
    page = folder.parent / "common" / "languages" / "cy.yaml"
    page.parent.mkdir()
    page.write_text(
        "parts: {evidence-index: {title: Mynegai}}\nsentences: {came-both: y ddau}\nphrases: {Click to write: Yma}\n",
        encoding="utf-8",
    )
    plain, welsh = load_scheme(folder), load_scheme(folder, "cy")
    assert [section.title for section in welsh.document("application").sections if section.id == "evidence"] == [
        "Mynegai"
    ]
    assert (welsh.sentences["came-both"], welsh.phrases) == ("y ddau", {"Click to write": "Yma"})
    assert (plain.sentences["came-both"], plain.phrases) == ("the Record and Application", {})
    assert plain.prompts == welsh.prompts == ("Yma",)
    shutil.rmtree(folder / "languages")
    assert load_scheme(folder).prompts == ()


@pytest.mark.parametrize("read_in", ["", "cy"])
@pytest.mark.parametrize(("sent_in", "done"), [("", "Yes"), ("cy", "Do"), ("", "Do"), ("cy", "Yes")])
def test_an_answer_means_the_same_in_either_language(folder: Path, read_in: str, sent_in: str, done: str) -> None:
    form = read_file(filled(load_scheme(folder, sent_in), "Ysgol y Bryn", done), load_scheme(folder, read_in)).form
    assert form is not None
    assert form.language == sent_in
    assert form.text("school_name") == "Ysgol y Bryn"
    assert [row.cells["done"].value for row in form.tables["review"]] == ["Yes"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("curriculum-planned: {text", "curriculum-plannd: {text",
         ("6:3: criteria.curriculum-plannd: there is no “curriculum-plannd” in the scheme "
          "(did you mean “curriculum-planned”?).")),
        ("In progress: Ar", "In progres: Ar",
         "17:21: choices.done.In progres: there is no option “In progres” (did you mean “In progress”?)."),
        ("rating: {Met", "ratings: {Met",
         "18:3: choices.ratings: there is no list “ratings” (did you mean “rating”?)."),
        ("name: Gwobr Gwydnwch", "name: [Gwobr]",
         "2:1: name: it must be of the same kind as in the scheme: a word, a list, or “key: value” lines."),
    ],
)  # fmt: skip
def test_a_word_for_something_that_the_scheme_has_not_is_named(folder: Path, old: str, new: str, says: str) -> None:
    page = folder / "languages" / "cy.yaml"
    page.write_text(WELSH.replace(old, new, 1), encoding="utf-8")
    assert [str(fault) for fault in examine(folder).faults] == [f"{page}:{says}"]


def test_a_language_that_is_not_there_is_named(folder: Path) -> None:
    with pytest.raises(RulesError, match=r"there is no page “languages/cs\.yaml” \(known: cy\)"):
        load_scheme(folder, "cs")


def _document(content: bytes) -> bytes:
    import zipfile

    return zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml")
