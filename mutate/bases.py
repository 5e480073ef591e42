"""The corpus: nine filled forms, each as one program wrote it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from mutate.mutant import Document

CORPUS = Path(__file__).resolve().parent / "corpus"
# The form that comes with every mutant of the other kind.
COMPANIONS = {Document.RECORD: "record-openpyxl", Document.APPLICATION: "application-own"}


@dataclass(frozen=True, slots=True)
class Base:
    """One form of the corpus.

    ``places`` says where its maker put each answer: sheet and cell in a Record, table, row and column else.
    """

    name: str
    document: Document
    content: bytes
    places: Mapping[str, list[Any]]


@cache
def bases(document: Document) -> tuple[Base, ...]:
    """The forms of a kind, by name."""
    suffix = {"record": "xlsx", "application": "docx"}[document]
    return tuple(
        Base(path.stem, document, path.read_bytes(), json.loads(path.with_name(f"{path.name}.json").read_text("utf-8")))
        for path in sorted(CORPUS.glob(f"{document}-*.{suffix}"))
    )


def companion(document: Document) -> Base:
    """The whole form that goes along when the other one is spoilt: a school sends both."""
    return next(base for base in bases(document) if base.name == COMPANIONS[document])
