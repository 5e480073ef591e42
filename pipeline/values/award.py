"""Cases, panels, decisions and awards."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from pipeline.values.submission import School

_REMARK = re.compile(r"(?:\s*[(\[][^()\[\]]*[)\]])+$")


class CaseState(StrEnum):
    """Where a case stands. The allowed moves are a table in :mod:`pipeline.register.transitions`."""

    OPENED = "opened"  # something came, but not yet both documents
    RETURNED = "returned"  # checked, and back with the school
    READY = "ready"  # complete; waits for the application panel
    AT_PANEL = "at-panel"
    SAMPLE_REQUESTED = "sample-requested"
    SAMPLE_RECEIVED = "sample-received"  # waits for the moderation meeting
    AT_MODERATION = "at-moderation"
    AWARDED = "awarded"
    MORE_EVIDENCE = "more-evidence"
    NOT_YET = "not-yet"
    RENEWAL_INVITED = "renewal-invited"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as the register knows it. ``reference`` is printed on every document."""

    reference: str
    school: School
    scheme: str
    scheme_version: str
    state: CaseState
    opened_on: dt.date
    lead_name: str = ""
    lead_email: str = ""

    @property
    def greeted(self) -> str:
        """The lead as a letter greets them: without a remark behind the name, such as “(she/her)” or “(SENCo)”."""
        name = self.lead_name.strip()
        return _REMARK.sub("", name) or name


@dataclass(frozen=True, slots=True)
class PanelMember:
    """One reader. ``avoids`` holds the keys of schools they work with and must never see."""

    id: str
    name: str
    body: str
    email: str = ""
    avoids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Meeting:
    """A sitting of the panel. ``step`` is the id of a process step (application, moderation)."""

    reference: str
    step: str
    held_on: dt.date
    members: tuple[PanelMember, ...]
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """What one member thought of one criterion of one case."""

    meeting: str
    case: str
    member: str
    criterion: str
    mark: str
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the panel decided on a case. ``outcome`` is an outcome id of the scheme.

    ``items`` are evidence references: asked for (sample) or still wanted (more-evidence); ``level`` is the id of
    the level awarded, empty where there is none.
    """

    meeting: str
    case: str
    outcome: str
    decided_on: dt.date
    reason: str = ""
    items: tuple[str, ...] = ()
    strengths: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class LevelFound:
    """What a school's papers say of its level: ids, empty for none. ``reasons`` say why ``asked`` is not reached."""

    asked: str = ""
    reached: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Award:
    """An award on the register. ``number`` is unique and never used again; ``level`` is an id of its scheme."""

    number: str
    case: str
    school: School
    scheme: str
    awarded_on: dt.date
    valid_until: dt.date
    level: str = ""
