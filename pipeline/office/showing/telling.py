"""Plain data as lines a person can read."""

from __future__ import annotations

from collections.abc import Mapping


def told(data: Mapping[str, object]) -> list[str]:
    """A heading a key; what is under it indented, numbers in a column, one line for each of a list."""
    lines: list[str] = []
    for name, value in data.items():
        if isinstance(value, Mapping):
            lines += [name.capitalize(), *_pairs(value)] if value else []
        elif isinstance(value, list):
            lines.append(f"{name.capitalize()} ({len(value)})")
            lines += ["  " + _one(item) for item in value]
        else:
            lines.append(f"{name.capitalize()}: {value}")
    return lines


def _pairs(value: Mapping[str, object]) -> list[str]:
    width = max(len(str(key)) for key in value)
    return [f"  {key!s:{width}}  {item!s:>6}" for key, item in value.items()]


def _one(item: object) -> str:
    if not isinstance(item, Mapping):
        return str(item)
    return "  ".join(str(part) for part in item.values() if part not in ("", None))
