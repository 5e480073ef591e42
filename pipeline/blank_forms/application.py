"""The Application: the Word form that schools fill in, made from the scheme's layout, blank or with answers in it."""

from __future__ import annotations

import io
from collections.abc import Sequence

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Mm
from lxml import etree

from pipeline.blank_forms.answers import BLANK, Answers
from pipeline.blank_forms.application_look import BRITISH, house_style, without_unused_looks
from pipeline.blank_forms.word_parts import (
    Cell,
    Control,
    bookmarked,
    custom_properties,
    field_code,
    paragraph,
    run,
    table_of,
)
from pipeline.house_colours import PALE, TEAL
from pipeline.ooxml.container import normalise
from pipeline.scheme.model import (
    ColumnLayout,
    Criterion,
    DocumentLayout,
    FieldLayout,
    FieldType,
    Scheme,
    SectionLayout,
    TableLayout,
)
from pipeline.scheme.words import placeholders
from pipeline.scheme.words.phrases import phrases_of

LABEL_WIDTH, ANSWER_WIDTH = 32, 78
# Heights in twentieths of a point: a page's room for a principle's rows, the tallest blank row,
# a row of the evidence index and a row of a labelled box.
PAGE_ROOM, MOST_ROW, INDEX_ROW, FIELD_ROW = 7000, 2330, 360, 480
# A row that a tick answers, with room for two options one under the other.
BRIEF_ROW = 620


def build_application(scheme: Scheme, answers: Answers = BLANK) -> bytes:
    """The Application as DOCX bytes, with any ``answers`` in it; the same scheme always gives the same bytes.

    Raises KeyError when the layout names a list of choices that the scheme does not have.
    """
    return _Application(scheme, answers).build()


class _Application:
    """One document in the making."""

    def __init__(self, scheme: Scheme, answers: Answers) -> None:
        self.scheme, self.answers = scheme, answers
        self.layout: DocumentLayout = scheme.document("application")
        self.document = Document()
        self.body = self.document.element.body
        self.control = Control({f"award.{self.layout.id}.{name}": f for name, f in answers.boxes.items()})
        self.bookmarks = 0
        self.phrases = phrases_of(scheme)

    def build(self) -> bytes:
        """The document from its front page to its last section, as DOCX bytes."""
        self._page()
        house_style(self.document, self.scheme.language or BRITISH)
        self._front()
        for section in self.layout.sections:
            self._section(section)
        self._properties()
        without_unused_looks(self.document)
        out = io.BytesIO()
        self.document.save(out)
        return normalise(out.getvalue(), self.scheme.effective_from)

    def _page(self) -> None:
        page = self.document.sections[0]
        page.orientation = WD_ORIENT.LANDSCAPE
        page.page_width, page.page_height = Mm(297), Mm(210)
        page.left_margin = page.right_margin = Mm(16)
        page.top_margin, page.bottom_margin = Mm(15), Mm(17)
        page.header_distance, page.footer_distance = Mm(8), Mm(8)
        page.footer.is_linked_to_previous = False
        footer = page.footer.part.element[0]
        say, scheme = self.phrases.say, self.scheme
        version = say("version {version}", version=scheme.version)
        words = f"{scheme.short_name} · {self.layout.title} · {version}\t{say('Page ')}"
        for part in (run(words), *field_code("PAGE"), run(say(" of ")), *field_code("NUMPAGES")):
            footer.append(part)

    def _properties(self) -> None:
        core = self.document.core_properties
        core.title = f"{self.scheme.short_name}: {self.layout.title}"
        core.author = core.last_modified_by = self.scheme.name
        core.language, core.comments, core.subject = (
            self.scheme.language or BRITISH,
            "",
            self.layout.also_called,
        )
        custom_properties(
            self.document,
            {
                "award.scheme": self.scheme.id,
                "award.version": self.scheme.version,
                "award.document": self.layout.id,
                **({"award.language": self.scheme.language} if self.scheme.language else {}),
            },
        )

    def _add(self, element: etree._Element) -> None:
        self.body.insert(len(self.body) - 1, element)

    def _front(self) -> None:
        self._add(paragraph("Subtitle", run(self.scheme.name)))
        self._add(paragraph("Title", run(self.layout.title)))
        for guidance in self.layout.guidance:
            self._add(paragraph("Guidance", run(f"{guidance.heading}. ", bold=True), run(guidance.text)))

    def _section(self, section: SectionLayout) -> None:
        long = any(table.split_by or table.blank_rows or is_told(table) for table in section.tables)
        self._add(self._heading("Heading1", section.title, f"award_{section.id}", new_page=long))
        if section.intro:
            self._add(paragraph("Intro", run(section.intro)))
        for field in section.fields:
            if field.type is FieldType.TICK:
                box = self.control.tick(self._tag(field.id), field.label)
                self._add(paragraph("Tick", box, run(f" {field.label}")))
        labelled = [field for field in section.fields if field.type is not FieldType.TICK]
        if labelled:
            self._fields(section.title, labelled)
        for table in section.tables:
            if table.split_by:
                self._split(table)
                continue
            if table.title != section.title:
                self._add(self._heading("Heading2", table.title, f"award_{table.id}_table"))
            self._table(table, table.title, self._rows_of(table))

    def _heading(self, style: str, text: str, bookmark: str, *, new_page: bool = False) -> etree._Element:
        self.bookmarks += 1
        return paragraph(style, *bookmarked(self.bookmarks, bookmark, run(text)), new_page=new_page)

    def _fields(self, title: str, fields: Sequence[FieldLayout]) -> None:
        rows = []
        for field in fields:
            label = Cell([paragraph("Label", run(field.label))], fill=PALE, middle=True)
            answer = self._answer(field, self._tag(field.id), field.label)
            rows.append([label, Cell([paragraph("Answer", answer)], middle=True)])
        description = self.phrases.say("{title}: a label and a box to a row.", title=title)
        self._add(table_of([LABEL_WIDTH, ANSWER_WIDTH], None, rows, title, description, FIELD_ROW))
        self._add(paragraph("Gap"))

    def _split(self, table: TableLayout) -> None:
        """A heading and a table of its own for each area or group that holds criteria, each on its own page.

        Questions that a tick answers stand close together. Above the first area of a group stands what the group is.
        """
        apart = self.scheme.groups if table.split_by == "group" else self.scheme.areas
        held = [principle for principle in apart if self.scheme.criteria_of(principle.id)]
        within = None
        for principle in held:
            criteria = self.scheme.criteria_of(principle.id)
            title = self.scheme.title_of(principle)
            if principle.within not in (None, within):
                within = principle.within
                self._add(paragraph("Intro", run(self.scheme.principle(within).name, bold=True)))
            bookmark = f"award_{table.id}_{principle.id}".replace("-", "_")[:40]
            self._add(
                self._heading("Heading2", title, bookmark, new_page=not is_brief(table) and principle is not held[0])
            )
            self._table(table, title, [(c.id, c.code, c) for c in criteria])

    def _rows_of(self, table: TableLayout) -> list[tuple[str, str, Criterion | None]]:
        """Each row's name in tags, what its first cell prints, and the criterion if it has one."""
        if table.rows == "criteria":
            return [(c.id, c.code, c) for c in self.scheme.criteria]
        if table.rows == "principles":
            return [(p.id, f"{p.number}. {p.short_name}", None) for p in self.scheme.areas_in(table)]
        return [(number, number, None) for number in self.answers.rows(table, self.scheme)]

    def _table(self, table: TableLayout, title: str, rows: Sequence[tuple[str, str, Criterion | None]]) -> None:
        header = [Cell([paragraph("TableHead", run(column.label))], fill=TEAL) for column in table.columns]
        body = [
            [self._cell(table, column, first, *row) for first, column in _first_marked(table.columns)] for row in rows
        ]
        columns = ", ".join(column.label for column in table.columns)
        description = self.phrases.say("{count} rows with the columns {columns}.", count=len(rows), columns=columns)
        least = INDEX_ROW
        if table.rows != "blank":
            least = BRIEF_ROW if is_brief(table) else min(MOST_ROW, PAGE_ROOM // len(rows))
        widths = [column.width for column in table.columns]
        self._add(table_of(widths, header, body, title, description, least))
        self._add(paragraph("Gap"))

    def _cell(
        self, table: TableLayout, column: ColumnLayout, first: bool, row: str, printed: str, criterion: Criterion | None
    ) -> Cell:
        middle = table.rows == "blank"
        if first and column.printed:
            return Cell([paragraph("Label", run(printed))], fill=PALE, middle=middle)
        if column.printed:
            return Cell(_criterion_words(criterion), fill=PALE)
        tag = self._tag(table.id, row, column.id)
        if column.ticks and column.choices:
            options = self.scheme.printed_options(column.choices)
            return Cell([self._tick_line(tag, option, printed) for option in options])
        return Cell([paragraph("Answer", self._answer(column, tag, f"{printed} {column.label}"))], middle=middle)

    def _tick_line(self, tag: str, option: str, printed: str) -> etree._Element:
        return paragraph("TickCell", self.control.tick(tag, f"{printed} {option}", option), run(f" {option}"))

    def _answer(self, field: FieldLayout, tag: str, title: str) -> etree._Element:
        if field.choices:
            return self.control.choice(
                tag, title, self.phrases.say(placeholders.CHOOSE), self.scheme.printed_options(field.choices)
            )
        if field.type is FieldType.DATE:
            return self.control.date(tag, title, self.phrases.say(placeholders.DATE))
        return self.control.text(tag, title, self.phrases.say(placeholders.WRITE))

    def _tag(self, *parts: str) -> str:
        return ".".join(("award", self.layout.id, *parts))


def is_brief(table: TableLayout) -> bool:
    """Whether a tick answers each row: nobody has to write at length."""
    return all(c.printed or c.optional for c in table.columns if c.type is FieldType.LONG_TEXT)


def is_told(table: TableLayout) -> bool:
    """Whether a school writes at length about each area."""
    return table.rows == "principles" and not is_brief(table)


def _first_marked(columns: Sequence[ColumnLayout]) -> list[tuple[bool, ColumnLayout]]:
    return [(index == 0, column) for index, column in enumerate(columns)]


def _criterion_words(criterion: Criterion | None) -> list[etree._Element]:
    if criterion is None:
        return [paragraph("Answer")]
    text, *below = criterion.printed
    return [paragraph("Answer", run(text)), *(paragraph("Example", run(line)) for line in below)]
