"""Tables whose cells were dragged, split, merged or gone on with: each answer stays under its own heading."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from pipeline.scheme import Scheme
from pipeline.values import Understood
from tests.reading.test_rows_as_sent import ANSWERS, answers, cells, row_of, told, without_controls
from tests.reading.test_word_as_sent import HOW, PLACE, W, answer, cell_of, changed, line, put, read, said, xml

EVIDENCE, IMPACT = "criteria.leadership-slt.evidence", "criteria.leadership-slt.impact"
UNEVEN = (
    "application-row-uneven",
    "The row of 8.2 in “Criteria” has more or fewer cells than headings. We could not tell which answer is which.",
)


@pytest.fixture(scope="module")
def filled(fill_application: Any) -> bytes:
    """An Application with one criterion filled in."""
    return bytes(fill_application(ANSWERS))


def span(cell: Any, columns: int) -> None:
    cell.find(f"{W}tcPr").extend(xml(f'<w:gridSpan w:val="{columns}"/>'))


def rows_of_table(root: Any) -> list[Any]:
    return list(row_of(root).getparent().iterchildren(f"{W}tr"))


def dragged(root: Any, *, further: bool) -> None:
    """The border between “How we meet it” and “Evidence” dragged in the one row, or in all but this."""
    mine = row_of(root)
    for row in rows_of_table(root):
        span(cells(row)[3 if (row is mine) is further else 4], 2)


def split(root: Any) -> None:
    """The box for “How we meet it” split into two side by side."""
    mine = row_of(root)
    for row in rows_of_table(root):
        if row is not mine:
            span(cells(row)[3], 2)
    half = copy.deepcopy(cells(mine)[4])
    for child in list(half)[1:]:
        half.remove(child)
    half.extend(xml(line("The head joins it.")))
    cells(mine)[3].addnext(half)


@pytest.mark.parametrize("further", [True, False])
@pytest.mark.parametrize("controls", [True, False])
def test_a_border_dragged_in_one_row_moves_no_answer(
    further: bool, controls: bool, filled: bytes, scheme: Scheme
) -> None:
    def change(root: Any) -> None:
        dragged(root, further=further)
        if not controls:
            without_controls(root)

    data = changed(filled, change)
    form = read(data, scheme)
    assert answers(form) == answers(read(filled, scheme))
    assert answer(form, column="evidence").place.column == (6 if further else 5)
    assert told(data, scheme) == told(filled, scheme)


def test_the_halves_of_a_split_box_are_one_answer(filled: bytes, scheme: Scheme) -> None:
    form = read(changed(filled, split), scheme)
    assert answers(form) == {**answers(read(filled, scheme)), "how": f"{ANSWERS[HOW]}\nThe head joins it."}


def merged(root: Any, text: str) -> None:
    """One box over “How we meet it”, “Evidence” and “Impact”."""
    mine = row_of(root)
    put(HOW, line(text))(root)
    span(cells(mine)[3], 3)
    for cell in cells(mine)[4:]:
        mine.remove(cell)


def test_a_box_merged_over_three_columns_is_told_once_and_its_references_are_read(
    filled: bytes, scheme: Scheme
) -> None:
    text = "The deputy leads a team of six. See E1 and E3. Fewer pupils are sent out."
    data = changed(filled, lambda root: merged(root, text))
    form = read(data, scheme)
    assert answers(form) == {"rating": "Met", "how": text, "evidence": ("E1", "E3"), "impact": None}
    assert (answer(form, column="impact").understood, answer(form, column="impact").read) == (Understood.UNCLEAR, text)
    assert told(data, scheme) == [UNEVEN]


@pytest.mark.parametrize("controls", [True, False])
def test_a_heading_merged_over_two_columns_that_names_both_heads_both(
    controls: bool, filled: bytes, scheme: Scheme
) -> None:
    def change(root: Any) -> None:
        first = rows_of_table(root)[0]
        for child in list(cells(first)[4])[1:]:
            cells(first)[4].remove(child)
        cells(first)[4].extend(xml(line("Evidence and impact")))
        span(cells(first)[4], 2)
        first.remove(cells(first)[5])
        if not controls:
            without_controls(root)

    assert answers(read(changed(filled, change), scheme)) == answers(read(filled, scheme))


def below(root: Any, *texts: str) -> None:
    """A row of the school's own below the criterion, in which nothing of ours stands."""
    inside = "".join(f"<w:tc><w:tcPr/>{line(text)}</w:tc>" for text in ("", "", "", *texts))
    row_of(root).addnext(xml(f"<w:tr>{inside}</w:tr>")[0])


def test_an_answer_that_goes_on_in_a_row_below_is_one(filled: bytes, scheme: Scheme) -> None:
    data = changed(filled, lambda root: below(root, "The head joins it.", "E4", ""))
    rows = [row for row in read(data, scheme).tables["criteria"] if row.key == "leadership-slt"]
    assert [row.place.row for row in rows] == [PLACE.row]
    assert answers(read(data, scheme)) == {
        **answers(read(filled, scheme)),
        "how": f"{ANSWERS[HOW]}\nThe head joins it.",
        "evidence": ("E1", "E4"),
    }


def test_a_row_copied_as_it_is_says_nothing_twice(filled: bytes, scheme: Scheme) -> None:
    long = changed(filled, put(HOW, line("The deputy leads a team of six people who meet on Mondays.")))

    def copied(root: Any) -> None:
        row = cell_of(root, IMPACT).getparent()
        row.addnext(copy.deepcopy(row))

    assert told(changed(long, copied), scheme) == told(long, scheme)


def parted(table: Any, after: int) -> None:
    """The table split in two below a row, as “Split table” does it."""
    rows = list(table.iterchildren(f"{W}tr"))
    lower = copy.deepcopy(table)
    for row in list(lower.iterchildren(f"{W}tr")):
        lower.remove(row)
    for row in rows[after:]:
        lower.append(row)
    (between,) = xml("<w:p/>")
    table.addnext(between)
    between.addnext(lower)


@pytest.mark.parametrize("controls", [True, False])
def test_the_lower_half_of_a_split_table_goes_on_under_the_same_headings(
    controls: bool, fill_application: Any, scheme: Scheme
) -> None:
    lines = {"evidence.E1.title": "Minutes", "evidence.E1.file": "a.pdf", "evidence.E2.title": "Survey"}
    whole = fill_application({**ANSWERS, **lines})

    def change(root: Any) -> None:
        parted(row_of(root).getparent(), 2)
        parted(next(cell_of(root, "evidence.E2.title").iterancestors(f"{W}tbl")), 2)
        if not controls:
            without_controls(root)

    assert said(read(changed(whole, change), scheme)) == said(read(whole, scheme))


def test_a_table_whose_headings_were_deleted_has_those_of_the_table_above(filled: bytes, scheme: Scheme) -> None:
    def change(root: Any) -> None:
        row_of(root).getparent().remove(rows_of_table(root)[0])

    assert answers(read(changed(filled, change), scheme)) == answers(read(filled, scheme))


def test_each_line_of_an_index_inside_a_frame_is_told_by_its_own_reference(
    fill_application: Any, scheme: Scheme
) -> None:
    filled = fill_application(
        {"evidence.E1.title": "Minutes", "evidence.E1.file": "a.pdf", "evidence.E2.file": "b.pdf"}
    )

    def framed(root: Any) -> None:
        table = next(cell_of(root, "evidence.E1.file").iterancestors(f"{W}tbl"))
        (frame,) = xml("<w:tbl><w:tr><w:tc><w:tcPr/></w:tc></w:tr></w:tbl>")
        table.addprevious(frame)
        frame[0][0].append(table)

    found = told(changed(filled, framed), scheme, about=".pdf")
    assert [words for rule, words in found if rule == "evidence-attached"] == [
        f"{line} names “{name}.pdf”. No such file came that we could open." for line, name in (("E1", "a"), ("E2", "b"))
    ]
