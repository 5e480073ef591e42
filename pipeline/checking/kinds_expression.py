"""What the other kinds cannot say: a CEL expression, true where something is wrong."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.machinery import PathFinder
from typing import Any

from pipeline.checking.scene import Hit, Scene, last_part, word
from pipeline.errors import RulesError
from pipeline.scheme.models import Check
from pipeline.values import Value


def row_expression(scene: Scene, check: Check) -> Iterator[Hit]:
    """``wrong`` sees ``row`` (texts by column; dates as 2026-03-02, the last of a span) and ``today``.

    Said at the column of ``on``.
    """
    table, column = scene.table(check.on), last_part(check)
    if table is None:
        return
    empty = {layout.id: "" for layout in table.layout.columns}
    for row in table.rows:
        if table.started(row) and _wrong(scene, check, "row", {**empty, **texts(row.cells)}):
            yield table.hit(row, column)


def field_expression(scene: Scene, check: Check) -> Iterator[Hit]:
    """``wrong`` sees ``fields`` (texts by field id) and ``today``; said at the field of ``on``."""
    document = check.on.partition(".")[0]
    found, form = scene.field(check.on), scene.submission.form(document)
    if found is None or form is None:
        return
    empty = {layout.id: "" for layout in scene.layout(document).fields}
    if _wrong(scene, check, "fields", {**empty, **texts(form.fields)}):
        value = found[2]
        yield Hit(value.place, value.read, document, row=f"field|{found[1].id}", label=found[1].label)


def texts(values: Mapping[str, Value]) -> dict[str, str]:
    """What was answered, by name, as expressions see it; empty where nothing was."""
    return {name: _text(value) for name, value in values.items()}


def _text(value: Value) -> str:
    if not value.answered:
        return ""
    if value.last_day is not None:
        return value.last_day.isoformat()
    return ", ".join(value.value) if isinstance(value.value, tuple) else str(value.value)


def evaluate(expression: str, names: Mapping[str, object], where: str) -> bool:
    """Whether an expression is true. Raises RulesError, which begins with ``where``, when it cannot be told."""
    try:
        return bool(_compiled(expression).execute(dict(names)))
    except (ValueError, TypeError, RuntimeError) as error:
        raise RulesError(f"{where}: {error}") from error


def _wrong(scene: Scene, check: Check, name: str, values: dict[str, str]) -> bool:
    names = {name: values, "today": scene.today.isoformat()}
    return evaluate(word(check, "wrong"), names, f"checks: {check.id}: wrong")


@lru_cache(maxsize=256)
def _compiled(expression: str) -> Any:
    return _engine().compile(expression)


@cache
def _engine() -> Any:
    """The CEL library's compiled part alone.

    ``import cel`` would bring its command line with it (typer, prompt_toolkit): a third of a second of
    every start. Its place in ``sys.modules`` is filled, because it can be set up only once in a process.
    """
    name = "cel.cel"
    if name not in sys.modules:
        package = importlib.util.find_spec("cel")
        spec = PathFinder.find_spec(name, package.submodule_search_locations) if package is not None else None
        if spec is None or spec.loader is None:
            raise ImportError("The library common-expression-language is not installed.", name=name)
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]
