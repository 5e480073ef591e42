"""Pieces of pages before anything in them was checked: where a list should stand there may be anything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.scheme.faults.written import Keys


def as_lines(value: Any) -> dict[str, Any]:
    """“key: value” lines; none where something else stands."""
    return value if isinstance(value, dict) else {}


def as_list(value: Any) -> list[Any]:
    """A list; empty where something else stands."""
    return value if isinstance(value, list) else []


def items(value: Any) -> list[dict[str, Any]]:
    """The items of a list that are “key: value” lines. Whatever else is in it does not fit the model, and is told."""
    return [item for item in as_list(value) if isinstance(item, dict)]


def stands(data: Any, keys: Keys) -> bool:
    """Whether anything was written at a place, be it nothing (``key:``)."""
    for key in keys:
        if not isinstance(data, Mapping) or key not in data:
            return False
        data = data[key]
    return True


def at(data: Any, keys: Keys) -> Any:
    """What was written at a place; None where nothing was."""
    for key in keys:
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def put(data: Any, keys: Keys, value: Any) -> None:
    """Puts something at a place within what is there. Raises KeyError where nothing is around it."""
    for key in keys[:-1]:
        data = data[key]
    data[keys[-1]] = value
