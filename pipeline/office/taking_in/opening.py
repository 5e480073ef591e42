"""A delivery opened: every file that was read, those inside zips and e-mails too, and which scheme they are for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from pipeline.intake.folder import load
from pipeline.office.desk import Desk
from pipeline.office.reading_room.room import Taken
from pipeline.office.reading_room.which_scheme import Told, told_by_forms
from pipeline.office.taking_in.putting_aside import put_aside
from pipeline.office.taking_in.which_case import told_by_case
from pipeline.register.records import ArrivedFile, DeliveryRecord
from pipeline.scheme import Scheme
from pipeline.values import FileClass, FileReading, SourceFile


@dataclass(frozen=True, slots=True)
class Opened:
    """A file of a delivery and what it says. ``part`` is ``dropped`` itself, or what was inside that zip or e-mail."""

    dropped: SourceFile
    part: SourceFile
    reading: FileReading


def read_delivery(desk: Desk, record: DeliveryRecord, scheme: Scheme) -> tuple[Taken, ...]:
    """A delivery's files from the archive, read by a scheme's forms; the desk keeps the readings."""
    taken = desk.room(scheme).take(load(record, desk.archive).files)
    for one in taken:
        for _, reading in one.read:
            desk.remember(reading, scheme)
    return taken


def told_of(desk: Desk, record: DeliveryRecord, school: str, scheme: str = "") -> Told:
    """A delivery read by the forms of the scheme that was named, or that it is for by all that we know."""
    read = partial(read_delivery, desk, record)
    if scheme:
        meant = desk.schemes.present(scheme)
        return Told(read(meant), meant)
    return told_by_case(desk, told_by_forms(desk.schemes, read, record.scheme), school, read)


def open_up(desk: Desk, record: DeliveryRecord, told: Told) -> tuple[Opened, ...]:
    """Every file of a delivery that was read; those inside zips and e-mails in their place."""
    opened: list[Opened] = []
    for taken in told.taken:
        if taken.parts:
            _keep_parts(desk, record, taken)
        opened += [Opened(taken.source, part, reading) for part, reading in taken.read]
    return tuple(opened)


def _keep_parts(desk: Desk, record: DeliveryRecord, taken: Taken) -> None:
    """The files of a zip or a mail become the archive's too; one that did not give all of them goes to a person."""
    dropped = taken.source
    members = [
        ArrivedFile(part.name, desk.archive.put(part.content), len(part.content), dropped.name)
        for part, _ in taken.parts
    ]
    desk.register.add_members(record.reference, dropped.name, members, now=desk.now)
    if taken.reading.file_class is not FileClass.PARSED:
        put_aside(desk, record, dropped, taken.reading.message)
