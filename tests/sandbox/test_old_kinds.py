"""Old and foreign files, saved by LibreOffice from our own filled forms, are read as if they had been new ones."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pipeline.checking.engine import check
from pipeline.office.reading_room.room import Copies, ReadingRoom
from pipeline.ooxml.kinds import KINDS
from pipeline.sandbox import bubblewrap, libreoffice
from pipeline.sandbox.converting import convert
from pipeline.scheme import Scheme
from pipeline.values import FileClass, FileReading, Notice, NoticeKind, Place, Severity, Submission

from .conftest import Saved, Source

NEW = {"Record": "Record.xlsx", "Application": "Application.docx"}


def answers(reading: FileReading) -> list[tuple[object, ...]]:
    """Every answer with its spot in the document, but not the document's name."""
    assert reading.form is not None
    return [
        (
            v.field,
            v.value,
            v.read,
            v.understood,
            v.place.sheet,
            v.place.cell,
            v.place.table,
            v.place.row,
            v.place.column,
        )
        for v in reading.form.values()
    ]


@pytest.mark.parametrize("name", ["Record.xls", "Record.ods", "Application.doc", "Application.odt", "Application.rtf"])
def test_every_answer_of_an_old_file_is_read_at_its_place(name: str, saved: Saved, room: ReadingRoom) -> None:
    stem, _, family = name.partition(".")
    old, new = room.read(saved[name]), room.read(saved[NEW[stem]])
    assert answers(old) == answers(new)
    assert old.form is not None
    assert {value.place.file for value in old.form.values()} == {name}
    assert (old.converted_from, old.sha256, old.size) == (family, saved[name].sha256, len(saved[name].content))
    words = {"old": KINDS[family].name, "newer": f".{KINDS[family].becomes}"}
    assert [n for n in old.notices if n.kind is NoticeKind.CONVERTED] == [
        Notice(NoticeKind.CONVERTED, Place(name), name, words)
    ]


def test_a_binary_workbook_is_read_as_the_one_that_it_was_written_from(source: Source, room: ReadingRoom) -> None:
    binary = (Path(__file__).parent / "files" / "record-sheetjs.xlsb").read_bytes()
    plain = Path(__file__).parents[2] / "mutate" / "corpus" / "record-openpyxl.xlsx"
    reading = room.read(source("Record.xlsb", binary))
    assert answers(reading) == answers(room.read(source("Record.xlsx", plain.read_bytes())))
    assert reading.converted_from == "xlsb"


DAMAGED = (
    "The file is damaged, or only a part of it arrived. "
    "Please open it on your computer to make sure it is whole, save it and send it again."
)


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("Record.xls", 0.3),
        ("Record.xls", 0.7),
        ("Record.xls", 0.95),
        ("Application.doc", 0.5),
        ("Application.doc", 0.9),
    ],
)
def test_an_old_file_of_which_a_part_arrived_is_said_to_be_damaged(
    name: str, size: float, saved: Saved, source: Source, room: ReadingRoom
) -> None:
    whole = saved[name].content
    reading = room.read(source(name, whole[: int(len(whole) * size)]))
    assert (reading.file_class, reading.message) == (FileClass.CORRUPT, DAMAGED)


def test_an_old_workbook_that_was_overwritten_in_part_is_said_to_be_damaged(
    saved: Saved, source: Source, room: ReadingRoom
) -> None:
    whole = saved["Record.xls"].content
    at = len(whole) // 3
    reading = room.read(source("Record.xls", whole[:at] + bytes(4_000) + whole[at + 4_000 :]))
    assert (reading.file_class, reading.message) == (FileClass.CORRUPT, DAMAGED)


@pytest.mark.parametrize(
    ("made", "sent"),
    [
        ("Record.html", "Record.xls"),
        ("Application.html", "Application.doc"),
        ("Record.html", "Record.html"),
        ("Application.html", "Application.htm"),
        ("Record.fods", "Record.fods"),
        ("Application.fodt", "Application.xml"),
    ],
)
def test_a_form_that_an_office_program_saved_as_a_web_page_or_as_one_page_of_xml_is_read(
    made: str, sent: str, saved: Saved, source: Source, room: ReadingRoom
) -> None:
    reading = room.read(source(sent, saved[made].content))
    whole = room.read(saved[NEW[made.partition(".")[0]]])
    assert reading.form is not None
    assert whole.form is not None
    given = {name: value.value for name, value in whole.form.fields.items() if value.answered}
    assert {name: reading.form.fields[name].value for name in given} == given
    answers = [
        [[cell.value for cell in row.cells.values() if cell.answered] for rows in form.tables.values() for row in rows]
        for form in (reading.form, whole.form)
    ]
    assert answers[0] == answers[1]


def test_what_is_no_such_file_inside_is_said_to_be_damaged(source: Source, room: ReadingRoom) -> None:
    noise = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000) + "WordDocument".encode("utf-16-le") + bytes(2_000)
    reading = room.read(source("Plan.doc", noise))
    assert (reading.file_class, reading.form) == (FileClass.CORRUPT, None)
    assert reading.message == DAMAGED


def test_several_old_files_of_a_kind_are_turned_in_one_start_and_a_bad_one_spoils_none(saved: Saved) -> None:
    good = saved["Application.odt"].content
    made = convert("odt", [good, b"no such thing", good], seconds=60)
    assert [copy is None for copy in made] == [False, True, False]
    assert made[0] == made[2]


def test_nothing_is_turned_twice_and_a_copy_is_kept_under_its_own_name(
    tmp_path: Path, scheme: Scheme, saved: Saved
) -> None:
    old = saved["Record.ods"]
    with ReadingRoom(scheme, Copies(tmp_path / "copies")) as room:
        first = room.read(old)
    assert [path.name for path in (tmp_path / "copies").iterdir()] == [old.sha256]
    # A start of LibreOffice takes more than a second: the second reading has none to wait for.
    changed = (tmp_path / "copies" / old.sha256).stat().st_mtime_ns
    with ReadingRoom(scheme, Copies(tmp_path / "copies")) as room:
        assert room.read(old) == first
        assert room.copy_of(old.sha256) == (tmp_path / "copies" / old.sha256).read_bytes()
    assert (tmp_path / "copies" / old.sha256).stat().st_mtime_ns == changed


@pytest.mark.parametrize("missing", ["bwrap", "soffice"])
def test_without_the_box_or_without_libreoffice_an_old_file_is_refused_with_its_sentence(
    missing: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, saved: Saved, scheme: Scheme
) -> None:
    for program in {"bwrap", "soffice"} - {missing}:
        found = Path("/usr/bin") / program
        (tmp_path / program).symlink_to(found.resolve())
    monkeypatch.setenv("PATH", str(tmp_path))
    caches = (libreoffice.program, bubblewrap._holds)
    for cache in caches:
        cache.cache_clear()
    try:
        with ReadingRoom(scheme) as room:
            reading = room.read(saved["Record.xls"])
    finally:
        monkeypatch.undo()
        for cache in caches:
            cache.cache_clear()
    assert (reading.file_class, reading.message) == (FileClass.UNSUPPORTED, KINDS["xls"].sentence)


@pytest.mark.parametrize(
    ("name", "document"),
    [
        ("Record.pdf", "record"),
        ("Application.pdf", "application"),
        ("Record-Stage 1 Assess.csv", "record"),
        ("Record-Stage 2 Plan.csv", "record"),
        ("Record-Stage 3 Review.csv", "record"),
        ("Record-Lists.csv", ""),
    ],
)
def test_a_print_out_of_a_form_is_known_for_what_it_is(
    name: str, document: str, saved: Saved, room: ReadingRoom
) -> None:
    reading = room.read(saved[name])
    said = [notice.words["form"] for notice in reading.notices if notice.kind is NoticeKind.PRINTOUT]
    assert (reading.form, said) == (None, [document] if document else [])


def test_a_print_out_in_place_of_the_form_is_answered_by_one_sentence(
    saved: Saved, room: ReadingRoom, scheme: Scheme, today: dt.date
) -> None:
    readings = tuple(room.read(saved[name]) for name in ("Record.pdf", "Application.docx"))
    found = [f for f in check(Submission(readings), scheme, today) if f.place.file in ("", "Record.pdf")]
    assert [(f.rule, f.severity) for f in found] == [("form-printout", Severity.REQUIRED)]


def test_a_print_out_beside_the_form_itself_is_not_spoken_of(
    saved: Saved, room: ReadingRoom, scheme: Scheme, today: dt.date
) -> None:
    readings = tuple(room.read(saved[name]) for name in ("Record.pdf", "Record.xlsx", "Application.docx"))
    assert [f.rule for f in check(Submission(readings), scheme, today) if f.rule == "form-printout"] == []
