"""What goes wrong between an Application and the files that come with it: links, copies, scans, pupils' names."""

from __future__ import annotations

from random import Random

from mutate.mutant import Document, Fault, Faults, Sent, fault
from mutate.operators import targets
from mutate.operators.application_evidence_faults import index
from mutate.paper import Paper, text_of, write
from mutate.papers import scan, word_file
from mutate.school import answers, evidence_file
from pipeline.believable_year.answering.evidence_list import Piece
from pipeline.values import Place

A = Document.APPLICATION
# Invented children, each beside what makes the words about a child.
PUPILS = (
    "“I feel heard now” (Ollie Marsham, Year 4).",
    "Amelia Tweddle in Year 6 told us that the garden helps.",
    "Jayden Oakes (Y5) chose the books.",
)


def _any_piece(random: Random, *suffixes: str) -> tuple[int, Piece]:
    """A line of the index, by its number, whose file is of one of these kinds."""
    pieces = list(enumerate(answers().pieces, start=1))
    return random.choice([(n, piece) for n, piece in pieces if not suffixes or piece.suffix in suffixes])


@fault(A, "E4")
def pupil_named_in_answer(paper: Paper, _sent: Sent, random: Random) -> Faults:
    """An answer names a child beside the year group; the office is told before the panel sees it."""
    cell = paper.cell(f"application.criteria.{random.choice(targets.criteria('Met', 'Partly'))}.how")
    write(cell, f"{text_of(cell).strip()} {random.choice(PUPILS)}")
    return [Fault(("personal-data",), cell)]


@fault(A, "E4")
def pupil_named_in_evidence(_paper: Paper, sent: Sent, random: Random) -> Faults:
    """A file of evidence names a child; the office is told before the panel sees it."""
    _number, piece = _any_piece(random, "docx")
    sent.instead[piece.file] = word_file(piece.title, f"{piece.dated:%d/%m/%Y}", random.choice(PUPILS))
    return [Fault(("personal-data",), Place(piece.file, paragraph=3))]


@fault(A, "D9")
def file_behind_a_login(paper: Paper, sent: Sent, random: Random) -> Faults:
    """The index gives a link that opens only for people at the school."""
    number, piece = _any_piece(random)
    sent.without.add(piece.file)
    link = random.choice(
        [
            "https://tygwyn.sharepoint.com/sites/staff/Shared%20Documents/minutes.pdf",
            "https://drive.google.com/file/d/1AbCdEfGhIjKlMnOp/view?usp=sharing",
            "https://1drv.ms/b/s!AqXyZ0123456789",
        ]
    )
    cell = paper.cell(index("file", number))
    write(cell, link)
    return [Fault(("index-link",), cell)]


@fault(A, "D9")
def file_on_a_web_page(paper: Paper, sent: Sent, random: Random) -> Faults:
    """The index gives a page of the school's web site in place of a file."""
    number, piece = _any_piece(random)
    sent.without.add(piece.file)
    cell = paper.cell(index("file", number))
    write(cell, random.choice(["https://www.tygwyn.example/wellbeing", "www.tygwyn.example/policies/"]))
    return [Fault(("index-web-page",), cell)]


@fault(A, "X19")
def answer_points_to_no_file(paper: Paper, _sent: Sent, random: Random) -> Faults:
    """An answer speaks of a file that did not come."""
    cell = paper.cell(f"application.criteria.{random.choice(targets.criteria('Met', 'Partly'))}.how")
    name = random.choice(["Lunchtime log.xlsx", "Garden rota spring.pdf", "Assembly slides.docx"])
    write(cell, f"{text_of(cell).strip()} See {name}.")
    return [Fault(("application-file-missing",), cell)]


@fault(A, "E5")
def same_file_twice(_paper: Paper, sent: Sent, random: Random) -> Faults:
    """A file came a second time under another name."""
    _number, piece = _any_piece(random, "pdf", "docx", "xlsx")
    name = random.choice(["Scan 2.{}", "Extra for the panel.{}"]).format(piece.suffix)
    sent.extra[name] = evidence_file(piece.file).content
    return [Fault(("evidence-twins",), Place(name))]


@fault(A, "E3")
def evidence_blank(_paper: Paper, sent: Sent, random: Random) -> Faults:
    """A file of evidence opens and holds nothing."""
    _number, piece = _any_piece(random, "docx")
    sent.instead[piece.file] = word_file()
    return [Fault(("evidence-blank",), Place(piece.file))]


@fault(A, "D11")
def evidence_scanned(_paper: Paper, sent: Sent, random: Random) -> Faults:
    """A file of evidence is a scan: pages, but no words."""
    _number, piece = _any_piece(random, "pdf")
    sent.instead[piece.file] = scan()
    return [Fault(("evidence-no-text",), Place(piece.file))]


@fault(A, "E9")
def evidence_cut_short(_paper: Paper, sent: Sent, random: Random) -> Faults:
    """A file of evidence was cut short on its way."""
    _number, piece = _any_piece(random, "docx", "xlsx")
    content = evidence_file(piece.file).content
    sent.instead[piece.file] = content[: len(content) * random.randint(30, 90) // 100]
    return [Fault(("file-damaged",), Place(piece.file))]
