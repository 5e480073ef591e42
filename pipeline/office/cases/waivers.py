"""`award waive`: what the office does not ask of one school, with reason, approver and end, all of it on record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from pipeline.errors import UsageError
from pipeline.office.desk import Desk
from pipeline.scheme.faults.fault import nearest
from pipeline.values import CaseState, Finding, Severity, Waiver

WAIVED = "waived"
_KEPT = ("rule", "scope", "reason", "by", "given_on", "until")


def waive(
    desk: Desk, case: str, rule: str, scope: str, reason: str, by: str, until: dt.date, *, write: bool = True
) -> tuple[Waiver, tuple[Finding, ...]]:
    """Waive a check for a case; the waiver, and the findings that it covers now.

    Said again for the same check and scope, the new one takes the old one's place. A case that had nothing else to
    mend is then ready. Raises UsageError for a check that its scheme has not, a day that is over, or a reason or
    approver left out.
    """
    known = [check.id for check in desk.scheme_of(case).checks]
    if rule not in known:
        raise UsageError(f"The scheme of {case} has no check “{rule}”{nearest(rule, known)}.")
    if not reason.strip() or not by.strip():
        raise UsageError("A waiver needs its reason and the name of whoever approved it: --reason and --by.")
    if until < desk.today:
        raise UsageError(f"{until:%d/%m/%Y} is over. A waiver holds until a day to come.")
    waiver = Waiver(rule, scope.strip(), reason.strip(), by.strip(), desk.today, until)
    covered = tuple(f for f in desk.register.findings(case) if waiver.covers(f, desk.today))
    if write:
        with desk.register.transaction():
            desk.register.note(WAIVED, {name: str(getattr(waiver, name)) for name in _KEPT}, case, now=desk.now)
            _move_on(desk, case)
    return waiver, covered


def waivers(desk: Desk, case: str) -> tuple[Waiver, ...]:
    """Every waiver of a case, the newest of each check and scope, also those that are over."""
    newest: dict[tuple[str, str], Waiver] = {}
    for event in desk.register.events(case):
        if event.kind == WAIVED:
            rule, scope, reason, by, given, until = (str(event.body[name]) for name in _KEPT)
            days = dt.date.fromisoformat(given), dt.date.fromisoformat(until)
            newest[rule, scope] = Waiver(rule, scope, reason, by, *days)
    return tuple(newest.values())


def in_force(desk: Desk, case: str) -> tuple[Waiver, ...]:
    """The waivers of a case that hold today."""
    return tuple(waiver for waiver in waivers(desk, case) if waiver.given_on <= desk.today <= waiver.until)


def unwaived(desk: Desk, case: str, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings that no waiver covers today."""
    held = in_force(desk, case)
    return tuple(f for f in findings if not any(waiver.covers(f, desk.today) for waiver in held))


def open_findings(desk: Desk, case: str) -> tuple[Finding, ...]:
    """What the last check of a case found and no waiver covers today; of a case that was withdrawn, nothing."""
    if desk.register.case(case).state is CaseState.WITHDRAWN:
        return ()
    return unwaived(desk, case, desk.register.findings(case))


def must_mend(findings: Sequence[Finding]) -> bool:
    """Whether something has to be mended before the panel."""
    return any(finding.severity is Severity.REQUIRED for finding in findings)


def _move_on(desk: Desk, case: str) -> None:
    returned = desk.register.case(case).state is CaseState.RETURNED
    if returned and desk.register.attempts(case) and not must_mend(open_findings(desk, case)):
        desk.register.move(case, CaseState.READY, desk.today, "What was open is waived.", now=desk.now)
