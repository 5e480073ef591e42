"""A check explains itself: what it read at which cell, whether it fired there, and what hid it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.checking.kinds import KINDS
from pipeline.checking.proving.examples import submission_of
from pipeline.errors import UsageError
from pipeline.rulebook.explaining import MOST_ROWS, explain
from pipeline.scheme import Scheme
from pipeline.scheme.loader import load_scheme
from pipeline.scheme.model import Example
from pipeline.values import Submission, Waiver

RULES = Path(__file__).parents[2] / "rules"
SMALL = load_scheme(Path(__file__).parent / "small")
KENT, RESILIENT = (load_scheme(RULES / name) for name in ("kent-award", "resilient-school"))
TODAY = dt.date(2026, 3, 2)
PLAN = [
    {"action": "Train mentors", "who": "Jo Marsh", "start": dt.date(2026, 1, 12), "by_when": dt.date(2026, 3, 27)},
    {"action": "Ask parents", "who": "TBC", "start": dt.date(2026, 3, 27), "by_when": dt.date(2026, 1, 12)},
    {"action": "Calm room", "who": "Sam Oast", "start": dt.date(2026, 3, 27), "by_when": dt.date(2026, 1, 12)},
    {"action": "Garden", "who": "Sam Oast", "start": "?soon"},
]


def _papers(**answers: object) -> Submission:
    return submission_of(Example.model_validate(answers), SMALL)


def test_it_tells_every_row_it_read_where_it_fired_and_what_hid_it() -> None:
    told = explain(_papers(record={"plan": PLAN}), SMALL, "plan-order", TODAY)
    assert (told.found, told.told) == (2, 1)
    assert list(told.lines) == [
        "plan-order: An action ends before it starts (required)",
        (
            "Kind dates-in-order. The date of “on” is not before the date in the column “after”: of two spans, "
            "no day of one is."
        ),
        "Looks at record.plan.by_when.",
        "  after: start",
        "The Plan came as “Plan.xlsx”.",
        "It read:",
        (
            "  ✓ row 1: “Start” (sheet “Plan”, cell C2) says “2026-01-12”, read as 12 January 2026; "
            "“By when” (sheet “Plan”, cell D2) says “2026-03-27”, read as 27 March 2026"
        ),
        (
            "  ✗ row 2: “Start” (sheet “Plan”, cell C3) says “2026-03-27”, read as 27 March 2026; "
            "“By when” (sheet “Plan”, cell D3) says “2026-01-12”, read as 12 January 2026"
        ),
        (
            "  ✗ row 3: “Start” (sheet “Plan”, cell C4) says “2026-03-27”, read as 27 March 2026; "
            "“By when” (sheet “Plan”, cell D4) says “2026-01-12”, read as 12 January 2026"
        ),
        (
            "  ✓ row 4: “Start” (sheet “Plan”, cell C5) says “soon”, which was not understood; "
            "“By when” (sheet “Plan”, cell D5) is empty"
        ),
        (
            "Found at sheet “Plan”, cell D3: Row 2 ends on 12 January 2026, before it starts on 27 March 2026. "
            "Please check both dates."
        ),
        "  Not told: “plan-who” says all there is to say there.",
        (
            "Found at sheet “Plan”, cell D4: Row 3 ends on 12 January 2026, before it starts on 27 March 2026. "
            "Please check both dates."
        ),
        "It found something at 2 places: 1 told to the school, 1 hidden.",
    ]


def test_what_is_waived_is_counted_apart_with_its_day_and_who_approved_it() -> None:
    until = dt.date(2026, 4, 30)
    everywhere = Waiver("plan-order", "", "The school moved.", "Mo Officer", TODAY, until)
    over = Waiver("plan-order", "", "It moved.", "Mo Officer", dt.date(2025, 9, 1), dt.date(2026, 3, 1))
    papers = _papers(record={"plan": PLAN})
    told = explain(papers, SMALL, "plan-order", TODAY, (over, everywhere))
    assert (told.found, told.told) == (2, 0)
    assert "  Not told: waived until 30 April 2026 by Mo Officer. The school moved." in told.lines
    assert told.lines[-1] == (
        "It found something at 2 places: 0 told to the school, 1 waived until 30 April 2026, 1 hidden."
    )
    assert explain(papers, SMALL, "plan-order", TODAY, (over,)) == explain(papers, SMALL, "plan-order", TODAY)


def test_a_condition_over_areas_tells_each_area_with_its_marks_and_their_cells() -> None:
    scheme = load_scheme(RULES / "examples" / "nine-themes")
    check = next(check for check in scheme.checks if check.kind == "level-reached")
    example = check.failing[0]
    lines = explain(submission_of(example, scheme), scheme, check.id, example.today).lines
    marks = lines[lines.index("The marks:") + 1 : -2]
    assert len([line for line in marks if not line.startswith("    ")]) == len(scheme.areas)
    assert len([line for line in marks if line.startswith("    ")]) == len(scheme.criteria)
    assert marks[:2] == ("  1. Physical activity: no level yet", "    1.1 “Not yet” (criterion 1.1, “How far”)")


def test_without_the_document_it_says_that_nothing_could_be_read() -> None:
    told = explain(_papers(files=[{"name": "Policy.pdf"}]), SMALL, "plan-order", TODAY)
    assert list(told.lines[-2:]) == ["No Plan came that could be read.", "It found nothing."]


def test_an_expression_tells_the_cells_it_names_and_no_others() -> None:
    told = explain(_papers(record={"plan": [{"action": "Ask", "who": "Everyone"}]}), SMALL, "plan-who-vague", TODAY)
    assert [line for line in told.lines if "row 1" in line] == [
        "  ✗ row 1: “Who” (sheet “Plan”, cell B2) says “Everyone”"
    ]


def test_a_level_that_is_not_reached_tells_what_was_weighed() -> None:
    papers = _papers(application={"level": "Silver", "criteria": {"each": {"rating": "Met"}}})
    told = explain(papers, SMALL, "level-not-reached", TODAY)
    at = told.lines.index("Silver:")
    assert list(told.lines[at - 2 : at + 4]) == [
        "Bronze:",
        "  ✓ 3 of 3 criteria are marked “Met” or “Partly”; all are needed.",
        "Silver:",
        "  ✗ 0 of 2 hold; all are needed.",
        "    ✗ An award at Bronze or above is needed first.",
        "    ✗ 0 of 1 piece of evidence of this kind: minutes.",
    ]


def test_a_check_that_is_not_there_is_told_with_the_nearest_one() -> None:
    with pytest.raises(UsageError, match="has no check “plan-ordr” \\(did you mean “plan-order”\\?\\)"):
        explain(_papers(record={}), SMALL, "plan-ordr", TODAY)


def test_of_very_many_rows_the_first_are_shown_and_the_others_counted() -> None:
    rows = [{"action": f"Action {number}", "who": "Jo"} for number in range(MOST_ROWS + 5)]
    told = explain(_papers(record={"plan": rows}), SMALL, "plan-who", TODAY)
    assert "  and 5 rows more." in told.lines


def _examples(schemes: Sequence[Scheme]) -> list[tuple[Scheme, str, str, Example, bool]]:
    """For each kind of check that the schemes use, one check with an example that fires and one that does not."""
    first = {check.kind: (scheme, check) for scheme in reversed(schemes) for check in reversed(scheme.checks)}
    pairs = [(s, c, c.failing[0], True) for s, c in first.values()]
    pairs += [(s, c, c.passing[0], False) for s, c in first.values()]
    return [(scheme, check.kind, check.id, example, fires) for scheme, check, example, fires in pairs]


@pytest.mark.parametrize(
    ("scheme", "kind", "rule", "example", "fires"), _examples((KENT, RESILIENT)), ids=lambda value: str(value)[:30]
)
def test_every_kind_of_check_explains_its_own_examples(
    scheme: Scheme, kind: str, rule: str, example: Example, fires: bool
) -> None:
    told = explain(submission_of(example, scheme), scheme, rule, example.today)
    assert (told.found > 0) == fires
    assert told.lines[1].startswith(f"Kind {kind}. ")
    assert (told.lines[-1] == "It found nothing.") != fires


def test_the_examples_of_two_schemes_show_most_kinds() -> None:
    assert len({kind for _, kind, _, _, _ in _examples((KENT, RESILIENT))}) >= len(KINDS) - 10
