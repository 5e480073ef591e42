"""An office with three invented schools, and parcels that they might send."""

from __future__ import annotations

import datetime as dt
import io
from email.message import EmailMessage
from pathlib import Path

import openpyxl

from pipeline.blank_forms.record import build_record
from pipeline.office.desk import Desk, open_desk
from pipeline.office.premises.setting_up import find_scheme, make_workspace
from pipeline.office.taking_in.arrivals import RunReport, run
from pipeline.scheme import Scheme
from pipeline.workspace import SCHOOL_COLUMNS

TODAY = dt.date(2026, 3, 2)
MARYS, OAK, ELM = "118765", "118999", "118101"
SCHOOLS = f"""{",".join(SCHOOL_COLUMNS)}
118765,886,Kent,3614,St Mary's CofE Primary School,Voluntary aided school,Primary,,Dale,ZZ1 1AA,www.st-marys.example
118999,886,Kent,2222,Oakfield Primary School,Community school,Primary,,Hopdene,ZZ2 2BB,oakfield.kent.sch.uk
118101,886,Kent,2101,Elm Infant School,Community school,Primary,,Elm,ZZ4 4DD,,,,,Open,,,The Elm Federation
118102,886,Kent,2102,Elm Junior School,Community school,Primary,,Elm,ZZ4 4DD,,,,,Open,,,The Elm Federation
"""


def make_office(root: Path) -> Path:
    make_workspace(root)
    (root / "schools.csv").write_text(SCHOOLS, encoding="utf-8")
    return root


def drop(root: Path, name: str, content: bytes) -> None:
    target = root / "inbox" / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def run_office(root: Path) -> RunReport:
    with open_desk(root, TODAY) as desk:
        return run(desk)


def record(scheme: Scheme, **answers: str) -> bytes:
    """A Record with these answers in its boxes and nothing else."""
    book = openpyxl.load_workbook(io.BytesIO(build_record(scheme)))
    for field, answer in answers.items():
        sheet, cell = next(iter(book.defined_names[f"award.record.{field}"].destinations))
        book[sheet][cell.replace("$", "")] = answer
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def mail(sender: str, subject: str, **attached: bytes) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "award.office@example.org", subject
    message.set_content("Please find our documents attached.")
    for name, content in attached.items():
        stem, _, ending = name.rpartition("_")
        message.add_attachment(
            content, maintype="application", subtype="octet-stream", filename=f"{stem.replace('_', ' ')}.{ending}"
        )
    return bytes(message)


def scheme_of(root: Path) -> Scheme:
    return find_scheme(root)


def cases(desk: Desk) -> dict[str, str]:
    """Each case's number by its school's key."""
    return {case.school.key: case.reference for case in desk.register.cases()}
