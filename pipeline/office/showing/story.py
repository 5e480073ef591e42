"""`award case` for a person: what came, what is to be mended, and what happened, in as few lines as tell it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from pathlib import PurePosixPath

from pipeline.grouping import SEVERITY_LABELS, group
from pipeline.office.cases.held_back import held_back
from pipeline.office.cases.late import PAPERS_RENEWED, came_late
from pipeline.office.cases.waivers import in_force, open_findings
from pipeline.office.desk import Desk
from pipeline.office.taking_in.putting_aside import aside
from pipeline.register.records import Event

_FOR_THE_OFFICE = "For the office"


def story_lines(desk: Desk, reference: str) -> list[str]:
    """One case in lines. Raises UsageError when there is no such case."""
    case = desk.register.case(reference)
    lead = ", ".join(part for part in (case.lead_name, case.lead_email) if part)
    return [
        f"{case.reference}  {case.school.name} ({case.school.key})",
        f"State: {_plainly(case.state.value)}. Lead: {lead or 'not named'}.",
        *(late.words() for late in came_late(desk) if late.case == reference),
        *_came(desk, reference),
        *_found(desk, reference),
        *_waived(desk, reference),
        *_happened(desk, reference),
    ]


def _came(desk: Desk, reference: str) -> Iterator[str]:
    yield "What came"
    for delivery, files in groupby(desk.register.case_files(reference), key=lambda file: file.delivery):
        together = list(files)
        names = ", ".join(file.name for file in together)
        yield f"  {delivery}, {together[0].received_at:%d/%m/%Y}: {names}"
    for file in aside(desk):
        if file.case == reference:
            yield f"  {file.delivery}, put aside: {file.file}. {file.reason} It is at {file.where}."
    for held in held_back(desk, desk.register.case(reference).school.key):
        yield f"  {held.delivery} may be this school's. {held.note}"


def _found(desk: Desk, reference: str) -> Iterator[str]:
    groups = group(open_findings(desk, reference), office=True)
    if not groups:
        return
    for label, together in groupby(groups, key=lambda one: SEVERITY_LABELS.get(one.first.severity, _FOR_THE_OFFICE)):
        yield label
        for one in together:
            yield f"  {one.first.title}{f': {one.places}' if one.places else ''}"
            yield f"    {one.message} {one.fix}".rstrip()


def _waived(desk: Desk, reference: str) -> Iterator[str]:
    titles = {check.id: check.title for check in desk.scheme_of(reference).checks}
    for number, waiver in enumerate(in_force(desk, reference)):
        if not number:
            yield "Waived"
        what = f"{titles.get(waiver.rule, waiver.rule)}{f' ({waiver.scope})' if waiver.scope else ''}"
        yield f"  {what}: {waiver.reason.rstrip('.')}. Approved by {waiver.by}, until {waiver.until:%d/%m/%Y}."


def _happened(desk: Desk, reference: str) -> Iterator[str]:
    yield "What happened"
    for day, events in groupby(desk.register.events(reference), key=lambda event: f"{event.at:%d/%m/%Y}"):
        yield f"  {day}"
        for folder, together in groupby(events, key=_folder):
            if folder:
                names = ", ".join(PurePosixPath(str(event.body["path"])).name for event in together)
                yield f"    Made in outbox/{folder}: {names}."
            else:
                yield from (f"    {words}" for event in together if (words := _in_words(event)))


def _folder(event: Event) -> str:
    """Where a document was made; documents of one folder are told in one line."""
    return str(PurePosixPath(str(event.body["path"])).parent) if event.kind == "document-made" else ""


def _in_words(event: Event) -> str:
    """One line of the log for a person; nothing for what another line says as well."""
    say = _WORDS.get(event.kind)
    return say({key: str(value) for key, value in event.body.items()}) if say else ""


def _plainly(state: str) -> str:
    return state.replace("-", " ")


def _settled(body: Mapping[str, str]) -> str:
    if body["outcome"] != "quarantined":
        return ""
    return f"{body['file']} of {body['delivery']} was put aside. {body['message']}"


def _at(body: Mapping[str, str]) -> str:
    return f", at the level {body['level']}" if "level" in body else ""


_WORDS: Mapping[str, Callable[[Mapping[str, str]], str]] = {
    "case-opened": lambda body: f"The case was opened under version {body['version']} of the scheme.",
    "file-settled": _settled,
    "doubted": lambda body: f"{body['delivery']} came with a doubt. {body['doubt']}",
    "delivery-finished": lambda body: f"{body['delivery']} was put here: {body['note'].rstrip('.')}.",
    "not-annotated": lambda body: f"{body['file']} could not be written into: {body['reason'].rstrip('.')}.",
    "checked": lambda body: f"The documents were checked, attempt {body['attempt']}.",
    "case-moved": lambda body: (
        f"From “{_plainly(body['from'])}” to “{_plainly(body['to'])}”: {body['reason'].rstrip('.')}."
    ),
    PAPERS_RENEWED: lambda _: "The papers were made again, with what came after they were first made.",
    "lead-changed": lambda body: f"The lead is now {', '.join(filter(None, (body['name'], body['email'])))}.",
    "marks-saved": lambda body: f"Marks by {body['member']} for {body['meeting']}.",
    "decided": lambda body: f"Decided at {body['meeting']}: {_plainly(body['outcome'])}.",
    "award-issued": lambda body: f"The award was made, number {body['number']}{_at(body)}.",
    "waived": lambda body: (
        f"“{body['rule']}” was waived until {body['until']} by {body['by']}: {body['reason'].rstrip('.')}."
    ),
    "personal-data-looked-at": lambda _: "The office looked at what may name a pupil.",
}
