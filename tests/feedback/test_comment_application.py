"""Word comments stand where reading says the answer stands, and nothing else of the document changes."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.blank_forms.application import build_application
from pipeline.feedback.comment_application import MOST_COMMENTS, annotate_application
from pipeline.ooxml.our_marks import LAST_LINE
from pipeline.ooxml.package import open_package
from pipeline.ooxml.package_error import PackageError
from pipeline.ooxml.patching import Patch, Relations
from pipeline.ooxml.word_walk import W, blocks, cells
from pipeline.reading.files import read_file
from pipeline.reading.word.blocks import WordTable
from pipeline.reading.word.document import read_document
from pipeline.scheme.loader import load_scheme
from pipeline.values import Finding, Place, Severity, SourceFile

from .rich import rich_application, unzip, zipped
from .test_lossless import canonical

RULES = Path(__file__).parents[2] / "rules" / "kent-award"


@cache
def blank_application() -> bytes:
    return build_application(load_scheme(RULES))


@cache
def blank_tables() -> list[WordTable]:
    return [table for table in read_document(open_package(blank_application())).tables if table.cells]


TOUCHED = {"word/document.xml", "word/comments.xml"}


def at(row: int | None = None, column: int | None = None, *, title: str = "Not enough said", **place: int) -> Finding:
    where = Place("Application.docx", table=1 if row else None, row=row, column=column, **place)
    return Finding("rule", Severity.REQUIRED, title, where, "x", f"We read “x” in {title}.", "Say more.", "A sentence.")


def marked(document: bytes) -> dict[str, str]:
    """What each comment of ours says, by the text of the paragraph that it stands on."""
    found = {}
    parts = unzip(document)
    said = {
        comment.get(f"{W}id"): "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in comment.iter(f"{W}p"))
        for comment in etree.fromstring(parts["word/comments.xml"]).iter(f"{W}comment")
        if comment.get(f"{W}author") == "Award office"
    }
    root = etree.fromstring(parts["word/document.xml"])
    for start in root.iter(f"{W}commentRangeStart"):
        if start.get(f"{W}id") in said:
            paragraph = next(start.iterancestors(f"{W}p"))
            text = "".join(t.text or "" for t in paragraph.iter(f"{W}t"))
            found[text] = said[start.get(f"{W}id")]
    return found


@pytest.mark.parametrize(
    ("row", "column", "text"),
    [
        (1, 1, "r1c1"),
        (1, 3, "r1c3"),
        (2, 2, "r2c2"),
        (2, 3, "r2c3"),
        (3, 2, "r3c2"),
        (4, 2, "r4c2"),
        (4, 3, "r4c3"),
    ],
    ids=["beside their comment", "plain", "cell in a control", "text in a control", "nested table", "tracked", "after"],
)
def test_a_comment_stands_in_its_cell_whatever_is_wrapped_around_it(row: int, column: int, text: str) -> None:
    words = f"Few words\nWe read “x” in Few words.\nWhat to do: Say more.\nExample: A sentence.\n{LAST_LINE}"
    assert marked(annotate_application(rich_application(), [at(row, column, title="Few words")])) == {text: words}


def test_a_paragraph_is_found_by_its_number_and_the_whole_document_by_its_title() -> None:
    said = marked(annotate_application(rich_application(), [at(paragraph=2, title="Here"), at(title="Whole")]))
    assert {text: words.split("\n")[0] for text, words in said.items()} == {
        "Before the table": "Here",
        "Application": "Whole",
    }


def test_every_part_but_the_text_and_its_comments_keeps_its_bytes() -> None:
    old, new = unzip(rich_application()), unzip(annotate_application(rich_application(), [at(2, 2), at(4, 2)]))
    assert list(new) == list(old)
    assert {name for name in old if new[name] != old[name]} == TOUCHED


def test_a_table_that_nothing_is_said_about_keeps_every_byte() -> None:
    texts = (
        unzip(one)["word/document.xml"]
        for one in (blank_application(), annotate_application(blank_application(), [at(2, 2)]))
    )
    old, new = (re.findall(rb"<w:tbl>.*?</w:tbl>", text, re.DOTALL) for text in texts)
    assert [before == after for before, after in zip(old, new, strict=True)] == [False, *[True] * (len(old) - 1)]


_BOX = (
    b'<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:tbl><w:tr><w:tc>'
    b"<w:p/></w:tc></w:tr></w:tbl></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(b"<w:body>", b"<w:body>" + _BOX),
        lambda text: text.replace(b"<w:body>", b"<w:body><!-- <w:tbl> -->"),
        lambda text: text.replace(b"<w:tbl>", b"<w:tbl\n>", 1),
        lambda text: text.replace(b"</w:body>", b"<w:tbl /></w:body>"),
        lambda text: text.replace(b"w:", b"x:").replace(b":w=", b":x="),
        lambda text: (
            b'<?xml version="1.0" encoding="UTF-16"?>'.decode().encode("utf-16")
            + text[text.index(b"<w:d") :].decode().encode("utf-16")[2:]
        ),
    ],
    ids=[
        "a table in a text box",
        "a comment",
        "a line break in a tag",
        "an empty table",
        "another prefix",
        "two bytes a letter",
    ],
)
def test_a_text_written_in_an_unusual_way_is_commented_at_the_same_cell(change: Callable[[bytes], bytes]) -> None:
    parts = unzip(rich_application())
    parts["word/document.xml"] = change(parts["word/document.xml"])
    assert list(marked(annotate_application(zipped(parts), [at(2, 3)]))) == ["r2c3"]


def test_without_our_additions_the_text_is_canonically_the_same() -> None:
    annotated = annotate_application(rich_application(), [at(2, 2), at(4, 2), at(1, 1), at(paragraph=2)])
    assert canonical(annotate_application(annotated, [])) == canonical(rich_application())


def test_a_document_without_comments_gets_them_and_loses_them_again() -> None:
    blank = blank_application()
    annotated = annotate_application(blank, [at(2, 2)])
    assert set(unzip(annotated)) - set(unzip(blank)) == {"word/comments.xml"}
    assert canonical(annotate_application(annotated, [])) == canonical(blank)


SPOTS = st.lists(st.builds(at, st.integers(1, 4), st.integers(1, 3), title=st.sampled_from(["One", "Two"])), max_size=5)


@settings(max_examples=15, deadline=None)
@given(first=SPOTS, second=SPOTS)
def test_a_second_annotation_replaces_the_first(first: list[Finding], second: list[Finding]) -> None:
    once, twice = (annotate_application(document, second) for document in
                   (rich_application(), annotate_application(rich_application(), first)))  # fmt: skip
    assert canonical(twice) == canonical(once)


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_a_comment_stands_exactly_where_reading_counts_the_cell(data: st.DataObject) -> None:
    document = blank_application()
    table = data.draw(st.sampled_from(blank_tables()))
    cell = data.draw(st.sampled_from([cell for cell in table.cells if not cell.continued]))
    place = Place("A.docx", table=table.number, row=cell.row, column=cell.column)
    said = Finding("rule", Severity.REQUIRED, "Title", place, "", "Message.", "Fix.")
    root = etree.fromstring(unzip(annotate_application(document, [said]))["word/document.xml"])
    tables = [element for element, _ in blocks(root.find(f"{W}body")) if element.tag == f"{W}tbl"]  # type: ignore[arg-type]
    holders = [(number, spot.row, spot.column) for number, one in enumerate(tables, start=1) for spot in cells(one)
               if any(True for _ in spot.element.iter(f"{W}commentRangeStart"))]  # fmt: skip
    assert holders == [(table.number, cell.row, cell.column)]


def test_reading_sees_no_answer_in_our_comments() -> None:
    scheme = load_scheme(RULES)
    blank = blank_application()
    annotated = annotate_application(blank, [at(2, 2), at(3, 2), at(), at(paragraph=2)])
    before, after = (read_file(SourceFile("A.docx", one, ""), scheme) for one in (blank, annotated))
    assert before.form is not None
    assert (after.form, after.notices) == (before.form, before.notices)


def test_of_many_like_it_the_last_comment_counts_the_rest() -> None:
    from docx import Document

    document = Document()
    document.add_table(20, 1)
    out = io.BytesIO()
    document.save(out)
    texts = unzip(annotate_application(out.getvalue(), [at(row, 1) for row in range(1, 21)]))[
        "word/comments.xml"
    ].decode()
    assert texts.count("<w:comment ") == MOST_COMMENTS
    assert texts.count("There are 12 more like this: “Application.docx”, table 1, column 1, rows 1 to 20.") == 1


def test_an_answer_to_our_comment_stays_as_a_comment_of_its_own() -> None:
    parts = unzip(annotate_application(rich_application(), [at(2, 2)]))
    text = parts["word/comments.xml"].decode()
    ours = text.rindex("<w:p>")
    text = text[:ours] + '<w:p w14:paraId="0B000002">' + text[ours + len("<w:p>") :]
    answer = (
        '<w:comment w:id="77" w:author="Rhian"><w:p w14:paraId="0C000003"><w:r><w:t>Done.</w:t></w:r></w:p></w:comment>'
    )
    parts["word/comments.xml"] = text.replace("</w:comments>", f"{answer}</w:comments>").encode()
    entries = (
        b'<w15:commentEx w15:paraId="0B000002"/><w15:commentEx w15:paraId="0C000003" w15:paraIdParent="0B000002"/>'
    )
    parts["word/commentsExtended.xml"] = parts["word/commentsExtended.xml"].replace(
        b"</w15:commentsEx>", entries + b"</w15:commentsEx>"
    )
    cleared = unzip(annotate_application(zipped(parts), []))
    assert b"Done." in cleared["word/comments.xml"]
    assert b"0B000002" not in cleared["word/commentsExtended.xml"]
    assert b'paraId="0C000003"' in cleared["word/commentsExtended.xml"]


def test_what_a_school_writes_below_our_words_stays_as_its_own() -> None:
    parts = unzip(annotate_application(rich_application(), [at(2, 2)]))
    text = parts["word/comments.xml"].decode()
    end = text.rindex("</w:comment>")
    parts["word/comments.xml"] = (text[:end] + "<w:p><w:r><w:t>We did.</w:t></w:r></w:p>" + text[end:]).encode()
    again = unzip(annotate_application(zipped(parts), []))["word/comments.xml"].decode()
    assert "We did." in again
    assert LAST_LINE not in again
    assert "Award office" not in again


def test_office_findings_are_never_shown_and_then_nothing_changes() -> None:
    hidden = Finding("rule", Severity.OFFICE, "Hidden", Place("Application.docx"), "", "For us.", "")
    assert annotate_application(rich_application(), [hidden]) == rich_application()


@pytest.mark.parametrize("bytes_", [b"", b"PK\x03\x04 not really", b"%PDF-1.7"])
def test_what_is_no_document_is_said_so(bytes_: bytes) -> None:
    with pytest.raises(PackageError):
        annotate_application(bytes_, [at(1, 1)])


def test_libreoffice_opens_it_and_ours_is_known_after_it_saved(tmp_path: Path) -> None:
    source = tmp_path / "Application.docx"
    source.write_bytes(annotate_application(blank_application(), [at(1, 1), at(2, 1)]))
    soffice = shutil.which("soffice") or "soffice"
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [soffice, "--headless", profile, "--convert-to", "docx", "--outdir", str(tmp_path / "out"), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120, env={**os.environ, "HOME": str(tmp_path)})
    saved = (tmp_path / "out" / "Application.docx").read_bytes()
    assert len(marked(saved)) == 2
    cleared = annotate_application(saved, [])
    patch = Patch(cleared)
    assert Relations(patch, patch.main_part).find("comments") is None
