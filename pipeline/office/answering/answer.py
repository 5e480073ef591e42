"""What one school gets back from one attempt, before anything of it is written."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.feedback.difference import Before
from pipeline.office.cases.waivers import must_mend
from pipeline.scheme import Scheme
from pipeline.values import CaseState, CaseView, FileKind, Finding, Submission

BEFORE_PANEL = (CaseState.OPENED, CaseState.RETURNED, CaseState.READY)
# The documents that go back to a school with our comments, and what each copy is called on record.
COPIES = {FileKind.RECORD: "workbook", FileKind.APPLICATION: "application"}
# Documents that go out with an answer: of each kind its name and bytes.
Forms = dict[FileKind, tuple[str, bytes]]


@dataclass(frozen=True)
class Answer:
    """What one school gets back from one attempt."""

    case: CaseView
    attempt: int
    submission: Submission
    findings: tuple[Finding, ...]
    before: Before | None
    scheme: Scheme

    @property
    def folder(self) -> str:
        """Where it is put, below the outbox."""
        return f"schools/{self.case.reference}/feedback-{self.attempt}"

    @property
    def complete(self) -> bool:
        """Whether nothing is left that the school must mend."""
        return not must_mend(self.findings)
