"""YAML with a memory of where everything stood, so that a fault can be shown at its line."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import ClassVar

import yaml

from pipeline.scheme.faults.fault import Keys
from pipeline.scheme.pages.yaml_words import in_plain_words

# A rule file is a few pages of text; anything larger is a mistake (reliability notes, limits).
MOST_BYTES = 1_000_000

Marks = dict[Keys, tuple[int, int]]
# A whole text between the quotation marks of a word processor, which mean nothing in a rule file.
_CURLY = re.compile("“[^“”]*”|‘[^‘’]*’")
_TEXT = "tag:yaml.org,2002:str"
_DAY = "tag:yaml.org,2002:timestamp"


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Only true and false are truth values: YAML 1.1 would also take the words on, off, yes and no."""

    yaml_implicit_resolvers: ClassVar = {
        first: [
            (tag, re.compile("^(?:true|True|false|False)$") if tag.endswith(":bool") else pattern)
            for tag, pattern in resolvers
        ]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def resolve(self, kind: type[yaml.Node], value: str, implicit: tuple[bool, bool]) -> str:
        """The tag of a node. Rule files say the same few hundred words thousands of times: each is looked at once."""
        if kind is yaml.ScalarNode and implicit[0]:
            return _tag_of(value)
        return str(super().resolve(kind, value, implicit))


@lru_cache(maxsize=20_000)
def _tag_of(word: str) -> str:
    """What a word without quotation marks is, as the library finds it: a number, a day, a truth value or a text."""
    known = _Loader.yaml_implicit_resolvers
    for tag, pattern in (*known.get(word[:1], ()), *known.get(None, ())):
        if pattern.match(word):
            return str(tag)
    return _TEXT


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file's data, where (line and column, from 1) each key and item stood, and what is wrong with it as YAML.

    ``faults`` are line, column and sentence; with any, ``data`` is empty.
    """

    data: object = field(default_factory=dict)
    marks: Marks = field(default_factory=dict)
    faults: tuple[tuple[int, int, str], ...] = ()


def load(path: Path) -> Loaded:
    """Read one file. Never raises: a file that is missing, too large or no YAML has a fault that says so."""
    try:
        content = path.read_bytes()
    except OSError as error:
        return _faulty(1, 1, f"the file cannot be read ({error.strerror}).")
    if len(content) > MOST_BYTES:
        return _faulty(1, 1, f"the file is larger than {MOST_BYTES:,} bytes. Divide it, or take out what is no rule.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return _faulty(line, column, "a letter here is not UTF-8. Save the file again with the encoding UTF-8.")
    try:
        return _parse(text)
    except yaml.MarkedYAMLError as error:
        return Loaded(faults=(in_plain_words(error, text),))
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return _faulty(line, column, "there is a character here that cannot be seen. Delete it and write again.")
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        # A page of brackets, or a number that is none.
        return _faulty(1, 1, f"the file cannot be read as YAML ({' '.join(str(error).split())}).")


def _faulty(line: int, column: int, says: str) -> Loaded:
    return Loaded(faults=((line, column, says),))


def _parse(text: str) -> Loaded:
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return Loaded()
        marks: Marks = {}
        faults: list[tuple[int, int, str]] = []
        _walk(node, (), marks, faults)
        if faults:
            return Loaded(marks=marks, faults=tuple(faults))
        return Loaded(loader.construct_document(node), marks)
    finally:
        loader.dispose()


def _walk(node: yaml.Node, keys: Keys, marks: Marks, faults: list[tuple[int, int, str]]) -> None:
    place = (node.start_mark.line + 1, node.start_mark.column + 1)
    marks.setdefault(keys, place)
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _walk(item, (*keys, index), marks, faults)
    elif isinstance(node, yaml.MappingNode):
        _walk_mapping(node, keys, marks, faults)
    elif node.tag == _DAY and not _is_day(node.value):
        faults.append((*place, f"“{node.value}” is no day of the calendar."))
    elif isinstance(node, yaml.ScalarNode) and not node.style and _CURLY.fullmatch(node.value):
        faults.append((*place, f'“ and ” are letters of the text here. Write "{node.value[1:-1]}" instead.'))


def _walk_mapping(node: yaml.MappingNode, keys: Keys, marks: Marks, faults: list[tuple[int, int, str]]) -> None:
    seen: set[str] = set()
    for key, value in node.value:
        place = (key.start_mark.line + 1, key.start_mark.column + 1)
        if not isinstance(key, yaml.ScalarNode):
            faults.append(
                (*place, "a key must be a plain word. Put a text that begins with { or [ in quotation marks.")
            )
            continue
        if key.value in seen:
            faults.append((*place, f"“{key.value}” is here twice. Keep one of them."))
        seen.add(key.value)
        marks[(*keys, key.value)] = place
        _walk(value, (*keys, key.value), marks, faults)


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text[:10])
    except ValueError:
        return False
    return True
