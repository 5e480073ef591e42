"""A submission that remembers which of its cells and boxes were asked for, whatever kind of check asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from pipeline.values import Form, Place, Row, Submission, Value


@dataclass(slots=True)
class Seen:
    """What was asked for, in the order of the first time: ``row`` is None for a box outside tables."""

    values: dict[tuple[Place, str], tuple[Row | None, Value]] = field(default_factory=dict)
    # Columns and boxes that were asked for and are not in the document.
    absent: dict[str, None] = field(default_factory=dict)

    def note(self, row: Row | None, value: Value) -> None:
        """Keeps that a value was looked at, once."""
        self.values.setdefault((value.place, value.field), (row, value))


class _Watched(Mapping[str, Value]):
    """Values by name, as they are, each noted when it is asked for."""

    def __init__(self, values: Mapping[str, Value], seen: Seen, within: str, row: Row | None = None) -> None:
        self._values = values
        self._seen = seen
        self._within = within
        self._row = row

    def __getitem__(self, name: str) -> Value:
        value = self._values.get(name)
        if value is None:
            self._seen.absent[f"{self._within}.{name}"] = None
            raise KeyError(name)
        self._seen.note(self._row, value)
        return value

    def __contains__(self, name: object) -> bool:
        return name in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


def watched(submission: Submission) -> tuple[Submission, Seen]:
    """The same submission, and what will have been asked of it."""
    seen = Seen()
    files = tuple(
        replace(reading, form=_form(reading.form, seen)) if reading.form is not None else reading
        for reading in submission.files
    )
    return replace(submission, files=files), seen


def _form(form: Form, seen: Seen) -> Form:
    tables = {
        name: tuple(replace(row, cells=_Watched(row.cells, seen, f"{form.document}.{name}", row)) for row in rows)
        for name, rows in form.tables.items()
    }
    return replace(form, fields=_Watched(form.fields, seen, form.document), tables=tables)
