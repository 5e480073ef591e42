"""`award status`, `award case` and the register's export: what the office looks at."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import asdict
from pathlib import Path

from pipeline.intake.folder import scan
from pipeline.office.cases.held_back import held_back
from pipeline.office.cases.late import came_late
from pipeline.office.cases.looking import cases_to_look_at, points_for_office, points_to_read, pupils_may_be_named
from pipeline.office.cases.trial import trial_lines, trials
from pipeline.office.cases.waivers import in_force, open_findings
from pipeline.office.desk import Desk
from pipeline.office.taking_in.putting_aside import aside
from pipeline.scheme.words.level_names import level_name
from pipeline.values import Award, CaseView
from pipeline.values.plain_cells import as_text

REGISTER_COLUMNS = (
    "Number", "School", "URN", "Phase", "Town", "Postcode", "Awarded on", "Valid until", "State", "Case",
    "Award", "Level",
)  # fmt: skip


def status(desk: Desk) -> dict[str, object]:
    """Files by outcome, adding up to what arrived; cases by state; what waits for a person."""
    cases = desk.cases()
    waiting = [
        {"delivery": d.reference, "name": d.name, "note": d.note}
        for d in desk.register.deliveries()
        if d.finished and d.case is None and any(f.outcome.value == "quarantined" for f in d.files)
    ]
    return {
        "files": desk.register.accounting(),
        "cases": dict(sorted(Counter(_standing(desk, case) for case in cases).items())),
        "for a person": [*waiting, *_waits_for_rules(desk)],
        **({"rules to mend": list(faults.values())} if (faults := desk.schemes.faults) else {}),
        "to look at": [
            *(
                {"delivery": delivery, "doubt": f"{doubt} {_settles(desk, delivery)}"}
                for delivery, doubt in desk.doubts().items()
            ),
            *(
                {"case": case, "doubt": pupils_may_be_named(case, count)}
                for case, count in cases_to_look_at(desk).items()
            ),
            *({"case": late.case, "doubt": late.words()} for late in came_late(desk)),
            *({"case": case, "doubt": points_to_read(case, count)} for case, count in points_for_office(desk).items()),
        ],
        "put aside": [asdict(file) for file in aside(desk)],
        "left in the inbox": [
            {"name": w.name, "reason": w.reason or "not yet taken in"}
            for w in scan(desk.workspace.inbox, shelves=desk.shelves)
        ],
        **({"on trial": trial} if (trial := trial_lines(trials(desk))) else {}),
        "awards": len(_awards(desk)),
        "log": desk.register.verify_log() or "whole",
    }


def _waits_for_rules(desk: Desk) -> list[dict[str, str]]:
    """Deliveries that no run could settle while an award's rules have a fault."""
    note = " ".join(
        f"The rules of {scheme} cannot be used: {fault} Mend them, then run again."
        for scheme, fault in desk.schemes.faults.items()
    )
    left = desk.register.pending_deliveries() if note else ()
    return [{"delivery": one.reference, "name": one.name, "note": note} for one in left]


def _standing(desk: Desk, case: CaseView) -> str:
    """Where a case stands; with its scheme, where the office runs several."""
    state = case.state.value
    return f"{case.scheme}: {state}" if len(desk.schemes.ids) > 1 else state


def _settles(desk: Desk, delivery: str) -> str:
    """Where a doubtful delivery is, and the command for each answer."""
    with_cases = [desk.register.case(case) for case in desk.register.delivery(delivery).cases]
    there = " and ".join(f"{case.reference}, {case.school.name}" for case in with_cases)
    right = " and ".join(f"“award assign {delivery} {case.school.key}”" for case in with_cases)
    return f"It is with {there}. If that is right, say so with {right}; if not, with the number of its school."


def case_story(desk: Desk, reference: str) -> dict[str, object]:
    """One case: where it stands, what came, what was found, what happened. Raises UsageError."""
    case = desk.register.case(reference)
    return {
        "case": case.reference,
        "school": case.school.name,
        "state": case.state.value,
        "scheme": f"{case.scheme} {case.scheme_version}",
        "lead": case.lead_name,
        "files": [
            {"delivery": f.delivery, "file": f.name, "kind": f.kind} for f in desk.register.case_files(reference)
        ],
        "put aside": [asdict(file) for file in aside(desk) if file.case == reference],
        "may be this school's": [asdict(held) for held in held_back(desk, case.school.key)],
        "came late": [late.words() for late in came_late(desk) if late.case == reference],
        "findings": [f.as_json() for f in open_findings(desk, reference)],
        "waived": [asdict(waiver) for waiver in in_force(desk, reference)],
        "decisions": [
            {"meeting": d.meeting, "outcome": d.outcome, "on": d.decided_on.isoformat(), "reason": d.reason}
            | ({"level": d.level} if d.level else {})
            for d in desk.register.decisions(reference)
        ],
        "events": [{"at": e.at.isoformat(), "what": e.kind} for e in desk.register.events(reference)],
    }


def _awards(desk: Desk) -> list[Award]:
    return [award for award in desk.register.awards() if desk.schemes.wanted in ("", award.scheme)]


def _award_words(desk: Desk, award: Award) -> tuple[str, str]:
    """Which award it is, and its level as it was called on the day; empty where it has none."""
    scheme = desk.schemes.present(award.scheme)
    return scheme.short_name, level_name(scheme, award.level, award.awarded_on)


def register_rows(desk: Desk) -> list[tuple[str, ...]]:
    """One row an award, in the order of their numbers."""
    rows = []
    for award in _awards(desk):
        school = award.school
        state = desk.register.case(award.case).state.value
        dates = (f"{award.awarded_on:%d/%m/%Y}", f"{award.valid_until:%d/%m/%Y}")
        rows.append(
            (award.number, school.name, school.urn or "", school.phase, school.town, school.postcode, *dates, state,
             award.case, *_award_words(desk, award))
        )  # fmt: skip
    return sorted(rows)


def export_register(desk: Desk, write: bool = True) -> list[Path]:
    """The register as XLSX and CSV in the outbox; every cell is text, so that no name becomes a formula."""
    import pandas as pd

    from pipeline.ooxml.container import normalise

    table = pd.DataFrame(register_rows(desk), columns=list(REGISTER_COLUMNS), dtype="string")
    safe = table.map(as_text)
    book = io.BytesIO()
    with pd.ExcelWriter(book, engine="openpyxl") as writer:
        table.to_excel(writer, sheet_name="Register", index=False, freeze_panes=(1, 0))
        sheet = writer.sheets["Register"]
        for column, width in zip("ABCDEFGHIJKL", (16, 60, 10, 14, 20, 11, 13, 13, 16, 14, 30, 14), strict=True):
            sheet.column_dimensions[column].width = width
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                if cell.data_type == "f":
                    cell.data_type = "s"
    if not write:
        return []
    return [
        desk.publish(None, "register-xlsx", "register/Register.xlsx", normalise(book.getvalue())),
        desk.publish(None, "register-csv", "register/Register.csv", safe.to_csv(index=False).encode("utf-8-sig")),
    ]
