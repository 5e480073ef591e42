"""The public register's extract becomes the office's list, and nothing the office added is lost."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.believable_year.schools.public_register import COLUMNS, write_extract
from pipeline.errors import UsageError, WorkspaceError
from pipeline.reading.identity import parse_schools
from pipeline.reading.identity.extract import Merged, Row, Wanted, merge, read_list
from pipeline.workspace import SCHOOL_COLUMNS

TODAY = dt.date(2026, 11, 25)
OWN: Row = {
    "EstablishmentName": "Harbour Lights Youth Centre",
    "Postcode": "ZZ3 3CC",
    "Key": "setting-1",
    "Notes": "Sue",
}
EARLY: Row = {"URN": "EY123456", "EstablishmentName": "Little Acorns Nursery", "Postcode": "ZZ8 8HH"}


def row(urn: str, name: str = "Oakfield School", **more: str) -> Row:
    told = {"URN": urn, "LA (code)": "886", "LA (name)": "Kent", "EstablishmentNumber": "3614", "Postcode": "ZZ1 1AA"}
    return {**told, "EstablishmentName": name, "EstablishmentStatus (name)": "Open", **more}


def extract(*rows: Row, encoding: str = "cp1252", delimiter: str = ",", columns: tuple[str, ...] = COLUMNS) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="", delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def brought_in(current: list[Row], data: bytes, *areas: str) -> Merged:
    return merge(current, data, SCHOOL_COLUMNS, Wanted(frozenset(areas)), TODAY)


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [
        ("cp1252", ","),
        ("utf-8", ","),
        ("utf-8-sig", ","),
        ("utf-8-sig", ";"),
        ("utf-16", "\t"),
        ("utf-16-le", ","),
        ("utf-16-be", ";"),
    ],
)
def test_every_alphabet_that_the_extract_comes_in_is_read(encoding: str, delimiter: str) -> None:
    merged = brought_in([], extract(row("118765", "St Zoë's – Dale"), encoding=encoding, delimiter=delimiter))
    assert [r["EstablishmentName"] for r in merged.rows] == ["St Zoë's – Dale"]


def test_the_report_says_what_became_of_every_school() -> None:
    current = [row("100001"), row("100002"), row("100003"), row("100004", "Elsewhere School"), OWN, EARLY]
    data = extract(
        row("100001"),
        row("100002", "Oakfield Academy"),
        row("100003", **{"EstablishmentStatus (name)": "Closed", "CloseDate": "31-08-2026"}),
        row("100005", "New School"),
    )
    merged = brought_in(current, data)
    assert [(c.urn, c.columns) for c in merged.added] == [("100005", ())]
    assert [(c.urn, c.columns) for c in merged.changed] == [("100002", ("EstablishmentName",))]
    assert [c.urn for c in merged.closed] == ["100003"]
    assert (merged.unchanged, merged.own, len(merged.not_in_file)) == (1, 2, 1)


def test_what_the_office_added_stays_word_for_word_and_in_its_place() -> None:
    merged = brought_in([OWN, row("100001"), EARLY], extract(row("100001", "Other Name"), row("100002")))
    assert (merged.rows[0], merged.rows[2]) == (OWN, EARLY)
    assert [r["URN"] for r in merged.rows[1::2]] == ["100001", "100002"]


def test_a_second_import_of_the_same_file_changes_nothing() -> None:
    data = write_extract(300)
    first = brought_in([], data)
    again = brought_in(first.rows, data)
    assert (again.rows, again.unchanged) == (first.rows, len(first.rows))
    assert (again.added, again.changed, again.closed) == ([], [], [])


@pytest.mark.parametrize("area", ["886", "kent"])
def test_an_area_is_taken_by_its_code_or_its_name(area: str) -> None:
    other = row("100002", **{"LA (code)": "300", "LA (name)": "Invented Area"})
    assert [r["URN"] for r in brought_in([], extract(row("100001"), other), area).rows] == ["100001"]


def test_an_area_that_is_not_in_the_file_is_refused_with_those_that_are() -> None:
    with pytest.raises(UsageError) as refused:
        brought_in([], extract(row("100001"), row("100002")), "999")
    assert str(refused.value) == (
        "The file holds no school of that area. The areas with most schools in it are: 886 Kent (2)."
    )


def test_schools_not_yet_open_and_long_closed_are_left_out_unless_they_were_on_the_list() -> None:
    def closed(urn: str, day: str) -> Row:
        return row(urn, **{"EstablishmentStatus (name)": "Closed", "CloseDate": day})

    planned = row("100003", **{"EstablishmentStatus (name)": "Proposed to open"})
    leaving = row("100004", **{"EstablishmentStatus (name)": "Open, but proposed to close"})
    data = extract(closed("100001", "31-08-2012"), closed("100002", "31-08-2024"), planned, leaving)
    assert [r["URN"] for r in brought_in([], data).rows] == ["100002", "100004"]
    assert [c.urn for c in brought_in([row("100001")], data).closed] == ["100001"]


def test_a_file_that_is_something_else_is_refused_with_what_it_lacks_and_the_nearest_names() -> None:
    data = b"urn,School Name,Postal code,LA (code),LA (name),EstablishmentNumber,Status\n1,2,3,4,5,6,7\n"
    with pytest.raises(UsageError) as refused:
        brought_in([], data)
    assert str(refused.value) == (
        "This is not the register's extract: it has no column “EstablishmentName”, "
        "“Postcode” (the nearest is “Postal code”), “EstablishmentStatus (name)”. "
        "Download “Establishment fields CSV” from Get Information about Schools."
    )


def test_lines_that_are_no_schools_row_are_counted_with_their_numbers() -> None:
    data = extract(row("100001"), row("n/a"), row("100001", "Again"), row("100002", "")) + b"short,line\r\n"
    merged = brought_in([], data)
    assert ([r["URN"] for r in merged.rows], merged.skipped) == (["100001"], [3, 5, 6])


def test_a_urn_that_stands_further_up_is_counted_apart_and_the_first_row_holds() -> None:
    merged = brought_in([], extract(row("118765", "First"), row("118765", "Second"), row("118766")))
    assert ([r["EstablishmentName"] for r in merged.rows], merged.repeated, merged.skipped) == (
        ["First", "Oakfield School"],
        [3],
        [],
    )


@pytest.mark.parametrize("before", ["", "sep=;\r\n", "Extract of 1 March 2026\r\n"])
@pytest.mark.parametrize("spelt", ["EstablishmentName", "establishmentname", "Establishment Name "])
def test_the_header_is_found_though_a_line_stands_before_it_or_its_names_are_spelt_otherwise(
    before: str, spelt: str
) -> None:
    data = extract(row("118765"), delimiter=";", encoding="utf-8").replace(b"EstablishmentName", spelt.encode(), 1)
    merged = brought_in([], before.encode() + data)
    assert [r["EstablishmentName"] for r in merged.rows] == ["Oakfield School"]


def test_a_row_that_a_comma_out_of_place_has_shifted_is_no_schools_row() -> None:
    data = extract(row("118765", "Oak field"), row("118766")).replace(b"Oak field", b"Oak,field,school", 1)
    merged = brought_in([], data)
    assert ([r["URN"] for r in merged.rows], merged.skipped) == (["118766"], [2])


def test_a_column_that_stands_twice_is_refused() -> None:
    data = extract(row("118765"), columns=(*COLUMNS, "Postcode"))
    with pytest.raises(UsageError, match="The column “Postcode” stands in it twice"):
        brought_in([], data)


def test_an_empty_file_and_a_quotation_mark_without_end_are_refused_in_one_sentence() -> None:
    with pytest.raises(UsageError, match="The file is empty"):
        brought_in([], b"\r\n")
    with pytest.raises(UsageError, match="a quotation mark before it has no end"):
        brought_in([], extract(row("118765")) + b'118766,886,"' + b"Kent\r\n" * 30_000)


def test_a_number_that_a_spreadsheet_made_of_a_urn_is_still_one() -> None:
    assert [r["URN"] for r in brought_in([], extract(row("118765.0"))).rows] == ["118765"]


def test_a_name_with_a_line_break_and_a_comma_is_one_name() -> None:
    (only,) = brought_in([], extract(row("100001", 'St Mary\'s,\n"Dale"'))).rows
    assert only["EstablishmentName"] == 'St Mary\'s,\n"Dale"'


@given(st.binary(max_size=400))
def test_any_bytes_are_refused_or_read(data: bytes) -> None:
    with pytest.raises(UsageError):
        brought_in([], data)


@given(st.lists(st.sampled_from(["100001", "100002", "100003", "", "EY123456"]), max_size=6))
def test_no_row_of_the_office_is_ever_lost(urns: list[str]) -> None:
    current = [{"URN": urn, "EstablishmentName": f"Setting {n}", "Key": str(n)} for n, urn in enumerate(urns)]
    merged = brought_in(current, extract(row("100002"), row("100009")))
    assert [r["Key"] for r in merged.rows if r.get("Key")] == [r["Key"] for r in current]


def test_the_list_that_was_written_is_read_back() -> None:
    data = extract(row("118765", "St Mary's, Dale"), OWN, columns=(*SCHOOL_COLUMNS, "Notes"), encoding="utf-8-sig")
    assert read_list(data)[1][0]["EstablishmentName"] == "St Mary's, Dale"
    assert [(s.key, s.name, s.urn, s.laestab) for s in parse_schools(data)] == [
        ("118765", "St Mary's, Dale", "118765", "8863614"),
        ("setting-1", "Harbour Lights Youth Centre", None, None),
    ]


def test_a_setting_without_any_number_is_known_by_its_name_and_postcode() -> None:
    (only,) = parse_schools(b"EstablishmentName,Postcode\nHarbour Lights,ZZ3 3CC\n\n")
    assert only.key == "harbour-lights-zz3-3cc"


def test_a_list_without_names_is_refused() -> None:
    with pytest.raises(WorkspaceError, match="EstablishmentName"):
        parse_schools(b"a,b\n1,2\n")


def test_a_number_from_before_the_areas_were_redrawn_still_finds_the_school() -> None:
    before = {"PreviousLA (code)": "909", "PreviousEstablishmentNumber": "1234"}
    schools = parse_schools(extract(row("118765", **before)))
    assert [found.school.key for found in schools.by_number("9091234")] == ["118765"]
