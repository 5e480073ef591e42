"""What may be chosen in a field, for whoever looks at a scheme that may still have faults."""

from __future__ import annotations

from pipeline.scheme.model import FieldLayout, Scheme

# Lists of choices that are made from the scheme itself (see Scheme.options).
MADE_LISTS = frozenset({"principles", "team-roles", "levels", "evidence-kinds", "evidence-areas"})


def offered(field: FieldLayout | None, scheme: Scheme) -> tuple[str, ...]:
    """The words of a field's list; empty where anything may be written, or where the list is not there."""
    choices = field.choices if field is not None else None
    known = choices is not None and (choices in MADE_LISTS or choices in scheme.choices)
    return scheme.options(choices) if choices is not None and known else ()


def stored(field: FieldLayout | None, scheme: Scheme) -> tuple[str, ...]:
    """The same as answers are stored when they were read: principles by their ids."""
    if field is not None and field.choices == "principles":
        return tuple(principle.id for principle in scheme.areas)
    return offered(field, scheme)
