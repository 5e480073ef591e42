"""A worked case of a scheme is told when something else comes of it than it says."""

from __future__ import annotations

from pipeline.checking.proving.worked_cases import run_cases
from pipeline.scheme.model import LevelRules, Scheme, WorkedCase

LEVELS = LevelRules.model_validate(
    {
        "decided_by": "marks",
        "levels": [
            {"id": "bronze", "name": "Bronze", "needs": {"field": {"of": "record.head_name"}}},
            {"id": "gold", "name": "Gold", "needs": {"field": {"of": "record.urn"}}},
        ],
    }
)


def told(scheme: Scheme, **case: object) -> list[str]:
    worked = WorkedCase.model_validate({"name": "A school", "record": {"head_name": "Mr P. Lowe"}, **case})
    few = tuple(check for check in scheme.checks if check.id in ("record-start-date", "application-present"))
    small = scheme.model_copy(update={"levels": LEVELS, "checks": few, "cases": (worked,)})
    return [says for _, says in run_cases(small)]


def test_what_came_is_said_beside_what_was_expected(scheme: Scheme) -> None:
    assert told(scheme, earns="bronze", findings=["application-present", "record-start-date"]) == []
    assert told(scheme, earns="bronze", findings=["application-present"]) == [
        "“A school”: the checks find application-present, record-start-date; expected application-present."
    ]
    assert told(scheme, earns="gold", findings=["application-present", "record-start-date"]) == [
        "“A school”: it earns bronze; expected gold. “URN” is not answered."
    ]
