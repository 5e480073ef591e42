"""Which scheme a delivery is for when its forms do not say: by the school's open case, else by asking the officer."""

from __future__ import annotations

from pipeline.office.desk import Desk
from pipeline.office.reading_room.which_scheme import Read, Told


def told_by_case(desk: Desk, told: Told, school: str, read: Read) -> Told:
    """The same, where the school has an open case under one scheme only."""
    opened = [case for case in desk.register.open_cases(school) if desk.schemes.has(case.scheme)]
    if told.scheme is not None or told.several or len(opened) != 1:
        return told
    scheme = desk.schemes.present(opened[0].scheme)
    return Told(told.taken if scheme.id == desk.schemes.usable[0] else tuple(read(scheme)), scheme)


def undecided(desk: Desk, told: Told, delivery: str, school: str) -> str:
    """What the officer is asked when a delivery's scheme is not known. ``school`` is its key, or SCHOOL."""
    command = f"“award assign {delivery} {school} --scheme ID”"
    if told.several:
        return (
            f"It holds forms of several awards: {' and '.join(told.several)}. Please give each its own files: "
            f"{command}, with “--file NAME” for each of them."
        )
    known = ", ".join(desk.schemes.every)
    return f"We could not tell which award it is for. Say it with {command}. ID is one of {known}."
