"""Checks on trial: run on what schools send, counted, and told to nobody but the office."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.checking.engine import shadow
from pipeline.office.desk import Desk
from pipeline.scheme import Scheme
from pipeline.values import Submission

ON_TRIAL = "checks-on-trial"


@dataclass(frozen=True, slots=True)
class Tried:
    """What one check on trial would have said: to how many of the cases it was tried on, and how often in all."""

    scheme: str
    rule: str
    title: str
    cases: int
    found_in: int
    findings: int


def note_trial(desk: Desk, case: str, submission: Submission, scheme: Scheme) -> None:
    """Put on record what the checks on trial find in a case; nothing for a scheme without any."""
    tried = [check.id for check in scheme.checks if check.shadow]
    if tried:
        found = Counter(finding.rule for finding in shadow(submission, scheme, desk.today))
        counts = {rule: found[rule] for rule in tried}
        desk.register.note(ON_TRIAL, {"found": counts}, case, now=desk.now)


def trials(desk: Desk) -> tuple[Tried, ...]:
    """Each check on trial of the present rules, by what each case's newest papers held."""
    newest: dict[str, Mapping[str, int]] = {}
    for event in desk.register.events():
        found = event.body.get("found")
        if event.kind == ON_TRIAL and event.case and isinstance(found, Mapping):
            newest[event.case] = {str(rule): int(count) for rule, count in found.items()}
    schemes = {case.reference: case.scheme for case in desk.cases()}
    told = []
    for scheme in map(desk.schemes.present, desk.schemes.usable):
        for check in (check for check in scheme.checks if check.shadow):
            counts = [
                found[check.id]
                for case, found in newest.items()
                if schemes.get(case) == scheme.id and check.id in found
            ]
            hit = sum(count > 0 for count in counts)
            told.append(Tried(scheme.id, check.id, check.title, len(counts), hit, sum(counts)))
    return tuple(told)


def trial_lines(tried: tuple[Tried, ...]) -> list[str]:
    """One line for each check on trial."""
    return [
        f"{t.rule}: found {_counted(t.findings, 'time')}, in {t.found_in} of {_counted(t.cases, 'case')}. {t.title}"
        for t in tried
    ]


def _counted(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"
