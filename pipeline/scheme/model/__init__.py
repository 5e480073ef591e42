"""What a scheme may say: its rules as typed, frozen data, and what can be asked of them without reading a file."""

from pipeline.scheme.model.check import Check, Example, WorkedCase
from pipeline.scheme.model.conditions import AwardHeld, Change, Condition, EvidenceShown, RowsCounted, SchoolIs
from pipeline.scheme.model.criteria import Criterion, Principle
from pipeline.scheme.model.data import Data
from pipeline.scheme.model.evidence import EvidenceKind
from pipeline.scheme.model.layouts import (
    ColumnLayout,
    DocumentLayout,
    FieldLayout,
    FieldType,
    SectionLayout,
    TableLayout,
)
from pipeline.scheme.model.levels import EarlierName, Level, LevelRules, Marking
from pipeline.scheme.model.other_forms import Crosswalk, OtherForm
from pipeline.scheme.model.panel import Outcome
from pipeline.scheme.model.people import TeamRole
from pipeline.scheme.model.privacy import ListHeadings, PrivacyRules
from pipeline.scheme.model.process import Appeals, Fee, Intake, Round, SchoolSample
from pipeline.scheme.model.scheme import Scheme
from pipeline.scheme.model.school_years import Calendar, SchoolYear, Term

__all__ = [
    "Appeals",
    "AwardHeld",
    "Calendar",
    "Change",
    "Check",
    "ColumnLayout",
    "Condition",
    "Criterion",
    "Crosswalk",
    "Data",
    "DocumentLayout",
    "EarlierName",
    "EvidenceKind",
    "EvidenceShown",
    "Example",
    "Fee",
    "FieldLayout",
    "FieldType",
    "Intake",
    "Level",
    "LevelRules",
    "ListHeadings",
    "Marking",
    "OtherForm",
    "Outcome",
    "Principle",
    "PrivacyRules",
    "Round",
    "RowsCounted",
    "Scheme",
    "SchoolIs",
    "SchoolSample",
    "SchoolYear",
    "SectionLayout",
    "TableLayout",
    "TeamRole",
    "Term",
    "WorkedCase",
]
