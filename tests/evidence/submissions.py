"""Small submissions for the graph's tests: an index, a cell or two, and files."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence

from pipeline.values import (
    DateMeaning,
    Evidence,
    FileClass,
    FileKind,
    FileReading,
    Form,
    Link,
    Place,
    Row,
    Submission,
    Understood,
    Value,
)

TODAY = dt.date(2026, 3, 2)


def file(
    name: str,
    text: str = "",
    *,
    content: str = "",
    cls: FileClass = FileClass.PARSED,
    day: dt.date | None = None,
    kind: str | None = None,
    blank: bool = False,
    size: int = 9,
) -> FileReading:
    """One file that came; ``content`` stands for its bytes (its name by default)."""
    seen = Evidence("pdf", 1, text, day, kind, DateMeaning.NAMED, 0, blank) if cls is FileClass.PARSED else None
    digest = hashlib.sha256((content or name).encode()).hexdigest()
    what = FileKind.EVIDENCE if seen else FileKind.OTHER
    return FileReading(name, digest, size, what, cls, evidence=seen)


def cell(address: str, text: str, row: int, column: int = 1) -> Value:
    place = Place("Application.docx", table=1, row=row, column=column)
    if not text:
        return Value(address, None, "", place, Understood.EMPTY)
    return Value(address, text, text, place, Understood.ANSWER)


def application(
    index: Sequence[dict[str, str]] = (),
    criteria: dict[str, dict[str, str]] | None = None,
    links: Sequence[tuple[str, str]] = (),
) -> FileReading:
    """``index`` rows by column, E1 first; ``criteria`` cells by criterion id and column."""
    lines = tuple(
        Row("evidence", f"E{n}", Place("Application.docx", table=9, row=n),
            {name: cell(f"application.evidence.{name}", text, 100 + n, at) for at, (name, text) in
             enumerate(row.items(), start=1)})
        for n, row in enumerate(index, start=1)
    )  # fmt: skip
    answers = tuple(
        Row("criteria", key, Place("Application.docx", table=1, row=n),
            {name: cell(f"application.criteria.{name}", text, n, at) for at, (name, text) in
             enumerate(cells.items(), start=1)})
        for n, (key, cells) in enumerate((criteria or {}).items(), start=1)
    )  # fmt: skip
    stood = tuple(Link(url, text, Place("Application.docx", paragraph=n)) for n, (url, text) in enumerate(links, 1))
    form = Form("application", "Application.docx", None, None, {}, {"criteria": answers, "evidence": lines},
                links=stood)  # fmt: skip
    return FileReading("Application.docx", "a" * 64, 9, FileKind.APPLICATION, FileClass.PARSED, form=form)


def record(cells: dict[str, str]) -> FileReading:
    """A Record with one row of Stage 1 a principle: what it says under “How we know”."""
    rows = tuple(
        Row("activity", key, Place("Record.xlsx", sheet="Stage 1", cell=f"C{n}"),
            {"evidence": Value("record.activity.evidence", text, text, Place("Record.xlsx", sheet="Stage 1",
             cell=f"C{n}"), Understood.ANSWER)})
        for n, (key, text) in enumerate(cells.items(), start=4)
    )  # fmt: skip
    form = Form("record", "Record.xlsx", None, None, {}, {"activity": rows})
    return FileReading("Record.xlsx", "b" * 64, 9, FileKind.RECORD, FileClass.PARSED, form=form)


def submission(*files: FileReading) -> Submission:
    return Submission(tuple(files))
