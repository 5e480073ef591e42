"""The comments of a Word document: ours put in and taken out, other people's left as they are.

A comment lives in two places: its words in the comments part, and its marks in the text. Newer Word keeps more
about each comment (who answered whom) in parts beside it; there only what points at a comment of ours goes.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from pipeline.feedback.word_text import COMMENT_MARKS, WordText
from pipeline.ooxml.characters import clean_xml
from pipeline.ooxml.elements import Element
from pipeline.ooxml.our_marks import LAST_LINES
from pipeline.ooxml.patching import Patch, Relations
from pipeline.ooxml.splicing import serialise
from pipeline.ooxml.word_walk import W

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COMMENTS_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
# Who answered whom, which ids last, when they were written: by the paragraph at a comment's end.
_BESIDE = ("commentsExtended", "commentsIds")
_ID = f"{W}id"
*_MARKS, _REFERENCE = COMMENT_MARKS
_COMMENTS = f'<w:comments xmlns:w="{W[1:-1]}">'
_SCHOOL = "School"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a comment: a bold beginning and the rest."""

    bold: str
    text: str = ""


def been_here(patch: Patch, links: Relations) -> bool:
    """Whether there are comments of ours already."""
    part = links.find("comments")
    return part is not None and any(line.encode() in patch.read(part) for line in LAST_LINES)


class WordComments:
    """The comments part of a document, with the marks of its comments in the text."""

    def __init__(self, patch: Patch, links: Relations, text: WordText) -> None:
        self._patch, self._links, self._text = patch, links, text
        self._part = links.find("comments")
        self._root = patch.xml(self._part) if self._part else etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})
        self.changed = False
        self._last = -1

    def remove_ours(self) -> None:
        """Take out what we wrote before; what a school wrote below our last line stays, as its own comment."""
        gone: set[str] = set()
        paragraphs: set[str] = set()
        for comment in list(self._root.iterchildren(f"{W}comment")):
            lines = list(comment.iterchildren(f"{W}p"))
            ends = [index for index, line in enumerate(lines) if any(last in _said(line) for last in LAST_LINES)]
            if not ends:
                continue
            self.changed = True
            for line in lines[: ends[-1] + 1]:
                paragraphs.add(line.get(f"{_W14}paraId") or "")
                comment.remove(line)
            if any(_said(line).strip() for line in lines[ends[-1] + 1 :]):
                comment.set(f"{W}author", _SCHOOL)
            else:
                self._root.remove(comment)
                gone.add(comment.get(_ID) or "")
                paragraphs |= {line.get(f"{_W14}paraId") or "" for line in lines}
        if gone:
            self._unmark(gone)
            self._forget(paragraphs - {""})

    def add(self, place: Element, lines: Sequence[Line], author: str) -> None:
        """Comment on a paragraph of the text; the last line is one of ``LAST_LINES``."""
        number = self._free_id()
        self._root.append(_comment(number, lines, author))
        properties = place.find(f"{W}pPr")
        start = 0 if properties is None else place.index(properties) + 1
        place.insert(start, etree.Element(_MARKS[0], {_ID: number}))
        place.append(etree.Element(_MARKS[1], {_ID: number}))
        etree.SubElement(etree.SubElement(place, f"{W}r"), _REFERENCE).set(_ID, number)
        self.changed = True

    def save(self) -> None:
        """Write the part back; one that holds nothing goes."""
        if not self.changed:
            return
        if not len(self._root):
            if self._part is not None:
                self._patch.remove(self._part)
                self._links.remove(self._part)
            return
        if self._part is None:
            self._part = "word/comments.xml"
            if self._patch.has(self._part):
                self._part = self._patch.free_name("word/comments{}.xml")
            self._patch.declare(self._part, _COMMENTS_TYPE)
            self._links.add(_COMMENTS_RELATION, self._part)
        self._patch.replace(self._part, serialise(self._root))

    def _free_id(self) -> str:
        if self._last < 0:
            said = [comment.get(_ID) or "" for comment in self._root.iterchildren(f"{W}comment")]
            known = [int(number) for number in said if number.isdecimal()]
            self._last = max((*known, *self._text.comment_numbers()), default=0)
        self._last += 1
        return str(self._last)

    def _unmark(self, gone: Collection[str]) -> None:
        """Take the marks of comments out of the text."""
        for mark in [mark for mark in self._text.root.iter(*COMMENT_MARKS) if mark.get(_ID) in gone]:
            holder = mark.getparent()
            if holder is None:
                continue
            _cut(mark)
            rest = [child for child in holder if child.tag != f"{W}rPr"]
            if mark.tag == _REFERENCE and holder.tag == f"{W}r" and not rest:
                _cut(holder)

    def _forget(self, paragraphs: Collection[str]) -> None:
        """Take what newer Word keeps about comments of ours out of the parts beside the comments."""
        for kind in _BESIDE:
            part = self._links.find(kind)
            if part is None or not paragraphs:
                continue
            root = self._patch.xml(part)
            for entry in list(root):
                for name, value in [(str(name), value) for name, value in entry.attrib.items()]:
                    if value in paragraphs and name.endswith("}paraId"):
                        root.remove(entry)
                    elif value in paragraphs and name.endswith("}paraIdParent"):
                        # An answer to us is then a comment of its own.
                        del entry.attrib[name]
            self._patch.replace(part, serialise(root))


def _cut(element: Element) -> None:
    """Remove an element, but not the white space that follows it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _said(paragraph: Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(f"{W}t"))


def _comment(number: str, lines: Sequence[Line], author: str) -> Element:
    """A comment, written as text and read at once: that is quicker than element by element."""
    paragraphs = [f"{_run(line.bold, '<w:rPr><w:b/></w:rPr>')}{_run(line.text)}" for line in lines]
    said = f'{_COMMENTS}<w:comment w:id={quoteattr(number)} w:author={quoteattr(clean_xml(author))} w:initials="AO">'
    words = "</w:p><w:p>".join(paragraphs)
    return etree.fromstring(f"{said}<w:p><w:r><w:annotationRef/></w:r>{words}</w:p></w:comment></w:comments>")[0]


def _run(text: str, look: str = "") -> str:
    words = escape(clean_xml(text))
    return f'<w:r>{look}<w:t xml:space="preserve">{words}</w:t></w:r>' if text else ""
