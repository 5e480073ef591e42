"""Files that came in place of our forms: a print-out of one, or another scheme's form."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.reading.answers.wording import plain
from pipeline.scheme.model import DocumentLayout, Scheme, TableLayout
from pipeline.values import Evidence, Notice, NoticeKind, Place

# Measured on our own forms printed by LibreOffice: nine in ten of these labels are found, in other papers none.
_SHARE = 0.5
# One table alone is a print-out of its sheet when every heading is there, and there are at least so many.
_COLUMNS = 4
# What a print-out, or one sheet saved by itself, can be. A Word document may hold a sheet's table; of a form that is
# itself a Word document it is the form, or is not.
_PRINTED = ("pdf", "text", "workbook", "word")
_FORMS = {"word": "document", "workbook": "workbook"}
_HEAD_LINES = 10


def in_place_of_form(name: str, seen: Evidence, scheme: Scheme) -> Notice | None:
    """What a file that is no form of ours came in place of; None for a plain piece of evidence.

    The notice's words are the ``form`` (an id of the scheme's documents), its name as ``document``, and
    for another scheme's form the ``other`` scheme.
    """
    printed = _printout(name, seen, scheme) if seen.media in _PRINTED else None
    return printed or (_of_other_scheme(name, seen, scheme) if seen.media in _FORMS else None)


def _printout(name: str, seen: Evidence, scheme: Scheme) -> Notice | None:
    text = f" {plain(seen.text)} "
    layouts = (one for one in scheme.documents if seen.media != "word" or one.kind != _FORMS["word"])
    for layout in layouts:
        told = _long_labels(layout)
        share = sum(f" {label} " in text for label in told) / max(len(told), 1)
        if share >= _SHARE or any(_is_whole(table, text) for table in layout.tables):
            return _notice(NoticeKind.PRINTOUT, name, layout)
    return None


def _long_labels(layout: DocumentLayout) -> set[str]:
    """What a form prints in two words or more: shorter ones stand in any paper."""
    printed = [section.title for section in layout.sections] + [field.label for field in layout.fields]
    printed += [label for table in layout.tables for label in (table.title, *(c.label for c in table.columns))]
    return {label for label in map(plain, printed) if " " in label}


def _is_whole(table: TableLayout, text: str) -> bool:
    return len(table.columns) >= _COLUMNS and all(f" {plain(column.label)} " in text for column in table.columns)


def _of_other_scheme(name: str, seen: Evidence, scheme: Scheme) -> Notice | None:
    head = f" {plain(name.rpartition('.')[0])} {plain(' '.join(_head(seen.text)))} "
    for other in scheme.other_forms:
        # The office's own schemes are told by their forms: their names may stand at the head of any letter.
        if not other.scheme and any(f" {plain(word)} " in head for word in other.words):
            layout = next((one for one in scheme.documents if one.kind == _FORMS[seen.media]), None)
            return _notice(NoticeKind.OTHER_SCHEME, name, layout, other.name) if layout else None
    return None


def _head(text: str) -> Sequence[str]:
    return [line for line in text.splitlines() if line.strip()][:_HEAD_LINES]


def _notice(kind: NoticeKind, name: str, layout: DocumentLayout, other: str = "") -> Notice:
    words = {"form": layout.id, "document": layout.id.capitalize(), "other": other}
    return Notice(kind, Place(name), name, words)
