"""Rows that a school cut, copied or struck out: the answers stay under their headings, or the row is named."""

from __future__ import annotations

import copy
import datetime as dt
from typing import Any

import pytest

from pipeline.checking.engine import check
from pipeline.reading.files import read_file
from pipeline.scheme import Scheme
from pipeline.values import Confidence, Form, NoticeKind, SourceFile, Submission
from tests.reading.test_word_as_sent import HOW, NEW_BOX, PLACE, W, cell_of, changed, line, put, read, run, xml

ANSWERS = {
    "criteria.leadership-slt.rating": "Met",
    HOW: "The deputy leads a team of six people.",
    "criteria.leadership-slt.evidence": "E1",
    "criteria.leadership-slt.impact": "Fewer pupils are sent out.",
}


@pytest.fixture(scope="module")
def filled(fill_application: Any) -> bytes:
    """An Application with one criterion filled in."""
    return bytes(fill_application(ANSWERS))


def row_of(root: Any) -> Any:
    return cell_of(root, HOW).getparent()


def cells(row: Any) -> list[Any]:
    return [cell for cell in row if cell.tag == f"{W}tc"]


def without_controls(root: Any) -> None:
    """As Google Docs exports: what controls held, and no control."""
    for control in list(root.iter(f"{W}sdt")):
        parent, inside = control.getparent(), control.find(f"{W}sdtContent")
        at = parent.index(control)
        parent[at : at + 1] = list(inside) if inside is not None else []


def answers(form: Form) -> dict[str, object]:
    row = next(row for row in form.tables["criteria"] if row.key == "leadership-slt")
    return {name: value.value for name, value in row.cells.items()}


def told(data: bytes, scheme: Scheme, *, about: str = "8.2") -> list[tuple[str, str]]:
    findings = check(
        Submission((read_file(SourceFile("Application.docx", data, ""), scheme),)), scheme, dt.date(2026, 1, 21)
    )
    return [(f.rule, f.message) for f in findings if about in f.message and not f.rule.endswith("refs-exist")]


def cut_rating(root: Any) -> None:
    row_of(root).remove(cells(row_of(root))[2])


def one_more(root: Any) -> None:
    (extra,) = xml(f"<w:tc><w:tcPr/>{line('and the head joins it.')}</w:tc>")
    cells(row_of(root))[3].addnext(extra)


def test_answers_behind_a_cut_cell_are_known_by_their_own_controls(filled: bytes, scheme: Scheme) -> None:
    form = read(changed(filled, cut_rating), scheme)
    assert answers(form) == {
        "rating": None, "how": ANSWERS[HOW], "evidence": ("E1",), "impact": "Fewer pupils are sent out."
    }  # fmt: skip
    row = next(row for row in form.tables["criteria"] if row.key == "leadership-slt")
    assert (row.cells["how"].confidence, row.cells["how"].place.column) == (Confidence.LIKELY, 3)


def test_answers_behind_a_split_cell_are_known_by_their_own_controls(filled: bytes, scheme: Scheme) -> None:
    assert answers(read(changed(filled, one_more), scheme)) == answers(read(filled, scheme))


@pytest.mark.parametrize("cut", [cut_rating, one_more])
def test_an_uneven_row_without_controls_is_told_once_and_not_guessed(cut: Any, filled: bytes, scheme: Scheme) -> None:
    def change(root: Any) -> None:
        cut(root)
        without_controls(root)

    data = changed(filled, change)
    assert set(answers(read(data, scheme)).values()) == {None}
    message = (
        "The row of 8.2 in “Criteria” has more or fewer cells than headings. We could not tell which answer is which."
    )
    assert told(data, scheme) == [("application-row-uneven", message)]


def test_a_criterion_that_stands_twice_with_other_answers_is_told(filled: bytes, scheme: Scheme) -> None:
    def change(root: Any, text: str) -> None:
        row = row_of(root)
        again = copy.deepcopy(row)
        for cell in (cells(again)[3],):
            for child in list(cell)[1:]:
                cell.remove(child)
            cell.extend(xml(line(text)))
        row.addnext(again)

    other = changed(filled, lambda root: change(root, "Another team leads now."))
    message = "Criterion 8.2 stands in your form twice, with different answers. We could not tell which of them counts."
    assert ("application-row-twice", message) in told(other, scheme)
    same = changed(filled, lambda root: change(root, ANSWERS[HOW]))
    assert "application-row-twice" not in [rule for rule, _words in told(same, scheme)]


def test_a_row_struck_out_by_a_tracked_change_is_told(filled: bytes, scheme: Scheme) -> None:
    def change(root: Any) -> None:
        row = row_of(root)
        properties = row.find(f"{W}trPr")
        if properties is None:
            (properties,) = xml("<w:trPr/>")
            row.insert(0, properties)
        properties.extend(xml('<w:del w:id="9" w:author="A governor"/>'))

    data = changed(filled, change)
    (notice,) = [n for n in read(data, scheme).notices if n.kind is NoticeKind.TRACKED_ROW]
    assert (notice.place.table, notice.place.row) == (PLACE.table, 2)
    rules = [rule for rule, _words in told(data, scheme)]
    assert rules == ["application-tracked-row", "criteria-there"]


def test_a_comment_that_names_another_option_than_the_ticked_one_is_told(filled: bytes, scheme: Scheme) -> None:
    anchor = '<w:commentRangeStart w:id="5"/>{}<w:commentRangeEnd w:id="5"/><w:r><w:commentReference w:id="5"/></w:r>'
    ticked = NEW_BOX.format(state=1, shown=run("☒")) + run(" Met")
    inside = f"<w:p>{anchor.format(ticked)}</w:p>{line('☐ Partly')}{line('☐ Not yet')}"
    comment = f'<w:comment w:id="5" w:author="J">{line("Partly, I think")}</w:comment>'
    comments = f'<w:comments xmlns:w="{W[1:-1]}">{comment}</w:comments>'
    data = changed(filled, put("criteria.leadership-slt.rating", inside), {"comments": comments})
    assert answers(read(data, scheme))["rating"] == "Met"
    message = "At criterion 8.2, a comment names “Partly” beside the ticked “Met”. We took it for “Met”."
    assert ("application-tick-doubtful", message) in told(data, scheme)


def test_words_that_go_on_in_a_text_box_beside_an_answer_are_told(filled: bytes, scheme: Scheme) -> None:
    words = f"<w:txbxContent>{line('and the head joins it.')}</w:txbxContent>"
    box = f"<w:r><w:pict><v:shape><v:textbox>{words}</v:textbox></v:shape></w:pict></w:r>"
    form = read(changed(filled, put(HOW, f"<w:p>{run('The deputy leads')}{box}</w:p>")), scheme)
    assert answers(form)["how"] == "The deputy leads"
    assert [(n.kind, n.read) for n in form.notices if n.place == PLACE] == [
        (NoticeKind.IN_TEXT_BOX, "and the head joins it.")
    ]


@pytest.mark.parametrize(
    ("tag", "inside", "label"),
    [
        ("criteria.leadership-slt.rating", "☒ Met|☐ Partly|☐ Not yet|{0}", "How far"),
        ("criteria.leadership-slt.evidence", "{0}", "Evidence (E1, E2 ...)"),
    ],
)
def test_an_answer_among_the_ticks_or_references_is_kept_and_told(
    tag: str, inside: str, label: str, filled: bytes, scheme: Scheme
) -> None:
    words = "The deputy leads a team of six people who meet on Mondays"

    def change(root: Any) -> None:
        put(HOW, "<w:p/>")(root)
        put(tag, "".join(line(text) for text in inside.format(words).split("|")))(root)

    data = changed(filled, change)
    assert answers(read(data, scheme))["how"] == words
    message = f"In the box of criterion 8.2 (“{label}”) we found words of yours: “{words}”."
    assert [said for rule, said in told(data, scheme) if rule == "application-wrong-box"] == [
        f"{message} They belong under “How we meet it”."
    ]
