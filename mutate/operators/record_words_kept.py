"""Ways of writing in a Record that change nothing: dates, numbers, spaces, choices, formulas."""

from __future__ import annotations

import datetime as dt
from random import Random

from lxml import etree

from mutate.book import Book, S
from mutate.mutant import Document, Faults, Sent, harmless
from mutate.operators import targets
from mutate.school import answers, scheme

R = Document.RECORD
_TABLES = ("team", "activity", "plan", "review")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@harmless(R, "X15", combines=False)
def counted_from_1904(book: Book, _sent: Sent, _random: Random) -> Faults | None:
    """The workbook counts its days from 1904, as old Macs did, with day counts to match."""
    settings = book.workbook.find(f"{S}workbookPr")
    if settings is None:
        settings = etree.Element(f"{S}workbookPr")
        book.workbook.insert(0, settings)
    settings.set("date1904", "1")
    for _address, cell in _dates(book):
        book.number(cell, float(book.text(cell)) - 1462)
    return None


def _dates(book: Book) -> list[tuple[str, etree._Element]]:
    addresses = ["record.started_on"]
    addresses += [f"record.plan.{row}.{column}" for row in targets.plan_rows() for column in ("start", "by_when")]
    return [(address, book.cell(address)) for address in addresses]


def _day(address: str) -> dt.date:
    if address == "record.started_on":
        value = answers().record["started_on"]
    else:
        value = answers().plan[int(address.split(".")[2]) - 1][address.rpartition(".")[2]]
    if not isinstance(value, dt.date):
        raise TypeError(address)
    return value


def _ordinal(day: int) -> str:
    ending = "th" if 10 <= day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


def say_day(day: dt.date, random: Random) -> str:
    """A day as people write it: day first, with dots, in words, short or long, with its weekday, or as computers do."""
    return random.choice(
        [
            f"{day:%d/%m/%Y}", f"{day:%d/%m/%y}", f"{day.day}/{day.month}/{day:%Y}", f"{day:%d.%m.%Y}",
            f"{day:%d-%m-%Y}",
            f"{day:%Y-%m-%d}", f"{day.day} {day:%B %Y}", f"{day.day} {day:%b %Y}", f"{_ordinal(day.day)} {day:%B %Y}",
            f"{day:%A} {day.day} {day:%B %Y}", f"{day:%a} {_ordinal(day.day)} {day:%b %Y}", f"{day:%d-%b-%y}",
            f"{_ordinal(day.day)} of {day:%B %Y}", f"{day.day} {day:%B}, {day:%Y}", f" {day:%d / %m / %Y} ",
        ]
    )  # fmt: skip


@harmless(R, "X14", combines=False)
def dates_as_text(book: Book, _sent: Sent, random: Random) -> Faults | None:
    """Dates were typed as text, in the many ways people write them."""
    for address, cell in _dates(book):
        book.write(cell, say_day(_day(address), random))
    return None


@harmless(R, "X14", combines=False)
def dates_with_a_time(book: Book, _sent: Sent, random: Random) -> Faults | None:
    """Dates carry a time of day, as exports give them."""
    for _address, cell in _dates(book):
        book.number(cell, float(book.text(cell)) + random.choice([0.25, 0.5, 0.999]))
    return None


@harmless(R, "X16", combines=False)
def urn_as_number(book: Book, _sent: Sent, _random: Random) -> Faults | None:
    """The URN is kept as a number."""
    book.number(book.cell("record.urn"), int(answers().urn))
    return None


@harmless(R, "X19", combines=False)
def spaces_around(book: Book, _sent: Sent, random: Random) -> Faults | None:
    """Answers begin or end with spaces, hard spaces or line breaks, or have hard spaces between words."""
    for address in targets.needed_in_record():
        cell = book.cell(address)
        if cell.get("t") not in ("s", "inlineStr"):
            continue
        text = book.text(cell)
        edge = random.choice([" ", "  ", "\n", "\u00a0", "\t"])
        change = random.choice(
            [f"{edge}{text}", f"{text}{edge}", f"{edge}{text}{edge}", text.replace(" ", "\u00a0"), text]
        )
        book.write(cell, change)
    return None


@harmless(R, "X17", combines=False)
def choices_by_another_name(book: Book, _sent: Sent, random: Random) -> Faults | None:
    """Choices in capitals, with a slip of the pen, or by number or short name."""
    for row in targets.plan_rows():
        cell = book.cell(f"record.plan.{row}.principle")
        number = int(str(answers().plan[row - 1]["principle"]).partition(".")[0])
        principle = scheme().principles[number - 1]
        names = [principle.short_name, principle.name, str(number), f"Principle {number}", principle.short_name.upper()]
        book.write(
            cell, random.choice([*names, f"{number}. {principle.short_name}", f"P{number} {principle.short_name}"])
        )
    return None


@harmless(R, "X17", combines=False)
def done_in_other_words(book: Book, _sent: Sent, random: Random) -> Faults | None:
    """Under “Done?” stands yes in other letters, or a tick."""
    for row in targets.finished_rows():
        book.write(
            book.cell(f"record.review.{row}.done"),
            random.choice(["YES", "yes", "Yes.", " yes ", "Y", "✓", "✔", "Done", "Completed"]),
        )
    return None


@harmless(R, "X13", combines=False)
def answers_by_formula(book: Book, _sent: Sent, random: Random) -> Faults | None:
    """An answer is a formula, with what it gave beside it."""
    address = random.choice([a for a in targets.needed_texts() if book.has(a)])
    cell = book.cell(address)
    book.formula(cell, 'CONCATENATE("",A1)', book.text(cell))
    return None


@harmless(R, "X14", combines=False, rewrites=("record.plan.start", "record.plan.by_when"))
def dates_as_stretches(book: Book, _sent: Sent, random: Random) -> Faults | None:
    """Dates are given as a month or its end: “July 2025”, “by the end of March 2026”."""
    for row in targets.inner_rows():
        start, end = targets.start(row), targets.end(row)
        book.write(
            book.cell(f"record.plan.{row}.start"), random.choice([f"{start:%B %Y}", f"{start:%b %Y}", f"{start:%b %y}"])
        )
        late = random.choice(["end of {}", "by the end of {}", "End {}", "by end of {}"])
        book.write(book.cell(f"record.plan.{row}.by_when"), late.format(f"{end:%B %Y}"))
    return None
