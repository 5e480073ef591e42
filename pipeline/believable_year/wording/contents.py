"""The demo's content for a scheme, read from its folder in ``content``: who runs the office, and what schools say.

A scheme without a folder gets an office from its own names; its schools are its worked cases.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pipeline.believable_year.wording import grammar
from pipeline.believable_year.wording.grammar import Blocks
from pipeline.office.premises.setting_up import PANEL_COLUMNS
from pipeline.scheme.model import Scheme

FOLDER = Path(__file__).parents[1] / "content"
_PAGE, _TEXTS, _RECORD = "year.yaml", ("learning.txt", "belonging.txt"), "record.txt"
_READERS = (("harcourt", "Delia Harcourt"), ("osei", "Samuel Osei"), ("abernethy", "Ruth Abernethy"))
_ADDRESS = "award.office@awards.example"
_OFFICE = """\
name = "{name} office"
address = "Room 12, County Offices\\nHigh Street\\nMarlbrook ME99 1AA"
email = "{address}"
telephone = "01632 960 123"
signatory = "Rowena Achterberg"
signatory_role = "Award Officer"
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """A line of a school's evidence index before it is its own: slots in ``title`` and ``file`` are still open."""

    kind: str
    area: str
    principle: str
    title: str
    file: str
    criteria: tuple[str, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class LongYear:
    """What the schools of a long year say, send and do wrong.

    ``criteria`` and ``principles`` are sentences by id; ``faults`` the checks that find each planted fault, and
    ``advice`` the faults that hold nothing up; ``area`` is the local authority's number and name.
    """

    criteria: Blocks
    principles: Blocks
    pieces: tuple[Kept, ...]
    faults: Mapping[str, tuple[str, ...]]
    advice: frozenset[str]
    record_names: tuple[str, ...]
    application_names: tuple[str, ...]
    area: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Office:
    """The pages of the office (``office.toml``, ``panel.csv``) and the address that schools write to."""

    toml: str
    panel: str
    address: str


def office_of(scheme: Scheme) -> Office:
    """The office of a scheme's demo."""
    page = _page(scheme.id)
    if page is not None:
        return Office(page["office"], page["panel"], page["address"])
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(PANEL_COLUMNS)
    for (reader, name), body in zip(_READERS, (scheme.bodies * 2)[:2], strict=False):
        table.writerow((reader, name, body.name, f"{reader}@panel.example", ""))
    return Office(_OFFICE.format(name=scheme.short_name, address=_ADDRESS), out.getvalue(), _ADDRESS)


@cache
def long_year(scheme: str) -> LongYear | None:
    """The long year that was written for a scheme, by its id; None where there is none."""
    page = _page(scheme)
    if page is None:
        return None
    texts = [_text(scheme, name) for name in _TEXTS]
    return LongYear(
        criteria={key: blocks for text in texts for key, blocks in grammar.parse(text).items()},
        principles=grammar.parse(_text(scheme, _RECORD)),
        pieces=tuple(Kept(**{**piece, "criteria": tuple(piece["criteria"])}) for piece in page["pieces"]),
        faults={name: tuple(rules) for name, rules in page["faults"].items()},
        advice=frozenset(page["advice"]),
        record_names=tuple(page["record_names"]),
        application_names=tuple(page["application_names"]),
        area=(page["area"]["code"], page["area"]["name"]),
    )


def said_in(scheme: Scheme) -> LongYear:
    """A scheme's long year. Raises KeyError where none was written."""
    found = long_year(scheme.id)
    if found is None:
        raise KeyError(scheme.id)
    return found


@cache
def _page(scheme: str) -> Any:
    path = FOLDER / scheme / _PAGE
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else None


def _text(scheme: str, name: str) -> str:
    lines = (FOLDER / scheme / name).read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("#"))
