"""CEL: the expressions that stand in rule files where the typed kinds do not suffice."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.machinery import PathFinder
from typing import Any

from pipeline.errors import RulesError
from pipeline.scheme.faults.fault import nearest
from pipeline.values import Value

# CEL's own functions that make sense on texts and days (cel-spec, langdef: “List of Standard Definitions”).
FUNCTIONS = frozenset({
    "matches", "startsWith", "endsWith", "contains", "size", "int", "double", "string", "bool", "has", "exists",
    "all", "filter", "map", "exists_one", "timestamp", "duration", "getFullYear", "getMonth", "getDayOfMonth", "min",
    "max", "type", "uint", "dyn",
})  # fmt: skip
# In a text, a text in it, and what is left for names.
_TEXT = re.compile(r"""[rR]?("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')""")
# The names that an expression gives to the items of a list.
_BOUND = re.compile(r"\.(?:exists|all|filter|map|exists_one)\(\s*(\w+)\s*,")
_LINE = re.compile(r"<input>:\d+:(\d+): (.*)")


def evaluate(expression: str, names: Mapping[str, object], where: str) -> bool:
    """Whether an expression is true. Raises RulesError, which begins with ``where``, when it cannot be told."""
    try:
        return bool(compiled(expression).execute(dict(names)))
    except KeyError as error:
        raise RulesError(f"{where}: there is no “{error.args[0]}”.") from error
    except (ValueError, TypeError, RuntimeError) as error:
        raise RulesError(f"{where}: {error}") from error


def texts(values: Mapping[str, Value]) -> dict[str, str]:
    """What was answered, by name, as expressions see it; empty where nothing was."""
    return {name: _text(value) for name, value in values.items()}


def _text(value: Value) -> str:
    if not value.answered:
        return ""
    if value.last_day is not None:
        return value.last_day.isoformat()
    return ", ".join(value.value) if isinstance(value.value, tuple) else str(value.value)


def wrong_names(expression: str, names: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """A sentence for whatever in an expression would stop it.

    ``names`` are those it may use, each with the parts that may stand behind a dot; no parts means it has none.
    """
    try:
        used = compiled(expression).references()
    except ValueError as error:
        yield _syntax(str(error))
        return
    bound = set(_BOUND.findall(expression))
    for name in used["variables"]:
        if name not in names and name not in bound and not name.startswith("@"):
            yield f"there is no “{name}” for an expression{nearest(name, names)}."
    for function in used["functions"]:
        # Operators are functions too, under names such as “_&&_”.
        if function[0].isalpha() and function not in FUNCTIONS:
            yield f"an expression has no “{function}(...)”{nearest(function, FUNCTIONS)}."
    for name, parts in names.items():
        for part in _parts_of(name, expression):
            if part not in parts:
                yield f"“{name}” has no “{part}”{nearest(part, parts)}."


def _parts_of(name: str, expression: str) -> Iterator[str]:
    """What an expression takes from a name: ``row.who``, ``row["who"]``; what stands within its texts is no name."""
    name = re.escape(name)
    dotted = re.findall(rf"\b{name}\s*\.\s*(\w+)(?!\w*\s*\()", _TEXT.sub('""', expression))
    yield from dict.fromkeys([*dotted, *re.findall(rf"\b{name}\s*\[\s*[\"']([\w-]+)[\"']\s*\]", expression)])


@lru_cache(maxsize=1024)
def asked_of(name: str, expression: str) -> tuple[str, ...] | None:
    """The parts of a name that an expression looks at; None where it may look at all of them."""
    bare = _TEXT.sub('""', expression)
    dotted = re.findall(rf"\b{name}\.(\w+)", bare)
    every = len(dotted) == len(re.findall(rf"\b{name}\b", bare)) and FUNCTIONS.isdisjoint(dotted)
    return tuple(dict.fromkeys(dotted)) if every else None


def _syntax(said: str) -> str:
    """The first thing the library stumbled over, with the letter it stands at."""
    found = _LINE.search(said)
    if found is None:
        return f"the expression cannot be read ({' '.join(said.split())})."
    if "<EOF>" in found[2] and "mismatched" in found[2]:
        return "the expression stops before its end."
    return f"the expression cannot be read at its letter {found[1]}. Is a bracket, a quotation mark or “==” wrong?"


@lru_cache(maxsize=1024)
def compiled(expression: str) -> Any:
    """The library's program for an expression. Raises ValueError when it cannot be read."""
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
