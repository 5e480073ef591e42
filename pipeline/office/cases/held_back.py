"""What speaks for two schools: it is put with neither until the officer says whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.office.desk import Desk
from pipeline.values import School

_HELD_BACK = "held-back"


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A delivery that may be a school's, and in words why it waits and how to say whose it is."""

    delivery: str
    note: str


def hold_back(desk: Desk, delivery: str, schools: Sequence[School]) -> None:
    """Put on record that a delivery may be any of these schools'."""
    body = {"delivery": delivery, "schools": [school.key for school in schools]}
    desk.register.note(_HELD_BACK, body, None, now=desk.now)


def held_back(desk: Desk, school: str) -> tuple[HeldBack, ...]:
    """What waits for the officer and may be this school's, by its key."""
    events = [event for event in desk.register.events() if event.kind == _HELD_BACK]
    named = dict.fromkeys(str(event.body["delivery"]) for event in events if school in _schools(event.body["schools"]))
    records = [desk.register.delivery(delivery) for delivery in named]
    return tuple(HeldBack(record.reference, record.note) for record in records if not record.cases)


def _schools(told: object) -> Sequence[object]:
    return told if isinstance(told, list) else ()
