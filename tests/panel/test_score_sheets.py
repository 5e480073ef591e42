from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from pipeline.errors import UsageError
from pipeline.panel.score_sheets import Judged, build_score_sheet, is_score_sheet, outcomes_at, read_score_sheet
from pipeline.scheme import Scheme
from pipeline.values import Decision, Mark

sys.path.insert(0, str(Path(__file__).parent))
import builder as b

OTHER = b.case("KRA-C-0002", b.school("900002", "Avoided School"))


def rules(_case: str) -> Scheme:
    return b.SCHEME


def built(step: str = "application", how: str = "") -> bytes:
    cases = [Judged(b.case(), b.submission(how=how), b.SCHEME), Judged(OTHER, b.submission(), b.SCHEME)]
    return build_score_sheet(b.meeting(step), b.MEMBER, cases, b.SCHEME)


def saved(book: openpyxl.Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def filled(step: str = "application") -> openpyxl.Workbook:
    book = openpyxl.load_workbook(BytesIO(built(step)))
    sheet = book["KRA-C-0001"]
    sheet["G7"], sheet["H7"] = "Met", "clear & <strong>"
    sheet["G8"] = "  not  MET "
    sheet["G9"] = "perhaps"
    decisions = book["Decisions"]
    decisions["C6"], decisions["D6"] = outcomes_at(b.meeting(step), b.SCHEME)[0].name, "Because"
    decisions["E6"], decisions["F6"] = "Voice", "E2 and e5"
    return book


def test_the_same_values_give_the_same_bytes() -> None:
    assert built() == built()


def test_a_school_that_a_member_avoids_is_nowhere_in_the_sheet() -> None:
    book = openpyxl.load_workbook(BytesIO(built()))
    assert book.sheetnames == ["How to mark", "KRA-C-0001", "Decisions", "Lists"]
    words = {str(cell.value) for sheet in book for row in sheet for cell in row}
    assert not any("Avoided" in word or "KRA-C-0002" in word for word in words)


def test_marks_and_decisions_come_back_as_written() -> None:
    sheet = read_score_sheet(saved(filled()), rules)
    one, two = b.SCHEME.criteria[:2]
    assert (sheet.meeting, sheet.member) == ("M-2026-03", "m1")
    assert sheet.marks == (
        Mark("M-2026-03", "KRA-C-0001", "m1", one.id, "Met", "clear & <strong>"),
        Mark("M-2026-03", "KRA-C-0001", "m1", two.id, "Not met", ""),
    )
    held = b.meeting().held_on
    assert sheet.decisions == (Decision("M-2026-03", "KRA-C-0001", "not-yet", held, "Because", ("E2", "E5"), "Voice"),)
    assert sheet.problems == ("KRA-C-0001, criterion 1.3: “perhaps” is not a mark.",)


def test_what_did_not_come_is_said_beside_the_reference() -> None:
    files = [b.attachment("piece 1.txt", b"1", text="One")]
    cases = [Judged(b.case(), b.submission(files, pieces=2, how="See survey results.pdf."), b.SCHEME)]
    book = openpyxl.load_workbook(BytesIO(build_score_sheet(b.meeting(), b.MEMBER, cases, b.SCHEME)))
    sheet = book["KRA-C-0001"]
    assert [str(sheet[f"F{row}"].value).splitlines() for row in (7, 8, 9)] == [
        ["E1", "survey results.pdf (not among the files)"],
        ["E1", "E2 (not attached)", "survey results.pdf (not among the files)"],
        ["E1", "E3 (not in the index)", "survey results.pdf (not among the files)"],
    ]
    assert book["Decisions"]["F6"].value == "E1, E2"


def test_sheets_in_another_order_read_the_same() -> None:
    book = filled()
    expected = read_score_sheet(saved(book), rules)
    book.move_sheet("Decisions", -2)
    book.move_sheet("How to mark", 3)
    assert read_score_sheet(saved(book), rules) == expected


def test_an_untouched_sheet_says_nothing() -> None:
    sheet = read_score_sheet(built(), rules)
    assert (sheet.marks, sheet.decisions, sheet.problems) == ((), (), ())


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("http://x")', "+44", "-5", "@SUM(A1)"])
def test_what_a_school_wrote_is_text_and_never_a_formula(text: str) -> None:
    sheet = openpyxl.load_workbook(BytesIO(built(how=text)))["KRA-C-0001"]
    assert (sheet["D7"].value, sheet["D7"].data_type) == (text, "s")


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    sheet = openpyxl.load_workbook(BytesIO(built(how="a\x00b\x1fc")))["KRA-C-0001"]
    assert sheet["D7"].value == "abc"


@pytest.mark.parametrize(
    ("step", "names"),
    [("application", ["not-yet", "sample"]), ("moderation", ["award", "more-evidence", "not-yet"])],
)
def test_each_step_offers_only_its_own_decisions(step: str, names: list[str]) -> None:
    assert [outcome.id for outcome in outcomes_at(b.meeting(step), b.SCHEME)] == names


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"hello", b"PK\x05\x06" + bytes(18)])
def test_other_bytes_are_not_a_score_sheet(data: bytes) -> None:
    assert is_score_sheet(data) is False
    with pytest.raises(UsageError):
        read_score_sheet(data, rules)


def test_a_score_sheet_knows_itself() -> None:
    assert is_score_sheet(built()) is True
    assert is_score_sheet(saved(filled())) is True
    assert is_score_sheet(saved(openpyxl.Workbook())) is False
