"""A worked case filled into its scheme's own blank forms as a school would, with files for its evidence."""

from __future__ import annotations

import hashlib
import io

from docx import Document
from openpyxl import Workbook
from reportlab.pdfgen.canvas import Canvas

from pipeline.believable_year.answering.meant import fields_meant, rows_meant, tags_meant
from pipeline.believable_year.course.worked_school import blank_forms
from pipeline.believable_year.filling_in.application import write_application
from pipeline.believable_year.filling_in.record import write_record
from pipeline.checking.proving.examples import submission_of
from pipeline.scheme.model import Scheme, WorkedCase
from pipeline.values import SourceFile

SHOWN = "What the school did, whom it asked and what came of it stands here."


def sources(case: WorkedCase, scheme: Scheme) -> list[SourceFile]:
    """Everything the school sends: the Record, the Application, and its evidence."""
    submission, blanks, files = submission_of(case, scheme), blank_forms(scheme), []
    for layout in scheme.documents:
        form = submission.form(layout.id)
        if form is None:
            continue
        if layout.kind == "document":
            name = "Application.docx"
            content = write_application(blanks[layout.id], tags_meant(form, layout, scheme), name, case.today)[0]
        else:
            tables = {table.id: rows_meant(form, table, scheme) for table in layout.tables}
            fields, name = fields_meant(form, layout, scheme), "Record.xlsx"
            content = write_record(blanks[layout.id], fields, tables, name, case.today)[0]
        files.append((name, content))
    files += [(str(file["name"]), a_page(str(file["name"]))) for file in case.files]
    return [SourceFile(name, content, hashlib.sha256(content).hexdigest()) for name, content in files]


def a_page(name: str) -> bytes:
    """A file of evidence with a few words in it, of the kind that its name says."""
    title, _, ending = name.rpartition(".")
    out = io.BytesIO()
    if ending == "docx":
        document = Document()
        for words in (title, SHOWN):
            document.add_paragraph(words)
        document.save(out)
    elif ending == "xlsx":
        book = Workbook()
        for row in ([title], [SHOWN], ["October", 41], ["January", 57]):
            book.worksheets[0].append(row)
        book.save(out)
    else:
        page = Canvas(out, invariant=1)
        page.drawString(60, 760, title)
        page.drawString(60, 730, SHOWN)
        page.showPage()
        page.save()
    return out.getvalue()
