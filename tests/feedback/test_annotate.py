from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import Workbook, load_workbook

from pipeline.blank_forms.record import build_record
from pipeline.feedback.annotate import MOST_NOTES, annotate_record
from pipeline.ooxml.our_marks import NEXT_STEPS
from pipeline.ooxml.package_error import PackageError
from pipeline.scheme.loader import load_scheme
from pipeline.values import Severity

from .workbooks import PLAN, busy_workbook, finding, notes, outlines, parts, saved

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RULES = Path(__file__).parents[2] / "rules" / "kent-award"
WORDS = (
    "Award office:\nNo date to finish by\nWe read “soon”. We expected a date.\n"
    "What to do: Write a full date.\nExample: 18/07/2026\n\n"
    "Please write your answer in the form itself, not in this note."
)


def test_a_finding_stands_on_its_cell_as_a_note_with_title_message_fix_and_example() -> None:
    annotated = annotate_record(busy_workbook(), [finding("D5")])
    assert notes(annotated)["D5"] == WORDS


def test_the_note_is_by_the_award_office() -> None:
    book = load_workbook(io.BytesIO(annotate_record(busy_workbook(), [finding("D5")])))
    comment = book[PLAN]["D5"].comment
    assert comment is not None
    assert comment.author == "Award office"


def test_what_must_be_mended_and_advice_are_outlined_with_lines_of_two_kinds() -> None:
    annotated = annotate_record(busy_workbook(), [finding("D5"), finding("D7", severity=Severity.ADVICE)])
    assert outlines(annotated) == {"D5": "thin", "D7": "dashed"}


def test_a_cell_keeps_its_own_value_and_format() -> None:
    before = load_workbook(io.BytesIO(busy_workbook()))[PLAN]["D5"]
    after = load_workbook(io.BytesIO(annotate_record(busy_workbook(), [finding("D5")])))[PLAN]["D5"]
    looks = [(cell.value, cell.font.i, cell.fill.fill_type, cell.border.left.style) for cell in (before, after)]
    assert looks == [("soon", True, None, None)] * 2


def test_every_untouched_part_keeps_its_bytes_its_order_and_its_date() -> None:
    before = busy_workbook()
    after = annotate_record(before, [finding("D5"), finding("B30")])
    old, new = parts(before), parts(after)
    changed = {name for name in old if old[name] != new[name]}
    assert changed == {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/worksheets/sheet1.xml",
        "xl/styles.xml",
        "xl/comments/comment1.xml",
        "xl/drawings/commentsDrawing1.vml",
    }
    assert list(new) == [*old, "xl/worksheets/sheet4.xml"]
    with zipfile.ZipFile(io.BytesIO(before)) as one, zipfile.ZipFile(io.BytesIO(after)) as other:
        assert [other.getinfo(i.filename).date_time for i in one.infolist() if i.filename not in changed] == [
            i.date_time for i in one.infolist() if i.filename not in changed
        ]
        assert other.testzip() is None


def test_untouched_parts_are_copied_as_the_compressed_bytes_that_came() -> None:
    before = busy_workbook()
    after = annotate_record(before, [finding("D5")])
    with zipfile.ZipFile(io.BytesIO(before)) as archive:
        info = archive.getinfo("xl/theme/theme1.xml")
    start = info.header_offset + 30 + len(info.filename)
    assert before[start : start + info.compress_size] in after


def test_colleagues_notes_stay_and_ours_follows_on_a_cell_that_has_one() -> None:
    after = notes(annotate_record(busy_workbook(), [finding("D6")]))
    assert after == {"C5": "Ask Rhian first", "D6": f"After half term?\n\n{WORDS}"}


def test_several_findings_on_one_cell_are_one_note_with_the_most_important_first() -> None:
    later = finding("D5", rule="b", title="Later", order=50)
    advice = finding("D5", rule="a", title="Advice", severity=Severity.ADVICE, order=1)
    first = finding("D5", rule="c", title="First", order=10)
    annotated = annotate_record(busy_workbook(), [later, advice, first])
    assert re.findall(r"^(First|Later|Advice)$", notes(annotated)["D5"], re.MULTILINE) == ["First", "Later", "Advice"]
    assert outlines(annotated) == {"D5": "thin"}


def test_cells_that_do_not_exist_are_outlined_and_none_is_made() -> None:
    before = busy_workbook()
    annotated = annotate_record(before, [finding("C6"), finding("AA6"), finding("B3"), finding("A40")])
    assert outlines(annotated) == dict.fromkeys(("B3", "C6", "AA6", "A40"), "thin")
    cut = re.compile(rb"<sheetData>.*</sheetData>")
    old, new = (cut.search(parts(book)["xl/worksheets/sheet1.xml"]) for book in (before, annotated))
    assert old is not None
    assert new is not None
    assert old[0] == new[0]


def test_a_sheet_without_notes_gets_its_drawing_where_the_schema_wants_it() -> None:
    book = Workbook()
    plan = book.active
    assert plan is not None
    plan.title = PLAN
    plan["D5"] = "soon"
    from openpyxl.worksheet.table import Table

    plan["A1"], plan["A2"] = "Heading", "x"
    plan.add_table(Table(displayName="T", ref="A1:A2"))
    root = etree.fromstring(parts(annotate_record(saved(book), [finding("D5")]))["xl/worksheets/sheet1.xml"])
    names = [etree.QName(child).localname for child in root]
    assert names[-2:] == ["legacyDrawing", "tableParts"]


def test_what_the_sheet_holds_beyond_our_understanding_stays_where_it_was() -> None:
    old = parts(busy_workbook())["xl/worksheets/sheet1.xml"]
    unknown = (
        b'<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
        b'uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}"><x14:sparklineGroups><x14:sparklineGroup/></x14:sparklineGroups></ext></extLst>'
    )
    source = busy_workbook()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts(source).items():
            archive.writestr(
                name, content.replace(b"</worksheet>", unknown + b"</worksheet>") if content == old else content
            )
    new = parts(annotate_record(out.getvalue(), [finding("D5")]))["xl/worksheets/sheet1.xml"]
    assert new.endswith(unknown + b"</worksheet>")
    before, after = etree.fromstring(old), etree.fromstring(new)
    same = ("cols", "mergeCells", "dataValidations", "drawing", "tableParts")
    for name in same:
        left, right = before.find(f"{MAIN}{name}"), after.find(f"{MAIN}{name}")
        assert left is not None
        assert right is not None
        assert etree.tostring(left, method="c14n") == etree.tostring(right, method="c14n")


def test_a_finding_in_a_merged_range_stands_on_the_cell_that_is_seen() -> None:
    annotated = annotate_record(busy_workbook(), [finding("G2")])
    assert "F1" in notes(annotated)
    assert outlines(annotated) == {"F1:H2": "thin"}


def test_office_findings_are_never_shown_and_then_nothing_changes() -> None:
    workbook = busy_workbook()
    assert annotate_record(workbook, [finding("D5", severity=Severity.OFFICE)]) == workbook


@pytest.mark.parametrize(
    "away", [finding("D5", sheet="No such sheet"), finding(None), finding("nonsense"), finding("ZZZZ1")]
)
def test_a_finding_for_no_cell_of_this_workbook_is_left_out(away: object) -> None:
    annotated = annotate_record(busy_workbook(), [away, finding("D7")])  # type: ignore[list-item]
    assert sorted(notes(annotated)) == ["C5", "D6", "D7"]


def test_one_fault_in_thousands_of_rows_is_a_short_first_sheet_and_every_cell_is_still_marked() -> None:
    rows = range(5, 10_005, 2)
    said = [finding(f"D{row}", message=f"Row {row} says nothing.") for row in rows]
    annotated = annotate_record(busy_workbook(), said)
    table = [[cell.value for cell in row] for row in load_workbook(io.BytesIO(annotated))[NEXT_STEPS].iter_rows()]
    assert [row[2].split(", ")[-1] for row in table[5:]] == [*(f"D{row}" for row in rows[:8]), "and 4992 more"]
    assert "Row 5 says nothing. There are 4999 more like this." in [row[3] for row in table]
    assert set(outlines(annotated)) == {f"D{row}" for row in rows}
    noted = notes(annotated)
    assert "There are 4000 more like this." in noted["D2003"]
    assert sum("says nothing" in note for note in noted.values()) == MOST_NOTES


def test_the_same_input_gives_the_same_bytes() -> None:
    workbook = busy_workbook()
    said = [finding("D5"), finding("D9"), finding("D6")]
    assert annotate_record(workbook, said) == annotate_record(workbook, list(reversed(said)))


def test_annotating_again_with_the_same_findings_changes_nothing() -> None:
    said = [finding("D5"), finding("D6"), finding("B30")]
    once = annotate_record(busy_workbook(), said)
    assert annotate_record(once, said) == once


def test_annotating_again_replaces_the_first_notes_and_clears_what_is_mended() -> None:
    once = annotate_record(busy_workbook(), [finding("D5"), finding("D6"), finding("D8")])
    twice = annotate_record(once, [finding("D8", severity=Severity.ADVICE, title="Nearly there")])
    assert sorted(notes(twice)) == ["C5", "D6", "D8"]
    assert notes(twice)["D6"] == "After half term?"
    assert notes(twice)["D8"].startswith("Award office:\nNearly there")
    assert outlines(twice) == {"D8": "dashed"}


def test_text_that_is_no_xml_is_cleaned_and_names_come_out_right() -> None:
    odd = finding("D5", message="We read “\x00\x0bSt Mary's & St John's <C of E> Łódź Tŷ _x0041_”.")
    said = notes(annotate_record(busy_workbook(), [odd]))["D5"]
    assert "We read “St Mary's & St John's <C of E> Łódź Tŷ _x" in said


def test_a_note_is_big_enough_to_read() -> None:
    drawing = parts(annotate_record(busy_workbook(), [finding("D5")]))["xl/drawings/commentsDrawing1.vml"].decode()
    assert "width:300pt;height:106.5pt" in drawing


def test_a_colleague_s_note_that_ours_follows_gets_a_box_as_large() -> None:
    drawing = parts(annotate_record(busy_workbook(), [finding("D6")]))["xl/drawings/commentsDrawing1.vml"].decode()
    assert drawing.count("width:300pt;height:") == 1
    assert drawing.count('ObjectType="Note"') == 2


def test_sheet_names_are_found_without_regard_to_case() -> None:
    assert "B2" in notes(annotate_record(busy_workbook(), [finding("B2", sheet="EMPTY & <QUIET>")]), "Empty & <quiet>")


@pytest.mark.parametrize("bytes_", [b"", b"PK\x03\x04 not really", b"%PDF-1.7"])
def test_what_is_no_workbook_is_said_so(bytes_: bytes) -> None:
    with pytest.raises(PackageError):
        annotate_record(bytes_, [finding("D5")])


def test_the_scheme_s_own_record_is_annotated_on_every_sheet() -> None:
    record = build_record(load_scheme(RULES))
    sheets = [name for name in load_workbook(io.BytesIO(record)).sheetnames if name.startswith("Stage")]
    annotated = annotate_record(record, [finding("C7", sheet=name) for name in sheets])
    assert [notes(annotated, name) for name in sheets] == [{"C7": WORDS}] * len(sheets)


@pytest.mark.parametrize("make", [busy_workbook, lambda: build_record(load_scheme(RULES))])
def test_libreoffice_opens_it_and_keeps_the_notes_on_their_cells(make: object, tmp_path: Path) -> None:
    source = tmp_path / "Record.xlsx"
    said = [finding("D6"), finding("D9"), finding("K33", severity=Severity.ADVICE)]
    source.write_bytes(annotate_record(make(), said))  # type: ignore[operator]
    soffice = shutil.which("soffice") or "soffice"
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [soffice, "--headless", profile, "--convert-to", "xlsx", "--outdir", str(tmp_path / "out"), str(source)]
    environment = {**os.environ, "HOME": str(tmp_path)}
    subprocess.run(command, check=True, capture_output=True, timeout=120, env=environment)
    saved_again = (tmp_path / "out" / "Record.xlsx").read_bytes()
    assert {"D6", "D9", "K33"} <= notes(saved_again).keys()
    # Our notes are still known as ours after another program saved them.
    cleared = annotate_record(saved_again, [])
    assert not any("soon" in text for text in notes(cleared).values())
    assert outlines(cleared) == {}
    assert NEXT_STEPS not in load_workbook(io.BytesIO(cleared)).sheetnames
