"""A few words at once for whoever sent something: what arrived, and what happens with it."""

from __future__ import annotations

from pipeline.office.answering.answer import BEFORE_PANEL
from pipeline.office.cases.steps import AT_MEETING
from pipeline.office.desk import Desk
from pipeline.office.drafting.emails import compose, sentence
from pipeline.register.records import DeliveryRecord


def receipt(desk: Desk, case: str, record: DeliveryRecord) -> None:
    """An e-mail draft that says what arrived, also for what had arrived before.

    Before the panel the school is answered in the same run, so that the receipt speaks of that answer and does not
    say that there is nothing to do. While a meeting has the case nothing is checked.
    """
    body = "receipt-body"
    if record.duplicate_of:
        body = sentence(desk.spoken_to(case), "receipt-body-again", body)
    elif desk.register.case(case).state in BEFORE_PANEL:
        body = sentence(desk.spoken_to(case), "receipt-body-answered", body)
    elif desk.register.case(case).state in AT_MEETING:
        body = sentence(desk.spoken_to(case), "receipt-body-at-panel", body)
    path = f"schools/{case}/receipts/{record.reference}.eml"
    count = str(record.count_for(case))
    mail = compose(desk, desk.register.case(case), "receipt-subject", body, (), about=record.reference, count=count)
    desk.publish(case, f"receipt-{record.reference}", path, mail)
