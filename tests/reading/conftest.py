"""Forms that are filled in as schools do it: blank ones of ours with answers put in their boxes."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree

from pipeline.blank_forms.application import build_application
from pipeline.blank_forms.record import build_record
from pipeline.scheme import Scheme
from pipeline.scheme.loader import load_scheme

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
RULES = Path(__file__).parents[2] / "rules" / "kent-award"

FillRecord = Callable[[Mapping[str, Any]], bytes]
FillApplication = Callable[[Mapping[str, str]], bytes]
Resave = Callable[[bytes, str], bytes]


@pytest.fixture(scope="session")
def scheme() -> Scheme:
    return load_scheme(RULES)


@pytest.fixture(scope="session")
def blank_record(scheme: Scheme) -> bytes:
    return build_record(scheme)


@pytest.fixture(scope="session")
def blank_application(scheme: Scheme) -> bytes:
    return build_application(scheme)


@pytest.fixture(scope="session")
def fill_record(blank_record: bytes) -> FillRecord:
    """Answers by ``sheet!cell``."""

    def fill(answers: Mapping[str, Any]) -> bytes:
        book = openpyxl.load_workbook(io.BytesIO(blank_record))
        for address, answer in answers.items():
            sheet, _, cell = address.rpartition("!")
            book[sheet][cell] = answer
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    return fill


@pytest.fixture(scope="session")
def fill_application(blank_application: bytes) -> FillApplication:
    """Answers by the tag's end: ``criteria.leadership-slt.how``; a tick by ``declared`` or ``…rating`` = option."""

    def fill(answers: Mapping[str, str]) -> bytes:
        return replace_part(blank_application, "word/document.xml", lambda xml: _fill_controls(xml, answers))

    return fill


def _fill_controls(xml: bytes, answers: Mapping[str, str]) -> bytes:
    root: Any = etree.fromstring(xml)
    for control in root.iter(f"{W}sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag").get(f"{W}val").removeprefix("award.application.")
        if tag not in answers:
            continue
        box = control.find(f"{W}sdtPr/{W14}checkbox")
        if box is not None:
            label = "".join(t.text or "" for t in control.getparent().iter(f"{W}t")).lstrip("☐☒ ")
            if answers[tag] in {label, "yes"}:
                box.find(f"{W14}checked").set(f"{W14}val", "1")
                next(control.iter(f"{W}t")).text = "☒"
            continue
        prompt = control.find(f"{W}sdtPr/{W}showingPlcHdr")
        if prompt is not None:
            prompt.getparent().remove(prompt)
        next(control.iter(f"{W}t")).text = answers[tag]
    return bytes(etree.tostring(root))


def replace_part(package: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return out.getvalue()


@pytest.fixture
def resave(tmp_path: Path) -> Resave:
    """Open and save again with LibreOffice, as schools without Office do."""

    def run(data: bytes, extension: str) -> bytes:
        before, after = tmp_path / f"form.{extension}", tmp_path / "saved"
        before.write_bytes(data)
        program = shutil.which("soffice")
        assert program is not None, "LibreOffice is needed for this test"
        profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
        command = [program, profile, "--headless", "--convert-to", extension, "--outdir", str(after), str(before)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return (after / f"form.{extension}").read_bytes()

    return run


@pytest.fixture(scope="session")
def replace() -> Callable[[bytes, str, Callable[[bytes], bytes]], bytes]:
    return replace_part
