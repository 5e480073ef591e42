"""Word documents that are made to hurt a reader, or that no reader foresaw: each ends in answers or one sentence."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from pipeline.ooxml import limits
from pipeline.reading.files import read_file
from pipeline.scheme import Scheme
from pipeline.values import FileClass, FileReading, NoticeKind, SourceFile
from tests.reading.test_word_as_sent import HOW, NAMES, ROW, W, answer, cell_of, changed, line, put, read, run, xml

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TABLE, CONTROL = "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
TOO_DEEP = "tables or boxes in it lie too deep within one another"
SET_IN = "it holds another document that Word has not yet brought in"


@pytest.fixture(scope="module")
def filled(fill_application: Any) -> bytes:
    """An Application with one criterion filled in."""
    return bytes(fill_application(ROW))


def reading(data: bytes, scheme: Scheme) -> FileReading:
    return read_file(SourceFile("Application.docx", data, ""), scheme)


def on_top(text: str) -> Callable[[bytes], bytes]:
    """A package with more above everything that its document says; as bytes, for what no tree could hold."""
    return lambda data: with_parts(data, {"word/document.xml": lambda part: part.replace(b"<w:body>", text.encode())})


def with_parts(data: bytes, change: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change.get(name, bytes)(old.read(name)))
    return out.getvalue()


def nested(shape: str, times: int) -> str:
    start, end = shape.split("{}")
    return f"<w:body>{start * times}<w:p/>{end * times}"


@pytest.mark.parametrize(
    ("spoil", "file_class", "why"),
    [
        (on_top(nested(TABLE, 2_000)), FileClass.TOO_LARGE, TOO_DEEP),
        (on_top(nested(CONTROL, 2_000)), FileClass.TOO_LARGE, TOO_DEEP),
        (on_top("<w:body>" + "<w:p/>" * 30_000), FileClass.TOO_LARGE, "it has more paragraphs than any form"),
        (
            on_top(f"<w:body>{line('word ' * (limits.WORD_BOX_CHARACTERS // 4))}"),
            FileClass.TOO_LARGE,
            "one box in it holds more words than a whole form",
        ),
        (
            lambda data: with_parts(data, {"word/_rels/document.xml.rels": lambda _part: b"<Relationships"}),
            FileClass.CORRUPT,
            "something inside it is damaged (“word/_rels/document.xml.rels”)",
        ),
    ],
)
def test_a_document_that_is_too_much_ends_in_one_sentence(
    spoil: Callable[[bytes], bytes], file_class: FileClass, why: str, filled: bytes, scheme: Scheme
) -> None:
    found = reading(spoil(filled), scheme)
    assert (found.file_class, found.form) == (file_class, None)
    assert why in found.message


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF 1 = </w:instrText></w:r>{}'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
LINK = '<w:fldSimple w:instr="HYPERLINK http://a.example/{0}"><w:r><w:t>{0}</w:t></w:r></w:fldSimple>'
CIRCLE = "".join(
    f'<w:style w:type="paragraph" w:styleId="{one}"><w:basedOn w:val="{other}"/></w:style>'
    for one, other in (("A", "B"), ("B", "A"))
)


def relation(kind: str, target: str, more: str = "") -> Callable[[bytes], bytes]:
    entry = f'<Relationship Id="rNasty" Type="{OFFICE}/{kind}" Target="{target}" {more}/></Relationships>'.encode()
    return lambda part: part.replace(b"</Relationships>", entry)


@pytest.mark.parametrize(
    "spoil",
    [
        on_top(nested(TABLE, 30)),
        on_top(nested(CONTROL, 60)),
        on_top("<w:body><w:p>" + FIELD.format("") * 500 + "</w:p>"),
        on_top("<w:body><w:p>" + FIELD.split("{}")[0] * 500 + "</w:p>"),
        on_top("<w:body><w:p>" + "".join(LINK.format(n) for n in range(5_000)) + "</w:p>"),
        lambda data: with_parts(
            data, {"word/styles.xml": lambda part: part.replace(b"</w:styles>", CIRCLE.encode() + b"</w:styles>")}
        ),
        lambda data: with_parts(data, {"word/_rels/document.xml.rels": relation("comments", "nowhere.xml")}),
        lambda data: with_parts(data, {"word/_rels/document.xml.rels": relation("footnotes", "../../../etc/passwd")}),
        lambda data: with_parts(
            data,
            {
                "word/_rels/document.xml.rels": relation(
                    "attachedTemplate", "http://a.example/t.dotm", 'TargetMode="External"'
                )
            },
        ),
    ],
)
def test_what_only_looks_odd_changes_no_answer(spoil: Callable[[bytes], bytes], filled: bytes, scheme: Scheme) -> None:
    assert answer(read(spoil(filled), scheme)).value == ROW[HOW]


def test_words_inside_fields_within_fields_are_read(filled: bytes, scheme: Scheme) -> None:
    inner = FIELD.format(FIELD.format(""))
    assert answer(read(changed(filled, put(HOW, f"<w:p>{inner}{run(ROW[HOW])}</w:p>")), scheme)).value == ROW[HOW]


@pytest.mark.parametrize("tag", ["altChunk", "subDoc"])
def test_another_document_set_into_the_form_is_told(tag: str, filled: bytes, scheme: Scheme) -> None:
    def change(root: Any) -> None:
        root[0].insert(0, xml(f'<w:{tag} r:id="rNasty"/>')[0])

    form = read(changed(filled, change), scheme)
    assert (answer(form).value, [notice.kind for notice in form.notices]) == (ROW[HOW], [NoticeKind.SET_IN])


@pytest.mark.parametrize("tag", ["altChunk", "subDoc"])
def test_a_form_that_lies_in_another_document_is_asked_for_once(tag: str, filled: bytes, scheme: Scheme) -> None:
    def change(root: Any) -> None:
        for child in list(root[0]):
            root[0].remove(child)
        root[0].append(xml(f'<w:{tag} r:id="rNasty"/>')[0])

    found = reading(changed(filled, change), scheme)
    assert (found.file_class, found.form, SET_IN in found.message) == (FileClass.CORRUPT, None, True)


def test_everything_struck_out_leaves_no_answer_and_no_fault(filled: bytes, scheme: Scheme) -> None:
    def change(root: Any) -> None:
        for words in list(root.iter(f"{W}r")):
            (gone,) = xml(f'<w:del {NAMES} w:id="1" w:author="A"/>')
            words.addprevious(gone)
            gone.append(words)

    form = reading(changed(filled, change), scheme)
    assert (form.file_class, form.form and form.form.tables["criteria"]) == (FileClass.PARSED, ())


def test_a_table_with_more_rows_than_we_read_is_told_once(filled: bytes, scheme: Scheme) -> None:
    def change(root: Any) -> None:
        row = cell_of(root, HOW).getparent()
        for number in range(limits.TABLE_ROWS):
            cell = f"<w:tc>{line(f'9.{number} more')}</w:tc>"
            row.addnext(xml(f"<w:tr>{cell * 6}</w:tr>")[0])

    notices = read(changed(filled, change), scheme).notices
    assert [notice.kind for notice in notices].count(NoticeKind.ROWS_LEFT_OUT) == 1
