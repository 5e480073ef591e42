"""Ticks of a kind that the form did not ask for: beside the boxes, over them, by a look, or typed below."""

from __future__ import annotations

import copy
from random import Random

from lxml import etree

from mutate.around import take_out
from mutate.mutant import Document, Fault, Faults, NotHereError, Sent, fault, harmless
from mutate.operators import targets
from mutate.paper import XML_SPACE, Paper, W, text_of, tick, write
from mutate.school import answers

A = Document.APPLICATION
_OPTIONS = ("Met", "Partly", "Not yet")


def _cell(paper: Paper, random: Random) -> tuple[etree._Element, str]:
    """A criterion's cell of options with every box empty, and the option that was ticked in it."""
    key = random.choice(targets.criteria(*_OPTIONS))
    cell = paper.cell(f"application.criteria.{key}.rating")
    option = str(answers().criteria[key]["rating"])
    tick(cell, ())
    if any(word not in text_of(cell) for word in _OPTIONS):
        raise NotHereError
    return cell, option


def _offered(cell: etree._Element, lines: list[tuple[str, str]]) -> None:
    """The cell's options written anew, a paragraph to each: (words, the XML of the run's look)."""
    write(cell, "")
    first = next(cell.iter(f"{W}p"))
    for words, look in lines:
        paragraph = etree.Element(f"{W}p")
        run = etree.SubElement(paragraph, f"{W}r")
        if look:
            run.append(etree.fromstring(f'<w:rPr xmlns:w="{W[1:-1]}">{look}</w:rPr>'))
        holder = etree.SubElement(run, f"{W}t")
        holder.text = words
        holder.set(XML_SPACE, "preserve")
        first.addprevious(paragraph)
    take_out(first)


@harmless(A, "D2", combines=False)
def tick_beside_its_box(paper: Paper, _sent: Sent, random: Random) -> Faults | None:
    """The box stays empty, and an x or a tick stands behind the option."""
    cell, option = _cell(paper, random)
    sign = random.choice([" x", " X", " ✓", " ✔", " √", " [x]", " (x)", "✓", "X", "x"])
    _offered(cell, [(f"☐ {word}{sign if word == option else ''}", "") for word in _OPTIONS])
    return None


@harmless(A, "D2", combines=False)
def tick_typed_over_its_box(paper: Paper, _sent: Sent, random: Random) -> Faults | None:
    """The box was typed over with an X or filled in."""
    cell, option = _cell(paper, random)
    sign = random.choice(["X", "■", "✔", "[x]", "●", "(x)"])
    _offered(cell, [(f"{sign if word == option else '☐'} {word}", "") for word in _OPTIONS])
    return None


@harmless(A, "D2", combines=False)
def option_marked_by_its_look(paper: Paper, _sent: Sent, random: Random) -> Faults | None:
    """The option is highlighted or framed, or the others are struck through."""
    cell, option = _cell(paper, random)
    look = random.choice(['<w:highlight w:val="yellow"/>', '<w:bdr w:val="single" w:sz="4"/>'])
    struck = random.random() < 0.5
    looks = {
        word: ("<w:strike/>" if struck else "") if word != option else ("" if struck else look) for word in _OPTIONS
    }
    _offered(cell, [(f"☐ {word}", looks[word]) for word in _OPTIONS])
    return None


@harmless(A, "D2", combines=False)
def rating_typed_below_the_boxes(paper: Paper, _sent: Sent, random: Random) -> Faults | None:
    """The boxes stay empty, and the answer is typed below them."""
    cell, option = _cell(paper, random)
    below = random.choice([option, option.upper(), f"{option} - see E1", f"{option}."])
    _offered(cell, [*((f"☐ {word}", "") for word in _OPTIONS), (below, "")])
    return None


@fault(A, "D2")
def option_in_bold_alone(paper: Paper, _sent: Sent, random: Random) -> Faults:
    """No box is ticked; one option is in bold, underlined or in red."""
    cell, option = _cell(paper, random)
    look = random.choice(["<w:b/>", '<w:u w:val="single"/>', '<w:color w:val="FF0000"/>'])
    _offered(cell, [(f"☐ {word}", look if word == option else "") for word in _OPTIONS])
    return [Fault(("application-tick-doubtful",), cell)]


@fault(A, "D2")
def box_and_another_sign(paper: Paper, _sent: Sent, random: Random) -> Faults:
    """A box is ticked, and an x stands beside another option."""
    cell, option = _cell(paper, random)
    other = random.choice([word for word in _OPTIONS if word != option])
    sign = random.choice([" x", "x", "X"])
    _offered(
        cell, [(f"{'☒' if word == option else '☐'} {word}{sign if word == other else ''}", "") for word in _OPTIONS]
    )
    return [Fault(("criteria-rating-unclear",), cell)]


@fault(A, "D7", combines=False)
def criterion_twice(paper: Paper, _sent: Sent, random: Random) -> Faults:
    """The line of a criterion was copied, and its answer changed in the copy."""
    key = random.choice(targets.criteria("Met", "Partly"))
    row = next(paper.cell(f"application.criteria.{key}.how").iterancestors(f"{W}tr"))
    again = copy.deepcopy(row)
    row.addnext(again)
    at = list(row.iter(f"{W}tc")).index(paper.cell(f"application.criteria.{key}.how"))
    cell = list(again.iter(f"{W}tc"))[at]
    write(cell, "Another team has led this since the spring, and meets twice a term.")
    return [Fault(("application-row-twice",), next(again.iter(f"{W}tc")))]
