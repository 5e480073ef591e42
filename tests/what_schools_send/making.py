"""Papers to start from, and the hands that spoil them: a complete, believable Record, Application and evidence."""

from __future__ import annotations

import datetime as dt
import io
import re
import subprocess
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import etree
from openpyxl import Workbook, load_workbook

from pipeline.believable_year.answering.answers import Answers, answers_for
from pipeline.believable_year.evidence.files import make
from pipeline.believable_year.filling_in.application import fill_application
from pipeline.believable_year.filling_in.record import fill_record
from pipeline.believable_year.schools.profiles import PROFILES
from pipeline.believable_year.wording.sayings import Sayings
from pipeline.blank_forms.application import build_application
from pipeline.blank_forms.record import build_record
from pipeline.reading.identity import SchoolList
from pipeline.sandbox import libreoffice
from pipeline.scheme import Scheme
from pipeline.scheme.loader import load_scheme
from pipeline.values import Place, School

Files = dict[str, bytes]

RULES = Path(__file__).resolve().parents[2] / "rules" / "kent-award"
SCHOOL, SEED = 13, 2025  # Eastling Cross: a church school with a long name, whose papers come in a folder
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


@dataclass(frozen=True, slots=True)
class Base:
    """Faultless papers of one school, and where each of their answers stands."""

    scheme: Scheme
    today: dt.date
    answers: Answers
    record: bytes
    application: bytes
    evidence: Mapping[str, bytes]
    places: Mapping[str, Place]
    schools: SchoolList

    @property
    def files(self) -> Files:
        return {"Record.xlsx": self.record, "Application.docx": self.application, **self.evidence}

    def place(self, address: str) -> Place:
        return self.places[address]


@cache
def base() -> Base:
    """The papers that every case starts from. The day is three days after they were sent."""
    scheme = load_scheme(RULES)
    answers = answers_for(PROFILES[SCHOOL], SCHOOL, scheme, SEED, Sayings())
    record, places = fill_record(build_record(scheme), answers, "Record.xlsx")
    application, more = fill_application(build_application(scheme), answers, scheme, "Application.docx")
    evidence = {piece.file: make(piece, answers, SEED) for piece in answers.pieces}
    today = answers.sent + dt.timedelta(days=3)
    return Base(scheme, today, answers, record, application, evidence, places | more, _schools(answers))


def _schools(answers: Answers) -> SchoolList:
    """The school itself, and two that could be mistaken for it."""
    profile = answers.profile
    own = School(
        answers.urn, profile.name, answers.urn, "8863481", "Primary", "Voluntary controlled school", profile.street,
        profile.town, answers.postcode, f"https://www.{answers.host}", " ".join(profile.head),
    )  # fmt: skip
    near = School(
        "199998", "Eastling Cross Infant School", "199998", "8862998", "Primary", "Community school", "Mill Lane",
        profile.town, "ME93 4QT", "https://www.eastling-cross-infant.example", "Ms Orla Penfold",
    )  # fmt: skip
    far = School(
        "199999", "Saint Werburgh's Primary School", "199999", "8862999", "Primary", "Community school", "The Quay",
        "Ebbsworth", "ME99 9ZZ", "https://www.saint-werburghs.example", "Mr Dele Marsh",
    )  # fmt: skip
    return SchoolList.of((own, near, far))


def workbook(edit: Callable[[Workbook], None], content: bytes | None = None) -> bytes:
    """The Record after somebody worked on it. A program that saves it anew, as openpyxl does here."""
    book = load_workbook(io.BytesIO(base().record if content is None else content))
    edit(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def parts(content: bytes) -> Files:
    """The parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(members: Mapping[str, bytes | str], *, stored: Iterable[str] = ()) -> bytes:
    """Parts into a package, in their order."""
    out = io.BytesIO()
    plain = set(stored)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data, zipfile.ZIP_STORED if name in plain else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def patched(content: bytes, name: str, edit: Callable[[etree._Element], None]) -> bytes:
    """A package with one XML part changed."""
    members = parts(content)
    tree = etree.fromstring(members[name])
    edit(tree)
    members[name] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return packed(members)


def document(edit: Callable[[etree._Element], None], content: bytes | None = None) -> bytes:
    """The Application after its text was changed."""
    return patched(base().application if content is None else content, "word/document.xml", edit)


def sheet_part(content: bytes, title: str) -> str:
    """The part that holds a sheet."""
    members = parts(content)
    book = etree.fromstring(members["xl/workbook.xml"])
    relation = next(s.get(f"{{{R}}}id") for s in book.iter(f"{{{S}}}sheet") if s.get("name") == title)
    rels = etree.fromstring(members["xl/_rels/workbook.xml.rels"])
    target = next(str(r.get("Target")) for r in rels if r.get("Id") == relation)
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def replaced(content: bytes, name: str, old: str, new: str, times: int = 1) -> bytes:
    """A package with words of one part replaced. Raises ValueError when they are not there."""
    members = parts(content)
    text = members[name].decode("utf-8")
    if not re.search(old, text):
        raise ValueError(f"{name} has nothing like {old}")
    members[name] = re.sub(old, new, text, count=times, flags=re.DOTALL).encode("utf-8")
    return packed(members)


def control(tree: etree._Element, tag: str) -> etree._Element:
    """The content control that holds an answer of the Application."""
    return next(
        sdt
        for sdt in tree.iter(f"{{{W}}}sdt")
        if (found := sdt.find(f"{{{W}}}sdtPr/{{{W}}}tag")) is not None and found.get(f"{{{W}}}val") == f"award.{tag}"
    )


def cell_of(element: etree._Element) -> etree._Element:
    """The table cell around an element."""
    return next(element.iterancestors(f"{{{W}}}tc"))


def row_of(element: etree._Element) -> etree._Element:
    """The table row around an element."""
    return next(element.iterancestors(f"{{{W}}}tr"))


def word(xml: str) -> list[etree._Element]:
    """Elements written as Word writes them."""
    spaces = (
        f'xmlns:w="{W}" xmlns:w14="{W14}" xmlns:r="{R}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    return list(etree.fromstring(f"<all {spaces}>{xml}</all>"))


def into(cell: etree._Element, xml: str) -> None:
    """A table cell emptied and filled with paragraphs."""
    for child in list(cell):
        if child.tag != f"{{{W}}}tcPr":
            cell.remove(child)
    for element in word(xml):
        cell.append(element)


def para(text: str) -> str:
    """A paragraph of plain text."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return f'<w:p><w:r><w:t xml:space="preserve">{escaped}</w:t></w:r></w:p>'


def without_controls(content: bytes) -> bytes:
    """A Word form as other programs leave it: the text of every control, and no control."""
    members = parts(content)
    tree = etree.fromstring(members["word/document.xml"])
    for sdt in list(tree.iter(f"{{{W}}}sdt")):
        parent, inside = sdt.getparent(), sdt.find(f"{{{W}}}sdtContent")
        if parent is None or inside is None:
            continue
        at = parent.index(sdt)
        for offset, child in enumerate(list(inside)):
            parent.insert(at + offset, child)
        parent.remove(sdt)
    members["word/document.xml"] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    members.pop("docProps/custom.xml", None)
    for name in ("[Content_Types].xml", "_rels/.rels"):
        text = members[name].decode("utf-8")
        members[name] = re.sub(r"<(?:Override|Relationship)\b[^>]*custom[^>]*/>", "", text).encode("utf-8")
    return packed(members)


def resave(wanted: Iterable[tuple[bytes, str, str]]) -> dict[tuple[bytes, str, str], bytes]:
    """What LibreOffice makes of (content, suffix, suffix wanted), one start for each suffix wanted.

    Raises AssertionError when LibreOffice is not here or leaves one out: these rows cannot be shown without it.
    """
    by_suffix: dict[str, list[tuple[bytes, str, str]]] = defaultdict(list)
    for job in dict.fromkeys(wanted):
        by_suffix[job[2]].append(job)
    made: dict[tuple[bytes, str, str], bytes] = {}
    with tempfile.TemporaryDirectory(prefix="what-schools-send-") as name:
        folder = Path(name)
        libreoffice.write_profile(folder / "profile")
        for suffix, jobs in by_suffix.items():
            made |= _resaved(folder, suffix, jobs)
    return made


def _resaved(folder: Path, suffix: str, jobs: list[tuple[bytes, str, str]]) -> dict[tuple[bytes, str, str], bytes]:
    binary = libreoffice.program()
    assert binary is not None, "LibreOffice makes the files of these rows: install libreoffice-calc and -writer."
    out = folder / f"out-{suffix}"
    out.mkdir()
    sources = []
    for number, (content, ending, _) in enumerate(jobs):
        source = folder / f"{suffix}-{number:03d}.{ending}"
        source.write_bytes(content)
        sources.append(source)
    line = [
        str(binary), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
        "--convert-to", suffix, "--outdir", str(out), *map(str, sources),
    ]  # fmt: skip
    for _ in range(2):  # the first start of a fresh profile may only make the profile
        subprocess.run(line, capture_output=True, timeout=120, check=False)
        if all((out / f"{source.stem}.{suffix}").exists() for source in sources):
            break
    return {job: (out / f"{source.stem}.{suffix}").read_bytes() for job, source in zip(jobs, sources, strict=True)}
