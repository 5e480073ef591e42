"""Grouping, the letter, the e-mail draft and the difference between two attempts."""

from __future__ import annotations

import dataclasses
import datetime as dt
import email
import io
import re
from email.policy import default
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.feedback.difference import Before, Difference, compare
from pipeline.feedback.email import draft
from pipeline.feedback.enclosed import Enclosed
from pipeline.feedback.letter import letter_context
from pipeline.feedback.steps import Standing, next_steps, since_last_time
from pipeline.grouping import group, places_in_words, where_in_words
from pipeline.rendering.word import Template
from pipeline.scheme.loader import load_scheme
from pipeline.values import (
    CaseState,
    CaseView,
    FileClass,
    FileKind,
    FileReading,
    Finding,
    Form,
    Notice,
    NoticeKind,
    Place,
    School,
    Severity,
    Signpost,
    Understood,
    Value,
)
from pipeline.values.showing import shown

from .workbooks import finding

SCHEME = load_scheme(Path(__file__).parents[2] / "rules" / "kent-award")
TODAY = dt.date(2026, 3, 2)
OFFICE = {
    "name": "Award Office",
    "address": "1 High Street\nMaidstone\n",
    "email": "office@award.example",
    "telephone": "01234 567890",
    "signatory": "A. Officer",
    "signatory_role": "Award officer",
}
CASE = CaseView(
    "2026-007",
    School("1", "St Mary's & St John's <C of E>"),
    "kent-award",
    "2025.1",
    CaseState.OPENED,
    TODAY,
    "Ŵyn Jones",
)
KEYS = {
    "school",
    "lead",
    "case",
    "date",
    "office_name",
    "office_lines",
    "office_email",
    "signatory",
    "signatory_role",
    "scheme",
    "complete",
    "summary",
    "groups",
    "advice",
    "files",
    "closing",
    "since",
    "fixed",
}


def at(*cells: str) -> list[Place]:
    return [Place("Record.xlsx", "Stage 2 Plan", cell) for cell in cells]


def test_neighbouring_cells_are_drawn_together() -> None:
    assert places_in_words(at("H15", "H9", "H11", "H10", "H12")) == "sheet “Stage 2 Plan”, H9:H12 and H15"


def test_long_lists_are_capped_and_the_rest_counted() -> None:
    words = places_in_words(at(*(f"H{row}" for row in range(1, 44, 2))))
    assert words == "sheet “Stage 2 Plan”, H1, H3, H5, H7, H9, H11, H13, H15 and 14 more"


def test_places_in_word_tables_and_files_read_as_a_person_would_say_them() -> None:
    rows = [Place("A.docx", table=3, row=row, column=4) for row in (2, 3, 5)]
    assert places_in_words(rows) == "“A.docx”, table 3, column 4, rows 2, 3 and 5"
    more = [*rows, Place("A.docx", table=5, row=2, column=4)]
    assert places_in_words(more) == ("“A.docx”, column 4 of table 3 (rows 2, 3 and 5) and table 5 (row 2)")
    assert places_in_words([Place("b.pdf"), Place("a.pdf")]) == "“a.pdf” and “b.pdf”"
    assert places_in_words([Place("a.pdf", page=2), Place("a.pdf", page=3)]) == "“a.pdf”, pages 2 and 3"


def test_places_in_word_are_told_by_what_stands_there_where_that_is_known() -> None:
    def at(row: int, sign: Signpost) -> Finding:
        return dataclasses.replace(finding(None), place=Place("A.docx", table=10, row=row, column=5), sign=sign)

    index = [at(n + 1, Signpost("Evidence index", f"E{n}", "File name")) for n in (1, 2, 3, 4, 6)]
    criteria = [at(n, Signpost("", f"criterion {code}", "How")) for n, code in enumerate(("1.2", "2.1", "2.2", "2.3"))]
    assert [where_in_words(found) for found in (index, criteria[:1], criteria, [at(1, Signpost("", "", "URN"))])] == [
        "“A.docx”, Evidence index, E1 to E4 and E6, “File name”",
        "“A.docx”, criterion 1.2, “How”",
        "“A.docx”, criteria 1.2 and 2.1 to 2.3, “How”",
        "“A.docx”, “URN”",
    ]
    assert where_in_words([at(2, Signpost())]) == "“A.docx”, table 10, column 5, row 2"


def test_one_rule_in_one_column_is_one_group() -> None:
    groups = group([finding("D5"), finding("D6"), finding("E6"), finding("D8", rule="other")])
    assert sorted(one.places for one in groups) == [
        "sheet “Stage 2 Plan”, D5:D6",
        "sheet “Stage 2 Plan”, D8",
        "sheet “Stage 2 Plan”, E6",
    ]


def test_whole_files_are_one_group_where_they_are_mended_in_one_way() -> None:
    ways = {"a.mov": "Describe it.", "b.mp3": "Write it down.", "c.mov": "Describe it."}
    files = [dataclasses.replace(finding("A1"), place=Place(file), fix=fix) for file, fix in ways.items()]
    assert [one.places for one in group(files)] == ["“a.mov” and “c.mov”", "“b.mp3”"]


def test_required_comes_before_advice_and_then_by_order() -> None:
    advice = finding("A1", rule="a", severity=Severity.ADVICE, order=1)
    late, early = finding("A2", rule="b", order=20), finding("A3", rule="c", order=10)
    assert [one.first for one in group([advice, late, early])] == [early, late, advice]


def test_a_few_different_readings_are_said_in_full_and_of_many_the_first() -> None:
    few = group([finding(f"D{row}", message=f"We read “{row}”.") for row in (5, 6)])
    many = group([finding(f"D{row}", message=f"We read “{row}”.") for row in range(5, 15)])
    assert [few[0].message, many[0].message] == [
        "We read “5”. We read “6”.",
        "We read “5”. There are 9 more like this.",
    ]


def test_what_several_readings_have_in_common_at_their_end_is_said_once() -> None:
    said = [
        "1.1: we read “SIP. See file”. We know no such file.",
        "1.2: we read “SEF. See file”. We know no such file.",
    ]
    (once,) = group([finding(f"D{row}", message=message) for row, message in enumerate(said, start=5)])
    assert once.message == "1.1: we read “SIP. See file”. 1.2: we read “SEF. See file”. We know no such file."


def test_two_neighbours_are_named_one_by_one() -> None:
    rows = [
        dataclasses.replace(finding("D5"), place=Place("A.docx", table=3, row=r), sign=Signpost(row=f"E{r}"))
        for r in (1, 2, 4)
    ]
    assert [where_in_words(some) for some in (rows[:2], rows)] == ["“A.docx”, E1 and E2", "“A.docx”, E1, E2 and E4"]


def test_the_letter_has_exactly_the_keys_of_its_template() -> None:
    assert letter_context(CASE, [], [], SCHEME, {}, TODAY).keys() == KEYS


def test_the_letter_counts_groups_and_never_shows_what_is_for_the_office() -> None:
    hidden = dataclasses.replace(finding("D9", rule="hidden"), severity=Severity.OFFICE)
    found = [finding("D5"), finding("D6"), finding("E5"), finding("B5", severity=Severity.ADVICE), hidden]
    letter = letter_context(CASE, found, [], SCHEME, OFFICE, TODAY)
    groups, advice = letter["groups"], letter["advice"]
    assert isinstance(groups, list)
    assert isinstance(advice, list)
    assert (letter["complete"], len(groups), len(advice)) == (False, 2, 1)
    assert "two things" in str(letter["summary"])
    assert groups[0] == {
        "title": "No date to finish by",
        "severity_label": "Needed before the panel",
        "places": "sheet “Stage 2 Plan”, D5:D6",
        "message": "We read “soon”. We expected a date.",
        "fix": "Write a full date.",
        "example": "18/07/2026",
        "status": "Needed before the panel.",
    }


def test_a_letter_with_advice_only_says_complete() -> None:
    letter = letter_context(CASE, [finding("D5", severity=Severity.ADVICE)], [], SCHEME, OFFICE, TODAY)
    assert letter["complete"] is True
    assert "complete" in str(letter["summary"])


def test_a_letter_speaks_of_a_marked_copy_only_where_one_comes_with_it() -> None:
    said = [
        str(letter_context(CASE, [finding("D5")], [], SCHEME, OFFICE, TODAY, enclosed=enclosed)["summary"])
        for enclosed in (Enclosed(marked=(FileKind.RECORD, FileKind.APPLICATION)), Enclosed())
    ]
    assert ["We also send back a copy of your Record and your Application" in summary for summary in said] == [
        True,
        False,
    ]


def test_the_closing_says_of_each_enclosed_document_what_to_do_with_it() -> None:
    enclosed = Enclosed(marked=(FileKind.RECORD,), renewed=(FileKind.APPLICATION,))
    letter = letter_context(CASE, [finding("D5")], [], SCHEME, {}, TODAY, enclosed=enclosed)
    assert letter["closing"] == (
        "Please make these changes in the marked copy of your Record. Your own copy will do as well. "
        "Please fill in what is still empty in the new form for your Application. You do not need to send the old "
        "form again. Please save what you changed and send it to us. You do not need to send evidence again that has "
        "not changed."
    )


def test_no_sentence_to_schools_is_longer_than_25_words() -> None:
    said = (part for body in SCHEME.sentences.values() for part in re.split(r"(?<=[.!?:])\s+|\n", body))
    assert [part for part in said if len(part.split()) > 25] == []


def test_an_e_mail_speaks_of_advice_or_of_a_marked_copy_only_in_the_bodies_for_them() -> None:
    bodies = {name: text for name, text in SCHEME.sentences.items() if name.startswith("feedback-body")}
    assert sorted(name for name, text in bodies.items() if "advice" in text) == [
        "feedback-body-complete-advice",
        "feedback-body-complete-marked",
    ]
    assert sorted(name for name, text in bodies.items() if "copy of {documents}" in text) == [
        "feedback-body-complete-marked",
    ]
    assert [name for name, text in bodies.items() if "{enclosed}" in text] == ["feedback-body-returned-enclosed"]


def test_the_letter_names_every_file_that_is_the_school_s_business() -> None:
    readings = [
        FileReading("Record.xlsx", "0", 1, FileKind.RECORD, FileClass.PARSED),
        FileReading("Locked.xlsx", "1", 1, FileKind.OTHER, FileClass.ENCRYPTED, "It has a password."),
        FileReading("Thumbs.db", "2", 1, FileKind.OTHER, FileClass.IGNORED),
        FileReading("Scores.xlsx", "3", 1, FileKind.SCORE_SHEET, FileClass.PARSED),
    ]
    assert letter_context(CASE, [], readings, SCHEME, OFFICE, TODAY)["files"] == [
        {"name": "Record.xlsx", "kind": "Record", "message": "We could read it."},
        {"name": "Locked.xlsx", "kind": "Other", "message": "It has a password."},
    ]


def test_a_form_that_a_newer_one_took_the_place_of_is_named_last_and_said_to_be_replaced() -> None:
    old, new = (
        FileReading(name, name, 1, FileKind.RECORD, FileClass.PARSED, form=Form("record", name, None, None, {}, {}))
        for name in ("Record.xls", "Record Oakfield.xlsx")
    )
    told = letter_context(CASE, [], [old, new], SCHEME, OFFICE, TODAY)["files"]
    assert told == [
        {"name": "Record Oakfield.xlsx", "kind": "Record", "message": "We could read it."},
        {"name": "Record.xls", "kind": "Record", "message": "Replaced by “Record Oakfield.xlsx”."},
    ]


def test_a_form_of_another_school_or_without_answers_is_not_said_to_be_replaced() -> None:
    def filled(name: str, urn: str, school: str, *notices: Notice) -> FileReading:
        answers = {"urn": urn, "school_name": school}
        fields = {k: Value(f"record.{k}", v, v, Place(name), Understood.ANSWER) for k, v in answers.items() if v}
        form = Form("record", name, None, None, fields, {})
        return FileReading(name, name, 1, FileKind.RECORD, FileClass.PARSED, form=form, notices=notices)

    blank = filled("Blank.xlsx", "", "", Notice(NoticeKind.BLANK_COPY, Place("Blank.xlsx")))
    readings = [blank, filled("Theirs.xlsx", "118765", "Elm Infant School"), filled("Ours.xlsx", "118999", "Oakfield")]
    files = letter_context(CASE, [], readings, SCHEME, OFFICE, TODAY)["files"]
    assert [(file["name"], file["message"]) for file in files] == [  # type: ignore[attr-defined]
        ("Ours.xlsx", "We could read it."),
        ("Blank.xlsx", "It has no answers in it."),
        ("Theirs.xlsx", "It gives another school's name and URN, so we did not count it."),
    ]


def test_a_letter_to_nobody_in_particular_still_greets_somebody() -> None:
    letter = letter_context(dataclasses.replace(CASE, lead_name=" "), [], [], SCHEME, OFFICE, TODAY)
    assert (letter["lead"], letter["date"]) == ("Colleague", "2 March 2026")
    assert letter["office_lines"] == ["1 High Street", "Maidstone"]


@pytest.mark.parametrize(
    ("name", "greeted"),
    [
        ("Bartholomew O’Keeffe (he/him)", "Bartholomew O’Keeffe"),
        ("Zoë Ó Briain (SENCo) [she/her] ", "Zoë Ó Briain"),
        ("Bartholomew (Bart) O’Keeffe", "Bartholomew (Bart) O’Keeffe"),
        ("(Zoë Ó Briain)", "(Zoë Ó Briain)"),
    ],
)
def test_a_letter_greets_without_the_remark_behind_a_name(name: str, greeted: str) -> None:
    case = dataclasses.replace(CASE, lead_name=name)
    assert letter_context(case, [], [], SCHEME, OFFICE, TODAY)["lead"] == greeted


def test_a_draft_is_the_same_bytes_each_time_and_opens_to_be_sent() -> None:
    made = [draft("lead@school.example", "Tŷ", "Dear Ŵyn,\n\nłódź", [("L.pdf", b"%PDF")], TODAY) for _ in range(2)]
    assert made[0] == made[1]
    message = email.message_from_bytes(made[0], policy=default)
    assert (message["To"], message["Subject"], message["X-Unsent"]) == ("lead@school.example", "Tŷ", "1")
    assert message["Date"] == "Mon, 02 Mar 2026 09:00:00 +0000"
    body = message.get_body()
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == "Dear Ŵyn,\n\nłódź\n"
    assert [(part.get_filename(), part.get_content()) for part in message.iter_attachments()] == [("L.pdf", b"%PDF")]


def test_a_draft_of_other_content_is_another_message() -> None:
    one, other = (
        email.message_from_bytes(draft("a@b.example", "S", body, [], TODAY), policy=default) for body in ("x", "y")
    )
    assert one["Message-ID"] != other["Message-ID"]


def test_two_receipts_of_the_same_words_are_two_messages_each_time_the_same() -> None:
    first, again, second = (
        email.message_from_bytes(draft("a@b.example", "S", "x", [], TODAY, about), policy=default)["Message-ID"]
        for about in ("D-0001", "D-0001", "D-0002")
    )
    assert (first == again, first == second) == (True, False)


def test_no_header_can_be_slipped_into_a_draft() -> None:
    made = draft(
        "a@b.example\r\nBcc: spy@x.example", "S\r\nBcc: spy@x.example\n\nx", "Hi", [("a\nb/../c.pdf", b"")], TODAY
    )
    message = email.message_from_bytes(made, policy=default)
    assert (message["Bcc"], message["To"]) == (None, "a@b.example")
    assert message["Subject"] == "S Bcc: spy@x.example x"
    assert [part.get_filename() for part in message.iter_attachments()] == ["c.pdf"]


def test_what_is_no_address_is_left_for_the_officer_to_fill_in() -> None:
    assert email.message_from_bytes(draft("ask the office", "S", "B", [], TODAY))["To"] is None


def test_attempts_are_compared_by_rule_and_place_whatever_the_file_is_called() -> None:
    before = [finding("D5"), finding("D6"), finding("E6", rule="other")]
    renamed = dataclasses.replace(finding("D6"), place=Place("Record v2.xlsx", "Stage 2 Plan", "D6"))
    now = [renamed, finding("E9")]
    difference = compare(before, now)
    assert difference.fixed == (before[0], before[2])
    assert difference.still_open == (renamed,)
    assert difference.new == (now[1],)


@settings(max_examples=60, deadline=None)
@given(
    open_rows=st.lists(st.integers(5, 40), min_size=1, max_size=8, unique=True),
    mended=st.sets(st.integers(0, 7)),
    inserted=st.lists(st.integers(1, 50), max_size=5),
)
def test_rows_put_in_above_never_make_an_old_finding_new(
    open_rows: list[int], mended: set[int], inserted: list[int]
) -> None:
    def at(row: int, name: int) -> Finding:
        return finding(f"H{row}", message=f"A{name} has no date. We read nothing.", subject=f"A{name}")

    before = [at(row, row) for row in sorted(open_rows)]
    left = [one for index, one in enumerate(before) if index not in mended]
    now = []
    for one in left:
        row = int((one.place.cell or "")[1:])
        now.append(at(row + sum(place <= row for place in inserted), row))
    difference = compare(before, now)
    assert (difference.still_open, difference.new) == (tuple(now), ())
    assert difference.fixed == tuple(one for one in before if one not in left)


def test_a_cell_that_nobody_touched_is_neither_put_right_nor_new() -> None:
    before = [finding("B9", rule="empty", message="a"), finding("B10", rule="empty", message="b")]
    now = [finding("B10", rule="repeated", message="c")]
    assert compare(before, now) == Difference(fixed=(before[0],), still_open=(now[0],), new=())
    empty = [dataclasses.replace(finding("H9", rule="no-date", subject="A5"), read="")]
    other_rule = dataclasses.replace(empty[0], rule="no-end")
    other_row = dataclasses.replace(other_rule, subject="A6")
    assert compare(empty, [other_rule]) == Difference((), (other_rule,), ())
    assert compare(empty, [other_row]) == Difference(tuple(empty), (), (other_row,))
    in_word = [
        dataclasses.replace(one, place=Place("A.docx", table=2, row=3, column=4)) for one in (*empty, other_rule)
    ]
    assert compare(in_word[:1], in_word[1:]).still_open == tuple(in_word[1:])


def test_what_something_else_hid_or_hides_is_neither_new_nor_put_right() -> None:
    cause, follows = finding("A9", rule="unreadable"), finding("D5", rule="empty")
    shown_now = next_steps([follows], Before([cause], hidden_then=[follows]))
    assert [(step.group.first, step.standing) for step in shown_now] == [
        (follows, Standing.FIRST),
        (cause, Standing.FIXED),
    ]
    hidden_now = next_steps([cause], Before([follows], hidden_now=[follows]))
    assert [(step.group.first, step.standing) for step in hidden_now] == [(cause, Standing.NEW)]
    assert since_last_time(hidden_now) == "Since last time: 1 new."


def test_a_file_that_we_could_not_use_and_that_is_asked_for_where_it_is_named_is_not_listed_twice() -> None:
    damaged = dataclasses.replace(finding("", rule="damaged"), place=Place("in/School council.docx"))
    alone = dataclasses.replace(damaged, place=Place("Rota.pdf"))
    asked = dataclasses.replace(finding("E7", rule="absent"), read="school_council.DOCX")
    steps = next_steps([asked], Before([damaged, alone], files=["Record.xlsx"]))
    assert [(step.group.first, step.standing, step.came) for step in steps] == [
        (asked, Standing.STILL_OPEN, ()),
        (alone, Standing.LEFT_OUT, ()),
    ]


def test_another_wrong_answer_at_the_same_place_is_still_open() -> None:
    before, now = [finding("D5", message="We read “soon”.")], [finding("D5", message="We read “later”.")]
    assert compare(before, now).still_open == tuple(now)


def test_the_letter_says_from_the_second_time_what_is_fixed_still_open_and_new() -> None:
    before = [finding("D5"), finding("E6", rule="gone", title="No principle")]
    letter = letter_context(
        CASE, [finding("D5"), finding("B9", rule="late")], [], SCHEME, OFFICE, TODAY, before=Before(before)
    )
    assert letter["since"] == "Since last time: 1 put right, 1 still open, 1 new."
    assert [(one["title"], one["status"]) for one in letter["fixed"]] == [("No principle", "Fixed. Thank you.")]  # type: ignore[attr-defined]
    assert sorted(one["status"] for one in letter["groups"]) == [  # type: ignore[attr-defined]
        "Needed before the panel. New.",
        "Needed before the panel. Still open.",
    ]


def test_what_is_new_in_word_is_named_without_what_the_whole_point_has_in_common() -> None:
    def named(row: int, label: str = "File name") -> Finding:
        place = Place("Award Application of our school.docx", table=9, row=row, column=4)
        return dataclasses.replace(
            finding("", rule="a"), place=place, sign=Signpost("Evidence index", f"E{row}", label)
        )

    rows = [named(row) for row in (1, 2, 3, 4, 5)]
    assert next_steps(rows, Before(rows[:1]))[0].status == "Needed before the panel. Still open. New: E2 to E5."
    one_row = [named(1), named(1, "File name again")]
    said = next_steps(one_row, Before(one_row[:1]))[0].status
    assert said == "Needed before the panel. Still open. New: E1, “File name again”."


def test_the_same_words_in_several_cells_of_a_row_are_one_point_with_all_its_places() -> None:
    cells = ("C9", "D9", "E9")
    above = [
        dataclasses.replace(finding(cell, rule="a", message=f"In {cell} we read “as above”."), read="as above")
        for cell in cells
    ]
    (one,) = group(above)
    assert (one.places, one.message) == (
        "sheet “Stage 2 Plan”, C9:E9",
        "In C9 we read “as above”. In D9 we read “as above”. In E9 we read “as above”.",
    )
    examples = [
        dataclasses.replace(one, example=word) for one, word in zip(above, ["Jo Marsh", "A survey", ""], strict=True)
    ]
    assert group(examples)[0].example == "Jo Marsh; A survey"
    other = dataclasses.replace(above[1], read="ditto")
    assert [each.places for each in group([above[0], other, above[2]])] == [
        "sheet “Stage 2 Plan”, C9 and E9",
        "sheet “Stage 2 Plan”, D9",
    ]


def test_a_point_that_is_still_open_says_which_of_its_cells_is_new() -> None:
    step, *_ = next_steps([finding("H6"), finding("H9")], Before([finding("H6")]))
    assert step.status == "Needed before the panel. Still open. New: H9."


@pytest.mark.parametrize(
    ("read", "said"),
    [
        ("", "nothing"),
        (" ", "“«space»”"),
        ("   ", "“«3 spaces»”"),
        ("\u00a0", "“«no-break space»”"),
        ("\u200b\u200b", "“«2 zero-width spaces»”"),
        ("\u00a0Yes\u00a0", "“«no-break space»Yes«no-break space»”"),
        (" by  Easter\n", "“by Easter”"),
        ("by\u00a0Easter", "“by Easter”"),
        ("Ye\u200bs", "“Ye«zero-width space»s”"),
        ("#REF!", "“#REF!”"),
    ],
)
def test_what_we_read_can_be_seen(read: str, said: str) -> None:
    assert shown(read) == said


@given(st.text(max_size=200))
def test_no_text_is_shown_as_an_empty_pair_of_quotes(text: str) -> None:
    assert shown(text) not in ("“”", "")


@pytest.mark.parametrize("places", ["", "“Record.xlsx”"])
def test_what_is_put_right_ends_in_no_colon_where_no_place_is_named(places: str) -> None:
    data = (Path(__file__).parents[2] / "templates" / "any-scheme" / "feedback-letter.docx").read_bytes()
    fixed = [{"title": "We have no Record", "places": places}]
    context = letter_context(CASE, [], [], SCHEME, {}, TODAY)
    letter = Document(io.BytesIO(Template(data).render({**context, "fixed": fixed})))
    lines = [one.text for one in letter.paragraphs if one.text.startswith("✓")]
    assert lines == [f"✓ We have no Record{places and f': {places}'}"]


def test_what_nobody_asked_for_before_is_new_where_a_box_above_it_was_emptied() -> None:
    """“As above” in E6 was a piece of advice; with E5 emptied nobody is responsible in both rows."""
    before = [finding("E6", rule="record-repeated", severity=Severity.ADVICE)]
    step, *_ = next_steps([finding("E5", rule="plan-who"), finding("E6", rule="plan-who")], Before(before))
    assert step.status == "Needed before the panel. New."
    assert since_last_time([step]) == "Since last time: 1 new."
