"""A worked case with answers left out that the school must put back: what it sends before it sends the whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from pipeline.checking.engine import check
from pipeline.checking.proving.examples import submission_of
from pipeline.errors import UsageError
from pipeline.scheme.model import Scheme, WorkedCase
from pipeline.values import Severity

# So many answers are left out, each of which some check asks for.
_FAULTS = 2
# Without these nobody knows whose the papers are.
_NUMBERS = ("urn", "postcode", "school_name")


def spoilt(case: WorkedCase, scheme: Scheme) -> WorkedCase:
    """The case without a few answers that it must have. Raises UsageError when no check asks for any of its answers."""
    changed, planted = case, 0
    for attempt in _one_less(case, scheme):
        document, answers = attempt
        tried = changed.model_copy(update={document: answers(getattr(changed, document))})
        if _asked_for(tried, scheme, case.today) > _asked_for(changed, scheme, case.today):
            changed, planted = tried, planted + 1
        if planted == _FAULTS:
            break
    if not planted:
        raise UsageError(f"No check of {scheme.name} asks for an answer that “{case.name}” gives.")
    return changed


def _asked_for(case: WorkedCase, scheme: Scheme, day: dt.date) -> int:
    found = check(submission_of(case, scheme), scheme, day)
    return len({finding.rule for finding in found if finding.severity is Severity.REQUIRED})


class _Without:
    """Answers without one field, or without one cell of a table's first row."""

    def __init__(self, field: str, column: str = "") -> None:
        self._field, self._column = field, column

    def __call__(self, answers: Mapping[str, object]) -> Mapping[str, object]:
        if not self._column:
            return {name: answer for name, answer in answers.items() if name != self._field}
        rows = answers[self._field]
        assert isinstance(rows, (list, tuple)), "only tables given row by row are tried"
        first = {name: answer for name, answer in rows[0].items() if name != self._column}
        return {**answers, self._field: [first, *rows[1:]]}


def _one_less(case: WorkedCase, scheme: Scheme) -> Iterator[tuple[str, _Without]]:
    """Each way to leave one answer out: cells of rows before boxes, since a school forgets those sooner."""
    forms = [(layout, getattr(case, layout.id)) for layout in scheme.documents if getattr(case, layout.id) is not None]
    for layout, answers in forms:
        for table in layout.tables:
            rows = answers.get(table.id)
            if isinstance(rows, (list, tuple)) and rows and isinstance(rows[0], Mapping):
                yield from ((layout.id, _Without(table.id, column)) for column in rows[0] if column != "key")
    for layout, answers in forms:
        named = [field.id for field in layout.fields if field.id in answers and field.id not in _NUMBERS]
        yield from ((layout.id, _Without(field)) for field in named)
