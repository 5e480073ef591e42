"""What a person sees at a place in a Word document: its part, its row and its heading; Word shows no numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.checking.own_examples import own_examples
from pipeline.checking.scene import Table
from pipeline.scheme.model import Scheme
from pipeline.scheme.words.phrases import ENGLISH, Phrases, phrases_of
from pipeline.values import Place, Row, Signpost, Submission

Spot = tuple[str, int | None, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Signposts:
    """The signposts of a submission's Word documents. A place between answers has those of its row, or its table.

    ``phrases`` say them, and all that findings say, in the scheme's language. ``examples`` are what may stand in a
    box, by its document and label.
    """

    _at: dict[Spot, Signpost] = field(default_factory=dict)
    phrases: Phrases = ENGLISH
    examples: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def words(self, place: Place) -> str:
        """A place in a sentence, as a person finds it."""
        return self.at(place).words() or self.phrases.again(place.words())

    def at(self, place: Place) -> Signpost:
        """Where a place is, as a person looking at the document would say it; nothing for one outside tables."""
        if place.table is None:
            return Signpost()
        tried: tuple[Spot, ...] = (
            (place.file, place.table, place.row, place.column),
            (place.file, place.table, place.row, None),
            (place.file, place.table, None, None),
        )
        return next((self._at[spot] for spot in tried if spot in self._at), Signpost())


def put_up(submission: Submission, scheme: Scheme) -> Signposts:
    """Signposts at every answer of the submission's Word documents."""
    found: dict[Spot, Signpost] = {}
    for layout in scheme.documents:
        form = submission.form(layout.id)
        if form is None or layout.kind != "document":
            continue
        for section in layout.sections:
            for known in section.fields:
                value = form.fields.get(known.id)
                if value is not None:
                    found[_spot(value.place)] = Signpost(section.title, "", known.label)
            for table in section.tables:
                found |= dict(_along(Table(form, scheme, layout, table)))
    return Signposts(found, phrases_of(scheme), own_examples(scheme))


def _along(table: Table) -> Iterator[tuple[Spot, Signpost]]:
    """Of a table the whole, each row, and each cell. A criterion's code needs no part: it stands once in the form."""
    criteria = table.layout.rows == "criteria"
    part = "" if criteria else table.layout.title
    labels = {column.id: column.label for column in table.layout.columns}
    for row in table.rows:
        file, number = row.place.file, row.place.table
        name = _row_name(table, row)
        yield (file, number, None, None), Signpost(table.layout.title)
        yield (file, number, row.place.row, None), Signpost(part, name)
        for column, value in row.cells.items():
            yield _spot(value.place), Signpost(part, name, labels.get(column, ""))


def _row_name(table: Table, row: Row) -> str:
    phrases, name = phrases_of(table.scheme), table.row_name(row)
    return phrases.say("criterion {code}", code=name) if table.layout.rows == "criteria" else phrases.again(name)


def _spot(place: Place) -> Spot:
    return place.file, place.table, place.row, place.column
