"""Who leads at a school: as the forms say it that count, while no meeting holds the case."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.office.desk import Desk
from pipeline.values import CaseView, Form, School
from pipeline.values.school_names import alike


def keep_lead(desk: Desk, case: str) -> CaseView:
    """The case with the lead that its papers name; as it is where they name none.

    Only forms that are read count: none that a newer one took the place of, and none of another school.
    """
    view = desk.register.case(case)
    name, email = _lead_named(_forms_read(desk, view))
    if not name and not email:
        return view
    return desk.register.set_lead(case, name or view.lead_name, email or view.lead_email, now=desk.now)


def _forms_read(desk: Desk, case: CaseView) -> list[Form]:
    """The forms of a case that count, those of the newest delivery first."""
    submission = desk.submission(case.reference)
    came = {file.name: file.delivery for file in desk.documents(case.reference)}
    forms = [r.form for r in submission.files if r.form is not None and not submission.superseded(r)]
    ours = [form for form in forms if not _of_another(desk, form, case.school)]
    newest_first = list(dict.fromkeys(came.values()))[::-1]
    return sorted(ours, key=lambda form: newest_first.index(came[form.file]))


def _of_another(desk: Desk, form: Form, school: School) -> bool:
    """Whether a form gives another school's number under another name: under our school's own it is a slip."""
    others = [row for row in desk.schools.by_number(form.text("urn")) if row.school.key != school.key]
    return bool(others) and alike(form.text("school_name"), school.name) < 1.0


def _lead_named(forms: Sequence[Form]) -> tuple[str, str]:
    """The lead's name by the first form that gives one, and the address that no other name goes with."""
    name = next((form.text("lead_name") for form in forms if form.text("lead_name")), "")
    theirs = (form for form in forms if form.text("lead_name") in ("", name))
    return name, next((form.text("lead_email") for form in theirs if form.text("lead_email")), "")
