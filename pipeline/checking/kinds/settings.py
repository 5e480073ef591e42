"""What each kind of check may be told under ``with``, and what it may look at under ``on``.

From here come the sentences about a misspelt setting, the words an editor offers (``award rules schema``), and
the page for officers. A name of the scheme in a setting is marked with what it is the name of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt

from pipeline.scheme.model import Data, FieldType
from pipeline.values import ClaimKind, ClaimStatus, FileClass, NoticeKind


class On(StrEnum):
    """What an address under ``on`` may lead to."""

    FILES = "files"
    DOCUMENT = "document"
    FIELD = "field"
    TABLE = "table"
    COLUMN = "column"


class Names(StrEnum):
    """What a word in a setting is the name of: part of the table or document of ``on``, or a whole address."""

    COLUMN = "column"
    FIELD = "field"
    TABLE_ADDRESS = "table address"
    COLUMN_ADDRESS = "column address"
    FIELD_ADDRESS = "field address"
    ROW_EXPRESSION = "row expression"
    FIELDS_EXPRESSION = "fields expression"
    PATTERN = "pattern"


Column = Annotated[str, Names.COLUMN]
OwnField = Annotated[str, Names.FIELD]
TableAddress = Annotated[str, Names.TABLE_ADDRESS]
ColumnAddress = Annotated[str, Names.COLUMN_ADDRESS]
FieldAddress = Annotated[str, Names.FIELD_ADDRESS]
Whole = Annotated[StrictInt, Field(ge=0)]
# A rule that asks for none of something asks for nothing.
AtLeastOne = Annotated[StrictInt, Field(ge=1)]


class Nothing(Data):
    """This kind is told nothing."""


class FileClasses(Data):
    """``classes`` of file that cannot be used."""

    classes: Annotated[tuple[FileClass, ...], Field(min_length=1)]


class Notices(Data):
    """``kinds`` of what the reader noticed."""

    kinds: Annotated[tuple[NoticeKind, ...], Field(min_length=1)]


class Noticed(Notices):
    """``instead`` makes it say all there is to say about its cell, ``alone`` about its whole form."""

    instead: StrictBool = False
    alone: StrictBool = False


class Fields(Data):
    """``fields`` of the document, unless ``on`` names one."""

    fields: tuple[OwnField, ...] = ()


class FieldWindow(Fields):
    """At most so many months ``before`` today, and ``after`` it."""

    before: Whole | None = None
    after: Whole | None = None


class Agree(Data):
    """``other`` is the field of the other document; with ``school_names`` spellings of one name are the same."""

    other: FieldAddress
    school_names: StrictBool = False
    beside: tuple[OwnField, ...] = ()


class Applies(Data):
    """Only in rows where one of ``when`` is written in, and where the columns of ``where`` hold one of their words."""

    when: tuple[Column, ...] = ()
    where: Mapping[Column, tuple[str, ...]] = Field(default_factory=dict)


class Besides(Data):
    """The columns ``besides`` it count for nothing."""

    besides: tuple[Column, ...] = ()


class Types(Data):
    """``types`` of column that are looked at."""

    types: Annotated[tuple[FieldType, ...], Field(min_length=1)]


class Window(Data):
    """At most so many months ``before`` today, and ``after`` it."""

    before: Whole | None = None
    after: Whole | None = None


class After(Data):
    """``after`` is the column with the earlier date."""

    after: Column


class Start(Data):
    """``start`` is the column in which an action begins."""

    start: Column


class Planned(Data):
    """``planned_in`` is the plan's column of principles; ``no_gap`` are words that say there is none."""

    planned_in: ColumnAddress
    no_gap: tuple[str, ...] = ()


class Standing(Data):
    """Areas with one of ``words`` in the column ``standing`` of a table that has a row for each area."""

    standing: ColumnAddress
    words: Annotated[tuple[str, ...], Field(min_length=1)]


class AskedOfArea(Standing):
    """``about`` is the column that says which area a row is about."""

    about: Column


class Least(Data):
    """``least`` rows are asked for."""

    least: AtLeastOne


class Required(Data):
    """Roles that are ``required`` so in the scheme."""

    required: Literal["one-of-lead", "advised", "optional"]


class Allowed(Data):
    """So many advised roles may be missing."""

    allowed: Whole


class Plan(Data):
    """``plan`` is the plan's column of last days."""

    plan: ColumnAddress


class TooShort(Applies):
    """An answer has at least so many ``words``."""

    words: AtLeastOne


class SameText(Data):
    """Answers of so many ``letters`` and more are compared."""

    letters: AtLeastOne


class Index(Data):
    """``index`` is the evidence index; columns ``besides`` are told by another check."""

    index: TableAddress
    besides: tuple[ColumnAddress, ...] = ()


class CitedIn(Data):
    """``cited_in`` is the column that holds references."""

    cited_in: ColumnAddress


class Statuses(Data):
    """``statuses`` that a claim on evidence has come to."""

    statuses: Annotated[tuple[ClaimStatus, ...], Field(min_length=1)]


class Claims(Statuses):
    """``kinds`` of claim; columns ``besides`` are told by another check."""

    kinds: tuple[ClaimKind, ...] = ()
    besides: tuple[ColumnAddress, ...] = ()


class RowExpression(Data):
    """``wrong`` is a CEL expression, true where something is wrong. It sees ``row.<column>`` and ``today``."""

    wrong: Annotated[str, Names.ROW_EXPRESSION]


class FieldsExpression(Data):
    """``wrong`` is a CEL expression, true where something is wrong. It sees ``fields.<field>`` and ``today``."""

    wrong: Annotated[str, Names.FIELDS_EXPRESSION]


class MostWords(Data):
    """At most so many ``words``."""

    words: AtLeastOne


class Megabytes(Data):
    """At most so many ``megabytes``."""

    megabytes: AtLeastOne


class Pattern(Data):
    """``pattern`` is a regular expression for the start of a name, capitals or not."""

    pattern: Annotated[str, Names.PATTERN]


class Lasts(Data):
    """At least so many ``weeks`` from the column ``start``, in rows that hold one of the words of ``where``."""

    start: Column
    weeks: AtLeastOne
    where: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """What a kind may look at, and the model of its settings."""

    on: frozenset[On]
    settings: type[Data] = Nothing


def _shape(*on: On, told: type[Data] = Nothing) -> Shape:
    return Shape(frozenset(on), told)


_FIELDS = (On.DOCUMENT, On.FIELD)
_WITHIN = (On.DOCUMENT, On.TABLE, On.COLUMN)

SHAPES: Mapping[str, Shape] = MappingProxyType(
    {
        "document-present": _shape(On.DOCUMENT),
        "file-class": _shape(On.FILES, told=FileClasses),
        "file-listed": _shape(On.TABLE),
        "noticed": _shape(On.FILES, On.DOCUMENT, told=Noticed),
        "in-place-of-form": _shape(On.FILES, told=Notices),
        "form-version": _shape(On.DOCUMENT),
        "field-required": _shape(*_FIELDS, told=Fields),
        "field-clear": _shape(*_FIELDS, told=Fields),
        "field-ticked": _shape(*_FIELDS, told=Fields),
        "field-window": _shape(*_FIELDS, told=FieldWindow),
        "documents-agree": _shape(On.FIELD, told=Agree),
        "table-present": _shape(On.TABLE),
        "column-present": _shape(On.TABLE),
        "column-required": _shape(On.COLUMN, told=Applies),
        "only-answer": _shape(On.COLUMN, told=Besides),
        "column-clear": _shape(On.TABLE, told=Types),
        "column-window": _shape(On.COLUMN, told=Window),
        "dates-in-order": _shape(On.COLUMN, told=After),
        "plan-length": _shape(On.COLUMN, told=Start),
        "every-principle": _shape(On.COLUMN),
        "every-criterion": _shape(On.COLUMN),
        "criteria-present": _shape(On.TABLE),
        "principle-planned": _shape(On.COLUMN),
        "gap-planned": _shape(On.COLUMN, told=Planned),
        "min-rows": _shape(On.COLUMN, told=Least),
        "role-present": _shape(On.TABLE, told=Required),
        "role-advised": _shape(On.TABLE, told=Allowed),
        "review-of-finished": _shape(On.COLUMN, told=Plan),
        "too-short": _shape(On.COLUMN, told=TooShort),
        "same-text": _shape(On.COLUMN, told=SameText),
        "evidence-refs-exist": _shape(*_WITHIN, told=Index),
        "index-cited": _shape(On.COLUMN, told=CitedIn),
        "evidence-attached": _shape(On.COLUMN),
        "evidence-minimum": _shape(On.TABLE),
        "evidence-age": _shape(On.COLUMN),
        "claim-status": _shape(*_WITHIN, told=Claims),
        "evidence-unmatched": _shape(On.COLUMN, told=Statuses),
        "same-for-everything": _shape(On.COLUMN),
        "twin-files": _shape(On.FILES),
        "same-file": _shape(On.COLUMN),
        "file-of-another": _shape(On.COLUMN),
        "not-looked-through": _shape(On.FILES),
        "personal-data": _shape(On.FILES),
        "asked-of-area": _shape(On.COLUMN, told=AskedOfArea),
        "names-area": _shape(On.COLUMN, told=Standing),
        "between-rounds": _shape(On.FILES, On.DOCUMENT),
        "condition": _shape(On.FILES, On.DOCUMENT, On.FIELD, On.TABLE),
        "level-reached": _shape(On.FIELD),
        "not-applicable": _shape(On.TABLE, On.COLUMN),
        "essential-evidence": _shape(On.COLUMN),
        "too-long": _shape(On.FIELD, On.COLUMN, told=MostWords),
        "file-size": _shape(On.FILES, told=Megabytes),
        "file-name": _shape(On.FILES, told=Pattern),
        "lasts": _shape(On.COLUMN, told=Lasts),
        "row-expression": _shape(On.COLUMN, told=RowExpression),
        "field-expression": _shape(On.FIELD, told=FieldsExpression),
    }
)
