"""PDFs are tagged, in order, right to the letter, and the same every time."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import pdfplumber
import pikepdf
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from PIL import Image

from pipeline.errors import ToolMissingError
from pipeline.rendering.pdf import available, to_pdf

ROOT = Path(__file__).parents[2]
NAMES = (
    "St Mary's & St John's <C of E>",
    "Ysgol Tŷ Ŵyn",
    "Szkoła Świętej Łucji",
    "The Blessed Oswald & St Mary's Church of England Voluntary Aided Primary School & Nursery AB",
    "Oak Hill",
)


def word(text: str) -> bytes:
    document = docx.Document()
    document.core_properties.title = "A letter"
    document.add_heading(text, 1)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def pdfs() -> list[bytes]:
    return to_pdf([word(name) for name in NAMES])


def test_each_document_comes_back_in_its_place_with_its_name_whole(pdfs: list[bytes]) -> None:
    read = []
    for data in pdfs:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            read.append(" ".join((pdf.pages[0].extract_text() or "").split()))
    assert read == list(NAMES)


def test_a_pdf_is_tagged_and_says_that_it_is_british_english(pdfs: list[bytes]) -> None:
    for data in pdfs:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert bool(pdf.Root.MarkInfo.Marked) is True
            assert "/StructTreeRoot" in pdf.Root
            assert str(pdf.Root.Lang) == "en-GB"
            assert str(pdf.docinfo["/Title"]) == "A letter"
            with pdf.open_metadata() as meta:
                assert str(meta["pdfuaid:part"]) == "1"


def test_the_same_documents_give_the_same_bytes_however_they_are_shared_out(pdfs: list[bytes]) -> None:
    assert to_pdf([word(name) for name in NAMES], workers=1) == pdfs


def test_a_document_that_cannot_be_opened_is_named_by_its_place() -> None:
    with pytest.raises(ToolMissingError, match="document 2"):
        to_pdf([word("one"), b"\x00garbage" * 500])


def test_nothing_asked_for_gives_nothing() -> None:
    assert to_pdf([]) == []


def run_with_path(path: Path | str, code: str) -> str:
    """What a fresh interpreter prints that finds programs only in ``path``."""
    done = subprocess.run(
        [sys.executable, "-c", code], env={"PATH": str(path)}, cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_without_the_box_the_pdf_is_the_same_and_the_officer_is_told(pdfs: list[bytes], tmp_path: Path) -> None:
    found = shutil.which("soffice")
    assert found is not None, available()
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "soffice").symlink_to(Path(found).resolve())
    (tmp_path / "letter.docx").write_bytes(word(NAMES[0]))
    printed = run_with_path(
        tmp_path / "bin",
        "import hashlib, pathlib; from pipeline.rendering.pdf import isolation, to_pdf; "
        f"data = pathlib.Path({str(tmp_path / 'letter.docx')!r}).read_bytes(); "
        "print(hashlib.sha256(to_pdf([data])[0]).hexdigest(), isolation())",
    )
    digest, said = printed.split(" ", 1)
    assert digest == hashlib.sha256(pdfs[0]).hexdigest()
    assert said == "does not work here: PDFs are made with less protection."


def test_without_libreoffice_a_sentence_says_what_to_install(tmp_path: Path) -> None:
    printed = run_with_path(
        tmp_path,
        "from pipeline.errors import ToolMissingError; from pipeline.rendering.pdf import to_pdf\n"
        "try: to_pdf([b''])\n"
        "except ToolMissingError as fault: print(fault)",
    )
    assert printed.startswith("LibreOffice is not installed, so no PDF can be made")


@pytest.mark.parametrize("boxed", [True, False])
def test_a_picture_named_by_its_place_on_this_machine_is_not_read(boxed: bool, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    Image.new("RGB", (90, 90), "red").save(secret)
    document = docx.Document()
    document.add_paragraph("Before")
    document.add_picture(str(secret))
    linked = document.part.relate_to(secret.as_uri(), RELATIONSHIP_TYPE.IMAGE, is_external=True)
    (blip,) = document.element.body.iter(qn("a:blip"))
    del blip.attrib[qn("r:embed")]
    blip.set(qn("r:link"), linked)
    document.save(str(tmp_path / "linked.docx"))
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "soffice").symlink_to(Path(str(shutil.which("soffice"))).resolve())
    printed = run_with_path(
        os.environ["PATH"] if boxed else tmp_path / "bin",
        "import io, pathlib, pikepdf; from pipeline.rendering.pdf import to_pdf; "
        f"data = pathlib.Path({str(tmp_path / 'linked.docx')!r}).read_bytes(); "
        "pdf = pikepdf.open(io.BytesIO(to_pdf([data])[0])); print(sum(len(page.images) for page in pdf.pages))",
    )
    assert printed == "0"
