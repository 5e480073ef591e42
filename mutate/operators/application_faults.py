"""What goes wrong in an Application: answers, ticks, the declaration, whole lines and columns."""

from __future__ import annotations

import datetime as dt
from random import Random

from mutate.around import take_out
from mutate.mutant import Document, Fault, Faults, Sent, fault
from mutate.operators import targets
from mutate.operators.record_faults import PLACEHOLDERS
from mutate.paper import Paper, cells_of, rows_of, text_of, tick, whole_table, write
from mutate.school import answers, checked_on, scheme

A = Document.APPLICATION
_RATINGS = ("Met", "Partly", "Not yet")


def pick(choices: dict[str, str], random: Random) -> tuple[str, str]:
    """One of several, the same for the same seed."""
    return random.choice(sorted(choices.items()))


def _without(choices: dict[str, str], *columns: str) -> dict[str, str]:
    return {address: rule for address, rule in choices.items() if address.rpartition(".")[2] not in columns}


@fault(A, "X19")
def blank_answer(paper: Paper, _sent: Sent, random: Random) -> Faults:
    """A box that is needed was left empty."""
    address, rule = pick(targets.needed_in_application(), random)
    write(paper.cell(address), "")
    return [Fault((rule,), paper.cell(address))]


@fault(A, "X19")
def only_spaces(paper: Paper, _sent: Sent, random: Random) -> Faults:
    """A box that is needed holds only spaces or marks that nobody sees."""
    address, rule = pick(targets.needed_in_application(), random)
    write(paper.cell(address), random.choice([" ", "   ", "\u00a0", "\u200b", "\u2060\u00a0", "\ufeff", "\u3000"]))
    return [Fault((rule,), paper.cell(address))]


@fault(A, "X19")
def placeholder(paper: Paper, _sent: Sent, random: Random) -> Faults:
    """TBC, n/a, a dash or “see attached” stands where an answer is needed."""
    address, rule = pick(_without(targets.needed_in_application(), "evidence"), random)
    write(paper.cell(address), random.choice(PLACEHOLDERS))
    return [Fault((rule,), paper.cell(address))]


@fault(A, "D1")
def prompt_left(paper: Paper, _sent: Sent, random: Random) -> Faults:
    """Word's own prompt was left standing."""
    address, rule = pick(_without(targets.needed_in_application(), "evidence"), random)
    prompt = random.choice(["Click or tap here to enter text.", "Click here to enter text.", "Enter text here"])
    write(paper.cell(address), prompt)
    return [Fault((rule,), paper.cell(address))]


@fault(A, "D2")
def no_tick(paper: Paper, _sent: Sent, random: Random) -> Faults:
    """No box is ticked for a criterion."""
    cell = paper.cell(f"application.criteria.{random.choice(targets.criteria(*_RATINGS))}.rating")
    tick(cell, ())
    return [Fault(("criteria-rated",), cell)]


@fault(A, "D2")
def two_ticks(paper: Paper, _sent: Sent, random: Random) -> Faults:
    """Two or all three boxes are ticked for a criterion."""
    cell = paper.cell(f"application.criteria.{random.choice(targets.criteria(*_RATINGS))}.rating")
    chosen = random.choice([("Met", "Partly"), ("Partly", "Not yet"), ("Met", "Not yet"), _RATINGS])
    tick(cell, chosen)
    return [Fault(("criteria-rating-unclear",), cell)]


@fault(A, "D2")
def rating_in_own_words(paper: Paper, _sent: Sent, random: Random) -> Faults:
    """The boxes were typed over with words that are no rating."""
    cell = paper.cell(f"application.criteria.{random.choice(targets.criteria(*_RATINGS))}.rating")
    write(cell, random.choice(["We are proud of this", "7 out of 10", "See the governors' notes", "Lovely"]))
    return [Fault(("criteria-rating-unclear",), cell)]


@fault(A, "D7", combines=False)
def criterion_row_deleted(paper: Paper, _sent: Sent, random: Random) -> Faults:
    """The line of a criterion was deleted."""
    key = random.choice([c.id for c in scheme().criteria if targets.cited_elsewhere(c.id)])
    principle = {c.id: c.principle for c in scheme().criteria}
    beside = next(c for c in principle if c != key and principle[c] == principle[key])
    row = next(paper.cell(f"application.criteria.{key}.rating").iterancestors("{*}tr"))
    take_out(row)
    return [Fault(("criteria-there",), whole_table(paper, f"application.criteria.{beside}.rating"))]


@fault(A, "X20", combines=False)
def same_answer_twice(paper: Paper, _sent: Sent, random: Random) -> Faults:
    """The same long answer was pasted for two criteria."""
    order = [criterion.id for criterion in scheme().criteria]
    one, two = sorted(random.sample(order, 2), key=order.index)
    cell = paper.cell(f"application.criteria.{two}.how")
    write(cell, text_of(paper.cell(f"application.criteria.{one}.how")).strip())
    return [Fault(("criteria-same-text",), cell)]


@fault(A, "X19")
def answer_too_short(paper: Paper, _sent: Sent, random: Random) -> Faults:
    """Two or three words stand where the panel needs to know more."""
    cell = paper.cell(f"application.criteria.{random.choice(targets.criteria('Met', 'Partly'))}.how")
    write(cell, random.choice(["We do this", "Staff training", "Circle time weekly", "Policy is followed"]))
    return [Fault(("criteria-how-short",), cell)]


@fault(A, "X16")
def email_broken(paper: Paper, _sent: Sent, random: Random) -> Faults:
    """The lead's e-mail address cannot be written to."""
    cell = paper.cell("application.lead_email")
    name, _, host = answers().email.partition("@")
    write(cell, random.choice([f"{name} at {host}", f"{name}@", f"@{host}", f"{name}.{host}", f"{name}@school", name]))
    return [Fault(("application-fields-clear",), cell)]


@fault(A, "X16")
def urn_wrong(paper: Paper, _sent: Sent, random: Random) -> Faults:
    """The URN has a digit too few or too many, or is not a number."""
    cell = paper.cell("application.urn")
    urn = answers().urn
    write(cell, random.choice([urn[:5], f"{urn}7", f"{urn[:3]}-{urn[4:]}", "not known", "886/2259"]))
    return [Fault(("application-fields-clear",), cell)]


@fault(A, "X16")
def other_urn(paper: Paper, _sent: Sent, random: Random) -> Faults:
    """The URN is another school's."""
    cell = paper.cell("application.urn")
    write(cell, str(int(answers().urn) + random.randint(1, 900)))
    return [Fault(("school-urns-agree",), cell)]


@fault(A, "D15")
def other_school(paper: Paper, _sent: Sent, random: Random) -> Faults:
    """The Application names another school than the Record does."""
    cell = paper.cell("application.school_name")
    write(cell, random.choice(["Larkhill Infant School", "Saltmarsh Academy", "Ferry Road Nursery"]))
    return [Fault(("school-names-agree",), cell)]


@fault(A, "D2")
def declaration_not_ticked(paper: Paper, _sent: Sent, _random: Random) -> Faults:
    """The box of the declaration is not ticked."""
    line = paper.paragraph("I confirm")
    tick(line, ())
    return [Fault(("declaration-ticked",), lambda: paper.paragraph_place(line))]


@fault(A, "D12")
def declaration_in_the_future(paper: Paper, _sent: Sent, random: Random) -> Faults:
    """The declaration is dated in the future, or years ago."""
    cell = paper.cell("application.declaration_date")
    day = random.choice(
        [checked_on() + dt.timedelta(days=random.randint(2, 900)), dt.date(2023, 5, 4), dt.date(2016, 2, 3)]
    )
    write(cell, f"{day:%d/%m/%Y}")
    return [Fault(("declaration-window",), cell)]


@fault(A, "X14")
def declaration_date_unclear(paper: Paper, _sent: Sent, random: Random) -> Faults:
    """The date of the declaration is not a day."""
    cell = paper.cell("application.declaration_date")
    write(cell, random.choice(["31/02/2026", "today", "the other day", "30.02.26", "when signed"]))
    return [Fault(("application-fields-clear",), cell)]


@fault(A, "D12")
def declared_by_somebody_else(paper: Paper, _sent: Sent, random: Random) -> Faults:
    """Somebody who is not the headteacher or manager signed."""
    cell = paper.cell("application.declaration_role")
    write(cell, random.choice(["PSHE coordinator", "Class teacher", "School business officer", "Governor's clerk"]))
    return [Fault(("declaration-by-head",), cell)]


@fault(A, "D7", combines=False)
def column_deleted(paper: Paper, _sent: Sent, random: Random) -> Faults:
    """A column of the self-assessment was deleted in every table."""
    column = random.choice(["how", "impact", "rating"])
    for criterion in scheme().criteria:
        cell = paper.cell(f"application.criteria.{criterion.id}.{column}")
        at = cells_of(next(cell.iterancestors("{*}tr"))).index(cell)
        table = next(cell.iterancestors("{*}tbl"))
        take_out(cell)
        head = rows_of(table)[0]
        if len(cells_of(head)) > len(cells_of(rows_of(table)[1])):
            extra = cells_of(head)[at]
            take_out(extra)
    first = f"application.criteria.{scheme().criteria[0].id}.evidence"
    return [Fault(("criteria-columns",), whole_table(paper, first))]
