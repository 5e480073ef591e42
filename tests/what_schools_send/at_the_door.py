"""What came of a case that is about how files arrive: a real office, its inbox, and one run a drop."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from pipeline.believable_year.wording.contents import office_of
from pipeline.office.desk import Desk, open_desk
from pipeline.office.premises.setting_up import find_scheme, make_workspace
from pipeline.office.taking_in.arrivals import run
from pipeline.values import Finding, School

from .coming_out import faultless, findings_unlike
from .making import Files, base
from .table import EVERYTHING, Drops


@dataclass(frozen=True, slots=True)
class Stood:
    """How things stood after the last run.

    ``filed`` is what became of each file by name, ``left`` the names still in the inbox, ``reasons`` what the
    officer reads beside each delivery that waits for a person.
    """

    filed: dict[str, str]
    left: tuple[str, ...]
    cases: int
    findings: tuple[Finding, ...]
    reasons: tuple[str, ...]


@cache
def stood(drops: Drops) -> Stood:
    """Everything dropped and taken in, drop by drop; each case is run once."""
    paper = base()
    with tempfile.TemporaryDirectory(prefix="what-schools-send-") as name:
        root = Path(name) / "office"
        make_workspace(root)
        (root / "office.toml").write_text(office_of(find_scheme(root)).toml, encoding="utf-8")
        (root / "schools.csv").write_text(_schools_csv(paper.schools), encoding="utf-8")
        for files in drops.make(paper):
            _drop(root / "inbox", files)
            with _held_open(root / "inbox", drops.being_written), open_desk(root, paper.today) as desk:
                run(desk)
        with open_desk(root, paper.today) as desk:
            return _look(desk)


def _look(desk: Desk) -> Stood:
    deliveries = desk.register.deliveries()
    cases = desk.register.cases()
    filed = {file.name.rsplit("/", 1)[-1]: file.outcome.value for delivery in deliveries for file in delivery.files}
    left = sorted(
        p.name for p in desk.workspace.inbox.iterdir() if p.name not in {".claimed", ".taken", "README.md", ".gitkeep"}
    )
    findings = tuple(f for case in cases for f in desk.register.findings(case.reference, None))
    reasons = tuple(delivery.note for delivery in deliveries if delivery.case is None and delivery.note)
    return Stood(filed, tuple(left), len(cases), findings, reasons)


def unlike(drops: Drops) -> list[str]:
    """Everything that does not stand as expected, a line each; empty when the case holds."""
    came = stood(drops)
    usual = {(f.rule, f.place) for f in faultless(EVERYTHING).findings} if drops.case else set()
    faults = findings_unlike(usual | set(drops.findings), came.findings)
    faults += [f"{name}: {became}" for name, became in came.filed.items() if drops.filed.get(name) != became]
    faults += [f"{name}: never taken in" for name in drops.filed.keys() - came.filed.keys()]
    if came.left != drops.left:
        faults.append(f"left in the inbox: {came.left}")
    if came.cases != int(drops.case):
        faults.append(f"cases: {came.cases}")
    return faults


@contextmanager
def _held_open(inbox: Path, name: str) -> Iterator[None]:
    """A program that has a file open for writing, as a copy that goes on does."""
    if not name:
        yield
        return
    with (inbox / name).open("ab"):
        yield


def _drop(inbox: Path, files: Files) -> None:
    for name, content in files.items():
        path = inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _schools_csv(schools: Iterable[School]) -> str:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(
        ("URN", "LA (code)", "LA (name)", "EstablishmentNumber", "EstablishmentName", "TypeOfEstablishment (name)",
         "PhaseOfEducation (name)", "Street", "Town", "Postcode", "SchoolWebsite")
    )  # fmt: skip
    for school in schools:
        number = cast("str", school.laestab)[3:]
        table.writerow(
            (school.urn, "886", "Kent", number, school.name, school.kind, school.phase, school.street, school.town,
             school.postcode, school.website)
        )  # fmt: skip
    return out.getvalue()
