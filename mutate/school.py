"""The one invented school behind the corpus: its answers, its evidence and the day it is checked on."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from functools import cache
from pathlib import Path

from pipeline.believable_year.answering.answers import Answers, answers_for
from pipeline.believable_year.evidence.files import make
from pipeline.believable_year.schools.profiles import PROFILES
from pipeline.believable_year.wording.sayings import Sayings
from pipeline.scheme.loader import load_scheme
from pipeline.scheme.model import Scheme
from pipeline.values import SourceFile

RULES = Path(__file__).resolve().parent.parent / "rules" / "kent-award"
# Tŷ Gwyn Primary School: letters that an old code page loses, and no fault of its own.
_SCHOOL = 7
_SEED = 7


@cache
def scheme() -> Scheme:
    """The shipped scheme, read once."""
    return load_scheme(RULES)


@cache
def answers() -> Answers:
    """Complete and faultless answers, as the believable year writes them. Shared: never change them."""
    return answers_for(PROFILES[_SCHOOL], _SCHOOL, scheme(), _SEED, Sayings())


@cache
def checked_on() -> dt.date:
    """The day the school's documents came in."""
    return answers().sent


@cache
def evidence_file(name: str, dated: dt.date | None = None) -> SourceFile:
    """The file behind a line of the evidence index, or the same file with an older date in it."""
    piece = next(piece for piece in answers().pieces if piece.file == name)
    return source(name, make(replace(piece, dated=dated or piece.dated), answers(), _SEED))


def source(name: str, content: bytes) -> SourceFile:
    """A file as it arrives."""
    return SourceFile(name, content, hashlib.sha256(content).hexdigest())
