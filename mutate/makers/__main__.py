"""``python -m mutate.makers``: write the corpus again. Needs LibreOffice, and Node with the web folder installed."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from mutate.makers.layout import Places, export_sheets, pages
from mutate.makers.python_programs import (
    openpyxl_record,
    own_application,
    python_docx_application,
    xlsxwriter_record,
)
from mutate.school import answers, scheme
from pipeline.believable_year.answering.answers import Cell
from pipeline.blank_forms.record import build_record
from pipeline.ooxml.container import normalise

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
WEB = Path(__file__).resolve().parent / "web"
_SAVED = dt.date(2026, 1, 5)
_FILTERS = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "docx": "docx:MS Word 2007 XML"}


def main() -> int:
    """Make the base of every program that runs here, and keep each with where its answers stand."""
    record, record_places = openpyxl_record()
    application, application_places = own_application()
    _keep("record-openpyxl.xlsx", record, record_places)
    _keep("application-own.docx", application, application_places)
    _keep("record-xlsxwriter.xlsx", *xlsxwriter_record())
    _keep("application-python-docx.docx", *python_docx_application())
    _keep("record-libreoffice.xlsx", _saved_by_libreoffice(record, "xlsx"), record_places)
    _keep("application-libreoffice.docx", _saved_by_libreoffice(application, "docx"), application_places)
    with tempfile.TemporaryDirectory() as folder:
        _web(Path(folder), record_places)
    return 0


def _keep(name: str, content: bytes, places: Places) -> None:
    (CORPUS / name).write_bytes(normalise(content, _SAVED))
    lines = ",\n".join(f"{json.dumps(key)}: {json.dumps(place)}" for key, place in places.items())
    (CORPUS / f"{name}.json").write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


def _saved_by_libreoffice(content: bytes, suffix: str) -> bytes:
    """Opened and saved by LibreOffice on this machine: our own file, so no sandbox is needed."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / f"in.{suffix}").write_bytes(content)
        command = ["soffice", f"-env:UserInstallation=file://{home}/profile", "--headless"]
        command += ["--convert-to", _FILTERS[suffix], "--outdir", str(home / "out"), str(home / f"in.{suffix}")]
        for _ in range(2):  # a fresh profile asks to be started twice
            subprocess.run(command, check=False, capture_output=True, timeout=120)
            if (home / "out" / f"in.{suffix}").exists():
                break
        return (home / "out" / f"in.{suffix}").read_bytes()


def _web(folder: Path, record_places: Places) -> None:
    """The three npm programs, in a folder of their own; what they are to write goes to them as JSON."""
    shutil.copytree(WEB, folder, dirs_exist_ok=True)
    npm = ["npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--silent"]
    subprocess.run(npm, cwd=folder, check=True)
    sheets, export_places = export_sheets(answers(), scheme())
    blocks, page_places = pages(answers(), scheme(), boxes=False)
    (folder / "blank.xlsx").write_bytes(build_record(scheme()))
    cells = [[*record_places[key], _shape(value)] for key, value in _typed().items()]
    (folder / "cells.json").write_text(json.dumps(cells))
    exported = [{"name": sheet.name, "rows": [[_shape(v) for v in row] for row in sheet.rows]} for sheet in sheets]
    (folder / "sheets.json").write_text(json.dumps(exported))
    (folder / "blocks.json").write_text(json.dumps([asdict(block) for block in blocks]))
    for script, name, places in (
        ("exceljs.mjs", "record-exceljs.xlsx", record_places),
        ("sheetjs.mjs", "record-sheetjs.xlsx", export_places),
        ("docx.mjs", "application-docx-npm.docx", page_places),
    ):
        subprocess.run(
            ["node", script, name], cwd=folder, check=True, env={"TZ": "UTC", "PATH": "/usr/bin:/bin:/usr/local/bin"}
        )
        _keep(name, (folder / name).read_bytes(), places)


def _typed() -> dict[str, Cell]:
    """Every answer of the Record by the address of its box."""
    typed: dict[str, Cell] = {f"record.{name}": value for name, value in answers().record.items()}
    tables = {
        "team": answers().team,
        "activity": answers().activity,
        "plan": answers().plan,
        "review": answers().review,
    }
    for table, rows in tables.items():
        for number, row in enumerate(rows, start=1):
            typed |= {f"record.{table}.{number}.{column}": value for column, value in row.items()}
    return {address: value for address, value in typed.items() if value is not None}


def _shape(value: Cell) -> object:
    return {"date": value.isoformat()} if isinstance(value, dt.date) else value


if __name__ == "__main__":
    sys.exit(main())
