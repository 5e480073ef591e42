"""What the office has decided not to ask of one school."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pipeline.values.submission import Finding


@dataclass(frozen=True, slots=True)
class Waiver:
    """A check that is not held against a case until a day, that day included.

    ``scope`` names what it covers: a row or box as findings name it (“A3”), a place, or a file; empty for whatever
    the check finds. ``by`` is who approved it.
    """

    rule: str
    scope: str
    reason: str
    by: str
    given_on: dt.date
    until: dt.date

    def covers(self, finding: Finding, today: dt.date) -> bool:
        """Whether it stands between a finding and the school on a day."""
        if finding.rule != self.rule or not self.given_on <= today <= self.until:
            return False
        names = (finding.subject, finding.place.words(), finding.where, finding.place.cell or "", finding.place.file)
        return not self.scope or self.scope.casefold() in {name.casefold() for name in names}
