"""What `award check` tells an officer, beside the JSON it prints for programs."""

from __future__ import annotations

from pipeline.office.trying.inspection import in_words
from pipeline.values import FileClass, FileKind, FileReading, Finding, Match, Place, Severity, Submission

RECORD = FileReading("Record.xlsx", "0", 1, FileKind.RECORD, FileClass.PARSED)


def finding(cell: str, severity: Severity = Severity.REQUIRED, rule: str = "plan-by-when") -> Finding:
    row = cell[1:]
    said = f"A{row} has no date."
    return Finding(rule, severity, "Dates", Place("Record.xlsx", "Plan", cell), "", said, "Write the day.")


def test_findings_of_one_cause_are_one_line_and_what_is_for_the_office_comes_last() -> None:
    found = [finding("B1", Severity.OFFICE, "look"), *(finding(f"H{row}") for row in range(5, 25))]
    points, lines = in_words(Submission((RECORD,)), Match(None, doubt="Nothing says whose it is."), found)
    assert (points, lines) == (
        2,
        [
            "School: not recognised. Nothing says whose it is.",
            "  Record.xlsx: record, parsed.",
            "required  sheet “Plan”, H5:H24: A5 has no date. There are 19 more like this. Write the day.",
            "office    sheet “Plan”, B1: A1 has no date. Write the day.",
        ],
    )
