"""What stands beside an answer or in its place: comments, pointers, prompts, rows put in by a tracked change."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.scheme import Scheme
from pipeline.values import Confidence, Notice, NoticeKind, Understood
from tests.reading.test_word_as_sent import (
    ANCHOR,
    COMMENTS,
    HOW,
    PICTURE,
    PLACE,
    ROW,
    W,
    answer,
    cell_of,
    changed,
    line,
    put,
    read,
    run,
    xml,
)

WORDS = {"label": "How we meet it, 8.2", "row": "8.2"}
SAID = "We hold a forum each Friday"
PROMPT = "Click or tap here to enter text."


@pytest.fixture(scope="module")
def filled(fill_application: Any) -> bytes:
    """An Application with one criterion filled in."""
    return bytes(fill_application(ROW))


def commented(text: str) -> dict[str, str]:
    return {"comments": COMMENTS.format(author="J Marsh", text=line(text))}


@pytest.mark.parametrize(
    ("held", "asked"),
    [
        ("", "Ada, do we have anything for this?"),
        ("TBC", "Bart, can you finish this?"),
        ("TBC", "Who could this be? Ask Wiktoria - Jo"),
        ("", "@Bart Hill, please finish."),
    ],
)
def test_a_comment_that_only_asks_is_no_answer_and_hides_nothing_that_the_box_holds(
    held: str, asked: str, filled: bytes, scheme: Scheme
) -> None:
    form = read(changed(filled, put(HOW, line(held) + ANCHOR), commented(asked)), scheme)
    assert (answer(form).read, answer(form).answered, form.notices) == (held, False, ())


@pytest.mark.parametrize("said", ["Who leads it? Jo Marsh", "A weekly forum. Is that enough?", "Ask pupils each term."])
def test_a_comment_that_may_answer_beside_its_question_is_named(said: str, filled: bytes, scheme: Scheme) -> None:
    form = read(changed(filled, put(HOW, ANCHOR), commented(said)), scheme)
    assert form.notices == (Notice(NoticeKind.IN_COMMENT, PLACE, said, WORDS),)


@pytest.mark.parametrize("pointer", ["See comment", "see my comment", "Please see the note", "-"])
def test_a_box_that_points_at_its_comment_is_answered_by_it(pointer: str, filled: bytes, scheme: Scheme) -> None:
    form = read(changed(filled, put(HOW, line(pointer) + ANCHOR), commented(SAID)), scheme)
    assert (answer(form).value, answer(form).confidence) == (SAID, Confidence.DOUBTFUL)
    assert form.notices == (Notice(NoticeKind.IN_COMMENT, PLACE, SAID, WORDS),)


def test_a_comment_on_the_criterion_answers_its_empty_box(filled: bytes, scheme: Scheme) -> None:
    def change(root: Any) -> None:
        row = cell_of(root, HOW).getparent()
        put(HOW, "<w:p/>")(root)
        criterion = [cell for cell in row if cell.tag == f"{W}tc"][1]
        criterion.extend(xml(ANCHOR))

    form = read(changed(filled, change, commented(SAID)), scheme)
    assert (answer(form).value, answer(form).confidence) == (SAID, Confidence.DOUBTFUL)
    assert form.notices == (Notice(NoticeKind.IN_COMMENT, PLACE, SAID, WORDS),)


@pytest.mark.parametrize("pointer", ["See picture", "see photo below", "See screenshot"])
def test_words_that_only_point_at_a_picture_are_no_answer(pointer: str, filled: bytes, scheme: Scheme) -> None:
    form = read(changed(filled, put(HOW, f"<w:p>{run(pointer)}{PICTURE}</w:p>")), scheme)
    assert answer(form).understood is Understood.PLACEHOLDER
    assert form.notices == (Notice(NoticeKind.IN_PICTURE, PLACE, "", WORDS),)


CONTROL = "<w:sdt><w:sdtPr>{0}</w:sdtPr><w:sdtContent>{1}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize("left", [CONTROL.format("<w:showingPlcHdr/>", line(PROMPT)), line(PROMPT)])
def test_a_prompt_left_above_an_answer_is_none_of_its_words(left: str, filled: bytes, scheme: Scheme) -> None:
    form = read(changed(filled, put(HOW, left + line(SAID))), scheme)
    assert (answer(form).read, answer(form).value, form.notices) == (SAID, SAID, ())


def test_a_row_put_in_by_a_tracked_change_is_told_once(filled: bytes, scheme: Scheme) -> None:
    def change(root: Any) -> None:
        row = cell_of(root, HOW).getparent()
        row.find(f"{W}trPr").extend(xml('<w:ins w:id="9" w:author="A governor"/>'))

    (notice,) = read(changed(filled, change), scheme).notices
    assert (notice.kind, notice.place.row, notice.read) == (NoticeKind.TRACKED_CHANGES, PLACE.row, "Met")


MATHS = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


@pytest.mark.parametrize(
    "inside",
    [
        f"<m:oMath {MATHS}><m:r><m:t>25%</m:t></m:r></m:oMath>",
        "<w:r><w:ruby><w:rt><w:r><w:t>say</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>25%</w:t></w:r></w:rubyBase></w:ruby></w:r>",
    ],
)
def test_words_that_word_writes_in_its_own_ways_are_part_of_the_answer(
    inside: str, filled: bytes, scheme: Scheme
) -> None:
    form = read(changed(filled, put(HOW, f"<w:p>{run('We reach ')}{inside}{run(' of classes.')}</w:p>")), scheme)
    assert answer(form).value == "We reach 25% of classes."
