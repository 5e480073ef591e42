"""An office's list of criteria, as it has it: a spreadsheet or CSV with a principle, a criterion and what shows it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from python_calamine import CalamineError, CalamineWorkbook

from pipeline.errors import UsageError

# Headings stand near the top, beneath a title or two.
HEAD_ROWS = 20
# A list of more criteria than these is not one that schools fill in.
MOST_CRITERIA = 500
_LONGEST_SHOWN = 60
# A heading is a few words; more of them are a title or a criterion.
_HEADING_WORDS = 5
# What offices call the columns: the heading in small letters, without marks, begins with one of these words.
HEADINGS = {
    "criterion": ("criterion", "criteria", "statement", "requirement", "expectation", "indicator", "question",
                  "what a school", "what schools", "descriptor", "standard"),
    "principle": ("principle", "area", "theme", "section", "domain", "heading", "group", "category", "strand"),
    "evidence": ("evidence", "example", "suggested", "what to send", "proof", "documents"),
    "code": ("no", "number", "ref", "code", "reference", "id"),
}  # fmt: skip
_NUMBERED = re.compile(r"^\(?(?:\d+(?:\.\d+)*|[A-Za-z]\d+)[.):]*\s+(?=\S)")
_CODE = re.compile(r"^\(?(\d+(?:\.\d+)+|[A-Za-z]\d+)[.):]*\s")
# How a cell that holds several pieces of evidence parts them. Commas part them only where nothing else does: a piece
# may have commas of its own.
_APART, _COMMA = re.compile(r"[;\n\r•▪·]+"), re.compile(r",\s")


@dataclass(frozen=True, slots=True)
class Listed:
    """One criterion of the list; ``row`` counts from 1, as the spreadsheet shows it."""

    row: int
    principle: str
    text: str
    evidence: tuple[str, ...]
    code: str = ""


def read_criteria(name: str, data: bytes) -> tuple[Listed, ...]:
    """The criteria in a file. A principle that stands once counts for the rows beneath it.

    Raises UsageError, with what we read and what we expected, where it holds no list that can be understood.
    """
    sheets = _csv(data) if name.casefold().endswith((".csv", ".txt", ".tsv")) else _workbook(name, data)
    for rows in sheets:
        found = _columns(rows)
        if found is not None:
            listed = tuple(_listed(rows, *found))
            _sound(name, listed)
            return listed
    raise UsageError(f"We found no column of criteria in “{name}”. {_instead(sheets)}")


def _workbook(name: str, data: bytes) -> list[list[list[str]]]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [_texts(book.get_sheet_by_index(n).to_python(False)) for n in range(len(book.sheet_names))]
    except (CalamineError, OSError, ValueError) as error:
        what = (
            "It has a password" if "assword" in f"{type(error).__name__}{error}" else "It is no spreadsheet we can read"
        )
        raise UsageError(f"“{name}” cannot be opened. {what}. Save it as .xlsx without one, or as CSV.") from error


def _texts(rows: Iterable[Sequence[object]]) -> list[list[str]]:
    return [[_text(cell) for cell in row] for row in rows]


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    lines = str(cell).replace("\r", "\n").split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def _csv(data: bytes) -> list[list[list[str]]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    first = next((line for line in text.splitlines() if line.strip()), "")
    apart = max(",;\t", key=first.count)
    return [_texts(csv.reader(io.StringIO(text, newline=""), delimiter=apart))]


def _columns(rows: list[list[str]]) -> tuple[int, dict[str, int]] | None:
    """The row of the headings and the column of each; None where no row has one for criteria."""
    for number, row in enumerate(rows[:HEAD_ROWS]):
        found: dict[str, int] = {}
        for column, cell in enumerate(row):
            heading = " ".join(re.sub(r"[\W_]+", " ", cell.casefold()).split())
            for what, words in HEADINGS.items():
                if what not in found and any(re.match(rf"{word}s?\b", heading) for word in words):
                    found[what] = column
                    break
        if ("criterion" in found and len([cell for cell in row if cell]) > 1) or found.keys() == {"criterion"}:
            return number, found
    return None


def _listed(rows: list[list[str]], head: int, columns: dict[str, int]) -> Iterable[Listed]:
    principle = ""
    for number, row in enumerate(rows[head + 1 :], start=head + 2):
        cells = {what: row[column] if column < len(row) else "" for what, column in columns.items()}
        principle = _NUMBERED.sub("", cells.get("principle", "").replace("\n", " ")) or principle
        text = cells["criterion"].replace("\n", " ")
        if not text:
            continue
        code = cells.get("code", "") or (match[1] if (match := _CODE.match(text)) else "")
        yield Listed(number, principle, _NUMBERED.sub("", text), _pieces(cells.get("evidence", "")), code)


def _pieces(cell: str) -> tuple[str, ...]:
    parted = [part for part in _APART.split(cell) if part.strip()]
    pieces = parted if len(parted) > 1 else _COMMA.split(cell.strip(";\n\r•▪· "))
    return tuple(filter(None, (piece.strip(" .-–") for piece in pieces)))


def _sound(name: str, listed: tuple[Listed, ...]) -> None:
    if not listed:
        raise UsageError(f"“{name}” has headings and no criteria beneath them. Write one criterion to a row.")
    if len(listed) > MOST_CRITERIA:
        raise UsageError(
            f"“{name}” lists {len(listed)} criteria. We take {MOST_CRITERIA} at most: is it the right sheet?"
        )
    first: dict[str, int] = {}
    for each in listed:
        same = first.setdefault(each.text.casefold(), each.row)
        if same != each.row:
            shown = each.text[:_LONGEST_SHOWN]
            raise UsageError(
                f"“{name}”, rows {same} and {each.row}: both say “{shown}”. Keep one, or say how they differ."
            )
    bare = next((each for each in listed if not each.principle), None)
    if bare is not None and any(each.principle for each in listed):
        raise UsageError(f"“{name}”, row {bare.row}: no principle stands beside this criterion or above it. Add it.")


def _instead(sheets: list[list[list[str]]]) -> str:
    rows = [row for rows in sheets for row in rows if any(row)]
    if not rows:
        return "There is nothing in it. Write the headings Principle, Criterion and Evidence wanted."
    read = ", ".join(f"“{cell[:_LONGEST_SHOWN]}”" for cell in rows[0] if cell)
    return f"Its first row says {read}. We expected headings such as Principle, Criterion and Evidence wanted."
