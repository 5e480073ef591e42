"""What has to be so: the conditions in which levels, prerequisites and exceptions are written.

A condition looks at one thing, or holds a few conditions under ``all_of``, ``any_of``, ``none_of``, or ``of``
with ``at_least``. It may apply only ``when`` another holds. What each means is in :mod:`pipeline.checking.weighing`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, model_validator

from pipeline.scheme.model.data import Data

# How many of those that were counted: all, one, more than half, none, a number or a share such as “80 %”.
Share = Annotated[str, Field(pattern=r"^\d+ ?%$")]
HowMany = Literal["all", "any", "most", "none"] | Annotated[int, Field(ge=0)] | Share


class CriteriaMarked(Data):
    """Criteria with one of these marks. ``within`` names principles, ``tagged`` words on the criteria."""

    marked: tuple[str, ...]
    within: tuple[str, ...] = ()
    tagged: tuple[str, ...] = ()
    how_many: HowMany = "all"


class AreasAt(Data):
    """Areas (principles that hold criteria) that reach a level by their own rule.

    ``rest_at`` is the level that the areas which do not reach ``at`` must reach.
    """

    at: str
    among: tuple[str, ...] = ()
    how_many: HowMany = "all"
    rest_at: str | None = None


class RowsCounted(Data):
    """Rows of a table (``application.initiatives``) whose columns hold one of the words in ``where``.

    ``dated`` names the column with the day of each: only those of the last ``school_years`` count, this one
    included.
    """

    table: str
    where: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    how_many: int = 1
    dated: str | None = None
    school_years: int | None = None


class PointsReached(Data):
    """The marks' points times the criteria's weights: a sum, or with ``share`` of the most that can be had."""

    least: float
    share: bool = False
    within: tuple[str, ...] = ()


class AwardHeld(Data):
    """An award held before, at this level or a higher one.

    ``valid`` on the day of the bid; held ``for_years`` by then; won in each of ``years`` (``2023/24``). Years
    that are not named do not matter: years that a scheme passed over are left out. ``listed_in`` names a table
    with the columns ``level`` and ``year`` where schools list awards that the register does not know.
    """

    level: str | None = None
    valid: bool = False
    for_years: int = 0
    years: tuple[str, ...] = ()
    listed_in: str | None = None


class FieldIs(Data):
    """A box of a document (``record.ofsted``) holds one of the words or a number within bounds; else any answer."""

    of: str
    one_of: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None


class EvidenceShown(Data):
    """Lines of the evidence index: of ``kinds``, in ``areas``, with a file that came when ``attached``.

    ``each`` asks for so many in each area named (all, when none is), in each kind, or for each criterion that
    has one of the marks ``marked``.
    """

    least: int = 1
    areas: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    attached: bool = False
    each: Literal["area", "kind", "criterion"] | None = None
    marked: tuple[str, ...] = ()


class Change(Data):
    """Two figures, before and after: the change as a share of the first (``0.05`` is five in a hundred more).

    ``from`` and ``to`` name the boxes with the day of each; the second may be ``within_years`` of the first.
    """

    before: str
    after: str
    least: float
    from_: str | None = Field(default=None, alias="from")
    to: str | None = None
    within_years: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _days_together(self) -> Change:
        if len({given is None for given in (self.from_, self.to, self.within_years)}) != 1:
            raise ValueError("“from”, “to” and “within_years” belong together")
        return self


class SchoolIs(Data):
    """What the schools list says. A setting is one that has no URN."""

    phases: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    setting: bool | None = None


class Condition(Data):
    """One thing that must be so. ``says`` is how a person is told what it asks for."""

    says: str = ""
    when: Condition | None = None
    all_of: tuple[Condition, ...] | None = None
    any_of: tuple[Condition, ...] | None = None
    none_of: tuple[Condition, ...] | None = None
    at_least: int | None = None
    of: tuple[Condition, ...] | None = None
    criteria: CriteriaMarked | None = None
    areas: AreasAt | None = None
    rows: RowsCounted | None = None
    points: PointsReached | None = None
    held: AwardHeld | None = None
    field: FieldIs | None = None
    evidence: EvidenceShown | None = None
    change: Change | None = None
    school: SchoolIs | None = None
    cel: str | None = None

    @model_validator(mode="after")
    def _one_thing(self) -> Condition:
        given = [name for name in HEADS if getattr(self, name) is not None]
        if len(given) != 1:
            said = " and ".join(f"“{name}”" for name in given) or "nothing"
            raise ValueError(f"a condition looks at one thing, and this one at {said} (known: {', '.join(HEADS)})")
        if (self.at_least is None) != (self.of is None):
            raise ValueError("“at_least” and “of” belong together")
        return self

    @property
    def head(self) -> str:
        """The key that says what the condition looks at."""
        return next(name for name in HEADS if getattr(self, name) is not None)

    @property
    def parts(self) -> tuple[Condition, ...]:
        """The conditions within it, ``when`` first."""
        within = self.all_of or self.any_of or self.none_of or self.of or ()
        return (self.when, *within) if self.when is not None else within


HEADS = (
    "all_of", "any_of", "none_of", "of", "criteria", "areas", "rows", "points", "held", "field", "evidence",
    "change", "school", "cel",
)  # fmt: skip
