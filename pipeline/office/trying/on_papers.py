"""What rules make of real papers: why a check fired, and what another edition would find in a register's cases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.checking.engine import check
from pipeline.errors import UsageError
from pipeline.office.cases.waivers import in_force
from pipeline.office.desk import Desk
from pipeline.office.premises.schemes import Schemes
from pipeline.office.premises.setting_up import find_schools
from pipeline.office.trying.inspection import files_within, inspect, scheme_of_files
from pipeline.rulebook.explaining import Explained, explain
from pipeline.scheme import Scheme
from pipeline.values import CaseView, Finding, Submission

# Of one case; the whole is a matter for `award rules explain`.
MOST_SAID = 10


def explain_case(desk: Desk, case: str, rule: str) -> Explained:
    """Why a check fired on a case's papers or did not. Raises UsageError when there is no such case or check."""
    return explain(desk.submission(case), desk.scheme_of(case), rule, desk.today, in_force(desk, case))


def explain_files(paths: Sequence[Path], root: Path, scheme: str, rule: str, today: dt.date) -> Explained:
    """The same of any files, without a register. Raises UsageError when one is not there."""
    for path in paths:
        if not path.exists():
            raise UsageError(f"There is no file “{path}”.")
    files = tuple(found for path in paths for found in files_within(path))
    rules = scheme_of_files(files, Schemes(root, scheme))
    submission, _, _ = inspect(files, rules, find_schools(root), today)
    return explain(submission, rules, rule, today)


@dataclass(frozen=True, slots=True)
class Other:
    """A case to which two editions say different things: what only the new one finds, and what only the old one."""

    case: str
    school: str
    more: tuple[Finding, ...]
    fewer: tuple[Finding, ...]

    def lines(self) -> list[str]:
        """What would be told besides, and what no more, a line each."""
        said = [f"{self.case}, {self.school}: {len(self.more)} more, {len(self.fewer)} fewer."]
        for mark, findings in (("+", self.more), ("−", self.fewer)):
            said += [
                f"  {mark} {f.rule} at {f.place.words() or 'the parcel'}: {f.message}" for f in findings[:MOST_SAID]
            ]
            if len(findings) > MOST_SAID:
                said.append(f"  {mark} and {len(findings) - MOST_SAID} more.")
        return said


def other_findings(desk: Desk, old: Scheme, new: Scheme) -> tuple[int, tuple[Other, ...]]:
    """How many cases of a scheme the register holds, and those with other findings under ``new`` than under ``old``.

    Each case's papers are read again from the archive under both, as on the day when the last of them came. That a
    form is of the earlier edition is no finding here: it would be of the new one.
    """
    cases = [case for case in desk.register.cases() if case.scheme == old.id]
    found = {scheme: _findings(desk, scheme, cases) for scheme in (old, new)}
    others = []
    for case in cases:
        before, after = found[old][case.reference], found[new][case.reference]
        more, fewer = _without(after, before), _without(before, after)
        if more or fewer:
            others.append(Other(case.reference, case.school.name, more, fewer))
    return len(cases), tuple(others)


def _findings(desk: Desk, scheme: Scheme, cases: Sequence[CaseView]) -> dict[str, tuple[Finding, ...]]:
    came = {case: delivery.received_at.date() for delivery in desk.register.deliveries() for case in delivery.cases}
    return {
        case.reference: check(
            _of_any_edition(desk.submission(case.reference, scheme)), scheme, came.get(case.reference, desk.today)
        )
        for case in cases
    }


def _of_any_edition(submission: Submission) -> Submission:
    files = tuple(
        replace(reading, form=replace(reading.form, version=None)) if reading.form is not None else reading
        for reading in submission.files
    )
    return replace(submission, files=files)


def _without(ours: Sequence[Finding], theirs: Sequence[Finding]) -> tuple[Finding, ...]:
    """A finding is the same that says the same at the same place, whichever check says it."""
    said = {(finding.place, finding.message, finding.severity) for finding in theirs}
    return tuple(f for f in ours if (f.place, f.message, f.severity) not in said)
