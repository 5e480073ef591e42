"""Where an address such as ``record.plan.start`` leads."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.checking.kinds.settings import On
from pipeline.scheme.faults.fault import nearest
from pipeline.scheme.model import DocumentLayout, FieldLayout, Scheme, TableLayout
from pipeline.scheme.words.offered import stored

# The address of a check that looks at files, whatever they hold.
FILES = "files"


@dataclass(frozen=True, slots=True)
class Target:
    """What an address leads to: a document, and perhaps one of its fields, or a table and perhaps its column."""

    document: DocumentLayout | None = None
    table: TableLayout | None = None
    field: FieldLayout | None = None

    @property
    def leads_to(self) -> On:
        """What kind of thing the address names."""
        if self.document is None:
            return On.FILES
        if self.table is not None:
            return On.TABLE if self.field is None else On.COLUMN
        return On.DOCUMENT if self.field is None else On.FIELD

    @property
    def columns(self) -> frozenset[str]:
        """The columns of its table."""
        return frozenset(column.id for column in self.table.columns) if self.table else frozenset()

    @property
    def fields(self) -> frozenset[str]:
        """The fields of its document."""
        return frozenset(field.id for field in self.document.fields) if self.document else frozenset()

    def options(self, column: str, scheme: Scheme) -> tuple[str, ...]:
        """What may be chosen in a column of its table; empty where anything may be written."""
        columns = self.table.columns if self.table else ()
        return stored(next((known for known in columns if known.id == column), None), scheme)


def target_of(address: str, scheme: Scheme) -> Target | str:
    """Where it leads, or a sentence that says at which part it leads nowhere."""
    first, *rest = address.split(".")
    if address == FILES:
        return Target()
    document = next((known for known in scheme.documents if known.id == first), None)
    if document is None:
        return f"there is no document “{first}”{nearest(first, [*(d.id for d in scheme.documents), FILES])}."
    if not rest:
        return Target(document)
    table = next((known for known in document.tables if known.id == rest[0]), None)
    field = next((known for known in document.fields if known.id == rest[0]), None)
    if table is None and field is None:
        known = [*(t.id for t in document.tables), *(f.id for f in document.fields)]
        return f"“{first}” has no table or field “{rest[0]}”{nearest(rest[0], known)}."
    if len(rest) == 1:
        return Target(document, table, field)
    if table is None:
        return f"“{first}.{rest[0]}” is a field: there is nothing within it."
    column = next((known for known in table.columns if known.id == rest[1]), None)
    if column is None or len(rest) > 2:
        near = nearest(rest[1], (known.id for known in table.columns))
        return f"table “{table.id}” has no column “{'.'.join(rest[1:])}”{near}."
    return Target(document, table, column)
