"""Meetings, marks and decisions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from pipeline.errors import UsageError
from pipeline.register.cases import Cases
from pipeline.register.connection import tables
from pipeline.values import Decision, Mark, Meeting, PanelMember


class Panel(Cases):
    """The part of the register that keeps what the panel thought and decided."""

    def add_meeting(
        self,
        step: str,
        held_on: dt.date,
        members: Sequence[PanelMember],
        cases: Sequence[str],
        *,
        now: dt.datetime,
        name: str = "",
    ) -> Meeting:
        """Keep a sitting; one a day and ``name``, which is the step's where none is given.

        Said again, its members and cases are replaced. Raises :class:`UsageError` for an unknown case.
        """
        with self.transaction():
            for case in cases:
                self._case(case)
            reference = f"M-{held_on.isoformat()}-{name or step}"
            invited = [_member_json(member) for member in members]
            row = self._rows(tables.Meeting).filter(reference=reference).first()
            if row is None:
                row = tables.Meeting(reference=reference, step=step, held_on=held_on)
            elif (row.members, row.cases) == (invited, list(cases)):
                return _meeting_value(row)
            row.members, row.cases = invited, list(cases)
            row.save()
            body = {"meeting": reference, "members": [member.id for member in members], "cases": list(cases)}
            self.note("meeting-set", body, None, now=now)
            return _meeting_value(row)

    def meetings(self) -> tuple[Meeting, ...]:
        """Every sitting by date."""
        return tuple(_meeting_value(row) for row in self._rows(tables.Meeting).order_by("held_on", "reference"))

    def meeting(self, reference: str) -> Meeting:
        """One sitting. Raises :class:`UsageError` when there is none of that reference."""
        return _meeting_value(self._meeting(reference))

    def save_marks(self, marks: Sequence[Mark], *, now: dt.datetime) -> None:
        """Keep marks; a member's newer mark for a criterion takes the place of the older.

        Raises :class:`UsageError` for an unknown meeting or case.
        """
        with self.transaction():
            changed: dict[tuple[str, str, str], list[list[str]]] = {}
            meetings = {reference: self._meeting(reference) for reference in {mark.meeting for mark in marks}}
            cases = {reference: self._case(reference) for reference in {mark.case for mark in marks}}
            for mark in marks:
                place: dict[str, Any] = {
                    "meeting": meetings[mark.meeting],
                    "case": cases[mark.case],
                    "member": mark.member,
                    "criterion": mark.criterion,
                }
                known = self._rows(tables.Mark).filter(**place).first()
                if known is not None and (known.mark, known.comment) == (mark.mark, mark.comment):
                    continue
                told = {"mark": mark.mark, "comment": mark.comment}
                self._rows(tables.Mark).update_or_create(**place, defaults=told)
                line = [mark.criterion, mark.mark, mark.comment]
                changed.setdefault((mark.meeting, mark.case, mark.member), []).append(line)
            for (meeting, case, member), lines in changed.items():
                self.note("marks-saved", {"meeting": meeting, "member": member, "marks": lines}, case, now=now)

    def marks(self, meeting: str, case: str | None = None) -> tuple[Mark, ...]:
        """The marks of a meeting, or of one of its cases, in the order they first came in."""
        rows = self._rows(tables.Mark).filter(meeting=self._meeting(meeting))
        if case is not None:
            rows = rows.filter(case__reference=case)
        return tuple(
            Mark(meeting, row.case.reference, row.member, row.criterion, row.mark, row.comment)
            for row in rows.select_related("case").order_by("id")
        )

    def record_decision(self, decision: Decision, *, now: dt.datetime) -> int:
        """Keep what a meeting decided on a case and give the decision's version, 1 first.

        A changed decision takes the place of the earlier one; the event log keeps both.
        Raises :class:`UsageError` for an unknown meeting or a case that is not on it.
        """
        with self.transaction():
            meeting, case = self._meeting(decision.meeting), self._case(decision.case)
            if decision.case not in meeting.cases:
                raise UsageError(f"{decision.case} is not on the list of {decision.meeting}.")
            row = self._rows(tables.Decision).filter(meeting=meeting, case=case).first()
            if row is None:
                row = tables.Decision(meeting=meeting, case=case, version=1)
            elif _decision_value(row) == decision:
                return row.version
            else:
                row.version += 1
            row.outcome, row.decided_on = decision.outcome, decision.decided_on
            row.reason, row.strengths, row.items = decision.reason, decision.strengths, list(decision.items)
            row.level = decision.level
            row.save()
            body = {
                "meeting": decision.meeting,
                "version": row.version,
                "outcome": decision.outcome,
                "on": decision.decided_on.isoformat(),
                "reason": decision.reason,
                "strengths": decision.strengths,
                "items": list(decision.items),
                **({"level": decision.level} if decision.level else {}),
            }
            self.note("decided", body, decision.case, now=now)
            return row.version

    def decisions(self, case: str | None = None, meeting: str | None = None) -> tuple[Decision, ...]:
        """What was decided, by date; of one case or one meeting if named."""
        rows = self._rows(tables.Decision).select_related("case", "meeting")
        if case is not None:
            rows = rows.filter(case__reference=case)
        if meeting is not None:
            rows = rows.filter(meeting__reference=meeting)
        return tuple(_decision_value(row) for row in rows.order_by("decided_on", "id"))

    def decision_version(self, meeting: str, case: str) -> int:
        """How often a decision was made or changed; 0 when there is none."""
        rows = self._rows(tables.Decision).filter(meeting__reference=meeting, case__reference=case)
        return rows.values_list("version", flat=True).first() or 0

    def _meeting(self, reference: str) -> tables.Meeting:
        row = self._rows(tables.Meeting).filter(reference=reference).first()
        if row is None:
            raise UsageError(f"There is no meeting {reference}. “award meeting” lists them.")
        return row


def _member_json(member: PanelMember) -> dict[str, object]:
    return {
        "id": member.id,
        "name": member.name,
        "body": member.body,
        "email": member.email,
        "avoids": sorted(member.avoids),
    }


def _meeting_value(row: tables.Meeting) -> Meeting:
    members = tuple(
        PanelMember(told["id"], told["name"], told["body"], told["email"], frozenset(told["avoids"]))
        for told in row.members
    )
    return Meeting(row.reference, row.step, row.held_on, members, tuple(row.cases))


def _decision_value(row: tables.Decision) -> Decision:
    return Decision(
        meeting=row.meeting.reference,
        case=row.case.reference,
        outcome=row.outcome,
        decided_on=row.decided_on,
        reason=row.reason,
        items=tuple(row.items),
        strengths=row.strengths,
        level=row.level,
    )
