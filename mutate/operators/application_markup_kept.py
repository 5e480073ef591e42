"""What Word wraps around answers that changes nothing: controls, tracked changes, runs, comments."""

from __future__ import annotations

import copy
from random import Random

from lxml import etree

from mutate.around import take_out
from mutate.mutant import Document, Faults, NotHereError, Sent, harmless
from mutate.operators import targets
from mutate.operators.application_shape_kept import criteria_table
from mutate.paper import XML_SPACE, Paper, W, comment, picture, plain_runs, row_of, text_of_run, texts
from mutate.school import scheme

A = Document.APPLICATION


def _any_answer(random: Random) -> str:
    return random.choice(sorted(targets.needed_in_application()))


def _wrap(element: etree._Element, tag: str, **attributes: str) -> etree._Element:
    """Put a new element around another one."""
    made = etree.Element(f"{W}{tag}", {f"{W}{key}": value for key, value in attributes.items()})
    element.addprevious(made)
    made.append(element)
    return made


def _wrap_in_control(element: etree._Element, random: Random) -> None:
    control = etree.Element(f"{W}sdt")
    etree.SubElement(etree.SubElement(control, f"{W}sdtPr"), f"{W}id").set(
        f"{W}val", str(random.randint(100_000, 999_999))
    )
    content = etree.SubElement(control, f"{W}sdtContent")
    element.addprevious(control)
    content.append(element)


@harmless(A, "D6")
def header_and_footer(paper: Paper, _sent: Sent, random: Random) -> Faults | None:
    """The school's name stands in a header of its own."""
    words = random.choice(["Our school", "Draft 3", "Confidential"])
    xml = f'<w:hdr xmlns:w="{W[1:-1]}"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:hdr>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
    paper.parts.add("word/headerX1.xml", xml.encode(), kind, "word/document.xml", "header")
    return None


@harmless(A, "D10", combines=False)
def pictures_pasted(paper: Paper, _sent: Sent, random: Random) -> Faults | None:
    """A drawing with words for those who cannot see it stands beside an answer."""
    cell = paper.cell(f"application.criteria.{random.choice(targets.criteria('Met'))}.how")
    next(cell.iter(f"{W}p")).append(picture(paper))
    return None


@harmless(A, "X24")
def foreign_parts(paper: Paper, _sent: Sent, _random: Random) -> Faults | None:
    """Parts of other programs travel along, which nobody declared."""
    paper.parts.put("customXml/item9.xml", b"<school xmlns='urn:example'>Our own data</school>")
    paper.parts.put("docProps/thumbnail.jpeg", b"\xff\xd8\xff\xe0 no picture \xff\xd9")
    return None


@harmless(A, "D1")
def answers_in_controls(paper: Paper, _sent: Sent, random: Random) -> Faults | None:
    """Answers were wrapped in content controls, around their text."""
    for address in random.sample(sorted(targets.needed_in_application()), 12):
        for made in plain_runs(paper.cell(address)):
            _wrap_in_control(made, random)
    return None


@harmless(A, "D1")
def cells_in_controls(paper: Paper, _sent: Sent, random: Random) -> Faults | None:
    """Whole cells were wrapped in content controls."""
    for address in random.sample(sorted(targets.needed_in_application()), 8):
        _wrap_in_control(paper.cell(address), random)
    return None


@harmless(A, "D1")
def rows_in_controls(paper: Paper, _sent: Sent, random: Random) -> Faults | None:
    """Whole rows were wrapped in content controls."""
    for criterion in random.sample(scheme().criteria, 4):
        _wrap_in_control(row_of(paper.cell(f"application.criteria.{criterion.id}.how")), random)
    return None


@harmless(A, "D1")
def table_in_control(paper: Paper, _sent: Sent, random: Random) -> Faults | None:
    """A whole table was wrapped in a content control."""
    _wrap_in_control(criteria_table(paper, random), random)
    return None


@harmless(A, "D1")
def controls_removed(paper: Paper, _sent: Sent, _random: Random) -> Faults | None:
    """Every content control is gone and its words stayed, as Google Docs leaves a form."""
    controls = list(paper.body.iter(f"{W}sdt"))
    if not controls:
        raise NotHereError
    for control in reversed(controls):
        content = control.find(f"{W}sdtContent")
        for child in list(content) if content is not None else ():
            control.addprevious(child)
        take_out(control)
    return None


@harmless(A, "D1")
def markers_removed(paper: Paper, _sent: Sent, _random: Random) -> Faults | None:
    """Tags, bookmarks and properties of ours are gone."""
    gone = [
        *paper.body.iter(f"{W}tag"),
        *paper.body.iter(f"{W}alias"),
        *paper.body.iter(f"{W}bookmarkStart"),
        *paper.body.iter(f"{W}bookmarkEnd"),
    ]
    for element in gone:
        take_out(element)
    for name in [name for name in paper.parts.names if name.startswith("docProps/")]:
        paper.parts.remove(name)
    return None


@harmless(A, "D5")
def split_runs(paper: Paper, _sent: Sent, random: Random) -> Faults | None:
    """Word cut the answers into many runs, in the middle of words."""
    for address in random.sample(sorted(targets.needed_in_application()), 15):
        for made in plain_runs(paper.cell(address)):
            _split(made, random)
    return None


def _split(made: etree._Element, random: Random) -> None:
    text = text_of_run(made)
    if len(text) < 3:
        return
    cut = random.randint(1, len(text) - 1)
    second = copy.deepcopy(made)
    for element, piece in ((made, text[:cut]), (second, text[cut:])):
        holders = list(texts(element))
        for holder in holders[1:]:
            take_out(holder)
        holders[0].text = piece
        holders[0].set(XML_SPACE, "preserve")
    made.addnext(second)
    second.addprevious(etree.Element(f"{W}proofErr", {f"{W}type": "spellStart"}))


@harmless(A, "D1")
def smart_tags(paper: Paper, _sent: Sent, random: Random) -> Faults | None:
    """Old Word wrapped names and dates in smart tags."""
    for address in random.sample(sorted(targets.needed_in_application()), 10):
        for made in plain_runs(paper.cell(address)):
            _wrap(made, "smartTag", uri="urn:schemas-microsoft-com:office:smarttags", name="PersonName")
    return None


@harmless(A, "D9", combines=False)
def answers_as_links(paper: Paper, _sent: Sent, random: Random) -> Faults | None:
    """Word turned words into links within the document."""
    for address in random.sample(
        [a for a in sorted(targets.needed_in_application()) if a.endswith(("lead_email", ".how"))], 3
    ):
        made = plain_runs(paper.cell(address))
        if made:
            _wrap(made[0], "hyperlink", anchor="top")
    return None


@harmless(A, "D4", combines=False)
def remark_in_comment(paper: Paper, _sent: Sent, random: Random) -> Faults | None:
    """A governor's remark is pinned to an answer."""
    cell = paper.cell(f"application.criteria.{random.choice(targets.criteria('Met'))}.how")
    comment(paper, next(cell.iter(f"{W}p")), random.choice(["Lovely!", "Is this still true?", "JM to check"]))
    return None
