"""Old tick boxes in rich text: Word's are read; those whose ticks LibreOffice left out are never taken for empty."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checking.engine import check
from pipeline.office.reading_room.room import ReadingRoom
from pipeline.ooxml.rich_text import LOST_TICK, with_lost_ticks
from pipeline.scheme import Scheme
from pipeline.values import Form, Submission, Understood
from tests.what_schools_send.making import base, resave
from tests.what_schools_send.working_on_words import application, form_box, ticks

from .conftest import Source

BOX = b"{\\*\\fldinst { FORMCHECKBOX }}"
# The Rich Text Format specification 1.9.1, “Form fields”, in the order in which Word writes them.
WORDS_BOX = (
    b"{\\*\\fldinst { FORMCHECKBOX }{{\\*\\formfield{\\fftype1\\ffres%d\\fftypetxt0\\ffhaslistbox0\\ffhps20"
    b"{\\*\\ffname Check1}\\ffdefres0}}}}"
)


@pytest.fixture(scope="module")
def by_libreoffice() -> bytes:
    """The faultless Application with the check boxes of the old forms toolbar, saved by LibreOffice as rich text."""
    form = application(ticks(form_box(1), form_box(0)))(base())["Application.docx"]
    return next(iter(resave([(form, "docx", "rtf")]).values()))


def ratings(form: Form | None) -> list[object]:
    assert form is not None
    return [row.cells["rating"].value or row.cells["rating"].understood for row in form.tables["criteria"]]


def test_of_boxes_without_their_ticks_each_is_named_and_none_is_called_empty(
    by_libreoffice: bytes, source: Source, room: ReadingRoom, scheme: Scheme, today: dt.date
) -> None:
    reading = room.read(source("Application.rtf", by_libreoffice))
    found = check(Submission((reading,)), scheme, today)
    assert set(ratings(reading.form)) == {Understood.UNCLEAR}
    assert "criteria-rated" not in {finding.rule for finding in found}
    lost = [finding.message for finding in found if finding.rule == "application-tick-lost"]
    assert len(lost) == len(ratings(reading.form))
    assert lost[0] == (
        "At criterion 1.1, the file does not say which box is ticked. "
        "Such ticks are lost when a form is saved as rich text (.rtf)."
    )


def test_the_ticks_of_boxes_that_word_saved_are_read(by_libreoffice: bytes, source: Source, room: ReadingRoom) -> None:
    paper = room.read(source("Application.docx", base().application))
    wanted = ratings(paper.form)
    states: Iterator[int] = (int(option == rating) for rating in wanted for option in ("Met", "Partly", "Not yet"))
    first, *rest = by_libreoffice.split(BOX)
    assert len(rest) == 3 * len(wanted)
    words = first + b"".join(WORDS_BOX % state + piece for state, piece in zip(states, rest, strict=True))
    assert ratings(room.read(source("Application.rtf", words)).form) == wanted


LOST, KEPT = b"{\\field" + BOX + b"{\\fldrslt {}}}", b"{\\field" + WORDS_BOX % 1 + b"{\\fldrslt }}"
SHOWN = b"{\\uc1\\u%d ?}" % ord(LOST_TICK)


@given(st.lists(st.sampled_from([LOST, KEPT, b" words ", b"\\}", b"{\\b bold}", b"FORMCHECKBOX", b"\\fieldset"])))
def test_only_whole_fields_without_a_state_are_replaced(pieces: list[bytes]) -> None:
    shown = b"".join(SHOWN if piece == LOST else piece for piece in pieces)
    assert with_lost_ticks(b"".join(pieces)) == (shown if LOST in pieces else b"")


@given(st.lists(st.sampled_from([LOST, KEPT, b"{\\field", b"{", b"}", b"\\"])))
def test_of_broken_rich_text_nothing_but_boxes_is_taken_away(pieces: list[bytes]) -> None:
    text = b"".join(pieces)
    shown = with_lost_ticks(text) or text
    assert shown.count(SHOWN) <= pieces.count(LOST)
    assert (shown == text) == (SHOWN not in shown)
