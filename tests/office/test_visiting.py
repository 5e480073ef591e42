"""Whom the office visits, and by when a school hears: what a scheme says of its year."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.office.deciding.visiting import last_visits, visits, whom_to_visit
from pipeline.office.desk import open_desk
from pipeline.office.drafting.emails import compose
from pipeline.scheme.model import SchoolSample
from pipeline.values import Award, CaseState, CaseView, School

from .offices import TODAY, make_office, scheme_of

HELD = tuple(
    Award(f"N-{n}", f"C-{n:02d}", School(str(199000 + n), f"School {n}"), "kent-award", TODAY, TODAY.replace(year=2028))
    for n in range(20)
)


VISITING = scheme_of(Path(__file__).parents[2]).model_copy(update={"visits": SchoolSample(share=0.1, years_between=4)})


def drawn(last: dict[str, dt.date], seed: str = "") -> list[str]:
    return [visit.award.case for visit in whom_to_visit(HELD, last, VISITING, seed, TODAY)]


def test_a_tenth_of_the_schools_is_drawn_and_who_waited_long_comes_too() -> None:
    first = drawn({})
    assert len(first) == 2
    assert drawn({}) == first
    waited = next(award for award in HELD if award.case not in first)
    last = last_visits(f"school,visited_on\n{waited.school.key},2021-01-10\n".encode())
    assert set(drawn(last)) == {*first, waited.case}


def test_an_award_that_is_over_is_not_visited() -> None:
    over = tuple(replace(award, valid_until=TODAY - dt.timedelta(days=1)) for award in HELD)
    assert whom_to_visit(over, {}, VISITING, "", TODAY) == ()


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("school,visited_on\n199001,last spring\n", "visits.csv:2: “last spring” is no day. Write it as 2026-03-02."),
        ("name,day\n199001,2026-01-10\n", "visits.csv: the first line must be “school,visited_on”."),
    ],
)
def test_a_line_of_visits_that_cannot_be_read_is_named(page: str, says: str) -> None:
    with pytest.raises(UsageError) as raised:
        last_visits(page.encode())
    assert str(raised.value) == says


def test_a_scheme_that_visits_nobody_says_so(tmp_path: Path) -> None:
    root = make_office(tmp_path / "office")
    with open_desk(root, TODAY) as desk, pytest.raises(UsageError, match="visits no schools"):
        visits(desk, scheme_of(root))


def test_a_school_hears_by_when_its_round_is_answered(tmp_path: Path) -> None:
    root = make_office(tmp_path / "office")
    page = root / "rules" / "kent-award" / "scheme.yaml"
    answered = TODAY + dt.timedelta(weeks=6)
    rounds = f"intake: {{rounds: [{{closes: {TODAY}, notify_by: {answered}}}]}}\n"
    assert "You will hear from us by" not in _mail(root)
    page.write_text(page.read_text(encoding="utf-8") + rounds, encoding="utf-8")
    assert f"You will hear from us by {answered.day} {answered:%B %Y}." in _mail(root)


def _mail(root: Path) -> str:
    with open_desk(root, TODAY) as desk:
        scheme = scheme_of(root)
        case = CaseView(
            "C-1", School("1", "Oakfield"), scheme.id, scheme.version, CaseState.READY, TODAY, "Ms A. Quaife"
        )
        content = compose(desk, case, "feedback-subject", "feedback-body-complete", ())
    return message_from_bytes(content, policy=policy.default).get_content()
