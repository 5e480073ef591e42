"""What goes wrong with an Application's marks: answers in comments, pictures and hidden words; changes not accepted."""

from __future__ import annotations

from random import Random

from lxml import etree

from mutate.mutant import Document, Fault, Faults, Sent, fault
from mutate.operators import targets
from mutate.operators.application_faults import pick
from mutate.paper import Paper, W, comment, picture, plain_runs, run, text_of, write

A = Document.APPLICATION
_AUTHOR = {f"{W}id": "9001", f"{W}author": "A governor", f"{W}date": "2026-01-20T19:30:00Z"}
_OTHER_KINDS = ("evidence", "kind", "date", "declaration_date")


def _words(random: Random) -> tuple[str, str]:
    """An answer in words, and the rule that misses it."""
    needed = targets.needed_in_application()
    return pick({a: rule for a, rule in needed.items() if a.rpartition(".")[2] not in _OTHER_KINDS}, random)


@fault(A, "D4", combines=False)
def answer_in_comment(paper: Paper, _sent: Sent, random: Random) -> Faults:
    """The answer stands in a comment beside an empty box."""
    cell = paper.cell(_words(random)[0])
    words = text_of(cell).strip()
    write(cell, "")
    comment(paper, next(cell.iter(f"{W}p")), words)
    return [Fault(("application-in-comment",), cell)]


@fault(A, "D10")
def answer_as_picture(paper: Paper, _sent: Sent, random: Random) -> Faults:
    """A picture of the answer was pasted into an empty box."""
    cell = paper.cell(_words(random)[0])
    write(cell, "")
    next(cell.iter(f"{W}p")).append(picture(paper))
    return [Fault(("application-in-picture",), cell)]


@fault(A, "D6")
def answer_hidden(paper: Paper, _sent: Sent, random: Random) -> Faults:
    """The answer is set in hidden letters, which nobody sees on paper."""
    cell = paper.cell(_words(random)[0])
    for made in plain_runs(cell):
        look = made.find(f"{W}rPr")
        if look is None:
            look = etree.Element(f"{W}rPr")
            made.insert(0, look)
        etree.SubElement(look, f"{W}vanish")
    return [Fault(("application-hidden",), cell)]


@fault(A, "D3")
def insertion_tracked(paper: Paper, _sent: Sent, random: Random) -> Faults:
    """Answers were typed with tracked changes on, and nobody accepted them."""
    cells = [paper.cell(address) for address in random.sample(sorted(targets.needed_in_application()), 4)]
    for cell in cells:
        for made in plain_runs(cell):
            inserted = etree.Element(f"{W}ins", _AUTHOR)
            made.addprevious(inserted)
            inserted.append(made)
    return [Fault(("application-tracked-changes",), cell) for cell in cells]


@fault(A, "D3")
def deletion_tracked(paper: Paper, _sent: Sent, random: Random) -> Faults:
    """Words were struck out with tracked changes on, beside the answer that stands."""
    cells = [paper.cell(address) for address in random.sample(sorted(targets.needed_in_application()), 4)]
    for cell in cells:
        old = run("An older sentence that was struck out. ")
        plain_runs(cell)[0].addprevious(old)
        _strike(old)
    return [Fault(("application-tracked-changes",), cell) for cell in cells]


@fault(A, "D3")
def answer_struck_out(paper: Paper, _sent: Sent, random: Random) -> Faults:
    """The answer was struck out with tracked changes on: the box is empty, and nobody accepted that."""
    address, _ = pick(targets.needed_in_application(), random)
    cell = paper.cell(address)
    for made in plain_runs(cell):
        _strike(made)
    return [Fault(("application-answer-deleted",), cell)]


def _strike(made: etree._Element) -> None:
    deleted = etree.Element(f"{W}del", _AUTHOR)
    made.addprevious(deleted)
    deleted.append(made)
    for holder in made.iter(f"{W}t"):
        holder.tag = f"{W}delText"
