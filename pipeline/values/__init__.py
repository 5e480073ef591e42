"""The values that pass from stage to stage: frozen, without behaviour beyond reading themselves."""

from pipeline.values.award import Award, CaseState, CaseView, Decision, LevelFound, Mark, Meeting, PanelMember
from pipeline.values.claims import WORST_FIRST, Claim, ClaimKind, ClaimStatus, FileUse, Graph
from pipeline.values.files import (
    DateMeaning,
    Delivery,
    Evidence,
    FileClass,
    FileKind,
    FileReading,
    OpenedFile,
    SourceFile,
)
from pipeline.values.form import Confidence, DateSpan, Form, Link, Row, Scalar, Understood, Value
from pipeline.values.held import Held
from pipeline.values.notice import Notice, NoticeKind
from pipeline.values.place import Place, Signpost
from pipeline.values.submission import Finding, Match, School, Severity, Submission
from pipeline.values.waiver import Waiver

__all__ = [
    "WORST_FIRST",
    "Award",
    "CaseState",
    "CaseView",
    "Claim",
    "ClaimKind",
    "ClaimStatus",
    "Confidence",
    "DateMeaning",
    "DateSpan",
    "Decision",
    "Delivery",
    "Evidence",
    "FileClass",
    "FileKind",
    "FileReading",
    "FileUse",
    "Finding",
    "Form",
    "Graph",
    "Held",
    "LevelFound",
    "Link",
    "Mark",
    "Match",
    "Meeting",
    "Notice",
    "NoticeKind",
    "OpenedFile",
    "PanelMember",
    "Place",
    "Row",
    "Scalar",
    "School",
    "Severity",
    "Signpost",
    "SourceFile",
    "Submission",
    "Understood",
    "Value",
    "Waiver",
]
