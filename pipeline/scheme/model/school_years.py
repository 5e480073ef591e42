"""School years and their terms, by which schools date their work."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from pipeline.scheme.model.data import Data


class Term(Data):
    """One of a school year's terms, both days in it."""

    number: int
    season: Literal["autumn", "spring", "summer"]
    first: dt.date
    last: dt.date


class SchoolYear(Data):
    """``year`` is written ``2025/26``; terms are in order. Not ``confirmed`` means by the usual pattern."""

    year: str = Field(pattern=r"^\d{4}/\d{2}$")
    confirmed: bool
    terms: tuple[Term, ...] = Field(min_length=1)


class Calendar(Data):
    """The terms by which schools of the scheme date their work. Without years, no term is understood."""

    years: tuple[SchoolYear, ...] = ()
