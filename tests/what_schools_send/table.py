"""The shapes of the table: a row, its cases, and what must come of each. Data only.

Places and values are written as a person at the other end would name them; how they come about is not said
here, so that the table holds whatever the readers inside look like.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from pipeline.values import DateSpan, Place, Understood

from .making import Base, Files

RECORD, APPLICATION = "Record.xlsx", "Application.docx"
MINUTES, PHOTO = "Bell Tower Council minutes.pdf", "Photograph of the Vestry.png"
NEWSLETTER = "Cross Roads newsletter.docx"
EVERYTHING = (
    RECORD, APPLICATION, MINUTES, "Wellbeing survey results.xlsx", "Firm Foundations overview.docx",
    "Staff training record.xlsx", "Staff survey results.pdf", "Pastoral data summary.xlsx", NEWSLETTER,
    "Tea in the Tower minutes.docx", "Feedback from families.docx", PHOTO, "Anti-bullying policy.pdf",
    "Wellbeing policy.docx", "Governors minutes.pdf", "Provision map.docx",
)  # fmt: skip
SCHOOL, STAGE_1, STAGE_2, STAGE_3 = "School and team", "Stage 1 Assess", "Stage 2 Plan", "Stage 3 Review"


class Gone(Enum):
    """An address that must not be there any more."""

    GONE = "gone"


GONE = Gone.GONE
Answer = Gone | str | bool | dt.date | DateSpan | tuple[str, ...] | Understood
"""What must be read at an address: the answer, or why there is none."""


def cell(sheet: str, at: str, file: str = RECORD) -> Place:
    """A cell of a workbook."""
    return Place(file, sheet=sheet, cell=at)


def box(table: int, row: int, column: int, file: str = APPLICATION) -> Place:
    """A cell of a table in a Word document."""
    return Place(file, table=table, row=row, column=column)


@dataclass(frozen=True, slots=True)
class Expects:
    """What must come of a case, beyond what the same papers give when nothing is wrong with them.

    ``reads`` are the addresses whose answers differ from the faultless papers'; every other answer must be the
    same, and at the same place unless ``moved`` maps the place it had to the one it has, or the program laid the
    whole form out ``anew``. ``findings`` are
    (rule, place) and must be all there is; ``hides`` are the usual ones whose place these take, by
    rule or by (rule, place).
    ``classes`` gives the class of every file that is not plainly read, and
    ``seen`` what an evidence file was seen to be (image, pdf, word, workbook, text).
    ``forms`` is False where the papers hold no form that could be read; then no answers are compared.
    ``school`` is the key of the school it must be taken for, None for nobody; ``doubt`` whether the officer
    is told that signs disagree.
    """

    reads: Mapping[str, Answer] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    moved: Callable[[Place], Place] | None = None
    anew: bool = False
    findings: tuple[tuple[str, Place], ...] = ()
    hides: tuple[str | tuple[str, Place], ...] = ()
    classes: Mapping[str, str] = field(default_factory=dict)
    seen: Mapping[str, str] = field(default_factory=dict)
    forms: bool = True
    school: str | None = "199270"
    doubt: bool = False


def in_place_of(document: str, name: str, rule: str = "form-printout", school: str | None = None) -> Expects:
    """A file that came in place of a form: one sentence says so, and not that the form is missing as well."""
    return Expects(findings=((rule, Place(name)),), hides=(f"{document}-present",), forms=False, school=school)


@dataclass(frozen=True, slots=True)
class Case:
    """One way a row shows itself. ``stands_on`` are the faultless papers that this one replaces or adds to.

    ``sent_as`` gives a paper's name where the school sends it under another; ``resaved`` its name and format
    where LibreOffice saves it anew. ``note`` says on the page what the expected answers show.
    """

    arrives: str
    make: Callable[[Base], Files]
    expects: Expects
    stands_on: tuple[str, ...] = (RECORD,)
    sent_as: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    resaved: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Drops:
    """One way a row shows itself at the door: what lies in the inbox before each run, and what then stands.

    ``filed`` gives, by file name, what became of each file that was taken in (processed, quarantined, ignored);
    ``left`` the names that stay in the inbox, ``findings`` those of the school's last answer. Without a ``case``
    nobody is answered. ``being_written`` names a file that a program holds open while the line looks.
    """

    arrives: str
    make: Callable[[Base], tuple[Files, ...]]
    filed: Mapping[str, str]
    left: tuple[str, ...] = ()
    findings: tuple[tuple[str, Place], ...] = ()
    case: bool = True
    being_written: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: its number, what arrives in a few words, and its cases."""

    id: str
    arrives: str
    cases: tuple[Case | Drops, ...]
