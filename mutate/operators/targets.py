"""Which answers can be spoilt, and which check must say so; chosen so that one fault is one fault.

Rows whose loss would bring a second, true finding (the only action of a principle, the plan's first and
last date) are left out, so that what must be found can be said exactly.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter

from mutate.school import answers, checked_on, scheme

_PLAN_RULES = {
    "principle": "plan-principle", "origin": "plan-origin", "action": "plan-action", "who": "plan-who",
    "outcome": "plan-outcome", "start": "plan-start", "by_when": "plan-by-when", "evidenced_by": "plan-evidence",
}  # fmt: skip


def plan_rows() -> range:
    """The numbers of the plan's rows that are filled in."""
    return range(1, len(answers().plan) + 1)


def twice_planned() -> list[int]:
    """Rows of the plan whose principle has another row too."""
    count = Counter(row["principle"] for row in answers().plan)
    return [number for number in plan_rows() if count[answers().plan[number - 1]["principle"]] > 1]


def once_planned() -> list[int]:
    """Rows of the plan that are their principle's only one, leadership's aside."""
    first = next(p.number for p in scheme().principles if p.worked_first)
    only = [number for number in plan_rows() if number not in twice_planned()]
    return [n for n in only if not str(answers().plan[n - 1]["principle"]).startswith(f"{first}.")]


def start(row: int) -> dt.date:
    """The day on which an action of the plan begins."""
    return _day(answers().plan[row - 1]["start"])


def end(row: int) -> dt.date:
    """The day by which an action of the plan is to be done."""
    return _day(answers().plan[row - 1]["by_when"])


def _day(value: object) -> dt.date:
    if not isinstance(value, dt.date):
        raise TypeError(f"{value!r} is no date")
    return value


def inner_rows() -> list[int]:
    """Rows of the plan that hold neither its first nor its last day: losing one leaves its length as it was."""
    first, last = min(map(start, plan_rows())), max(map(end, plan_rows()))
    return [number for number in plan_rows() if start(number) != first and end(number) != last]


def finished_rows() -> list[int]:
    """Actions whose end has passed and that are reviewed as done."""
    return [n for n in inner_rows() if end(n) < checked_on() and answers().review[n - 1]["done"] == "Yes"]


def needed_in_record() -> dict[str, str]:
    """Every answer that is needed in the Record, by its address, to the rule that misses it."""
    needed = {f"record.{name}": "record-school" for name in ("school_name", "head_name", "lead_name", "lead_email")}
    needed["record.started_on"] = "record-start-date"
    for number in range(1, len(answers().activity) + 1):
        needed[f"record.activity.{number}.current"] = "activity-every-principle"
        needed[f"record.activity.{number}.evidence"] = "activity-evidence"
        needed[f"record.activity.{number}.gaps"] = "activity-gaps"
    for number in inner_rows():
        for column, rule in _PLAN_RULES.items():
            if column != "principle" or number in twice_planned():
                needed[f"record.plan.{number}.{column}"] = rule
    for number in finished_rows():
        for column in ("done", "impact", "evidence"):
            needed[f"record.review.{number}.{column}"] = f"review-{column}"
    for number, row in enumerate(answers().team, start=1):
        if "lead" not in str(row["role"]).lower():
            needed[f"record.team.{number}.role"] = "team-role-given"
    return needed


def needed_texts() -> dict[str, str]:
    """The same without choices and dates, where a placeholder is an unclear answer rather than none."""
    return {a: rule for a, rule in needed_in_record().items() if a.rpartition(".")[2] not in _TYPED}


_TYPED = ("principle", "origin", "start", "by_when", "done", "role", "started_on")


def criteria(*ratings: str) -> list[str]:
    """Ids of the criteria that are rated so."""
    return [key for key, cells in answers().criteria.items() if cells["rating"] in ratings]


def refs(criterion: str) -> list[int]:
    """Numbers of the evidence that a criterion names."""
    return [number for number, piece in enumerate(answers().pieces, start=1) if criterion in piece.criteria]


def cited_elsewhere(criterion: str) -> bool:
    """Whether every piece that a criterion names is named by another one too."""
    return all(len(answers().pieces[number - 1].criteria) > 1 for number in refs(criterion))


def needed_in_application() -> dict[str, str]:
    """Every answer that is needed in the Application, by its address, to the rule that misses it."""
    names = ("school_name", "head_name", "lead_name", "lead_email")
    needed = {f"application.{name}": "application-school" for name in names}
    needed |= {f"application.declaration_{name}": "declaration-signed" for name in ("name", "role", "date")}
    for key in criteria("Met", "Partly"):
        needed[f"application.criteria.{key}.how"] = "criteria-how"
    for key in criteria("Met"):
        needed[f"application.criteria.{key}.impact"] = "criteria-impact"
        if cited_elsewhere(key):
            needed[f"application.criteria.{key}.evidence"] = "criteria-evidence"
    for number in range(1, len(answers().pieces) + 1):
        for column in ("title", "kind", "date"):
            needed[f"application.evidence.E{number}.{column}"] = f"index-{column}"
    return needed
