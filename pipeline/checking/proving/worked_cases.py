"""A scheme's worked cases: whole submissions as schools fill them in, and what must come of each."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checking.engine import check
from pipeline.checking.proving.examples import submission_of
from pipeline.checking.scene import set_scene
from pipeline.checking.weighing import earned, scales_of
from pipeline.errors import RulesError
from pipeline.scheme.faults.written import Keys
from pipeline.scheme.model import Scheme, WorkedCase

CASES = "cases"
_NOTHING = "no level"


def run_cases(scheme: Scheme) -> Iterator[tuple[Keys, str]]:
    """The way to each expectation that does not hold, and a sentence that says what came instead."""
    for number, case in enumerate(scheme.cases):
        try:
            for keys, says in _differences(case, scheme):
                yield (CASES, number, *keys), f"“{case.name}”: {says}"
        except RulesError as error:
            yield (CASES, number), f"“{case.name}”: {error}"


def _differences(case: WorkedCase, scheme: Scheme) -> Iterator[tuple[Keys, str]]:
    submission = submission_of(case, scheme)
    found = sorted({finding.rule for finding in check(submission, scheme, case.today)})
    if found != sorted(set(case.findings)):
        yield ("findings",), f"the checks find {_said(found)}; expected {_said(sorted(set(case.findings)))}."
    if scheme.levels is None:
        return
    result = earned(scales_of(set_scene(submission, scheme, case.today)))
    reached = result.level.id if result.level is not None else None
    if reached != case.earns:
        why = " ".join(reason for level, _ in result.of if level.id == case.earns for reason in result.reasons(level))
        yield ("earns",), f"it earns {reached or _NOTHING}; expected {case.earns or _NOTHING}. {why}".rstrip()


def _said(rules: list[str]) -> str:
    return ", ".join(rules) or "nothing"
