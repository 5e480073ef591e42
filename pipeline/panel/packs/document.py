"""A pack's document: page furniture, contents lines, bookmarks and page numbers in one pass.

Page numbers are drawn as small forms that are given their content when the last page is known;
building the whole document twice for them would double the time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph

from pipeline.panel.packs import style

FOOT = 13 * mm
TOTAL = "total-pages"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A page of a school's PDF that belongs on a page of the pack, counted from 0."""

    page: int
    sha256: str
    source_page: int


@dataclass
class Progress:
    """What the flowables learn while the document is built."""

    pages: dict[str, int] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    stamps: list[Stamp] = field(default_factory=list)


class Mark(Flowable):
    """An invisible place: a bookmark in the outline, and the page that contents lines speak of."""

    def __init__(self, progress: Progress, key: str, title: str, level: int) -> None:
        super().__init__()
        self.progress, self.key, self.title, self.level = progress, key, title, level

    def wrap(self, *_: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        canvas = self.canv
        canvas.bookmarkHorizontal(self.key, 0, 24)
        canvas.addOutlineEntry(style.plain(self.title), self.key, self.level, closed=self.level > 0)
        self.progress.pages[self.key] = canvas.getPageNumber()


class Line(Flowable):
    """A line of the contents: title, dots, page; the whole line is a link."""

    def __init__(self, progress: Progress, key: str, title: str, level: int) -> None:
        super().__init__()
        self.progress, self.key, self.level = progress, key, level
        self.height = 15 if level else 21
        self.title = title

    def wrap(self, available: float, _: float) -> tuple[float, float]:
        self.width = available
        return available, self.height

    def draw(self) -> None:
        canvas, left = self.canv, 14 * self.level
        font, size = (style.PLAIN, 10) if self.level else (style.BOLD, 11.5)
        title = style.fit(self.title, font, size, self.width - left - 40)
        canvas.setFont(font, size)
        canvas.setFillColor(style.BODY if self.level else style.INK)
        canvas.drawString(left, 4, title)
        end = left + canvas.stringWidth(title, font, size)
        canvas.setStrokeColor(style.LINE)
        canvas.setDash(0.8, 3)
        canvas.line(end + 6, 6, self.width - 30, 6)
        canvas.setDash()
        canvas.saveState()
        canvas.translate(self.width, 4)
        canvas.doForm(f"at-{self.key}")
        canvas.restoreState()
        canvas.linkRect("", self.key, (0, 0, self.width, self.height), relative=1, thickness=0)
        self.progress.lines.append(self.key)


class Strip(Flowable):
    """The divider over each piece of evidence: its reference, title and file name."""

    tall = 56

    def __init__(self, ref: str, title: str, file_name: str, note: str = "") -> None:
        super().__init__()
        self.height = self.tall
        self.ref, self.title, self.file_name, self.note = ref or "–", title, file_name, note

    def wrap(self, available: float, _: float) -> tuple[float, float]:
        self.width = available
        return available, self.height

    def draw(self) -> None:
        canvas = self.canv
        canvas.setFillColor(style.PALE)
        canvas.roundRect(0, 14, self.width, 42, 4, stroke=0, fill=1)
        canvas.setFillColor(style.TEAL)
        canvas.roundRect(0, 14, 46, 42, 4, stroke=0, fill=1)
        canvas.setFillColor("#FFFFFF")
        canvas.setFont(style.BOLD, 15)
        canvas.drawCentredString(23, 30, self.ref)
        note_width = canvas.stringWidth(style.plain(self.note), style.PLAIN, 9)
        canvas.setFillColor(style.INK)
        canvas.setFont(style.BOLD, 11.5)
        canvas.drawString(56, 38, style.fit(self.title, style.BOLD, 11.5, self.width - 66))
        canvas.setFillColor(style.QUIET)
        canvas.setFont(style.PLAIN, 9)
        canvas.drawString(56, 23, style.fit(self.file_name, style.PLAIN, 9, self.width - 80 - note_width))
        canvas.drawRightString(self.width - 10, 23, style.plain(self.note))


class SourcePage(Flowable):
    """The room that a page of a school's PDF takes; the page itself is laid in afterwards."""

    def __init__(self, progress: Progress, sha256: str, source_page: int) -> None:
        super().__init__()
        self.progress, self.sha256, self.source_page = progress, sha256, source_page

    def wrap(self, available: float, height: float) -> tuple[float, float]:
        self.width, self.height = available, height - 1
        return available, height - 1

    def draw(self) -> None:
        self.progress.stamps.append(Stamp(self.canv.getPageNumber() - 1, self.sha256, self.source_page))


def frame_box() -> tuple[float, float, float, float]:
    """Left, bottom, right and top of what a page may hold."""
    return style.MARGIN, 22 * mm, style.WIDTH - style.MARGIN, style.HEIGHT - 17 * mm


def compose(story: Sequence[Flowable], progress: Progress, title: str, footer: str, author: str) -> bytes:
    """The story as PDF bytes, equal for equal stories. ``footer`` stands before “page n of N”."""
    stream = BytesIO()
    document = BaseDocTemplate(
        stream, pagesize=A4, title=style.plain(title), author=style.plain(author), subject=style.plain(footer),
        creator=style.plain(author), invariant=1, lang="en-GB", displayDocTitle=1, pageCompression=1,
        initialFontName=style.PLAIN,
    )  # fmt: skip
    left, bottom, right, top = frame_box()
    frame = Frame(left, bottom, right - left, top - bottom, 0, 0, 0, 0)

    def furniture(canvas: Any, _: Any) -> None:
        _foot(canvas, footer)

    document.addPageTemplates(PageTemplate("page", [frame], onPage=furniture))
    document.build([*story, _Numbers(progress)])
    return stream.getvalue()


def _foot(canvas: Any, words: str) -> None:
    number = f"  ·  page {canvas.getPageNumber()} of "
    tail = canvas.stringWidth(number, style.PLAIN, 8.5) + 20
    text = style.fit(words, style.PLAIN, 8.5, style.INNER - tail) + number
    canvas.saveState()
    canvas.setStrokeColor(style.LINE)
    canvas.line(style.MARGIN, FOOT + 11, style.WIDTH - style.MARGIN, FOOT + 11)
    canvas.setFillColor(style.QUIET)
    canvas.setFont(style.PLAIN, 8.5)
    canvas.drawString(style.MARGIN, FOOT, text)
    canvas.translate(style.MARGIN + canvas.stringWidth(text, style.PLAIN, 8.5), FOOT)
    canvas.doForm(TOTAL)
    canvas.restoreState()


class _Numbers(Flowable):
    """Stands last, where every page is known, and fills in the numbers drawn before."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self.progress = progress

    def wrap(self, *_: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        canvas = self.canv
        self._form(TOTAL, str(canvas.getPageNumber()), style.QUIET, 8.5, right=False)
        for key in dict.fromkeys(self.progress.lines):
            self._form(f"at-{key}", str(self.progress.pages.get(key, "")), style.TEAL, 10.5, right=True)

    def _form(self, name: str, text: str, colour: Any, size: float, *, right: bool) -> None:
        canvas = self.canv
        canvas.beginForm(name, -60, -10, 60, 20)
        canvas.setFillColor(colour)
        canvas.setFont(style.PLAIN, size)
        (canvas.drawRightString if right else canvas.drawString)(0, 0, text)
        canvas.endForm()


def heading(progress: Progress, key: str, text: str, level: int = 0) -> list[Flowable]:
    """A heading with its bookmark."""
    return [Mark(progress, key, text, level), Paragraph(style.safe(text), style.SECTION if level else style.HEADING)]


class PageNumber(Flowable):
    """In a table cell: the page where a mark stands, as a link."""

    def __init__(self, progress: Progress, key: str) -> None:
        super().__init__()
        self.width, self.height = 30, 12
        self.progress, self.key = progress, key

    def wrap(self, *_: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        canvas = self.canv
        canvas.saveState()
        canvas.translate(24, 2)
        canvas.doForm(f"at-{self.key}")
        canvas.restoreState()
        canvas.linkRect("", self.key, (0, 0, self.width, self.height), relative=1, thickness=0)
        self.progress.lines.append(self.key)
