"""The baselines: what a careful person would write in an afternoon with the well-known libraries."""

from __future__ import annotations

import difflib
import io
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.values import Finding

# As a process of its own, with the imports that such a script begins with.
READ_SCRIPT = """
import sys
import docx
import pandas
record, application = sys.argv[1:]
sheets = pandas.read_excel(record, sheet_name=None, header=None)
cells = [[str(v) for v in row] for sheet in sheets.values() for row in sheet.itertuples(index=False)]
tables = [[c.text for c in row.cells] for t in docx.Document(application).tables for row in t.rows]
print(len(cells), len(tables))
"""


def read_once(record: bytes, application: bytes) -> list[list[str]]:
    """pandas.read_excel over every sheet in one call; python-docx over every paragraph and every row of a table."""
    import pandas as pd

    sheets = pd.read_excel(io.BytesIO(record), sheet_name=None, header=None, engine="openpyxl")
    rows = [[str(cell) for cell in row] for sheet in sheets.values() for row in sheet.itertuples(index=False)]
    return rows + _words(application)


def read_in_a_loop(record: bytes, application: bytes) -> list[list[str]]:
    """The loop that is written first: one read_excel for each sheet, whose head stands elsewhere each time, and
    ``table.cell(row, column)`` for each box, as python-docx's own first pages show it.
    """
    import docx
    import pandas as pd

    rows: list[list[str]] = []
    for name in pd.ExcelFile(io.BytesIO(record), engine="openpyxl").sheet_names:
        sheet = pd.read_excel(io.BytesIO(record), sheet_name=name, header=None, engine="openpyxl")
        rows += [[str(cell) for cell in row] for row in sheet.itertuples(index=False)]
    document = docx.Document(io.BytesIO(application))
    rows += [[paragraph.text] for paragraph in document.paragraphs]
    for table in document.tables:
        for row in range(len(table.rows)):
            rows.append([table.cell(row, column).text for column in range(len(table.columns))])
    return rows


def _words(application: bytes) -> list[list[str]]:
    import docx

    document = docx.Document(io.BytesIO(application))
    paragraphs = [[paragraph.text] for paragraph in document.paragraphs]
    return paragraphs + [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]


def inflate_the_xml(record: bytes, application: bytes) -> int:
    """Nobody reads faster than this: unzip the parts that hold the answers and do nothing with them."""
    size = 0
    for package, parts in ((record, ("xl/worksheets/", "xl/sharedStrings")), (application, ("word/document",))):
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            size += sum(len(archive.read(name)) for name in archive.namelist() if name.startswith(parts))
    return size


def parse_alone(record: bytes, application: bytes) -> object:
    """The quickest libraries that there are: the Record's values by calamine, the Application's tree by lxml.

    Nothing is looked at: no style, note or hidden row, and no heading is understood.
    """
    from lxml import etree
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(record))
    values = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    with zipfile.ZipFile(io.BytesIO(application)) as archive:
        return values, etree.fromstring(archive.read("word/document.xml"))


def read_with_openpyxl(record: bytes, application: bytes) -> list[list[str]]:
    """openpyxl over every cell; python-docx over every paragraph and every row of a table."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(record), data_only=True)
    rows = [[str(cell) for cell in row] for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)]
    return rows + _words(application)


def import_with_pandas(extract: bytes) -> object:
    """The whole extract as a table of text: every column, nothing compared, nothing kept."""
    import pandas as pd

    return pd.read_csv(io.BytesIO(extract), dtype=str, encoding="cp1252", keep_default_na=False)


def nearest_with_difflib(name: str, postcode: str, schools: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    """The likest name of the list, and whether its postcode fits."""
    likest = difflib.get_close_matches(name, [listed for listed, _ in schools], n=1)
    return next(((listed, code) for listed, code in schools if listed in likest and code == postcode), None)


def annotate_with_openpyxl(workbook: bytes, findings: Sequence[Finding]) -> bytes:
    """Load, add a comment and a fill on each cell, save (and lose what openpyxl does not know)."""
    from openpyxl import load_workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    book = load_workbook(io.BytesIO(workbook))
    for finding in findings:
        if finding.place.sheet and finding.place.cell:
            cell = book[finding.place.sheet][finding.place.cell]
            cell.comment = Comment(f"{finding.title}\n{finding.message}\n{finding.fix}", "Award office")
            cell.fill = PatternFill("solid", fgColor="FFF4D6")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def comment_with_docx(document: bytes, findings: Sequence[Finding]) -> bytes:
    """Load, add a comment to each table cell with python-docx, save."""
    import docx

    opened = docx.Document(io.BytesIO(document))
    for finding in findings:
        place = finding.place
        if place.table and place.row and place.column:
            paragraph = opened.tables[place.table - 1].rows[place.row - 1].cells[place.column - 1].paragraphs[0]
            run = paragraph.runs[0] if paragraph.runs else paragraph.add_run()
            opened.add_comment(run, f"{finding.title}\n{finding.message}\n{finding.fix}", "Award office", "AO")
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def render_with_docxtpl(template: bytes, contexts: Sequence[Mapping[str, object]]) -> list[bytes]:
    """docxtpl as its own pages show it: open, render and save for each record."""
    from docxtpl import DocxTemplate

    made: list[bytes] = []
    for context in contexts:
        document = DocxTemplate(io.BytesIO(template))
        document.render(dict(context), autoescape=True)
        out = io.BytesIO()
        document.save(out)
        made.append(out.getvalue())
    return made


class PdfOneByOne:
    """A soffice process a file, with a profile that is kept (the first start, which makes it, is not counted)."""

    def __init__(self, program: Path, folder: Path) -> None:
        self._program = program
        self._profile = folder / "profile"

    def convert(self, documents: Sequence[bytes]) -> list[bytes]:
        """The PDFs, in order. Raises FileNotFoundError when LibreOffice made none."""
        return [self._one(document) for document in documents]

    def _one(self, document: bytes) -> bytes:
        with tempfile.TemporaryDirectory(prefix="award-bench-") as name:
            folder = Path(name)
            (folder / "letter.docx").write_bytes(document)
            line = [
                str(self._program), "--headless", "--norestore", f"-env:UserInstallation={self._profile.as_uri()}",
                "--convert-to", "pdf", "--outdir", name, str(folder / "letter.docx"),
            ]  # fmt: skip
            for _ in range(2):  # it ends with 81 when it has just made its profile, and wants to be started again
                if subprocess.run(line, capture_output=True, check=False, timeout=120).returncode != 81:
                    break
            return (folder / "letter.pdf").read_bytes()
