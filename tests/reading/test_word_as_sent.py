"""Word documents as schools send them, one test a way: the answer is read, or its place is named.

The structures are those that Word writes (ECMA-376 part 1, and Microsoft's extensions for w14, wps and VML);
LibreOffice's own are in test_forms.py.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from lxml import etree

from pipeline.reading.files import read_file
from pipeline.scheme import Scheme
from pipeline.values import Confidence, Form, Link, Notice, NoticeKind, Place, SourceFile, Understood, Value

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
HOW = "criteria.leadership-slt.how"
ROW = {"criteria.leadership-slt.rating": "Met", HOW: "The deputy leads a team of six people."}
# The row of criterion 8.2 in the form, and its column for how it is met.
PLACE = Place("Application.docx", table=9, row=3, column=4)

Change = Callable[[Any], None]


def xml(text: str) -> Any:
    """The elements of a piece of WordprocessingML."""
    return list(etree.fromstring(f"<x {NAMES}>{text}</x>"))


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def line(text: str) -> str:
    return f"<w:p>{run(text)}</w:p>"


def changed(package: bytes, change: Change, parts: dict[str, str] | None = None) -> bytes:
    """The package with its document changed, and with more ``parts`` of Word's own kinds (comments, footnotes)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(data)
                change(root)
                data = etree.tostring(root)
            if name == "word/_rels/document.xml.rels":
                data = data.replace(
                    b"</Relationships>", "".join(_relation(p) for p in parts or {}).encode() + b"</Relationships>"
                )
            new.writestr(name, data)
        for name, text in (parts or {}).items():
            if not name.startswith("http"):
                new.writestr(f"word/{name}.xml", text)
    return out.getvalue()


def _relation(part: str) -> str:
    start = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    if part.startswith("http"):
        return f'<Relationship Id="rLink" Type="{start}/hyperlink" Target="{part}" TargetMode="External"/>'
    return f'<Relationship Id="r{part}" Type="{start}/{part}" Target="{part}.xml"/>'


def cell_of(root: Any, tag: str) -> Any:
    """The cell that holds the control of a tag."""
    mark = next(m for m in root.iter(f"{W}tag") if m.get(f"{W}val") == f"award.application.{tag}")
    return next(mark.iterancestors(f"{W}tc"))


def put(tag: str, inside: str) -> Change:
    """Everything in the cell of a tag taken out, and this put in."""

    def change(root: Any) -> None:
        cell = cell_of(root, tag)
        for child in list(cell)[1:]:
            cell.remove(child)
        cell.extend(xml(inside))

    return change


def read(data: bytes, scheme: Scheme) -> Form:
    reading = read_file(SourceFile("Application.docx", data, ""), scheme)
    assert reading.form is not None, reading.message
    return reading.form


def answer(form: Form, criterion: str = "leadership-slt", column: str = "how") -> Value:
    return next(row.cells[column] for row in form.tables["criteria"] if row.key == criterion)


def kinds(form: Form) -> list[NoticeKind]:
    return [notice.kind for notice in form.notices]


def said(form: Form) -> list[tuple[object, ...]]:
    """Every answer with its key, meaning and words, apart from where it stands."""
    rows = [(row.key, value) for rows in form.tables.values() for row in rows for value in row.cells.values()]
    return [
        (key, v.field, v.value, v.read, v.understood) for key, v in [(None, v) for v in form.fields.values()] + rows
    ]


@pytest.fixture
def filled(fill_application: Any) -> bytes:
    return bytes(fill_application(ROW))


# D1: content controls around text, cells, rows and tables.


def _wrap(element: Any, tag: str = "", properties: str = "") -> None:
    mark = f'<w:tag w:val="{tag}"/>' if tag else ""
    control = xml(f"<w:sdt><w:sdtPr>{mark}{properties}</w:sdtPr><w:sdtContent/></w:sdt>")[0]
    element.addprevious(control)
    control[1].append(element)


@pytest.mark.parametrize("kind", ["tbl", "tr", "tc", "p", "r"])
def test_a_control_around_anything_changes_nothing(kind: str, filled: bytes, scheme: Scheme) -> None:
    def change(root: Any) -> None:
        for element in [e for e in root.iter(f"{W}{kind}") if e.getparent().tag != f"{W}sdtContent"]:
            _wrap(element)

    assert said(read(changed(filled, change), scheme)) == said(read(filled, scheme))


def test_a_repeating_section_gives_each_of_its_rows(filled: bytes, scheme: Scheme) -> None:
    def change(root: Any) -> None:
        cell = cell_of(root, "evidence.E1.title")
        row = cell.getparent()
        _wrap(
            row,
            properties='<w15:repeatingSectionItem xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"/>',
        )
        _wrap(row.getparent().getparent())
        for tag in ("evidence.E1.title", "evidence.E2.title"):
            put(tag, line(f"Minutes {tag[9:11]}"))(root)

    rows = read(changed(filled, change), scheme).tables["evidence"]
    assert [(row.key, row.cells["title"].value) for row in rows] == [("E1", "Minutes E1"), ("E2", "Minutes E2")]


def test_a_date_picker_gives_its_day_where_its_words_leave_out_the_year(filled: bytes, scheme: Scheme) -> None:
    picker = (
        '<w:sdt><w:sdtPr><w:date w:fullDate="2026-02-18T00:00:00Z"><w:dateFormat w:val="d MMMM"/></w:date></w:sdtPr>'
        f"<w:sdtContent>{run('18 February')}</w:sdtContent></w:sdt>"
    )
    form = read(changed(filled, put("declaration_date", f"<w:p>{picker}</w:p>")), scheme)
    value = form.fields["declaration_date"]
    assert (value.value, value.read, value.confidence) == (dt.date(2026, 2, 18), "18 February", Confidence.LIKELY)


def test_an_old_drop_down_and_an_old_text_field_give_what_they_show(filled: bytes, scheme: Scheme) -> None:
    drop_down = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
        '<w:listEntry w:val="Policy"/><w:listEntry w:val="Survey results"/></w:ddList></w:ffData></w:fldChar></w:r>'
        '<w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    text = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:textInput/></w:ffData></w:fldChar></w:r>'
        '<w:r><w:instrText> FORMTEXT </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run("Pupil survey")}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )

    def change(root: Any) -> None:
        put("evidence.E1.title", text)(root)
        put("evidence.E1.kind", drop_down)(root)

    row = read(changed(filled, change), scheme).tables["evidence"][0]
    assert (row.cells["title"].value, row.cells["kind"].read) == ("Pupil survey", "Survey results")


# D2: every kind of tick.

OLD_BOX = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{state}</w:checkBox></w:ffData></w:fldChar></w:r>'
    '<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
NEW_BOX = (
    '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{state}"/></w14:checkbox></w:sdtPr>'
    "<w:sdtContent>{shown}</w:sdtContent></w:sdt>"
)
TICKS = {
    "Word's control": (NEW_BOX.format(state=1, shown=run("☒")), NEW_BOX.format(state=0, shown=run("☐"))),
    "Word's control, its own sign": (NEW_BOX.format(state=1, shown=run("R")), NEW_BOX.format(state=0, shown=run(""))),
    "old form field": (OLD_BOX.format(state="<w:checked/>"), OLD_BOX.format(state='<w:default w:val="0"/>')),
    "old form field, by default": (OLD_BOX.format(state='<w:default w:val="1"/>'), OLD_BOX.format(state="")),
    "Wingdings symbol": (
        '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>',
        '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>',
    ),
    "Wingdings 2 symbol": (
        '<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>',
        '<w:r><w:sym w:font="Wingdings 2" w:char="F0A3"/></w:r>',
    ),
    "Webdings symbol": (
        '<w:r><w:sym w:font="Webdings" w:char="F061"/></w:r>',
        '<w:r><w:sym w:font="Webdings" w:char="F063"/></w:r>',
    ),
    "letters in Wingdings": (
        run("þ", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'),
        run("o", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'),
    ),
    "Wingdings with its font lost": (run("\uf0fe"), run("\uf0a8")),
    "a lone thorn": (run("þ"), run("☐")),
    "signs": (run("☑"), run("☐")),
    "crossed sign": (run("☒"), run("☐")),
    "brackets": (run("[x]"), run("[ ]")),
}


@pytest.mark.parametrize("kind", TICKS)
@pytest.mark.parametrize("ticked", [0, 1, 2, 3])
def test_a_tick_of_every_kind_is_told_from_an_empty_box(kind: str, ticked: int, filled: bytes, scheme: Scheme) -> None:
    on, off = TICKS[kind]
    words = ("Met", "Partly", "Not yet")
    lines = "".join(f"<w:p>{on if n == ticked else off}{run(' ' + word)}</w:p>" for n, word in enumerate(words))
    form = read(changed(filled, put("criteria.leadership-slt.rating", lines)), scheme)
    value = answer(form, column="rating")
    expected = (words[ticked], Understood.ANSWER) if ticked < 3 else (None, Understood.EMPTY)
    assert (value.value, value.understood) == expected


@pytest.mark.parametrize("kind", TICKS)
def test_two_ticks_of_any_kind_are_not_clear(kind: str, filled: bytes, scheme: Scheme) -> None:
    on, off = TICKS[kind]
    lines = "".join(
        f"<w:p>{mark}{run(word)}</w:p>" for mark, word in ((on, " Met"), (on, " Partly"), (off, " Not yet"))
    )
    value = answer(read(changed(filled, put("criteria.leadership-slt.rating", lines)), scheme), column="rating")
    assert (value.value, value.read, value.understood) == (None, "Met, Partly", Understood.UNCLEAR)


# D3: tracked changes.


def test_tracked_changes_read_as_if_they_were_accepted_and_are_pointed_out(filled: bytes, scheme: Scheme) -> None:
    inside = (
        f"<w:p>{run('The ')}<w:del><w:r><w:delText>caretaker</w:delText></w:r></w:del><w:ins>{run('deputy')}</w:ins>"
        f"{run(' leads')}<w:moveFrom>{run(' a team')}</w:moveFrom><w:moveTo>{run(' six people')}</w:moveTo></w:p>"
    )
    form = read(changed(filled, put(HOW, inside)), scheme)
    assert (answer(form).value, answer(form).how) == (
        "The deputy leads six people",
        "as if the tracked changes were accepted",
    )
    words = {"label": "How we meet it, 8.2", "row": "8.2"}
    assert form.notices == (Notice(NoticeKind.TRACKED_CHANGES, PLACE, "The deputy leads six people", words),)


def test_an_answer_that_a_tracked_change_strikes_out_is_told_once_with_its_words(filled: bytes, scheme: Scheme) -> None:
    struck = "".join(
        f"<w:del><w:r><w:delText>{words}</w:delText></w:r></w:del>" for words in ("We hold ", "a forum each Friday")
    )
    form = read(changed(filled, put(HOW, f"<w:p>{struck}</w:p>")), scheme)
    words = {"label": "How we meet it, 8.2", "row": "8.2"}
    assert answer(form).understood is Understood.EMPTY
    assert form.notices == (Notice(NoticeKind.ANSWER_DELETED, PLACE, "We hold a forum each Friday", words),)


def test_a_paragraph_whose_end_was_deleted_runs_on(filled: bytes, scheme: Scheme) -> None:
    joined = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('We meet ')}</w:p>{line('each week')}"
    assert answer(read(changed(filled, put(HOW, joined)), scheme)).value == "We meet each week"


# D4: comments.

COMMENTS = f'<w:comments {NAMES}><w:comment w:id="7" w:author="{{author}}">{{text}}</w:comment></w:comments>'
ANCHOR = (
    '<w:p><w:commentRangeStart w:id="7"/><w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r></w:p>'
)


def test_an_answer_in_a_comment_is_kept_and_asked_for_in_the_box(filled: bytes, scheme: Scheme) -> None:
    comment = COMMENTS.format(author="J Marsh", text=line("We hold a forum each Friday"))
    form = read(changed(filled, put(HOW, ANCHOR), {"comments": comment}), scheme)
    value = answer(form)
    assert (value.value, value.confidence) == ("We hold a forum each Friday", Confidence.DOUBTFUL)
    words = {"label": "How we meet it, 8.2", "row": "8.2"}
    assert form.notices == (Notice(NoticeKind.IN_COMMENT, PLACE, "We hold a forum each Friday", words),)


def test_a_comment_beside_an_answer_is_only_a_comment(filled: bytes, scheme: Scheme) -> None:
    comment = COMMENTS.format(author="J Marsh", text=line("Check this with Ada"))
    form = read(changed(filled, put(HOW, line("The deputy leads") + ANCHOR), {"comments": comment}), scheme)
    assert (answer(form).value, form.notices) == ("The deputy leads", ())


def test_our_own_comment_is_no_answer(filled: bytes, scheme: Scheme) -> None:
    ours = (
        line("Award office:")
        + line("This box is empty.")
        + line("Please write your answer in the form itself, not in this note.")
    )
    comment = COMMENTS.format(author="Award office", text=ours)
    form = read(changed(filled, put(HOW, ANCHOR), {"comments": comment}), scheme)
    assert (answer(form).understood, form.notices) == (Understood.EMPTY, ())


# D5: merged cells.


def test_a_cell_over_two_columns_is_read_once(filled: bytes, scheme: Scheme) -> None:
    def change(root: Any) -> None:
        cell, after = cell_of(root, HOW), cell_of(root, "criteria.leadership-slt.evidence")
        cell[0].extend(xml('<w:gridSpan w:val="2"/>'))
        after.getparent().remove(after)

    form = read(changed(filled, change), scheme)
    assert answer(form).value == ROW[HOW]
    assert answer(form, column="evidence").understood is Understood.EMPTY
    assert answer(form, column="impact").place == Place("Application.docx", table=9, row=3, column=6)


def test_a_cell_over_two_rows_answers_both(filled: bytes, scheme: Scheme) -> None:
    def change(root: Any) -> None:
        cell, below = cell_of(root, HOW), cell_of(root, "criteria.leadership-systems.how")
        cell[0].extend(xml('<w:vMerge w:val="restart"/>'))
        below[0].extend(xml("<w:vMerge/>"))

    form = read(changed(filled, change), scheme)
    below = answer(form, "leadership-systems")
    assert (below.value, below.place, below.confidence) == (ROW[HOW], answer(form).place, Confidence.LIKELY)


def test_a_row_that_begins_further_right_keeps_its_columns(filled: bytes, scheme: Scheme) -> None:
    def change(root: Any) -> None:
        row = _row(root, "leadership-slt")
        row.remove(row.find(f"{W}tc"))
        row.insert(0, xml('<w:trPr><w:gridBefore w:val="1"/></w:trPr>')[0])

    assert answer(read(changed(filled, change), scheme)).place == PLACE


# D6: nested tables, text boxes, headers, footnotes.


def test_a_table_inside_an_answer_is_part_of_the_answer(filled: bytes, scheme: Scheme) -> None:
    table = f"<w:tbl><w:tr><w:tc>{line('Monday')}</w:tc><w:tc>{line('Choir')}</w:tc></w:tr></w:tbl>"
    value = answer(read(changed(filled, put(HOW, line("Our week:") + table + "<w:p/>")), scheme))
    assert (value.value, value.place) == ("Our week:\nMonday\nChoir", PLACE)


def test_a_form_laid_out_inside_one_big_table_is_read(filled: bytes, scheme: Scheme) -> None:
    def change(root: Any) -> None:
        body = root[0]
        frame = xml("<w:tbl><w:tr><w:tc><w:tcPr/></w:tc></w:tr></w:tbl>")[0]
        for child in list(body)[:-1]:
            frame[0][0].append(child)
        body.insert(0, frame)

    form = read(changed(filled, change), scheme)
    assert answer(form).value == ROW[HOW]
    assert answer(form).place == Place("Application.docx", table=1, row=1, column=1)


def text_box(words: str) -> str:
    shape = (
        f"<w:drawing><wps:wsp><wps:txbx><w:txbxContent>{line(words)}</w:txbxContent></wps:txbx></wps:wsp></w:drawing>"
    )
    old = f"<w:pict><v:shape><v:textbox><w:txbxContent>{line(words)}</w:txbxContent></v:textbox></v:shape></w:pict>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{shape}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


OLD_TEXT_BOX = (
    "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
    f"{line('A calm room')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


@pytest.mark.parametrize("box", [text_box("A calm room"), OLD_TEXT_BOX])
def test_an_answer_in_a_text_box_is_read_at_its_place(box: str, filled: bytes, scheme: Scheme) -> None:
    form = read(changed(filled, put(HOW, f"<w:p>{box}</w:p>")), scheme)
    assert (answer(form).value, answer(form).place, answer(form).confidence) == (
        "A calm room",
        PLACE,
        Confidence.LIKELY,
    )
    assert [(n.kind, n.place, n.read) for n in form.notices] == [(NoticeKind.IN_TEXT_BOX, PLACE, "A calm room")]


def test_a_text_box_outside_the_boxes_is_pointed_out(filled: bytes, scheme: Scheme) -> None:
    def change(root: Any) -> None:
        next(root.iter(f"{W}p")).extend(xml(text_box("Please also see our web page")))

    notices = read(changed(filled, change), scheme).notices
    assert [(n.kind, n.place.paragraph, n.read) for n in notices] == [
        (NoticeKind.IN_TEXT_BOX, 1, "Please also see our web page")
    ]


def test_a_name_in_the_page_header_alone_is_found(filled: bytes, scheme: Scheme) -> None:
    header = f"<w:hdr {NAMES}>{line('School: Quay Nursery')}</w:hdr>"
    value = read(changed(filled, lambda _root: None, {"header": header}), scheme).fields["school_name"]
    assert (value.value, value.how) == ("Quay Nursery", "read from the page header or footer")


def test_a_footnote_is_part_of_what_it_is_attached_to(filled: bytes, scheme: Scheme) -> None:
    notes = f'<w:footnotes {NAMES}><w:footnote w:id="2">{line("since 2024")}</w:footnote></w:footnotes>'
    inside = f'<w:p>{run("A weekly forum")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    form = read(changed(filled, put(HOW, inside), {"footnotes": notes}), scheme)
    assert answer(form).value == "A weekly forum (since 2024)"


def test_hidden_words_are_no_answer_and_are_named(filled: bytes, scheme: Scheme) -> None:
    form = read(changed(filled, put(HOW, f"<w:p>{run('Fewer exclusions', '<w:vanish/>')}</w:p>")), scheme)
    assert answer(form).understood is Understood.EMPTY
    assert [(n.kind, n.place, n.read) for n in form.notices] == [(NoticeKind.HIDDEN, PLACE, "Fewer exclusions")]


# D7: criteria rows deleted, moved, added, edited.


def _row(root: Any, criterion: str) -> Any:
    return cell_of(root, f"criteria.{criterion}.how").getparent()


def _box(root: Any, criterion: str, column: int) -> Any:
    """A box of a criterion's row, columns from 1."""
    return _row(root, criterion).findall(f"{W}tc")[column - 1]


def _untag(root: Any) -> None:
    for mark in list(root.iter(f"{W}tag")):
        mark.getparent().remove(mark)


def _print(cell: Any, text: str) -> None:
    for child in list(cell)[1:]:
        cell.remove(child)
    cell.extend(xml(line(text)))


@pytest.mark.parametrize("tagged", [True, False])
def test_rows_in_another_order_keep_their_criteria(tagged: bool, filled: bytes, scheme: Scheme) -> None:
    def change(root: Any) -> None:
        row = _row(root, "leadership-slt")
        row.getparent().append(row)
        if not tagged:
            _untag(root)

    form = read(changed(filled, change), scheme)
    assert (answer(form).value, kinds(form)) == (ROW[HOW], [])


@pytest.mark.parametrize("tagged", [True, False])
def test_a_deleted_row_is_gone_and_no_other_takes_its_name(tagged: bool, filled: bytes, scheme: Scheme) -> None:
    def change(root: Any) -> None:
        row = _row(root, "leadership-governor")
        row.getparent().remove(row)
        if not tagged:
            _untag(root)

    keys = [row.key for row in read(changed(filled, change), scheme).tables["criteria"]]
    assert sorted(map(str, keys)) == sorted(c.id for c in scheme.criteria if c.id != "leadership-governor")


def test_a_row_of_the_schools_own_is_no_criterion_of_ours(filled: bytes, scheme: Scheme) -> None:
    def change(root: Any) -> None:
        row = _row(root, "leadership-slt")
        copy = etree.fromstring(etree.tostring(row))
        row.addnext(copy)
        for box, text in zip(copy.findall(f"{W}tc"), ("8.9", "Our dog visits every class."), strict=False):
            _print(box, text)

    rows = read(changed(filled, change), scheme).tables["criteria"]
    assert [row.key for row in rows if row.place.table == 9].count("leadership-slt") == 1
    assert [row.cells["how"].value for row in rows if row.key is None] == [ROW[HOW]]


def test_an_edited_criterion_without_its_code_is_the_nearest_one(filled: bytes, scheme: Scheme) -> None:
    def change(root: Any) -> None:
        text = next(c.text for c in scheme.criteria if c.id == "leadership-slt").split()
        _print(_box(root, "leadership-slt", 1), "")
        _print(_box(root, "leadership-slt", 2), " ".join(["In", "our", "school", *text]))
        _untag(root)

    form = read(changed(filled, change), scheme)
    assert (answer(form).value, answer(form).confidence) == (ROW[HOW], Confidence.LIKELY)


def test_a_code_typed_over_is_outvoted_by_text_and_tag_and_the_officer_hears(filled: bytes, scheme: Scheme) -> None:
    form = read(changed(filled, lambda root: _print(_box(root, "leadership-slt", 1), "8.3")), scheme)
    assert answer(form).value == ROW[HOW]
    assert [(n.kind, n.place.row, n.words["sign"]) for n in form.notices] == [
        (NoticeKind.ANCHORS_DISAGREE, 3, "its number is that of 8.3")
    ]


def test_a_heading_that_names_another_column_than_the_boxes_below_is_followed_and_told(
    filled: bytes, scheme: Scheme
) -> None:
    def change(root: Any) -> None:
        heads = _row(root, "leadership-slt").getparent().find(f"{W}tr").findall(f"{W}tc")
        _print(heads[3], "Impact")
        _print(heads[5], "How we meet it")

    form = read(changed(filled, change), scheme)
    assert answer(form, column="impact").value == ROW[HOW]
    assert {(n.kind, n.place.row, n.place.column) for n in form.notices} == {
        (NoticeKind.ANCHORS_DISAGREE, 1, 4),
        (NoticeKind.ANCHORS_DISAGREE, 1, 6),
    }


# D8: an answer in the box of the criterion or its examples.


@pytest.mark.parametrize("over", [False, True])
def test_an_answer_typed_into_the_criterions_box_is_kept(over: bool, filled: bytes, scheme: Scheme) -> None:
    def change(root: Any) -> None:
        box = _box(root, "leadership-slt", 2)
        put(HOW, "<w:p/>")(root)
        if over:
            _print(box, "Our deputy meets the team weekly")
        else:
            box.extend(xml(line("Our deputy meets the team weekly")))

    form = read(changed(filled, change), scheme)
    box = Place("Application.docx", table=9, row=3, column=2)
    assert (answer(form).value, answer(form).place) == ("Our deputy meets the team weekly", box)
    assert answer(form).confidence is Confidence.DOUBTFUL
    assert [(n.kind, n.place, n.read) for n in form.notices] == [
        (NoticeKind.WRONG_BOX, box, "Our deputy meets the team weekly")
    ]


def test_words_after_the_examples_are_found(filled: bytes, scheme: Scheme) -> None:
    def change(root: Any) -> None:
        examples = list(_box(root, "leadership-slt", 2))[-1]
        put(HOW, "<w:p/>")(root)
        examples.extend(xml(run(" Our deputy meets the team weekly")))

    assert answer(read(changed(filled, change), scheme)).value == "Our deputy meets the team weekly"


# D9: links.


def test_a_link_keeps_where_it_leads(filled: bytes, scheme: Scheme) -> None:
    url = "https://quay.sharepoint.example/minutes"
    inside = f'<w:p><w:hyperlink r:id="rLink">{run("Our minutes")}</w:hyperlink></w:p>'
    form = read(changed(filled, put(HOW, inside), {url: ""}), scheme)
    assert (answer(form).value, form.links) == ("Our minutes", (Link(url, "Our minutes", PLACE),))


def test_a_link_written_as_a_field_keeps_where_it_leads(filled: bytes, scheme: Scheme) -> None:
    inside = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText> HYPERLINK "https://drive.example/x" </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("here")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    form = read(changed(filled, put(HOW, inside)), scheme)
    assert (answer(form).value, form.links) == ("here", (Link("https://drive.example/x", "here", PLACE),))


# D10: pictures.

PICTURE = "<w:r><w:drawing><a:graphic><a:blip/></a:graphic></w:drawing></w:r>"


def test_a_picture_in_an_empty_box_is_named(filled: bytes, scheme: Scheme) -> None:
    form = read(changed(filled, put(HOW, f"<w:p>{PICTURE}</w:p>")), scheme)
    assert (answer(form).understood, [(n.kind, n.place) for n in form.notices]) == (
        Understood.EMPTY,
        [(NoticeKind.IN_PICTURE, PLACE)],
    )


def test_a_picture_beside_words_is_no_matter(filled: bytes, scheme: Scheme) -> None:
    form = read(changed(filled, put(HOW, f"<w:p>{run('A calm room')}{PICTURE}</w:p>")), scheme)
    assert (answer(form).value, form.notices) == ("A calm room", ())


# D13: several schools.


def test_one_application_for_a_federation_names_its_schools(filled: bytes, scheme: Scheme) -> None:
    form = read(changed(filled, put("urn", line("118765 and 118766"))), scheme)
    assert [(n.kind, n.read) for n in form.notices] == [(NoticeKind.SEVERAL_SCHOOLS, "118765, 118766")]


def test_of_two_applications_in_one_file_the_first_is_read(fill_application: Any, scheme: Scheme) -> None:
    first = fill_application({**ROW, "school_name": "Ashmere Infant School", "urn": "118765"})
    second = fill_application({**ROW, HOW: "Another answer", "school_name": "Ashmere Junior School", "urn": "118766"})
    with zipfile.ZipFile(io.BytesIO(second)) as package:
        more = etree.fromstring(package.read("word/document.xml"))[0]

    def change(root: Any) -> None:
        for child in list(more)[:-1]:
            root[0].insert(len(root[0]) - 1, child)

    form = read(changed(first, change), scheme)
    assert (form.text("school_name"), answer(form).value) == ("Ashmere Infant School", ROW[HOW])
    assert [(n.kind, n.words["schools"]) for n in form.notices] == [
        (NoticeKind.SEVERAL_FORMS, "Ashmere Infant School, Ashmere Junior School, 118765, 118766")
    ]


@pytest.mark.parametrize(("second", "told"), [(ROW[HOW], []), ("Another answer", [NoticeKind.FORM_TWICE])])
def test_of_one_schools_form_that_stands_twice_the_first_is_read(
    second: str, told: list[NoticeKind], fill_application: Any, scheme: Scheme
) -> None:
    school = {"school_name": "Ashmere Infant School", "urn": "118765"}
    again = fill_application({**ROW, HOW: second, **school})
    with zipfile.ZipFile(io.BytesIO(again)) as package:
        more = etree.fromstring(package.read("word/document.xml"))[0]

    def change(root: Any) -> None:
        for child in list(more)[:-1]:
            root[0].insert(len(root[0]) - 1, child)

    form = read(changed(fill_application({**ROW, **school}), change), scheme)
    rows = [row for row in form.tables["criteria"] if row.key == "leadership-slt"]
    assert ([row.cells["how"].value for row in rows], kinds(form)) == ([ROW[HOW]], told)


# Other programs, and typed again by hand.


def test_an_application_through_google_docs_reads_the_same(filled: bytes, scheme: Scheme) -> None:
    """Google Docs keeps tables and text alone: no controls, no custom properties, no styles or bookmarks of ours."""

    def change(root: Any) -> None:
        for control in list(root.iter(f"{W}sdt")):
            for child in list(control.find(f"{W}sdtContent")):
                control.addprevious(child)
            control.getparent().remove(control)
        for name in ("bookmarkStart", "bookmarkEnd", "pStyle"):
            for element in list(root.iter(f"{W}{name}")):
                element.getparent().remove(element)

    exported = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(changed(filled, change))) as old, zipfile.ZipFile(exported, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b"award.", b"other.") if name == "docProps/custom.xml" else data)
    assert said(read(exported.getvalue(), scheme)) == said(read(filled, scheme))


def test_a_form_typed_as_headings_and_lines_is_read(scheme: Scheme) -> None:
    document = docx.Document()
    document.add_heading("Award Criteria and Application", 0)
    document.add_heading("Your school", 1)
    document.add_paragraph("School or setting: Elm Nursery")
    document.add_heading("Self-assessment against the criteria", 1)
    for criterion in scheme.criteria_of("leadership"):
        document.add_paragraph(f"{criterion.code} {criterion.text}")
        document.add_paragraph("How far: Met")
        document.add_paragraph("How we meet it: the deputy leads")
        document.add_paragraph("and meets the team weekly")
        document.add_paragraph("Evidence: E1, E2")
    document.add_heading("Evidence index", 1)
    index = document.add_table(2, 6)
    for row, texts in enumerate(
        (("Ref.", "What it is", "Kind", "Area", "File name", "Date of it"), ("E1", "Minutes", "", "", "m.pdf", ""))
    ):
        for cell, text in zip(index.rows[row].cells, texts, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    form = read(out.getvalue(), scheme)
    rows = form.tables["criteria"]
    assert form.text("school_name") == "Elm Nursery"
    assert [
        (row.key, row.cells["rating"].value, row.cells["how"].value, row.cells["evidence"].value) for row in rows
    ] == [
        (criterion.id, "Met", "the deputy leads\nand meets the team weekly", ("E1", "E2"))
        for criterion in scheme.criteria_of("leadership")
    ]
    assert rows[0].cells["how"].place.paragraph == 7
