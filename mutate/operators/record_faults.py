"""What goes wrong in a Record: answers that are missing, empty of meaning, or wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from random import Random

from mutate.bases import companion
from mutate.book import FILE, Book
from mutate.mutant import Document, Fault, Faults, Sent, fault
from mutate.operators import targets
from mutate.paper import FILE as APPLICATION_FILE
from mutate.school import answers, checked_on, scheme
from pipeline.values import Place

R = Document.RECORD
PLACEHOLDERS = (
    "TBC",
    "tbc",
    "n/a",
    "N/A",
    "-",
    "–",
    "see attached",
    "See attached.",
    "To follow",
    "???",
    "...",
    "Type here",
)


def pick(choices: dict[str, str], random: Random, book: Book) -> tuple[str, str]:
    """An answer that this form holds, and its rule."""
    return random.choice([(address, rule) for address, rule in choices.items() if book.has(address)])


@fault(R, "X19")
def blank_answer(book: Book, _sent: Sent, random: Random) -> Faults:
    """A box that is needed was left empty."""
    address, rule = pick(targets.needed_in_record(), random, book)
    book.empty(book.cell(address))
    return [Fault((rule,), book.cell(address))]


@fault(R, "X19")
def only_spaces(book: Book, _sent: Sent, random: Random) -> Faults:
    """A box that is needed holds only spaces, hard spaces, line breaks or marks that nobody sees."""
    address, rule = pick(targets.needed_in_record(), random, book)
    blank = random.choice([" ", "   ", "\u00a0", "\u00a0 \u00a0", "\u200b", "\n\n", "\t", "\ufeff", "\u2060", "\u3000"])
    book.write(book.cell(address), blank)
    return [Fault((rule,), book.cell(address))]


@fault(R, "X19")
def placeholder(book: Book, _sent: Sent, random: Random) -> Faults:
    """TBC, n/a, a dash or “see attached” stands where an answer is needed."""
    address, rule = pick(targets.needed_in_record(), random, book)
    book.write(book.cell(address), random.choice(PLACEHOLDERS))
    return [Fault((rule,), book.cell(address))]


@fault(R, "X5")
def prompt_left(book: Book, _sent: Sent, random: Random) -> Faults:
    """The words that asked for an answer were left standing."""
    address, rule = pick(targets.needed_texts(), random, book)
    prompt = random.choice(
        ["Click or tap here to enter text.", "Enter text here", "Type here", "[insert text]", "Name here"]
    )
    book.write(book.cell(address), prompt)
    return [Fault((rule,), book.cell(address))]


@fault(R, "X13")
def error_cell(book: Book, _sent: Sent, random: Random) -> Faults:
    """A formula broke and the cell shows #REF!, #N/A or #NAME?."""
    address, _rule = pick(targets.needed_in_record(), random, book)
    cell = book.cell(address)
    book.formula(cell, "Gone!A4", random.choice(["#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!"]), "e")
    return [Fault(("record-error-values",), cell)]


@fault(R, "X13")
def error_as_text(book: Book, _sent: Sent, random: Random) -> Faults:
    """An error was copied as text: #REF! stands there in letters."""
    address, _rule = pick(targets.needed_in_record(), random, book)
    cell = book.cell(address)
    book.write(cell, random.choice(["#REF!", "#N/A", "#NAME?", "#VALUE!"]))
    return [Fault(("record-error-values",), cell)]


@fault(R, "X17")
def choice_beyond_recognition(book: Book, _sent: Sent, random: Random) -> Faults:
    """A choice is written in words that are on no list."""
    column = random.choice(["principle", "origin"])
    row = random.choice(targets.twice_planned() if column == "principle" else list(targets.plan_rows()))
    cell = book.cell(f"record.plan.{row}.{column}")
    book.write(cell, random.choice(["Various things", "Whole school thing", "Ask Sian", "Blue group", "see Mrs Terry"]))
    return [Fault(("plan-choice-unclear",), cell)]


@fault(R, "X21")
def role_on_no_list(book: Book, _sent: Sent, random: Random) -> Faults:
    """A role on the team is one that the scheme does not know."""
    cell = book.cell(f"record.team.{random.randint(4, len(answers().team))}.role")
    book.write(cell, random.choice(["Wellbeing champion", "Caretaker", "Midday meals", "First aider", "Volunteer"]))
    return [Fault(("team-role-unclear",), cell)]


@fault(R, "X17")
def done_unclear(book: Book, _sent: Sent, random: Random) -> Faults:
    """Under “Done?” stands something that is neither yes, in progress nor no."""
    cell = book.cell(f"record.review.{random.choice(targets.finished_rows())}.done")
    book.write(cell, random.choice(["Maybe next year", "Ask Sian", "Depends", "Some bits perhaps"]))
    return [Fault(("review-choice-unclear",), cell)]


@fault(R, "X20")
def same_answer_twice(book: Book, _sent: Sent, random: Random) -> Faults:
    """The same long answer was pasted under two principles."""
    one, two = sorted(random.sample(range(1, len(answers().activity) + 1), 2))
    cell = book.cell(f"record.activity.{two}.current")
    book.write(cell, book.text(book.cell(f"record.activity.{one}.current")))
    return [Fault(("activity-same-text",), cell)]


@fault(R, "X20")
def same_outcome_twice(book: Book, _sent: Sent, random: Random) -> Faults:
    """Two actions expect the same outcome, word for word."""
    long = [row for row in targets.plan_rows() if sum(map(str.isalnum, str(answers().plan[row - 1]["outcome"]))) >= 25]
    one = random.choice([row for row in long if row < max(targets.plan_rows())])
    two = random.choice([row for row in targets.plan_rows() if row > one])
    cell = book.cell(f"record.plan.{two}.outcome")
    book.write(cell, book.text(book.cell(f"record.plan.{one}.outcome")).upper())
    return [Fault(("plan-same-outcome",), cell)]


@fault(R, "X19")
def answer_too_short(book: Book, _sent: Sent, random: Random) -> Faults:
    """Two or three words stand where the panel needs to know more."""
    if random.random() < 0.5:
        cell = book.cell(f"record.activity.{random.randint(1, len(answers().activity))}.current")
        rule = "activity-too-short"
    else:
        cell = book.cell(f"record.review.{random.choice(targets.finished_rows())}.impact")
        rule = "review-impact-short"
    book.write(cell, random.choice(["We do this", "Much better", "Circle time weekly", "It works"]))
    return [Fault((rule,), cell)]


@fault(R, "X16")
def urn_wrong(book: Book, _sent: Sent, random: Random) -> Faults:
    """The URN has a digit too few or too many, or is not a number."""
    cell = book.cell("record.urn")
    urn = answers().urn
    book.write(cell, random.choice([urn[:5], f"{urn}7", f"{urn[:3]} {urn[4:]}", "not known", "886/2259"]))
    return [Fault(("record-fields-clear",), cell)]


@fault(R, "X16")
def urn_as_short_number(book: Book, _sent: Sent, random: Random) -> Faults:
    """The URN lost a digit and is kept as a number."""
    cell = book.cell("record.urn")
    book.number(cell, int(answers().urn[random.choice([0, 1]) :][:5]))
    return [Fault(("record-fields-clear",), cell)]


@fault(R, "X16")
def email_broken(book: Book, _sent: Sent, random: Random) -> Faults:
    """The lead's e-mail address cannot be written to."""
    cell = book.cell("record.lead_email")
    name, _, host = answers().email.partition("@")
    book.write(
        cell, random.choice([f"{name} at {host}", f"{name}@", f"@{host}", f"{name}.{host}", f"{name}@school", name])
    )
    return [Fault(("record-fields-clear",), cell)]


@fault(R, "X19")
def private_address(book: Book, _sent: Sent, random: Random) -> Faults:
    """The lead gives a private address; the office is told, not the school."""
    cell = book.cell("record.lead_email")
    book.write(
        cell,
        f"lead{random.randint(1, 99)}@{random.choice(['gmail.com', 'hotmail.co.uk', 'outlook.com', 'yahoo.co.uk'])}",
    )
    return [Fault(("lead-email-private",), cell)]


@fault(R, "X19")
def nobody_leads(book: Book, _sent: Sent, _random: Random) -> Faults:
    """Nobody on the team is a senior leader."""
    wanted = {role.name for role in scheme().team_roles if role.required == "one-of-lead"}
    other = next(role.name for role in scheme().team_roles if role.id == "pastoral")
    for number, row in enumerate(answers().team, start=1):
        if row["role"] in wanted:
            book.write(book.cell(f"record.team.{number}.role"), other)
            book.write(book.cell(f"record.team.{number}.post"), "Learning mentor")
    return [Fault(("team-leader",), whole_sheet(book, "record.team.1.name"))]


@fault(R, "X19")
def team_of_one(book: Book, _sent: Sent, _random: Random) -> Faults:
    """Only one person is on the team."""
    for number in range(2, len(answers().team) + 1):
        for column in ("name", "post", "role"):
            book.empty(book.cell(f"record.team.{number}.{column}"))
    return [Fault(("team-listed",), whole_sheet(book, "record.team.1.name"))]


@fault(R, "X19")
def everyone_responsible(book: Book, _sent: Sent, random: Random) -> Faults:
    """An action is for “all staff” to do."""
    cell = book.cell(f"record.plan.{random.choice(targets.plan_rows())}.who")
    book.write(
        cell, random.choice(["All staff", "all", "Everyone", "The whole school", "staff", "Team", "All teachers."])
    )
    return [Fault(("plan-who-vague",), cell)]


@fault(R, "X21")
def gap_without_action(book: Book, _sent: Sent, random: Random) -> Faults:
    """The only action for a principle was given to another principle, and its gap has none."""
    row = random.choice(targets.once_planned())
    number = str(answers().plan[row - 1]["principle"]).partition(".")[0]
    other = random.choice([r for r in targets.plan_rows() if r != row])
    book.write(book.cell(f"record.plan.{row}.principle"), str(answers().plan[other - 1]["principle"]))
    return [Fault(("plan-covers-gaps",), book.cell(f"record.activity.{number}.gaps"))]


@fault(R, "X21")
def no_leadership(book: Book, _sent: Sent, _random: Random) -> Faults:
    """No action is about leadership, where the toolkit asks schools to start."""
    first = next(p.number for p in scheme().principles if p.worked_first)
    for row in targets.plan_rows():
        if str(answers().plan[row - 1]["principle"]).startswith(f"{first}."):
            book.write(book.cell(f"record.plan.{row}.principle"), scheme().options("principles")[0])
    book.write(book.cell(f"record.activity.{first}.gaps"), "No gap")
    return [Fault(("plan-leadership",), whole_sheet(book, "record.plan.1.action"))]


@fault(R, "X2")
def other_school(book: Book, _sent: Sent, _random: Random) -> Faults:
    """The Record names another school than the Application does."""
    book.write(book.cell("record.school_name"), "Larkhill Infant School")
    return [Fault(("school-names-agree",), companion_place("school_name"))]


@fault(R, "X16")
def other_urn(book: Book, _sent: Sent, _random: Random) -> Faults:
    """Two digits of the URN changed places, so the two documents disagree."""
    urn = answers().urn
    book.write(book.cell("record.urn"), f"{urn[:4]}{urn[5]}{urn[4]}")
    return [Fault(("school-urns-agree",), companion_place("urn"))]


@fault(R, "X19")
def review_missing(book: Book, _sent: Sent, random: Random) -> Faults:
    """The time of an action is up, and its line of Stage 3 was wiped clean."""
    row = random.choice(targets.finished_rows())
    for column in ("done", "impact", "evidence"):
        book.empty(book.cell(f"record.review.{row}.{column}"))
    # A line that holds nothing is no line, so the plan's own date is what the school can be sent to.
    return [Fault(("review-done",), book.cell(f"record.plan.{row}.by_when"))]


@fault(R, "X19")
def plan_too_short(book: Book, _sent: Sent, _random: Random) -> Faults:
    """The whole plan runs over a few weeks, where the toolkit reckons with six months."""
    last = max(targets.plan_rows(), key=lambda row: (targets.end(row), row))
    for row in targets.plan_rows():
        book.date(book.cell(f"record.plan.{row}.start"), min(targets.end(row), checked_on() - dt.timedelta(days=60)))
    return [Fault(("plan-length",), book.cell(f"record.plan.{last}.by_when"))]


def whole_sheet(book: Book, address: str) -> Callable[[], Place]:
    """The sheet on which an answer stands, as it is called in the end: where a finding about a table stands."""
    return lambda: Place(FILE, sheet=book.sheet_of(book.cell(address)).name)


def companion_place(field: str) -> Place:
    """Where a field stands in the Application that comes with every Record."""
    table, row, column = (int(number) for number in companion(Document.APPLICATION).places[f"application.{field}"])
    return Place(APPLICATION_FILE, table=table, row=row, column=column)
