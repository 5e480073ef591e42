"""A scheme: everything that ``rules/<scheme>/`` may say, in one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from pydantic import Field

from pipeline.scheme.model.check import Check, WorkedCase
from pipeline.scheme.model.criteria import Criterion, Principle
from pipeline.scheme.model.data import Data
from pipeline.scheme.model.evidence import EvidenceRules
from pipeline.scheme.model.layouts import DocumentLayout, TableLayout
from pipeline.scheme.model.levels import LevelRules, Marking
from pipeline.scheme.model.other_forms import Crosswalk, OtherForm
from pipeline.scheme.model.panel import Outcome, PanelRules
from pipeline.scheme.model.people import Body, TeamRole
from pipeline.scheme.model.privacy import PrivacyRules
from pipeline.scheme.model.process import Appeals, Fee, Intake, ProcessStep, SchoolSample, Stage, Timescales
from pipeline.scheme.model.school_years import Calendar
from pipeline.scheme.model.validity import CertificateRules, Validity


class Scheme(Data):
    """Everything an office decided about its award. Two are the same only when they are the very same object:
    so what is worked out from a scheme once may be kept by it, and asking takes no time.
    """

    __hash__ = object.__hash__
    __eq__ = object.__eq__

    id: str
    version: str
    # The folder of common rules, and the common checks that this scheme does without (see building_on).
    builds_on: str = ""
    leave_out: tuple[str, ...] = ()
    # The languages it is written in beside its own, and the one it is in now (see languages).
    languages: tuple[str, ...] = ()
    language: str = ""
    # What the line itself says, by its English words (see phrases); and what untouched boxes say in any language.
    phrases: Mapping[str, str] = Field(default_factory=dict)
    prompts: tuple[str, ...] = ()
    # Months in its other languages, in small letters, by which dates are read: “hydref” for October.
    months: Mapping[str, str] = Field(default_factory=dict)
    # What its forms print in each other language: labels and titles.
    printed_in: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    name: str
    short_name: str
    effective_from: dt.date
    bodies: tuple[Body, ...]
    validity: Validity
    timescales: Timescales | None = None
    stages: tuple[Stage, ...] = ()
    principles: tuple[Principle, ...]
    evidence: EvidenceRules
    team_roles: tuple[TeamRole, ...]
    choices: Mapping[str, tuple[str, ...]]
    # How a form prints an option in another language than the scheme's own.
    printed_choices: Mapping[str, Mapping[str, str]] = Field(default_factory=dict)
    # Other words for an option of a list: ``done: {"Yes": [complete]}``; and what a colour alone stands for.
    choice_words: Mapping[str, Mapping[str, tuple[str, ...]]] = Field(default_factory=dict)
    colours: Mapping[str, Mapping[str, str]] = Field(default_factory=dict)
    calendar: Calendar = Calendar()
    process: tuple[ProcessStep, ...]
    outcomes: tuple[Outcome, ...]
    panel: PanelRules
    certificate: CertificateRules
    wording: str = "ours"
    criteria: tuple[Criterion, ...]
    marking: Marking | None = None
    intake: Intake = Intake()
    fees: tuple[Fee, ...] = ()
    visits: SchoolSample | None = None
    appeals: Appeals | None = None
    levels: LevelRules | None = None
    documents: tuple[DocumentLayout, ...]
    checks: tuple[Check, ...] = ()
    sentences: Mapping[str, str] = Field(default_factory=dict)
    privacy: PrivacyRules = PrivacyRules()
    other_forms: tuple[OtherForm, ...] = ()
    crosswalks: tuple[Crosswalk, ...] = ()
    cases: tuple[WorkedCase, ...] = ()

    def document(self, document_id: str) -> DocumentLayout:
        """The layout of ``record`` or ``application``. Raises KeyError."""
        for document in self.documents:
            if document.id == document_id:
                return document
        raise KeyError(document_id)

    def principle(self, principle_id: str) -> Principle:
        """Raises KeyError."""
        for principle in self.principles:
            if principle.id == principle_id:
                return principle
        raise KeyError(principle_id)

    @property
    def areas(self) -> tuple[Principle, ...]:
        """The principles that hold no others: forms ask about each, and a plan's action belongs to one."""
        holding = {principle.within for principle in self.principles}
        return tuple(principle for principle in self.principles if principle.id not in holding)

    def areas_in(self, table: TableLayout) -> tuple[Principle, ...]:
        """The areas that a table asks about: all, or those within the principle that it names."""
        within = table.within
        return tuple(area for area in self.areas if within is None or within in self.lineage(area.id))

    @property
    def groups(self) -> tuple[Principle, ...]:
        """The outermost principles: where none holds others, the areas themselves."""
        return tuple(principle for principle in self.principles if principle.within is None)

    def lineage(self, principle_id: str) -> frozenset[str]:
        """A principle and all that it lies within."""
        outer = {principle.id: principle.within for principle in self.principles}
        found: set[str] = set()
        at: str | None = principle_id
        while at is not None and at not in found:
            found.add(at)
            at = outer.get(at)
        return frozenset(found)

    def title_of(self, principle: Principle) -> str:
        """How a heading calls it: an area with its number, what holds areas by its name alone."""
        holds = any(other.within == principle.id for other in self.principles)
        return principle.name if holds else f"{principle.number}. {principle.name}"

    def criteria_of(self, principle_id: str) -> tuple[Criterion, ...]:
        """The criteria of a principle and of those within it."""
        inside = {principle_id}
        while grown := {p.id for p in self.principles if p.within in inside} - inside:
            inside |= grown
        return tuple(c for c in self.criteria if c.principle in inside)

    def outcome(self, outcome_id: str) -> Outcome:
        """Raises KeyError."""
        for outcome in self.outcomes:
            if outcome.id == outcome_id:
                return outcome
        raise KeyError(outcome_id)

    def options(self, choices: str) -> tuple[str, ...]:
        """What a drop-down offers: a list of ``choices``, or one made from the scheme itself."""
        if choices == "principles":
            return tuple(f"{p.number}. {p.short_name}" for p in self.areas)
        if choices == "team-roles":
            return tuple(role.name for role in self.team_roles)
        if choices == "levels":
            return tuple(level.name for level in self.levels.levels) if self.levels is not None else ()
        if choices == "evidence-kinds":
            return tuple(kind.name for kind in self.evidence.kinds)
        if choices == "evidence-areas":
            return tuple(area.name for area in self.evidence.areas)
        return self.choices[choices]

    def printed_options(self, choices: str) -> tuple[str, ...]:
        """The same, as a form in this scheme's language prints them."""
        printed = self.printed_choices.get(choices, {})
        return tuple(printed.get(option, option) for option in self.options(choices))
