"""What people and programs do to the Application in Word."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence

from lxml import etree

from .making import W14, Base, Files, W, cell_of, control, document, into, packed, para, parts, row_of, word

Edit = Callable[[etree._Element], None]
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "word/_rels/document.xml.rels"
HOW = "application.criteria.curriculum-skills.how"
RATING = "application.criteria.curriculum-skills.rating"
WORDS = "We teach it every Tuesday in every class, and the council asked for more of it."


def application(edit: Edit, name: str = "Application.docx") -> Callable[[Base], Files]:
    """A case's files: the Application after its text was changed."""
    return lambda _paper: {name: document(edit)}


def with_parts(edit: Edit, more: dict[str, tuple[str, str, bytes]]) -> Callable[[Base], Files]:
    """The same with parts of its own: name to (content type, relation, bytes); relation ids are ``rIdP1`` on."""

    def make(_paper: Base) -> Files:
        members = parts(document(edit))
        for number, (name, (kind, relation, content)) in enumerate(more.items(), start=1):
            members[name] = content
            types = members["[Content_Types].xml"].decode()
            entry = f'<Override PartName="/{name}" ContentType="{kind}"/>'
            members["[Content_Types].xml"] = types.replace("</Types>", f"{entry}</Types>").encode()
            rels = members[RELATIONS].decode()
            target = name.removeprefix("word/")
            link = f'<Relationship Id="rIdP{number}" Type="{_OFFICE}/{relation}" Target="{target}"/>'
            members[RELATIONS] = rels.replace("</Relationships>", f"{link}</Relationships>").encode()
        return {"Application.docx": packed(members)}

    return make


def linked(url: str, edit: Edit) -> Callable[[Base], Files]:
    """The same with one link to somewhere outside, ``rIdLink``."""

    def make(_paper: Base) -> Files:
        members = parts(document(edit))
        rels = members[RELATIONS].decode()
        link = f'<Relationship Id="rIdLink" Type="{_OFFICE}/hyperlink" Target="{url}" TargetMode="External"/>'
        members[RELATIONS] = rels.replace("</Relationships>", f"{link}</Relationships>").encode()
        return {"Application.docx": packed(members)}

    return make


def says(tag: str, text: str) -> Edit:
    """Somebody types into a box."""

    def edit(tree: etree._Element) -> None:
        texts = list(control(tree, tag).iter(f"{{{W}}}t"))
        texts[0].text = text
        for other in texts[1:]:
            other.text = ""

    return edit


def both(*edits: Edit) -> Edit:
    """One after the other."""

    def edit(tree: etree._Element) -> None:
        for one in edits:
            one(tree)

    return edit


def emptied(tag: str, xml: str = "<w:p/>") -> Edit:
    """The cell of a box holds something else instead, and no control."""
    return lambda tree: into(cell_of(control(tree, tag)), xml)


def wrapped(level: str) -> Edit:
    """A content control of the school's own around each cell, row or table of the criteria."""

    def edit(tree: etree._Element) -> None:
        for element in list(tree.iter(f"{{{W}}}{level}")):
            if next(element.iterancestors(f"{{{W}}}tbl"), None) is None and level != "tbl":
                continue
            parent = element.getparent()
            assert parent is not None
            (sdt,) = word('<w:sdt><w:sdtPr><w:id w:val="777"/></w:sdtPr><w:sdtContent/></w:sdt>')
            parent.replace(element, sdt)
            sdt[-1].append(element)

    return edit


def ticks(ticked: str, unticked: str) -> Edit:
    """Every rating's boxes drawn another way: the XML of a run that is ticked, and of one that is not."""

    def edit(tree: etree._Element) -> None:
        for sdt in list(tree.iter(f"{{{W}}}sdt")):
            box = sdt.find(f"{{{W}}}sdtPr/{{{W14}}}checkbox/{{{W14}}}checked")
            if box is None or cell_or_none(sdt) is None:
                continue
            parent = sdt.getparent()
            assert parent is not None
            at = parent.index(sdt)
            parent.remove(sdt)
            for offset, run in enumerate(word(ticked if box.get(f"{{{W14}}}val") == "1" else unticked)):
                parent.insert(at + offset, run)

    return edit


def cell_or_none(element: etree._Element) -> etree._Element | None:
    """The table cell around an element, if it stands in one."""
    return next(element.iterancestors(f"{{{W}}}tc"), None)


def run(text: str, font: str = "") -> str:
    """A run of text, in a font of its own where a letter draws a tick."""
    look = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>' if font else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def symbol(char: str) -> str:
    """A character of Wingdings as “Insert, Symbol” writes it (ECMA-376 part 1, 17.3.3.30)."""
    return f'<w:r><w:sym w:font="Wingdings" w:char="F0{char}"/></w:r>'


def form_box(on: int) -> str:
    """A check box of the old forms toolbar (ECMA-376 part 1, 17.16.7)."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="Check1"/><w:enabled/><w:calcOnExit w:val="0"/>'
        f'<w:checkBox><w:sizeAuto/><w:default w:val="0"/><w:checked w:val="{on}"/></w:checkBox></w:ffData></w:fldChar>'
        "</w:r>"
        '<w:r><w:instrText xml:space="preserve"> FORMCHECKBOX </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


TRACKED = (
    '<w:p><w:r><w:t xml:space="preserve">We teach it </w:t></w:r>'
    '<w:del w:id="901" w:author="Chair of Governors" w:date="2026-01-10T09:00:00Z"><w:r>'
    '<w:delText xml:space="preserve">'
    "now and then </w:delText></w:r></w:del>"
    '<w:ins w:id="902" w:author="Chair of Governors" w:date="2026-01-10T09:00:00Z"><w:r>'
    '<w:t xml:space="preserve">'
    "every Tuesday in every class, </w:t></w:r></w:ins>"
    "<w:r><w:t>and the council asked for more of it.</w:t></w:r></w:p>"
)
DELETED = (
    '<w:p><w:del w:id="903" w:author="Chair of Governors" w:date="2026-01-10T09:00:00Z"><w:r>'
    "<w:delText>We teach it now and then.</w:delText></w:r></w:del></w:p>"
)
TEXT_BOX = (
    '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData '
    'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx><w:txbxContent>'
    f"{para(WORDS)}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
    f"<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{para(WORDS)}</w:txbxContent></v:textbox></v:shape></w:pict>"
    "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
)
NESTED = (
    '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid><w:tr><w:tc><w:tcPr/>'
    f"{para(WORDS)}</w:tc></w:tr></w:tbl><w:p/>"
)
PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="600000"/><wp:docPr id="9" name="Picture 9"/>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
    '<pic:cNvPr id="9" name="minutes.png"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="rIdP1"/></pic:blipFill><pic:spPr/>'
    "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)
COMMENTED = (
    '<w:p><w:commentRangeStart w:id="5"/><w:commentRangeEnd w:id="5"/><w:r><w:commentReference w:id="5"/></w:r></w:p>'
)
COMMENTS = (
    f'<w:comments xmlns:w="{W}"><w:comment w:id="5" w:author="Judith Iqbal" w:date="2026-01-10T09:00:00Z">'
    f"{para(WORDS)}</w:comment></w:comments>"
).encode()


def options(*lines: tuple[str, str]) -> Edit:
    """One criterion's options written anew: a line to each, its words and the XML of their look."""
    text = "".join(
        f'<w:p><w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r></w:p>' for words, look in lines
    )
    return emptied(RATING, text)


def old_boxes(tree: etree._Element) -> None:
    """One criterion's boxes are those of the old forms toolbar."""
    ticks(form_box(1), form_box(0))(cell_of(control(tree, RATING)))


def shown_otherwise(tree: etree._Element) -> None:
    """The boxes of one criterion show what was typed over them; their own record stays as it was."""
    for box, sign in zip(cell_of(control(tree, RATING)).iter(f"{{{W}}}sdt"), "☐☒☐", strict=True):
        next(box.iter(f"{{{W}}}t")).text = sign


def rating_cut(tree: etree._Element) -> None:
    """The cell of the boxes was deleted, and the cells behind it moved to the left."""
    cell = cell_of(control(tree, RATING))
    row_of(cell).remove(cell)


def border_dragged(tree: etree._Element) -> None:
    """The border behind “How we meet it” dragged to the right in one row; all others span one column more."""
    mine = row_of(control(tree, HOW))
    for row in (child for child in _table_of(mine) if child.tag == f"{{{W}}}tr"):
        _span([child for child in row if child.tag == f"{{{W}}}tc"][3 if row is mine else 4], 2)


def boxes_merged(tree: etree._Element) -> None:
    """One box over “How we meet it”, “Evidence” and “Impact”."""
    row = row_of(control(tree, HOW))
    cells = [child for child in row if child.tag == f"{{{W}}}tc"]
    into(cells[3], para(f"{WORDS} E2, E3. Fewer are sent in from play."))
    _span(cells[3], 3)
    for cell in cells[4:]:
        row.remove(cell)


def table_split(tree: etree._Element) -> None:
    """The first table of criteria split in two below its second criterion."""
    table = _table_of(row_of(control(tree, HOW)))
    rows = [child for child in table if child.tag == f"{{{W}}}tr"]
    lower = copy.deepcopy(table)
    for child in [child for child in lower if child.tag == f"{{{W}}}tr"]:
        lower.remove(child)
    (between,) = word("<w:p/>")
    table.addnext(between)
    between.addnext(lower)
    for row in rows[3:]:
        lower.append(row)


def among_the_ticks(tree: etree._Element) -> None:
    """The answer typed below the boxes to tick, and its own box left empty."""
    cells = [child for child in row_of(control(tree, HOW)) if child.tag == f"{{{W}}}tc"]
    cells[2].append(word(para(WORDS))[0])
    into(cells[3], "<w:p/>")


def _table_of(row: etree._Element) -> etree._Element:
    table = row.getparent()
    assert table is not None
    return table


def _span(cell: etree._Element, columns: int) -> None:
    look = cell.find(f"{{{W}}}tcPr")
    assert look is not None
    look.append(word(f'<w:gridSpan w:val="{columns}"/>')[0])


def title_rows(tree: etree._Element) -> None:
    """A row over all columns on top of each table of criteria, as people merge one for a title."""
    for table in list(tree.iter(f"{{{W}}}tbl"))[1:-2]:
        rows = [child for child in table if child.tag == f"{{{W}}}tr"]
        (row,) = word(
            f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="6"/></w:tcPr>{para("Our self-assessment")}</w:tc></w:tr>'
        )
        table.insert(table.index(rows[0]), row)


def title_rows_of_old(tree: etree._Element) -> None:
    """The same row as Word 97 to 2003 merge it: a cell for each column (ECMA-376 part 4, 14.7, ``hMerge``)."""
    cells = "".join(
        f"<w:tc><w:tcPr><w:hMerge{goes}/></w:tcPr>{para(words)}</w:tc>"
        for goes, words in ((' w:val="restart"', "Our self-assessment"), *[("", "")] * 5)
    )
    for table in list(tree.iter(f"{{{W}}}tbl"))[1:-2]:
        rows = [child for child in table if child.tag == f"{{{W}}}tr"]
        table.insert(table.index(rows[0]), word(f"<w:tr>{cells}</w:tr>")[0])


def area_merged(tree: etree._Element) -> None:
    """The area of three lines of the index merged downwards: it stands in the first of them."""
    for number in (7, 8, 9):
        cell = cell_of(control(tree, f"application.evidence.E{number}.area"))
        look = cell.find(f"{{{W}}}tcPr")
        assert look is not None
        if number > 7:
            into(cell, "<w:p/>")
        (merge,) = word('<w:vMerge w:val="restart"/>' if number == 7 else "<w:vMerge/>")
        look.append(merge)


def row_deleted(tree: etree._Element) -> None:
    """A criterion's row is gone."""
    row = row_of(control(tree, HOW))
    parent = row.getparent()
    assert parent is not None
    parent.remove(row)


def table_deleted(tree: etree._Element) -> None:
    """The third table, the criteria of student voice, is gone."""
    table = list(tree.iter(f"{{{W}}}tbl"))[2]
    parent = table.getparent()
    assert parent is not None
    parent.remove(table)


def table_as_picture(tree: etree._Element) -> None:
    """The third table was cut, and pasted in its place as a picture."""
    table = list(tree.iter(f"{{{W}}}tbl"))[2]
    for element in word(PICTURE):
        table.addprevious(element)
    table_deleted(tree)


def rows_swapped(tree: etree._Element) -> None:
    """The second criterion of the first principle stands above the first."""
    row = row_of(control(tree, HOW))
    table = row.getparent()
    assert table is not None
    above = row.getprevious()
    assert above is not None
    table.remove(row)
    table.insert(table.index(above), row)


def row_added(tree: etree._Element) -> None:
    """A criterion of the school's own below the last of the first principle."""
    row = row_of(control(tree, "application.criteria.curriculum-reviewed.how"))
    own = copy.deepcopy(row)
    for sdt in list(own.iter(f"{{{W}}}sdt")):
        parent, inside = sdt.getparent(), sdt.find(f"{{{W}}}sdtContent")
        assert parent is not None
        assert inside is not None
        at = parent.index(sdt)
        parent.remove(sdt)
        for offset, child in enumerate(list(inside)):
            parent.insert(at + offset, child)
    cells = [child for child in own if child.tag == f"{{{W}}}tc"]
    for cell, text in zip(
        cells, ("", "Our own: outdoor learning", "", "Each class is outside once a week.", "", ""), strict=True
    ):
        into(cell, para(text))
    row.addnext(own)


def criterion_reworded(tree: etree._Element) -> None:
    """The text of a criterion in the school's own words."""
    cells = [child for child in row_of(control(tree, HOW)) if child.tag == f"{{{W}}}tc"]
    into(cells[1], para("Pupils learn skills for feelings, setbacks and friendships."))


def under_the_criterion(tree: etree._Element) -> None:
    """The answer typed below the criterion, and its own box left empty."""
    cells = [child for child in row_of(control(tree, HOW)) if child.tag == f"{{{W}}}tc"]
    cells[1].append(word(para(WORDS))[0])
    into(cells[3], "<w:p/>")


def second_application(names: Sequence[tuple[str, str]]) -> Edit:
    """A whole second Application below the first, with words of it replaced."""

    def edit(tree: etree._Element) -> None:
        body = tree[0]
        again = [copy.deepcopy(child) for child in body if child.tag != f"{{{W}}}sectPr"]
        for child in again:
            for text in child.iter(f"{{{W}}}t"):
                for old, new in names:
                    text.text = (text.text or "").replace(old, new)
        at = len(body) - 1
        for offset, child in enumerate(again):
            body.insert(at + offset, child)

    return edit


def other_form(title: str, lines: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """A form of another scheme: its title, some lines and one table."""
    import io

    from docx import Document

    page = Document()
    page.add_heading(title, level=1)
    for line in lines:
        page.add_paragraph(line)
    table = page.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    out = io.BytesIO()
    page.save(out)
    return out.getvalue()
