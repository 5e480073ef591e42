"""JSON Schema of the rule files, by which an editor completes keys and underlines what is wrong.

There is one for a scheme's own pages, one for a file of checks, and one for a crosswalk. Each rule file names its own
in a first line that editors with the YAML language server read.
"""

from __future__ import annotations

import copy
import inspect
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.checking.kinds import KINDS
from pipeline.checking.kinds.settings import SHAPES
from pipeline.scheme.model import Check, Crosswalk, Scheme
from pipeline.scheme.pages.gathering import CHECKS, CROSSWALKS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = "schema"
SCHEME, OF_CHECKS, OF_CROSSWALKS = "scheme.json", "checks.json", "crosswalk.json"
# Pages that say a scheme again in another language have its names in another shape.
LANGUAGES = "languages"
# What an editor's language server looks for.
MARK = "# yaml-language-server: $schema="
# Pieces of documents that schemes share, the word by which one of them is used, and those for what is otherwise in it
# and what is added.
PARTS, USES, BUT, MORE = "parts", "uses", "but", "more"


def schemas() -> dict[str, str]:
    """The text of each schema by the name of its file."""
    made = {SCHEME: _scheme(), OF_CHECKS: _checks(), OF_CROSSWALKS: _crosswalk()}
    return {name: json.dumps(_untitled(data), indent=2, ensure_ascii=False) + "\n" for name, data in made.items()}


def first_line(path: Path, rules: Path) -> str:
    """The line with which a rule file within ``rules`` names its schema; empty for one that has none."""
    within = path.relative_to(rules)
    folder = within.parts[-2]
    if folder == LANGUAGES:
        return ""
    name = {CHECKS: OF_CHECKS, CROSSWALKS: OF_CROSSWALKS}.get(folder, SCHEME)
    return f"{MARK}{'../' * (len(within.parts) - 1)}{FOLDER}/{name}"


def with_first_line(text: str, line: str) -> str:
    """A rule file's text with that first line, in place of another of its kind."""
    rest = text.partition("\n")[2] if text.startswith(MARK) else text
    return f"{line}\n{rest}" if line else rest


def _scheme() -> dict[str, Any]:
    """Any page of a scheme: it may hold any of a scheme's keys, and need hold none."""
    schema = _with_kinds(Scheme.model_json_schema(by_alias=True, mode="validation"))
    schema.pop("required")
    for given in schema["properties"].values():
        # What a scheme builds on may say the rest.
        schema["$defs"].get(str(given.get("$ref", "")).rpartition("/")[2], {}).pop("required", None)
    schema["properties"][PARTS] = {"type": "object", "description": "Pieces of documents that schemes share."}
    for layout in ("SectionLayout", "TableLayout", "FieldLayout", "ColumnLayout", "DocumentLayout"):
        _may_use(schema["$defs"][layout])
    return {"$schema": DIALECT, **schema, "title": "A page of a scheme's rules"}


def _checks() -> dict[str, Any]:
    schema = _with_kinds(Check.model_json_schema(by_alias=True, ref_template="#/$defs/{model}"))
    definitions = schema.pop("$defs")
    definitions["Check"] = schema
    return {
        "$schema": DIALECT,
        "title": "A file of checks",
        "type": "object",
        "properties": {CHECKS: {"type": "array", "items": {"$ref": "#/$defs/Check"}}},
        "required": [CHECKS],
        "additionalProperties": False,
        "$defs": definitions,
    }


def _crosswalk() -> dict[str, Any]:
    return {"$schema": DIALECT, **Crosswalk.model_json_schema(by_alias=True)}


def _may_use(layout: dict[str, Any]) -> None:
    """A piece of a document may stand for a shared part: what it lacks is there."""
    required = layout.pop("required", [])
    layout["properties"][USES] = {"type": "string", "description": "The shared part that stands here."}
    layout["properties"][BUT] = {"type": "object", "description": "What is otherwise in the part, by field or column."}
    layout["properties"][MORE] = {"type": "array", "description": "What is added to it: columns, or fields."}
    layout["anyOf"] = [{"required": [USES]}, {"required": required}]


def _with_kinds(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with each kind of check told apart: what it does, and what it may be told under ``with``."""
    schema = copy.deepcopy(schema)
    definitions = schema.setdefault("$defs", {})
    check = definitions.get("Check", schema)
    check["properties"]["kind"] = {
        "description": "What is looked for.",
        "oneOf": [{"const": kind, "description": _does(kind)} for kind in sorted(KINDS)],
    }
    check["properties"]["with"] = {"type": "object", "description": "What this kind of check needs to know."}
    check["allOf"] = [_told(kind, definitions) for kind in sorted(KINDS)]
    return schema


def _told(kind: str, definitions: dict[str, Any]) -> Mapping[str, Any]:
    settings = SHAPES[kind].settings
    told = settings.model_json_schema(ref_template="#/$defs/{model}")
    definitions.update(told.pop("$defs", {}))
    definitions[settings.__name__] = told
    then: dict[str, Any] = {"properties": {"with": {"$ref": f"#/$defs/{settings.__name__}"}}}
    if told.get("required"):
        then["required"] = ["with"]
    return {"if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]}, "then": then}


def _untitled(schema: Any, named: bool = False) -> Any:
    """The schema without the titles that only say a key's own name again; ``named`` are keys of a rule file."""
    if isinstance(schema, list):
        return [_untitled(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: _untitled(value, named=not named and key in ("properties", "$defs"))
        for key, value in schema.items()
        if named or key != "title" or "$schema" in schema
    }


def _does(kind: str) -> str:
    """The first sentence of what the kind's function promises."""
    return " ".join((inspect.getdoc(KINDS[kind]) or kind).split("\n\n")[0].split())
