"""YAML with a memory of where everything stood, so that a fault can be shown at its line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import ClassVar

import yaml

from pipeline.errors import RulesError

# A rule file is a few pages of text; anything larger is a mistake (reliability notes, limits).
MOST_BYTES = 1_000_000

Keys = tuple[str | int, ...]
Marks = dict[Keys, tuple[int, int]]


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Only true and false are truth values: YAML 1.1 would also take the words on, off, yes and no."""

    yaml_implicit_resolvers: ClassVar = {
        first: [
            (tag, re.compile("^(?:true|True|false|False)$") if tag.endswith(":bool") else pattern)
            for tag, pattern in resolvers
        ]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def load(path: Path) -> tuple[object, Marks]:
    """The file's data, and line and column (from 1) of every key and item.

    Raises RulesError when the file is missing, too large, not YAML, or repeats a key.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RulesError(f"{path}: cannot be read ({error}).") from error
    if len(text) > MOST_BYTES:
        raise RulesError(f"{path}: is larger than {MOST_BYTES:,} characters.")
    try:
        return _parse(text, path)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"{mark.line + 1}:{mark.column + 1}" if mark else "1:1"
        raise RulesError(f"{path}:{place}: {error.problem}. Check the spaces before this line.") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        # A control character, a day such as 31 February, or a page of brackets.
        said = " ".join(str(error).split())
        raise RulesError(f"{path}:1:1: cannot be read as YAML ({said}).") from error


def _parse(text: str, path: Path) -> tuple[object, Marks]:
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        marks: Marks = {}
        if node is None:
            return {}, marks
        _walk(node, (), marks, path)
        return loader.construct_document(node), marks
    finally:
        loader.dispose()


def _walk(node: yaml.Node, keys: Keys, marks: Marks, path: Path) -> None:
    marks.setdefault(keys, (node.start_mark.line + 1, node.start_mark.column + 1))
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _walk(item, (*keys, index), marks, path)
    elif isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            place = (key.start_mark.line + 1, key.start_mark.column + 1)
            if not isinstance(key, yaml.ScalarNode):
                raise RulesError(f"{path}:{place[0]}:{place[1]}: a key must be a plain word.")
            if key.value in seen:
                raise RulesError(f"{path}:{place[0]}:{place[1]}: “{key.value}” is here twice. Keep one of them.")
            seen.add(key.value)
            marks[(*keys, key.value)] = place
            _walk(value, (*keys, key.value), marks, path)
