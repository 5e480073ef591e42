"""YAML with a memory of where everything stood, so that a fault can be shown at its line."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, ClassVar

import yaml

from pipeline.scheme.faults.written import Written
from pipeline.scheme.pages.yaml_words import in_plain_words

# A rule file is a few pages of text; anything larger is a mistake (reliability notes, limits).
MOST_BYTES = 1_000_000

# A whole text between the quotation marks of a word processor, which mean nothing in a rule file.
_CURLY = re.compile("“[^“”]*”|‘[^‘’]*’")
# Line, column and sentence.
_Wrong = tuple[int, int, str]
_TEXT = "tag:yaml.org,2002:str"
_DAY = "tag:yaml.org,2002:timestamp"
_LINES = "tag:yaml.org,2002:map"
_LIST = "tag:yaml.org,2002:seq"


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
    """A file's data, where each key and item was ``written``, and what is wrong with it as YAML.

    ``faults`` are line, column and sentence; with any, ``data`` is empty.
    """

    written: Written
    data: object = field(default_factory=dict)
    faults: tuple[_Wrong, ...] = ()


def load(path: Path) -> Loaded:
    """Read one file. Never raises: a file that is missing, too large or no YAML has a fault that says so."""
    start = Written((path, 1, 1))
    try:
        content = path.read_bytes()
    except OSError as error:
        return Loaded(start, faults=((1, 1, f"the file cannot be read ({error.strerror})."),))
    if len(content) > MOST_BYTES:
        says = f"the file is larger than {MOST_BYTES:,} bytes. Divide it, or take out what is no rule."
        return Loaded(start, faults=((1, 1, says),))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", "replace")
        says = "a letter here is not UTF-8. Save the file again with the encoding UTF-8."
        return Loaded(start, faults=((*_end(before), says),))
    try:
        return _parse(text, path)
    except yaml.MarkedYAMLError as error:
        return Loaded(start, faults=(in_plain_words(error, text),))
    except yaml.reader.ReaderError as error:
        says = "there is a character here that cannot be seen. Delete it and write again."
        return Loaded(start, faults=((*_end(text[: error.position]), says),))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        # A page of brackets, or a number that is none.
        says = f"the file cannot be read as YAML ({' '.join(str(error).split())})."
        return Loaded(start, faults=((1, 1, says),))


def _end(text: str) -> tuple[int, int]:
    """Line and column of what comes behind a text."""
    return text.count("\n") + 1, len(text) - text.rfind("\n")


def _parse(text: str, path: Path) -> Loaded:
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return Loaded(Written((path, 1, 1)))
        page = _Page(loader, text)
        data = page.value(node)
        written = _written(path, node, node)
        return Loaded(written, faults=tuple(page.faults)) if page.faults else Loaded(written, data)
    finally:
        loader.dispose()


def _written(path: Path, first: yaml.Node, node: yaml.Node) -> Written:
    """Where a node was written: a line at its key, which comes ``first``."""
    mark = first.start_mark
    return Written((path, mark.line + 1, mark.column + 1), partial(_within, path, node))


def _within(path: Path, node: yaml.Node) -> dict[str | int, Written]:
    if isinstance(node, yaml.SequenceNode):
        return {index: _written(path, item, item) for index, item in enumerate(node.value)}
    if isinstance(node, yaml.MappingNode):
        lines = ((key, value) for key, value in node.value if isinstance(key, yaml.ScalarNode))
        return {key.value: _written(path, key, value) for key, value in lines}
    return {}


class _Page:
    """A page's nodes made into what they say, and what is wrong with its words.

    The library does the same for whatever a page of YAML might hold, and takes several times as long.
    """

    def __init__(self, loader: _Loader, text: str) -> None:
        self.faults: list[_Wrong] = []
        self._text = text
        self._loader = loader
        # What has a name (``&name``) is one thing, however often the page speaks of it.
        self._made: dict[yaml.Node, Any] = {}

    def value(self, node: yaml.Node) -> Any:
        if isinstance(node, yaml.ScalarNode):
            if not node.style and _CURLY.fullmatch(node.value):
                self._fault(node, f'“ and ” are letters of the text here. Write "{node.value[1:-1]}" instead.')
            if node.tag == _TEXT:
                return node.value
            if node.tag == _DAY and not _is_day(node.value):
                self._fault(node, f"“{node.value}” is no day of the calendar.")
                return None
        if node not in self._made:
            try:
                self._made[node] = self._make(node)
            except yaml.MarkedYAMLError as error:
                self.faults.append(in_plain_words(error, self._text))
                return None
        return self._made[node]

    def _make(self, node: yaml.Node) -> Any:
        """What is no text: lines, a list, or whatever else the library makes of it."""
        if node.tag == _LINES and isinstance(node, yaml.MappingNode):
            return self._lines(node)
        if node.tag == _LIST and isinstance(node, yaml.SequenceNode):
            return [self.value(item) for item in node.value]
        return self._loader.construct_object(node, deep=True)

    def _lines(self, node: yaml.MappingNode) -> dict[Any, Any]:
        if len({key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)}) < len(node.value):
            self._wrong_keys(node)
        if any(key.tag != _TEXT for key, _ in node.value):
            # What is taken over from elsewhere on the page (``<<: *name``).
            self._loader.flatten_mapping(node)
        lines = ((key, value) for key, value in node.value if isinstance(key, yaml.ScalarNode))
        return {self.value(key): self.value(value) for key, value in lines}

    def _wrong_keys(self, node: yaml.MappingNode) -> None:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                says = "a key must be a plain word. Put a text that begins with { or [ in quotation marks."
                self._fault(key, says)
                continue
            if key.value in seen:
                self._fault(key, f"“{key.value}” is here twice. Keep one of them.")
            seen.add(key.value)

    def _fault(self, node: yaml.Node, says: str) -> None:
        self.faults.append((node.start_mark.line + 1, node.start_mark.column + 1, says))


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text[:10])
    except ValueError:
        return False
    return True
