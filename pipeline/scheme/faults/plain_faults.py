"""What does not fit the model of a scheme, in words for the owner of the rules."""

from __future__ import annotations

import datetime as dt
import re
import types
from collections.abc import Iterator, Mapping
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from pipeline.scheme.faults.fault import Places, nearest
from pipeline.scheme.faults.written import Keys, Written

# What was expected, by the word with which pydantic's kind of error begins.
_EXPECTED = (
    ("int", "a whole number, such as 3"),
    ("float", "a number, such as 0.8"),
    ("bool", "true or false"),
    ("date", "a day, such as 2026-09-01"),
    ("tuple", "a list: lines that begin with “- ”, or words in [square brackets]"),
    ("list", "a list: lines that begin with “- ”, or words in [square brackets]"),
    ("dict", "“key: value” lines"),
    ("mapping", "“key: value” lines"),
    ("model", "“key: value” lines"),
)

# Numbers that are too small or too large, and what was asked of them.
_BOUNDS = {"greater_than_equal": ("ge", "at least"), "less_than_equal": ("le", "at most")}

# How a text has to look, by the start of its pattern.
_LIKE = ((r"^\d{4}/", "a school year, such as 2025/26"), (r"^\d+ ?%", "a share, such as 80 %"))


def plain_faults(
    error: ValidationError, model: type[BaseModel], places: Places, broken: bool = False, start: Keys = ()
) -> list[tuple[Keys, str]]:
    """The way to each thing that is wrong and a sentence, in the order in which pydantic met them.

    ``model`` stands at ``start``, which is the top unless something else is said.

    A misspelt key makes two errors, an unknown key and a missing one: only the cause is told. Where a file is
    ``broken``, what is missing at the top may stand in it, and is not told.
    """
    errors = [(_as_written(e, places.written, start), e) for e in error.errors(include_url=False)]
    strange = {keys[:-1] for keys, e in errors if e["type"] == "extra_forbidden"}
    faults = []
    for keys, each in errors:
        caused = each["type"] == "missing" and (keys[:-1] in strange or (broken and len(keys) == 1))
        if not caused:
            faults.append((keys, _says(keys, keys[len(start) : -1], each, model)))
    return list(dict.fromkeys(faults))


def _as_written(error: ErrorDetails, written: Written, start: Keys) -> Keys:
    """The way to the fault as it was written: without the names of types that pydantic puts in between."""
    keys = start
    for position, key in enumerate(error["loc"], start=1):
        absent = position == len(error["loc"]) and error["type"] in ("missing", "extra_forbidden")
        if absent or written.at((*keys, key)) is not None:
            keys = (*keys, key)
    return keys


def _says(keys: Keys, within: Keys, error: ErrorDetails, model: type[BaseModel]) -> str:
    kind, read, context = error["type"], error["input"], error.get("ctx", {})
    name = str(keys[-1]) if keys else ""
    if kind == "extra_forbidden":
        return f"“{name}” is not a key that is known here{nearest(name, _known_keys(model, within))}."
    if kind == "missing":
        return f"“{name}” is missing."
    if kind in ("literal_error", "enum"):
        options = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        return f"“{_shown(read)}” is none of the words that may stand here{nearest(str(read), options)}."
    if kind == "too_short":
        return f"at least {context['min_length']} are needed here; there {_are(context['actual_length'])}."
    if kind in _BOUNDS:
        name, words = _BOUNDS[kind]
        return f"expected a number of {words} {context[name]}; we read {_quoted(read)}."
    if kind.startswith("string_pattern"):
        like = next((words for start, words in _LIKE if context["pattern"].startswith(start)), context["pattern"])
        return f"“{_shown(read)}” is not written as it must be: {like}."
    if kind.startswith("string"):
        return _no_words(read)
    if kind == "value_error":
        return str(context.get("error", error["msg"]))
    expected = next((words for start, words in _EXPECTED if kind.startswith(start)), None)
    if expected is None:
        return f"“{_shown(read)}” does not fit here ({error['msg']})."
    return f"expected {expected}; we read {_quoted(read)}."


def _no_words(read: object) -> str:
    if isinstance(read, (Mapping, list)):
        return "expected words; we read a list. Put a text that begins with { or [ in quotation marks."
    if read is None:
        return "expected words; there are none."
    return f"expected words; we read the {_called(read)} {read}. Put it in quotation marks."


def _called(read: object) -> str:
    return "day" if isinstance(read, dt.date) else "truth value" if isinstance(read, bool) else "number"


def _are(count: object) -> str:
    return "is one" if count == 1 else "are none" if count == 0 else f"are {count}"


def _quoted(read: object) -> str:
    if read is None:
        return "nothing"
    if isinstance(read, Mapping):
        return "“key: value” lines"
    return "a list" if isinstance(read, list) else f"“{_shown(read)}”"


def _shown(read: object) -> str:
    text = str(read)
    return text if len(text) <= 60 else f"{text[:59]}…"


def _known_keys(model: type[BaseModel], keys: Keys) -> set[str]:
    """The keys that may stand at a place: those of every model that may be there."""
    known: set[str] = set()
    for found in _models_at(model, keys):
        known.update(field.alias or name for name, field in found.model_fields.items())
    return known


def _models_at(annotation: Any, keys: Keys) -> Iterator[type[BaseModel]]:
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        for option in get_args(annotation):
            yield from _models_at(option, keys)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if not keys:
            yield annotation
        for name, field in annotation.model_fields.items():
            if keys and (field.alias or name) == keys[0]:
                yield from _models_at(field.annotation, keys[1:])
    elif keys and origin is not None and get_args(annotation):
        inner = [a for a in get_args(annotation) if a is not Ellipsis]
        # The last is what a list holds, and what a mapping maps to.
        yield from _models_at(inner[-1], keys[1:])
