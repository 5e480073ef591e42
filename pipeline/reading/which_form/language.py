"""Which of its scheme's languages a form was printed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipeline.reading.answers.wording import plain
from pipeline.scheme.model import DocumentLayout, Scheme


def language_of(properties: Mapping[str, str], text: Callable[[], str], layout: DocumentLayout, scheme: Scheme) -> str:
    """The language that a form's own mark says, or else the one that most labels and titles in its ``text`` are in.

    Empty for the scheme's own.
    """
    if not scheme.printed_in or "award.document" in properties:
        return properties.get("award.language", "")
    shown = set(map(plain, text().splitlines()))
    printed = {"": _printed(layout), **scheme.printed_in}
    found = {name: len(shown & set(map(plain, words))) for name, words in printed.items()}
    return max(found, key=lambda name: found[name])


def _printed(layout: DocumentLayout) -> tuple[str, ...]:
    tables = [label for table in layout.tables for label in (table.title, *(c.label for c in table.columns))]
    return (*(section.title for section in layout.sections), *(field.label for field in layout.fields), *tables)
