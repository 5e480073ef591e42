"""Schools, cases and what the checks found in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, fields

from pipeline.errors import UsageError
from pipeline.register.connection import tables
from pipeline.register.deliveries import Deliveries
from pipeline.register.transitions import CLOSED, may_move, refusal
from pipeline.values import CaseState, CaseView, Finding, Place, School, Severity, Signpost
from pipeline.values.records import CaseFile, Outcome


class Cases(Deliveries):
    """The part of the register that knows how each case stands."""

    def save_school(self, school: School, *, now: dt.datetime) -> None:
        """Keep a school as it is now."""
        with self.transaction():
            known = self._rows(tables.School).filter(key=school.key).first()
            if known is not None and school_value(known) == school:
                return
            row = tables.School(**asdict(school))
            self._rows(tables.School)
            row.save()
            self.note("school-saved", asdict(school), None, now=now)

    def schools(self) -> tuple[School, ...]:
        """Every school that ever wrote, by key."""
        return tuple(school_value(row) for row in self._rows(tables.School).order_by("key"))

    def open_case(
        self,
        school: School,
        scheme: str,
        version: str,
        today: dt.date,
        lead_name: str = "",
        lead_email: str = "",
        *,
        prefix: str,
        now: dt.datetime,
    ) -> CaseView:
        """Open a case under the next number of the year. The school is saved with it.

        Raises :class:`UsageError` when the school has an open case under this scheme.
        """
        with self.transaction():
            there = self.case_for_school(school.key, scheme)
            if there is not None:
                raise UsageError(f"{school.name} already has an open case, {there.reference}.")
            self.save_school(school, now=now)
            stem = f"{prefix}-{today:%y}"
            row = self._rows(tables.Case).create(
                reference=f"{stem}-{self._next(f'case {stem}'):04d}",
                school=self._rows(tables.School).get(key=school.key),
                scheme=scheme,
                scheme_version=version,
                state=CaseState.OPENED.value,
                opened_on=today,
                lead_name=lead_name,
                lead_email=lead_email,
            )
            body = {"school": school.key, "scheme": scheme, "version": version, "on": today.isoformat()}
            self.note("case-opened", body, row.reference, now=now)
            return case_value(row)

    def set_lead(self, case: str, lead_name: str, lead_email: str, *, now: dt.datetime) -> CaseView:
        """Keep who leads at the school, as the newest document says it."""
        with self.transaction():
            row = self._case(case)
            if (row.lead_name, row.lead_email) != (lead_name, lead_email):
                row.lead_name, row.lead_email = lead_name, lead_email
                row.save()
                self.note("lead-changed", {"name": lead_name, "email": lead_email}, case, now=now)
            return case_value(row)

    def cases(self) -> tuple[CaseView, ...]:
        """Every case in the order they were opened."""
        return tuple(case_value(row) for row in self._rows(tables.Case).select_related("school").order_by("id"))

    def case(self, reference: str) -> CaseView:
        """One case. Raises :class:`UsageError` when there is none of that number."""
        return case_value(self._case(reference))

    def case_for_school(self, key: str, scheme: str | None = None) -> CaseView | None:
        """The school's open case, or None."""
        rows = self._rows(tables.Case).filter(school__key=key).select_related("school")
        rows = rows.exclude(state__in=[state.value for state in CLOSED])
        if scheme is not None:
            rows = rows.filter(scheme=scheme)
        row = rows.order_by("-id").first()
        return case_value(row) if row is not None else None

    def open_cases(self, key: str) -> tuple[CaseView, ...]:
        """The school's open cases, of whatever scheme, in the order they were opened."""
        rows = self._rows(tables.Case).filter(school__key=key).select_related("school")
        rows = rows.exclude(state__in=[state.value for state in CLOSED])
        return tuple(case_value(row) for row in rows.order_by("id"))

    def case_files(self, reference: str) -> tuple[CaseFile, ...]:
        """The files that count for a case, in order of arrival."""
        self._case(reference)
        rows = self._rows(tables.DeliveredFile).filter(case__reference=reference, outcome=Outcome.PROCESSED.value)
        ordered = rows.select_related("delivery").order_by("delivery__id", "position")
        return tuple(
            CaseFile(row.delivery.reference, row.name, row.sha256, row.delivery.received_at, row.parent, row.kind)
            for row in ordered
        )

    def move(self, case: str, to: CaseState, today: dt.date, reason: str, *, now: dt.datetime) -> CaseView:
        """Move a case on. To where it already is, nothing happens.

        Raises :class:`UsageError` for a move the table does not allow, and says which it does.
        """
        with self.transaction():
            row = self._case(case)
            here = CaseState(row.state)
            if here is to:
                return case_value(row)
            if not may_move(here, to):
                raise UsageError(refusal(case, here, to))
            row.state = to.value
            row.save()
            body = {"from": here.value, "to": to.value, "on": today.isoformat(), "reason": reason}
            self.note("case-moved", body, case, now=now)
            return case_value(row)

    def save_findings(
        self, case: str, attempt: int, findings: Sequence[Finding], hidden: Sequence[Finding] = (), *, now: dt.datetime
    ) -> None:
        """Keep what the checks found at one attempt; the same attempt again replaces it.

        ``hidden`` was found too, and not told because it follows from something else.
        """
        with self.transaction():
            listed = [_finding_json(finding) for finding in findings]
            listed += [{**_finding_json(finding), _HIDDEN: True} for finding in hidden]
            owner = self._case(case)
            row = self._rows(tables.Check).filter(case=owner, attempt=attempt).first()
            if row is not None and row.findings == listed:
                return
            self._rows(tables.Check).update_or_create(case=owner, attempt=attempt, defaults={"findings": listed})
            body = {"attempt": attempt, "rules": [finding.rule for finding in findings]}
            self.note("checked", body, case, now=now)

    def attempts(self, case: str) -> int:
        """The number of the last attempt; 0 when the case was never checked."""
        rows = self._rows(tables.Check).filter(case=self._case(case)).order_by("-attempt")
        return rows.values_list("attempt", flat=True).first() or 0

    def findings(self, case: str, attempt: int | None = None, *, hidden: bool = False) -> tuple[Finding, ...]:
        """What was found and told at an attempt (the latest by default), or what was hidden; nothing for no attempt."""
        rows = self._rows(tables.Check).filter(case=self._case(case))
        rows = rows.filter(attempt=attempt) if attempt is not None else rows.order_by("-attempt")
        row = rows.first()
        listed = row.findings if row is not None else ()
        return tuple(_finding(told) for told in listed if told.get(_HIDDEN, False) is hidden)

    def _case(self, reference: str) -> tables.Case:
        row = self._rows(tables.Case).filter(reference=reference).select_related("school").first()
        if row is None:
            raise UsageError(f"There is no case {reference}. “award status” lists the cases.")
        return row


def school_value(row: tables.School) -> School:
    """The value of a school's row."""
    return School(**{field.name: getattr(row, field.name) for field in fields(School)})


def case_value(row: tables.Case) -> CaseView:
    """The value of a case's row."""
    return CaseView(
        reference=row.reference,
        school=school_value(row.school),
        scheme=row.scheme,
        scheme_version=row.scheme_version,
        state=CaseState(row.state),
        opened_on=row.opened_on,
        lead_name=row.lead_name,
        lead_email=row.lead_email,
    )


_HIDDEN = "hidden"


def _finding_json(finding: Finding) -> dict[str, object]:
    return {**asdict(finding), "severity": finding.severity.value}


def _finding(told: dict[str, object]) -> Finding:
    place = Place(**told["place"])  # type: ignore[arg-type]
    # What was found before findings had signposts has none.
    sign = Signpost(**told.get("sign", {}))  # type: ignore[arg-type]
    known = {**told, "severity": Severity(str(told["severity"])), "place": place, "sign": sign}
    known.pop(_HIDDEN, None)
    return Finding(**known)  # type: ignore[arg-type]
