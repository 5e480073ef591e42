"""Ways of writing in an Application that change nothing: ticks, dates, references, spaces, fonts."""

from __future__ import annotations

import datetime as dt
from random import Random

from lxml import etree

from mutate.mutant import Document, Faults, NotHereError, Sent, harmless
from mutate.operators import targets
from mutate.operators.record_words_kept import say_day
from mutate.paper import (
    TICKED,
    UNTICKED,
    Paper,
    W,
    plain_runs,
    text_of,
    texts,
    unmake_control,
    write,
)
from mutate.school import answers, scheme

A = Document.APPLICATION
_AUTHOR = {f"{W}id": "9001", f"{W}author": "A governor", f"{W}date": "2026-01-20T19:30:00Z"}


@harmless(A, "D2", combines=False)
def ticks_in_wingdings(paper: Paper, _sent: Sent, _random: Random) -> Faults | None:
    """Boxes are symbols of the Wingdings font."""
    found = False
    for holder in list(texts(paper.body)):
        text = holder.text or ""
        if text[:1] in (TICKED, UNTICKED):
            found = True
            unmake_control(holder)
            symbol = etree.Element(
                f"{W}sym", {f"{W}font": "Wingdings", f"{W}char": "F0FE" if text[0] == TICKED else "F0A8"}
            )
            holder.text = text[1:]
            holder.addprevious(symbol)
    if not found:
        raise NotHereError
    return None


@harmless(A, "D2", combines=False)
def ticks_as_old_form_fields(paper: Paper, _sent: Sent, _random: Random) -> Faults | None:
    """Boxes are the form fields of old Word."""
    found = False
    for holder in list(texts(paper.body)):
        text = holder.text or ""
        if text[:1] not in (TICKED, UNTICKED):
            continue
        found = True
        unmake_control(holder)
        own = next(holder.iterancestors(f"{W}r"))
        if len(list(texts(own))) > 1:
            raise NotHereError  # a line break within one run: a field cannot stand there
        field = etree.Element(f"{W}r")
        begin = etree.SubElement(field, f"{W}fldChar", {f"{W}fldCharType": "begin"})
        box = etree.SubElement(etree.SubElement(begin, f"{W}ffData"), f"{W}checkBox")
        etree.SubElement(box, f"{W}default").set(f"{W}val", "0")
        if text[0] == TICKED:
            etree.SubElement(box, f"{W}checked")
        own.addprevious(field)
        for kind in ("separate", "end"):
            closing = etree.Element(f"{W}r")
            etree.SubElement(closing, f"{W}fldChar", {f"{W}fldCharType": kind})
            own.addprevious(closing)
        holder.text = text[1:]
    if not found:
        raise NotHereError
    return None


@harmless(A, "D2", combines=False)
def rating_as_a_word(paper: Paper, _sent: Sent, random: Random) -> Faults | None:
    """The boxes were typed over with the one word that was meant."""
    for key, cells in answers().criteria.items():
        rating = str(cells["rating"])
        write(
            paper.cell(f"application.criteria.{key}.rating"),
            random.choice([rating, rating.upper(), f" {rating} ", f"{rating}.", f"X {rating}"]),
        )
    return None


@harmless(A, "X14", combines=False)
def dates_in_other_ways(paper: Paper, _sent: Sent, random: Random) -> Faults | None:
    """Dates are written in the many ways people write them."""
    for number, piece in enumerate(answers().pieces, start=1):
        write(paper.cell(f"application.evidence.E{number}.date"), say_day(piece.dated, random))
    day = answers().application["declaration_date"]
    if isinstance(day, dt.date):
        write(paper.cell("application.declaration_date"), say_day(day, random))
    return None


@harmless(A, "X19", combines=False)
def references_in_other_ways(paper: Paper, _sent: Sent, random: Random) -> Faults | None:
    """References with other marks between them, in small letters, or with words around them."""
    for criterion in scheme().criteria:
        numbers = targets.refs(criterion.id)
        if not numbers:
            continue
        between = random.choice([", ", "; ", " and ", "\u00a0", " / ", "+", "\n", ",", " & "])
        before = random.choice(["", "", "", "See ", "Evidence "])
        shape = random.choice(["E{}", "e{}", "E {}", "E{:02}"])
        words = f"{before}{between.join(shape.format(number) for number in numbers)}"
        write(paper.cell(f"application.criteria.{criterion.id}.evidence"), words)
    return None


@harmless(A, "E3", combines=False, rewrites=("application.evidence.file",))
def file_names_as_typed(paper: Paper, _sent: Sent, random: Random) -> Faults | None:
    """File names in other letters, without their ending, or with underscores."""
    for number, piece in enumerate(answers().pieces, start=1):
        stem = piece.file.rpartition(".")[0]
        ways = [
            piece.file.upper(),
            stem,
            piece.file.replace(" ", "_"),
            f"{stem}  .{piece.suffix}".replace("  .", "."),
            f" {piece.file} ",
        ]
        write(paper.cell(f"application.evidence.E{number}.file"), random.choice(ways))
    return None


@harmless(A, "X19", combines=False)
def spaces_and_hard_spaces(paper: Paper, _sent: Sent, random: Random) -> Faults | None:
    """Answers have spaces around them and hard spaces between words."""
    for address in targets.needed_in_application():
        cell = paper.cell(address)
        text = text_of(cell).strip("\n")
        if "\n" in text:
            continue
        write(cell, random.choice([f"  {text}", f"{text}  ", text.replace(" ", "\u00a0"), f"\u00a0{text}\u00a0"]))
    return None


@harmless(A, "D5", combines=False)
def answer_in_paragraphs(paper: Paper, _sent: Sent, random: Random) -> Faults | None:
    """An answer is followed by empty paragraphs, or its words break over two lines."""
    for criterion in random.sample(scheme().criteria, 6):
        cell = paper.cell(f"application.criteria.{criterion.id}.how")
        for _ in range(random.randint(1, 3)):
            etree.SubElement(cell, f"{W}p")
    return None


@harmless(A, "D5", combines=False)
def other_looks(paper: Paper, _sent: Sent, random: Random) -> Faults | None:
    """Other fonts, sizes and colours."""
    for address in targets.needed_in_application():
        for made in plain_runs(paper.cell(address)):
            for old in made.findall(f"{W}rPr"):
                made.remove(old)
            look = etree.Element(f"{W}rPr")
            etree.SubElement(look, f"{W}rFonts").set(
                f"{W}ascii", random.choice(["Comic Sans MS", "Arial", "Century Gothic"])
            )
            etree.SubElement(look, f"{W}color").set(f"{W}val", random.choice(["FF0000", "0000FF", "1F3A4D"]))
            etree.SubElement(look, f"{W}sz").set(f"{W}val", str(random.randint(16, 40)))
            made.insert(0, look)
    return None


@harmless(A, "D2", combines=False)
def ticks_of_another_kind(paper: Paper, _sent: Sent, random: Random) -> Faults | None:
    """Boxes are ticked with ☑, ✓, [x] or an X beside the word."""
    pair = random.choice(
        [("☑", "☐"), ("✓", "☐"), ("[x]", "[ ]"), ("(x)", "( )"), ("✔", "□"), ("☒", "□"), ("[X]", "[]")]
    )
    found = False
    for holder in list(texts(paper.body)):
        if TICKED in (holder.text or "") or UNTICKED in (holder.text or ""):
            found = True
            holder.text = (holder.text or "").replace(TICKED, pair[0]).replace(UNTICKED, pair[1])
            unmake_control(holder)
    if not found:
        raise NotHereError
    return None
