"""Awards, their numbers, and the documents that were made."""

from __future__ import annotations

import datetime as dt

from pipeline.errors import RulesError, UsageError
from pipeline.register.cases import school_value
from pipeline.register.connection import tables
from pipeline.register.panel import Panel
from pipeline.values import Award, CaseState
from pipeline.values.records import OutputRecord


class Awards(Panel):
    """The part of the register that says who holds the award."""

    def issue_award(
        self,
        case: str,
        awarded_on: dt.date,
        valid_until: dt.date,
        number_format: str,
        *,
        now: dt.datetime,
        level: str = "",
    ) -> Award:
        """Give a case its award and number, at a level where the scheme has any. Again, it gives the same award.

        The number is taken in the transaction that records the award: unique, and never used again.
        ``number_format`` knows ``{year}`` and ``{sequence}``. Raises :class:`UsageError` when the case has not
        been moved to awarded, :class:`RulesError` when the format cannot be used.
        """
        with self.transaction():
            row = self._case(case)
            known = self.award_for(case)
            if known is not None:
                return known
            if row.state != CaseState.AWARDED.value:
                raise UsageError(f"{case} is “{row.state}”; an award is given only to a case that is “awarded”.")
            award = self._rows(tables.Award).create(
                number=self._free_number(row.scheme, awarded_on.year, number_format),
                case=row,
                level=level,
                awarded_on=awarded_on,
                valid_until=valid_until,
            )
            body = {"number": award.number, "on": awarded_on.isoformat(), "until": valid_until.isoformat()}
            if level:
                body["level"] = level
            self.note("award-issued", body, case, now=now)
            return _award_value(award)

    def awards(self) -> tuple[Award, ...]:
        """Every award in the order the numbers were given."""
        rows = self._rows(tables.Award).select_related("case__school").order_by("id")
        return tuple(_award_value(row) for row in rows)

    def award_for(self, case: str) -> Award | None:
        """A case's award, or None."""
        row = self._rows(tables.Award).filter(case__reference=case).select_related("case__school").first()
        return _award_value(row) if row is not None else None

    def set_message(
        self, case: str | None, kind: str, path: str, sha256: str, *, version: int = 1, now: dt.datetime
    ) -> None:
        """Keep which document was made for a case (None: for the panel or the office).

        The same version and kind again takes its place.
        """
        with self.transaction():
            owner = self._case(case) if case else None
            row = self._rows(tables.Output).filter(case=owner, version=version, kind=kind).first()
            if row is not None and (row.path, row.sha256) == (path, sha256):
                return
            told = {"path": path, "sha256": sha256, "made_at": now}
            self._rows(tables.Output).update_or_create(case=owner, version=version, kind=kind, defaults=told)
            body = {"kind": kind, "version": version, "path": path, "sha256": sha256}
            self.note("document-made", body, case, now=now)

    def outputs(self, case: str | None = None) -> tuple[OutputRecord, ...]:
        """Every document that was made, or those of one case."""
        rows = self._rows(tables.Output).select_related("case").order_by("id")
        if case is not None:
            rows = rows.filter(case__reference=case)
        return tuple(
            OutputRecord(
                row.case.reference if row.case else None, row.version, row.kind, row.path, row.sha256, row.made_at
            )
            for row in rows
        )

    def _free_number(self, scheme: str, year: int, number_format: str) -> str:
        """The next number; one that another scheme's format already made is passed over."""
        seen = ""
        while True:
            try:
                number = number_format.format(year=year, sequence=self._next(f"award {scheme} {year}"))
            except (KeyError, IndexError, ValueError, AttributeError) as fault:
                raise RulesError(
                    f"The number format “{number_format}” cannot be used; it may name {{year}} and {{sequence:04d}}."
                ) from fault
            if number == seen:
                raise RulesError(f"The number format “{number_format}” needs {{sequence}}, or numbers would repeat.")
            if not self._rows(tables.Award).filter(number=number).exists():
                return number
            seen = number


def _award_value(row: tables.Award) -> Award:
    return Award(
        number=row.number,
        case=row.case.reference,
        school=school_value(row.case.school),
        scheme=row.case.scheme,
        awarded_on=row.awarded_on,
        valid_until=row.valid_until,
        level=row.level,
    )
