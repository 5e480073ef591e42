"""What goes wrong with evidence: its index, its references, and the files that come with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from random import Random

from mutate.mutant import Document, Fault, Faults, Sent, fault
from mutate.operators import targets
from mutate.paper import Paper, text_of, tick, whole_table, write
from mutate.school import answers, checked_on, scheme
from pipeline.values import Place

A = Document.APPLICATION
_RATINGS = ("Met", "Partly", "Not yet")


def index(column: str, number: int) -> str:
    """The address of a box in a line of the evidence index."""
    return f"application.evidence.E{number}.{column}"


@fault(A, "X19")
def reference_unknown(paper: Paper, _sent: Sent, random: Random) -> Faults:
    """A criterion names evidence that is not in the index."""
    cell = paper.cell(f"application.criteria.{random.choice(_cited())}.evidence")
    write(cell, f"{text_of(cell).strip()}, E{random.choice([0, 40, 57, 99])}")
    return [Fault(("criteria-refs-exist",), cell)]


@fault(A, "X19")
def reference_range_too_far(paper: Paper, _sent: Sent, random: Random) -> Faults:
    """A span of references runs past the end of the index."""
    cell = paper.cell(f"application.criteria.{random.choice(_cited())}.evidence")
    last = len(answers().pieces)
    write(
        cell, f"{text_of(cell).strip()}, E{last - 1}{random.choice(['-', '–', ' to '])}E{last + random.randint(3, 9)}"
    )
    return [Fault(("criteria-refs-exist",), cell)]


def _cited() -> list[str]:
    return [criterion.id for criterion in scheme().criteria if targets.refs(criterion.id)]


@fault(A, "D7")
def index_file_blank(paper: Paper, sent: Sent, random: Random) -> Faults:
    """A line of the index names no file, and the file did not come."""
    number = random.randint(1, len(answers().pieces))
    sent.without.add(answers().pieces[number - 1].file)
    cell = paper.cell(index("file", number))
    write(cell, random.choice(["", "TBC", "-", "to follow"]))
    return [Fault(("index-file",), cell)]


@fault(A, "X19")
def evidence_not_sent(paper: Paper, sent: Sent, random: Random) -> Faults:
    """A file that the index names did not come."""
    number = random.randint(1, len(answers().pieces))
    sent.without.add(answers().pieces[number - 1].file)
    return [Fault(("evidence-attached",), paper.cell(index("file", number)))]


@fault(A, "E3")
def file_not_in_index(_paper: Paper, sent: Sent, random: Random) -> Faults:
    """A file came that the index does not name."""
    name = random.choice(["IMG_2342.txt", "Scan0001.txt", "extra notes from the day.txt"])
    sent.extra[name] = b"Notes of a walk round the garden with eight children.\n"
    return [Fault(("evidence-listed",), Place(name))]


@fault(A, "E5")
def evidence_never_used(paper: Paper, _sent: Sent, random: Random) -> Faults:
    """A line of the index is named by no criterion."""
    number = random.choice(_spare())
    for criterion in scheme().criteria:
        rest = [f"E{other}" for other in targets.refs(criterion.id) if other != number]
        if len(rest) < len(targets.refs(criterion.id)):
            write(paper.cell(f"application.criteria.{criterion.id}.evidence"), ", ".join(rest))
    return [Fault(("index-cited",), paper.cell(index("title", number)))]


def _spare() -> list[int]:
    """Evidence that no criterion depends on alone."""
    criteria = [targets.refs(criterion.id) for criterion in scheme().criteria]
    return [n for n in range(1, len(answers().pieces) + 1) if [n] not in criteria]


@fault(A, "E5")
def evidence_too_old(paper: Paper, sent: Sent, random: Random) -> Faults:
    """A policy, minutes or a survey is older than its kind may be, on paper and in the index."""
    kinds = {kind.id: kind.max_age_months for kind in scheme().evidence.kinds}
    old = [n for n, piece in enumerate(answers().pieces, start=1) if kinds[piece.kind]]
    number = random.choice(old)
    day = dt.date(random.choice([2018, 2019, 2020, 2021]), random.randint(1, 12), random.randint(1, 28))
    sent.aged[answers().pieces[number - 1].file] = day
    cell = paper.cell(index("date", number))
    write(cell, f"{day:%d/%m/%Y}")
    return [Fault(("evidence-age",), cell)]


@fault(A, "X15")
def evidence_in_the_future(paper: Paper, _sent: Sent, random: Random) -> Faults:
    """Evidence is dated in the future."""
    cell = paper.cell(index("date", random.randint(1, len(answers().pieces))))
    day = checked_on() + dt.timedelta(days=random.choice([3, 40, 365, 3650]))
    write(cell, f"{day:%d/%m/%Y}")
    return [Fault(("index-date-future",), cell)]


@fault(A, "X14")
def index_date_unclear(paper: Paper, _sent: Sent, random: Random) -> Faults:
    """The date of evidence is not a date."""
    cell = paper.cell(index("date", random.randint(1, len(answers().pieces))))
    write(cell, random.choice(["last year sometime", "various", "31/02/2026", "ongoing", "long ago"]))
    return [Fault(("index-date-unclear",), cell)]


@fault(A, "E5")
def area_without_evidence(paper: Paper, sent: Sent, _random: Random) -> Faults:
    """Nothing in the index shows work with parents and carers."""
    area = scheme().evidence.areas[1]
    for criterion in scheme().criteria_of(area.principle):
        tick(paper.cell(f"application.criteria.{criterion.id}.rating"), ("Partly",))
        write(paper.cell(f"application.criteria.{criterion.id}.evidence"), "")
    gone = []
    for number, piece in enumerate(answers().pieces, start=1):
        if piece.area == area.id:
            sent.without.add(piece.file)
            gone.append(number)
    # The lines stay and are cleared, so that the numbers of the others stay theirs.
    for number in gone:
        _clear(paper, number)
    _uncite(paper, gone)
    return [Fault(("evidence-minimum",), whole_table(paper, index("title", 1)))]


def _clear(paper: Paper, number: int) -> None:
    for column in ("title", "kind", "area", "file", "date"):
        write(paper.cell(index(column, number)), "")


def _uncite(paper: Paper, gone: Iterable[int]) -> None:
    for criterion in scheme().criteria:
        rest = [f"E{other}" for other in targets.refs(criterion.id) if other not in gone]
        if rest != [f"E{other}" for other in targets.refs(criterion.id)]:
            write(paper.cell(f"application.criteria.{criterion.id}.evidence"), ", ".join(rest))
