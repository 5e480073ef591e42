"""Which schools that hold an award are visited: some by lot, and those that nobody has been to for too long."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.errors import UsageError
from pipeline.office.desk import Desk
from pipeline.panel.lots.visits import Visited, schools_to_visit
from pipeline.scheme import Scheme
from pipeline.values import Award
from pipeline.values.school_years import school_year

# Where the office writes down whom it has visited: a school's key and the day.
VISITS_FILE = "visits.csv"


@dataclass(frozen=True, slots=True)
class Visit:
    """A school to be visited, and when somebody last was, None for never."""

    award: Award
    last: dt.date | None


def visits(desk: Desk, scheme: Scheme, seed: str = "") -> tuple[Visit, ...]:
    """The schools to visit of those whose award of the scheme is valid today.

    Raises UsageError for a scheme that visits nobody, and for a line of ``visits.csv`` that cannot be read.
    """
    path = desk.workspace.root / VISITS_FILE
    last = last_visits(path.read_bytes(), str(path)) if path.exists() else {}
    return whom_to_visit(desk.register.awards(), last, scheme, seed, desk.today)


def whom_to_visit(
    awards: Sequence[Award], last: Mapping[str, dt.date], scheme: Scheme, seed: str, today: dt.date
) -> tuple[Visit, ...]:
    """``last`` is the day of each school's last visit, by its key.

    The lot is drawn by the scheme and the school year unless ``seed`` says otherwise, so that asking again draws the
    same. Raises UsageError for a scheme that visits nobody.
    """
    if scheme.visits is None:
        raise UsageError(f"{scheme.name} visits no schools. “visits” in its scheme.yaml would say how many.")
    holding = [a for a in awards if a.scheme == scheme.id and a.awarded_on <= today <= a.valid_until]
    cases = [Visited(award.case, last.get(award.school.key)) for award in holding]
    chosen = schools_to_visit(cases, scheme.visits, seed or f"{scheme.id} {school_year(today)}", today)
    return tuple(Visit(award, last.get(award.school.key)) for award in holding if award.case in chosen)


def last_visits(content: bytes, name: str = VISITS_FILE) -> dict[str, dt.date]:
    """The day of each school's last visit, by its key. Raises UsageError for a line that cannot be read."""
    import pandas as pd

    table = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)
    if list(table.columns[:2]) != ["school", "visited_on"]:
        raise UsageError(f"{name}: the first line must be “school,visited_on”.")
    found: dict[str, dt.date] = {}
    for number, (school, day) in enumerate(zip(table["school"], table["visited_on"], strict=True), start=2):
        try:
            found[school] = max(found.get(school, dt.date.min), dt.date.fromisoformat(day.strip()))
        except ValueError as error:
            raise UsageError(f"{name}:{number}: “{day}” is no day. Write it as 2026-03-02.") from error
    return found
