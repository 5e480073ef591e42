"""What was read can be put in a set, whatever it holds: files are counted and told apart all along the line."""

from __future__ import annotations

from pipeline.values import FileClass, FileKind, FileReading, Form, Notice, NoticeKind, Place, Row, Understood, Value

PLACE = Place("Record.xlsx", sheet="Stage 2 Plan", cell="E5")


def _reading(words: dict[str, str]) -> FileReading:
    value = Value("record.plan.who", "Jo Marsh", "Jo Marsh", PLACE, Understood.ANSWER)
    row = Row("plan", "A1", PLACE, {"who": value})
    form = Form("record", "Record.xlsx", None, None, {"lead_name": value}, {"plan": (row,)})
    notice = Notice(NoticeKind.HIDDEN, PLACE, "Jo Marsh", words)
    return FileReading("Record.xlsx", "00", 1, FileKind.RECORD, FileClass.PARSED, form=form, notices=(notice,))


def test_equal_readings_are_one_in_a_set() -> None:
    assert len({_reading({"what": "row 5"}), _reading({"what": "row 5"})}) == 1


def test_readings_that_differ_in_a_mapping_alone_are_two() -> None:
    assert len({_reading({"what": "row 5"}), _reading({"what": "row 6"})}) == 2
