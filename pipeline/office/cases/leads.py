"""Who leads at a school: as the forms say it, while no meeting holds the case."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.office.desk import Desk
from pipeline.values import CaseView, Form


def lead_named(forms: Sequence[Form]) -> tuple[str, str]:
    """The name and address of the lead in the first form that gives them; empty where none does."""
    name = next((form.text("lead_name") for form in forms if form.text("lead_name")), "")
    return name, next((form.text("lead_email") for form in forms if form.text("lead_email")), "")


def keep_lead(desk: Desk, case: CaseView, forms: Sequence[Form]) -> CaseView:
    """The case with the lead that these forms name; as it is where they name none."""
    name, email = lead_named(forms)
    return desk.register.set_lead(case.reference, name, email or case.lead_email, now=desk.now) if name else case
