"""What may stand in a box, as an example: what is told where an answer is missing there, or else a usual answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.scheme.model import FieldLayout, FieldType, Scheme

# Kinds of check that ask for an answer, and so show what one is like.
_ASKING = frozenset({"column-required", "every-principle", "every-criterion", "field-required"})
_USUAL = {FieldType.DATE: "18/07/2026", FieldType.URN: "123456", FieldType.EMAIL: "office@ashmere.example"}


def own_examples(scheme: Scheme) -> Mapping[tuple[str, str], str]:
    """By document and label: the example of the check that asks for it, a usual answer of its type, or nothing."""
    # The scheme's order: what is asked for first has the plainest example.
    asked = {check.on: check.example for check in reversed(scheme.checks) if check.kind in _ASKING}
    found: dict[tuple[str, str], str] = {}
    for document, address, box in _boxes(scheme):
        example = asked.get(address) or _USUAL.get(box.type) or _first_option(box, scheme)
        if not found.get((document, box.label)):
            found[document, box.label] = example
    return found


def _boxes(scheme: Scheme) -> Iterator[tuple[str, str, FieldLayout]]:
    """Every field and column that a school fills in, with its document and its address."""
    for document in scheme.documents:
        for section in document.sections:
            yield from ((document.id, f"{document.id}.{each.id}", each) for each in section.fields)
            for table in section.tables:
                shown = [column for column in table.columns if not column.printed]
                yield from ((document.id, f"{document.id}.{table.id}.{each.id}", each) for each in shown)


def _first_option(box: FieldLayout, scheme: Scheme) -> str:
    return next(iter(scheme.options(box.choices)), "") if box.choices else ""
