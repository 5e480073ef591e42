"""A school's two forms, filled in, and the same forms saved by LibreOffice as the kinds that schools send."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.believable_year.answering.answers import answers_for
from pipeline.believable_year.filling_in.application import fill_application
from pipeline.believable_year.filling_in.record import fill_record
from pipeline.believable_year.schools.profiles import PROFILES
from pipeline.believable_year.wording.sayings import Sayings
from pipeline.blank_forms.application import build_application
from pipeline.blank_forms.record import build_record
from pipeline.office.reading_room.room import ReadingRoom
from pipeline.sandbox import libreoffice
from pipeline.scheme import Scheme
from pipeline.values import SourceFile

# The kind, the form it is made from, and the name of LibreOffice's filter that writes it.
SAVED_AS = {
    "Record.xls": ("Record.xlsx", "xls:MS Excel 97"),
    "Record.ods": ("Record.xlsx", "ods:calc8"),
    "Record.html": ("Record.xlsx", "html:HTML (StarCalc)"),
    "Record.fods": ("Record.xlsx", "fods:OpenDocument Spreadsheet Flat XML"),
    "Record.csv": ("Record.xlsx", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"),
    "Record.pdf": ("Record.xlsx", "pdf:calc_pdf_Export"),
    "Application.doc": ("Application.docx", "doc:MS Word 97"),
    "Application.odt": ("Application.docx", "odt:writer8"),
    "Application.rtf": ("Application.docx", "rtf:Rich Text Format"),
    "Application.html": ("Application.docx", "html:HTML (StarWriter)"),
    "Application.fodt": ("Application.docx", "fodt:OpenDocument Text Flat XML"),
    "Application.pdf": ("Application.docx", "pdf:writer_pdf_Export"),
}

Saved = Mapping[str, SourceFile]
Source = Callable[[str, bytes], SourceFile]


@pytest.fixture(scope="session")
def source() -> Source:
    return lambda name, content: SourceFile(name, content, hashlib.sha256(content).hexdigest())


@pytest.fixture(scope="session")
def saved(scheme: Scheme, source: Source) -> Saved:
    """Every form of :data:`SAVED_AS` and the two it was made from, by name; sheets of a CSV as files of their own."""
    answers = answers_for(PROFILES[0], 0, scheme, 1, Sayings())
    forms = {
        "Record.xlsx": fill_record(build_record(scheme), answers, "Record.xlsx")[0],
        "Application.docx": fill_application(build_application(scheme), answers, scheme, "Application.docx")[0],
    }
    with ThreadPoolExecutor(max_workers=2) as pool:
        made = list(pool.map(lambda asked: _save(forms, asked), SAVED_AS))
    return {name: source(name, content) for some in (forms, *made) for name, content in some.items()}


def _save(files: Mapping[str, bytes], asked: str) -> dict[str, bytes]:
    form, writes = SAVED_AS[asked]
    with tempfile.TemporaryDirectory() as folder:
        job = Path(folder)
        for made in (job / "in", job / "out"):
            made.mkdir()
        libreoffice.write_profile(job / "profile")
        (job / "in" / form).write_bytes(files[form])
        libreoffice.run(job, ["--convert-to", writes, "--outdir", "{job}/out", f"{{job}}/in/{form}"], 1, 90)
        return {path.name: path.read_bytes() for path in (job / "out").iterdir()}


@pytest.fixture(scope="session")
def room(scheme: Scheme) -> Iterator[ReadingRoom]:
    with ReadingRoom(scheme) as room:
        yield room
