"""What a scheme's documents ask, as they are written: what a common check may look at, and an example fill in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.scheme.pages.pieces import as_lines, as_list, items

# The two documents that the line knows; an address begins with one of them.
COMMON_DOCUMENTS = ("record", "application")
# What an example may say of a form beside its answers.
ABOUT_A_FORM = frozenset({"version", "scheme", "missing", "notices", "links"})


class Asked:
    """The documents, tables, columns and fields of a scheme, by address."""

    def __init__(self, documents: Any) -> None:
        self._known: set[str] = set()
        self._documents: set[str] = set()
        for document in items(documents):
            self._documents.add(str(document.get("id")))
            self._known |= set(_addresses(document))

    def has(self, check: Mapping[str, Any]) -> bool:
        """Whether all that a check names of documents is there."""
        on = str(check.get("on", ""))
        settings = as_lines(check.get("with"))
        table = ".".join(on.split(".")[:2])
        columns = [*as_list(settings.get("when")), *as_lines(settings.get("where"))]
        named = [on, *_words(settings.values())]
        named += [f"{on}.{name}" for name in as_list(settings.get("fields"))]
        named += [f"{table}.{column}" for column in columns]
        return all(self._stands(name) for name in named)

    def fits(self, example: Any) -> bool:
        """Whether an example fills in only what the documents have."""
        if not isinstance(example, dict):
            return True
        filled = {name: example[name] for name in COMMON_DOCUMENTS if isinstance(example.get(name), dict)}
        named = [f"{name}.{key}" for name, answers in filled.items() for key in _filled(answers)]
        return set(filled) <= self._documents and set(named) <= self._known

    def _stands(self, name: str) -> bool:
        document, dot, _ = name.partition(".")
        if document not in COMMON_DOCUMENTS:
            return True
        return name in self._known if dot else document in self._documents


def _filled(answers: Mapping[str, Any]) -> Iterator[str]:
    """What an example fills in of a document: fields, tables and columns (``plan.start``)."""
    for name, answer in answers.items():
        if name in ABOUT_A_FORM:
            continue
        yield name
        rows = answer if isinstance(answer, list) else []
        if isinstance(answer, dict):
            but = answer.get("but")
            rows = [answer.get("each"), *(but.values() if isinstance(but, dict) else ())]
        yield from (f"{name}.{column}" for row in rows if isinstance(row, dict) for column in row if column != "key")


def _addresses(document: Any) -> Iterator[str]:
    start = document.get("id")
    for section in items(document.get("sections")):
        for field in items(section.get("fields")):
            yield f"{start}.{field.get('id')}"
        for table in items(section.get("tables")):
            yield f"{start}.{table.get('id')}"
            for column in items(table.get("columns")):
                yield f"{start}.{table.get('id')}.{column.get('id')}"


def _words(values: Any) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield from (item for item in value if isinstance(item, str))
