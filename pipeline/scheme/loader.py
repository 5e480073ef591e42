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
FILES = (
    "scheme.yaml",
    "criteria.yaml",
    "calendar.yaml",
    "documents.yaml",
    "checks.yaml",
    "sentences.yaml",
    "privacy.yaml",
    "other-forms.yaml",
)
# Many checks may be told apart by subject: every file in here adds to the same list, in the order of names.
CHECKS = "checks"
# One file for each earlier edition of the forms.
CROSSWALKS = "crosswalks"

# Where every key and item of a scheme was written: file, line and column.
Places = dict[Keys, tuple[Path, int, int]]


def load_scheme(folder: Path) -> models.Scheme:
    """Read and check a scheme's folder.

    Raises RulesError, one line ``file:line:column: key: what is wrong``, for the first fault found.
    """
    data: dict[str, Any] = {}
    places: Places = {(): (folder / FILES[0], 1, 1)}
    for name in FILES:
        path = folder / name
        if path.exists() or name == FILES[0]:
            content, marks = _mapping(path)
            data.update(content)
            places.update({keys: (path, *at) for keys, at in marks.items() if keys})
    for path in sorted((folder / CHECKS).glob("*.yaml")):
        _add_checks(path, data, places)
    for path in sorted((folder / CROSSWALKS).glob("*.yaml")):
        content, marks = _mapping(path)
        data.setdefault(CROSSWALKS, []).append(content)
        number = len(data[CROSSWALKS]) - 1
        places.update({(CROSSWALKS, number, *keys): (path, *at) for keys, at in marks.items()})
    try:
        scheme = models.Scheme.model_validate(data)
    except ValidationError as error:
        raise RulesError(_first_fault(error, places)) from error
    _check_references(scheme, places)
    return scheme


def _mapping(path: Path) -> tuple[dict[str, Any], Marks]:
    content, marks = load(path)
    if not isinstance(content, dict):
        raise RulesError(f"{path}:1:1: expected “key: value” lines.")
    return content, marks


def _add_checks(path: Path, data: dict[str, Any], places: Places) -> None:
    """One file of the checks folder: its checks go on where the file before it ended."""
    content, marks = _mapping(path)
    stray = next((key for key in content if key != CHECKS), None)
    if stray is not None or not isinstance(content.get(CHECKS), list):
        line, column = marks.get((stray,), (1, 1)) if stray else (1, 1)
        raise RulesError(f"{path}:{line}:{column}: a file in “{CHECKS}” holds one list, “{CHECKS}:”, and nothing else.")
    checks = data.setdefault(CHECKS, [])
    before = len(checks)
    checks.extend(content[CHECKS])
    for keys, at in marks.items():
        if len(keys) > 1 and isinstance(keys[1], int):
            places[(CHECKS, keys[1] + before, *keys[2:])] = (path, *at)


def _first_fault(error: ValidationError, places: Places) -> str:
    # A misspelt key makes two faults, an unknown key and a missing one: the unknown one is the cause.
    faults = error.errors(include_url=False)
    fault = next((f for f in faults if f["type"] == "extra_forbidden"), faults[0])
    keys: Keys = tuple(fault["loc"])
    text = fault["msg"]
    if fault["type"] == "extra_forbidden":
        text = f"“{keys[-1]}” is not a key that is known here{_suggest(str(keys[-1]))}"
    elif fault["type"] == "missing":
        text = f"“{keys[-1]}” is missing"
    return f"{_place(keys, places)}: {text}."


def _suggest(word: str) -> str:
    known: set[str] = set()
    for value in vars(models).values():
        if isinstance(value, type) and issubclass(value, BaseModel):
            known.update(field.alias or name for name, field in value.model_fields.items())
    near = difflib.get_close_matches(word, sorted(known), n=1)
    return f" (did you mean “{near[0]}”?)" if near else ""


def _check_references(scheme: models.Scheme, places: Places) -> None:
    principles = {p.id for p in scheme.principles}
    for index, criterion in enumerate(scheme.criteria):
        _known(criterion.principle, principles, ("criteria", index, "principle"), places)
    for index, area in enumerate(scheme.evidence.areas):
        _known(area.principle, principles, ("evidence", "areas", index, "principle"), places)
    steps = {step.id for step in scheme.process} | {"any"}
    for index, outcome in enumerate(scheme.outcomes):
        _known(outcome.step, steps, ("outcomes", index, "step"), places)
    _unique([p.id for p in scheme.principles], "principles", places)
    _unique([c.id for c in scheme.criteria], "criteria", places)
    _unique([c.id for c in scheme.checks], "checks", places)
    _unique([o.id for o in scheme.outcomes], "outcomes", places)
    _check_crosswalks(scheme, places)


def _check_crosswalks(scheme: models.Scheme, places: Places) -> None:
    """What an earlier edition became is something that the present one has."""
    principles, criteria = {p.id for p in scheme.principles}, {c.id for c in scheme.criteria}
    addresses = {f"{d.id}.{f.id}" for d in scheme.documents for f in d.fields}
    addresses |= {f"{d.id}.{t.id}.{c.id}" for d in scheme.documents for t in d.tables for c in t.columns}
    for number, crosswalk in enumerate(scheme.crosswalks):
        start: Keys = (CROSSWALKS, number)
        for index, principle in enumerate(crosswalk.principles):
            if principle.to is not None:
                _known(principle.to, principles, (*start, "principles", index, "to"), places)
        for index, criterion in enumerate(crosswalk.criteria):
            for to in criterion.to or ():
                _known(to, criteria, (*start, "criteria", index, "to"), places)
        for address in crosswalk.headings:
            _known(address, addresses, (*start, "headings", address), places)
        for choices in crosswalk.answers:
            _known(choices, set(scheme.choices), (*start, "answers", choices), places)


def _known(word: str, allowed: set[str], keys: Keys, places: Places) -> None:
    if word in allowed:
        return
    near = difflib.get_close_matches(word, sorted(allowed), n=1)
    hint = f" (did you mean “{near[0]}”?)" if near else f" (known: {', '.join(sorted(allowed))})"
    raise RulesError(f"{_place(keys, places)}: there is no “{word}”{hint}.")


def _unique(ids: list[str], key: str, places: Places) -> None:
    for index, word in enumerate(ids):
        if word in ids[:index]:
            raise RulesError(f"{_place((key, index, 'id'), places)}: “{word}” is used twice. Give each its own id.")


def _place(keys: Keys, places: Places) -> str:
    known = keys
    while known not in places:
        known = known[:-1]
    path, line, column = places[known]
    return f"{path}:{line}:{column}: {'.'.join(str(key) for key in keys)}"
