"""What a case's documents say at one moment, and what the checks found in them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.values.files import FileKind, FileReading
from pipeline.values.form import Confidence, Form
from pipeline.values.held import Held
from pipeline.values.place import NO_SIGN, Place, Signpost


@dataclass(frozen=True, slots=True)
class School:
    """A school or setting of the schools list. ``key`` is the URN, or our own number without one."""

    key: str
    name: str
    urn: str | None = None
    laestab: str | None = None
    phase: str = ""
    kind: str = ""
    street: str = ""
    town: str = ""
    postcode: str = ""
    website: str = ""
    head: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """Which school a delivery is from, and why we think so. ``school`` is None when nobody fits.

    ``doubt`` is a sentence for the officer when content and sender, or two signs, disagree; ``at_odds`` is the other
    school that one of them speaks for. ``rivals`` are the other schools it may be from, likeliest first, for a person
    to choose among.
    """

    school: School | None
    reasons: tuple[str, ...] = ()
    doubt: str = ""
    confidence: Confidence = Confidence.DOUBTFUL
    rivals: tuple[School, ...] = ()
    at_odds: School | None = None


@dataclass(frozen=True, slots=True)
class Submission:
    """Everything read from a case's files, in order of arrival, the newest last.

    ``school`` and the awards it ``held`` before are what the office knows beside the papers.
    """

    files: tuple[FileReading, ...]
    school: School | None = None
    held: tuple[Held, ...] = ()

    def form(self, document: str) -> Form | None:
        """The newest readable form of a kind (``record``, ``application``)."""
        for reading in reversed(self.files):
            if reading.form is not None and reading.form.document == document:
                return reading.form
        return None

    def superseded(self, reading: FileReading) -> bool:
        """Whether a file holds a form of which a newer one counts."""
        return reading.form is not None and self.form(reading.form.document) is not reading.form

    @property
    def record(self) -> Form | None:
        """The Record, if one came."""
        return self.form("record")

    @property
    def application(self) -> Form | None:
        """The Application, if one came."""
        return self.form("application")

    @property
    def evidence(self) -> tuple[FileReading, ...]:
        """The files that are pieces of evidence."""
        return tuple(f for f in self.files if f.kind is FileKind.EVIDENCE)


class Severity(StrEnum):
    """Who must act on a finding."""

    REQUIRED = "required"  # the school must mend it before the panel
    ADVICE = "advice"  # worth mending, does not hold anything up
    OFFICE = "office"  # for the award officer only; never shown to the school


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of one check at one place.

    ``read`` is what stood there; ``message`` says what we read and expected, ``fix`` what to do,
    ``example`` what a good answer looks like. ``order`` sorts by what matters most (lowest first).
    ``subject`` names what it is about (a row's number, a field) so that it is known again when rows move.
    ``sign`` is what a person sees at its place in a Word document.
    """

    rule: str
    severity: Severity
    title: str
    place: Place
    read: str
    message: str
    fix: str
    example: str = ""
    order: int = 100
    subject: str = ""
    sign: Signpost = NO_SIGN

    @property
    def where(self) -> str:
        """Its place in a sentence, as a person finds it: ``Evidence index, E2, “File name”``."""
        return self.sign.words() or self.place.words()

    def as_json(self) -> dict[str, object]:
        """As a command prints it with ``--json``; it holds what dates and enums say, in text."""
        return {
            "rule": self.rule,
            "severity": self.severity.value,
            **self.place.as_json(),
            "read": self.read,
            "message": self.message,
            "fix": self.fix,
        }
