"""Small submissions made by hand: the values a reader would have handed over."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from pathlib import Path

from pipeline.scheme.loader import load_scheme
from pipeline.scheme.model import Scheme
from pipeline.values import (
    CaseState,
    CaseView,
    Evidence,
    FileClass,
    FileKind,
    FileReading,
    Form,
    Meeting,
    PanelMember,
    Place,
    Row,
    Scalar,
    School,
    Submission,
    Understood,
    Value,
)

SCHEME: Scheme = load_scheme(Path(__file__).parents[2] / "rules" / "kent-award")
TODAY = dt.date(2026, 3, 2)
LONG_NAME = "Ysgol Gŵyl Ddewi & St Mary's <C of E> Voluntary Aided Primary School, Nursery and Łódź Unit"
MEMBER = PanelMember("m1", "Grażyna Ōe & Sons", "kcc", avoids=frozenset({"900002"}))


def school(key: str = "900001", name: str = LONG_NAME) -> School:
    return School(key, name, urn=key, phase="Primary", town="Westmarsh Bay", postcode="CT99 9ZZ", head="Mrs Jo Ŵyn")


def case(reference: str = "KRA-C-0001", of: School | None = None) -> CaseView:
    return CaseView(
        reference, of or school(), SCHEME.id, SCHEME.version, CaseState.READY, dt.date(2026, 1, 5), "Sam Łukasz"
    )


def meeting(step: str = "application", cases: Sequence[str] = ("KRA-C-0001",)) -> Meeting:
    return Meeting("M-2026-03", step, dt.date(2026, 3, 19), (MEMBER,), tuple(cases))


def value(field: str, content: Scalar) -> Value:
    understood = Understood.EMPTY if content in ("", None) else Understood.ANSWER
    read = str(content or "")
    return Value(field, None if understood is Understood.EMPTY else content, read, Place("form"), understood)


def row(table: str, key: str | None, **cells: Scalar) -> Row:
    return Row(table, key, Place("form"), {name: value(f"{table}.{name}", text) for name, text in cells.items()})


def attachment(
    name: str, content: bytes, media: str = "text", text: str = "", file_class: FileClass = FileClass.PARSED
) -> FileReading:
    evidence = Evidence(media, 1, text, None, None) if file_class is FileClass.PARSED else None
    message = "" if evidence else "This file is protected with a password."
    digest = hashlib.sha256(content).hexdigest()
    kind = FileKind.EVIDENCE if evidence else FileKind.OTHER
    return FileReading(name, digest, len(content), kind, file_class, message, None, evidence)


def application(index: Sequence[Row], how: str = "") -> FileReading:
    ratings = ("Met", "Partly", "Met", "Not yet", "")
    rows = tuple(
        row(
            "criteria",
            criterion.id,
            code=criterion.code,
            rating=ratings[place % 5],
            how=how or f"We meet this through our {criterion.principle} time & <daily> check-ins in every class.",
            evidence=("E1", f"E{place % 5 + 1}"),
            impact="Fewer pupils go to the calm room at break; 41 in autumn, 17 in spring.",
        )
        for place, criterion in enumerate(SCHEME.criteria)
    )
    fields = {"school_name": value("school_name", LONG_NAME), "lead_name": value("lead_name", "Sam Łukasz")}
    form = Form("application", "Application.docx", SCHEME.id, SCHEME.version, fields,
                {"criteria": rows, "evidence": tuple(index)})  # fmt: skip
    return FileReading("Application.docx", "a" * 64, 1, FileKind.APPLICATION, FileClass.PARSED, form=form)


def record() -> FileReading:
    team = tuple(
        row("team", None, name=name, post=post, role=role)
        for name, post, role in (
            ("Sam Łukasz", "Deputy headteacher", "Senior leader (SLT)"),
            ("R. O'Neill-Ŵyn", "Chair of governors", "Governor for wellbeing"),
            ("T. Abara", "Year 4 teacher", "Class teacher"),
        )
    )
    plan = tuple(
        row("plan", f"A{n}", principle=SCHEME.principles[n % 8].id, origin="Student voice",
            action=f"Train {n} mentors from Year 5 and run the Friday drop-in with them.", who="Sam Łukasz",
            outcome="Quieter starts to the afternoon and fewer fallings-out.", start=dt.date(2025, 9, 8),
            by_when=dt.date(2026, 2, n), evidenced_by="Mentors' log")
        for n in range(1, 10)
    )  # fmt: skip
    review = tuple(
        row("review", f"A{n}", done="Yes" if n % 3 else "In progress", impact=f"{n + 3} mentors now run it themselves.",
            evidence=f"E{n % 5 + 1}")
        for n in range(1, 9)
    )  # fmt: skip
    activity = tuple(
        row("activity", p.id, current="A weekly lesson and a worry box in each room.", evidence="Timetable",
            gaps="Nothing yet for new starters.")
        for p in SCHEME.principles
    )  # fmt: skip
    form = Form("record", "Record.xlsx", SCHEME.id, SCHEME.version,
                {"head_name": value("head_name", "Mrs Jo Ŵyn"), "started_on": value("started_on", dt.date(2025, 4, 1))},
                {"team": team, "plan": plan, "review": review, "activity": activity})  # fmt: skip
    return FileReading("Record.xlsx", "b" * 64, 1, FileKind.RECORD, FileClass.PARSED, form=form)


AREAS = ("Student voice", "Parents and carers", "Environment")


def index_row(number: int, file: str, title: str = "", area: str | None = None) -> Row:
    shown = AREAS[number % 3] if area is None else area
    return row("evidence", f"E{number}", title=title or f"Piece {number}", kind="Photograph", area=shown, file=file,
               date=dt.date(2025, 11, number))  # fmt: skip


def submission(attachments: Sequence[FileReading] = (), pieces: int = 12, how: str = "") -> Submission:
    names = [reading.file for reading in attachments] + [f"piece {n}.pdf" for n in range(len(attachments) + 1, 99)]
    index = [index_row(n, names[n - 1]) for n in range(1, pieces + 1)]
    return Submission((record(), application(index, how), *attachments), school())
