"""Ticks that are made beside the boxes, over them or without them are read as a person reads them, or named."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pipeline.checking.engine import check
from pipeline.ooxml.word_walk import tag_of
from pipeline.reading.answers.option_lines import option_lines
from pipeline.reading.files import read_file
from pipeline.scheme import Scheme
from pipeline.values import Confidence, SourceFile, Submission, Understood, Value
from tests.reading.test_word_as_sent import NEW_BOX, ROW, W, answer, changed, put, read, run, xml

TODAY = dt.date(2026, 1, 21)
RATING = "criteria.leadership-slt.rating"
OPTIONS = ("Met", "Partly", "Not yet")
STRUCK, BOLD, UNDERLINED = "<w:strike/>", "<w:b/>", '<w:u w:val="single"/>'
YELLOW, FRAMED, RED = '<w:highlight w:val="yellow"/>', '<w:bdr w:val="single"/>', '<w:color w:val="FF0000"/>'
WINGDINGS = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}"/>'
SYMBOL = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
BETWEEN = "a mark stands where it could belong to more than one option"
NO_TELLING = "We could not tell which option you mean."
RING = (
    '<w:r><w:drawing><wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:prstGeom prst="ellipse"/>'
    "</a:graphic></wp:anchor></w:drawing></w:r>"
)


@pytest.fixture(scope="module")
def filled(fill_application: Any) -> bytes:
    """An Application with one criterion filled in."""
    return bytes(fill_application(ROW))


def box(state: int = 0, shown: str = "") -> str:
    return NEW_BOX.format(state=state, shown=run(shown or "☐☒"[state]))


def paragraphs(*insides: str) -> str:
    return "".join(f"<w:p>{inside}</w:p>" for inside in insides)


def lines(*texts: str) -> str:
    return paragraphs(*(run(text) for text in texts))


def ours(
    *beside: str, ticked: str = "", look: dict[str, str] | None = None, shown: dict[str, str] | None = None
) -> str:
    """Our own three boxes, with ``beside`` put beside their words from the first on."""
    made = []
    for number, option in enumerate(OPTIONS):
        words = run(f" {option}", (look or {}).get(option, ""))
        after = beside[number] if number < len(beside) else ""
        made.append(box(int(option == ticked), (shown or {}).get(option, "")) + words + after)
    return paragraphs(*made)


def rated(filled: bytes, scheme: Scheme, inside: str) -> Value:
    return answer(read(changed(filled, put(RATING, inside)), scheme), column="rating")


def told(filled: bytes, scheme: Scheme, inside: str) -> list[tuple[str, str]]:
    """What the school is told of the criterion's rating."""
    data = changed(filled, put(RATING, inside))
    findings = check(Submission((read_file(SourceFile("Application.docx", data, ""), scheme),)), scheme, TODAY)
    place = answer(read(data, scheme), column="rating").place
    return [(finding.rule, finding.message) for finding in findings if finding.place == place]


READ = {
    "☐ Met x": (lines("☐ Met x", "☐ Partly", "☐ Not yet"), "Met", "an x beside the option"),
    "☐ Met ✓": (lines("☐ Met", "☐ Partly ✓", "☐ Not yet"), "Partly", "a tick beside the option"),
    "☐ Met √": (lines("☐ Met √", "☐ Partly", "☐ Not yet"), "Met", "a tick beside the option"),
    "☐ Met [x]": (lines("☐ Met [x]", "☐ Partly", "☐ Not yet"), "Met", "a ticked box beside the option"),
    "☐ Met yes": (lines("☐ Met yes", "☐ Partly no", "☐ Not yet no"), "Met", "a word for yes beside the option"),
    "☐ MetX": (lines("☐ MetX", "☐ Partly", "☐ Not yet"), "Met", "an x beside the option"),
    "☐ PartlyX": (lines("☐ Met", "☐ PartlyX", "☐ Not yet"), "Partly", "an x beside the option"),
    "our box and a touching x": (ours("", "", run("x")), "Not yet", "an x beside the option"),
    "a tick and crosses of x": (lines("☐ Met x", "☐ Partly ✓", "☐ Not yet x"), "Partly", "a tick beside the option"),
    "our box and x": (ours(run(" x")), "Met", "an x beside the option"),
    "our box and Wingdings ü": (ours(run(" ü", WINGDINGS.format("Wingdings"))), "Met", "a tick beside the option"),
    "our box and ü in hAnsi": (ours(run(" ü", '<w:rFonts w:hAnsi="Wingdings"/>')), "Met", "a tick beside the option"),
    "our box and Wingdings 2 P": (ours(run(" P", WINGDINGS.format("Wingdings 2"))), "Met", "a tick beside the option"),
    "our box and Wingdings 2 R": (
        ours("", run(" R", WINGDINGS.format("Wingdings 2"))), "Partly", "a ticked box beside the option"),
    "our box and a symbol": (ours("", "", SYMBOL), "Not yet", "a tick beside the option"),
    "a lost font's ü": (lines("☐ Met ü", "☐ Partly", "☐ Not yet"), "Met", "a tick beside the option"),
    "■ for the box": (lines("■ Met", "☐ Partly", "☐ Not yet"), "Met", "a filled box beside the option"),
    "■ among boxes behind": (lines("Met □ Partly ■ Not yet □"), "Partly", "a filled box beside the option"),
    "x between slashes": (lines("Met / Partly x / Not yet"), "Partly", "an x beside the option"),
    "x in a line of boxes": (lines("☐ Met x ☐ Partly ☐ Not yet"), "Met", "an x beside the option"),
    "highlighted": (ours(look={"Partly": YELLOW}), "Partly", "the option is highlighted"),
    "framed": (ours(look={"Met": FRAMED}), "Met", "the option is framed"),
    "others struck through": (
        ours(look={"Partly": STRUCK, "Not yet": STRUCK}), "Met", "the other options are struck through"),
    "others struck, no boxes": (
        paragraphs(run("Met / ", STRUCK) + run("Partly") + run(" / Not yet", STRUCK)), "Partly",
        "the other options are struck through"),
    "Met typed below": (ours() + lines("Met"), "Met", "typed below the boxes"),
    "Yes - met typed below": (ours() + lines("Yes - met"), "Met", "typed below the boxes"),
    "M typed below": (ours() + lines("M"), "Met", "typed below the boxes"),
    "Partly, see E3 typed below": (ours() + lines("Partly - see E3"), "Partly", "typed below the boxes"),
}  # fmt: skip

SURE = {
    "(x) Met": (lines("(x) Met", "( ) Partly", "( ) Not yet"), "Met"),
    "(o) Met": (lines("(o) Met", "( ) Partly", "( ) Not yet"), "Met"),
    "a round button": (lines("⚪ Met", "🔘 Partly", "⚪ Not yet"), "Partly"),
    "⬜ and ✅": (lines("⬜ Met", "✅ Partly", "⬜ Not yet"), "Partly"),
    "_x_ Partly": (lines("__ Met _x_ Partly __ Not yet"), "Partly"),
    "boxes in lines of their own": (lines("☐", "Met", "☒", "Partly", "☐", "Not yet"), "Partly"),
    "boxes in lines below": (lines("Met", "☐", "Partly", "☒", "Not yet", "☐"), "Partly"),
    "X typed into a box that is on": (ours(ticked="Met", shown={"Met": "X"}), "Met"),
    "a remark below": (ours(ticked="Met") + lines("see E3, and partly in Year 1"), "Met"),
    "others struck through": (ours(ticked="Met", look={"Partly": STRUCK, "Not yet": STRUCK}), "Met"),
    "n/a below is no answer": (ours(ticked="Partly") + lines("n/a"), "Partly"),
}

DOUBTED = {
    "bold": (ours(look={"Met": BOLD}), "Met", "“Met” is in bold"),
    "underlined": (ours(look={"Met": UNDERLINED}), "Met", "“Met” is underlined"),
    "coloured": (ours(look={"Not yet": RED}), "Not yet", "“Not yet” is in another colour"),
    "an arrow": (lines("☐ Met", "☐ Partly ←", "☐ Not yet"), "Partly", "an arrow or star stands beside “Partly”"),
    "a cross": (ours(run(" ✗")), "Met", "a cross stands beside “Met”"),
    "the only one left": (paragraphs(box() + run(" Met")), "Met",
                          "only “Met” is left of the options, and its box is empty"),
}  # fmt: skip

UNCLEAR = {
    "two boxes": (ours().replace('w14:val="0"', 'w14:val="1"').replace("☐", "☒"),
                  "For criterion 8.2 we read “Met, Partly, Not yet”. We expected one box ticked."),
    "a box and an x": (ours("", run(" x"), ticked="Met"),
                       "For criterion 8.2 we read “Met, Partly”. We expected one box ticked."),
    "two that an x touches": (lines("☐ MetX ☐ PartlyX ☐ Not yet"),
                              "For criterion 8.2 we read “Met, Partly”. We expected one box ticked."),
    "our boxes and a touching x twice": (ours(run("x"), run("x")),
                                         "For criterion 8.2 we read “Met, Partly”. We expected one box ticked."),
    "a box and a touching x": (ours("", run("X"), ticked="Met"),
                               "For criterion 8.2 we read “Met, Partly”. We expected one box ticked."),
    "a box and another word": (
        ours(ticked="Met") + lines("Partly"),
        "For criterion 8.2 we read “☒ Met, ☐ Partly, ☐ Not yet, Partly”. We expected one box ticked."),
    "two highlighted": (ours(look={"Met": YELLOW, "Partly": YELLOW}),
                        "For criterion 8.2 we read “Met, Partly”. We expected one box ticked."),
    "an x below all": (ours() + lines("x"),
                       f"At criterion 8.2, {BETWEEN}. {NO_TELLING}"),
    "a box between options": (lines("Met ☒ Partly ☐ Not yet"),
                              f"At criterion 8.2, {BETWEEN}. {NO_TELLING}"),
    "ticked and struck through": (ours(ticked="Met", look={"Met": STRUCK}),
                                  f"At criterion 8.2, an option is ticked and struck through. {NO_TELLING}"),
    "a ring drawn": (ours(RING), f"At criterion 8.2, something is drawn over the options. {NO_TELLING}"),
}  # fmt: skip


@pytest.mark.parametrize("case", READ)
def test_a_mark_beside_an_option_answers_it(case: str, filled: bytes, scheme: Scheme) -> None:
    inside, option, how = READ[case]
    value = rated(filled, scheme, inside)
    assert (value.value, value.confidence, value.how) == (option, Confidence.LIKELY, how)
    assert told(filled, scheme, inside) == []


@pytest.mark.parametrize("case", SURE)
def test_a_ticked_box_answers_whatever_stands_around_it(case: str, filled: bytes, scheme: Scheme) -> None:
    inside, option = SURE[case]
    value = rated(filled, scheme, inside)
    assert (value.value, value.confidence) == (option, Confidence.SURE)
    assert told(filled, scheme, inside) == []


@pytest.mark.parametrize("case", DOUBTED)
def test_a_sign_that_is_not_plain_is_taken_and_told(case: str, filled: bytes, scheme: Scheme) -> None:
    inside, option, seen = DOUBTED[case]
    value = rated(filled, scheme, inside)
    assert (value.value, value.confidence, value.how) == (option, Confidence.DOUBTFUL, seen)
    message = f"At criterion 8.2, {seen}. We took it for “{option}”."
    assert told(filled, scheme, inside) == [("application-tick-doubtful", message)]


@pytest.mark.parametrize("case", UNCLEAR)
def test_signs_for_more_than_one_option_are_no_answer(case: str, filled: bytes, scheme: Scheme) -> None:
    inside, message = UNCLEAR[case]
    value = rated(filled, scheme, inside)
    assert (value.value, value.understood) == (None, Understood.UNCLEAR)
    assert [words for _rule, words in told(filled, scheme, inside)] == [message]


@pytest.mark.parametrize("words", ["We have met this", "Met (mostly)", "Met, we think", "Met in KS1, partly in KS2"])
def test_words_below_the_boxes_that_name_no_one_option_are_told(words: str, filled: bytes, scheme: Scheme) -> None:
    inside = ours() + lines(words)
    assert rated(filled, scheme, inside).value is None
    message = f"No box is ticked for criterion 8.2. We read “{words}”."
    assert told(filled, scheme, inside) == [("criteria-rated", message)]


def test_the_record_of_a_box_counts_more_than_what_it_shows(filled: bytes, scheme: Scheme) -> None:
    inside = ours(ticked="Met", shown={"Met": "☐", "Partly": "☒"})
    value = rated(filled, scheme, inside)
    assert (value.value, value.confidence) == ("Met", Confidence.DOUBTFUL)
    message = "At criterion 8.2, a box shows ☐. Word’s own record of the boxes says “Met”, and we went by that."
    assert told(filled, scheme, inside) == [("application-tick-against", message)]


@pytest.mark.parametrize("shown", ["☒", "X", "■", "✔"])
def test_a_box_typed_over_without_a_click_is_told(shown: str, filled: bytes, scheme: Scheme) -> None:
    inside = ours(shown={"Met": shown})
    assert rated(filled, scheme, inside).value is None
    message = f"At criterion 8.2, a box shows {shown}. Word’s own record of it says that it is not ticked."
    assert told(filled, scheme, inside) == [("application-tick-against", message)]


def test_no_text_is_split_into_options_that_it_does_not_name(scheme: Scheme) -> None:
    assert option_lines("☐ Met\n☐ Partly\n☐ Not yet\nN/A", "rating", scheme).typed == ()
    assert option_lines("☐ Met\n☐ Partly\n☐ Not yet\nMet / Partly", "rating", scheme).typed == ("Met", "Partly")


def test_an_x_that_is_the_last_letter_of_an_option_is_no_mark(scheme: Scheme) -> None:
    rooms = scheme.model_copy(update={"choices": {"rooms": ("Annex", "Anne", "Hall complex")}})
    assert option_lines("☐ Annex\n☐ Anne\n☐ Hall complex", "rooms", rooms).marked() == {}
    assert option_lines("☐ Annex\n☐ AnneX\n☐ Hall complex", "rooms", rooms).marked() == {}
    assert option_lines("☐ Annex\n☐ Anne\n☐ Hall complexX", "rooms", rooms).marked() == {"Hall complex": "an x"}


def declared(filled: bytes, scheme: Scheme, inside: str) -> tuple[object, list[tuple[str, str]]]:
    """The answer to the declaration whose line holds ``inside`` before ◌ and after it, and what is told of it."""

    def change(root: Any) -> None:
        control = next(s for s in root.iter(f"{W}sdt") if tag_of(s) == "award.application.declared")
        line = control.getparent()
        label = "".join(t.text or "" for t in line.iter(f"{W}t")).lstrip("☐☒ ")
        for child in list(line)[1:]:
            line.remove(child)
        line.extend(xml(inside.replace("◌", run(f" {label}"))))

    reading = read_file(SourceFile("Application.docx", changed(filled, change), ""), scheme)
    assert reading.form is not None
    value = reading.form.fields["declared"]
    findings = check(Submission((reading,)), scheme, TODAY)
    return value.value, [(finding.rule, finding.message) for finding in findings if finding.place == value.place]


@pytest.mark.parametrize(
    "inside",
    [
        box() + "◌" + run(" x"),
        run("X") + "◌",
        run("■") + "◌",
        box() + "◌" + SYMBOL,
        box() + "◌" + run(" - yes"),
        box() + "◌" + run(" (agreed)"),
    ],
)
def test_the_declaration_may_be_ticked_beside_its_box(inside: str, filled: bytes, scheme: Scheme) -> None:
    assert declared(filled, scheme, inside) == (True, [])


def test_a_declaration_typed_over_without_a_click_is_told(filled: bytes, scheme: Scheme) -> None:
    message = (
        "At “I confirm that this application is a true account of our work, and that no child is named in it”, "
        "the box shows ☒. Word’s own record of it says that it is not ticked."
    )
    found = declared(filled, scheme, NEW_BOX.format(state=0, shown=run("☒")) + "◌")
    assert found == (None, [("application-tick-against", message)])
