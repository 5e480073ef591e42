"""A scheme as typed, frozen data: what ``rules/<scheme>/`` may say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal

from pydantic import Field, field_validator

from pipeline.scheme.model.check import Check, WorkedCase
from pipeline.scheme.model.conditions import Condition
from pipeline.scheme.model.data import Data
from pipeline.scheme.model.layouts import DocumentLayout, TableLayout
from pipeline.scheme.model.levels import LevelRules, Marking
from pipeline.scheme.model.process import Appeals, Fee, Intake, SchoolSample


class Body(Data):
    """An organisation that sits on the panel or gives the award."""

    id: str
    name: str
    role: str = ""


class Validity(Data):
    """How long an award lasts and when the school hears about renewing it.

    ``renewed_years`` is for an award of a school that was given one before; without it that lasts as long.
    """

    # No award of a school is known that lasts longer than ten years: what is more is a slip of the hand.
    years: int = Field(ge=1, le=10)
    renewed_years: int | None = Field(default=None, ge=1, le=10)
    invite_months_before: int = 3
    grace_months_after: int = 3


class Months(Data):
    least: int
    most: int


class Timescales(Data):
    whole_process_months: Months
    planning_stage_months: Months


class Stage(Data):
    id: str
    number: int
    name: str
    steps: tuple[str, ...] = ()


class Principle(Data):
    """A group of criteria; ``within`` names the group it belongs to, to any depth."""

    id: str
    number: int
    name: str
    short_name: str
    within: str | None = None
    worked_first: bool = False
    # Older names and those of sister schemes, by which schools still call it.
    aliases: tuple[str, ...] = ()


class Criterion(Data):
    """One thing a school shows. ``code`` is printed (``8.1``); ``id`` never changes.

    ``parts`` are printed beneath its text, and ``descriptors``: by mark, what a school looks like there. ``tags``
    are the office's own words for rules to count by (``gate``, ``bronze``), ``weight`` multiplies its mark's points.
    ``only_for`` says which schools it is asked of. The mark for “not applicable” is allowed ``never``,
    ``with-reason`` or ``freely``. A line of each kind in ``essential_evidence`` must be cited when it is met;
    ``examples`` are what may be sent.
    """

    id: str
    code: str
    principle: str
    text: str
    parts: tuple[str, ...] = ()
    descriptors: Mapping[str, str] = Field(default_factory=dict)
    examples: tuple[str, ...] = ()
    essential_evidence: tuple[str, ...] = ()
    # Its text in the scheme's other languages.
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    weight: float = 1
    only_for: Condition | None = None
    not_applicable: Literal["never", "with-reason", "freely"] = "never"

    @property
    def printed(self) -> tuple[str, ...]:
        """What a form prints in its box, line by line."""
        looks = (f"{mark}: {words}" for mark, words in self.descriptors.items())
        examples = (f"For example: {', '.join(self.examples)}.",) if self.examples else ()
        return (self.text, *self.parts, *looks, *examples)


class EvidenceArea(Data):
    id: str
    name: str
    principle: str
    aliases: tuple[str, ...] = ()


class EvidenceKind(Data):
    """``words`` in a file's name or first lines that speak of this kind.

    It counts up to ``max_age_months`` after its day, or in the last ``school_years``, this one included.
    """

    id: str
    name: str
    max_age_months: int | None = None
    school_years: int | None = Field(default=None, ge=1)
    words: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


class EvidenceRules(Data):
    """``minimum`` pieces, read ``per_area`` or ``in_total`` with at least one in each area.

    One file cited for ``everything_from`` principles or more is the same file for everything. Links to
    ``private_hosts`` (and to what lies beneath them) open for the school alone.
    """

    # More pieces than these no panel reads.
    minimum: int = Field(ge=0, le=100)
    reading: Literal["per_area", "in_total"]
    areas: tuple[EvidenceArea, ...]
    kinds: tuple[EvidenceKind, ...]
    everything_from: int = 5
    private_hosts: tuple[str, ...] = ()


class ListHeadings(Data):
    """What the columns of a list of people are headed, in small letters without “pupil”, marks or brackets.

    A name beside a ``group`` is a list of pupils unless one of ``grown_ups`` is headed too; beside ``birth`` or
    one of ``pupils_alone`` it always is.
    """

    given_name: tuple[str, ...] = ()
    family_name: tuple[str, ...] = ()
    name: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    birth: tuple[str, ...] = ()
    pupils_alone: tuple[str, ...] = ()
    grown_ups: tuple[str, ...] = ()


class PrivacyRules(Data):
    """Words by which a pupil's personal data is recognised, or told from a grown-up's name.

    ``also_given_names`` are everyday words unless one of ``family_names`` stands beside. ``no_child`` are none beside
    “'s anxiety”, where ``beside_a_name`` speaks of health. ``group_names`` end a group's name, or are the whole of it.
    After ``roll_words`` those who came are called over: pupils where ``pupil_bodies`` meet, others where not.
    """

    given_names: tuple[str, ...] = ()
    also_given_names: tuple[str, ...] = ()
    family_names: tuple[str, ...] = ()
    not_names: tuple[str, ...] = ()
    group_names: tuple[str, ...] = ()
    staff_words: tuple[str, ...] = ()
    health_words: tuple[str, ...] = ()
    beside_a_name: tuple[str, ...] = ()
    no_child: tuple[str, ...] = ()
    roll_words: tuple[str, ...] = ()
    pupil_bodies: tuple[str, ...] = ()
    adult_bodies: tuple[str, ...] = ()
    list_headings: ListHeadings = ListHeadings()


class TeamRole(Data):
    """``one-of-lead``: the team needs at least one of the roles marked so; the others are advice."""

    id: str
    name: str
    required: Literal["one-of-lead", "advised", "optional"]
    aliases: tuple[str, ...] = ()


class ProcessStep(Data):
    id: str
    name: str
    looks_at: str


class Outcome(Data):
    """``letter`` names a template; ``step`` is a process step's id or ``any``.

    ``also`` names templates that go with the letter, filled with the same words: a text for the press, for a plaque.
    """

    id: str
    name: str
    step: str
    letter: str
    certificate: bool
    weeks_to_answer: int | None = None
    also: tuple[str, ...] = ()


class Proposal(Data):
    """``counts_as_met`` are the marks by which a criterion is met; left out, the best one alone."""

    counts_as_met: tuple[str, ...] = ()
    award_needs_share_met: float
    award_allows_not_met: int


class PanelRules(Data):
    marks: tuple[str, ...]
    members_per_body: int = 1
    sample_size: int
    proposal: Proposal


class CertificateRules(Data):
    """``number_format`` is filled with ``year`` and ``sequence``."""

    number_format: str

    @field_validator("number_format")
    @classmethod
    def _gives_each_its_own(cls, form: str) -> str:
        """Tried before the first certificate is numbered: it must not fail on the day of the award."""
        try:
            numbers = {form.format(year=2026, sequence=sequence) for sequence in (1, 2)}
        except (LookupError, ValueError, AttributeError, TypeError):
            numbers = set()
        if len(numbers) < 2:
            like = "“KRA-{year}-{sequence:04d}”"
            raise ValueError(f"a number is made of {{year}} and {{sequence}}, such as {like}; we read “{form}”.")
        return form


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


class OtherForm(Data):
    """A form of another scheme, known by ``words`` at its head or in its name, and by its own ``wording``.

    ``scheme`` is its id where the office runs that scheme too, and ``shared`` the wording that ours prints as well.
    """

    name: str
    words: tuple[str, ...]
    wording: tuple[str, ...] = ()
    scheme: str = ""
    shared: tuple[str, ...] = ()


class OldPrinciple(Principle):
    """A principle of an earlier edition, and the one it became; None for no match."""

    to: str | None


class OldCriterion(Criterion):
    """A criterion of an earlier edition, and those it became; None for no match."""

    to: tuple[str, ...] | None


class Crosswalk(Data):
    """What an earlier edition of the forms printed, and where its answers belong in the present one.

    ``headings`` are other labels by address (``application.criteria.rating``), ``answers`` old choices and what
    they mean now, by list of choices.
    """

    version: str
    principles: tuple[OldPrinciple, ...] = ()
    criteria: tuple[OldCriterion, ...] = ()
    headings: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    answers: Mapping[str, Mapping[str, str | None]] = Field(default_factory=dict)


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
