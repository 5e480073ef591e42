"""From a folder of rule files to a :class:`~pipeline.scheme.models.Scheme`."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from pipeline.errors import RulesError
from pipeline.scheme import models
from pipeline.scheme.yamlfile import Keys, Marks, load

# Each file of a scheme's folder; all but the first are optional and add their top-level keys.
FILES = ("scheme.yaml", "criteria.yaml", "documents.yaml", "checks.yaml", "sentences.yaml")


def load_scheme(folder: Path) -> models.Scheme:
    """Read and check a scheme's folder.

    Raises RulesError, one line ``file:line:column: key: what is wrong``, for the first fault found.
    """
    data: dict[str, Any] = {}
    origin: dict[str, tuple[Path, Marks]] = {}
    for name in FILES:
        path = folder / name
        if not path.exists() and name != FILES[0]:
            continue
        content, marks = load(path)
        if not isinstance(content, dict):
            raise RulesError(f"{path}:1:1: expected “key: value” lines.")
        for key, value in content.items():
            data[key] = value
            origin[key] = (path, marks)
    try:
        scheme = models.Scheme.model_validate(data)
    except ValidationError as error:
        raise RulesError(_first_fault(error, folder, origin)) from error
    _check_references(scheme, origin)
    return scheme


def _first_fault(error: ValidationError, folder: Path, origin: dict[str, tuple[Path, Marks]]) -> str:
    # A misspelt key makes two faults, an unknown key and a missing one: the unknown one is the cause.
    faults = error.errors(include_url=False)
    fault = next((f for f in faults if f["type"] == "extra_forbidden"), faults[0])
    keys: Keys = tuple(fault["loc"])
    path, marks = origin.get(str(keys[0]), (folder / FILES[0], {}))
    line, column = _nearest(keys, marks)
    dotted = ".".join(str(key) for key in keys)
    text = fault["msg"]
    if fault["type"] == "extra_forbidden":
        text = f"“{keys[-1]}” is not a key that is known here{_suggest(str(keys[-1]))}"
    elif fault["type"] == "missing":
        text = f"“{keys[-1]}” is missing"
    return f"{path}:{line}:{column}: {dotted}: {text}."


def _nearest(keys: Keys, marks: Marks) -> tuple[int, int]:
    while keys and keys not in marks:
        keys = keys[:-1]
    return marks.get(keys, (1, 1))


def _suggest(word: str) -> str:
    known: set[str] = set()
    for value in vars(models).values():
        if isinstance(value, type) and issubclass(value, BaseModel):
            known.update(field.alias or name for name, field in value.model_fields.items())
    near = difflib.get_close_matches(word, sorted(known), n=1)
    return f" (did you mean “{near[0]}”?)" if near else ""


def _check_references(scheme: models.Scheme, origin: dict[str, tuple[Path, Marks]]) -> None:
    principles = {p.id for p in scheme.principles}
    for index, criterion in enumerate(scheme.criteria):
        _known(criterion.principle, principles, ("criteria", index, "principle"), origin)
    for index, area in enumerate(scheme.evidence.areas):
        _known(area.principle, principles, ("evidence", "areas", index, "principle"), origin)
    steps = {step.id for step in scheme.process} | {"any"}
    for index, outcome in enumerate(scheme.outcomes):
        _known(outcome.step, steps, ("outcomes", index, "step"), origin)
    _unique([p.id for p in scheme.principles], "principles", origin)
    _unique([c.id for c in scheme.criteria], "criteria", origin)
    _unique([c.id for c in scheme.checks], "checks", origin)
    _unique([o.id for o in scheme.outcomes], "outcomes", origin)


def _known(word: str, allowed: set[str], keys: Keys, origin: dict[str, tuple[Path, Marks]]) -> None:
    if word in allowed:
        return
    near = difflib.get_close_matches(word, sorted(allowed), n=1)
    hint = f" (did you mean “{near[0]}”?)" if near else f" (known: {', '.join(sorted(allowed))})"
    raise RulesError(f"{_place(keys, origin)}: there is no “{word}”{hint}.")


def _unique(ids: list[str], key: str, origin: dict[str, tuple[Path, Marks]]) -> None:
    for index, word in enumerate(ids):
        if word in ids[:index]:
            raise RulesError(f"{_place((key, index, 'id'), origin)}: “{word}” is used twice. Give each its own id.")


def _place(keys: Keys, origin: dict[str, tuple[Path, Marks]]) -> str:
    path, marks = origin[str(keys[0])]
    line, column = _nearest(keys, marks)
    return f"{path}:{line}:{column}: {'.'.join(str(key) for key in keys)}"
