"""The schemes of one office side by side: each knows the others' forms, so that none is taken for its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.scheme.model import DocumentLayout, OtherForm, Scheme


def side_by_side(schemes: Sequence[Scheme]) -> tuple[Scheme, ...]:
    """Each scheme with the forms of the others among its other forms; a scheme that is alone is as it was."""
    if len(schemes) < 2:
        return tuple(schemes)
    return tuple(beside(scheme, [other for other in schemes if other.id != scheme.id]) for scheme in schemes)


def beside(scheme: Scheme, others: Sequence[Scheme]) -> Scheme:
    """One scheme that knows the forms of these others."""
    forms = (_form(other, set(_printed(scheme)), {scheme.name, scheme.short_name}) for other in others)
    return scheme.model_copy(update={"other_forms": (*scheme.other_forms, *forms)})


def _form(other: Scheme, own: set[str], names: set[str]) -> OtherForm:
    printed = tuple(dict.fromkeys(_printed(other)))
    return OtherForm(
        name=other.name,
        scheme=other.id,
        words=tuple(name for name in (other.name, other.short_name) if name not in names),
        wording=tuple(words for words in printed if words not in own),
        shared=tuple(words for words in printed if words in own),
    )


def _printed(scheme: Scheme) -> Iterator[str]:
    """What a scheme's forms print: criteria, principles, headings and labels."""
    for criterion in scheme.criteria:
        yield criterion.text
    for principle in scheme.principles:
        yield principle.name
        yield f"{principle.number}. {principle.short_name}"
    for layout in scheme.documents:
        yield from _labels(layout)


def _labels(layout: DocumentLayout) -> Iterator[str]:
    yield layout.title
    for section in layout.sections:
        yield section.title
        yield from (field.label for field in section.fields)
        for table in section.tables:
            yield table.title
            yield from (column.label for column in table.columns)
