"""What goes wrong with a Record's dates: none, impossible, in the wrong order, or years away."""

from __future__ import annotations

import datetime as dt
from random import Random

from mutate.book import Book
from mutate.mutant import Document, Fault, Faults, Sent, fault
from mutate.operators import targets

R = Document.RECORD


@fault(R, "X14")
def endless_date(book: Book, _sent: Sent, random: Random) -> Faults:
    """A date says “ongoing”, “asap” or “soon”."""
    row, column = random.choice(targets.inner_rows()), random.choice(["start", "by_when"])
    cell = book.cell(f"record.plan.{row}.{column}")
    book.write(
        cell,
        random.choice(["ongoing", "Ongoing", "asap", "ASAP", "soon", "when funds allow", "continuous"]),
    )
    return [Fault(("plan-date-unclear",), cell)]


@fault(R, "X14")
def impossible_date(book: Book, _sent: Sent, random: Random) -> Faults:
    """A date that no calendar has: 31/02/2026."""
    row, column = random.choice(targets.inner_rows()), random.choice(["start", "by_when"])
    cell = book.cell(f"record.plan.{row}.{column}")
    book.write(
        cell,
        random.choice(
            [
                "31/02/2026",
                "30 February 2026",
                "31.04.2026",
                "45/01/2026",
                "12/13/2026",
                "31st June 2026",
                "Term 7",
                "19/12/20255",
                "12/25/2026",
            ]
        ),
    )
    return [Fault(("plan-date-unclear",), cell)]


@fault(R, "X14")
def unclear_start_of_work(book: Book, _sent: Sent, random: Random) -> Faults:
    """The day the school started is not a day."""
    cell = book.cell("record.started_on")
    book.write(cell, random.choice(["a while ago", "31/02/2025", "before the new head came", "not sure"]))
    return [Fault(("record-fields-clear",), cell)]


@fault(R, "X14")
def dates_swapped(book: Book, _sent: Sent, random: Random) -> Faults:
    """An action ends before it starts."""
    row = random.choice(targets.inner_rows())
    cell = book.cell(f"record.plan.{row}.by_when")
    book.date(book.cell(f"record.plan.{row}.start"), targets.end(row))
    book.date(cell, targets.start(row))
    return [Fault(("plan-dates-order",), cell)]


@fault(R, "X15")
def start_years_ago(book: Book, _sent: Sent, random: Random) -> Faults:
    """A start lies many years back: a slip of the year."""
    row = random.choice(targets.inner_rows())
    cell = book.cell(f"record.plan.{row}.start")
    book.date(cell, targets.start(row).replace(day=1, year=random.choice([2002, 2006, 2015, 2016])))
    return [Fault(("plan-start-window",), cell)]


@fault(R, "X15")
def end_years_ahead(book: Book, _sent: Sent, random: Random) -> Faults:
    """An end lies many years ahead: a slip of the year."""
    row = random.choice(targets.inner_rows())
    cell = book.cell(f"record.plan.{row}.by_when")
    book.date(cell, targets.end(row).replace(day=1, year=random.choice([2029, 2035, 2062, 2099])))
    return [Fault(("plan-end-window",), cell)]


@fault(R, "X15")
def start_of_work_years_off(book: Book, _sent: Sent, random: Random) -> Faults:
    """The school started in the future, or twenty years ago."""
    cell = book.cell("record.started_on")
    book.date(cell, dt.date(random.choice([2005, 2015, 2027, 2052]), 9, 8))
    return [Fault(("record-start-window",), cell)]
